package data

import (
	"context"
	"errors"
	"maps"
	"slices"

	"attain/app/sales"
)

// The columns by which a row of a kind is folded.
const (
	activityRep, activityDay, activityPlanned, activityDeal, activityLead, activityAccount = 2, 7, 8, 10, 12, 14

	dealAccount, dealOwner, dealAmount, dealUnits, dealCreated, dealDeleted = 3, 4, 5, 6, 7, 16

	leadStatus, leadDecided, leadDeal = 7, 8, 9

	moveDeal, moveOwner, shareDeal = 1, 6, 1

	stageKind = 3
)

// marks are what a transaction's writes made worthless of what is folded. It
// is folded again at the end of the transaction.
type marks struct {
	moved map[sales.ID]bool // deals whose stays changed; folded before stays are read, too
	born  map[sales.ID]bool // deals that are new and have no stays yet
	days  map[repDay]bool   // days of reps whose activities changed
	// counted is what single activities add to folded days.
	counted map[dayGroup]dayCounts
	deals   map[sales.ID]bool // deals whose activities changed
	leads   map[sales.ID]bool // leads that changed, or whose activities did
	months  map[string]bool   // months in which deals were closed whose stays changed
	// months in which deals are won or lost of which something changed
	outcomes map[string]bool

	// Of a load, whose rows are not marked one by one: all stays, all closed
	// deals, all that is folded from activities.
	allStays, allClosings, allActivities bool

	changed changes // what kept facts depend on
}

func newMarks() marks {
	return marks{
		moved: map[sales.ID]bool{}, born: map[sales.ID]bool{}, days: map[repDay]bool{}, counted: map[dayGroup]dayCounts{}, deals: map[sales.ID]bool{}, leads: map[sales.ID]bool{}, months: map[string]bool{}, outcomes: map[string]bool{},
	}
}

// touch marks what a written or removed row changes.
func (t *transaction) touch(ctx context.Context, tb *table, before, after []any) error {
	t.changed.note(tb.kind, before, after)
	switch tb.kind { //nolint:exhaustive // nothing is folded from the others
	case sales.KindActivity:
		return errors.Join(t.touchActivity(ctx, tb, before, -1), t.touchActivity(ctx, tb, after, 1))
	case sales.KindDeal:
		return t.touchDeal(ctx, before, after)
	case sales.KindLead:
		if before != nil && (after == nil || before[leadStatus] != after[leadStatus] || before[leadDecided] != after[leadDecided]) { // a lead that is made has no activities yet
			t.leads[idOf(before, after)] = true
		}
	case sales.KindMove:
		for _, row := range [][]any{before, after} {
			if err := t.touchMove(ctx, row); err != nil {
				return err
			}
		}
	case sales.KindShare:
		return t.touchShare(ctx, before, after)
	case sales.KindStage:
		return t.touchStage(ctx, before, after)
	}
	return nil
}

// idOf returns the id of a row, as it was or is.
func idOf(before, after []any) sales.ID {
	row := after
	if row == nil {
		row = before
	}
	return idIn(row, 0)
}

// idIn returns the id in a column, empty for none.
func idIn(row []any, column int) sales.ID {
	id, _ := row[column].(string)
	return sales.ID(id)
}

func (t *transaction) touchParents(deal, lead sales.ID) {
	if deal != "" {
		t.deals[deal] = true
	}
	if lead != "" {
		t.leads[lead] = true
	}
}

