// Package xlsx writes the workbooks, a report value becoming sheets with formulas
// and charts, and reads tables out of workbooks that others wrote.
package xlsx

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// Table streams the rows of one sheet of a workbook.
type Table struct {
	file   *excelize.File
	rows   *excelize.Rows
	sheet  string
	sheets []string
	row    int
}

// OpenTable opens a sheet of a workbook file for reading; an empty name is
// the first sheet that has rows. The workbook's size is checked before it is
// unpacked, so that a zip bomb fails early. Formulas come with the value they
// were saved with.
func OpenTable(ctx context.Context, path, sheet string) (*Table, error) {
	if err := checkArchive(ctx, path); err != nil {
		return nil, err
	}
	file, err := excelize.OpenFile(path, excelize.Options{
		UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxInMemory,
	})
	if errors.Is(err, io.EOF) {
		return nil, unreadable("archive", "it is an archive, but not a workbook", "")
	}
	if err != nil {
		return nil, because("damaged", "the file is damaged or cut off", err)
	}
	table := &Table{file: file, sheets: file.GetSheetList()}
	if err := table.choose(sheet); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return table, nil
}

// choose opens the sheet, or the first that has a row with a text in it.
func (t *Table) choose(sheet string) error {
	if err := plainFormats(t.file); err != nil {
		return err
	}
	if sheet != "" {
		for _, name := range t.sheets {
			if strings.EqualFold(name, strings.TrimSpace(sheet)) {
				return t.start(name)
			}
		}
		return unreadable("sheet", "the workbook has no such sheet, only "+strings.Join(t.sheets, ", "), sheet)
	}
	var broken error
	for _, name := range t.sheets {
		found, err := t.hasRows(name)
		if found {
			return t.start(name)
		}
		broken = cmp.Or(broken, err)
	}
	return cmp.Or(broken, error(unreadable("empty", "the workbook has no sheet with rows", "")))
}

func (t *Table) start(sheet string) error {
	rows, err := t.file.Rows(sheet)
	if err != nil {
		return fmt.Errorf("open the sheet %q: %w", sheet, err)
	}
	t.rows, t.sheet, t.row = rows, sheet, 0
	return nil
}

// hasRows looks at the first rows of a sheet. Sheets that are only a chart
// cannot be opened and have none. An error says why no row was found.
func (t *Table) hasRows(sheet string) (found bool, err error) {
	if t.start(sheet) != nil {
		return false, nil
	}
	for i := 0; i < 100 && !found && err == nil; i++ {
		var cells []string
		cells, _, err = t.Next()
		found = err == nil && strings.TrimSpace(strings.Join(cells, "")) != ""
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return found, errors.Join(err, t.rows.Close())
}

// Next returns the texts of the next row and its number in the sheet, from 1;
// io.EOF after the last. Cells formatted as dates come as
// 2006-01-02T15:04:05, times and durations as 15:04:05, numbers as plain
// decimals whatever their format, yes and no as TRUE and FALSE.
func (t *Table) Next() ([]string, int, error) {
	if !t.rows.Next() {
		if err := t.rows.Error(); err != nil {
			return nil, t.row, fmt.Errorf("read the sheet %q: %w", t.sheet, err)
		}
		return nil, t.row, io.EOF
	}
	t.row++
	cells, err := t.rows.Columns()
	if err != nil {
		return nil, t.row, fmt.Errorf("read row %d of the sheet %q: %w", t.row, t.sheet, err)
	}
	for i, cell := range cells {
		cells[i] = notADate(cell)
	}
	return cells, t.row, nil
}

// notADate gives back the number of a cell that is formatted as a date but
// lies beyond the year 9999: an identifier in a column formatted by mistake.
func notADate(cell string) string {
	if len(cell) < 20 || !strings.HasSuffix(cell, "T00:00:00") || cell[len(cell)-15] != '-' {
		return cell
	}
	year, err := strconv.Atoi(cell[:len(cell)-15])
	if err != nil || year <= 9999 {
		return cell
	}
	monthDay, err := time.Parse("01-02", cell[len(cell)-14:len(cell)-9])
	if err != nil {
		return cell
	}
	date := time.Date(year, monthDay.Month(), monthDay.Day(), 0, 0, 0, 0, time.UTC)
	zero := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	return strconv.FormatInt((date.Unix()-zero.Unix())/(24*60*60), 10)
}

// Sheet is the name of the sheet that is read.
func (t *Table) Sheet() string { return t.sheet }

// Sheets are the names of all sheets in order.
func (t *Table) Sheets() []string { return slices.Clone(t.sheets) }

// Close frees the workbook and removes what was unpacked.
func (t *Table) Close() error {
	err := t.rows.Close()
	return errors.Join(err, t.file.Close())
}
