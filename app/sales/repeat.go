package sales

import (
	"strconv"
	"strings"
	"time"
)

// Kind is the way to repeat without the day of the month that it keeps.
func (r Repeat) Kind() Repeat {
	kind, _, _ := strings.Cut(string(r), " ")
	return Repeat(kind)
}

// Known reports whether r is one of the ways to repeat.
func (r Repeat) Known() bool {
	switch r.Kind() {
	case RepeatNever, RepeatDaily, RepeatWeekly:
		return r == r.Kind()
	case RepeatMonthly:
		_, kept, found := strings.Cut(string(r), " ")
		n, err := strconv.Atoi(kept)
		return !found || err == nil && 1 <= n && n <= 31
	}
	return false
}

// MonthDay is the day of the month that an activity of day wants where it
// comes monthly: the one it keeps, else its own.
func (r Repeat) MonthDay(day Day) int {
	if _, kept, found := strings.Cut(string(r), " "); found {
		if n, err := strconv.Atoi(kept); err == nil && 1 <= n && n <= 31 {
			return n
		}
	}
	return day.Time().Day()
}

// After is how the occurrence after day repeats. What comes on a day that not
// every month has keeps it ("monthly 31"), or it would stay on the 28th once it
// had been through a February.
func (r Repeat) After(day Day) Repeat {
	if r.MonthDay(day) > 28 {
		return r.Keeping(day)
	}
	return r
}

// Keeping is r where what comes monthly keeps the day of the month that it
// wants, also while one of its occurrences, so far on day, is on another one.
func (r Repeat) Keeping(day Day) Repeat {
	if r.Kind() == RepeatMonthly {
		return Repeat(string(RepeatMonthly) + " " + strconv.Itoa(r.MonthDay(day)))
	}
	return r
}

// NextOccurrence returns the first day after today on which an activity of
// day comes again, or 0 where it does not repeat. A monthly one comes on the day
// of the month that it keeps, or on the month's last where that is missing.
func NextOccurrence(day Day, repeat Repeat, today Day) Day {
	switch repeat.Kind() {
	case RepeatDaily:
		return max(day, today).Add(1)
	case RepeatWeekly:
		next := day.Add(7)
		if next <= today {
			next = next.Add((today.Sub(next)/7 + 1) * 7)
		}
		return next
	case RepeatMonthly:
		wanted := repeat.MonthDay(day)
		for m := day.Month(); ; m++ {
			next := min(DayOf(m.Year(), m.Calendar(), wanted), m.Last())
			if next.Month() != m {
				next = m.Last()
			}
			if next > day && next > today {
				return next
			}
		}
	case RepeatNever:
	}
	return 0
}

// Weekdays lists the days of the week beginning with first.
func Weekdays(first time.Weekday) []time.Weekday {
	days := make([]time.Weekday, 7)
	for i := range days {
		days[i] = (first + time.Weekday(i)) % 7
	}
	return days
}
