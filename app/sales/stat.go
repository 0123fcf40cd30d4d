package sales

import (
	"gonum.org/v1/gonum/stat"
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
