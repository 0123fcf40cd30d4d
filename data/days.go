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

// The columns of an activity, and of a deal, that its days are folded by.
const (
	activityRep, activityDirection, activityDay, activityPlanned = 2, 4, 7, 8

	dealDeleted = 16
)

// attemptsOf is the condition on activities x that are folded: attempts with
// a day, none of a deal in the trash.
const attemptsOf = `x.planned = 0 AND x.direction = 'outbound' AND x.day <> '' AND ` + notTrashed

// The folded counts of activities x: of days without replies to mails and
// messages, which are counted once per thread, of months with them.
const (
	foldedDays = `SELECT x.day, coalesce(x.rep_id, ''), x.type, count(*),
		count(*) FILTER (WHERE x.connected = 1 AND x.type NOT IN ('mail', 'message')) FROM activities x WHERE ` + attemptsOf
	foldedMonths = `SELECT substr(x.day, 1, 7), coalesce(x.rep_id, ''), x.type, count(*), ` + connections +
		` FROM activities x WHERE ` + attemptsOf
)

// touchDays remembers the days whose folded attempts a written or removed row
// changes: an activity's, before and after, or those of all activities of a
// deal that goes to the trash or comes back.
func (t *transaction) touchDays(ctx context.Context, tb *table, before, after []any) error {
	switch {
	case tb.kind == sales.KindActivity:
		for _, row := range [][]any{before, after} {
			if row != nil && row[activityPlanned] == int64(0) && row[activityDirection] == string(sales.Outbound) {
				t.touchDay(row[activityRep], row[activityDay])
			}
		}
	case tb.kind == sales.KindDeal && before != nil && after != nil && before[dealDeleted] != after[dealDeleted]:
		return t.touchDealDays(ctx, before[0])
	}
	return nil
}

func (t *transaction) touchDay(rep, day any) {
	on, _ := day.(string)
	who, _ := rep.(string)
	if on != "" {
		t.days[repDay{who, on}] = true
	}
}

func (t *transaction) touchDealDays(ctx context.Context, deal any) error {
	rows, err := t.tx.QueryContext(ctx, "SELECT rep_id, day FROM activities WHERE deal_id = ?", deal)
	if err != nil {
		return failure("read activities", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	for rows.Next() {
		var rep, day any
		if err := rows.Scan(&rep, &day); err != nil {
			return failure("read activities", err)
		}
		t.touchDay(rep, day)
	}
	return failure("read activities", rows.Err())
}

// foldDays folds the attempts of the touched days and of their months again.
func (t *transaction) foldDays(ctx context.Context) error {
	days := make([]repDay, 0, len(t.days))
	for d := range t.days {
		days = append(days, d)
	}
	clear(t.days)
	slices.SortFunc(days, func(a, b repDay) int { return cmp.Or(cmp.Compare(a.rep, b.rep), cmp.Compare(a.day, b.day)) })
	var folded repDay // the month folded last
	for _, d := range days {
		if err := t.foldRange(ctx, "activity_days", "day", d.day, foldedDays, d.rep, d.day, d.day); err != nil {
			return err
		}
		month := repDay{d.rep, d.day[:len("2006-01")]}
		if month == folded {
			continue
		}
		folded = month
		first, err := time.Parse("2006-01", month.day)
		if err != nil {
			return fmt.Errorf("fold the attempts of %s: %w", d.day, err)
		}
		last := sales.DayOfTime(first.AddDate(0, 1, -1)).String()
		if err := t.foldRange(ctx, "activity_months", "month", month.day, foldedMonths, d.rep, month.day+"-01", last); err != nil {
			return err
		}
	}
	return nil
}

// foldRange replaces the rows of a rep and day, or month, by what the rep's
// activities between two days give.
func (t *transaction) foldRange(ctx context.Context, table, key, value, folded, rep, from, to string) error {
	err := t.exec(ctx, "DELETE FROM "+table+" WHERE "+key+" = ? AND rep_id = ?", value, rep)
	if err == nil {
		err = t.exec(ctx, "INSERT INTO "+table+" "+folded+" AND x.rep_id IS ? AND x.day BETWEEN ? AND ? GROUP BY x.type",
			orNull(sales.ID(rep)), from, to)
	}
	return failure("fold the attempts of "+value, err)
}

// checkDays folds all attempts again and compares.
func (r reader) checkDays(ctx context.Context, result *sales.CheckResult) error {
	for table, folded := range map[string]string{"activity_days": foldedDays, "activity_months": foldedMonths} {
		fresh := folded + " GROUP BY 1, 2, 3"
		var wrong int
		err := r.q.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM (SELECT * FROM "+table+" EXCEPT "+fresh+ //nolint:gosec // texts of this file
			")) + (SELECT count(*) FROM ("+fresh+" EXCEPT SELECT * FROM "+table+"))").Scan(&wrong)
		if err != nil {
			return failure("check "+table, err)
		}
		if wrong > 0 {
			result.Problems = append(result.Problems, fmt.Sprintf("%s: %d rows are not what the activities say", table, wrong))
		}
	}
	return nil
}
