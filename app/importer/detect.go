package importer

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"strings"
)

// previewRows is how many rows Detection.Preview holds.
const previewRows = 10

// Detect looks at a table and says how it would be read: encoding, delimiter,
// header, each column's type and format, and the mapping. Date orders and
// decimal signs are decided by the whole column. A mapping that does not
// suffice is in Detection.Missing, not an error, so that it can be mended by
// hand. Errors are *FileError or wrap what the source returned.
func Detect(ctx context.Context, src Source, kind Kind, opts Options) (*Detection, error) {
	if err := checkOptions(opts); err != nil {
		return nil, named(err, src.Name)
	}
	t, err := openTable(ctx, src, kind, opts, nil)
	if err != nil {
		return nil, err
	}
	detection, err := analyse(t, src, kind, opts)
	return detection, errors.Join(err, t.close())
}

func checkOptions(opts Options) error {
	if opts.Decimal != 0 && opts.Decimal != '.' && opts.Decimal != ',' {
		return &FileError{Kind: ErrOption, Detail: "decimal " + string(opts.Decimal)}
	}
	if layout := opts.DateFormat; layout != "" {
		day := strings.Contains(layout, "2") && strings.Contains(layout, "06")
		month := strings.Contains(layout, "1") || strings.Contains(layout, "Jan")
		if !day || !month {
			return &FileError{Kind: ErrOption, Detail: "date-format " + layout}
		}
	}
	return nil
}

// analyse reads rows until nothing is in doubt, or all of them.
func analyse(t *table, src Source, kind Kind, opts Options) (*Detection, error) {
	m, err := match(kind, t.headers, opts)
	if err != nil {
		return nil, named(err, src.Name)
	}
	if kind == KindQuotas {
		m.wide = wideColumns(&m, t.headers, opts)
	}
	d := &Detection{
		Kind: kind, Name: src.Name, Workbook: t.workbook, Sheet: t.sheet, Sheets: t.sheets,
		Encoding: t.format.encoding.name, BOM: t.format.encoding.bom > 0, Delimiter: t.format.delimiter,
		HeaderRow: t.line, Preset: m.preset, Implied: m.implied, Fingerprint: fingerprint(t.headers), text: t.format,
	}
	facts := columnsOf(kind, t.headers, m, opts.Formats)
	if err := d.gather(t, facts); err != nil {
		return nil, err
	}
	d.Numbering = m.withoutNumbering(t.headers, facts, opts)
	if err := m.check(kind, opts, t.headers); err != nil {
		errors.As(named(err, src.Name), &d.Missing)
	}
	d.describe(t.headers, facts, m, opts)
	if err := d.measure(t.unit, opts.Unit); err != nil {
		return nil, err
	}
	return d, nil
}

// withoutNumbering takes a column that only counts the rows from being an id,
// unless the user mapped it: the first row of the next sheet is another record.
// It returns the column's header, mapped or not.
func (m *mapping) withoutNumbering(headers []string, facts []*columnFacts, opts Options) string {
	for i, header := range headers {
		if facts[i].broken || facts[i].counted == 0 || !isNumbering(header) {
			continue
		}
		if read, ok := m.columns["external_id"]; ok && read == i && len(opts.Map) == 0 && !opts.NoHeader {
			delete(m.columns, "external_id")
		} else if m.reads(i) {
			continue
		}
		return header
	}
	return ""
}

// isNumbering recognises a head under which sheets count their rows.
func isNumbering(header string) bool {
	return means(fold(header), "번호 순번 연번 일련번호 no nr num number lfdnr lfd laufendenummer n numero número idx index row rowno 行番号 連番 番号") ||
		strings.TrimSpace(header) == "#" || strings.HasPrefix(header, "#") && allDigits(header[1:])
}

// columnsOf prepares the facts of each column.
func columnsOf(kind Kind, headers []string, m mapping, known map[string]Format) []*columnFacts {
	facts := make([]*columnFacts, len(headers))
	for i := range facts {
		facts[i] = &columnFacts{signs: map[rune]int{}, orders: map[DateOrder]int{}, firsts: map[DateOrder]int{}, worded: map[DateOrder]int{}, field: Field{Type: TypeText}, known: known[headers[i]], eastern: isEastern(headers[i])}
	}
	for name, column := range m.columns {
		if field, ok := fieldOf(kind, name); ok {
			facts[column].field, facts[column].read = field, true
		}
	}
	for i := range facts {
		facts[i].mark = marksDeleted(headers[i]) || facts[i].field.Name == "deleted"
	}
	for _, wide := range m.wide {
		facts[wide.column].field = Field{Name: "amount", Type: TypeNumber}
		facts[wide.column].read = true
	}
	return facts
}

func (d *Detection) gather(t *table, facts []*columnFacts) error {
	for {
		cells, _, err := t.next()
		if errors.Is(err, io.EOF) {
			d.Whole = true
			return nil
		}
		if err != nil {
			return err
		}
		d.Sampled++
		if len(d.Preview) < previewRows {
			d.Preview = append(d.Preview, previewOf(cells, len(facts)))
		}
		for i, column := range facts {
			if i >= len(cells) {
				break
			}
			if d.Sampled <= inspected || (column.formatted() && (d.Sampled <= sampleRows || !column.decided())) {
				column.add(cellText(cells[i]))
			}
		}
		if d.Sampled%sampleRows == 0 && allDecided(facts) {
			return nil
		}
	}
}

// cellText is a cell as it is understood: trimmed, guard removed.
func cellText(cell string) string { return strings.TrimSpace(Unguard(strings.TrimSpace(cell))) }

// midnight ends the dates of a workbook, which are shown without it.
const midnight = "T00:00:00"

