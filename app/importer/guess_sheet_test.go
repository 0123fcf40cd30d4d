package importer

import (
	"context"
	"errors"
	"testing"
)

// book is a workbook of several sheets, read at one of them.
type book struct {
	sheet
	names []string
}

func (b *book) Sheets() []string { return b.names }

// TestTheSheetThatIsATableIsFound finds the sheet of a workbook whose rows are
// what is looked for; notes before it and an empty sheet are passed over.
func TestTheSheetThatIsATableIsFound(t *testing.T) {
	sheets := map[string][][]string{
		"Notes":  {{"Only notes here"}},
		"Empty":  nil,
		"Quotas": {{"Salesperson", "2026"}, {"", "Jul", "Aug", "Sep"}, {"Ann", "1", "2", "3"}},
		"Deals":  {{"Deal ID", "Name", "Amount", "Stage", "Created"}, {"1", "A", "5", "Won", "2026-10-31"}},
	}
	names := []string{"Notes", "Empty", "Quotas", "Deals"}
	source := Source{Name: "shop.xlsx", Sheet: func(_ context.Context, name string) (Rows, error) {
		if name == "" {
			name = names[0]
		}
		return &book{sheet: sheet{rows: sheets[name]}, names: names}, nil
	}}
	for kind, want := range map[Kind]string{"": "Quotas", KindQuotas: "Quotas", KindDeals: "Deals", KindActivities: ""} {
		found, means, err := GuessSheet(context.Background(), source, kind, Options{})
		if err != nil || found != want || (want != "" && string(means) == "") || (kind != "" && want != "" && means != kind) {
			t.Errorf("%q: %q of %q, %v", kind, found, means, err)
		}
	}
	if found, _, err := GuessSheet(context.Background(), Source{Name: "a.csv"}, "", Options{}); found != "" || err != nil {
		t.Errorf("no workbook: %q, %v", found, err)
	}
	broken := errors.New("broken")
	source.Sheet = func(context.Context, string) (Rows, error) { return nil, broken }
	if _, _, err := GuessSheet(context.Background(), source, "", Options{}); !errors.Is(err, broken) {
		t.Errorf("broken: %v", err)
	}
}
