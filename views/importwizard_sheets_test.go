package views

import (
	"context"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"attain/app/importer"
)

// textBook is a stand-in for a workbook: a text file that begins as one does,
// with a line "[Name]" above the rows of each sheet.
type textBook struct {
	sheet string
	names []string
	rows  [][]string
	at    int
}

func openTextBook(_ context.Context, path, sheet string) (importer.Rows, error) {
	content, err := os.ReadFile(path)
	book, at := &textBook{sheet: sheet}, ""
	for line := range strings.SplitSeq(string(content), "\n") {
		switch {
		case strings.HasPrefix(line, "PK"):
		case strings.HasPrefix(line, "["):
			at = strings.Trim(line, "[]")
			book.names = append(book.names, at)
			if book.sheet == "" {
				book.sheet = at
			}
		case at == book.sheet:
			book.rows = append(book.rows, strings.Split(line, "|"))
		}
	}
	return book, err
}

func (b *textBook) Next() (cells []string, row int, err error) {
	if b.at == len(b.rows) {
		return nil, 0, io.EOF
	}
	b.at++
	return slices.Clone(b.rows[b.at-1]), b.at, nil
}

func (b *textBook) Sheet() string    { return b.sheet }
func (b *textBook) Sheets() []string { return b.names }
func (b *textBook) Close() error     { return nil }

// TestWizardFindsTheSheet passes over notes to the first sheet that is a table,
// and guesses anew what the rows of another sheet are.
func TestWizardFindsTheSheet(t *testing.T) {
	s := open(t, newService(t, products), "light", PagePipeline)
	path := fileOf(t, "shop.xlsx", "PK\x03\x04", "[Notes]", "Only notes", "[Quotas]", "Salesperson|2026-07|2026-08", "Ann|10|20",
		"[Deals]", "Deal ID|Name|Amount|Stage|Created", "1|First|5|Won|2026-09-01")
	w := s.guessing(path)
	if w.kind != "quotas" || w.reading.Detection.Sheet != "Quotas" || w.step != stepReading {
		t.Fatalf("%q of %q in step %d", w.reading.Detection.Sheet, w.kind, w.step)
	}
	s.pick(w.text("views.import.sheet"), "Deals")
	if w.kind != "deals" || w.reading.Detection.Sheet != "Deals" {
		t.Errorf("%q of %q", w.reading.Detection.Sheet, w.kind)
	}
	s.pick(w.text("views.import.sheet"), "Notes")
	if w.reading.Detection.Sheet != "Notes" || w.step != stepReading {
		t.Errorf("%q in step %d", w.reading.Detection.Sheet, w.step)
	}
	w.dialog.Close()
}
