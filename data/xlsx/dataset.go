package xlsx

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// dataset is one kind of records as flat rows: a sheet with a table, and a
// name for every column, by which formulas reach it. What does not fit on one
// sheet goes on on the next.
type dataset struct {
	book    *book
	prefix  string // of the columns' names: credits_amount
	title   string
	columns []column
	rows    int
	each    rowsOf
	parts   []part
}

// rowsOf walks through the rows of a dataset. The values of a row are used
// before the next comes, so that one list can serve all.
type rowsOf func(ctx context.Context, take func(values []any) error) error

// listed is rows that are made of records in memory.
func listed(n int, row func(i int) []any) rowsOf {
	return func(_ context.Context, take func([]any) error) error {
		for i := range n {
			if err := take(row(i)); err != nil {
				return err
			}
		}
		return nil
	}
}

// column is a column of a dataset.
type column struct {
	key   string
	title string
	kind  kind
	width float64
	code  bool // a key that formulas go by, of no interest to readers
}

// part is the rows of a dataset that stand on one sheet.
type part struct {
	sheet       string
	first, rows int
}

// end is the last row of the sheet; a table has one even without records.
func (p part) end() int { return max(p.rows, 1) + 1 }

// condition restricts a column; criterion is a formula's expression such as
// $A5 or ">="&period_from.
type condition struct{ column, criterion string }

func equals(column, expression string) condition { return condition{column, expression} }

// within restricts a date column to the days between two expressions.
func within(column, from, to string) []condition {
	return []condition{{column, `">="&` + from}, {column, `"<="&` + to}}
}

// divide settles on how many sheets the rows stand, and their names.
func (d *dataset) divide() {
	most := d.book.most - 1
	for first := 0; first == 0 || first < d.rows; first += most {
		title := d.title
		if first > 0 {
			title += " " + strconv.Itoa(first/most+1)
		}
		d.parts = append(d.parts, part{sheet: d.book.sheetName(title), first: first, rows: min(most, d.rows-first)})
	}
}

// columnName is the defined name of a column on the i-th sheet.
func (d *dataset) columnName(key string, i int) string {
	name := d.prefix + "_" + key
	if i > 0 {
		name += "_" + strconv.Itoa(i+1)
	}
	return name
}

// sum is a formula that adds up a column over the rows that meet all
// conditions.
func (d *dataset) sum(column string, conditions ...condition) string {
	return d.terms(func(i int) string {
		if len(conditions) == 0 {
			return "SUM(" + d.columnName(column, i) + ")"
		}
		return "SUMIFS(" + d.columnName(column, i) + "," + d.criteria(i, conditions) + ")"
	})
}

// count is a formula that counts the rows that meet all conditions.
func (d *dataset) count(conditions ...condition) string {
	return d.terms(func(i int) string { return "COUNTIFS(" + d.criteria(i, conditions) + ")" })
}

func (d *dataset) criteria(i int, conditions []condition) string {
	parts := make([]string, len(conditions))
	for at, c := range conditions {
		parts[at] = d.columnName(c.column, i) + "," + c.criterion
	}
	return strings.Join(parts, ",")
}

func (d *dataset) terms(formula func(i int) string) string {
	terms := make([]string, len(d.parts))
	for i := range d.parts {
		terms[i] = formula(i)
	}
	return strings.Join(terms, "+")
}

// write streams the rows of all sheets, as they come.
func (d *dataset) write() error {
	at := partWriter{dataset: d, last: -1}
	err := d.each(d.book.progress.ctx, at.row)
	for err == nil && at.last+1 < len(d.parts) {
		err = at.next() // one without rows
	}
	if err == nil {
		err = at.close()
	}
	if err != nil {
		return fmt.Errorf("write the sheet %q: %w", d.parts[max(at.last, 0)].sheet, err)
	}
	return nil
}

// partWriter writes a dataset row by row, sheet after sheet.
type partWriter struct {
	*dataset
	last   int // the part that is open
	stream *excelize.StreamWriter
	rows   int // written in it
	styles []int
	values []any
}

// row writes a row, on the next sheet where this one is full.
func (w *partWriter) row(values []any) error {
	if w.stream == nil || w.rows == w.parts[w.last].rows {
		if err := w.next(); err != nil {
			return err
		}
	}
	for c, value := range values {
		w.values[c] = nil
		if value != nil {
			w.values[c] = excelize.Cell{StyleID: w.styles[c], Value: plainValue(value)}
		}
	}
	if err := w.book.progress.add(1); err != nil {
		return err
	}
	w.rows++
	if err := w.stream.SetRow(at(1, w.rows+1), w.values); err != nil {
		return fmt.Errorf("write row %d: %w", w.rows+1, err)
	}
	return nil
}

