package app_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/data/xlsx"
)

// TestATableIsReadFromItsFileOnce takes the file away once it was tried out:
// it is tried out again, and imported, as it was looked at.
func TestATableIsReadFromItsFileOnce(t *testing.T) {
	ctx := context.Background()
	service := newService(t)
	text := filepath.Join(t.TempDir(), "deals.csv")
	if err := os.WriteFile(text, []byte(dealTable(50)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{text, workbookOf(t, dealTable(50))} {
		source, err := service.ImportFile(path)
		if err != nil {
			t.Fatal(err)
		}
		form := app.ImportForm{Source: source, Kind: importer.KindDeals, Create: true}
		if kind, ok, err := service.GuessImport(ctx, form); err != nil || !ok || kind != importer.KindDeals {
			t.Fatalf("%s: guessed %q, %v", path, kind, err)
		}
		reading, err := service.DetectImport(ctx, form)
		if err != nil {
			t.Fatal(err)
		}
		form.Options.Detected = reading.Detection
		before, err := service.PreviewImport(ctx, form)
		if err != nil || before.Result.Created != 50 || before.Result.Rejected != 1 {
			t.Fatalf("%s: %+v, %v", path, before.Result, err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		form.Options.Values = map[string]map[string]string{"stage": {"Demo": "won"}}
		again, err := service.PreviewImport(ctx, form)
		if err != nil || again.Result.Created != 50 || again.Result.Rejected != 1 {
			t.Errorf("%s: tried out again: %+v, %v", path, again.Result, err)
		}
		form.DryRun = true
		if result, err := service.Import(ctx, form); err != nil || result.Created != 50 {
			t.Errorf("%s: imported %+v, %v", path, result, err)
		}
	}
}

// workbookOf writes a table of comma separated texts into a workbook.
func workbookOf(t *testing.T, table string) string {
	t.Helper()
	var content bytes.Buffer
	book, finish := xlsx.NewTable(&content, "deals")
	for at, line := range strings.Split(strings.TrimSpace(table), "\n") {
		cells := strings.Split(line, ",")
		if at == 0 {
			if err := book.Header(cells); err != nil {
				t.Fatal(err)
			}
			continue
		}
		row := make([]any, len(cells))
		for i, cell := range cells {
			row[i] = cell
		}
		if err := book.Row(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := finish(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "deals.xlsx")
	if err := os.WriteFile(path, content.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
