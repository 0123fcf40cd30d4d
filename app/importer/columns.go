package importer

import (
	"slices"
	"strconv"
	"strings"
)

const (
	// sampleRows is how many rows suffice if nothing is in doubt after them.
	sampleRows = 20000
	// inspected is how many values of a column are looked at in every way.
	inspected = 1000
)

// columnFacts gathers what the values of one column look like.
type columnFacts struct {
	field   Field
	known   Format // how it was written in an earlier table, as far as known
	read    bool   // the column is mapped
	samples []string
	seen    int
	empty   int
	dates   int               // values that are dates in some order
	orders  map[DateOrder]int // dates of three short numbers, per order that fits
	open    int               // dates of three short numbers
	firsts  map[DateOrder]int // of these, per order, that are a first of a month
	eastern bool              // the head is Korean, Japanese or Chinese, or dates begin with the year
	worded  map[DateOrder]int // dates whose month is a word, per order of day and month
	serials int
	numbers int
	signs   map[rune]int // numbers with separators, per decimal sign that fits
	marked  int          // numbers with separators
	threes  int          // of these, a single point with three digits after it
	yesnos  int
	percent int
	beyond  int  // numbers beyond 1 without per cent sign
	counted int  // the last of values that count 1, 2, 3 ... as they come
	broken  bool // they do not
	mark    bool // marks rows as deleted
	lives   int  // values of such a column that do not
}

// add takes in one value.
func (c *columnFacts) add(value string) {
	if gone, _ := yes(value); c.mark && !gone {
		c.lives++
	}
	if isNull(value, c.field.Type) {
		c.empty++
		return
	}
	c.seen++
	c.count(value)
	if shown := cut(strings.TrimSuffix(value, midnight), 80); len(c.samples) < 5 && !contains(c.samples, shown) {
		c.samples = append(c.samples, shown)
	}
	c.addOrder(value)
	if c.seen <= inspected {
		c.addDate(value)
		c.addNumber(value)
		if _, ok := yes(value); ok && fold(value) != "" { // "[]" is neither
			c.yesnos++
		}
	} else if c.formatted() && c.field.Type != TypeDate && !c.mark {
		c.addNumber(value)
	}
}

// count notes whether the values only count the rows, sums left out, anew with
// each part of a table.
func (c *columnFacts) count(value string) {
	if c.broken {
		return
	}
	number, err := strconv.Atoi(value)
	switch {
	case err == nil && (number == c.counted+1 || number == 1):
		c.counted = number
	case err != nil && (sumRow(value) || isFooter(value)):
	default:
		c.broken = true
	}
}

// formatted says whether the column's format matters for reading it.
func (c *columnFacts) formatted() bool {
	if c.mark {
		return true
	}
	switch c.field.Type {
	case TypeDate, TypeNumber, TypePercent, TypePeriod:
		return c.read
	default:
		return false
	}
}

// addDate looks whether the value is a date at all.
func (c *columnFacts) addDate(value string) {
	if len(value) > 60 || strings.IndexFunc(value, func(r rune) bool { return r >= '0' && r <= '9' }) < 0 {
		return
	}
	if _, ok := parseNumeric(value, nil); ok {
		c.serials++
		return
	}
	for _, order := range []DateOrder{OrderDMY, OrderMDY, OrderYMD} {
		if _, err := parseMoment(value, dateFormat{order: order}); err == nil {
			c.dates++
			c.eastern = c.eastern || yearFirst(value)
			if worded := wordedOrder(value); worded != "" {
				c.worded[worded]++
			}
			return
		}
	}
}

// yearFirst reports a date that begins with its year as people write it; programs
// do so with a dash.
func yearFirst(date string) bool {
	_, digits := leadingNumber(date)
	return digits == 4 && !strings.HasPrefix(date[digits:], "-")
}

