package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// workbook writes a workbook made by fill and returns its path.
func workbook(t *testing.T, fill func(*excelize.File)) string {
	t.Helper()
	file := excelize.NewFile()
	fill(file)
	path := filepath.Join(t.TempDir(), "table.xlsx")
	if err := file.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func set(t *testing.T, file *excelize.File, sheet, cell string, value any, format string) {
	t.Helper()
	if err := file.SetCellValue(sheet, cell, value); err != nil {
		t.Fatal(err)
	}
	if format == "" {
		return
	}
	style, err := file.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		t.Fatal(err)
	}
	if err := file.SetCellStyle(sheet, cell, cell, style); err != nil {
		t.Fatal(err)
	}
}

func closed(t *testing.T, table *Table) {
	t.Helper()
	if err := table.Close(); err != nil {
		t.Error(err)
	}
}

func allRows(t *testing.T, table *Table) [][]string {
	t.Helper()
	var rows [][]string
	for {
		cells, _, err := table.Next()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, cells)
	}
}

func TestTableTellsDatesFromNumbers(t *testing.T) {
	moment := time.Date(2026, 10, 31, 14, 5, 7, 0, time.UTC)
	path := workbook(t, func(file *excelize.File) {
		for _, c := range []struct {
			cell   string
			value  any
			format string
		}{
			{"A1", 46326, "mmm-yy"},
			{"B1", moment, `yyyy"년" m"월" d"일" h:mm`},
			{"C1", 1234.5678, `#,##0 "days"`},
			{"D1", 0.3, "0%"},
			{"E1", 0.5, "h:mm"},
			{"F1", 1244495215, "yyyy-mm-dd"},
			{"G1", 42, `[Red]0;[Blue]-0`},
			{"H1", 1.5, "[h]:mm"},
			{"I1", "=SUM(1)", ""},
			{"J1", true, ""},
			{"K1", 900719925474099, "0"},
			{"L1", 0.1 + 0.2, ""},
		} {
			set(t, file, "Sheet1", c.cell, c.value, c.format)
		}
	})
	table, err := OpenTable(context.Background(), path, "")
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, table)
	got := allRows(t, table)
	want := [][]string{{
		"2026-10-31T00:00:00", "2026-10-31T14:05:07", "1234.5678", "0.3", "12:00:00", "1244495215",
		"42", "36:00:00", "=SUM(1)", "TRUE", "900719925474099", "0.3",
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestTableChoosesSheet(t *testing.T) {
	path := workbook(t, func(file *excelize.File) {
		for _, name := range []string{"Deals", "Other"} {
			if _, err := file.NewSheet(name); err != nil {
				t.Fatal(err)
			}
		}
		set(t, file, "Deals", "B3", "name", "")
		set(t, file, "Other", "A1", "x", "")
	})
	for _, c := range []struct{ sheet, want string }{{"", "Deals"}, {"other", "Other"}, {"Sheet1", "Sheet1"}} {
		table, err := OpenTable(context.Background(), path, c.sheet)
		if err != nil {
			t.Fatal(err)
		}
		if table.Sheet() != c.want {
			t.Errorf("sheet %q: got %q, want %q", c.sheet, table.Sheet(), c.want)
		}
		if got := table.Sheets(); !reflect.DeepEqual(got, []string{"Sheet1", "Deals", "Other"}) {
			t.Errorf("sheets %q", got)
		}
		if err := table.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := OpenTable(context.Background(), path, "None"); err == nil || !strings.Contains(err.Error(), "Deals") {
		t.Errorf("an unknown sheet gave %v", err)
	}
}

func TestTableKeepsRowNumbers(t *testing.T) {
	path := workbook(t, func(file *excelize.File) { set(t, file, "Sheet1", "B3", "name", "") })
	table, err := OpenTable(context.Background(), path, "")
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, table)
	for {
		cells, row, err := table.Next()
		if err != nil {
			t.Fatal("the cell was not found: ", err)
		}
		if len(cells) > 0 {
			if row != 3 || !reflect.DeepEqual(cells, []string{"", "name"}) {
				t.Errorf("row %d %q", row, cells)
			}
			return
		}
	}
}

func TestHostileWorkbooks(t *testing.T) {
	whole, err := os.ReadFile(workbook(t, func(file *excelize.File) {
		for i := range 500 {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			set(t, file, "Sheet1", cell, strings.Repeat("x", i), "")
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	broken := bytes.Clone(whole)
	for i := len(broken) / 3; i < len(broken)/3+40; i++ {
		broken[i] ^= 0x5A
	}
	for name, content := range map[string][]byte{
		"cut off": whole[:len(whole)/2], "flipped bytes": broken, "bomb": bomb(t), "no workbook": archive(t, "a.txt", 10, 1),
		"many parts": archive(t, "a.txt", 1, maxParts+1), "outside": archive(t, "../../evil.xml", 10, 1),
	} {
		path := filepath.Join(t.TempDir(), "table.xlsx")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		table, err := OpenTable(context.Background(), path, "")
		if err == nil {
			t.Errorf("%s: opened sheet %q", name, table.Sheet())
			continue
		}
		t.Logf("%s: %v", name, err)
	}
}

func archive(t *testing.T, name string, size, parts int) []byte {
	t.Helper()
	var buffer bytes.Buffer
	writer := zip.NewWriter(&buffer)
	block := make([]byte, 1<<20)
	for i := range parts + 1 {
		name, size := name, size
		if i == parts {
			name, size = "[Content_Types].xml", 1
		}
		part, err := writer.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		for left := size; left > 0; left -= len(block) {
			if _, err := part.Write(block[:min(left, len(block))]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

func bomb(t *testing.T) []byte { return archive(t, "xl/worksheets/sheet1.xml", maxUnpacked+1<<20, 1) }
