package sales

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/combin"
	"pgregory.net/rapid"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > tolerance {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// Fisher and Poisson are summed up by hand (the first as in the tea tasting of
// Fisher); the rank test is worked out from the ranks: U 13.5 of 20, variance
// 15.14 with ties.
func TestTestsAgreeWithKnownValues(t *testing.T) {
	near(t, "tea tasting", fisherExact(3, 4, 1, 4), 0.4857142857, 1e-9)
	near(t, "Fisher 1 of 10 against 11 of 14", fisherExact(1, 10, 11, 14), 0.0027594562, 1e-9)
	near(t, "Fisher, nothing", fisherExact(0, 10, 0, 5), 1, 0)
	near(t, "Fisher, empty", fisherExact(0, 0, 3, 5), 1, 0)
	near(t, "Fisher, same share", fisherExact(5, 10, 50, 100), 1, 1e-9)
	near(t, "Poisson 11 in 800 against 23 in 3000", poissonRates(11, 800, 23, 3000), 0.168691211, 1e-8)
	near(t, "Poisson, same rate", poissonRates(10, 5, 20, 10), 1, 1e-9)
	near(t, "Poisson, none", poissonRates(0, 5, 0, 10), 1, 0)
	near(t, "Poisson, 0 against 10", poissonRates(0, 1, 10, 1), 2*math.Pow(0.5, 10), 1e-12)
	p, way := mannWhitney([]float64{1, 2, 3, 4, 5}, []float64{6, 7, 8, 9, 10})
	near(t, "Mann-Whitney, apart", p, 0.01218578, 1e-6)
	if way != -1 {
		t.Errorf("direction %d, want -1", way)
	}
	p, way = mannWhitney([]float64{3, 3, 5, 7}, []float64{1, 3, 3, 4, 5})
	near(t, "Mann-Whitney, ties", p, 0.440686016, 1e-8)
	if way != 1 {
		t.Errorf("direction %d, want 1", way)
	}
	p, way = mannWhitney([]float64{2, 2}, []float64{2, 2, 2})
	if p != 1 || way != 0 {
		t.Errorf("all equal: %v, %d", p, way)
	}
	if p, _ = mannWhitney(nil, []float64{1}); p != 1 {
		t.Errorf("empty: %v", p)
	}
}

// The example of Benjamini and Hochberg's own article: four are accepted.
func TestDiscoveriesAcceptWhatTheArticleDoes(t *testing.T) {
	p := []float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1}
	slices.Reverse(p)
	accepted := 0
	for i, ok := range discoveries(p, 0.05) {
		if ok {
			accepted++
			if p[i] > 0.0095 {
				t.Errorf("accepted %v", p[i])
			}
		}
	}
	if accepted != 4 {
		t.Errorf("%d accepted, want 4", accepted)
	}
	if discoveries(nil, 0.05) != nil && len(discoveries(nil, 0.05)) != 0 {
		t.Error("nothing tested, nothing found")
	}
}

func TestMedianAndMoments(t *testing.T) {
	near(t, "median of none", median(nil), 0, 0)
	near(t, "odd", median([]float64{3, 1, 2}), 2, 0)
	near(t, "even", median([]float64{4, 1, 2, 3}), 2.5, 0)
	mean, variance := moments([]float64{7})
	if mean != 7 || variance != 0 {
		t.Errorf("one value: %v, %v", mean, variance)
	}
}

func TestPercentNeverClaimsNeverOrAlways(t *testing.T) {
	for v, want := range map[float64]string{0: "0%", 0.001: "<1%", 0.43: "43%", 0.999: ">99%", 1: "100%", 1.2: "120%"} {
		if got := percent(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
	if got := grouped(1234567); got != "1,234,567" {
		t.Error(got)
	}
}

func TestNeatRoundsDownToWhatPeopleSay(t *testing.T) {
	usd, won := Currency{"USD", 2}, Currency{"KRW", 0}
	for a, want := range map[Amount]Amount{4_530_000: 4_500_000, 12_840_000: 12_500_000, 0: 0, -5: 0, 99: 0, 12_345: 12_000} {
		if got := neat(a, usd); got != want {
			t.Errorf("%d: %d, want %d", a, got, want)
		}
	}
	if got := neat(1_999, won); got != 1_950 {
		t.Errorf("1,999 won: %d", got)
	}
}

// TestFisherExactSumsEveryTable holds the test against the sum over all
// tables, one by one.
func TestFisherExactSumsEveryTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n1, n2 := rapid.IntRange(1, 300).Draw(t, "n1"), rapid.IntRange(1, 3000).Draw(t, "n2")
		x1, x2 := rapid.IntRange(0, n1).Draw(t, "x1"), rapid.IntRange(0, n2).Draw(t, "x2")
		binomial := func(n, k int) float64 { return combin.LogGeneralizedBinomial(float64(n), float64(k)) }
		log := func(x int) float64 { return binomial(n1, x) + binomial(n2, x1+x2-x) - binomial(n1+n2, x1+x2) }
		want := 0.0
		for x := max(0, x1+x2-n2); x <= min(x1+x2, n1); x++ {
			if l := log(x); l <= log(x1)+1e-7 {
				want += math.Exp(l)
			}
		}
		if got := fisherExact(x1, n1, x2, n2); math.Abs(got-min(want, 1)) > 1e-12+1e-9*want {
			t.Errorf("%d of %d against %d of %d: %v, want %v", x1, n1, x2, n2, got, want)
		}
	})
}
