package importer

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"attain/app/sales"
)

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

var errNotPeriod = errors.New("not a period")

// ParsePeriod reads a quota's period: "2026-10", "2026-Q3", "2026", a first
// day such as "2016-01-01" (that month, unless length says quarter or year),
// and the same in other common forms ("Oct 2026", "10/2026", "202610", "2026년
// 10월", "FY26 Q3", "3분기" with a year). year is used where the text names
// none, 0 for no such year; length may be empty; order is that of days of
// digits.
func ParsePeriod(text string, year int, length PeriodLength, order DateOrder) (Period, error) {
	text = strings.TrimSuffix(strings.TrimSpace(text), midnight)
	if strings.Contains(text, ":") {
		return firstDay(text, length, order)
	}
	numbers, words, err := periodWords(text)
	if err != nil {
		return Period{}, err
	}
	p := periodParts{numbers: numbers, year: year}
	for _, word := range words {
		if !p.word(word) {
			return Period{}, errNotPeriod
		}
	}
	if len(numbers) == 3 && !p.quarterly || (len(numbers) == 2 && p.month > 0) {
		return firstDay(text, length, order)
	}
	if len(numbers) == 1 && len(numbers[0]) >= 5 && len(words) == 0 {
		return compactPeriod(text, length)
	}
	return p.period(length)
}

// periodParts are what a period's text says.
type periodParts struct {
	numbers   []string
	year      int
	month     int
	quarterly bool
	yearly    bool // a word says that it is a year
	monthly   bool // a word says that a number is a month
}

// word takes in one word; false if it means nothing here.
func (p *periodParts) word(word string) bool {
	if month := monthNamed(word); month > 0 && p.month == 0 {
		p.month = month
		return true
	}
	switch word {
	case "q", "분기", "qtr", "quarter":
		p.quarterly = true
	case "fy", "년", "년도", "year", "회계연도", "년목표":
		p.yearly = true
	case "월", "m", "month", "월목표":
		p.monthly = true
	case "quota", "target", "목표", "of", "cy", "sept":
		if word == "sept" {
			p.month = 9
		}
	default:
		return false
	}
	return true
}

// period decides what the numbers are.
func (p *periodParts) period(length PeriodLength) (Period, error) {
	year, rest := p.takeYear()
	switch {
	case p.quarterly:
		return p.quarter(year, rest)
	case p.month > 0 && len(rest) == 0:
		return monthPeriod(year, p.month, length)
	case p.month == 0 && len(rest) == 1:
		return monthPeriod(year, toInt(rest[0]), length)
	case p.month == 0 && !p.monthly && year > 0 && len(rest) == 0 && len(p.numbers) == 1:
		return Period{Length: LengthYear, Year: year}, nil
	}
	return Period{}, errNotPeriod
}

func (p *periodParts) quarter(year int, rest []string) (Period, error) {
	if p.month > 0 || len(rest) != 1 || year == 0 {
		return Period{}, errNotPeriod
	}
	quarter := toInt(rest[0])
	if quarter < 1 || quarter > 4 {
		return Period{}, errNotPeriod
	}
	return Period{Length: LengthQuarter, Year: year, Quarter: quarter}, nil
}

// takeYear finds the year among the numbers: one of four digits, or of two
// beside a named month or quarter or after FY, else the year given apart.
func (p *periodParts) takeYear() (int, []string) {
	for i, number := range p.numbers {
		if value := toInt(number); len(number) == 4 && value >= 1900 && value <= 2199 {
			return value, slices.Delete(slices.Clone(p.numbers), i, i+1)
		}
	}
	if i := p.shortYear(); i >= 0 {
		return fullYear(p.numbers[i]), slices.Delete(slices.Clone(p.numbers), i, i+1)
	}
	return p.year, p.numbers
}

// shortYear returns which number is a year of two digits, -1 if none is.
func (p *periodParts) shortYear() int {
	short := func(i int) bool { return len(p.numbers[i]) == 2 }
	switch len(p.numbers) {
	case 1:
		if short(0) && (p.month > 0 || (p.yearly && !p.quarterly)) {
			return 0
		}
	case 2:
		if short(0) && (p.quarterly || (p.yearly && p.monthly)) {
			return 0
		}
		if short(1) && p.quarterly {
			return 1
		}
	}
	return -1
}

// monthPeriod is a month, or the longer period that begins with it.
func monthPeriod(year, month int, length PeriodLength) (Period, error) {
	if year == 0 || month < 1 || month > 12 {
		return Period{}, errNotPeriod
	}
	if length == "" {
		length = LengthMonth
	}
	return Period{Length: length, Month: sales.MonthOf(year, time.Month(month))}, nil
}

// firstDay is the period that begins on a day.
func firstDay(text string, length PeriodLength, order DateOrder) (Period, error) {
	moment, err := parseMoment(text, dateFormat{order: order})
	if err != nil {
		return Period{}, errNotPeriod
	}
	month := moment.Day.Month()
	return monthPeriod(month.Year(), int(month.Calendar()), length)
}

// compactPeriod reads 202610, 20261001 and a workbook's day count.
func compactPeriod(text string, length PeriodLength) (Period, error) {
	if len(text) == 6 {
		value, err := strconv.Atoi(text)
		if err != nil || value/100 < 1900 || value/100 > 2199 {
			return Period{}, errNotPeriod
		}
		return monthPeriod(value/100, value%100, length)
	}
	return firstDay(text, length, OrderYMD)
}

// periodWords takes a text apart into numbers and lower-case words.
func periodWords(text string) (numbers, words []string, err error) {
	for text != "" {
		isDigit := func(r rune) bool { return r >= '0' && r <= '9' }
		first := []rune(text)[0]
		switch {
		case isDigit(first):
			rest := strings.TrimLeftFunc(text, isDigit)
			numbers = append(numbers, text[:len(text)-len(rest)])
			text = rest
		case unicode.IsLetter(first):
			rest := strings.TrimLeftFunc(text, unicode.IsLetter)
			words = append(words, strings.ToLower(text[:len(text)-len(rest)]))
			text = rest
		case strings.ContainsRune(" -/._,'()", first):
			text = text[len(string(first)):]
		default:
			return nil, nil, errNotPeriod
		}
		if len(numbers) > 3 || len(words) > 4 {
			return nil, nil, errNotPeriod
		}
	}
	return numbers, words, nil
}

// parseLength reads the length of a quota's period.
func parseLength(text string) (PeriodLength, bool) {
	switch folded := fold(text); {
	case folded == "":
		return "", true
	case means(folded, "month monthly m 월 월간 월별"):
		return LengthMonth, true
	case means(folded, "quarter quarterly q 분기 분기별"):
		return LengthQuarter, true
	case means(folded, "year yearly annual annually y 연 년 연간 년간"):
		return LengthYear, true
	}
	return "", false
}
