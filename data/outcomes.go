package data

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"attain/app/sales"
)

// foldedOutcomes counts the deals won and lost by the stay they are still in,
// by the month it began and the owner at close. Credit is of those alone whom
// nobody shares: how shares divide an amount no query tells. A condition on
// stays s narrows it.
func foldedOutcomes(of string) string {
	if of != "" {
		of = " AND " + of
	}
	return `SELECT substr(s.entered, 1, 7), coalesce(s.owner_id, d.owner_id, ''),
		count(*) FILTER (WHERE s.kind = 'won'), count(*) FILTER (WHERE s.kind = 'lost'),
		coalesce(sum(d.amount) FILTER (WHERE s.kind = 'won'), 0), coalesce(sum(d.amount) FILTER (WHERE s.kind = 'lost'), 0),
		coalesce(sum(d.amount) FILTER (WHERE s.kind = 'won' AND ` + unshared + `), 0),
		coalesce(sum(d.units) FILTER (WHERE s.kind = 'won' AND ` + unshared + `), 0)
		FROM stays s JOIN deals d ON d.id = s.deal_id
		WHERE s.kind IN ('won', 'lost') AND s.left_on = '` + running + `' AND d.deleted = ''` + of + ` GROUP BY 1, 2`
}

const (
	unshared = "NOT EXISTS (SELECT 1 FROM deal_shares h WHERE h.deal_id = d.id)"
	// closedWithin are the stays begun from one day to another.
	closedWithin = "s.entered BETWEEN ?1 AND ?2"
)

// touchOutcome marks the month in which a deal is won or lost.
func (t *transaction) touchOutcome(ctx context.Context, deal any) error {
	stmt, err := t.statement(ctx, "SELECT substr(entered, 1, 7) FROM stays WHERE deal_id = ? AND +kind IN ('won', 'lost') AND +left_on = '"+running+"'")
	if err != nil {
		return err
	}
	var month string
	err = stmt.QueryRowContext(context.WithoutCancel(ctx), deal).Scan(&month)
	if none(err) {
		return nil
	}
	t.outcomes[month] = true
	return failure("read stays", err)
}

// touchShare marks the months of the deal that a share is or was of.
func (t *transaction) touchShare(ctx context.Context, before, after []any) error {
	for _, row := range [][]any{before, after} {
		if row == nil || t.born[idIn(row, shareDeal)] {
			continue
		}
		if err := t.touchOutcome(ctx, row[shareDeal]); err != nil {
			return err
		}
	}
	return nil
}

// foldOutcomes counts the deals won and lost in the touched months again.
func (t *transaction) foldOutcomes(ctx context.Context) error {
	for _, month := range taken(t.outcomes) {
		first, last, err := daysOf(month)
		if err != nil {
			return err
		}
		err = t.exec(ctx, "DELETE FROM outcome_months WHERE month = ?", month)
		if err == nil {
			err = t.exec(ctx, "INSERT INTO outcome_months "+foldedOutcomes(closedWithin), first, last)
		}
		if err != nil {
			return failure("fold the deals won and lost in "+month, err)
		}
	}
	return nil
}

// outcomeKey is a month of a rep.
type outcomeKey struct {
	month sales.Month
	rep   sales.ID
}

// Outcomes tells what each rep's deals brought in each month from one to
// another, up to a day, as the records say now. Whole months are as they are
// folded; the month that the day cuts through, deals that several share, and
// adjustments are added up from their records.
func (r reader) Outcomes(ctx context.Context, from, to sales.Month, asOf sales.Day) ([]sales.MonthOutcome, error) {
	sums := map[outcomeKey]*sales.MonthOutcome{}
	to = min(to, asOf.Month())
	whole := min(to, lastWhole(asOf).Month())
	const columns = "SELECT month, rep_id, won, lost, won_value, lost_value, credited, units FROM outcome_months WHERE month BETWEEN ? AND ?"
	err := r.addOutcomes(ctx, sums, columns, from.String(), whole.String())
	if err == nil && whole < to {
		err = r.addOutcomes(ctx, sums, foldedOutcomes(closedWithin), max(from, to).First().String(), asOf.String())
	}
	if err != nil {
		return nil, err
	}
	days := sales.Period{From: from.First(), To: min(to.Last(), asOf)}
	if err := r.addCredits(ctx, sums, days); err != nil {
		return nil, err
	}
	keys := slices.SortedFunc(maps.Keys(sums), func(a, b outcomeKey) int {
		return cmp.Or(cmp.Compare(a.month, b.month), cmp.Compare(a.rep, b.rep))
	})
	list := make([]sales.MonthOutcome, len(keys))
	for i, key := range keys {
		list[i] = *sums[key]
	}
	return list, nil
}

