package app_test

import (
	"reflect"
	"testing"

	"attain/app"
	"attain/app/sales"
)

// TestRecordsBehindANumberWaitForNoForecast explains every number of a sample
// team: nothing is simulated for it, and what is found is what the figures of
// a page say.
func TestRecordsBehindANumberWaitForNoForecast(t *testing.T) {
	s := newService(t)
	if err := s.FillDemo(t.Context(), app.Demo{Reps: 3, Months: 4, Deals: 60, Activities: 300, Seed: 1, Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	period := sales.MonthPeriod(s.Today().Month())
	found := map[string]*app.Behind{}
	for _, metric := range sales.Explainable() {
		behind, err := s.Behind(t.Context(), period, 0, sales.Subject{Metric: metric})
		if err != nil {
			t.Fatal(err)
		}
		found[metric] = behind
	}
	if s.Simulated() {
		t.Error("the forecast was computed")
	}
	figures, err := s.Metrics(t.Context(), period, 0)
	if err != nil {
		t.Fatal(err)
	}
	for metric, behind := range found {
		want, err := sales.Explain(figures.Facts, sales.Subject{Metric: metric})
		if err != nil || !reflect.DeepEqual(behind.Explanation, want) {
			t.Errorf("%s: %v behind it, want %v (%v)", metric, behind.Explanation, want, err)
		}
		team := figures.Report.Team
		if m := behind.Metrics; len(want.Of) > 0 && (m.Credited != team.Credited || m.Weighted != team.Weighted || m.Gap == nil || *m.Gap != *team.Gap) {
			t.Errorf("%s is made of other numbers than those of the page", metric)
		}
	}
	if _, err := s.Behind(t.Context(), period, 0, sales.Subject{Metric: "no such"}); err == nil {
		t.Error("a number that is none has records")
	}
}