func previewOf(cells []string, width int) []string {
	row := make([]string, width)
	for i := range row {
		if i < len(cells) {
			row[i] = cut(strings.TrimSuffix(cellText(cells[i]), midnight), 200)
		}
	}
	return row
}

func allDecided(facts []*columnFacts) bool {
	for _, column := range facts {
		if !column.decided() {
			return false
		}
	}
	return true
}

// describe turns the facts into the columns' description.
func (d *Detection) describe(headers []string, facts []*columnFacts, m mapping, opts Options) {
	h := hintsOf(facts)
	d.Columns = make([]Column, len(headers))
	for i, header := range headers {
		d.Columns[i] = Column{
			Index: i, Header: header, Type: facts[i].kind(), Format: facts[i].format(h, d.Delimiter),
			Samples: facts[i].samples, Empty: facts[i].empty, AllDeleted: facts[i].mark && facts[i].lives == 0 && facts[i].seen > 0,
		}
		override(&d.Columns[i].Format, opts)
	}
	_, byHand := opts.Map["deleted"]
	for name, column := range m.columns {
		if name == "deleted" && d.Columns[column].AllDeleted && !byHand {
			continue // nothing would be left of a table that somebody wants to be read
		}
		d.Columns[column].Field = name
		d.fields = append(d.fields, fieldColumn{name, column})
	}
	for _, wide := range m.wide {
		period := wide.period
		d.Columns[wide.column].Field = "amount"
		d.Columns[wide.column].Period = &period
	}
}

// measure notes in which unit the numbers of columns are, by their own header,
// else, where they are money, by the title's; given is the user's word for
// all money.
func (d *Detection) measure(title unit, given string) error {
	power, known := givenUnit(given)
	if !known && given != "" {
		return &FileError{Kind: ErrOption, Name: d.Name, Detail: "unit " + given}
	}
	for i := range d.Columns {
		column := &d.Columns[i]
		_, found, named := headerUnit(column.Header)
		switch {
		case named && column.Field != "":
		case column.Field == "amount" || column.Field == "price":
			found = title
		default:
			found = unit{}
		}
		if known && (column.Field == "amount" || column.Field == "price") {
			found.power = power
		}
		column.Format.Power, column.Format.Currency = found.power, found.currency
	}
	return nil
}

// override puts what the user gave in place of what was detected.
func override(format *Format, opts Options) {
	if opts.Decimal != 0 {
		format.Decimal, format.Ambiguous = opts.Decimal, format.Ambiguous && format.Date != ""
	}
	if opts.DateFormat != "" && format.Date != "" {
		format.Ambiguous, format.Mixed = false, false
		if order := orderOf(opts.DateFormat); order != "" {
			format.Date = order
		}
	}
}

// orderOf is the order of day, month and year in a layout.
func orderOf(layout string) DateOrder {
	year := strings.Index(layout, "06")
	rest := strings.Replace(strings.Replace(layout, "2006", "----", 1), "06", "--", 1)
	day, month := strings.Index(rest, "2"), strings.IndexAny(rest, "1J")
	switch {
	case year < day && year < month && month < day:
		return OrderYMD
	case day < month && month < year:
		return OrderDMY
	case month < day && day < year:
		return OrderMDY
	}
	return ""
}

// hintsOf gathers what the columns that decided say about their writer.
func hintsOf(facts []*columnFacts) hints {
	var h hints
	for _, column := range facts {
		if order, tied := column.order(); column.open > 0 && !tied && h.order == "" && column.kind() == TypeDate {
			h.order = order
		}
		if column.kind() == TypeNumber && column.signs['.'] != column.signs[','] && h.decimal == 0 {
			h.decimal = column.decimal(h, 0)
		}
	}
	return h
}

// wideColumns finds the columns of a quota sheet whose headers name periods.
// Only those of the shortest length count: sums of quarters and years beside
// their months would count twice. With a column for the year, headers need
// none.
func wideColumns(m *mapping, headers []string, opts Options) []wideColumn {
	for _, name := range []string{"period", "amount", "units"} {
		if _, given := opts.Map[name]; given || opts.Const[name] != "" {
			return nil
		}
	}
	if _, long := m.columns["period"]; long || opts.NoHeader {
		return nil
	}
	year := 0
	if given := strings.TrimSpace(opts.Const["year"]); len(given) == 4 {
		year = toInt(given)
	}
	_, yearColumn := m.columns["year"]
	byLength := map[PeriodLength][]wideColumn{}
	for i, header := range headers {
		period, err := headerPeriod(header, year)
		if err != nil && yearColumn && bareMonth(header) {
			period, err = ParsePeriod(header, 2000, "", OrderYMD)
			period = Period{Length: period.Length}
		}
		if err == nil {
			byLength[period.Length] = append(byLength[period.Length], wideColumn{i, period})
		}
	}
	for _, length := range []PeriodLength{LengthMonth, LengthQuarter, LengthYear} {
		if found := byLength[length]; len(found) > 0 {
			delete(m.columns, "amount")
			delete(m.columns, "units")
			return found
		}
	}
	return nil
}

// fingerprint identifies a table's header. A file of its rejected rows, which
// has two columns more, is the same source.
func fingerprint(headers []string) string {
	folded := make([]string, 0, len(headers))
	for _, header := range headers {
		if header != rejectLine && header != rejectReason {
			folded = append(folded, fold(header))
		}
	}
	return fmt.Sprintf("%016x", rowHash(folded))
}

func rowHash(row []string) uint64 {
	sum := fnv.New64a()
	for _, cell := range row {
		// Writing to a hash never fails.
		_, _ = sum.Write([]byte(cell))
		_, _ = sum.Write([]byte{0})
	}
	return sum.Sum64()
}
