package importer

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"attain/app/sales"
)

// rowValues reads the fields of one row. The first fault found is kept; the
// row is then rejected.
type rowValues struct {
	reader  *rowReader
	cells   []string
	line    int
	fault   *Rejection
	ignored bool
	other   bool // it tells of another field than the stage
}

// fail notes a fault, unless there is one already.
func (v *rowValues) fail(field, value, reason string, args ...any) {
	if v.fault == nil {
		v.fault = &Rejection{Field: field, Value: cut(value, 200), Reason: "importer.reject." + reason, Args: args}
	}
}

// checkShape finds rows that do not fit the header: their values stand in the
// wrong columns.
func (v *rowValues) checkShape() {
	width := len(v.reader.table.headers)
	if len(v.cells) > width && !blank(v.cells[width:]) {
		v.fail("", strings.Join(v.cells[width:], ", "), "tooMany", "Found", len(v.cells), "Expected", width)
	}
	if len(v.cells) < v.reader.needed && !v.reader.table.workbook {
		v.fail("", "", "tooFew", "Found", len(v.cells), "Expected", width)
	}
	for _, column := range v.reader.listed {
		if column.Index >= len(v.cells) {
			continue
		}
		cell := v.cells[column.Index]
		if !utf8.ValidString(cell) || (v.reader.legacy && strings.ContainsRune(cell, utf8.RuneError)) {
			v.fail(column.Field, strings.ToValidUTF8(cell, "\uFFFD"), "encoding")
		}
	}
}

// padded is the row with one text per column of the header.
func (v *rowValues) padded() []string {
	row := v.cells
	for len(row) < len(v.reader.table.headers) {
		row = append(row, "")
	}
	return row
}

// origin starts a draft; changes are as in presentWith.
func (v *rowValues) origin(changes ...string) Origin {
	origin := Origin{Line: v.line, Row: v.padded(), present: v.reader.presentWith(changes...), reader: v.reader}
	if len(v.reader.extras) > 0 {
		origin.Extra = make(map[string]string, len(v.reader.extras))
		for _, name := range v.reader.extras {
			origin.Extra[name] = v.text(name)
		}
	}
	return origin
}

// raw is the field's text before it is understood: trimmed, composed, guard
// removed; a constant wins over a column.
func (v *rowValues) raw(field string) string {
	if value, ok := v.reader.consts[field]; ok {
		return value
	}
	column, ok := v.reader.columns[field]
	if !ok || column.Index >= len(v.cells) {
		return ""
	}
	return norm.NFC.String(cellText(v.cells[column.Index]))
}

// typed is the field's text after the user's value mapping; texts that mean
// nothing are empty.
func (v *rowValues) typed(field string, kind ValueType) string {
	value := v.raw(field)
	if table, ok := v.reader.values[field]; ok {
		if to, ok := table[valueKey(value)]; ok {
			return to
		}
	}
	if isNull(value, kind) {
		return ""
	}
	if field == "rep" {
		return withoutAddress(value)
	}
	return value
}

// company is an account's name; of several that HubSpot associates it is the
// first, which is the primary one.
func (v *rowValues) company(field string) string {
	name := v.text(field)
	if first, _, several := strings.Cut(name, ";"); several && v.reader.preset == "hubspot" {
		return strings.TrimSpace(first)
	}
	return name
}

// withoutAddress takes off the mail address that some systems write behind a
// person's name: "Ann Lee (ann@example.com)".
func withoutAddress(person string) string {
	at := strings.IndexByte(person, '@')
	if at < 0 {
		return person
	}
	start := strings.LastIndexAny(person[:at], "(<")
	if start <= 0 || !strings.HasSuffix(person, ")") && !strings.HasSuffix(person, ">") {
		return person
	}
	return strings.TrimSpace(person[:start])
}

func (v *rowValues) text(field string) string { return v.typed(field, TypeText) }

// id reads an identifier. A workbook that shows a number as a date means the
// number.
func (v *rowValues) id(field string) string {
	value := v.typed(field, TypeID)
	if !v.reader.table.workbook || !strings.HasSuffix(value, midnight) {
		return value
	}
	moment, ok := parseISO(value, dateFormat{})
	if !ok {
		return value
	}
	return strconv.Itoa(moment.Day.Sub(serialZero))
}

func (v *rowValues) moment(field string) Moment {
	value := v.typed(field, TypeDate)
	if value == "" {
		return Moment{}
	}
	if v.reader.table.workbook {
		value = strings.TrimSuffix(value, midnight)
	}
	moment, err := parseMoment(value, v.dateFormat(field))
	if err != nil {
		v.fail(field, value, "date")
	}
	return moment
}