// wordedOrder is the order of a date whose month is a word ("January 5, 2026"),
// empty for others.
func wordedOrder(date string) DateOrder {
	date = strings.ToLower(date)
	_, words, err := periodWords(date)
	if err != nil {
		return ""
	}
	for _, word := range words {
		if monthNamed(word) == 0 {
			continue
		}
		if at := strings.Index(date, word); strings.ContainsAny(date[:at], "0123456789") {
			return OrderDMY
		}
		return OrderMDY
	}
	return ""
}

// addOrder counts the orders that a date of three short numbers fits. It runs
// over the whole column, so it is made to be quick.
func (c *columnFacts) addOrder(value string) {
	first, second, third, yearLast, ok := threeNumbers(value)
	if !ok {
		return
	}
	c.open++
	c.fits(OrderDMY, first, second)
	c.fits(OrderMDY, second, first)
	if !yearLast {
		c.fits(OrderYMD, third, second)
	}
}

func (c *columnFacts) fits(order DateOrder, day, month int) {
	if day < 1 || day > 31 || month < 1 || month > 12 {
		return
	}
	c.orders[order]++
	if day == 1 {
		c.firsts[order]++
	}
}

// threeNumbers takes apart a date that begins with three numbers, the first
// two of at most two digits: one that does not say which of them is the day.
// yearLast says that the last one is a year of four digits.
func threeNumbers(value string) (first, second, third int, yearLast, ok bool) {
	var numbers, digits [3]int
	rest := value
	for i := range numbers {
		if i > 0 {
			if rest = strings.TrimLeft(rest, " "); rest == "" || strings.IndexByte("/.-", rest[0]) < 0 {
				return 0, 0, 0, false, false
			}
			rest = strings.TrimLeft(rest[1:], " ")
		}
		numbers[i], digits[i] = leadingNumber(rest)
		rest = rest[digits[i]:]
	}
	after := rest == "" || strings.IndexByte(" T.,", rest[0]) >= 0
	short := digits[0] > 0 && digits[0] <= 2 && digits[1] > 0 && digits[1] <= 2
	ok = after && short && (digits[2] == 2 || digits[2] == 4)
	return numbers[0], numbers[1], numbers[2], digits[2] == 4, ok
}

// leadingNumber reads up to five digits and says how many there were.
func leadingNumber(text string) (value, digits int) {
	for digits < min(len(text), 5) && text[digits] >= '0' && text[digits] <= '9' {
		value = value*10 + int(text[digits]-'0')
		digits++
	}
	return value, digits
}

func (c *columnFacts) addNumber(value string) {
	point, pointErr := parseNumber(value, '.')
	comma, commaErr := parseNumber(value, ',')
	switch {
	case pointErr != nil && commaErr != nil:
		return
	case pointErr != nil:
		c.signs[',']++
		c.marked++
		point = comma
	case commaErr != nil:
		c.signs['.']++
		c.marked++
	case point.String() != comma.String():
		c.signs['.']++
		c.signs[',']++
		c.marked++
		if strings.Count(value, ".") == 1 && !strings.Contains(value, ",") {
			c.threes++
		}
	}
	c.numbers++
	switch {
	case point.percent:
		c.percent++
	case point.Float() > 1:
		c.beyond++
	}
}

// decided says that more rows cannot change how the column is read.
func (c *columnFacts) decided() bool {
	if !c.formatted() {
		return true
	}
	if c.mark {
		return c.lives > 0
	}
	switch c.field.Type {
	case TypeDate, TypePeriod:
		order, tied := c.order()
		return c.open == 0 || (!tied && c.orders[order] == c.open)
	case TypePercent:
		return c.percent > 0 || c.beyond > 0
	default:
		return c.marked == 0 || c.signs['.'] != c.signs[',']
	}
}

// order returns the order that most dates fit and whether another fits as
// many.
func (c *columnFacts) order() (DateOrder, bool) {
	best, tied := OrderYMD, false
	most := -1
	for _, order := range []DateOrder{OrderYMD, OrderDMY, OrderMDY} {
		count := c.orders[order]
		switch {
		case count > most:
			best, most, tied = order, count, false
		case count == most:
			tied = true
		}
	}
	return best, tied
}

