package app

import (
	"context"
	"fmt"

	"attain/app/sales"
)

// insightMonths is how far back insights look: a month is too short to test
// anything.
const insightMonths = 12

// Insights finds what stands out in figures that were measured before:
// strengths, weaknesses, opportunities and risks, those with the most money
// at stake first. The tests look at the twelve months up to the period's last
// month.
func (s *Service) Insights(ctx context.Context, figures *Figures) (sales.Insights, error) {
	period, asOf := figures.Facts.Period, figures.Facts.AsOf
	end := min(period.To, asOf)
	window := sales.Period{From: end.Month().Add(1 - insightMonths).First(), To: end, Label: period.Label}
	facts, err := s.facts(ctx, window, asOf)
	if err != nil {
		return sales.Insights{}, fmt.Errorf("find insights of %s: %w", period.Label, err)
	}
	return sales.FindInsights(sales.InsightInput{Report: figures.Report, Facts: figures.Facts, Window: facts, Chance: figures.Models.Chance}), nil
}
