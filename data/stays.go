package data

import (
	"context"
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
)

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
		for _, s := range foldStays(moves[:end], kind) {
			cells = append(cells, string(s.deal), s.seq, s.stage, s.kind, s.entered, s.left, s.owner, s.days, s.lastStage, s.reopened)
		}
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

// foldAllStays makes all stays again.
func (t *transaction) foldAllStays(ctx context.Context) error {
	t.allStays, t.allClosings = false, true
	clear(t.moved)
	clear(t.born)
	if err := t.load.begin(ctx, t, "stays"); err != nil {
		return err
	}
	return t.foldWhole(ctx, "stays", allStays)
}

// allStays is foldStays in SQL, for all deals. A text that begins with a move's
// number, in as many digits for all, is the greatest for the last of them.
const allStays = `(deal_id, seq, stage_id, kind, entered, left_on, owner_id, days, last_stage, reopened)
	SELECT deal_id, seq, stage_id, kind, entered, coalesce(next, '` + running + `'), owner_id,
	iif(kind = 'open' AND entered <> '', CAST(julianday(next) - julianday(entered) AS INTEGER), NULL),
	iif(kind = 'open', '', coalesce(substr(max(open) OVER so_far, 11), '')),
	sum(kind = 'open' AND coalesce(was, 'open') <> 'open') OVER so_far
	FROM (SELECT *, lead(entered) OVER deal AS next, lag(kind) OVER deal AS was
		FROM (SELECT m.deal_id, m.seq, m.stage_id, coalesce(g.kind, 'open') AS kind, max(m.day) OVER so_far AS entered, m.owner_id,
			iif(coalesce(g.kind, 'open') = 'open', format('%010d', m.seq) || m.stage_id, NULL) AS open
			FROM stage_moves m LEFT JOIN stages g ON g.id = m.stage_id
			WINDOW so_far AS (PARTITION BY m.deal_id ORDER BY m.seq ROWS UNBOUNDED PRECEDING))
		WINDOW deal AS (PARTITION BY deal_id ORDER BY seq))
	WINDOW so_far AS (PARTITION BY deal_id ORDER BY seq ROWS UNBOUNDED PRECEDING)`

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
