package app_test

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
	"attain/assets"
	"attain/data"
	"attain/data/xlsx"
)

// today is the day on which every test of this package happens.
var today = time.Date(2026, time.November, 23, 10, 0, 0, 0, time.UTC)

// newService returns the service over a new database file.
func newService(t *testing.T) *app.Service {
	t.Helper()
	return newServiceAt(t, today)
}

// newServiceAt is newService at another time.
func newServiceAt(t *testing.T, now time.Time) *app.Service {
	t.Helper()
	return serviceOn(t, filepath.Join(t.TempDir(), "attain.db"), now)
}

// serviceOn is newServiceAt on a file.
func serviceOn(t *testing.T, path string, now time.Time) *app.Service {
	t.Helper()
	store, err := data.Open(context.Background(), path, data.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	service := app.New(store, app.Options{
		Now: func() time.Time { return now }, Who: "test",
		Text:  func(lang string) sales.Text { return catalogue.Text(lang) },
		Table: func(w io.Writer, sheet string) (app.BookWriter, func() error) { return xlsx.NewTable(w, sheet) },
		OpenWorkbook: func(ctx context.Context, path, sheet string) (importer.Rows, error) {
			return xlsx.OpenTable(ctx, path, sheet)
		},
	})
	if err := service.Prepare(context.Background()); err != nil {
		t.Fatal(err)
	}
	return service
}

// form is an import of some CSV lines that makes what is missing.
func form(kind importer.Kind, lines ...string) app.ImportForm {
	return app.ImportForm{Source: importer.BytesSource("test.csv", []byte(strings.Join(lines, "\n"))), Kind: kind, Create: true}
}

// take imports lines and fails on an error.
func take(t *testing.T, service *app.Service, f app.ImportForm) app.ImportResult {
	t.Helper()
	result, err := service.Import(context.Background(), f)
	if err != nil {
		t.Fatalf("import: %v", err)
	}
	return result
}

// counts are what an import prints.
func counts(r app.ImportResult) [5]int {
	return [5]int{r.Read, r.Created, r.Updated, r.Unchanged, r.Rejected}
}

// figures measures a period ("2026-10") as of a day ("" today).
func figures(t *testing.T, service *app.Service, period, asOf string) *sales.Report {
	t.Helper()
	ctx := context.Background()
	p, err := service.Period(ctx, period)
	if err != nil {
		t.Fatal(err)
	}
	day, err := sales.ParseDay(asOf)
	if err != nil {
		t.Fatal(err)
	}
	f, err := service.Metrics(ctx, p, day)
	if err != nil {
		t.Fatal(err)
	}
	return f.Report
}

// repMetrics returns a rep's metrics of a report.
func repMetrics(t *testing.T, report *sales.Report, name string) sales.Metrics {
	t.Helper()
	for _, rep := range report.Reps {
		if rep.Rep.Name == name {
			return rep.Metrics
		}
	}
	t.Fatalf("no rep %q in the report", name)
	return sales.Metrics{}
}

// ok is the value, or a panic of the test.
func ok[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
