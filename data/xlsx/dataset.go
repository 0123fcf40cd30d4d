package xlsx

import (
	"fmt"
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
	row     func(i int) []any
	parts   []part
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
	return d.each(func(i int) string {
		if len(conditions) == 0 {
			return "SUM(" + d.columnName(column, i) + ")"
		}
		return "SUMIFS(" + d.columnName(column, i) + "," + d.criteria(i, conditions) + ")"
	})
}

// count is a formula that counts the rows that meet all conditions.
func (d *dataset) count(conditions ...condition) string {
	return d.each(func(i int) string { return "COUNTIFS(" + d.criteria(i, conditions) + ")" })
}

func (d *dataset) criteria(i int, conditions []condition) string {
	parts := make([]string, len(conditions))
	for at, c := range conditions {
		parts[at] = d.columnName(c.column, i) + "," + c.criterion
	}
	return strings.Join(parts, ",")
}

func (d *dataset) each(formula func(i int) string) string {
	terms := make([]string, len(d.parts))
	for i := range d.parts {
		terms[i] = formula(i)
	}
	return strings.Join(terms, "+")
}

// write streams the rows of all sheets.
func (d *dataset) write() error {
	for i, p := range d.parts {
		if err := d.writePart(i, p); err != nil {
			return fmt.Errorf("write the sheet %q: %w", p.sheet, err)
		}
	}
	return nil
}

func (d *dataset) writePart(i int, p part) error {
	b := d.book
	if err := b.openSheet(p.sheet, colourNeutral); err != nil {
		return err
	}
	last := max(p.rows, 1) + 1
	if err := b.file.SetSheetDimension(p.sheet, span(1, 1, len(d.columns), last)); err != nil {
		return fmt.Errorf("size the sheet: %w", err)
	}
	stream, err := b.file.NewStreamWriter(p.sheet)
	if err != nil {
		return fmt.Errorf("open the sheet for writing: %w", err)
	}
	if err := d.writeHead(stream); err != nil {
		return err
	}
	if err := d.writeRows(stream, p); err != nil {
		return err
	}
	stripes := true
	err = stream.AddTable(&excelize.Table{
		Range: span(1, 1, len(d.columns), last), Name: d.columnName("table", i), StyleName: "TableStyleLight1", ShowRowStripes: &stripes,
	})
	if err != nil {
		return fmt.Errorf("make the table: %w", err)
	}
	if err := b.printSetup(p.sheet, 1, false); err != nil {
		return err
	}
	if err := d.printArea(p.sheet, last); err != nil {
		return err
	}
	for c, column := range d.columns {
		if err := b.name(d.columnName(column.key, i), quoted(p.sheet)+"!"+fixedSpan(c+1, 2, c+1, last)); err != nil {
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
	for i, column := range d.columns {
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

func (d *dataset) writeRows(stream *excelize.StreamWriter, p part) error {
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
			return fmt.Errorf("style a column: %w", err)
		}
		styles[i] = id
	}
	values := make([]any, len(d.columns))
	for i := range p.rows {
		for c, value := range d.row(p.first + i) {
			values[c] = nil
			if value != nil {
				values[c] = excelize.Cell{StyleID: styles[c], Value: plainValue(value)}
			}
		}
		if err := d.book.progress.add(1); err != nil {
			return err
		}
		if err := stream.SetRow(at(1, i+2), values); err != nil {
			return fmt.Errorf("write row %d: %w", i+2, err)
		}
	}
	return nil
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
