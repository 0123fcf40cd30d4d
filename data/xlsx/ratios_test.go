//go:build bench

package xlsx

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"attain/app/sales/salestest"
)

// TestRatios measures reading and writing 1,000 rows of ten cells a scale
// against excelize's row iterator and stream writer doing the same.
func TestRatios(t *testing.T) {
	for _, scale := range salestest.Scales(t) {
		rows := 1000 * scale
		path := filepath.Join(t.TempDir(), "book.xlsx")
		of := salestest.Median(t, 3, func() error { return writePlain(path, rows) })
		took := salestest.Median(t, 3, func() error { return writeTable(rows) })
		report(t, "export XLSX, 1,000 rows a scale", "excelize's stream writer, the same cells", 1.2, scale, took, of)
		of = salestest.Median(t, 3, func() error { return readPlain(path) })
		took = salestest.Median(t, 3, func() error { return readTable(t, path) })
		report(t, "import XLSX, 1,000 rows a scale", "excelize's row iterator", 1, scale, took, of)
	}
}

func report(t *testing.T, name, limit string, aim float64, scale int, took, of time.Duration) {
	salestest.Ratio{Name: name, Limit: limit, Aim: aim, Scale: scale, Took: took, Of: of}.Report(t)
}

func someCells(row int) []any {
	cells := make([]any, 10)
	for i := range cells {
		cells[i] = fmt.Sprint("cell ", row, " ", i)
	}
	return cells
}

func writePlain(path string, rows int) error {
	file := excelize.NewFile()
	defer file.Close()
	stream, err := file.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	for row := 1; row <= rows; row++ {
		at, err := excelize.CoordinatesToCellName(1, row)
		if err != nil {
			return err
		}
		if err := stream.SetRow(at, someCells(row)); err != nil {
			return err
		}
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	return file.SaveAs(path)
}

func writeTable(rows int) error {
	table, finish := NewTable(io.Discard, "Sheet1")
	if err := table.Header(strings.Fields("a b c d e f g h i j")); err != nil {
		return err
	}
	for row := 1; row <= rows; row++ {
		if err := table.Row(someCells(row)); err != nil {
			return err
		}
	}
	return finish()
}

func readPlain(path string) error {
	file, err := excelize.OpenFile(path)
	if err != nil {
		return err
	}
	defer file.Close()
	rows, err := file.Rows("Sheet1")
	if err != nil {
		return err
	}
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			return err
		}
	}
	return rows.Close()
}

func readTable(t *testing.T, path string) error {
	table, err := OpenTable(t.Context(), path, "")
	if err != nil {
		return err
	}
	defer table.Close()
	for {
		if _, _, err := table.Next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
