package sales

// ChanceModel judges an open deal: metric win_chance, between 0 and 1, from
// the deal's stage and its age there.
type ChanceModel interface {
	WinChance(d DealFact, asOf Day) float64
}

// Forecaster simulates the period: metric attain_probability, between 0 and
// 1, of a rep, or of the team for the empty ID. It is nil where there is no
// quota to reach.
type Forecaster interface {
	AttainProbability(rep ID) *float64
}

// Models are what NewReport needs beside the facts. A nil model leaves its
// metric without a value.
type Models struct {
	Chance   ChanceModel
	Forecast Forecaster
}
