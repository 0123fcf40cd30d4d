package app_test

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

// reads is a source that counts how often it is opened.
func reads(source importer.Source, count *int) importer.Source {
	open := source.Open
	source.Open = func() (io.ReadCloser, error) {
		*count++
		return open()
	}
	return source
}

// madeNames are the names of a result's records, in any order.
func madeNames(result app.ImportResult) map[sales.Kind][]string {
	all := map[sales.Kind][]string{}
	for kind, names := range result.Made {
		all[kind] = slices.Sorted(slices.Values(names))
	}
	return all
}

// dealTable has names of every kind that are not here, some of them twice in
// other spellings, and rows that are rejected.
func dealTable(rows int) string {
	var b strings.Builder
	b.WriteString("Deal ID,Deal name,Customer,Owner,Product,Stage,Amount,Created,Closed\n")
	for i := range rows {
		stage := []string{"Prospecting", "Proposl", "Demo", "Won", "Lost"}[i%5]
		fmt.Fprintf(&b, "D%d,Deal %d,Customer %d,%s,%s,%s,%d,2026-01-0%d,2026-03-0%d\n", i, i, i%7,
			[]string{"Anna Lee", "A. Lee", "Zoe", "zoe"}[i%4], []string{"GTXPro", "GTX Pro", "Other"}[i%3], stage, 100+i, 1+i%9, 1+i%9)
	}
	b.WriteString("D1000,Bad,Customer 1,Zoe,GTXPro,Demo,lots,2026-01-01,2026-03-01\n")
	return b.String()
}

// TestANameTakenForAnotherNeedsNoReading chooses for every name that a table
// has and this database lacks, and takes each choice back: what the preview
// answers at once is what trying the whole import out says.
func TestANameTakenForAnotherNeedsNoReading(t *testing.T) {
	ctx := context.Background()
	service := newService(t)
	for _, name := range []string{"Anna Lee", "Bo"} {
		if _, err := service.SaveRep(ctx, sales.Rep{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := service.SaveProduct(ctx, sales.Product{Name: "GTX Pro"}); err != nil {
		t.Fatal(err)
	}
	opened := 0
	form := app.ImportForm{Source: reads(importer.BytesSource("deals.csv", []byte(dealTable(60))), &opened), Kind: importer.KindDeals, Create: true}
	reading, err := service.DetectImport(ctx, form)
	if err != nil {
		t.Fatal(err)
	}
	form.Options.Detected = reading.Detection
	preview, err := service.PreviewImport(ctx, form)
	if err != nil {
		t.Fatal(err)
	}
	values, answered := map[string]map[string]string{}, 0
	choose := func(field, name, means string) {
		next := map[string]map[string]string{}
		for f, pairs := range values {
			next[f] = maps.Clone(pairs)
		}
		if next[field] == nil {
			next[field] = map[string]string{}
		}
		if next[field][name] = means; means == "" {
			delete(next[field], name)
		}
		values = next
		before := opened
		renamed, ok := preview.Renamed(values, field, name)
		if opened != before {
			t.Fatalf("choosing for %s %q read the file", field, name)
		}
		form.Options.Values = values
		full, err := service.PreviewImport(ctx, form)
		if err != nil {
			t.Fatal(err)
		}
		preview = full
		if !ok {
			return
		}
		answered++
		compare(t, fmt.Sprintf("%s %q taken for %q", field, name, means), renamed, full)
		preview = renamed
	}
	for _, u := range preview.Unknown {
		for _, means := range append(slices.Clone(preview.Known[u.Field]), "") {
			choose(u.Field, u.Value, means)
		}
	}
	if answered < 20 {
		t.Errorf("only %d choices were answered at once", answered)
	}
}

func compare(t *testing.T, what string, got, want app.ImportPreview) {
	t.Helper()
	g, w := got.Result, want.Result
	if fmt.Sprint(g.Read, g.Created, g.Updated, g.Unchanged, g.Rejected, g.Merged) != fmt.Sprint(w.Read, w.Created, w.Updated, w.Unchanged, w.Rejected, w.Merged) {
		t.Errorf("%s: counts %d/%d, tried out %d/%d", what, g.Created, g.Rejected, w.Created, w.Rejected)
	}
	if made, want := fmt.Sprint(madeNames(g)), fmt.Sprint(madeNames(w)); made != want {
		t.Errorf("%s: makes %s, tried out %s", what, made, want)
	}
	if shown, want := fmt.Sprint(got.Rows), fmt.Sprint(want.Rows); shown != want {
		t.Errorf("%s: rows %.300s, tried out %.300s", what, shown, want)
	}
	if stages, want := fmt.Sprint(got.Stages), fmt.Sprint(want.Stages); stages != want {
		t.Errorf("%s: stages %s, tried out %s", what, stages, want)
	}
}
