package importer

import "attain/app/sales"

// PeriodLength is what a quota is for.
type PeriodLength string

// The lengths of a quota's period.
const (
	LengthMonth   PeriodLength = "month"
	LengthQuarter PeriodLength = "quarter"
	LengthYear    PeriodLength = "year"
)

// Period is a quota's period as the file names it. Years and quarters are
// fiscal; the application, which knows the calendar, resolves them.
type Period struct {
	Length PeriodLength
	// Year is the fiscal year of a quarter or year named by numbers.
	Year int
	// Quarter is 1 to 4 of the fiscal year; 0 if named by its first day.
	Quarter int
	// Month is the month, or the first month of a quarter or year that is
	// named by a first day (Year is 0 then).
	Month sales.Month
}