// touchDeal marks what hangs on whether a deal lies in the trash, and on when
// it was created. A deal that is made has no activities and moves yet, one
// that is removed no longer.
func (t *transaction) touchDeal(ctx context.Context, before, after []any) error {
	if before == nil && !t.load.of(string(sales.KindMove)) {
		t.born[idIn(after, 0)] = true
	}
	if before == nil || after == nil {
		return nil
	}
	if before[dealOwner] != after[dealOwner] || before[dealAmount] != after[dealAmount] || before[dealUnits] != after[dealUnits] {
		if err := t.touchOutcome(ctx, before[0]); err != nil {
			return err
		}
	}
	if before[dealCreated] == after[dealCreated] && before[dealDeleted] == after[dealDeleted] {
		return nil
	}
	for _, created := range []any{before[dealCreated], after[dealCreated]} {
		if err := t.touchClosing(ctx, before[0], created); err != nil {
			return err
		}
	}
	if before[dealDeleted] == after[dealDeleted] {
		return nil
	}
	return t.touchActivities(ctx, before[0])
}

// touchActivities marks what the activities of a deal are folded into, and the
// leads that tell of the deal.
func (t *transaction) touchActivities(ctx context.Context, deal any) error {
	rows, err := t.tx.QueryContext(ctx, `SELECT rep_id, day, coalesce(lead_id, '') FROM activities WHERE deal_id = ?1
		UNION ALL SELECT NULL, '', id FROM leads WHERE deal_id = ?1`, deal)
	if err != nil {
		return failure("read activities", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	for rows.Next() {
		var rep, day any
		var lead sales.ID
		if err := rows.Scan(&rep, &day, &lead); err != nil {
			return failure("read activities", err)
		}
		t.touchDay(rep, day)
		t.touchParents("", lead)
		t.changed.lead(lead)
	}
	return failure("read activities", rows.Err())
}

// touchMove marks the deal of a move, and the month it was closed in by its
// stays, which are still those from before.
func (t *transaction) touchMove(ctx context.Context, row []any) error {
	if row == nil || t.moved[idIn(row, moveDeal)] {
		return nil
	}
	if t.load.of(string(sales.KindMove)) {
		t.allStays = true
		return nil
	}
	t.moved[idIn(row, moveDeal)] = true
	if t.born[idIn(row, moveDeal)] {
		return nil
	}
	return t.touchClosing(ctx, row[moveDeal], nil)
}

// touchStage marks the deals that were in a stage whose kind, which stays
// repeat, changes.
func (t *transaction) touchStage(ctx context.Context, before, after []any) error {
	if before == nil || after == nil || before[stageKind] == after[stageKind] {
		return nil
	}
	rows, err := t.tx.QueryContext(ctx, "SELECT DISTINCT deal_id FROM stage_moves WHERE stage_id = ?", before[0])
	if err != nil {
		return failure("read stage_moves", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	var deals []string
	for rows.Next() {
		var deal string
		if err := rows.Scan(&deal); err != nil {
			return failure("read stage_moves", err)
		}
		deals = append(deals, deal)
	}
	if err := rows.Err(); err != nil {
		return failure("read stage_moves", err)
	}
	for _, deal := range deals {
		t.moved[sales.ID(deal)] = true
		if err := t.touchClosing(ctx, deal, nil); err != nil {
			return err
		}
	}
	return nil
}

// foldMarked folds again, before the transaction ends, what it touched, and
// puts the indexes of loaded tables back.
func (t *transaction) foldMarked(ctx context.Context) error {
	end := func(ctx context.Context) error { return t.load.end(ctx, t) }
	for _, fold := range []func(context.Context) error{t.fold, end, t.foldDays, t.foldTouches, t.foldClosings} {
		if err := fold(ctx); err != nil {
			return err
		}
	}
	return nil
}

// foldWhole folds a table as a whole again.
func (t *transaction) foldWhole(ctx context.Context, table, folded string) error {
	err := t.exec(ctx, "DELETE FROM "+table)
	if err == nil {
		err = t.exec(ctx, "INSERT INTO "+table+" "+folded)
	}
	return failure("fold "+table, err)
}

// taken empties a set of marks and returns it in order.
func taken[K ~string](set map[K]bool) []K {
	found := slices.Sorted(maps.Keys(set))
	clear(set)
	return found
}
