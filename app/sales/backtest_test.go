package sales_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"attain/app/sales"
)

func replay(w *world) sales.FactsOn {
	return func(asOf sales.Day, p sales.Period) (*sales.Facts, error) {
		return w.facts(p, asOf, p.From.Month().Add(-13).First()), nil
	}
}

func monthsFrom(first sales.Month, n int) (months []sales.Month) {
	for i := range n {
		months = append(months, first.Add(i))
	}
	return months
}

// The release gate of the forecast: on the sample team it beats last year's
// month, the run rate and the weighted pipeline, and its probabilities hold.
func TestForecastBeatsTheBaselinesOnTheSampleTeam(t *testing.T) {
	for seed := uint64(1); seed <= 2; seed++ {
		w := sampleTeam(t, seed, 26, sales.DayOf(2026, time.October, 31))
		r, err := sales.Backtest(replay(w), monthsFrom(sales.MonthOf(2026, 2), 9))
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Misses) > 0 || len(r.Errors) != 12 {
			t.Errorf("the forecast does not beat %v of %d:\n%s", r.Misses, len(r.Errors), r.Table(catalogue(t, "en")))
		}
		if *r.Brier > 0.75**r.BrierBase {
			t.Errorf("Brier score %.3f, always saying the average scores %.3f", *r.Brier, *r.BrierBase)
		}
		cases := 0
		for _, bin := range r.Calibration {
			cases += bin.Cases
			if bin.Cases > 0 && (bin.Said < bin.From || bin.Said > bin.To) {
				t.Errorf("bin %v to %v holds a mean of %v", bin.From, bin.To, bin.Said)
			}
			// Three standard errors, and what a month's reps have in common.
			if doubt := 3*math.Sqrt(bin.Said*(1-bin.Said)/float64(max(bin.Cases, 1))) + 0.15; bin.Cases >= 15 && math.Abs(bin.Said-bin.Came) > doubt {
				t.Errorf("said %.2f, came true %.2f in %d cases", bin.Said, bin.Came, bin.Cases)
			}
		}
		if cases != r.Cases || r.Pseudo != 0 {
			t.Errorf("%d cases in the bins, %d in all, %d pseudo", cases, r.Cases, r.Pseudo)
		}
	}
}

func TestBacktestTableSaysWhatWasFound(t *testing.T) {
	w := sampleTeam(t, 4, 16, sales.DayOf(2026, time.October, 31))
	w.quotas = nil
	r, err := sales.Backtest(replay(w), monthsFrom(sales.MonthOf(2026, 8), 2))
	if err != nil {
		t.Fatal(err)
	}
	if r.Pseudo != r.Cases || r.Cases == 0 {
		t.Errorf("%d of %d pseudo, all are without a quota", r.Pseudo, r.Cases)
	}
	for _, lang := range []string{"en", "ko"} {
		table := r.Table(catalogue(t, lang))
		if leftover.MatchString(table) || strings.Count(table, "\n") < 15 {
			t.Errorf("%s:\n%s", lang, table)
		}
		r.Misses = nil
		if won := r.Table(catalogue(t, lang)); !strings.Contains(won, catalogue(t, lang)("insights.backtest.beats")) {
			t.Errorf("%s: no verdict in\n%s", lang, won)
		}
		r.Misses = []string{sales.ByWeighted}
		if lost := r.Table(catalogue(t, lang)); !strings.Contains(lost, catalogue(t, lang)("insights.backtest.weighted")) {
			t.Errorf("%s: no miss in\n%s", lang, lost)
		}
	}
	printed := r.Document()
	if _, err := json.Marshal(printed); err != nil || len(printed.All) != len(r.All) || printed.Currency != "USD" {
		t.Errorf("%v: %+v", err, printed)
	}
	for i, c := range r.All {
		p := printed.All[i]
		if (c.RepID == "") != (p.Rep == nil) || p.Rep != nil && *p.Rep != c.Rep || string(p.Actual) != r.Currency.Decimal(c.Actual) || math.Abs(*p.Forecast*100-*c.Amounts[sales.ByForecast]) > 1e-6 || *p.Reached != c.Reached {
			t.Fatalf("%+v is printed as %+v", c, p)
		}
	}
	for _, c := range r.All {
		if c.Day != 1 && c.Day != 10 && c.Day != 20 || c.Target == nil || c.Reached != (c.Actual >= *c.Target) {
			t.Errorf("%+v", c)
		}
	}
}

func TestBacktestOfNothing(t *testing.T) {
	r, err := sales.Backtest(nil, nil)
	if err != nil || r.Brier != nil {
		t.Fatalf("%+v, %v", r, err)
	}
	if table := r.Table(catalogue(t, "en")); !strings.Contains(table, "no past month") {
		t.Error(table)
	}
	if text, err := json.Marshal(r.Document()); err != nil || !strings.Contains(string(text), `"months":[],"errors":[],"misses":[],"brier":null`) {
		t.Errorf("%s, %v", text, err)
	}
	w := newWorld()
	w.reps = []sales.Rep{{ID: "r", Name: "Kim"}}
	if r, err = sales.Backtest(replay(w), monthsFrom(sales.MonthOf(2026, 8), 1)); err != nil || r.Cases != 0 || len(r.Errors) != 0 {
		t.Errorf("a team without deals: %+v, %v", r, err)
	}
}

func TestBacktestPassesErrorsOn(t *testing.T) {
	broken := errors.New("disk")
	calls := 0
	for fail := 1; fail <= 2; fail++ {
		calls = 0
		_, err := sales.Backtest(func(asOf sales.Day, p sales.Period) (*sales.Facts, error) {
			if calls++; calls == fail {
				return nil, broken
			}
			return newWorld().facts(p, asOf, p.From), nil
		}, monthsFrom(sales.MonthOf(2026, 8), 1))
		if !errors.Is(err, broken) {
			t.Errorf("call %d failed, got %v", fail, err)
		}
	}
}
