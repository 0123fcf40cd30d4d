package data

import (
	"context"
	"database/sql"
	"slices"

	"attain/app/sales"
)

// livingStays are the stays that deals are in at the end of :asof, of closed
// deals those closed since :history. The plus keeps SQLite from looking for
// open stays by when they began, which all that ever were have in common.
// only narrows it, see ofChanged.
func livingStays(only string) string {
	const columns = "SELECT deal_id, stage_id, kind, entered, owner_id, last_stage, reopened FROM stays "
	by := foundBy(only)
	return "(" + columns + "WHERE " + by + "kind = 'open' AND " + by + "left_on > :asof AND +entered <= :asof" + only +
		" UNION ALL " + columns + "WHERE " + by + "kind IN ('won', 'lost') AND " + by + "entered BETWEEN :history AND :asof AND +left_on > :asof" + only + ")"
}

// ofChanged narrows a query to deals of a list. Without it all are meant.
const ofChanged = " AND deal_id IN (SELECT value FROM json_each(:changed))"

// foundBy is the plus that keeps SQLite, where a query is narrowed to a few
// deals, from looking for all others by what they have in common.
func foundBy(only string) string {
	if only == "" {
		return ""
	}
	return "+"
}

// ownerOf is the term for the owner as figures see it: who closed the deal d
// by the stay s, else who has it now.
const ownerOf = `coalesce(iif(s.kind = 'open', NULL, s.owner_id), d.owner_id, '')`

// selectDeals selects the deals of livingStays, see dealTargets. What a deal
// is worth and where it stands are as of the day; its name, lines, units and
// what is agreed to do next are the present ones, which have no dates.
func selectDeals(only string) string {
	return `SELECT d.id, d.external_id, d.name, coalesce(d.account_id, ''), coalesce(a.name, ''),
	` + ownerOf + `, d.created, coalesce(s.stage_id, ''), s.kind, s.entered,
	s.last_stage, s.reopened,
	` + valueOn(":asof") + `, d.units, d.expected_close, d.probability, d.source, d.reason,
	d.next_step <> '', iif(d.next_step <> '', d.next_step_due, '')
	FROM ` + livingStays(only) + ` s JOIN deals d ON d.id = s.deal_id
	LEFT JOIN accounts a ON a.id = d.account_id
	WHERE d.deleted = '' AND d.created <= :asof `
}

// dealTargets returns what a row of selectDeals is read into. The amount is
// kept apart because it may be unknown.
func dealTargets(d *sales.DealFact, amount *sql.NullInt64) []any {
	s := newShared()
	return []any{
		&d.ID, &d.ExternalID, &d.Name, sharedText(s, &d.AccountID), sharedText(s, &d.Account), sharedText(s, &d.OwnerID), &cell{&d.Created},
		sharedText(s, &d.Stage), sharedText(s, &d.Kind), &cell{&d.Since}, sharedText(s, &d.LastStage), &d.Reopened, amount, &d.Units,
		&cell{&d.ExpectedClose}, &cell{&d.Probability}, sharedText(s, &d.Source), sharedText(s, &d.Reason), &d.NextStep, &cell{&d.NextDue},
	}
}

// readDeals reads the deals that a query beginning with selectDeals finds.
func (r reader) readDeals(ctx context.Context, query string, args []any, keep func(sales.DealFact)) error {
	var d sales.DealFact
	var amount sql.NullInt64
	targets := dealTargets(&d, &amount)
	return r.scan(ctx, "deals", query, args, func(rows *sql.Rows) error {
		d = sales.DealFact{}
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		d.Amount, d.HasAmount = sales.Amount(amount.Int64), amount.Valid
		keep(d)
		return nil
	})
}

func (f *folding) deals(ctx context.Context) error {
	err := f.readDeals(ctx, selectDeals(f.only)+"ORDER BY d.id", f.args, func(d sales.DealFact) {
		f.facts.Deals = append(f.facts.Deals, d)
	})
	if err != nil {
		return err
	}
	return f.dealParts(ctx, f.byID(), f.only, f.args)
}

