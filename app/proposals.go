package app

import (
	"context"
	"fmt"
	"slices"

	"attain/app/sales"
)

// QuotaBasis is what quotas are set by: what was credited the year before, and
// proposals from history and pipeline.
type QuotaBasis struct {
	// Credited is what each rep (the empty one: the team) was credited in the
	// months of the fiscal year before.
	Credited  map[sales.ID]map[sales.Month]sales.Amount
	Proposals []sales.Proposal // of the months asked for that are not past
}

// QuotaBasis returns what the quotas of a fiscal year can be set by, with
// proposals for those of the months that are not past.
func (s *Service) QuotaBasis(ctx context.Context, fiscalYear int, months []sales.Month) (*QuotaBasis, error) {
	basis, err := s.quotaBasis(ctx, fiscalYear, months)
	if err != nil {
		return nil, fmt.Errorf("propose quotas: %w", err)
	}
	return basis, nil
}

func (s *Service) quotaBasis(ctx context.Context, fiscalYear int, months []sales.Month) (*QuotaBasis, error) {
	settings, err := s.store.Settings(ctx)
	if err != nil {
		return nil, err
	}
	basis := &QuotaBasis{}
	if basis.Credited, err = s.creditedIn(ctx, settings.Calendar().Year(fiscalYear-1)); err != nil {
		return nil, err
	}
	var coming []sales.Month
	for _, month := range months {
		if month >= s.Today().Month() {
			coming = append(coming, month)
		}
	}
	if len(coming) == 0 {
		return basis, nil
	}
	basis.Proposals, err = s.propose(ctx, coming)
	return basis, err
}

// propose proposes quotas for months that are not past. A quota is for a whole
// month, so that of the running one is proposed from what was known before it
// began; where nothing was known by then, from what is known today.
func (s *Service) propose(ctx context.Context, months []sales.Month) ([]sales.Proposal, error) {
	running := s.Today().Month()
	known := func(asOf sales.Day) (*sales.Facts, error) {
		return s.facts(ctx, sales.FactsQuery{Period: sales.MonthPeriod(asOf.Month()), AsOf: asOf})
	}
	now, err := known(s.Today())
	if err != nil {
		return nil, err
	}
	var list []sales.Proposal
	if slices.Contains(months, running) {
		eve, err := known(running.First().Add(-1))
		if err != nil {
			return nil, err
		}
		if len(eve.Deals) == 0 {
			eve = now
		}
		list = sales.Propose(eve, sales.NewChance(eve), []sales.Month{running})
	}
	later := slices.DeleteFunc(slices.Clone(months), func(m sales.Month) bool { return m <= running })
	return append(list, sales.Propose(now, sales.NewChance(now), later)...), nil
}

// creditedIn returns what each rep (the empty one: the team) was credited in
// the months of a year. Where months are closed it is what they were closed
// with, else as the records say.
func (s *Service) creditedIn(ctx context.Context, year sales.Period) (map[sales.ID]map[sales.Month]sales.Amount, error) {
	closed, err := s.closed(ctx)
	if err != nil {
		return nil, err
	}
	if len(closed) > 0 {
		return s.creditedInClosed(ctx, year)
	}
	reps, err := s.read.Reps(ctx)
	if err != nil {
		return nil, err
	}
	credited := map[sales.ID]map[sales.Month]sales.Amount{}
	for _, rep := range append(reps, sales.Rep{}) {
		credited[rep.ID] = map[sales.Month]sales.Amount{}
		for _, month := range year.Months() {
			credited[rep.ID][month] = 0
		}
	}
	outcomes, err := s.read.Outcomes(ctx, year.From.Month(), year.To.Month(), s.Today())
	for _, o := range outcomes {
		credited[""][o.Month] += o.Credited
		if o.RepID != "" {
			credited[o.RepID][o.Month] = o.Credited
		}
	}
	return credited, err
}

// creditedInClosed is creditedIn by the reports, which know of closed months.
func (s *Service) creditedInClosed(ctx context.Context, year sales.Period) (map[sales.ID]map[sales.Month]sales.Amount, error) {
	facts, err := s.facts(ctx, sales.FactsQuery{Period: year})
	if err != nil {
		return nil, err
	}
	report, err := sales.NewReport(facts, sales.Models{})
	if err != nil {
		return nil, err
	}
	months := func(trend []sales.TrendMonth) map[sales.Month]sales.Amount {
		credited := make(map[sales.Month]sales.Amount, 12)
		for _, m := range trend {
			if year.Contains(m.Month.First()) {
				credited[m.Month] = m.Credited
			}
		}
		return credited
	}
	credited := map[sales.ID]map[sales.Month]sales.Amount{"": months(report.Trend)}
	for i := range report.Reps {
		credited[report.Reps[i].Rep.ID] = months(report.Reps[i].Trend)
	}
	return credited, nil
}