func (r reader) addOutcomes(ctx context.Context, sums map[outcomeKey]*sales.MonthOutcome, query, from, to string) error {
	found, err := collect(ctx, r, "deals won and lost", query, []any{from, to}, func(o *sales.MonthOutcome) []any {
		return []any{&cell{&o.Month}, &o.RepID, &o.Won, &o.Lost, &o.WonValue, &o.LostValue, &o.Credited, &o.Units}
	})
	for i := range found {
		sums[outcomeKey{found[i].Month, found[i].RepID}] = &found[i]
	}
	return err
}

// addCredits adds what reps were credited for shared deals and adjustments.
func (r reader) addCredits(ctx context.Context, sums map[outcomeKey]*sales.MonthOutcome, days sales.Period) error {
	reps, err := r.Reps(ctx)
	if err != nil {
		return err
	}
	now := sales.DayOf(9999, time.December, 30) // whatever is dated has happened
	f := folding{reader: r, facts: &sales.Facts{Reps: reps, Period: days, AsOf: now, History: days.From}}
	f.args = factArgs(f.facts)
	credit := func(day sales.Day, parts []sales.Credit) {
		if !days.Contains(day) {
			return
		}
		for _, part := range parts {
			key := outcomeKey{day.Month(), part.RepID}
			if sums[key] == nil {
				sums[key] = &sales.MonthOutcome{Month: key.month, RepID: key.rep}
			}
			sums[key].Credited += part.Amount
			sums[key].Units += part.Units
		}
	}
	err = f.sharedWins(ctx, func(d sales.DealFact) { credit(d.Since, f.facts.CreditOf(d)) })
	if err != nil {
		return err
	}
	if err := f.adjustments(ctx); err != nil {
		return err
	}
	for _, a := range f.facts.Adjustments {
		if a.RepID != "" {
			credit(a.Day, []sales.Credit{{RepID: a.RepID, Amount: a.Amount, Units: a.Units}})
		} else {
			credit(a.Day, f.facts.CreditOf(sales.DealFact{OwnerID: a.Owner, Shares: a.Shares, Amount: a.Amount, Units: a.Units}))
		}
	}
	return nil
}

// sharedWins tells of the deals won in the history that several share. Shares
// come in one text a deal, so that each deal is looked up once.
func (f *folding) sharedWins(ctx context.Context, tell func(sales.DealFact)) error {
	var d sales.DealFact
	var shares string
	return f.scan(ctx, "shares of won deals", `SELECT h.deal_id, h.shares, s.entered, coalesce(s.owner_id, d.owner_id, ''), coalesce(d.amount, 0), d.units
		FROM (SELECT deal_id, group_concat(id || ' ' || rep_id || ' ' || weight, ' ') AS shares FROM deal_shares GROUP BY deal_id) h
		CROSS JOIN stays s ON s.deal_id = h.deal_id AND +s.kind = 'won' AND +s.left_on = '`+running+`' AND +s.entered BETWEEN :history AND :asof
		CROSS JOIN deals d ON d.id = h.deal_id WHERE d.deleted = '' `, f.args, func(rows *sql.Rows) error {
		d = sales.DealFact{}
		if err := rows.Scan(&d.ID, &shares, &cell{&d.Since}, &d.OwnerID, &d.Amount, &d.Units); err != nil {
			return err
		}
		for share := range slices.Chunk(strings.Fields(shares), 3) {
			weight, err := strconv.ParseInt(share[2], 10, 64)
			if err != nil {
				return err
			}
			d.Shares = append(d.Shares, sales.Share{ID: sales.ID(share[0]), DealID: d.ID, RepID: sales.ID(share[1]), Weight: weight})
		}
		tell(d)
		return nil
	})
}
