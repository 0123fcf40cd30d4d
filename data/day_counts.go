package data

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"attain/app/sales"
)

// mostCounted is for how many rows of folded days a transaction counts what it
// adds and takes away; more are faster folded anew.
const mostCounted = 1000

// dayGroup is the key of a row of activity_days, or of activity_months.
type dayGroup struct{ day, rep, kind, direction string }

// dayCounts are what activities add to such a row, but for replies.
type dayCounts struct{ done, connected, onDeals, onLeads, linked int64 }

// touchActivity notes what an activity adds to its day, or marks the day where
// that cannot be told from the activity alone.
func (t *transaction) touchActivity(ctx context.Context, tb *table, row []any, sign int64) error {
	if row == nil {
		return nil
	}
	if t.load.of(string(sales.KindActivity)) {
		t.allActivities = true
		return nil
	}
	t.touchParents(idIn(row, activityDeal), idIn(row, activityLead))
	switch {
	case row[activityPlanned] != int64(0) || row[activityDay] == "":
		return nil
	case len(t.counted) >= mostCounted:
		t.touchDay(row[activityRep], row[activityDay])
		return nil
	}
	return t.countActivity(ctx, tb, row, sign)
}

// countActivity counts a done activity in or out. Answered mails and messages
// are counted by their threads, for which the whole day has to be read.
func (t *transaction) countActivity(ctx context.Context, tb *table, row []any, sign int64) error {
	record, err := tb.record(row)
	if err != nil {
		return err
	}
	a, ok := record.(*sales.Activity)
	if !ok {
		return nil
	}
	connects := sales.Connects(*a)
	if connects && (a.Type == sales.Mail || a.Type == sales.Message) {
		t.touchDay(row[activityRep], row[activityDay])
		return nil
	}
	if out, err := t.trashed(ctx, a.DealID); out || err != nil {
		return err
	}
	group := dayGroup{a.Day.String(), string(a.RepID), string(a.Type), string(a.Direction)}
	counts := t.counted[group]
	counts.done += sign
	if connects {
		counts.connected += sign
	}
	if a.DealID != "" {
		counts.onDeals += sign
	}
	if a.LeadID != "" {
		counts.onLeads += sign
	}
	if a.DealID != "" || a.LeadID != "" {
		counts.linked += sign
	}
	t.counted[group] = counts
	return nil
}

// trashed reports whether a deal lies in the trash now. What it changes when it
// comes out is marked then.
func (t *transaction) trashed(ctx context.Context, deal sales.ID) (bool, error) {
	if deal == "" {
		return false, nil
	}
	stmt, err := t.statement(ctx, "SELECT deleted <> '' FROM deals WHERE id = ?")
	if err != nil {
		return false, err
	}
	var out bool
	err = stmt.QueryRowContext(context.WithoutCancel(ctx), string(deal)).Scan(&out)
	if none(err) {
		return false, nil
	}
	return out, failure("read deals", err)
}

// addCounts adds what was counted to the folded days and months.
func (t *transaction) addCounts(ctx context.Context) error {
	months := make(map[dayGroup]dayCounts, len(t.counted))
	for group, counts := range t.counted {
		group.day = group.day[:len("2006-01")]
		sum := months[group]
		months[group] = dayCounts{
			sum.done + counts.done, sum.connected + counts.connected, sum.onDeals + counts.onDeals, sum.onLeads + counts.onLeads, sum.linked + counts.linked,
		}
	}
	if err := t.addTo(ctx, "activity_days", "day", t.counted); err != nil {
		return err
	}
	clear(t.counted)
	return t.addTo(ctx, "activity_months", "month", months)
}

func (t *transaction) addTo(ctx context.Context, table, key string, added map[dayGroup]dayCounts) error {
	groups := slices.SortedFunc(maps.Keys(added), func(a, b dayGroup) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.rep, b.rep), cmp.Compare(a.kind, b.kind), cmp.Compare(a.direction, b.direction))
	})
	for _, g := range groups {
		c := added[g]
		if c == (dayCounts{}) {
			continue
		}
		err := t.exec(ctx, "INSERT INTO "+table+" VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?) ON CONFLICT DO UPDATE SET done = done + excluded.done, "+
			"connected = connected + excluded.connected, on_deals = on_deals + excluded.on_deals, on_leads = on_leads + excluded.on_leads, linked = linked + excluded.linked",
			g.day, g.rep, g.kind, g.direction, c.done, c.connected, c.onDeals, c.onLeads, c.linked)
		if err == nil && c.done < 0 {
			err = t.exec(ctx, "DELETE FROM "+table+" WHERE "+key+" = ? AND rep_id = ? AND type = ? AND direction = ? AND done = 0",
				g.day, g.rep, g.kind, g.direction)
		}
		if err != nil {
			return failure("fold the activities of "+g.day, err)
		}
	}
	return nil
}
