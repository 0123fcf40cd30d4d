package sales

import "time"

// NextOccurrence returns the first day after today on which an activity of
// day comes again, or 0 where it does not repeat. A monthly one keeps its day
// of the month, or takes the month's last where that is missing.
func NextOccurrence(day Day, repeat Repeat, today Day) Day {
	switch repeat {
	case RepeatDaily:
		return max(day, today).Add(1)
	case RepeatWeekly:
		next := day.Add(7)
		if next <= today {
			next = next.Add((today.Sub(next)/7 + 1) * 7)
		}
		return next
	case RepeatMonthly:
		for m := day.Month() + 1; ; m++ {
			next := min(DayOf(m.Year(), m.Calendar(), day.Time().Day()), m.Last())
			if next.Month() != m {
				next = m.Last()
			}
			if next > today {
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
