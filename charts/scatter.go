package charts

// Scatter is the opener/closer view: opportunities created against win rate,
// one labelled point per rep, with the team's two values as quadrant lines.
type Scatter struct {
	Points     []ScatterPoint
	MidCreated float64 // quadrant lines; NaN for none
	MidWinRate float64
	Ratio      Format
}

// ScatterPoint is one rep.
type ScatterPoint struct {
	ID, Label string
	Created   float64 // opportunities created in the period
	WinRate   float64 // fraction of 1; a point without it is not drawn
	Decided   int     // won + lost behind the rate, shown in the tooltip; < 5 is drawn hollow
}
