package charts

// Fan shows the simulated outcomes of a period as percentile bands over its
// days, with what is credited so far and the target.
type Fan struct {
	Labels                  []string  // one per day
	Actual                  []float64 // credited so far, NaN after today
	P10, P25, P50, P75, P90 []float64 // percentiles of the simulated credited, NaN before today
	Target                  float64   // the quota; NaN if not set
	Probability             float64   // chance to reach Target, of 1; NaN if unknown
	Money, Ratio            Format
}
