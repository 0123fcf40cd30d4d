package xlsx_test

import (
	"bytes"
	"context"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// office finds LibreOffice; without it the test is skipped with the reason.
func office(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"soffice", "libreoffice"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("LibreOffice is not installed, so workbooks cannot be recalculated by another program")
	return ""
}

// recalculated opens a workbook with LibreOffice, which calculates every
// formula anew, and returns what it saved.
func recalculated(t *testing.T, path string) *excelize.File {
	t.Helper()
	return recalculatedAll(t, path)[0]
}

// recalculatedAll does so with several in one go, since most of the time is
// taken by the program's start.
func recalculatedAll(t *testing.T, paths ...string) []*excelize.File {
	t.Helper()
	program := office(t)
	folder := t.TempDir()
	alwaysCalculate(t, filepath.Join(folder, "profile", "user"))
	out := filepath.Join(folder, "out")
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(2+len(paths))*time.Minute)
	defer cancel()
	args := []string{
		"-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--headless",
		"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out,
	}
	run := exec.CommandContext(ctx, program, append(args, paths...)...) //nolint:gosec // the tests' own files
	if said, err := run.CombinedOutput(); err != nil {
		t.Fatalf("convert %s: %v\n%s", paths, err, said)
	}
	var files []*excelize.File
	for _, path := range paths {
		files = append(files, opened(t, filepath.Join(out, filepath.Base(path))))
	}
	return files
}

// alwaysCalculate sets LibreOffice to calculate workbooks anew when it opens
// them, whatever program made them.
func alwaysCalculate(t *testing.T, folder string) {
	t.Helper()
	const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "registrymodifications.xcu"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
}

func opened(t *testing.T, path string) *excelize.File {
	t.Helper()
	file, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	})
	return file
}

// formulas calls f for every formula of a workbook with its cached value.
func formulas(t *testing.T, file *excelize.File, f func(sheet, cell, formula, value string)) int {
	t.Helper()
	found := 0
	eachCell(t, file, func(sheet, cell, formula, value string) {
		if formula != "" {
			found++
			f(sheet, cell, formula, value)
		}
	})
	return found
}

// eachCell calls f for every cell of a workbook, with its formula, if any, and
// the value it has.
func eachCell(t *testing.T, file *excelize.File, f func(sheet, cell, formula, value string)) {
	t.Helper()
	for _, sheet := range file.GetSheetList() {
		rows, err := file.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c, value := range row {
				cell, err := excelize.CoordinatesToCellName(c+1, r+1)
				if err != nil {
					t.Fatal(err)
				}
				formula, err := file.GetCellFormula(sheet, cell)
				if err != nil {
					t.Fatal(err)
				}
				f(sheet, cell, formula, value)
			}
		}
	}
}

func equalCells(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && math.Abs(x-y) <= 1e-9*math.Max(1, math.Max(math.Abs(x), math.Abs(y)))
}

// TestRecalculatedValuesAreTheCachedOnes lets another program calculate every
// formula of the workbook and holds the results against the values that were
// written with the formulas.
func TestRecalculatedValuesAreTheCachedOnes(t *testing.T) {
	office(t)
	for name, review := range reviews() {
		for _, lang := range []string{"en", "ko"} {
			if lang == "ko" && name != "team" {
				continue // the formulas are the same; each conversion takes seconds
			}
			t.Run(name+" "+lang, func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "review.xlsx")
				if err := os.WriteFile(path, written(t, review(), lang), 0o600); err != nil {
					t.Fatal(err)
				}
				compareRecalculated(t, path)
			})
		}
	}
}

func compareRecalculated(t *testing.T, path string) {
	t.Helper()
	after := recalculated(t, path)
	wrong := 0
	found := formulas(t, opened(t, path), func(sheet, cell, formula, cached string) {
		value, err := after.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		if !equalCells(cached, value) {
			if wrong++; wrong <= 40 {
				t.Errorf("%s!%s = %s: cached %q, recalculated %q", sheet, cell, formula, cached, value)
			}
		}
	})
	if found < 20 {
		t.Errorf("only %d formulas found", found)
	}
	t.Logf("%d formulas, %d differ", found, wrong)
}

// TestAnotherProgramReallyCalculates proves that the comparison is not of two
// copies of the same cached value.
func TestAnotherProgramReallyCalculates(t *testing.T) {
	office(t)
	file := excelize.NewFile()
	stream, err := file.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.SetRow("A1", []any{2, 3, excelize.Cell{Formula: "A1+B1", Value: 99}}); err != nil {
		t.Fatal(err)
	}
	if err := stream.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := file.SetAppProps(&excelize.AppProperties{Application: "Attain"}); err != nil {
		t.Fatal(err)
	}
	var made bytes.Buffer
	if err := file.Write(&made); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "wrong.xlsx")
	if err := os.WriteFile(path, made.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if value, err := recalculated(t, path).GetCellValue("Sheet1", "C1"); err != nil || value != "5" {
		t.Errorf("recalculated %q, %v; want 5", value, err)
	}
}
