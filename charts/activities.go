package charts

// Activities shows attempts stacked by type, per rep (rows) or per week or
// month (columns), with the connected ratio.
type Activities struct {
	Types  []string // names of the types, in stacking order
	Rows   []ActivityRow
	ByTime bool // rows are successive weeks or months: drawn as columns
	Ratio  Format
}

// ActivityRow is one rep or one span of time.
type ActivityRow struct {
	ID, Label string
	Attempts  []float64 // one per type
	Connected float64   // connected / attempts over all types; NaN if none
}
