package sales_test

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"attain/app/sales"
)

// explained are the numbers of a scope that records add up to.
func explained(m *sales.Metrics) map[sales.Subject]any {
	numbers := map[sales.Subject]any{
		{Metric: "credited"}: m.Credited, {Metric: "attainment"}: m.Attainment, {Metric: "pipeline_projection"}: m.PipelineProjection,
		{Metric: "won_units"}: m.WonUnits, {Metric: "won"}: m.Won, {Metric: "lost"}: m.Lost, {Metric: "won_value"}: m.WonValue,
		{Metric: "lost_value"}: m.LostValue, {Metric: "win_rate"}: m.WinRate, {Metric: "value_win_rate"}: m.ValueWinRate,
		{Metric: "hygiene_win_rate"}: m.HygieneWinRate, {Metric: "average_won"}: m.AverageWon, {Metric: "days_to_win"}: m.DaysToWin.Mean,
		{Metric: "days_to_lose"}: m.DaysToLose.Mean, {Metric: "opened"}: m.Opened, {Metric: "open"}: m.Open,
		{Metric: "open_value"}: m.OpenValue, {Metric: "weighted"}: m.Weighted, {Metric: "overdue"}: m.Overdue.Count,
		{Metric: "undated"}: m.Undated.Count, {Metric: "stuck"}: m.Stuck, {Metric: "neglected"}: m.Neglected,
		{Metric: "coverage"}: m.Coverage, {Metric: "late_coverage"}: m.LateCoverage, {Metric: "lead_conversion"}: m.LeadConversion,
		{Metric: "warm_share"}: m.WarmShare, {Metric: "lead_touches"}: m.LeadTouches, {Metric: "fit"}: m.Fit.Mean,
		{Metric: "fit", Part: "good"}: m.Fit.Good, {Metric: "fit", Part: "fair"}: m.Fit.Fair, {Metric: "fit", Part: "poor"}: m.Fit.Poor,
		{Metric: "give_up"}: m.GiveUp.GaveUpAfterOne.Den, {Metric: "give_up", Part: "near"}: len(m.GiveUp.AboutToBeGivenUp),
		{Metric: "follow_ups", Part: "per_win"}: m.FollowUps.PerWin, {Metric: "follow_ups", Part: "per_opportunity"}: m.FollowUps.PerOpportunity,
		{Metric: "movement"}: m.Movement.End, {Metric: "movement", Part: "start"}: m.Movement.Start, {Metric: "movement", Part: "new"}: m.Movement.New,
		{Metric: "movement", Part: "pulled_in"}: m.Movement.PulledIn, {Metric: "movement", Part: "value_change"}: m.Movement.ValueChange,
		{Metric: "movement", Part: "won"}: m.Movement.Won, {Metric: "movement", Part: "lost"}: m.Movement.Lost,
		{Metric: "movement", Part: "pushed_out"}: m.Movement.PushedOut, {Metric: "reasons"}: m.Won + m.Lost,
	}
	if rate := m.ContactRate.Value(); rate != nil {
		perThousand := *rate * 1000
		numbers[sales.Subject{Metric: "contact_rate"}] = perThousand
	} else {
		numbers[sales.Subject{Metric: "contact_rate"}] = nil
	}
	if m.Quota != nil {
		numbers[sales.Subject{Metric: "quota"}] = *m.Quota
	}
	explainedParts(m, numbers)
	return numbers
}

// explainedParts adds the numbers of which there is one per reason, product,
// type or stage.
func explainedParts(m *sales.Metrics, numbers map[sales.Subject]any) {
	for _, r := range m.Reasons {
		numbers[sales.Subject{Metric: "reasons", Part: string(r.Kind) + ":" + r.Reason}] = r.Count
	}
	for _, r := range m.ReasonsByStage {
		numbers[sales.Subject{Metric: "reasons_by_stage", Part: string(r.Kind) + ":" + string(r.Stage)}] = r.Count
	}
	for i, n := range m.GiveUp.ByTouches {
		numbers[sales.Subject{Metric: "give_up", Part: strconv.Itoa(i + 1)}] = n
	}
	for _, p := range m.Products {
		numbers[sales.Subject{Metric: "products", Part: string(p.Product)}] = p.Credited
	}
	for _, l := range m.PerLead {
		numbers[sales.Subject{Metric: "activities_per_lead", Part: string(l.Type)}] = l.Qualified
	}
	for _, s := range m.Stages {
		part := string(s.Stage)
		numbers[sales.Subject{Metric: "stage_entered", Part: part}] = s.Entered
		numbers[sales.Subject{Metric: "stage_advanced", Part: part}] = s.Advanced
		numbers[sales.Subject{Metric: "stage_lost", Part: part}] = s.Lost
		numbers[sales.Subject{Metric: "stage_back", Part: part}] = s.Back
		numbers[sales.Subject{Metric: "stage_still", Part: part}] = s.Still
		numbers[sales.Subject{Metric: "stage_conversion", Part: part}] = s.Conversion
		numbers[sales.Subject{Metric: "stage_days", Part: part}] = s.Days.Mean
		numbers[sales.Subject{Metric: "stage_open", Part: part}] = s.Open
	}
}

