package data

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attain/app/sales"
	"attain/app/sales/salestest"
)

// TestFactsAgreeWithTheNaiveFold holds the SQL against the fold that looks at
// one record after the other, for any history, period and day.
func TestFactsAgreeWithTheNaiveFold(t *testing.T) {
	onHistories(t, func(rt *rapid.T, store *Store, history *salestest.Records) {
		for i := range 8 {
			q := salestest.Questions().Draw(rt, fmt.Sprintf("question %d", i))
			want, err := salestest.Fold(history, q)
			if err != nil {
				rt.Fatal(err)
			}
			got, err := store.Facts(t.Context(), q)
			if err != nil {
				rt.Fatal(err)
			}
			if fault := difference(got, want); fault != "" {
				rt.Fatalf("%+v: %s", q, fault)
			}
		}
	})
}

// onHistories runs a property on random histories, each kept in a store of its
// own.
func onHistories(t *testing.T, property func(rt *rapid.T, store *Store, history *salestest.Records)) {
	folder, n := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		history := salestest.Histories().Draw(rt, "history")
		n++
		store, err := Open(t.Context(), filepath.Join(folder, fmt.Sprintf("%d.db", n)), options())
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = store.Close() }()
		store.loadFrom = rapid.SampledFrom([]int{0, 1, 5}).Draw(rt, "rows of a load")
		keep(rt, store, history)
		property(rt, store, history)
	})
}

// keep writes a history through the store's own way.
func keep(t *rapid.T, store *Store, history *salestest.Records) {
	settings, err := json.Marshal(history.Settings)
	if err != nil {
		t.Fatal(err)
	}
	records := append(history.All(), &sales.Setting{Name: "settings", Value: string(settings)})
	_, err = store.Write(t.Context(), "kim", "test.history", func(tx sales.Tx) error { return tx.Put(t.Context(), records...) })
	if err != nil {
		t.Fatal(err)
	}
}

// difference tells which fact differs, "" if none does.
func difference(got, want *sales.Facts) string {
	g, w := reflect.ValueOf(*got), reflect.ValueOf(*want)
	for i := range g.NumField() {
		name := g.Type().Field(i).Name
		if !g.Type().Field(i).IsExported() {
			continue // kept by the domain while it measures, not by the store
		}
		if reflect.DeepEqual(g.Field(i).Interface(), w.Field(i).Interface()) {
			continue
		}
		return fmt.Sprintf("%s differs:\n%s", name, listDifference(g.Field(i), w.Field(i)))
	}
	return ""
}

func listDifference(g, w reflect.Value) string {
	if g.Kind() != reflect.Slice {
		return fmt.Sprintf("got  %+v\nwant %+v", g, w)
	}
	var b strings.Builder
	for i := range max(g.Len(), w.Len()) {
		var left, right any
		if i < g.Len() {
			left = g.Index(i).Interface()
		}
		if i < w.Len() {
			right = w.Index(i).Interface()
		}
		if !reflect.DeepEqual(left, right) {
			fmt.Fprintf(&b, "%d: got  %+v\n   want %+v\n", i, left, right)
		}
	}
	return b.String()
}
