package data

import (
	"context"

	"attain/app/sales"
)

// Leads returns leads by the day they were created, newest first.
func (r reader) Leads(ctx context.Context, q sales.LeadQuery) ([]sales.Lead, error) {
	var c conditions
	among(&c, "id", q.IDs)
	among(&c, "external_id", q.ExternalIDs)
	if len(q.ExternalIDs) > 0 {
		c.add("external_id <> ''") // lets the index of known external ids be used
	}
	c.id("rep_id = ?", q.RepID)
	c.id("deal_id = ?", q.DealID)
	c.text("status = ?", string(q.Status))
	c.text("source = ?", q.Source)
	c.like(q.Text, contains("name"), contains("company"), contains("external_id"))
	c.days("created", q.From, q.To)
	by := ""
	if q.Limit > 0 && len(q.IDs) == 0 && len(q.ExternalIDs) == 0 {
		by = "INDEXED BY leads_created " // else all would be sorted for one page
	}
	return all[sales.Lead](ctx, r, by+c.where()+page("created DESC, id DESC", q.Limit, q.Offset), c.args...)
}

// EachLead walks through all leads.
func (r reader) EachLead(ctx context.Context, f func(sales.Lead) error) error {
	return each(ctx, r, "ORDER BY id", nil, f)
}

// EachUnresolvedLead walks through the leads whose deal is not there yet.
// Which they are is known before the first is handed over.
func (r reader) EachUnresolvedLead(ctx context.Context, f func(sales.Lead) error) error {
	return each(ctx, r, "WHERE id IN (SELECT id FROM leads WHERE deal_ref <> '') ORDER BY id", nil, f)
}

// EachUnresolvedActivity is EachUnresolvedLead for activities, and leads.
func (r reader) EachUnresolvedActivity(ctx context.Context, f func(sales.Activity) error) error {
	return each(ctx, r, `WHERE id IN (SELECT id FROM activities WHERE deal_ref <> ''
		UNION SELECT id FROM activities WHERE lead_ref <> '') ORDER BY id`, nil, f)
}

// Activities returns activities newest first; only planned ones by when they
// are due.
func (r reader) Activities(ctx context.Context, q sales.ActivityQuery) ([]sales.Activity, error) {
	c := activityConditions(q)
	order, by := "day DESC, at DESC, id DESC", ofPlanned(q)
	if q.Planned != nil && *q.Planned {
		order = "day = '', day, at, id"
	} else if !selective(q) {
		by = "INDEXED BY activities_day " // else all would be sorted for one page
	}
	return all[sales.Activity](ctx, r, by+c.where()+page(order, q.Limit, q.Offset), c.args...)
}

// selective reports whether a question names something that has an index of
// its own and leaves few activities.
func selective(q sales.ActivityQuery) bool {
	return len(q.IDs) > 0 || len(q.ExternalIDs) > 0 ||
		q.RepID != "" || q.DealID != "" || q.LeadID != "" || q.AccountID != "" || q.ContactID != ""
}

// ofPlanned names the index of planned activities where a question is about
// those of everyone: else all before its last day would be looked at.
func ofPlanned(q sales.ActivityQuery) string {
	if q.Planned == nil || !*q.Planned || selective(q) {
		return ""
	}
	return "INDEXED BY activities_planned "
}

// CountActivities counts what Activities would return without a limit.
func (r reader) CountActivities(ctx context.Context, q sales.ActivityQuery) (int, error) {
	c := activityConditions(q)
	var count int
	err := r.q.QueryRowContext(ctx, "SELECT count(*) FROM activities "+ofPlanned(q)+c.where(), c.args...).Scan(&count) //nolint:gosec // built of constants
	return count, failure("count activities", err)
}

func activityConditions(q sales.ActivityQuery) *conditions {
	c := &conditions{}
	among(c, "id", q.IDs)
	among(c, "external_id", q.ExternalIDs)
	if len(q.ExternalIDs) > 0 {
		c.add("external_id <> ''") // lets the index of known external ids be used
	}
	c.id("rep_id = ?", q.RepID)
	c.id("deal_id = ?", q.DealID)
	c.id("lead_id = ?", q.LeadID)
	c.id("account_id = ?", q.AccountID)
	c.id("contact_id = ?", q.ContactID)
	c.text("type = ?", string(q.Type))
	if q.Planned != nil {
		// Written out: SQLite uses the index of planned activities only for
		// a constant.
		if *q.Planned {
			c.add("planned = 1")
		} else {
			c.add("planned = 0")
		}
	}
	c.days("day", q.From, q.To)
	c.text("remind_at > ?", instant(q.RemindAfter))
	if !q.RemindUntil.IsZero() {
		c.add("remind_at <> '' AND remind_at <= ?", instant(q.RemindUntil))
	}
	c.like(q.Text, contains("subject"), contains("notes"))
	return c
}

// EachActivity walks through all activities.
func (r reader) EachActivity(ctx context.Context, f func(sales.Activity) error) error {
	return each(ctx, r, "ORDER BY id", nil, f)
}
