package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// FuzzTable opens damaged workbooks: the parts that matter are replaced by
// mutated text, so that the archive itself stays whole.
func FuzzTable(f *testing.F) {
	for _, seed := range []string{
		`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000.5</v></c></row></sheetData></worksheet>`,
		`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048577"><c r="XFE1"><v>1</v></c></row></sheetData></worksheet>`,
		`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="-1"><c r="1A" t="inlineStr"><is><t>x</t></is></c><c t="d"><v>2026-01-01</v></c></row>`,
		`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>1+1</f></c></row></sheetData></worksheet>`,
	} {
		f.Add([]byte(seed), []byte(`<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`))
		f.Add([]byte(seed), []byte(`<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs/></styleSheet>`))
	}
	whole := plainBook(f) // once: it takes longer than reading one
	f.Fuzz(func(t *testing.T, sheet, styles []byte) {
		path := filepath.Join(t.TempDir(), "fuzz.xlsx")
		if err := os.WriteFile(path, replaced(t, whole, sheet, styles), 0o600); err != nil {
			t.Fatal(err)
		}
		table, err := OpenTable(context.Background(), path, "")
		if err != nil {
			return
		}
		defer closed(t, table)
		for range 5000 {
			if _, _, err := table.Next(); err != nil {
				if !errors.Is(err, io.EOF) {
					t.Logf("a clear error: %v", err)
				}
				return
			}
		}
	})
}

// plainBook is a workbook with one cell.
func plainBook(tb testing.TB) []byte {
	tb.Helper()
	file := excelize.NewFile()
	if err := file.SetCellValue("Sheet1", "A1", "text"); err != nil {
		tb.Fatal(err)
	}
	whole, err := file.WriteToBuffer()
	if err != nil {
		tb.Fatal(err)
	}
	return bytes.Clone(whole.Bytes())
}

// replaced is a workbook with other parts in it.
func replaced(t *testing.T, whole, sheet, styles []byte) []byte {
	t.Helper()
	return rewritten(t, whole, map[string][]byte{"xl/worksheets/sheet1.xml": sheet, "xl/styles.xml": styles})
}

// rewritten copies an archive with some parts exchanged.
func rewritten(t *testing.T, whole []byte, parts map[string][]byte) []byte {
	t.Helper()
	reader, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	var buffer bytes.Buffer
	writer := zip.NewWriter(&buffer)
	for _, part := range reader.File {
		content, ok := parts[part.Name]
		if !ok {
			if err := writer.Copy(part); err != nil {
				t.Fatal(err)
			}
			continue
		}
		target, err := writer.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := target.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}
