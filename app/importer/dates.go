package importer

import (
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode"

	"attain/app/sales"
)

var errNotDate = errors.New("not a date")

// dateFormat is how a column's dates are read.
type dateFormat struct {
	order    DateOrder
	layout   string // a Go layout given by the user; empty for none
	location *time.Location
}

// parseMoment reads a date with or without time in any form people and
// programs write. Only dates of three short numbers need the column's order.
func parseMoment(text string, format dateFormat) (Moment, error) {
	text = strings.TrimSpace(text)
	if moment, ok := parseISO(text, format); ok {
		return moment, nil
	}
	if format.layout != "" {
		if moment, ok := parseLayout(text, format); ok {
			return moment, nil
		}
		return Moment{}, errNotDate
	}
	if moment, ok := parseNumeric(text, format.location); ok {
		return moment, nil
	}
	datePart, clock, err := splitClock(text)
	if err != nil {
		return Moment{}, err
	}
	year, month, day, err := parseDate(datePart, format.order)
	if err != nil {
		return Moment{}, err
	}
	return clock.on(year, month, day, format.location)
}

// parseISO is the quick way for what programs write: YYYY-MM-DD, and with a
// time HH:MM:SS after a space or T. Anything more goes the long way.
func parseISO(text string, format dateFormat) (Moment, bool) {
	if (len(text) != 10 && len(text) != 19) || text[4] != '-' || text[7] != '-' {
		return Moment{}, false
	}
	var c clock
	if len(text) == 19 {
		if (text[10] != 'T' && text[10] != ' ') || text[13] != ':' || text[16] != ':' {
			return Moment{}, false
		}
		c = clock{has: true, hour: digitsAt(text, 11, 2), minute: digitsAt(text, 14, 2), second: digitsAt(text, 17, 2)}
		if min(c.hour, c.minute, c.second) < 0 || c.hour > 23 || max(c.minute, c.second) > 59 {
			return Moment{}, false
		}
	}
	moment, err := c.on(digitsAt(text, 0, 4), digitsAt(text, 5, 2), digitsAt(text, 8, 2), format.location)
	return moment, err == nil
}

// digitsAt reads n digits, -1 if there is anything else.
func digitsAt(text string, from, n int) int {
	value := 0
	for _, b := range []byte(text[from : from+n]) {
		if b < '0' || b > '9' {
			return -1
		}
		value = value*10 + int(b-'0')
	}
	return value
}

// parseLayout reads by the user's own layout; a time after a layout without
// one is allowed.
func parseLayout(text string, format dateFormat) (Moment, bool) {
	location := format.location
	if location == nil {
		location = time.UTC
	}
	at, err := time.ParseInLocation(format.layout, text, location)
	if err == nil && at.Year() > 0 {
		hasClock := strings.Contains(format.layout, "15") || strings.Contains(format.layout, "3:04") || strings.Contains(format.layout, "03")
		return Moment{Day: sales.DayOfTime(at), At: at.UTC(), HasClock: hasClock}, true
	}
	datePart, clock, err := splitClock(text)
	if err != nil || !clock.has {
		return Moment{}, false
	}
	at, err = time.Parse(format.layout, strings.TrimSpace(datePart))
	if err != nil {
		return Moment{}, false
	}
	moment, err := clock.on(at.Year(), int(at.Month()), at.Day(), format.location)
	return moment, err == nil
}

// Workbooks count days from this date (1900-01-01 is 1, with the leap day
// that year did not have).
var serialZero = sales.DayOf(1899, time.December, 30)

// The serials that are taken for dates: 1954-10-03 to 2119-02-23.
const (
	firstSerial = 20000
	lastSerial  = 80053
)

// parseNumeric reads dates that are one number: YYYYMMDD, a workbook's day
// count, or seconds or milliseconds since 1970.
func parseNumeric(text string, location *time.Location) (Moment, bool) {
	whole, fraction, _ := strings.Cut(text, ".")
	if !allDigits(whole) || !allDigits(fraction) || len(whole) < 5 || len(whole) > 13 {
		return Moment{}, false
	}
	value, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return Moment{}, false
	}
	switch {
	case len(whole) == 5 && value >= firstSerial && value <= lastSerial:
		return serialMoment(value, fraction, location)
	case len(whole) == 8 && fraction == "":
		moment, err := clock{}.on(int(value/10000), int(value/100%100), int(value%100), location)
		return moment, err == nil
	case len(whole) == 10 || len(whole) == 13:
		at := time.Unix(value, 0)
		if len(whole) == 13 {
			at = time.UnixMilli(value)
		}
		// Beyond 2099 it is an identifier that happens to have ten digits.
		return instant(at, location), at.UTC().Year() < 2100
	}
	return Moment{}, false
}

