package sales

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// daySample counts how often each number of days was seen.
type daySample map[int]int

// spread returns mean, median and 75th percentile of the sample.
func (sample daySample) spread() Spread {
	days := make([]int, 0, len(sample))
	n := 0
	for day, count := range sample {
		if count > 0 {
			days = append(days, day)
			n += count
		}
	}
	if n == 0 {
		return Spread{}
	}
	slices.Sort(days)
	values, weights := make([]float64, len(days)), make([]float64, len(days))
	for i, day := range days {
		values[i], weights[i] = float64(day), float64(sample[day])
	}
	mean := stat.Mean(values, weights)
	median, p75 := quantile(values, weights, n, 0.5), quantile(values, weights, n, 0.75)
	return Spread{Mean: &mean, Median: &median, P75: &p75, N: n}
}

// quantile returns a quantile of n ordered values, of which values[i] stands
// for weights[i], by linear interpolation between the order statistics around
// (n−1)p: type 7 of Hyndman and Fan, as PERCENTILE.INC of spreadsheets, so
// that the workbook's own formulas give the same number. (gonum's LinInterp
// is type 4.) The median is then the mean of the two middle values.
// Source: Hyndman & Fan, Sample Quantiles in Statistical Packages, The
// American Statistician 50 (1996).
func quantile(values, weights []float64, n int, p float64) float64 {
	position := float64(n-1) * p
	low := math.Floor(position)
	at := func(rank float64) float64 {
		var seen float64
		for i, w := range weights {
			if seen += w; rank < seen {
				return values[i]
			}
		}
		return values[len(values)-1]
	}
	return at(low) + (position-low)*(at(low+1)-at(low))
}
