package app

import (
	"context"
	"fmt"

	"attain/app/sales"
)

// Behind is what a number is made of.
type Behind struct {
	*sales.Explanation
	Facts   *sales.Facts
	Metrics sales.Metrics // of the number's scope, where it is made of other numbers
}

// Behind finds the records behind a number of a period as of a day. Nothing is
// simulated for that, and metrics are computed only for a number that is made of
// others: a list of records need not wait for them.
func (s *Service) Behind(ctx context.Context, period sales.Period, asOf sales.Day, subject sales.Subject) (*Behind, error) {
	facts, err := s.facts(ctx, sales.FactsQuery{Period: period, AsOf: asOf})
	if err != nil {
		return nil, fmt.Errorf("explain %s: %w", subject.Metric, err)
	}
	found, err := sales.Explain(facts, subject)
	if err != nil {
		return nil, fmt.Errorf("explain %s: %w", subject.Metric, err)
	}
	behind := &Behind{Explanation: found, Facts: facts}
	if len(found.Of) == 0 {
		return behind, nil
	}
	figures := s.figures.there(facts)
	if figures == nil {
		if figures, err = s.figures.figures(facts, false); err != nil {
			return nil, fmt.Errorf("explain %s: %w", subject.Metric, err)
		}
	}
	behind.Metrics = figures.Of(subject.Rep)
	return behind, nil
}
