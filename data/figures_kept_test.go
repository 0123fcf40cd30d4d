package data

import (
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"attain/app/sales"
	"attain/app/sales/salestest"
)

// TestKeptFiguresFollowEveryWrite measures a period and its insights after
// each random change, with what is known of the state before: every figure is
// that of a computation from nothing.
func TestKeptFiguresFollowEveryWrite(t *testing.T) {
	folder, n := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		history := salestest.Histories().Draw(rt, "history")
		limits := &history.Settings.Thresholds
		limits.Draws, limits.InsightSample, limits.ContactMinCalls, limits.StuckSample, limits.ChanceSample = 50, 1, 1, 1, 1
		n++
		store, err := Open(t.Context(), filepath.Join(folder, fmt.Sprintf("%d.db", n)), options())
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = store.Close() }()
		keep(rt, store, history)
		period := salestest.Questions().Draw(rt, "period")
		window := salestest.Questions().Draw(rt, "window")
		window.AsOf = period.AsOf
		var report *sales.Report
		var found sales.Insights
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			in := sales.InsightInput{Facts: askFacts(rt, store, period), Window: askFacts(rt, store, window)}
			if report, err = sales.Measure(in.Facts, true, report); err != nil {
				rt.Fatal(err)
			}
			in.Report, in.Chance, in.Before = report, report.Models().Chance, found
			found = sales.FindInsights(in)
			requireFigures(rt, in, found)
			walker{T: rt, store: store}.once()
		}
	})
}

func askFacts(t *rapid.T, store *Store, q sales.FactsQuery) *sales.Facts {
	facts, err := store.Facts(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

// requireFigures compares figures with those computed from nothing.
func requireFigures(t *rapid.T, in sales.InsightInput, found sales.Insights) {
	fresh, err := sales.Measure(in.Facts, true, nil)
	if err != nil {
		t.Fatal(err)
	}
	compare := func(what string, got, want any) {
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%s:\n%+v\nfrom nothing\n%+v", what, got, want)
		}
	}
	compare("team", in.Report.Team, fresh.Team)
	compare("trend", in.Report.Trend, fresh.Trend)
	compare("reps", in.Report.Reps, fresh.Reps)
	forecast, _ := in.Report.Models().Forecast.(*sales.Forecast)
	again, _ := fresh.Models().Forecast.(*sales.Forecast)
	for _, rep := range append(in.Facts.Reps, sales.Rep{}) {
		compare("forecast", forecast.Simulation(rep.ID), again.Simulation(rep.ID))
	}
	want := sales.FindInsights(sales.InsightInput{Report: fresh, Facts: in.Facts, Window: in.Window, Chance: fresh.Models().Chance})
	compare("insights", found.All, want.All)
	compare("insights tested", found.Tested, want.Tested)
}
