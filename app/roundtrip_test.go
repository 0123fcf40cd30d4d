package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

// TestEverythingComesOutAndInAgain exports the sample team and imports it
// into an empty database: every metric must be equal.
func TestEverythingComesOutAndInAgain(t *testing.T) {
	ctx := context.Background()
	from := newService(t)
	if err := from.FillDemo(ctx, app.Demo{Reps: 8, Months: 7, Seed: 3, Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	to := newService(t)
	for _, kind := range importer.Kinds() {
		var table bytes.Buffer
		w := app.NewCSV(&table)
		if err := from.Export(ctx, kind, w); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		result, err := to.Import(ctx, app.ImportForm{Source: importer.BytesSource(string(kind)+".csv", table.Bytes()), Kind: kind})
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		for i, r := range result.Rejections {
			if i < 3 {
				t.Errorf("%s line %d: %s %s %q", kind, r.Line, r.Reason, r.Field, r.Value)
			}
		}
	}
	for _, c := range []struct{ period, asOf string }{{"2026-11", ""}, {"2026-10", "2026-10-15"}, {"2026-Q3", ""}, {"2026", "2026-09-30"}} {
		want, got := document(t, figures(t, from, c.period, c.asOf)), document(t, figures(t, to, c.period, c.asOf))
		difference(t, c.period+" as of "+c.asOf, want, got)
	}
}

// document is a report as the command line prints it.
func document(t *testing.T, report *sales.Report) map[string]any {
	t.Helper()
	text, err := json.Marshal(report.Document())
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// difference reports where two JSON documents differ.
func difference(t *testing.T, path string, want, got any) {
	t.Helper()
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			t.Errorf("%s: %v, want an object", path, got)
			return
		}
		for key := range w {
			difference(t, path+"."+key, w[key], g[key])
		}
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			t.Errorf("%s: %d entries, want %d", path, len(g), len(w))
			return
		}
		for i := range w {
			difference(t, path, w[i], g[i])
		}
	default:
		if want != got {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}
