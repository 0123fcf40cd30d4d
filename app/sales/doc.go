// Package sales is the domain of Attain: the records of a sales team (deals,
// stage moves, activities, leads, quotas), the calendar they are read by, and
// every metric computed from them. It is pure: no storage, no window, no
// clock of its own, no input or output.
package sales

// Text returns the user's text for a catalogue key in the language in use.
// args are alternating placeholder names and values, so that
// text("charts.trend.month", "Month", 3) fills {{.Month}}. An unknown key
// comes back as itself, which a test of the catalogue reports.
type Text func(key string, args ...any) string
