package data

import (
	"context"

	"attain/app/sales"
)

// Deals returns deals newest first: closed ones by the day they closed, the
// rest by the day they were created.
func (r reader) Deals(ctx context.Context, q sales.DealQuery) ([]sales.Deal, error) {
	var c conditions
	join, date := "", "deals.created"
	if q.Kind != "" || q.StageID != "" {
		join = "JOIN stays ON stays.deal_id = deals.id AND stays.left_on = '" + running + "' "
	}
	if q.Kind == sales.StageWon || q.Kind == sales.StageLost {
		date = "stays.entered"
	}
	c.text("stays.kind = ?", string(q.Kind))
	c.id("stays.stage_id = ?", q.StageID)
	among(&c, "deals.id", q.IDs)
	among(&c, "deals.external_id", q.ExternalIDs)
	if len(q.ExternalIDs) > 0 {
		c.add("deals.external_id <> ''") // lets the index of known external ids be used
	}
	c.id("deals.account_id = ?", q.AccountID)
	c.id("deals.owner_id = ?", q.OwnerID)
	c.days(date, q.From, q.To)
	if q.StepUntil.Known() {
		c.add("deals.next_step <> '' AND deals.next_step_due BETWEEN '0' AND ?", q.StepUntil.String())
	}
	c.like(q.Text, contains("deals.name"), contains("deals.external_id"),
		"deals.account_id IN (SELECT id FROM accounts WHERE "+contains("name")+")")
	if q.Deleted {
		c.add("deals.deleted <> ''")
		if len(q.IDs) == 0 && join == "" {
			join = "INDEXED BY deals_trash " // the trash is small, and all deals are many
		}
	} else {
		c.add("deals.deleted = ''")
	}
	return all[sales.Deal](ctx, r, join+c.where()+page(date+" DESC, deals.id DESC", q.Limit, q.Offset), c.args...)
}

// Lines returns product lines by deal.
func (r reader) Lines(ctx context.Context, deals ...sales.ID) ([]sales.Line, error) {
	return ofDeals[sales.Line](ctx, r, "deal_id, id", deals)
}

// Shares returns credit shares by deal.
func (r reader) Shares(ctx context.Context, deals ...sales.ID) ([]sales.Share, error) {
	return ofDeals[sales.Share](ctx, r, "deal_id, id", deals)
}

// Values returns former amounts by deal and the day they ended.
func (r reader) Values(ctx context.Context, deals ...sales.ID) ([]sales.Value, error) {
	return ofDeals[sales.Value](ctx, r, "deal_id, until, id", deals)
}

// Moves returns the stage history by deal and number.
func (r reader) Moves(ctx context.Context, deals ...sales.ID) ([]sales.Move, error) {
	return ofDeals[sales.Move](ctx, r, "deal_id, seq", deals)
}

// Adjustments returns refunds and corrections by day.
func (r reader) Adjustments(ctx context.Context, deals ...sales.ID) ([]sales.Adjustment, error) {
	return ofDeals[sales.Adjustment](ctx, r, "day, id", deals)
}

func ofDeals[T any, P pointer[T]](ctx context.Context, r reader, order string, deals []sales.ID) ([]T, error) {
	var c conditions
	among(&c, "deal_id", deals)
	return all[T, P](ctx, r, c.where()+page(order, 0, 0), c.args...)
}

// EachDeal walks through all deals, those in the trash too.
func (r reader) EachDeal(ctx context.Context, f func(sales.Deal) error) error {
	return each(ctx, r, "ORDER BY id", nil, f)
}

// Quotas returns the month rows from one month to another, both included.
func (r reader) Quotas(ctx context.Context, from, to sales.Month) ([]sales.Quota, error) {
	return all[sales.Quota](ctx, r, "WHERE month BETWEEN ? AND ? ORDER BY month, rep_id, product_id, measure, id",
		from.String(), to.String())
}

// Contacts returns people by name.
func (r reader) Contacts(ctx context.Context, q sales.ContactQuery) ([]sales.Contact, error) {
	var c conditions
	c.id("account_id = ?", q.AccountID)
	c.id("lead_id = ?", q.LeadID)
	c.id("deal_id = ?", q.DealID)
	c.like(q.Text, contains("name"), contains("title"), contains("phone"), contains("email"))
	return all[sales.Contact](ctx, r, c.where()+page("name, id", 0, 0), c.args...)
}