// byID finds the deals that were read.
func (f *folding) byID() map[sales.ID]*sales.DealFact {
	byID := make(map[sales.ID]*sales.DealFact, len(f.facts.Deals))
	for i := range f.facts.Deals {
		byID[f.facts.Deals[i].ID] = &f.facts.Deals[i]
	}
	return byID
}

// touches adds to the deals what was done on them and is planned.
func (f *folding) touches(ctx context.Context) error {
	return f.dealTouches(ctx, f.byID(), f.only, f.args)
}

// dealParts adds to the deals of livingStays their product lines and shares.
func (r reader) dealParts(ctx context.Context, byID map[sales.ID]*sales.DealFact, only string, args []any) error {
	ofLiving := "WHERE deal_id IN (SELECT deal_id FROM " + livingStays(only) + ") ORDER BY deal_id, id"
	err := each(ctx, r, ofLiving, args, func(l sales.Line) error {
		if d := byID[l.DealID]; d != nil {
			d.Lines = append(d.Lines, l)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return each(ctx, r, ofLiving, args, func(s sales.Share) error {
		if d := byID[s.DealID]; d != nil {
			d.Shares = append(d.Shares, s)
		}
		return nil
	})
}

// touchColumns fold the activities x of one deal or lead: what was done up to
// the day, and what was planned by then and not done yet. A thing done later
// that is known to have been planned was planned for the day it was done.
const touchColumns = `count(*) FILTER (WHERE x.planned = 0 AND x.day <= :asof),
	count(*) FILTER (WHERE x.planned = 0 AND x.day <= :asof AND x.direction = 'outbound'),
	count(*) FILTER (WHERE x.planned = 0 AND x.day <= :asof AND x.direction = 'outbound' AND x.connected = 1),
	coalesce(min(x.day) FILTER (WHERE x.planned = 0 AND x.day <= :asof AND x.day <> ''), ''),
	coalesce(max(x.day) FILTER (WHERE x.planned = 0 AND x.day <= :asof), ''),
	count(*) FILTER (WHERE ` + stillPlanned + `),
	coalesce(min(x.day) FILTER (WHERE ` + stillPlanned + ` AND x.day <> ''), '')`

const stillPlanned = `x.planned_on <= :asof AND (x.planned = 1 OR x.planned_on <> '' AND x.day > :asof)`

// touched is a row of touchColumns.
type touched struct {
	id                                   sales.ID
	touches, attempts, answered, planned int
	first, last, due                     sales.Day
	later                                bool // it counts what happened after the day
}

func (t *touched) targets() []any {
	return []any{&t.id, &t.touches, &t.attempts, &t.answered, &cell{&t.first}, &cell{&t.last}, &t.planned, &cell{&t.due}}
}

// dealTouches adds what was done on the deals of livingStays: as it is folded,
// or where something happened after the day, from the activities.
func (r reader) dealTouches(ctx context.Context, byID map[sales.ID]*sales.DealFact, only string, args []any) error {
	var later []sales.ID
	err := r.eachTouched(ctx, `SELECT t.deal_id, t.touches, t.attempts, t.answered, t.first_day, t.last_day, t.planned, t.due, t.valid > :asof
		FROM deal_touches t WHERE t.deal_id IN (SELECT deal_id FROM `+livingStays(only)+")", args, func(t *touched) {
		if t.later {
			later = append(later, t.id)
		} else {
			t.addTo(byID[t.id])
		}
	})
	if err != nil || len(later) == 0 {
		return err
	}
	return r.eachTouched(ctx, "SELECT x.deal_id, "+touchColumns+", 0 FROM activities x WHERE x.deal_id IN (SELECT value FROM json_each(:ids)) GROUP BY x.deal_id",
		append(slices.Clone(args), sql.Named("ids", jsonList(later))), func(t *touched) { t.addTo(byID[t.id]) })
}

// eachTouched reads rows of touchColumns, followed by whether they are not
// true yet on the day.
func (r reader) eachTouched(ctx context.Context, query string, args []any, take func(*touched)) error {
	var t touched
	targets := append(t.targets(), &t.later)
	return r.scan(ctx, "activities of deals", query, args, func(rows *sql.Rows) error {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		take(&t)
		return nil
	})
}

// addTo adds what was done to a deal, nil for one in the trash.
func (t *touched) addTo(d *sales.DealFact) {
	if d == nil {
		return
	}
	d.Touches, d.Attempts, d.Answered, d.FirstTouch, d.LastTouch = t.touches, t.attempts, t.answered > 0, t.first, t.last
	if t.planned > 0 {
		d.NextStep = true
		if !d.NextDue.Known() || t.due.Known() && t.due < d.NextDue {
			d.NextDue = t.due
		}
	}
}

// wasCalled is the condition on a deal d that its lead or account, or itself,
// had been called on or before the day it was created.
const (
	earlyCall = ` x.planned = 0 AND x.type = 'call' AND +x.direction = 'outbound' AND x.day <= d.created `
	wasCalled = `(EXISTS (SELECT 1 FROM activities x WHERE x.deal_id = d.id AND ` + earlyCall + `)
		OR EXISTS (SELECT 1 FROM leads l CROSS JOIN activities x ON x.lead_id = l.id
			WHERE l.deal_id = d.id AND ` + earlyCall + ` AND ` + notTrashed + `)
		OR EXISTS (SELECT 1 FROM activities x WHERE x.account_id = d.account_id AND ` + earlyCall + ` AND ` + notTrashed + `)
		OR EXISTS (SELECT 1 FROM deals o CROSS JOIN activities x ON x.deal_id = o.id
			WHERE o.account_id = d.account_id AND o.deleted = '' AND ` + earlyCall + `))`
)

// called marks the deals created in the period that count as called.
func (f *folding) called(ctx context.Context) error {
	byID := f.byID()
	var id sales.ID
	return f.scan(ctx, "calls before deals", `SELECT d.id FROM deals d
		WHERE d.deleted = '' AND d.created BETWEEN :from AND :end AND `+wasCalled, f.args, func(rows *sql.Rows) error {
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if d := byID[id]; d != nil {
			d.Called = true
		}
		return nil
	})
}

func (f *folding) adjustments(ctx context.Context) error {
	var err error
	f.facts.Adjustments, err = collect(ctx, f.reader, "adjustments", `SELECT j.id, coalesce(j.deal_id, ''), coalesce(j.rep_id, ''),
		coalesce(s.owner_id, d.owner_id, ''), j.day, j.amount, j.units, j.reason
		FROM adjustments j LEFT JOIN deals d ON d.id = j.deal_id
		LEFT JOIN stays s ON s.deal_id = d.id AND s.entered <= :asof AND s.left_on > :asof AND s.kind <> 'open' AND d.created <= :asof
		WHERE j.day BETWEEN :history AND :asof AND (j.deal_id IS NULL OR d.deleted = '')
		ORDER BY j.day, j.id`, f.args, func(a *sales.AdjustmentFact) []any {
		return []any{&a.ID, &a.DealID, &a.RepID, &a.Owner, &cell{&a.Day}, &a.Amount, &a.Units, &a.Reason}
	})
	if err != nil || len(f.facts.Adjustments) == 0 {
		return err
	}
	shares := map[sales.ID][]sales.Share{}
	err = each(ctx, f.reader, `WHERE deal_id IN (SELECT deal_id FROM adjustments WHERE day BETWEEN :history AND :asof)
		ORDER BY deal_id, id`, f.args, func(s sales.Share) error {
		shares[s.DealID] = append(shares[s.DealID], s)
		return nil
	})
	for i := range f.facts.Adjustments {
		f.facts.Adjustments[i].Shares = shares[f.facts.Adjustments[i].DealID]
	}
	return err
}
