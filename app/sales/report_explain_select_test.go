package sales_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"attain/app/sales"
	"attain/app/sales/salestest"
)

// done are the activities that count as of a day: none planned, none of a deal
// in the trash.
func done(r *salestest.Records, asOf sales.Day) []sales.Activity {
	trash := map[sales.ID]bool{}
	for _, d := range r.Deals {
		trash[d.ID] = d.Deleted.Known()
	}
	return slices.DeleteFunc(slices.Clone(r.Activities), func(a sales.Activity) bool {
		return a.Planned || a.Day > asOf || trash[a.DealID]
	})
}

// TestActivitiesBehindANumberAreAsManyAsItSays selects from the records what
// an explanation's filter names.
func TestActivitiesBehindANumberAreAsManyAsItSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := salestest.Histories().Draw(t, "history")
		question := salestest.Questions().Draw(t, "question")
		f, err := salestest.Fold(records, question)
		if err != nil {
			t.Fatal(err)
		}
		report, err := sales.NewReport(f, sales.Models{})
		if err != nil {
			t.Fatal(err)
		}
		all := done(records, question.AsOf)
		for rep, m := range scopes(report) {
			for subject, want := range activityCounts(m) {
				subject.Rep = rep
				e, err := sales.Explain(f, subject)
				if err != nil {
					t.Fatal(err)
				}
				if got := len(e.Activities.Select(all)); float64(got) != want {
					t.Fatalf("%+v is %v, its activities are %d", subject, want, got)
				}
			}
		}
	})
}

// activityCounts are the numbers that activities add up to, by subject; of a
// ratio its denominator.
func activityCounts(m *sales.Metrics) map[sales.Subject]float64 {
	counts := map[sales.Subject]float64{
		{Metric: "attempts"}: m.AllActivities.Den, {Metric: "activities"}: m.AllActivities.Den,
		{Metric: "activity_ratio"}: m.AllActivities.Den, {Metric: "connected"}: m.AllActivities.Num,
		{Metric: "contact_rate"}: m.ContactRate.Den, {Metric: "follow_ups"}: float64(m.FollowUps.Count),
	}
	for _, a := range m.Activities {
		part := string(a.Type)
		for _, metric := range []string{"attempts", "activities", "activity_ratio"} {
			counts[sales.Subject{Metric: metric, Part: part}] = float64(a.Attempts)
		}
		counts[sales.Subject{Metric: "connected", Part: part}] = float64(a.Connected)
	}
	for _, e := range m.Effectiveness {
		counts[sales.Subject{Metric: "effectiveness", Part: string(e.Type)}] = e.Advanced.Den
	}
	return counts
}

// madeOf are the metrics without items of their own that are a formula of
// what Explanation.Of names; the others without items (attain_probability,
// win_chance, load's bounds, the steps of activity_plan, quota_mismatch) are
// simulated, estimated or need more than those.
func madeOf(f *sales.Facts, m *sales.Metrics, number func(metric string) float64) map[string]float64 {
	progress := f.Settings.Calendar().Progress(f.Period, f.AsOf)
	made := map[string]float64{
		"velocity":          number("opened") * number("average_won") * number("win_rate") / number("days_to_win"),
		"required_coverage": 1 / number("value_win_rate"),
		"load":              number("open"),
	}
	if progress.Elapsed > 0 {
		made["run_rate_projection"] = number("credited") / float64(progress.Elapsed) * float64(progress.Total)
	}
	if m.Quota != nil {
		made["gap"] = max(0, number("quota")-number("credited"))
		made["surplus"] = max(0, number("credited")-number("quota"))
		made["activity_plan"] = max(0, made["gap"]-number("weighted"))
		if progress.Total > 0 {
			made["expected_to_date"] = number("quota") * float64(progress.Elapsed) / float64(progress.Total)
			made["pace"] = number("credited") / made["expected_to_date"]
		}
	}
	return made
}

// reported are the report's own values of the same metrics.
func reported(m *sales.Metrics) map[string]any {
	values := map[string]any{
		"velocity": m.Velocity, "required_coverage": m.RequiredCover, "load": m.Load.Open, "run_rate_projection": m.RunRateProjection,
		"expected_to_date": m.ExpectedToDate, "pace": m.Pace, "activity_plan": m.Plan.Missing,
	}
	if m.Gap != nil {
		values["gap"], values["surplus"] = *m.Gap, *m.Surplus
	}
	return values
}

// TestMadeNumbersFollowFromWhatTheyNameAsTheirParts recomputes them from the
// records of those parts.
func TestMadeNumbersFollowFromWhatTheyNameAsTheirParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, report := measured(t)
		for rep, m := range scopes(report) {
			number := func(metric string) float64 {
				e, err := sales.Explain(f, sales.Subject{Metric: metric, Rep: rep})
				if err != nil {
					t.Fatal(err)
				}
				if v := e.Number(); v != nil {
					return *v
				}
				return math.NaN()
			}
			made := madeOf(f, m, number)
			for metric, value := range reported(m) {
				got, known := figure(value)
				want, there := made[metric]
				there = there && !math.IsNaN(want) && !math.IsInf(want, 0)
				if metric == "activity_plan" && !there {
					want, there = 0, true // nothing is missing where there is no quota
				}
				if known != there || known && math.Abs(got-want) > 1e-6*math.Max(1, math.Abs(want)) {
					t.Fatalf("%q: %s is %v (%v), its parts make %v (%v)", rep, metric, got, known, want, there)
				}
			}
		}
	})
}

// TestEveryExplainableMetricIsHeldToItsNumber proves that the tests of this
// file and of report_explain_test.go leave no metric out.
func TestEveryExplainableMetricIsHeldToItsNumber(t *testing.T) {
	quota, gap := sales.Amount(1), sales.Amount(1)
	m := &sales.Metrics{
		Quota: &quota, Gap: &gap, Surplus: &gap, Stages: []sales.StageMetrics{{}}, Products: []sales.ProductMetrics{{}},
		ReasonsByStage: []sales.Reason{{}}, PerLead: []sales.PerLead{{}}, Effectiveness: []sales.Effectiveness{{}},
	}
	held := map[string]bool{
		"team_quota": true, "revenue_trend": true, // the quota's own records; each month, in TestEveryNumberIsItsRecords
		"quota_mismatch": true, "attain_probability": true, "win_chance": true, // no sum of records, see madeOf
	}
	for subject := range explained(m) {
		held[subject.Metric] = true
	}
	for subject := range activityCounts(m) {
		held[subject.Metric] = true
	}
	for metric := range reported(m) {
		held[metric] = true
	}
	for _, metric := range sales.Explainable() {
		if !held[metric] {
			t.Errorf("nothing holds the records of %s to its number", metric)
		}
	}
}
