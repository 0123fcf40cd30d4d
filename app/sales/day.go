package sales

import (
	"fmt"
	"time"
)

// Day is a local calendar date, counted in days from 0001-01-01, which is 1.
// The zero Day means that the date is unknown. Days order as they fall.
type Day int32

// Month is a calendar month, counted from January of year 0. The zero Month
// means none.
type Month int32

const secondsPerDay = 24 * 60 * 60

// firstDay is the Unix time of 0001-01-01 in seconds.
var firstDay = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()

// DayOf returns the Day of a calendar date. Out-of-range months and days
// normalise as in time.Date: day 0 of March is the last of February.
func DayOf(year int, month time.Month, day int) Day {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return Day((t.Unix()-firstDay)/secondsPerDay + 1)
}

// DayOfTime returns the local date at which the instant t happened, in t's
// own location.
func DayOfTime(t time.Time) Day {
	y, m, d := t.Date()
	return DayOf(y, m, d)
}

// ParseDay reads YYYY-MM-DD. The empty text is the unknown day.
func ParseDay(text string) (Day, error) {
	if text == "" {
		return 0, nil
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, &Invalid{Field: "date", Reason: "sales.error.date", Args: []any{"Text", text}}
	}
	return DayOfTime(t), nil
}

// Known reports whether the date is known.
func (d Day) Known() bool { return d > 0 }

// Time returns midnight UTC of the date, for arithmetic and formatting.
func (d Day) Time() time.Time {
	return time.Unix(firstDay+int64(d-1)*secondsPerDay, 0).UTC()
}

// String returns YYYY-MM-DD, or the empty text for the unknown day.
func (d Day) String() string {
	if !d.Known() {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Add returns the date n days later (earlier for a negative n).
func (d Day) Add(n int) Day { return d + Day(n) }

// Sub returns the number of days from e to d.
func (d Day) Sub(e Day) int { return int(d - e) }

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// Month returns the calendar month in which the date lies.
func (d Day) Month() Month {
	t := d.Time()
	return MonthOf(t.Year(), t.Month())
}

// MarshalText writes the form of String.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the form of ParseDay.
func (d *Day) UnmarshalText(text []byte) error {
	parsed, err := ParseDay(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// MonthOf returns the Month of a year and month.
func MonthOf(year int, month time.Month) Month { return Month(year*12 + int(month) - 1) }

// ParseMonth reads YYYY-MM.
func ParseMonth(text string) (Month, error) {
	t, err := time.Parse("2006-01", text)
	if err != nil {
		return 0, &Invalid{Field: "month", Reason: "sales.error.month", Args: []any{"Text", text}}
	}
	return MonthOf(t.Year(), t.Month()), nil
}

// Year returns the calendar year.
func (m Month) Year() int { return int(m) / 12 }

// Calendar returns the month of the calendar year.
func (m Month) Calendar() time.Month { return time.Month(int(m)%12 + 1) }

// First returns the first day of the month.
func (m Month) First() Day { return DayOf(m.Year(), m.Calendar(), 1) }

// Last returns the last day of the month.
func (m Month) Last() Day { return DayOf(m.Year(), m.Calendar()+1, 0) }

// Add returns the month n months later.
func (m Month) Add(n int) Month { return m + Month(n) }

// String returns YYYY-MM, or the empty text for none.
func (m Month) String() string {
	if m == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", m.Year(), int(m.Calendar()))
}

// MarshalText writes the form of String.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the form of ParseMonth; the empty text is none.
func (m *Month) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*m = 0
		return nil
	}
	parsed, err := ParseMonth(string(text))
	if err != nil {
		return err
	}
	*m = parsed
	return nil
}
