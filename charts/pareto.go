package charts

// Pareto shows reasons by weight, largest first, with the running share.
type Pareto struct {
	Bars         []ParetoBar // any order; values ≤ 0 are left out
	Won          bool        // reasons of winning instead of losing
	Value, Ratio Format      // Value writes a bar's value: money or a count
}

// ParetoBar is one reason.
type ParetoBar struct {
	ID, Label string
	Value     float64
	Count     int
}
