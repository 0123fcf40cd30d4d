package data

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"attain/app/sales"
)

// running is the day on which a stay that has not ended is said to end, so
// that "alive on a day" is one range of an index.
const running = "9999-12-31"

// stay is a row of the table stays: the time a deal spent in a stage, begun
// by the move of the same number.
type stay struct {
	deal    sales.ID
	seq     int64
	stage   any // id or nil
	kind    string
	entered string
	left    string
	owner   any // id or nil
	days    any // int64, or nil where it has no length: running, closed, or a date is unknown

	lastStage string // of a closed stay the last known open stage before it
	reopened  int64  // how often the deal had been reopened when it began
}

// foldStays makes the stays out of a deal's moves, which come in order of
// seq. The order of moves is the truth: a move dated before the one it
// follows counts as made on that one's day. kind is open for a stage that is
// not known.
func foldStays(moves []sales.Move, kind func(sales.ID) sales.StageKind) []stay {
	stays := make([]stay, len(moves))
	days := make([]sales.Day, len(moves))
	var last sales.Day
	var lastStage string
	for i, m := range moves {
		last = max(last, m.Day)
		days[i] = last
		stays[i] = stay{
			deal: m.DealID, seq: int64(m.Seq), stage: orNull(m.StageID), kind: string(kind(m.StageID)),
			entered: last.String(), left: running, owner: orNull(m.OwnerID),
		}
		if stays[i].kind != string(sales.StageOpen) {
			stays[i].lastStage = lastStage
		} else if m.StageID != "" {
			lastStage = string(m.StageID)
		}
		if i == 0 {
			continue
		}
		ended := &stays[i-1]
		stays[i].reopened = ended.reopened
		if ended.kind != string(sales.StageOpen) && stays[i].kind == string(sales.StageOpen) {
			stays[i].reopened++
		}
		ended.left = last.String() // nothing where it is not known
		if days[i-1].Known() && ended.kind == string(sales.StageOpen) {
			ended.days = int64(last.Sub(days[i-1]))
		}
	}
	return stays
}

func orNull(id sales.ID) any {
	if id == "" {
		return nil
	}
	return string(id)
}

// fold makes the stays of the deals again whose moves were written.
func (t *transaction) fold(ctx context.Context) error {
	if t.allStays {
		return t.foldAllStays(ctx)
	}
	if len(t.moved) == 0 {
		return nil
	}
	deals := make([]sales.ID, 0, len(t.moved))
	for deal := range t.moved {
		deals = append(deals, deal)
	}
	clear(t.moved) // before anything is read, which would fold again
	slices.Sort(deals)
	kind, err := t.kinds(ctx)
	if err != nil {
		return err
	}
	for chunk := range slices.Chunk(deals, 1000) {
		if err := t.foldDeals(ctx, chunk, kind); err != nil {
			return err
		}
	}
	return nil
}

// insertStay, with a placeholder for each of the columns and each stay.
const (
	insertStay  = "INSERT INTO stays (deal_id, seq, stage_id, kind, entered, left_on, owner_id, days, last_stage, reopened) VALUES "
	stayColumns = 10
	staysAtOnce = 1024 // of a fold of all
)

// appendStays adds the cells of stays.
func appendStays(cells []any, stays []stay) []any {
	for _, s := range stays {
		cells = append(cells, string(s.deal), s.seq, s.stage, s.kind, s.entered, s.left, s.owner, s.days, s.lastStage, s.reopened)
	}
	return cells
}

func (t *transaction) foldDeals(ctx context.Context, deals []sales.ID, kind func(sales.ID) sales.StageKind) error {
	moves, err := t.Moves(ctx, deals...)
	if err != nil {
		return err
	}
	for _, deal := range deals {
		if t.born[deal] {
			delete(t.born, deal)
			continue
		}
		if err := t.exec(ctx, "DELETE FROM stays WHERE deal_id = ?", string(deal)); err != nil {
			return failure("fold stays", err)
		}
	}
	var cells []any
	for len(moves) > 0 {
		end := 1
		for end < len(moves) && moves[end].DealID == moves[0].DealID {
			end++
		}
		cells = appendStays(cells, foldStays(moves[:end], kind))
		moves = moves[end:]
	}
	if err := t.insertCells(ctx, insertStay, stayColumns, cells); err != nil {
		return failure("fold stays", err)
	}
	if err := t.load.count(ctx, t, "stays", len(cells)/stayColumns); err != nil {
		return err
	}
	return t.touchClosings(ctx, deals)
}

// dropStays takes all stays away until they are folded as a whole.
func (t *transaction) dropStays(ctx context.Context) error {
	t.allStays = true
	if err := t.load.begin(ctx, t, "stays"); err != nil {
		return err
	}
	return failure("fold stays", t.exec(ctx, "DELETE FROM stays"))
}

// foldAllStays makes all stays again, a deal after the other.
func (t *transaction) foldAllStays(ctx context.Context) error {
	t.allStays, t.allClosings = false, true
	clear(t.moved)
	clear(t.born)
	if err := t.load.begin(ctx, t, "stays"); err != nil {
		return err
	}
	if err := t.exec(ctx, "DELETE FROM stays"); err != nil {
		return failure("fold stays", err)
	}
	kind, err := t.kinds(ctx)
	if err != nil {
		return err
	}
	var cells []any
	write := func(rows int) error {
		if len(cells) < rows*stayColumns {
			return nil
		}
		err := errors.Join(stopped(ctx, "fold stays"), failure("fold stays", t.insertCells(ctx, insertStay, stayColumns, cells)))
		cells = cells[:0]
		return err
	}
	err = t.eachHistory(ctx, func(moves []sales.Move) error {
		cells = appendStays(cells, foldStays(moves, kind))
		return write(staysAtOnce)
	})
	return errors.Join(err, write(1))
}

// eachHistory hands over the moves of one deal after the other, as far as
// stays are made of them.
func (r reader) eachHistory(ctx context.Context, f func(moves []sales.Move) error) error {
	var moves []sales.Move
	var m sales.Move
	var stage, owner sql.NullString
	into := []any{&m.DealID, &m.Seq, &stage, &cell{&m.Day}, &owner}
	err := r.scan(ctx, "stage_moves", "SELECT deal_id, seq, stage_id, day, owner_id FROM stage_moves ORDER BY deal_id, seq", nil, func(rows *sql.Rows) error {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		m.StageID, m.OwnerID = sales.ID(stage.String), sales.ID(owner.String)
		if len(moves) > 0 && moves[0].DealID != m.DealID {
			if err := f(moves); err != nil {
				return err
			}
			moves = moves[:0]
		}
		moves = append(moves, m)
		return nil
	})
	if err == nil && len(moves) > 0 {
		err = f(moves)
	}
	return err
}

// kinds returns what kind each stage is; open for one that is not there.
func (r reader) kinds(ctx context.Context) (func(sales.ID) sales.StageKind, error) {
	stages, err := r.Stages(ctx)
	if err != nil {
		return nil, err
	}
	byID := map[sales.ID]sales.StageKind{}
	for _, s := range stages {
		byID[s.ID] = s.Kind
	}
	return func(id sales.ID) sales.StageKind {
		if k, ok := byID[id]; ok {
			return k
		}
		return sales.StageOpen
	}, nil
}
