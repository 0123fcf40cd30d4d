package app

import (
	"context"

	"attain/app/sales"
)

// backtestMonths is how many whole months of the past a backtest replays.
const backtestMonths = 12

// Backtest holds the forecast against the past: the last twelve whole months
// in which something was won or lost, leaving the first three months of
// history for the forecast to learn from.
func (s *Service) Backtest(ctx context.Context) (*sales.BacktestResult, error) {
	first, last, err := s.closedMonths(ctx)
	if err != nil {
		return nil, err
	}
	last = min(last, s.Today().Month()-1)
	var months []sales.Month
	for m := max(first.Add(3), last.Add(1-backtestMonths)); first > 0 && m <= last; m++ {
		months = append(months, m)
	}
	return sales.Backtest(func(asOf sales.Day, period sales.Period) (*sales.Facts, error) {
		return s.facts(ctx, sales.FactsQuery{Period: period, AsOf: asOf})
	}, months)
}

// closedMonths returns the first and the last month in which a deal closed; 0
// where none has.
func (s *Service) closedMonths(ctx context.Context) (first, last sales.Month, err error) {
	for _, kind := range []sales.StageKind{sales.StageWon, sales.StageLost} {
		facts, err := s.store.Deals(ctx, sales.DealQuery{Kind: kind})
		if err != nil {
			return 0, 0, err
		}
		ids := make([]sales.ID, 0, len(facts))
		for _, d := range facts {
			ids = append(ids, d.ID)
		}
		if len(ids) == 0 {
			continue
		}
		moves, err := s.store.Moves(ctx, ids...)
		if err != nil {
			return 0, 0, err
		}
		for i, m := range moves {
			closing := i+1 == len(moves) || moves[i+1].DealID != m.DealID
			if !closing || m.Day == 0 {
				continue
			}
			if month := m.Day.Month(); first == 0 || month < first {
				first = month
			}
			last = max(last, m.Day.Month())
		}
	}
	return first, last, nil
}