func serialMoment(days int64, fraction string, location *time.Location) (Moment, bool) {
	date := serialZero.Add(int(days)).Time()
	part, err := strconv.ParseFloat("0."+fraction+"0", 64)
	if err != nil {
		return Moment{}, false
	}
	seconds := int(part*86400 + 0.5)
	c := clock{has: seconds > 0, hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60}
	if c.hour > 23 {
		c = clock{has: true, hour: 23, minute: 59, second: 59}
	}
	moment, err := c.on(date.Year(), int(date.Month()), date.Day(), location)
	return moment, err == nil
}

// instant is a moment known in UTC; its date is that of the place.
func instant(at time.Time, location *time.Location) Moment {
	if location == nil {
		location = time.UTC
	}
	return Moment{Day: sales.DayOfTime(at.In(location)), At: at.UTC(), HasClock: true}
}

// parseDate reads the date's part of a text.
func parseDate(text string, order DateOrder) (year, month, day int, err error) {
	numbers, named, err := dateWords(text)
	if err != nil {
		return 0, 0, 0, err
	}
	switch {
	case named > 0 && len(numbers) == 2:
		dayWord, yearWord := numbers[0], numbers[1]
		if len(dayWord) == 4 {
			dayWord, yearWord = yearWord, dayWord
		}
		return fullYear(yearWord), named, toInt(dayWord), nil
	case named == 0 && len(numbers) == 3:
		parts := arrange(numbers, order)
		return fullYear(parts[0]), toInt(parts[1]), toInt(parts[2]), nil
	}
	return 0, 0, 0, errNotDate
}

// arrange returns year, month and day of three numbers. A first or last
// number of four digits says where the year is.
func arrange(numbers []string, order DateOrder) [3]string {
	a, b, c := numbers[0], numbers[1], numbers[2]
	switch {
	case len(a) == 4 || (order == OrderYMD && len(c) != 4):
		return [3]string{a, b, c}
	case order == OrderMDY:
		return [3]string{c, a, b}
	}
	return [3]string{c, b, a}
}

// dateWords takes a date apart into its numbers and the month named by a
// word. Weekdays, ordinals and Korean 년, 월, 일 are passed over.
func dateWords(text string) (numbers []string, month int, err error) {
	for text != "" {
		r := rune(text[0])
		switch {
		case r >= '0' && r <= '9':
			end := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
			if end < 0 {
				end = len(text)
			}
			if end > 4 || len(numbers) == 3 {
				return nil, 0, errNotDate
			}
			numbers, text = append(numbers, text[:end]), text[end:]
		case strings.HasPrefix(text, ","), strings.ContainsRune(" ./-\t()'", r):
			text = text[1:]
		default:
			end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
			if end < 0 {
				end = len(text)
			}
			if end == 0 {
				return nil, 0, errNotDate
			}
			named, ok := dateWord(strings.ToLower(text[:end]))
			if !ok || (named > 0 && month > 0) {
				return nil, 0, errNotDate
			}
			month, text = max(month, named), text[end:]
		}
	}
	return numbers, month, nil
}

// dateWord returns the month a word names, 0 for a word without meaning for
// the date; false for any other word.
func dateWord(word string) (int, bool) {
	if month := monthNamed(word); month > 0 {
		return month, true
	}
	if means(word, `년 월 일 年 月 日 st nd rd th of de del the at t le el er
		mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
		월요일 화요일 수요일 목요일 금요일 토요일 일요일 화 수 목 금 토
		montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche
		lunes martes miércoles jueves viernes sábado domingo 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 火 水 木 金 土`) {
		return 0, true
	}
	return 0, false
}

// monthNamed returns 1 to 12 for a month's name in English, German, French or
// Spanish, whole or shortened to three letters or more, in lower case; else 0.
func monthNamed(word string) int {
	if len(word) < 3 {
		return 0
	}
	for i, names := range []string{
		"january januar jänner janvier enero", "february februar février fevrier febrero", "march märz maerz mrz mars marzo",
		"april avril abril", "may mai mayo", "june juni juin junio", "july juli juillet julio", "august août aout agosto",
		"september septembre septiembre setiembre", "october oktober octobre octubre", "november novembre noviembre",
		"december dezember décembre decembre diciembre",
	} {
		for name := range strings.FieldsSeq(names) {
			if strings.HasPrefix(name, word) {
				return i + 1
			}
		}
	}
	return 0
}

// fullYear reads a year; two digits are 1969 to 2068, as in Go's layouts.
func fullYear(text string) int {
	year := toInt(text)
	switch {
	case len(text) == 2 && year >= 69:
		return 1900 + year
	case len(text) == 2:
		return 2000 + year
	case len(text) != 4:
		return -1
	}
	return year
}

func toInt(text string) int {
	value, err := strconv.Atoi(text)
	if err != nil || len(text) > 4 {
		return -1
	}
	return value
}
