package importer

import (
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// headerRows is how many rows from the top may hold the header.
const headerRows = 20

// table is an opened table after its header.
type table struct {
	rows     tableRows
	headers  []string // unique
	line     int      // of the header, 0 for none
	pending  []tableRow
	workbook bool
	sheet    string
	sheets   []string
	format   textFormat
	unit     unit // of all money, as a title above the header says
	name     string
	count    int // rows that are not blank
	cells    int // cells of all rows
}

type tableRow struct {
	cells []string
	line  int
}

// sheetRows adapts a workbook's rows.
type sheetRows struct {
	ctx  context.Context
	rows Rows
	name string
	seen int
}

func (s *sheetRows) next() ([]string, int, error) {
	if s.seen%256 == 0 && s.ctx.Err() != nil {
		return nil, 0, s.ctx.Err()
	}
	s.seen++
	cells, line, err := s.rows.Next()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, 0, &FileError{Kind: ErrSheet, Name: s.name, Line: line, Err: err}
	}
	return cells, line, err
}

func (s *sheetRows) close() error { return s.rows.Close() }

// openTable opens the source and finds its header. textual holds what is
// known of a text table's format; nil detects it.
func openTable(ctx context.Context, src Source, kind Kind, opts Options, known *textFormat) (*table, error) {
	t := &table{name: src.Name}
	if src.Sheet != nil {
		rows, err := src.Sheet(ctx, opts.Sheet)
		if err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			return nil, &FileError{Kind: ErrSheet, Name: src.Name, Err: err}
		}
		t.workbook, t.sheet, t.sheets = true, rows.Sheet(), rows.Sheets()
		t.rows = &sheetRows{ctx: ctx, rows: rows, name: src.Name}
	} else {
		if known == nil {
			found, err := detectText(src, opts)
			if err != nil {
				return nil, err
			}
			known = &found
		}
		t.format = *known
		rows, err := openText(ctx, src, t.format)
		if err != nil {
			return nil, err
		}
		t.rows = rows
	}
	if err := t.findHeader(src.Name, kind, opts); err != nil {
		return nil, errors.Join(err, t.rows.close())
	}
	if rows, ok := t.rows.(*csvRows); ok {
		rows.expect(len(t.headers))
	}
	return t, nil
}

// findHeader reads the first rows and decides which is the header: the one
// with the most known column names. Titles above it are passed over.
func (t *table) findHeader(name string, kind Kind, opts Options) error {
	var first []tableRow
	for len(first) < headerRows {
		cells, line, err := t.row()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if !blank(cells) {
			first = append(first, tableRow{cells, line})
		}
	}
	if len(first) == 0 {
		return &FileError{Kind: ErrEmpty, Name: name}
	}
	if opts.NoHeader {
		width := 0
		for _, row := range first {
			width = max(width, len(row.cells))
		}
		for i := range width {
			t.headers = append(t.headers, strconv.Itoa(i+1))
		}
		t.pending = first
		return nil
	}
	at := t.readHead(first, kind, opts)
	t.line = first[at].line
	t.unit = titleUnit(first[:at])
	t.pending = first[at+1:]
	return nil
}

// readHead reads the head, of one row or of two, and returns the index of its
// last row among the first ones.
func (t *table) readHead(first []tableRow, kind Kind, opts Options) (at int) {
	if at = headerAt(first, kind, opts); isSubhead(first[at:], kind) {
		at++
	}
	t.headers = uniqueHeaders(t.head(first[:at], trimTail(first[at].cells), kind))
	return at
}