// kind is what the values look like.
func (c *columnFacts) kind() ValueType {
	looked := min(c.seen, inspected)
	if c.field.Type == TypeNumber && c.read {
		looked = c.seen
	}
	most := looked - looked/10
	switch {
	case c.seen == 0:
		return TypeEmpty
	case c.dates >= most && c.field.Type != TypeNumber:
		return TypeDate
	case c.serials >= most && c.field.Type == TypeDate:
		return TypeDate
	case c.percent >= most:
		return TypePercent
	case c.yesnos >= most && c.numbers < most:
		return TypeYesNo
	case c.numbers >= most:
		return TypeNumber
	}
	return TypeText
}

// hints are what the other columns of the table say about its writer.
type hints struct {
	order   DateOrder // order of another column that decided; empty if none
	decimal rune      // decimal sign of another column that decided; 0 if none
}

// format decides how the column is written.
func (c *columnFacts) format(h hints, delimiter rune) Format {
	result := Format{Decimal: c.decimal(h, delimiter)}
	result.Serial = c.serials > 0 && c.dates == 0
	result.Percent = c.field.Type == TypePercent && (c.beyond > 0 || (c.percent == 0 && c.known.Percent))
	if c.dates > 0 {
		c.formatDates(&result, h)
	}
	if c.marked > 0 && c.kind() != TypeDate {
		result.Ambiguous = result.Ambiguous || (c.signs['.'] == c.signs[','] && c.known.Decimal == 0)
		result.Mixed = result.Mixed || c.signs[result.Decimal] < c.marked
	}
	return result
}

func (c *columnFacts) formatDates(result *Format, h hints) {
	order, tied := c.order()
	if tied && c.open > 0 {
		order = c.breakTie(h)
		result.Ambiguous = order != c.known.Date
	}
	result.Date = order
	result.Mixed = c.orders[order] < c.open
}

// breakTie chooses among orders that fit equally: firsts of a month for a
// column of periods, what another column says, what the column's dates in
// words do, else what is usual for the separator: day first with points and
// dashes, month first with slashes.
func (c *columnFacts) breakTie(h hints) DateOrder {
	most := 0
	for _, count := range c.orders {
		most = max(most, count)
	}
	fits := func(order DateOrder) bool { return c.orders[order] == most }
	if c.field.Type == TypePeriod {
		for _, order := range []DateOrder{OrderDMY, OrderMDY} {
			if fits(order) && c.firsts[order] == c.open {
				return order
			}
		}
	}
	eastern := DateOrder("")
	if c.eastern {
		eastern = OrderYMD
	}
	for _, order := range []DateOrder{c.known.Date, eastern, h.order} {
		if order != "" && fits(order) {
			return order
		}
	}
	usual := []DateOrder{OrderDMY, OrderMDY, OrderYMD}
	slashed := slices.ContainsFunc(c.samples, func(sample string) bool { return strings.Contains(sample, "/") })
	if first, last := c.worded[OrderMDY], c.worded[OrderDMY]; first > last || (slashed && first == last) {
		usual = []DateOrder{OrderMDY, OrderDMY, OrderYMD}
	}
	for _, order := range usual {
		if fits(order) {
			return order
		}
	}
	return OrderDMY
}

// decimal decides the decimal sign. Where nothing in the column does, another
// column of the table does, else the table's delimiter: a semicolon is used
// where the comma is taken.
func (c *columnFacts) decimal(h hints, delimiter rune) rune {
	switch {
	case c.signs[','] > c.signs['.']:
		return ','
	case c.signs['.'] > c.signs[',']:
		return '.'
	case c.marked > 0 && c.known.Decimal != 0:
		return c.known.Decimal
	case h.decimal != 0:
		return h.decimal
	case delimiter == ';' && c.marked > 0 && c.threes == c.marked:
		return ','
	}
	return '.'
}

func contains(list []string, value string) bool {
	for _, item := range list {
		if item == value {
			return true
		}
	}
	return false
}

// cut shortens a text to n runes.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	return string(runes[:n-1]) + "…"
}
