package importer

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"attain/app/sales"
)

// clock is the time of day of a text, with its zone if it names one.
type clock struct {
	has                  bool
	hour, minute, second int
	nanos                int
	zone                 *time.Location
	utc                  bool // the zone is UTC itself: an instant without place
}

// clockPattern finds a time of day: optional half of the day before it, hour
// and minute, seconds with fraction, half of the day and zone after it.
var clockPattern = regexp.MustCompile(`(?i)(?:(am|pm|오전|오후)\s*)?(\d{1,2})(?::|시\s*)(\d{2}|\d분)?(?:분)?(?:(?::|\s)(\d{2})(?:[.,](\d{1,9}))?(?:초)?)?\s*(am|pm|a\.m\.|p\.m\.|오전|오후)?\s*(z|utc|gmt|kst|jst|est|edt|cst|cdt|mst|mdt|pst|pdt|bst|cet|cest)?\s*([+-]\d{2}:?\d{2}|[+-]\d{2})?\s*(?:\[[^\]]*\])?$`)

// splitClock parts a text into date and time of day.
func splitClock(text string) (string, clock, error) {
	if strings.IndexByte(text, ':') < 0 && !strings.Contains(text, "시") {
		return text, clock{}, nil
	}
	if date, c, ok := plainClock(text); ok {
		return date, c, nil
	}
	found := clockPattern.FindStringSubmatchIndex(text)
	if found == nil {
		return "", clock{}, errNotDate
	}
	group := func(n int) string {
		if found[2*n] < 0 {
			return ""
		}
		return text[found[2*n]:found[2*n+1]]
	}
	c := clock{has: true, hour: toInt(group(2)), minute: minuteOf(group(3), text[found[0]:])}
	if group(4) != "" {
		c.second = toInt(group(4))
	}
	if fraction := group(5); fraction != "" {
		nanos, err := strconv.Atoi((fraction + "000000000")[:9])
		if err != nil {
			return "", clock{}, errNotDate
		}
		c.nanos = nanos
	}
	if !c.half(group(1)+group(6)) || c.hour > 23 || c.minute < 0 || c.minute > 59 || c.second > 59 {
		return "", clock{}, errNotDate
	}
	c.zoned(strings.ToLower(group(7)), group(8))
	date := strings.TrimSpace(text[:found[0]])
	return strings.TrimSuffix(strings.TrimSuffix(date, "T"), ","), c, nil
}

// minuteOf reads the minute of a time of day; "14시" has none.
func minuteOf(minute, whole string) int {
	if minute == "" && strings.Contains(whole, "시") {
		return 0
	}
	return toInt(strings.TrimSuffix(minute, "분"))
}

// clockOf reads a time of day that stands alone, or the part of a day as which a
// workbook keeps it.
func clockOf(text string) (clock, bool) {
	text = strings.TrimSpace(text)
	if part, err := strconv.ParseFloat(text, 64); err == nil && part > 0 && part < 1 {
		seconds := int(part*86400 + 0.5)
		return clock{has: true, hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60}, seconds < 86400
	}
	before, c, err := splitClock(text)
	return c, err == nil && c.has && strings.TrimSpace(before) == ""
}

// plainClock is the quick way for a time of digits after a space.
func plainClock(text string) (string, clock, bool) {
	date, tail, ok := cutLast(text, ' ')
	c := clock{has: true}
	switch {
	case !ok || (len(tail) != 5 && len(tail) != 8) || tail[2] != ':':
		return "", clock{}, false
	case len(tail) == 8:
		if tail[5] != ':' {
			return "", clock{}, false
		}
		c.second = digitsAt(tail, 6, 2)
	}
	c.hour, c.minute = digitsAt(tail, 0, 2), digitsAt(tail, 3, 2)
	if min(c.hour, c.minute, c.second) < 0 || c.hour > 23 || max(c.minute, c.second) > 59 {
		return "", clock{}, false
	}
	last := date[len(date)-1]
	return strings.TrimSuffix(date, ","), c, (last >= '0' && last <= '9') || last == '.' || last == ','
}

func cutLast(text string, separator byte) (before, after string, ok bool) {
	at := strings.LastIndexByte(text, separator)
	if at < 1 {
		return text, "", false
	}
	return text[:at], text[at+1:], true
}

// half moves the hour by the half of the day; false if the hour has none.
func (c *clock) half(word string) bool {
	word = strings.ToLower(strings.ReplaceAll(word, ".", ""))
	switch word {
	case "":
		return true
	case "am", "오전":
		if c.hour == 12 {
			c.hour = 0
		}
	case "pm", "오후":
		if c.hour < 12 {
			c.hour += 12
		}
	default:
		return false
	}
	return true
}

// zoned sets the zone from an abbreviation or an offset; the offset wins.
func (c *clock) zoned(name, offset string) {
	if offset != "" {
		digits := strings.ReplaceAll(offset[1:], ":", "")
		hours := toInt(digits[:2])
		minutes := 0
		if len(digits) == 4 {
			minutes = toInt(digits[2:])
		}
		seconds := (hours*60 + minutes) * 60
		if offset[0] == '-' {
			seconds = -seconds
		}
		c.zone = time.FixedZone("", seconds)
		c.utc = seconds == 0
		return
	}
	hours, ok := zoneHours(name)
	if !ok {
		return
	}
	c.zone = time.FixedZone(strings.ToUpper(name), hours*3600)
	c.utc = hours == 0 && name != "bst"
}

func zoneHours(name string) (int, bool) {
	switch name {
	case "z", "utc", "gmt":
		return 0, true
	case "kst", "jst":
		return 9, true
	case "bst", "cet":
		return 1, true
	case "cest":
		return 2, true
	case "edt":
		return -4, true
	case "est", "cdt":
		return -5, true
	case "cst", "mdt":
		return -6, true
	case "mst", "pdt":
		return -7, true
	case "pst":
		return -8, true
	}
	return 0, false
}

// on joins the time of day with a date. A date with a zone of its own keeps
// the date that is written; a time in UTC gets the date of the place.
func (c clock) on(year, month, day int, location *time.Location) (Moment, error) {
	if year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31 {
		return Moment{}, errNotDate
	}
	date := sales.DayOf(year, time.Month(month), day)
	if date.Time().Day() != day {
		return Moment{}, errNotDate
	}
	zone := location
	if zone == nil {
		zone = time.UTC
	}
	if c.zone != nil {
		zone = c.zone
	}
	at := time.Date(year, time.Month(month), day, c.hour, c.minute, c.second, c.nanos, zone)
	if c.utc && c.has {
		return instant(at, location), nil
	}
	return Moment{Day: date, At: at.UTC(), HasClock: c.has}, nil
}
