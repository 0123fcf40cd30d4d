package charts

// Funnel shows how many deals entered each stage and what share advanced.
type Funnel struct {
	Stages []FunnelStage
	Ratio  Format
}

// FunnelStage is one stage of the cohort.
type FunnelStage struct {
	ID, Label         string
	Entered, Advanced int
	Decided           int     // advanced + lost, the rate's denominator
	Conversion        float64 // advanced / (advanced + lost); NaN if nothing is decided
	Drop              bool    // a statistically real drop: marked
}
