package data

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"attain/app/sales"
)

// repDay is a day of a rep (empty: of nobody), of which activities changed.
type repDay struct{ rep, day string }

// foldedFrom is the condition on activities x that are folded by day: done,
// with a day, none of a deal in the trash.
const foldedFrom = ` FROM activities x WHERE x.planned = 0 AND x.day <> '' AND ` + notTrashed

// foldedCounts are the folded counts of activities x. Replies to mails and
// messages are threads, which cannot be added up over days.
const foldedCounts = `, coalesce(x.rep_id, ''), x.type, x.direction, count(*),
	count(*) FILTER (WHERE x.connected = 1 AND x.type NOT IN ('mail', 'message')),
	count(DISTINCT iif(x.connected = 1 AND x.type IN ('mail', 'message'), x.thread, NULL)),
	count(x.deal_id), count(x.lead_id), count(coalesce(x.deal_id, x.lead_id))` + foldedFrom

// The two folds, without their last condition and groups.
const (
	foldedDays   = "SELECT x.day" + foldedCounts
	foldedMonths = "SELECT substr(x.day, 1, 7)" + foldedCounts
	foldedGroups = " GROUP BY 1, 2, 3, 4"
)

func (t *transaction) touchDay(rep, day any) {
	on, _ := day.(string)
	who, _ := rep.(string)
	if on != "" {
		t.days[repDay{who, on}] = true
	}
}

// daysAtOnce is from how many marked days of a rep all days between them are
// folded in one go: a load marks nearly all.
const daysAtOnce = 62

// foldDays folds the activities of the touched days and of their months again.
func (t *transaction) foldDays(ctx context.Context) error {
	if t.allActivities {
		clear(t.days)
		clear(t.counted)
		return t.foldAllDays(ctx)
	}
	if err := t.addCounts(ctx); err != nil {
		return err
	}
	days := make([]repDay, 0, len(t.days))
	for d := range t.days {
		days = append(days, d)
	}
	clear(t.days)
	slices.SortFunc(days, func(a, b repDay) int { return cmp.Or(cmp.Compare(a.rep, b.rep), cmp.Compare(a.day, b.day)) })
	for len(days) > 0 {
		end := 1
		for end < len(days) && days[end].rep == days[0].rep {
			end++
		}
		if err := t.foldRep(ctx, days[:end]); err != nil {
			return err
		}
		days = days[end:]
	}
	return nil
}

// foldAllDays folds all days and months. What can be added up is counted
// once, by day, and threads by the index of replies: that takes half the time
// of the two folds.
func (t *transaction) foldAllDays(ctx context.Context) error {
	const replies = ` SELECT %s, coalesce(x.rep_id, ''), x.type, x.direction, 0, 0, count(DISTINCT x.thread), 0, 0, 0` + foldedFrom + `
		AND x.connected = 1 AND x.type IN ('mail', 'message')` + foldedGroups + ` ON CONFLICT DO UPDATE SET replies = excluded.replies`
	for _, statement := range []string{
		"DELETE FROM activity_days", "DELETE FROM activity_months",
		`INSERT INTO activity_days SELECT x.day, coalesce(x.rep_id, ''), x.type, x.direction, count(*),
			count(*) FILTER (WHERE x.connected = 1 AND x.type NOT IN ('mail', 'message')), 0,
			count(x.deal_id), count(x.lead_id), count(coalesce(x.deal_id, x.lead_id))` + foldedFrom + foldedGroups,
		`INSERT INTO activity_months SELECT substr(day, 1, 7), rep_id, type, direction, sum(done), sum(connected), 0,
			sum(on_deals), sum(on_leads), sum(linked) FROM activity_days` + foldedGroups,
		"INSERT INTO activity_days" + fmt.Sprintf(replies, "x.day"),
		"INSERT INTO activity_months" + fmt.Sprintf(replies, "substr(x.day, 1, 7)"),
	} {
		if err := t.exec(ctx, statement); err != nil {
			return failure("fold the activities of all days", err)
		}
	}
	return nil
}

