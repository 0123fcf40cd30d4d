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
	facts, err := s.insightFacts(ctx, figures)
	if err != nil {
		return sales.Insights{}, err
	}
	return s.figures.find(figures, facts), nil
}

// Signals says in words what stands out in figures that were measured before;
// of a closed month what its review said when it was closed.
func (s *Service) Signals(ctx context.Context, figures *Figures) ([]sales.ReviewSignal, error) {
	period := figures.Facts.Period
	if period == sales.MonthPeriod(period.From.Month()) && figures.Facts.AsOf == period.To {
		closing, closed, err := s.closingOf(ctx, period.From.Month())
		if err != nil {
			return nil, fmt.Errorf("find insights of %s: %w", period.Label, err)
		}
		if closed {
			review, err := thaw(closing)
			if err != nil {
				return nil, fmt.Errorf("find insights of %s: %w", period.Label, err)
			}
			return review.Signals, nil
		}
	}
	found, err := s.Insights(ctx, figures)
	return s.signals(found), err
}

func findInsights(figures *Figures, window *sales.Facts, before sales.Insights) sales.Insights {
	return sales.FindInsights(sales.InsightInput{
		Report: figures.Report, Facts: figures.Facts, Window: window, Chance: figures.Models.Chance, Before: before,
	})
}

// insightFacts are the facts of the twelve months that insights look at.
func (s *Service) insightFacts(ctx context.Context, figures *Figures) (*sales.Facts, error) {
	period, asOf := figures.Facts.Period, figures.Facts.AsOf
	end := min(period.To, asOf)
	from := end.Month().Add(1 - insightMonths).First()
	window := sales.Period{From: from, To: end, Label: from.String() + " – " + end.String()}
	facts, err := s.settled(ctx, sales.FactsQuery{Period: window, AsOf: asOf, History: window.From})
	if err != nil {
		return nil, fmt.Errorf("find insights of %s: %w", period.Label, err)
	}
	return facts, nil
}

// InsightView is what the Insights page shows: what stands out, with the
// figures of the period and of the twelve months that the tests look at.
type InsightView struct {
	Found  sales.Insights
	Period *Figures // of the scope's period
	Year   *Figures // of the twelve months up to its end; without a forecast
	Won    int      // deals of the scope decided in the twelve months
	Lost   int
	Least  int // smallest sample a finding may rest on
}

// Decided is how many deals of the scope were decided in the twelve months.
func (v *InsightView) Decided() int { return v.Won + v.Lost }

// InsightView returns what stands out in a scope.
func (s *Service) InsightView(ctx context.Context, scope Scope) (*InsightView, error) {
	figures, err := s.Metrics(ctx, scope.Period, scope.AsOf)
	if err != nil {
		return nil, err
	}
	window, err := s.insightFacts(ctx, figures)
	if err != nil {
		return nil, err
	}
	report, err := sales.NewReport(window, sales.Models{Chance: figures.Models.Chance})
	if err != nil {
		return nil, fmt.Errorf("measure twelve months: %w", err)
	}
	view := &InsightView{
		Found: s.figures.find(figures, window), Period: figures, Year: &Figures{Facts: window, Report: report, Models: figures.Models},
		Least: max(window.Settings.Thresholds.InsightSample, 1),
	}
	m := view.Year.Of(scope.RepID)
	view.Won, view.Lost = m.Won, m.Lost
	return view, nil
}
