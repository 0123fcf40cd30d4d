package charts

// StageDays shows the days spent in each stage as boxes.
type StageDays struct {
	Stages []StageDaysBox
	Days   Format // a number of days; plain where nil
}

// StageDaysBox describes the completed stays in one stage, in days. Low,
// High, Mean and Limit are left out where NaN.
type StageDaysBox struct {
	ID, Label        string
	Low, High        float64 // ends of the whiskers
	P25, Median, P75 float64
	Mean             float64
	Limit            float64 // from here on a deal counts as stuck
	N                int     // completed stays
}
