package xlsx_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
	"attain/data/xlsx"
)

// TestExportKeepsEveryCell proves that what is written is read back the same:
// texts stay texts, numbers that a workbook would round come as texts.
func TestExportKeepsEveryCell(t *testing.T) {
	var out bytes.Buffer
	table, finish := xlsx.NewTable(&out, "deals [all]")
	if err := table.Header([]string{"text", "number", "large", "count", "day", "moment", "none"}); err != nil {
		t.Fatal(err)
	}
	row := []any{
		"=1+1", sales.Number("1054.50"), sales.Number("90071992547409.93"), int64(7), sales.DayOf(2026, time.October, 31),
		time.Date(2026, time.October, 31, 13, 45, 9, 0, time.UTC), nil,
	}
	if err := table.Row(row); err != nil {
		t.Fatal(err)
	}
	if err := finish(); err != nil {
		t.Fatal(err)
	}
	file := read(t, out.Bytes())
	sheet := file.GetSheetName(0)
	if sheet != "deals -all-" {
		t.Errorf("the sheet is called %q", sheet)
	}
	shown := map[string]string{"A2": "=1+1", "B2": "1054.5", "C2": "90071992547409.93", "D2": "7", "E2": "2026-10-31", "F2": "2026-10-31 13:45:09", "G2": ""}
	for cell, want := range shown {
		if value, err := file.GetCellValue(sheet, cell); err != nil || value != want {
			t.Errorf("%s shows %q, %v; want %q", cell, value, err, want)
		}
	}
	for cell, want := range map[string]excelize.CellType{"A2": excelize.CellTypeInlineString, "B2": excelize.CellTypeUnset, "C2": excelize.CellTypeInlineString} {
		if kind, err := file.GetCellType(sheet, cell); err != nil || kind != want {
			t.Errorf("%s is of type %v, %v; want %v", cell, kind, err, want)
		}
	}
	if formula, err := file.GetCellFormula(sheet, "A2"); err != nil || formula != "" {
		t.Errorf("a text became the formula %q, %v", formula, err)
	}
}

func TestExportSaysWhatItCannotWrite(t *testing.T) {
	var out bytes.Buffer
	table, finish := xlsx.NewTable(&out, "deals")
	if err := table.Row([]any{"x"}); err == nil {
		t.Error("a row before the header was taken")
	}
	if err := finish(); err != nil || out.Len() > 0 {
		t.Errorf("after an error %d bytes were written, %v", out.Len(), err)
	}
	other, end := xlsx.NewTable(&out, "deals")
	if err := other.Header([]string{"a"}); err != nil {
		t.Fatal(err)
	}
	if err := other.Row([]any{struct{}{}}); err == nil {
		t.Error("a struct was taken as a cell")
	}
	if err := end(); err != nil {
		t.Error(err)
	}
}

// TestExportRefusesTextsThatACellCannotHold proves that a long note is never
// cut: what is exported can be imported again whole, or is refused.
func TestExportRefusesTextsThatACellCannotHold(t *testing.T) {
	for _, c := range []struct {
		text string
		fits bool
	}{{strings.Repeat("n", 32_767), true}, {strings.Repeat("n", 32_768), false}, {strings.Repeat("한", 32_767), true}, {strings.Repeat("🚀", 16_384), false}} {
		var out bytes.Buffer
		table, finish := xlsx.NewTable(&out, "activities")
		if err := table.Header([]string{"notes"}); err != nil {
			t.Fatal(err)
		}
		var invalid *sales.Invalid
		err := table.Row([]any{c.text})
		if c.fits != (err == nil) || !c.fits && (!errors.As(err, &invalid) || invalid.Field != "notes") {
			t.Errorf("%d bytes: %v", len(c.text), err)
		}
		if err := finish(); err != nil || !c.fits && out.Len() > 0 {
			t.Errorf("%d bytes: a workbook of %d bytes, %v", len(c.text), out.Len(), err)
		}
	}
}