// next ends the sheet and begins the next one.
func (w *partWriter) next() error {
	if err := w.close(); err != nil {
		return err
	}
	if w.last+1 == len(w.parts) {
		return fmt.Errorf("more than the %d rows that were counted", w.dataset.rows)
	}
	w.last++
	w.rows = 0
	w.values = make([]any, len(w.columns))
	var err error
	if w.styles, err = w.columnStyles(); err != nil {
		return err
	}
	w.stream, err = w.open(w.parts[w.last])
	return err
}

// close ends the sheet that is open, if one is.
func (w *partWriter) close() error {
	if w.stream == nil {
		return nil
	}
	if counted := w.parts[w.last].rows; w.rows != counted {
		return fmt.Errorf("%d rows instead of the %d that were counted", w.rows, counted)
	}
	return w.finish(w.stream, w.last)
}

// open begins a sheet with its head.
func (d *dataset) open(p part) (*excelize.StreamWriter, error) {
	if err := d.book.openSheet(p.sheet, colourNeutral, true); err != nil {
		return nil, err
	}
	if err := d.book.file.SetSheetDimension(p.sheet, span(1, 1, len(d.columns), p.end())); err != nil {
		return nil, fmt.Errorf("size the sheet: %w", err)
	}
	stream, err := d.book.file.NewStreamWriter(p.sheet)
	if err != nil {
		return nil, fmt.Errorf("open the sheet for writing: %w", err)
	}
	return stream, d.writeHead(stream)
}

// finish makes a table of the rows, names its columns and ends the sheet.
func (d *dataset) finish(stream *excelize.StreamWriter, i int) error {
	b, p := d.book, d.parts[i]
	stripes := true
	err := stream.AddTable(&excelize.Table{
		Range: span(1, 1, len(d.columns), p.end()), Name: d.columnName("table", i), StyleName: "TableStyleLight1", ShowRowStripes: &stripes,
	})
	if err != nil {
		return fmt.Errorf("make the table: %w", err)
	}
	if err := b.printSetup(p.sheet, [2]int{1, 1}, false); err != nil {
		return err
	}
	if err := d.printArea(p.sheet, p.end()); err != nil {
		return err
	}
	for c, column := range d.columns {
		if err := b.name(d.columnName(column.key, i), quoted(p.sheet)+"!"+fixedSpan(c+1, 2, c+1, p.end())); err != nil {
			return err
		}
	}
	if err := stream.Flush(); err != nil {
		return fmt.Errorf("finish the sheet: %w", err)
	}
	return nil
}

// printArea leaves the keys that only formulas go by out of print.
func (d *dataset) printArea(sheet string, last int) error {
	shown := 0
	for _, column := range d.columns {
		shown += flag(!column.code)
	}
	area := quoted(sheet) + "!" + fixedSpan(1, 1, max(shown, 1), last)
	err := d.book.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: area, Scope: sheet})
	if err != nil {
		return fmt.Errorf("set the print area: %w", err)
	}
	return nil
}

func (d *dataset) writeHead(stream *excelize.StreamWriter) error {
	head := make([]any, len(d.columns))
	for i, column := range slices.Backward(d.columns) { // the library puts each width before the others
		width := column.width
		if width == 0 {
			width = 12
		}
		if err := stream.SetColWidth(i+1, i+1, max(width, displayWidth(column.title)+4)); err != nil {
			return fmt.Errorf("set the width of column %d: %w", i+1, err)
		}
		l := lookHead()
		l.align = "left"
		if column.code {
			l.ink = colourMuted
		}
		value, err := styled(column.title, l).stream(d.book)
		if err != nil {
			return err
		}
		head[i] = value
	}
	panes := &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}
	if err := stream.SetPanes(panes); err != nil {
		return fmt.Errorf("freeze the head: %w", err)
	}
	if err := stream.SetRow("A1", head, excelize.RowOpts{Height: 26}); err != nil {
		return fmt.Errorf("write the head: %w", err)
	}
	return nil
}

// columnStyles are the styles of a row's cells.
func (d *dataset) columnStyles() ([]int, error) {
	styles := make([]int, len(d.columns))
	for i, column := range d.columns {
		l := look{kind: column.kind}
		switch column.kind {
		case kindText:
			l.align, l.indent = "left", 1
		case kindDate:
			l.align = "left"
		default: // numbers stand on the right
		}
		if column.code {
			l.ink = colourFaint
		}
		id, err := d.book.style(l)
		if err != nil {
			return nil, fmt.Errorf("style a column: %w", err)
		}
		styles[i] = id
	}
	return styles, nil
}

// flag is 1 for yes and 0 for no, which formulas can add up.
func flag(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// major is an amount in a row of data.
func (b *book) major(a sales.Amount) any {
	b.checkAmount(a)
	return b.review.Currency.Major(a)
}
