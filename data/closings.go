package data

import (
	"context"
	"database/sql"

	"attain/app/sales"
)

// closedOn is the day from which on a deal d counts as closed by its last
// stay c: before it was created it was in no figure.
const closedOn = "max(c.entered, d.created)"

// foldedClosings counts the deals closed by the stay they are still in, by
// month, by the days they had spent in each stage and by how they ended. A
// condition on deals d and stays c narrows it; all are read in the order of
// deals, in which their stays lie beside each other.
func foldedClosings(of string) string {
	join, closed := "CROSS JOIN", "+c.kind IN ('won', 'lost') AND +c.left_on"
	if of != "" {
		join, closed, of = "JOIN", "c.kind IN ('won', 'lost') AND c.left_on", " AND "+of
	}
	return `SELECT month, stage_id, days, outcome, count(*) FROM (
		SELECT substr(` + closedOn + `, 1, 7) AS month, s.stage_id, sum(s.days) AS days, c.kind AS outcome
		FROM stays c ` + join + ` deals d ON d.id = c.deal_id ` + join + ` stays s ON s.deal_id = c.deal_id
		WHERE ` + closed + ` = '` + running + `' AND d.deleted = ''
		AND s.days IS NOT NULL AND s.stage_id IS NOT NULL` + of + ` GROUP BY c.deal_id, s.stage_id) GROUP BY 1, 2, 3, 4`
}

// closingsOf is a condition on the deals closed in a month, by its first and
// last day. The deals are found by two indexes, not one by one.
const closingsOf = `c.deal_id IN (SELECT deal_id FROM stays WHERE kind IN ('won', 'lost') AND left_on = '` + running + `' AND entered BETWEEN ?1 AND ?2
	UNION SELECT id FROM deals WHERE created BETWEEN ?1 AND ?2) AND ` + closedOn + ` BETWEEN ?1 AND ?2`

// closedMonth asks for the month in which a deal is closed, if it was created
// on a day; NULL: as stored.
const closedMonth = `SELECT substr(max(c.entered, coalesce(?, d.created)), 1, 7), substr(c.entered, 1, 7) FROM stays c JOIN deals d ON d.id = c.deal_id
	WHERE c.deal_id = ? AND c.kind IN ('won', 'lost') AND c.left_on = '` + running + `'`

// touchClosing marks the month in which a deal is closed by the stays as they
// are now, if it was created on a day; nil: as stored.
func (t *transaction) touchClosing(ctx context.Context, deal, created any) error {
	stmt, err := t.statement(ctx, closedMonth)
	if err != nil {
		return err
	}
	var month, entered string
	err = stmt.QueryRowContext(context.WithoutCancel(ctx), created, deal).Scan(&month, &entered)
	if none(err) {
		return nil
	}
	t.months[month], t.outcomes[entered] = true, true
	return failure("read stays", err)
}

// touchClosings marks the months in which deals are closed.
func (t *transaction) touchClosings(ctx context.Context, deals []sales.ID) error {
	rows, err := t.tx.QueryContext(ctx, "SELECT DISTINCT substr("+closedOn+`, 1, 7), substr(c.entered, 1, 7) FROM stays c JOIN deals d ON d.id = c.deal_id
		WHERE c.deal_id IN (SELECT value FROM json_each(?)) AND c.kind IN ('won', 'lost') AND c.left_on = '`+running+`'`, jsonList(deals))
	if err != nil {
		return failure("read stays", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	for rows.Next() {
		var month, entered string
		if err := rows.Scan(&month, &entered); err != nil {
			return failure("read stays", err)
		}
		t.months[month], t.outcomes[entered] = true, true
	}
	return failure("read stays", rows.Err())
}

// foldClosings folds the deals closed in the touched months again.
func (t *transaction) foldClosings(ctx context.Context) error {
	if t.allClosings {
		clear(t.months)
		clear(t.outcomes)
		t.allClosings = false
		if err := t.foldWhole(ctx, "closed_stays", foldedClosings("")); err != nil {
			return err
		}
		return t.foldWhole(ctx, "outcome_months", foldedOutcomes(""))
	}
	if err := t.foldOutcomes(ctx); err != nil {
		return err
	}
	for _, month := range taken(t.months) {
		first, last, err := daysOf(month)
		if err != nil {
			return err
		}
		err = t.exec(ctx, "DELETE FROM closed_stays WHERE month = ?", month)
		if err == nil {
			err = t.exec(ctx, "INSERT INTO closed_stays "+foldedClosings(closingsOf), first, last)
		}
		if err != nil {
			return failure("fold the deals closed in "+month, err)
		}
	}
	return nil
}

// daysOf returns the first and last day of a folded month; of the unknown one
// both are unknown.
func daysOf(month string) (first, last string, err error) {
	if month == "" {
		return "", "", nil
	}
	last, err = lastOf(month)
	return month + "-01", last, err
}

// unfolded are the deals whose stays are not in the whole months folded up to
// :whole: open on the day, closed after the last whole month, or closed and
// reopened later.
const unfolded = `(SELECT deal_id FROM stays WHERE kind = 'open' AND left_on > :asof AND +entered <= :asof
	UNION SELECT deal_id FROM stays WHERE kind IN ('won', 'lost') AND left_on = '` + running + `' AND entered > :whole AND entered <= :asof
	UNION SELECT deal_id FROM stays WHERE kind IN ('won', 'lost') AND left_on > :asof AND left_on < '` + running + `' AND +entered <= :asof
	UNION SELECT id FROM deals WHERE created > :whole AND created <= :asof)`

// foldedStays counts the deals closed in whole months up to a day.
func (f *folding) foldedStays(ctx context.Context, whole sales.Day, counts map[sales.StayCount]int) error {
	return f.scan(ctx, "days in stages", `SELECT stage_id, days, outcome, sum(count) FROM closed_stays WHERE month <= ? GROUP BY 1, 2, 3`,
		[]any{whole.Month().String()}, func(rows *sql.Rows) error {
			var c sales.StayCount
			var count int
			err := rows.Scan(&c.Stage, &c.Days, &c.Outcome, &count)
			counts[c] += count
			return err
		})
}

// lastWhole returns the last day of the last month that has ended on a day.
func lastWhole(day sales.Day) sales.Day {
	if day == day.Month().Last() {
		return day
	}
	return day.Month().Add(-1).Last()
}
