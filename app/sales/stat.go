package sales

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/combin"
	"gonum.org/v1/gonum/stat/distuv"
)

// moments returns mean and (unbiased) variance; 0 where there are too few
// values.
func moments(values []float64) (mean, variance float64) {
	switch len(values) {
	case 0:
		return 0, 0
	case 1:
		return values[0], 0
	default:
		return stat.MeanVariance(values, nil)
	}
}

// quantilesOf reads the quantiles of rising values, moved by an offset.
func quantilesOf(sorted []float64, offset float64) Quantiles {
	at := func(p float64) float64 { return offset + stat.Quantile(p, stat.Empirical, sorted, nil) }
	return Quantiles{P10: at(0.10), P25: at(0.25), P50: at(0.50), P75: at(0.75), P90: at(0.90)}
}

// fisherExact returns the two-sided p-value of Fisher's exact test that two
// shares, x1 of n1 and x2 of n2, come from the same chance: the probability,
// given the margins, of all tables no likelier than this one.
func fisherExact(x1, n1, x2, n2 int) float64 {
	k, n := x1+x2, n1+n2
	if n1 == 0 || n2 == 0 || k == 0 || k == n {
		return 1
	}
	all := combin.LogGeneralizedBinomial(float64(n), float64(k))
	log := func(x int) float64 {
		return combin.LogGeneralizedBinomial(float64(n1), float64(x)) + combin.LogGeneralizedBinomial(float64(n2), float64(k-x)) - all
	}
	least, most := max(0, k-n2), min(k, n1)
	mode := min(max(int(float64(k+1)*float64(n1+1)/float64(n+2)), least), most)
	// A hair more, so that tables equal in truth are not told apart by rounding.
	seen, p := log(x1), 0.0
	const hair, nothing = 1e-7, 60 // e^-60 of the table seen adds nothing
	// Towards the mode tables grow likelier, past it unlikelier: of each side
	// only a stretch counts, however large the samples are.
	rises := func(limit float64) int {
		return least + sort.Search(mode-least+1, func(i int) bool { return log(least+i) > limit })
	}
	falls := func(limit float64) int {
		return mode + 1 + sort.Search(most-mode, func(i int) bool { return log(mode+1+i) <= limit })
	}
	for x, end := rises(seen-nothing), rises(seen+hair); x < end; x++ {
		p += math.Exp(log(x))
	}
	for x, end := falls(seen+hair), falls(seen-nothing); x < end; x++ {
		p += math.Exp(log(x))
	}
	return min(p, 1)
}

// poissonRates returns the two-sided p-value that two counts, over exposures
// t1 and t2, come from one rate: given their sum, the first is binomial.
// Source: J. Przyborowski, H. Wilenski, Biometrika 31 (1940).
func poissonRates(x1 int, t1 float64, x2 int, t2 float64) float64 {
	if t1 <= 0 || t2 <= 0 || x1+x2 == 0 {
		return 1
	}
	b := distuv.Binomial{N: float64(x1 + x2), P: t1 / (t1 + t2)}
	low := b.CDF(float64(x1))
	high := 1.0
	if x1 > 0 {
		high = 1 - b.CDF(float64(x1-1))
	}
	return min(2*min(low, high), 1)
}

// mannWhitney returns the two-sided p-value of the rank test that two samples
// come from the same distribution, and whether the first tends to be higher
// (1) or lower (−1). It takes the normal approximation with corrections for
// ties and continuity, good from about 8 values a side.
// Source: H. B. Mann, D. R. Whitney, Annals of Mathematical Statistics 18 (1947).
func mannWhitney(a, b []float64) (p float64, direction int) {
	all := make([]ranked, 0, len(a)+len(b))
	for _, v := range a {
		all = append(all, ranked{v, true})
	}
	for _, v := range b {
		all = append(all, ranked{v, false})
	}
	slices.SortFunc(all, func(x, y ranked) int { return cmp.Compare(x.v, y.v) })
	return rankTest(all, len(a), len(b))
}

// ranked is a value of one of two samples.
type ranked struct {
	v   float64
	own bool // of the first sample
}

// rankTest is mannWhitney of two samples whose values are in order together.
func rankTest(all []ranked, own, others int) (p float64, direction int) {
	if own == 0 || others == 0 {
		return 1, 0
	}
	var ranks, ties float64
	for i := 0; i < len(all); {
		j, tied := i, 0
		for ; j < len(all) && all[j].v == all[i].v; j++ {
			if all[j].own {
				tied++
			}
		}
		t := float64(j - i)
		ranks += float64(tied) * (float64(i+1) + float64(j)) / 2
		ties += t*t*t - t
		i = j
	}
	n1, n2 := float64(own), float64(others)
	n := n1 + n2
	deviation := ranks - n1*(n1+1)/2 - n1*n2/2
	variance := n1 * n2 / 12 * (n + 1 - ties/(n*(n-1)))
	if variance <= 0 || deviation == 0 {
		return 1, 0
	}
	z := max(math.Abs(deviation)-0.5, 0) / math.Sqrt(variance)
	return min(2*distuv.UnitNormal.Survival(z), 1), cmp.Compare(deviation, 0)
}

// discoveries returns which p-values the Benjamini–Hochberg procedure
// accepts, so that on average no more than the share q of them is false.
// Source: Y. Benjamini, Y. Hochberg, Journal of the Royal Statistical
// Society B 57 (1995).
func discoveries(p []float64, q float64) []bool {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	accepted := make([]bool, len(p))
	last := -1
	for rank, i := range order {
		if p[i] <= q*float64(rank+1)/float64(len(p)) {
			last = rank
		}
	}
	for _, i := range order[:last+1] {
		accepted[i] = true
	}
	return accepted
}

// median of unordered values, 0 for none.
func median(values []float64) float64 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return middle(sorted)
}

// middle is the median of values in order, 0 for none.
func middle(sorted []float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return (sorted[half-1] + sorted[half]) / 2
}
