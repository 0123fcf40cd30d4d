package data

import (
	"context"
	"database/sql"

	"attain/app/sales"
)

// Board answers reader.Board from one moment, however many changes are
// written meanwhile.
func (s *Store) Board(ctx context.Context, q sales.BoardQuery) ([]sales.BoardDeal, error) {
	var found []sales.BoardDeal
	err := s.snapshot(ctx, func(r reader) error {
		var err error
		found, err = r.Board(ctx, q)
		return err
	})
	return found, err
}

// Board returns the deals of the board as of a day: the open ones, then those
// closed in the period, each by when it entered its stage. A rep's are those
// the rep owns, as in the metrics, whose counts the board shows. Each is the deal that Facts tells of that day, but
// for Called, which is not told here.
func (r reader) Board(ctx context.Context, q sales.BoardQuery) ([]sales.BoardDeal, error) {
	closed, to := running, ""
	if q.Closed.From.Known() {
		closed, to = q.Closed.From.String(), q.Closed.To.String()
	}
	args := []any{
		sql.Named("asof", q.AsOf.String()), sql.Named("history", closed),
		sql.Named("to", to), sql.Named("rep", string(q.RepID)),
	}
	reps, err := r.Reps(ctx)
	if err != nil {
		return nil, err
	}
	names := make(map[sales.ID]string, len(reps))
	for _, rep := range reps {
		names[rep.ID] = rep.Name
	}
	var found []sales.BoardDeal
	err = r.readDeals(ctx, selectDeals("")+`AND (s.kind = 'open' OR s.entered <= :to)
		AND (:rep = '' OR `+ownerOf+` = :rep)
		ORDER BY s.kind <> 'open', s.entered, d.id`, args, func(d sales.DealFact) {
		found = append(found, sales.BoardDeal{DealFact: d, OwnerName: names[d.OwnerID]})
	})
	if err != nil {
		return nil, err
	}
	byID := make(map[sales.ID]*sales.DealFact, len(found))
	for i := range found {
		byID[found[i].ID] = &found[i].DealFact
	}
	if err := r.dealParts(ctx, byID, "", args); err != nil {
		return nil, err
	}
	return found, r.dealTouches(ctx, byID, "", args)
}
