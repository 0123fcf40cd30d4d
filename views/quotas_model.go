package views

import (
	"cmp"
	"math"
	"strconv"
	"unicode"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// quotaSpan is a column of the sheet: the months from one to another of the
// fiscal year, both counted from 0.
type quotaSpan struct{ first, last int }

func (s quotaSpan) whole() bool { return s.first != s.last }
func (s quotaSpan) year() bool  { return s.last-s.first == 11 }

// quotaLineKind is what a row of the sheet is about.
type quotaLineKind int

const (
	lineRep quotaLineKind = iota
	lineSum
	lineTeam
	lineMismatch
)

type quotaLine struct {
	kind quotaLineKind
	row  sales.QuotaRow
}

func (l quotaLine) editable() bool { return l.kind == lineRep || l.kind == lineTeam }

// quotaPlace names a cell of the sheet, whatever is in view.
type quotaPlace struct {
	rep  sales.ID
	span quotaSpan
}

// quotaSheet turns a year's quotas into what the grid shows, and what is typed
// into month rows.
type quotaSheet struct {
	view    *app.QuotaView
	text    sales.Text
	format  *Format
	quarter int                   // in view, 1 to 4; 0 the whole year
	rep     sales.ID              // only this one's row; empty: all
	typed   map[quotaPlace]string // what is no number, or could not be written
	refused map[quotaPlace]string // why what was typed could not be written
	written *quotaWriting         // nil until the sheet is prepared
}

// quotaWriting is how all cells of a sheet are written.
type quotaWriting struct {
	input  widgets.NumberFormat
	factor float64
	suffix string // behind every number
	head   string // over all of them, where there is no room behind each
}

// prepare finds out once how cells are written. It takes all cells to know:
// to ask at every cell took the page seconds with a team of eight.
func (m *quotaSheet) prepare() {
	m.written = nil
	input := m.input()
	m.written = &quotaWriting{input: input}
	written := m.unit()
	written.input, m.written = input, &written
}

// spans are the columns in view.
func (m quotaSheet) spans() []quotaSpan {
	var spans []quotaSpan
	for q := range 4 {
		if m.quarter != 0 && m.quarter != q+1 {
			continue
		}
		for i := range 3 {
			spans = append(spans, quotaSpan{3*q + i, 3*q + i})
		}
		spans = append(spans, quotaSpan{3 * q, 3*q + 2})
	}
	return append(spans, quotaSpan{0, 11})
}

func (m quotaSheet) columns() []widgets.GridColumn {
	var columns []widgets.GridColumn
	for _, span := range m.spans() {
		column := widgets.GridColumn{Title: m.spanTitle(span), Total: span.whole()}
		column.Frozen = span.year()
		columns = append(columns, column)
	}
	return columns
}

// spanTitle is a column's head: "Nov", "Q4" or "Year".
func (m quotaSheet) spanTitle(span quotaSpan) string {
	switch {
	case span.year():
		return m.text("views.quotas.year")
	case span.whole():
		return m.text("views.quotas.quarter", "Quarter", span.first/3+1)
	}
	return m.text("views.quotas.month." + strconv.Itoa(int(m.view.Grid.Months[span.first].Calendar())))
}

// spanName is the months of a column in full: "November 2026".
func (m quotaSheet) spanName(span quotaSpan) string {
	if !span.whole() {
		return m.format.Month(m.view.Grid.Months[span.first])
	}
	year := strconv.Itoa(m.view.Query.FiscalYear)
	if span.year() {
		return m.text("views.quotas.fiscal", "Year", year)
	}
	return m.text("views.period.quarter", "Year", year, "Quarter", span.first/3+1)
}

// lines are the rows: the reps, then what they come to and the team's number.
func (m quotaSheet) lines() []quotaLine {
	grid := m.view.Grid
	var lines []quotaLine
	for _, row := range grid.Rows {
		if m.rep == "" || m.rep == row.RepID {
			lines = append(lines, quotaLine{lineRep, row})
		}
	}
	if m.rep != "" {
		return lines
	}
	return append(lines, quotaLine{lineSum, grid.Sum}, quotaLine{lineTeam, grid.Team},
		quotaLine{lineMismatch, sales.QuotaRow{Cells: grid.Mismatch}})
}

// totals is how many rows at the end are no rep's.
func (m quotaSheet) totals() int {
	if m.rep != "" {
		return 0
	}
	return 3
}

func (m quotaSheet) lineTitle(line quotaLine) string {
	switch line.kind {
	case lineSum:
		return m.text("views.quotas.sum")
	case lineTeam:
		return m.text("views.quotas.team")
	case lineMismatch:
		return m.text("views.quotas.mismatch")
	case lineRep:
	}
	if !line.row.Counted {
		return m.text("views.quotas.uncounted", "Name", line.row.Name)
	}
	return line.row.Name
}

// value is what a line holds in a column; nil where nothing is set.
func (m quotaSheet) value(line quotaLine, span quotaSpan) *int64 {
	var sum *int64
	for i := span.first; i <= span.last; i++ {
		if cell := line.row.Cells[i]; cell != nil {
			total := *cell
			if sum != nil {
				total += *sum
			}
			sum = &total
		}
	}
	return sum
}

// input is how values are typed and written in full.
func (m quotaSheet) input() widgets.NumberFormat {
	if m.written != nil {
		return m.written.input
	}
	if m.view.Query.Measure == sales.MeasureUnits {
		return m.format.DecimalInput(0)
	}
	format, _ := m.format.MoneyInput()
	return format
}

func (m quotaSheet) cell(line quotaLine, span quotaSpan) widgets.GridCell {
	cell := widgets.GridCell{ReadOnly: !line.editable()}
	if value := m.value(line, span); value != nil {
		cell.Text, cell.Value = m.short(*value), m.input().Format(*value)
		if line.kind == lineMismatch {
			cell.Role = widgets.RoleMuted
			if *value < 0 {
				cell.Role = widgets.RoleOffTrack
			}
		}
	}
	if typed, wrong := m.typed[m.place(line, span)]; wrong && line.editable() {
		cell.Text, cell.Value, cell.Problem = typed, typed, cmp.Or(m.refused[m.place(line, span)], m.input().Invalid)
	}
	return cell
}

// firstWrong is the cell nearest to the top that says what is no number.
func (m quotaSheet) firstWrong() (row, column int, found bool) {
	spans := m.spans()
	for row, line := range m.lines() {
		for column, span := range spans {
			if _, wrong := m.typed[m.place(line, span)]; wrong && line.editable() {
				return row, column, true
			}
		}
	}
	return 0, 0, false
}

func (m quotaSheet) place(line quotaLine, span quotaSpan) quotaPlace {
	return quotaPlace{line.row.RepID, span}
}

// head is the word over the reps, with what the cells are counted in.
func (m quotaSheet) head() string {
	if m.view.Query.Measure == sales.MeasureUnits {
		return m.text("views.quotas.rep")
	}
	unit := m.format.Currency.Code
	if m.written != nil && m.written.head != "" {
		unit = m.written.head + " " + unit
	}
	return joined(m.text("views.quotas.rep"), unit)
}

// exact writes a value in full, with the currency's sign.
func (m quotaSheet) exact(value *int64) string {
	switch {
	case value == nil:
		return m.text("views.quotas.notSet")
	case m.view.Query.Measure == sales.MeasureUnits:
		return m.text("views.quotas.units", "Count", m.format.Count(int(*value)))
	}
	return m.format.Money(sales.Amount(*value))
}

// The room that the columns of a whole year have at the window's least width,
// what each takes at least, and what a character and a column's margins take of it, logical pixels.
const (
	quotaRoom      = 920
	quotaLeast     = 48
	quotaCharacter = 7
	quotaMargin    = 17
)

// short writes a value as the cells have room for it.
func (m quotaSheet) short(value int64) string {
	if m.written == nil {
		m.prepare()
	}
	if m.written.factor == 1 {
		return m.input().Format(value)
	}
	return m.shortIn(value, *m.written)
}

// shortIn writes a value in a larger unit; nothing needs none.
func (m quotaSheet) shortIn(value int64, unit quotaWriting) string {
	if value == 0 {
		return "0"
	}
	major := float64(value) / math.Pow10(m.input().Places) / unit.factor
	digits := 1
	switch {
	case math.Abs(major) >= 100:
		digits = 0
	case math.Abs(major) < 10:
		digits = 2
	}
	return m.format.Number(major, digits) + unit.suffix
}

// unit is what cells are written in: whole numbers where a year of them fits
// into the window, else thousands, millions, or their Korean counterparts, the
// smallest of them that fit. Before a larger one would make nothing of the
// numbers, their unit stands once in the head.
func (m quotaSheet) unit() quotaWriting {
	unit := quotaWriting{factor: 1}
	if m.quarter != 0 || m.widest(m.input().Format) <= quotaRoom {
		return unit
	}
	larger := []quotaWriting{{factor: 1e3, suffix: "K"}, {factor: 1e6, suffix: "M"}, {factor: 1e9, suffix: "B"}}
	if m.format.Lang == "ko" {
		larger = []quotaWriting{{factor: 1e4, suffix: "만"}, {factor: 1e8, suffix: "억"}, {factor: 1e12, suffix: "조"}}
	}
	for _, suffixed := range larger {
		once := quotaWriting{factor: suffixed.factor, head: suffixed.suffix}
		for _, unit = range []quotaWriting{suffixed, once} {
			if m.widest(func(value int64) string { return m.shortIn(value, unit) }) <= quotaRoom {
				return unit
			}
		}
	}
	return unit
}

// widest estimates the width of the columns with all values as they are written.
func (m quotaSheet) widest(write func(int64) string) float64 {
	wide := 0.0
	for _, span := range m.spans() {
		most := 3.0
		for _, line := range m.lines() {
			if value := m.value(line, span); value != nil {
				most = max(most, letters(write(*value)))
			}
		}
		wide += max(quotaLeast, most*quotaCharacter+quotaMargin)
	}
	return wide
}

// letters is how many digits are as wide as a number.
func letters(number string) float64 {
	wide := 0.0
	for _, r := range number {
		switch {
		case r == '.' || r == ',':
			wide += 0.5
		case r > unicode.MaxLatin1:
			wide += 1.65
		default:
			wide++
		}
	}
	return wide
}
