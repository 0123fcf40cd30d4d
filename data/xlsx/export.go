package xlsx

import (
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// Export writes the rows of one table, or of several, as a workbook with a
// sheet for each, or more where there are more rows than a sheet holds. Rows are streamed, so
// that memory stays bounded.
type Export struct {
	out    io.Writer
	file   *excelize.File
	stream *excelize.StreamWriter
	names  *book // sheet names in use, styles
	sheet  string
	title  string
	header []string
	row    int // last row written
	most   int // rows of a sheet, with its head
	sheets int
	err    error
}

// NewTable returns a table that takes a header and rows, and a function that
// writes the workbook to w and frees it. finish must be called, after an
// error too.
func NewTable(w io.Writer, sheet string) (table *Export, finish func() error) {
	file := excelize.NewFile()
	names := &book{file: file, names: map[string]bool{}, styles: map[look]int{}, font: "Calibri", most: excelize.TotalRows, formats: formats{
		kindDate: "yyyy-mm-dd", kindMoment: "yyyy-mm-dd hh:mm:ss",
	}}
	e := &Export{out: w, file: file, names: names, title: sheet, most: excelize.TotalRows}
	return e, e.finish
}

// Header names the columns. It comes first and once.
func (e *Export) Header(names []string) error {
	e.header = append([]string(nil), names...)
	return e.keep(e.open())
}

// Row adds a row. A cell is nil, a string, a sales.Number, an int64, a
// sales.Day or a time.Time.
func (e *Export) Row(cells []any) error {
	if e.err != nil {
		return e.err
	}
	if e.stream == nil {
		return e.keep(errors.New("write a table: a row before the header"))
	}
	if e.row == e.most {
		if err := e.keep(errors.Join(e.close(), e.open())); err != nil {
			return err
		}
	}
	values := make([]any, len(cells))
	for i, value := range cells {
		made, err := e.cell(value)
		if invalid := (*sales.Invalid)(nil); errors.As(err, &invalid) && i < len(e.header) {
			invalid.Field = e.header[i]
		}
		if err != nil {
			return e.keep(fmt.Errorf("write row %d, column %d: %w", e.row+1, i+1, err))
		}
		values[i] = made
	}
	e.row++
	return e.keep(e.stream.SetRow(at(1, e.row), values))
}

// Sheet ends the table and begins another on a sheet of this name; its header
// comes next.
func (e *Export) Sheet(name string) error {
	if e.err != nil {
		return e.err
	}
	var err error
	if e.stream != nil {
		err = e.close()
	}
	e.stream, e.title, e.sheets = nil, name, 0
	return e.keep(err)
}

func (e *Export) keep(err error) error {
	e.err = errors.Join(e.err, err)
	return e.err
}

// cell turns a value into what the stream writer takes.
func (e *Export) cell(value any) (any, error) {
	switch v := value.(type) {
	case nil:
		return nil, nil
	case string:
		if v == "" {
			return nil, nil
		}
		if n := units(v); n > longestText {
			return nil, &sales.Invalid{Field: "text", Reason: "sales.error.workbookText", Args: []any{"Count", n, "Most", longestText}}
		}
		return cleanText(v), nil
	case sales.Number:
		return exactNumber(v)
	case int64:
		if v > int64(sales.MaxAmount) || v < -int64(sales.MaxAmount) {
			return strconv.FormatInt(v, 10), nil
		}
		return v, nil
	case sales.Day:
		if !v.Known() {
			return nil, nil
		}
		return cell{value: v, look: look{kind: kindDate}}.stream(e.names)
	case time.Time:
		if v.IsZero() {
			return nil, nil
		}
		return cell{value: v, look: look{kind: kindMoment}}.stream(e.names)
	default:
		return nil, fmt.Errorf("a %T cannot stand in a cell", value)
	}
}

// exactNumber returns a number that a workbook holds without loss, else its
// text, which reads back the same.
func exactNumber(n sales.Number) (any, error) {
	wanted, ok := new(big.Rat).SetString(string(n))
	if !ok {
		return nil, &sales.Invalid{Field: "amount", Reason: "sales.error.number", Args: []any{"Text", string(n)}}
	}
	v, err := strconv.ParseFloat(string(n), 64)
	if err != nil {
		return string(n), nil
	}
	written, ok := new(big.Rat).SetString(strconv.FormatFloat(v, 'g', 15, 64))
	if !ok || written.Cmp(wanted) != 0 {
		return string(n), nil
	}
	return v, nil
}

// open starts a sheet with the header.
func (e *Export) open() error {
	e.sheets++
	title := e.title
	if e.sheets > 1 {
		title += " " + strconv.Itoa(e.sheets)
	}
	e.sheet = e.names.sheetName(title)
	if err := e.names.makeSheet(e.sheet); err != nil {
		return fmt.Errorf("make the sheet: %w", err)
	}
	stream, err := e.file.NewStreamWriter(e.sheet)
	if err != nil {
		return fmt.Errorf("open the sheet for writing: %w", err)
	}
	e.stream, e.row = stream, 1
	panes := &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}
	if err := stream.SetPanes(panes); err != nil {
		return fmt.Errorf("freeze the head: %w", err)
	}
	values := make([]any, len(e.header))
	for i, name := range slices.Backward(e.header) { // the library puts each width before the others
		if err := stream.SetColWidth(i+1, i+1, max(12, displayWidth(name)+3)); err != nil {
			return fmt.Errorf("set the width of column %d: %w", i+1, err)
		}
		head, err := styled(name, lookHead()).stream(e.names)
		if err != nil {
			return err
		}
		values[i] = head
	}
	if err := stream.SetRow("A1", values); err != nil {
		return fmt.Errorf("write the header: %w", err)
	}
	return nil
}

// close ends the sheet, with arrows to filter by.
func (e *Export) close() error {
	if len(e.header) > 0 {
		if err := e.file.AutoFilter(e.sheet, span(1, 1, len(e.header), e.row), nil); err != nil {
			return fmt.Errorf("set the filter: %w", err)
		}
	}
	if err := e.stream.Flush(); err != nil {
		return fmt.Errorf("finish the sheet: %w", err)
	}
	return nil
}

// finish writes the workbook, unless a row failed, and frees it.
func (e *Export) finish() (err error) {
	defer func() { err = errors.Join(err, e.file.Close()) }()
	if e.err != nil {
		return nil // the caller has it already
	}
	if e.stream != nil {
		if err := e.close(); err != nil {
			return fmt.Errorf("write a table: %w", err)
		}
	}
	if err := writeSorted(e.out, e.file); err != nil {
		return fmt.Errorf("write a table: %w", err)
	}
	return nil
}
