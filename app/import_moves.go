package app

import (
	"context"
	"errors"
	"slices"
	"time"

	"attain/app/importer"
	"attain/app/sales"
)

// writeMoves makes the history that a deals file implies: created in the
// present stage (unknown for a deal that is closed), closed on its close date.
// A real history is kept; only a close that it lacks is put behind it.
func (b *dealBuild) writeMoves(ctx context.Context, run *importRun, existed bool) (bool, error) {
	var old []sales.Move
	if existed {
		var err error
		if old, err = run.tx.Moves(ctx, b.deal.ID); err != nil {
			return false, err
		}
	}
	if b.outcome == importer.OutcomeUnknown && len(old) > 0 {
		return false, nil
	}
	real := slices.DeleteFunc(slices.Clone(old), func(m sales.Move) bool { return m.Implied })
	var wanted []sales.Move
	if len(real) > 0 {
		wanted = b.closeHistory(run, real)
	} else {
		wanted = b.impliedMoves(run)
	}
	return replaceMoves(ctx, run.tx, b.put, b.deal, old, wanted)
}

// impliedMoves is the history made of the file's dates alone.
func (b *dealBuild) impliedMoves(run *importRun) []sales.Move {
	moves := []sales.Move{{StageID: b.stage, Day: b.deal.Created, Implied: true}}
	if ending, ok := b.ending(run); ok {
		moves = append(moves, ending)
	}
	return moves
}

func (b *dealBuild) ending(run *importRun) (sales.Move, bool) {
	var kind sales.StageKind
	switch b.outcome {
	case importer.OutcomeWon:
		kind = sales.StageWon
	case importer.OutcomeLost:
		kind = sales.StageLost
	case importer.OutcomeOpen, importer.OutcomeUnknown:
		return sales.Move{}, false
	}
	return sales.Move{StageID: run.ending(kind), Day: b.closed.Day, At: b.closed.At, Implied: true}, true
}

// closeHistory puts the file's close behind a real history that ends open.
func (b *dealBuild) closeHistory(run *importRun, history []sales.Move) []sales.Move {
	ending, ok := b.ending(run)
	last := history[len(history)-1]
	if !ok || run.closes(last.StageID) || last.Day > ending.Day {
		return history
	}
	return append(history, ending)
}

// closes reports whether a stage is won or lost.
func (r *resolver) closes(id sales.ID) bool {
	for _, stage := range r.stages {
		if stage.ID == id {
			return stage.Kind != sales.StageOpen
		}
	}
	return false
}

// replaceMoves makes wanted the history of a deal, keeping the ids of moves
// that stay, and reports whether anything changed.
func replaceMoves(ctx context.Context, tx sales.Tx, put func(context.Context, ...sales.Record) error, deal sales.Deal, old, wanted []sales.Move) (bool, error) {
	changed := len(old) != len(wanted)
	for i := range wanted {
		w := &wanted[i]
		w.DealID, w.Seq = deal.ID, i+1
		if w.OwnerID == "" || w.Implied {
			w.OwnerID = deal.OwnerID
		}
		if w.At.IsZero() && w.Day != 0 {
			w.At = time.Date(w.Day.Time().Year(), w.Day.Time().Month(), w.Day.Time().Day(), 0, 0, 0, 0, time.UTC)
		}
		w.ID = ""
		if i < len(old) {
			w.ID = old[i].ID
			changed = changed || old[i].StageID != w.StageID || old[i].Day != w.Day || old[i].OwnerID != w.OwnerID
		}
	}
	for i := len(wanted); i < len(old); i++ {
		if err := tx.Delete(ctx, sales.KindMove, old[i].ID); err != nil {
			return false, err
		}
	}
	for i := range wanted {
		if wanted[i].ID == "" {
			wanted[i].ID = NewID()
		}
		if err := put(ctx, &wanted[i]); err != nil {
			return false, err
		}
	}
	return changed, nil
}

// importHistory applies rows of stage-history. A deal's rows may stand in any
// order, so all are kept aside until the end.
type importHistory struct {
	*importRun
	shelf *importer.Shelf
}

