package charts

// Trend shows credited per month as columns against the month's quota.
type Trend struct {
	Months       []TrendMonth
	Turns        []TrendTurn
	Money, Ratio Format
}

// TrendMonth is one month.
type TrendMonth struct {
	ID, Label string
	Credited  float64
	Quota     float64 // NaN if not set
	Change    float64 // against the month before, as a fraction; NaN if none
	Running   bool    // not over yet: drawn hatched
}

// TrendTurn marks the month at which growth turned into decline, or back.
type TrendTurn struct {
	Month  int  // index into Months
	Rising bool // turned upwards
}