func figure(v any) (float64, bool) {
	switch v := v.(type) {
	case int:
		return float64(v), true
	case int64:
		return float64(v), true
	case float64:
		return v, true
	case sales.Amount:
		return float64(v), true
	case sales.Ratio:
		return figure(v.Value())
	case *float64:
		if v != nil {
			return *v, true
		}
	}
	return 0, false
}

func TestEveryNumberIsItsRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, report := measured(t)
		for rep, m := range scopes(report) {
			for subject, number := range explained(m) {
				subject.Rep = rep
				e, err := sales.Explain(f, subject)
				if err != nil {
					t.Fatal(err)
				}
				want, known := figure(number)
				got := e.Number()
				if (got != nil) != known || known && math.Abs(*got-want) > 1e-6*math.Max(1, math.Abs(want)) {
					t.Fatalf("%+v is %v (%v), its %d records make %v", subject, want, known, len(e.Items), got)
				}
			}
			for _, month := range report.Trend {
				e, err := sales.Explain(f, sales.Subject{Metric: "revenue_trend", Part: month.Month.String()})
				if err != nil || *e.Number() != float64(month.Credited) {
					t.Fatalf("%s is %d, its records make %v, %v", month.Month, month.Credited, *e.Number(), err)
				}
			}
		}
	})
}

// TestEveryExplainableMetricHasRecordsOrParts asks for each metric once: it
// has records, names its activities, or says what it is made of.
func TestEveryExplainableMetricHasRecordsOrParts(t *testing.T) {
	made := []string{
		"quota_mismatch", "gap", "surplus", "expected_to_date", "pace", "run_rate_projection", "attain_probability", "velocity",
		"required_coverage", "load", "win_chance", "activity_plan", "coverage", "late_coverage",
	}
	folded := []string{"attempts", "connected", "activities", "activity_ratio", "effectiveness", "contact_rate", "follow_ups"}
	rapid.Check(t, func(t *rapid.T) {
		f, _ := measured(t)
		for _, metric := range sales.Explainable() {
			e, err := sales.Explain(f, sales.Subject{Metric: metric})
			if err != nil {
				t.Fatal(err)
			}
			if slices.Contains(made, metric) != (len(e.Of) > 0) {
				t.Fatalf("%s is made of %v", metric, e.Of)
			}
			if slices.Contains(folded, metric) != (e.Activities != nil) {
				t.Fatalf("%s has activities %v", metric, e.Activities)
			}
			if e.Activities != nil && e.Activities.Period != f.Period {
				t.Fatalf("%s looks at %v", metric, e.Activities.Period)
			}
			for _, item := range e.Items {
				if len(e.Of) > 0 && e.Den == nil && (item.Value != 0 || item.Weight != 0) {
					t.Fatalf("%s does not add up from records, but %+v has a value", metric, item)
				}
			}
			if ids := e.IDs(sales.KindDeal); len(ids) > len(e.Items) {
				t.Fatalf("%s: %d deals among %d items", metric, len(ids), len(e.Items))
			}
		}
	})
}

func TestExplainRefuses(t *testing.T) {
	f := &sales.Facts{Reps: []sales.Rep{{ID: "ann", Name: "Ann"}}}
	var invalid *sales.Invalid
	if _, err := sales.Explain(f, sales.Subject{Metric: "luck"}); !errors.As(err, &invalid) || invalid.Field != "metric" {
		t.Errorf("luck: %v", err)
	}
	var missing *sales.NotFound
	if _, err := sales.Explain(f, sales.Subject{Metric: "won", Rep: "bob"}); !errors.As(err, &missing) || missing.Name != "bob" {
		t.Errorf("bob: %v", err)
	}
	if _, err := sales.Explain(f, sales.Subject{Metric: "won", Rep: "ann"}); err != nil {
		t.Errorf("ann: %v", err)
	}
}

func TestIDsAreListedOnce(t *testing.T) {
	e := sales.Explanation{Items: []sales.Item{{Kind: sales.KindDeal, ID: "2"}, {Kind: sales.KindLead, ID: "3"}, {Kind: sales.KindDeal, ID: "1"}, {Kind: sales.KindDeal, ID: "2"}}}
	if ids := e.IDs(sales.KindDeal); !slices.Equal(ids, []sales.ID{"2", "1"}) {
		t.Errorf("deals %v", ids)
	}
}