// atTime puts the time of day of a column of its own to a date without one. A
// plain number there is a duration.
func (v *rowValues) atTime(date Moment) Moment {
	text := v.text("at_time")
	if text == "" || !date.Known() || date.HasClock {
		return date
	}
	if number, err := parseNumber(text, '.'); err == nil && number.Float() >= 1 {
		return date
	}
	if whole, err := parseMoment(text, v.dateFormat("at_time")); err == nil && whole.HasClock {
		if whole.Day.Time().Year() > 1900 { // else it is a time that a workbook shows with its first day
			return whole
		}
		text = whole.At.Format("15:04:05")
	}
	c, ok := clockOf(text)
	if !ok {
		v.fail("at_time", text, "time")
		return date
	}
	day := date.Day.Time()
	moment, err := c.on(day.Year(), int(day.Month()), day.Day(), v.reader.opts.Location)
	if err != nil {
		v.fail("at_time", text, "time")
	}
	return moment
}

func (v *rowValues) dateFormat(field string) dateFormat {
	format := dateFormat{order: OrderDMY, layout: v.reader.opts.DateFormat, location: v.reader.opts.Location}
	if column, ok := v.reader.columns[field]; ok && column.Format.Date != "" {
		format.order = column.Format.Date
	}
	return format
}

func (v *rowValues) day(field string) sales.Day { return v.moment(field).Day }

func (v *rowValues) decimal(field string) Decimal {
	value := v.typed(field, TypeNumber)
	if value == "" {
		return Decimal{}
	}
	return v.numberOf(field, value).Decimal
}

// numberOf parses a number of a field by the format of its column.
func (v *rowValues) numberOf(field, value string) number {
	format := Format{Decimal: '.'}
	if column, ok := v.reader.columns[field]; ok && column.Format.Decimal != 0 {
		if _, constant := v.reader.consts[field]; !constant {
			format = column.Format
		}
	}
	return v.parsed(field, value, format)
}

// parsed reads a number in the format and the unit of its column.
func (v *rowValues) parsed(field, value string, format Format) number {
	parsed, err := parseNumber(strings.TrimPrefix(value, "'"), format.Decimal)
	if err == nil && format.Power > 0 && !parsed.scaled {
		times, fits := parsed.times(format.Power)
		if parsed.Decimal = times; !fits {
			err = errTooLarge
		}
	}
	if parsed.currency == "" {
		parsed.currency = format.Currency
	}
	switch {
	case errors.Is(err, errTooLarge):
		v.fail(field, value, "tooLarge")
	case err != nil:
		v.fail(field, value, "number")
	case otherCurrency(parsed.currency, v.reader.opts.Currency):
		v.fail(field, value, "currency", "Want", v.reader.opts.Currency)
	}
	return parsed
}

// fraction reads a probability as a fraction of 1: per cent by its sign, or
// because the column has values beyond 1.
func (v *rowValues) fraction(field string) Decimal {
	value := v.typed(field, TypePercent)
	if value == "" {
		return Decimal{}
	}
	parsed := v.numberOf(field, value)
	result := parsed.Decimal
	_, constant := v.reader.consts[field]
	if parsed.percent || (!constant && v.reader.columns[field].Format.Percent) || (constant && result.Float() > 1) {
		result.Scale += 2
	}
	if share := result.Float(); share < 0 || share > 1 {
		v.fail(field, value, "probability")
	}
	return result
}

// flag reads a yes or no; ok is false where the field is absent or empty.
func (v *rowValues) flag(field string) (value, ok bool) {
	word := v.typed(field, TypeYesNo)
	if word == "" {
		return false, false
	}
	value, known := yes(word)
	if !known {
		v.fail(field, word, "yesno")
	}
	return value, known
}

// person is the name field, else first and last name in the order usual for
// their script.
func (v *rowValues) person() string {
	if name := v.text("name"); name != "" {
		return name
	}
	first, last := v.text("first_name"), v.text("last_name")
	if hasHangul(first + last) {
		return last + first
	}
	return strings.TrimSpace(first + " " + last)
}

// IsKey reports a name that only a machine gives: a number, or the id by which a
// database knows a record.
func IsKey(name string) bool {
	if name != "" && allDigits(name) {
		return true
	}
	digits, letters := 0, 0
	for _, r := range name {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r < unicode.MaxASCII && unicode.IsLetter(r):
			letters++
		case !strings.ContainsRune("-+/=_", r):
			return false
		}
	}
	return digits+letters >= 15 && digits > 0 && letters > 0
}

// isEastern reports a text in Hangul, Kana or Han.
func isEastern(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Han)
	})
}

func hasHangul(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r >= 0xAC00 && r <= 0xD7A3 })
}

// currency reads the currency column and rejects another than the database's.
func (v *rowValues) currency(field string) string {
	value := v.text(field)
	if value == "" {
		return ""
	}
	codes, ok := currencyOf(value)
	if !ok {
		codes = strings.ToUpper(value)
	}
	if otherCurrency(codes, v.reader.opts.Currency) {
		v.fail(field, value, "currency", "Want", v.reader.opts.Currency)
	}
	if strings.Contains(codes, "|") {
		return ""
	}
	return codes
}
