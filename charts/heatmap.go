package charts

// Heatmap shows stage conversion per rep: stages are columns, reps are rows.
type Heatmap struct {
	Columns []HeatHead
	Rows    []HeatHead
	Cells   [][]HeatCell // Cells[row][column]; missing ones have no value
	Ratio   Format
}

// HeatHead names a row or a column.
type HeatHead struct{ ID, Label string }

// HeatCell is one rate with its sample.
type HeatCell struct {
	ID     string
	Value  float64 // fraction of 1; NaN if no value
	N      int     // the rate's denominator
	Signal Signal
}

// Signal says whether a cell differs from the team in a way that is
// statistically real.
type Signal int

// The three outcomes of the comparison with the team.
const (
	SignalNone Signal = iota
	SignalAbove
	SignalBelow
)
