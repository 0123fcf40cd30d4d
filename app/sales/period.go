package sales

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Period is a range of local dates, both ends included.
type Period struct {
	From  Day    `json:"from"`
	To    Day    `json:"to"`
	Label string `json:"label"` // "2026-10", "2026-Q3", "2026" or "from – to"
}

// Contains reports whether the day lies in the period.
func (p Period) Contains(d Day) bool { return d >= p.From && d <= p.To }

// Days returns the number of days in the period.
func (p Period) Days() int { return p.To.Sub(p.From) + 1 }

// Months returns the months that the period touches, in order.
func (p Period) Months() []Month {
	var months []Month
	for m := p.From.Month(); m <= p.To.Month(); m++ {
		months = append(months, m)
	}
	return months
}

// Calendar says which days are worked and where the fiscal year begins.
type Calendar struct {
	FiscalStart time.Month     // first month of the fiscal year
	Weekend     []time.Weekday // days of the week that are not worked
	Holidays    []Day
}

// FiscalYear returns the fiscal year of a month: the calendar year in which
// that fiscal year ends.
func (c Calendar) FiscalYear(m Month) int {
	if c.start() > time.January && m.Calendar() >= c.start() {
		return m.Year() + 1
	}
	return m.Year()
}

func (c Calendar) start() time.Month {
	if c.FiscalStart < time.January || c.FiscalStart > time.December {
		return time.January
	}
	return c.FiscalStart
}

// YearStart returns the first month of a fiscal year.
func (c Calendar) YearStart(fiscalYear int) Month {
	if c.start() > time.January {
		fiscalYear--
	}
	return MonthOf(fiscalYear, c.start())
}

// Year returns the period of a fiscal year.
func (c Calendar) Year(fiscalYear int) Period {
	first := c.YearStart(fiscalYear)
	return Period{From: first.First(), To: first.Add(11).Last(), Label: strconv.Itoa(fiscalYear)}
}

// Quarter returns the period of a fiscal quarter, 1 to 4.
func (c Calendar) Quarter(fiscalYear, quarter int) Period {
	first := c.YearStart(fiscalYear).Add(3 * (quarter - 1))
	return Period{From: first.First(), To: first.Add(2).Last(), Label: fmt.Sprintf("%d-Q%d", fiscalYear, quarter)}
}

// QuarterOf returns the fiscal year and the fiscal quarter of a month.
func (c Calendar) QuarterOf(m Month) (fiscalYear, quarter int) {
	fiscalYear = c.FiscalYear(m)
	return fiscalYear, int(m-c.YearStart(fiscalYear))/3 + 1
}

// MonthPeriod returns the period of a month.
func MonthPeriod(m Month) Period {
	return Period{From: m.First(), To: m.Last(), Label: m.String()}
}

var quarterForm = regexp.MustCompile(`^(\d{4})-?[Qq]([1-4])$`)

// ParsePeriod reads "2026-10", "2026-Q3" or "2026" (fiscal).
func (c Calendar) ParsePeriod(text string) (Period, error) {
	if parts := quarterForm.FindStringSubmatch(text); parts != nil {
		year, _ := strconv.Atoi(parts[1])
		return c.Quarter(year, int(parts[2][0]-'0')), nil
	}
	if year, err := strconv.Atoi(text); err == nil && len(text) == 4 {
		return c.Year(year), nil
	}
	m, err := ParseMonth(text)
	if err != nil {
		return Period{}, &Invalid{Field: "period", Reason: "sales.error.period", Args: []any{"Text", text}}
	}
	return MonthPeriod(m), nil
}

// Working reports whether the day is worked.
func (c Calendar) Working(d Day) bool {
	weekday := d.Weekday()
	for _, w := range c.Weekend {
		if w == weekday {
			return false
		}
	}
	for _, h := range c.Holidays {
		if h == d {
			return false
		}
	}
	return true
}

// WorkingDays counts the worked days from one date to another, both included.
func (c Calendar) WorkingDays(from, to Day) int {
	if to < from {
		return 0
	}
	var perWeek int
	var weekend [7]bool
	for _, w := range c.Weekend {
		weekend[w] = true
	}
	for _, off := range weekend {
		if !off {
			perWeek++
		}
	}
	days := to.Sub(from) + 1
	count := days / 7 * perWeek
	first := int(from.Weekday())
	for i := range days % 7 {
		if !weekend[(first+i)%7] {
			count++
		}
	}
	seen := make(map[Day]bool, len(c.Holidays))
	for _, h := range c.Holidays {
		if h >= from && h <= to && !weekend[h.Weekday()] && !seen[h] {
			seen[h] = true
			count--
		}
	}
	return count
}

// Progress is how far a period has come at the end of a day, in working days.
type Progress struct {
	Elapsed int
	Total   int
}

// Left returns the working days after the day, up to the period's end.
func (p Progress) Left() int { return p.Total - p.Elapsed }

// Progress returns the working days elapsed at the end of asOf, and in all.
func (c Calendar) Progress(p Period, asOf Day) Progress {
	return Progress{
		Elapsed: c.WorkingDays(p.From, min(p.To, asOf)),
		Total:   c.WorkingDays(p.From, p.To),
	}
}