// dealHistory is the rows of one deal.
type dealHistory struct {
	deal *sales.Deal
	rows []historyRow
}

// historyRow is what a row of stage-history says, without its text.
type historyRow struct {
	line        int
	stage       sales.ID
	at          importer.Moment
	amount      *sales.Amount
	probability *float64
	reason      string
	owner       sales.ID // empty: the deal's owner
}

func newImportHistory(run *importRun) *importHistory {
	return &importHistory{importRun: run, shelf: importer.NewShelf()}
}

// Close removes what was kept aside.
func (k *importHistory) Close() error { return k.shelf.Close() }

func (k *importHistory) draft(ctx context.Context, d importer.Draft) error {
	move, err := draftOf[*importer.MoveDraft](d)
	if err != nil {
		return err
	}
	k.appears(move.Stage)
	deal, err := k.deal(ctx, move.Deal)
	if err != nil {
		return err
	}
	if deal == nil {
		return missing("deal", move.Deal, "app.import.noDeal")
	}
	if _, err := k.row(ctx, move); err != nil {
		return err
	}
	return k.shelf.Add(string(deal.ID), move)
}

// row understands a row.
func (k *importHistory) row(ctx context.Context, move *importer.MoveDraft) (row historyRow, err error) {
	row = historyRow{line: move.Line, at: move.At, reason: move.Reason}
	switch move.Outcome {
	case importer.OutcomeWon:
		row.stage = k.ending(sales.StageWon)
	case importer.OutcomeLost:
		row.stage = k.ending(sales.StageLost)
	default:
		if row.stage, err = k.stage(ctx, move.Stage); err != nil {
			return row, err
		}
	}
	if row.stage == "" {
		return row, missing("stage", move.Stage, "app.import.noStage")
	}
	if !row.at.Known() {
		return row, &rowError{field: "at", reason: "app.import.noDate"}
	}
	if row.amount, err = k.amount("amount", move.Amount); err != nil {
		return row, err
	}
	if move.Probability.Valid {
		p := move.Probability.Float()
		row.probability = &p
	}
	row.owner, err = k.rep(ctx, move.Extra["rep"])
	return row, err
}

func (k *importHistory) finish(ctx context.Context) error {
	rounded := k.result.Rounded // counted when the rows were read
	defer func() { k.result.Rounded = rounded }()
	for from := 0; from < k.shelf.Len(); from += rowsAtOnce {
		k.tellApplied(from, k.shelf.Len())
		if err := errors.Join(ctx.Err(), k.applyAll(ctx, from, min(k.shelf.Len(), from+rowsAtOnce))); err != nil {
			return err
		}
	}
	return nil
}

// applyAll applies the rows of some deals.
func (k *importHistory) applyAll(ctx context.Context, from, to int) error {
	var groups []importer.ShelfGroup
	var ids []sales.ID
	for i := from; i < to; i++ {
		taken, err := k.shelf.Group(i)
		if err != nil {
			return err
		}
		for _, group := range taken {
			groups, ids = append(groups, group), append(ids, sales.ID(group.Key))
		}
	}
	deals, err := dealsOf(ctx, k.tx, ids)
	if err != nil {
		return err
	}
	for i, group := range groups {
		history := &dealHistory{deal: deals[ids[i]]}
		for _, d := range group.Drafts {
			move, err := draftOf[*importer.MoveDraft](d)
			if err != nil {
				return err
			}
			row, err := k.row(ctx, move)
			if err != nil {
				return err
			}
			history.rows = append(history.rows, row)
		}
		if err := k.apply(ctx, history); err != nil {
			return err
		}
	}
	return nil
}