// foldRep folds marked days of one rep, which are in order.
func (t *transaction) foldRep(ctx context.Context, days []repDay) error {
	if len(days) > daysAtOnce {
		return t.foldDaysOf(ctx, days[0].rep, days[0].day, days[len(days)-1].day)
	}
	for len(days) > 0 {
		end := 1
		for end < len(days) && days[end].day[:len("2006-01")] == days[0].day[:len("2006-01")] {
			end++
		}
		if err := t.foldDaysOf(ctx, days[0].rep, days[0].day, days[end-1].day); err != nil {
			return err
		}
		days = days[end:]
	}
	return nil
}

// foldDaysOf folds a rep's days between two again, and the months they lie in.
func (t *transaction) foldDaysOf(ctx context.Context, rep, from, to string) error {
	if err := t.foldRange(ctx, "activity_days", "day", from, to, foldedDays, rep, from, to); err != nil {
		return err
	}
	first, last := from[:len("2006-01")], to[:len("2006-01")]
	end, err := lastOf(last)
	if err != nil {
		return err
	}
	return t.foldRange(ctx, "activity_months", "month", first, last, foldedMonths, rep, first+"-01", end)
}

// lastOf returns the last day of a month.
func lastOf(month string) (string, error) {
	first, err := time.Parse("2006-01", month)
	if err != nil {
		return "", fmt.Errorf("fold the activities of %s: %w", month, err)
	}
	return sales.DayOfTime(first.AddDate(0, 1, -1)).String(), nil
}

// foldRange replaces the rows of a rep from one day, or month, to another by
// what the rep's activities between two days give.
func (t *transaction) foldRange(ctx context.Context, table, key, first, last, folded, rep, from, to string) error {
	err := t.exec(ctx, "DELETE FROM "+table+" WHERE "+key+" BETWEEN ? AND ? AND rep_id = ?", first, last, rep)
	if err == nil {
		err = t.exec(ctx, "INSERT INTO "+table+" "+folded+" AND x.rep_id IS ? AND x.day BETWEEN ? AND ?"+foldedGroups,
			orNull(sales.ID(rep)), from, to)
	}
	return failure("fold the activities of "+first, err)
}

// checkFolded folds everything again and compares.
func (r reader) checkFolded(ctx context.Context, result *sales.CheckResult) error {
	for _, f := range []struct{ table, fresh, of string }{
		{"activity_days", foldedDays + foldedGroups, "activities"},
		{"activity_months", foldedMonths + foldedGroups, "activities"},
		{"deal_touches", foldedDealTouches(""), "activities"},
		{"lead_touches", foldedLeadTouches(""), "activities"},
		{"closed_stays", foldedClosings(""), "stays"},
		{"outcome_months", foldedOutcomes(""), "deals"},
	} {
		var wrong int
		err := r.q.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM (SELECT * FROM "+f.table+" EXCEPT "+f.fresh+ //nolint:gosec // texts of this package
			")) + (SELECT count(*) FROM ("+f.fresh+" EXCEPT SELECT * FROM "+f.table+"))").Scan(&wrong)
		if err != nil {
			return failure("check "+f.table, err)
		}
		if wrong > 0 {
			result.Problems = append(result.Problems, fmt.Sprintf("%s: %d rows are not what the %s say", f.table, wrong, f.of))
		}
	}
	return nil
}

// refold is the statements that fold everything but the stays again.
func refold() string {
	return "DELETE FROM activity_days; INSERT INTO activity_days " + foldedDays + foldedGroups +
		"; DELETE FROM activity_months; INSERT INTO activity_months " + foldedMonths + foldedGroups +
		"; DELETE FROM deal_touches; INSERT INTO deal_touches " + foldedDealTouches("") +
		"; DELETE FROM lead_touches; INSERT INTO lead_touches " + foldedLeadTouches("") +
		"; DELETE FROM closed_stays; INSERT INTO closed_stays " + foldedClosings("") +
		"; DELETE FROM outcome_months; INSERT INTO outcome_months " + foldedOutcomes("")
}