// headerAt returns the index of the header among the first rows.
func headerAt(first []tableRow, kind Kind, opts Options) int {
	known := knownHeaders(kind)
	for _, column := range opts.Map {
		known[fold(column)] = 4
	}
	best, bestScore := 0, 0
	for i, row := range first {
		score := 0
		for _, cell := range row.cells {
			score += headerPoints(known, cell, kind == KindQuotas && len(row.cells) > 2)
		}
		if score <= 4 && mostlyValues(row.cells) { // a row of data may have a word that is a header elsewhere: "won"
			score = 0
		}
		if score > 0 && recordOfOne(first[:i], row.cells, kind) {
			score = 1
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	if bestScore <= 1 {
		return widestAtTop(first)
	}
	return best
}

// headerPoints is how much a cell looks like a header of those known; periods
// says that a month, quarter or year may be one.
func headerPoints(known map[string]int, cell string, periods bool) int {
	points := known[fold(cell)]
	if name, inner, ok := headerParts(cell); ok && points == 0 {
		points = max(known[fold(name)], known[fold(inner)])
	}
	if points == 0 && periods && isPeriodHeader(cell) {
		return 1
	}
	return points
}

// recordOfOne reports a row below another as wide in which all that could be a
// header means one field: a list of tables and columns ("accounts, account,
// Company name") has such rows.
func recordOfOne(above []tableRow, cells []string, kind Kind) bool {
	if filled(cells) < 2 || !slices.ContainsFunc(above, func(row tableRow) bool { return filled(row.cells) >= filled(cells) }) {
		return false
	}
	named := slices.DeleteFunc(slices.Clone(cells), func(cell string) bool { return fold(cell) == "" })
	for _, s := range fieldSpecs(kind) {
		means, others := 0, 0
		for _, cell := range named {
			switch {
			case slices.Contains(s.headers(), fold(cell)):
				means++
			case isHeaderOf(kind, cell):
				others++
			}
		}
		if means > 0 {
			return others == 0
		}
	}
	return false
}

// headers are the folded headers that mean the field.
func (s spec) headers() []string {
	list := strings.Split(s.Name+"|"+s.aliases, "|")
	for i := range list {
		list[i] = fold(list[i])
	}
	return list
}

// isHeaderOf reports a text that means any field of a kind.
func isHeaderOf(kind Kind, text string) bool {
	return slices.ContainsFunc(fieldSpecs(kind), func(s spec) bool { return slices.Contains(s.headers(), fold(text)) })
}

// mostlyValues reports a row of which half or more are numbers and dates.
func mostlyValues(cells []string) bool {
	values := 0
	for _, cell := range cells {
		text := cellText(cell)
		if text == "" {
			continue
		}
		_, err := parseMoment(text, dateFormat{order: OrderDMY})
		if _, other := parseMoment(text, dateFormat{order: OrderMDY}); err == nil || other == nil || isNumber(text) {
			values++
		}
	}
	return 2*values >= filled(cells)
}

// knownHeaders are the headers that mean a field, with their weight.
func knownHeaders(kind Kind) map[string]int {
	known := map[string]int{}
	for _, s := range fieldSpecs(kind) {
		known[fold(s.Name)] = 2
		for alias := range strings.SplitSeq(s.aliases, "|") {
			known[fold(alias)] = 2
		}
	}
	for _, preset := range Presets() {
		for _, pair := range presetColumns(preset, kind) {
			known[pair[0]] = 2
		}
	}
	delete(known, "")
	return known
}

// widestAtTop passes over titles: the first row that has at least half as
// many texts as the widest.
func widestAtTop(first []tableRow) int {
	widest := 0
	for _, row := range first {
		widest = max(widest, filled(row.cells))
	}
	for i, row := range first {
		if 2*filled(row.cells) >= widest {
			return i
		}
	}
	return 0
}

func filled(cells []string) int {
	count := 0
	for _, cell := range cells {
		if strings.TrimSpace(cell) != "" {
			count++
		}
	}
	return count
}

func blank(cells []string) bool { return filled(cells) == 0 }

// trimTail drops empty cells at the end of a header: many programs end each
// row with a delimiter.
func trimTail(cells []string) []string {
	for len(cells) > 1 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// next returns the next row that is not blank.
func (t *table) next() ([]string, int, error) {
	if len(t.pending) > 0 {
		row := t.pending[0]
		t.pending = t.pending[1:]
		return row.cells, row.line, nil
	}
	for {
		cells, line, err := t.row()
		if err != nil || !blank(cells) {
			return cells, line, err
		}
	}
}

// row returns the next row, blank or not, within the bounds of a table.
func (t *table) row() ([]string, int, error) {
	cells, line, err := t.rows.next()
	if err != nil {
		return cells, line, err
	}
	if !blank(cells) {
		t.count++
	}
	if t.cells += len(cells); t.count > MaxRows || t.cells > MaxCells {
		return nil, line, &FileError{Kind: ErrRows, Name: t.name, Line: line}
	}
	return cells, line, nil
}

func (t *table) close() error { return t.rows.close() }