// apply replaces the history that the deals file alone implied. Real moves
// that an earlier import or the user made are replaced too: the file is the
// whole history of the deals it names.
func (k *importHistory) apply(ctx context.Context, h *dealHistory) error {
	slices.SortStableFunc(h.rows, func(a, b historyRow) int {
		if c := a.at.At.Compare(b.at.At); c != 0 {
			return c
		}
		return a.line - b.line
	})
	old, err := k.tx.Moves(ctx, h.deal.ID)
	if err != nil {
		return err
	}
	wanted := k.moves(h, old)
	k.passes(wanted)
	changed, err := replaceMoves(ctx, k.tx, k.tx.Put, *h.deal, old, wanted)
	if err != nil {
		return err
	}
	revalued, err := k.values(ctx, h)
	if err != nil {
		return err
	}
	implied := !slices.ContainsFunc(old, func(m sales.Move) bool { return !m.Implied })
	rows := len(h.rows)
	switch {
	case !changed && !revalued:
		k.result.Unchanged += rows
	case implied:
		k.result.Created += rows
	default:
		k.result.Updated += rows
	}
	return nil
}

// moves builds a deal's history: its creation, where that lies before the
// first row, then each row that changes the stage, then the close that the
// deals file knew and the history lacks.
func (k *importHistory) moves(h *dealHistory, old []sales.Move) []sales.Move {
	var moves []sales.Move
	if first := h.rows[0].at.Day; h.deal.Created == 0 || h.deal.Created < first {
		moves = append(moves, sales.Move{Day: h.deal.Created})
	}
	for _, row := range h.rows {
		if len(moves) > 0 && moves[len(moves)-1].StageID == row.stage {
			continue
		}
		moves = append(moves, sales.Move{StageID: row.stage, Day: row.at.Day, At: row.at.At, OwnerID: row.owner})
	}
	if len(old) == 0 {
		return moves
	}
	end, last := old[len(old)-1], moves[len(moves)-1]
	if end.Implied && k.closes(end.StageID) && !k.closes(last.StageID) && end.Day >= last.Day {
		moves = append(moves, end)
	}
	return moves
}

// values keeps what the deal's amount was before it came to be the present
// one, from the rows that carry amounts, and takes over the last probability.
func (k *importHistory) values(ctx context.Context, h *dealHistory) (bool, error) {
	deal := *h.deal
	var wanted []sales.Value
	var last *sales.Amount
	for _, row := range h.rows {
		if row.amount != nil {
			if last != nil && *last != *row.amount {
				wanted = append(wanted, sales.Value{DealID: deal.ID, Until: row.at.Day, Amount: *last})
			}
			last = row.amount
		}
		if row.probability != nil {
			deal.Probability = row.probability
		}
		if row.reason != "" && k.closes(row.stage) {
			deal.Reason = row.reason
		}
	}
	if last != nil && deal.Amount == nil {
		deal.Amount = last
	}
	changed := hashOf(deal) != hashOf(h.deal)
	if changed {
		if err := k.tx.Put(ctx, &deal); err != nil {
			return false, err
		}
		*h.deal = deal
	}
	if last == nil {
		return changed, nil
	}
	revalued, err := replaceValues(ctx, k.tx, deal.ID, lastPerDay(wanted))
	return changed || revalued, err
}

// lastPerDay keeps, of several values that end on one day, the first: it is
// what held before that day.
func lastPerDay(values []sales.Value) []sales.Value {
	var kept []sales.Value
	for _, v := range values {
		if len(kept) > 0 && kept[len(kept)-1].Until == v.Until {
			continue
		}
		kept = append(kept, v)
	}
	return kept
}

func replaceValues(ctx context.Context, tx sales.Tx, deal sales.ID, wanted []sales.Value) (bool, error) {
	old, err := tx.Values(ctx, deal)
	if err != nil {
		return false, err
	}
	same := len(old) == len(wanted)
	for i := range wanted {
		same = same && old[i].Until == wanted[i].Until && old[i].Amount == wanted[i].Amount
	}
	if same {
		return false, nil
	}
	for _, v := range old {
		if err := tx.Delete(ctx, sales.KindValue, v.ID); err != nil {
			return false, err
		}
	}
	for i := range wanted {
		wanted[i].ID = NewID()
		if err := tx.Put(ctx, &wanted[i]); err != nil {
			return false, err
		}
	}
	return true, nil
}
