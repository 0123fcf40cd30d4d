package data

import (
	"fmt"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"attain/app/sales"
	"attain/app/sales/salestest"
)

// TestFoldedDaysFollowEveryWrite writes, changes, trashes, deletes, undoes and
// redoes at random: after each step the folded days and months are what a
// fresh fold gives, and the facts are those of a naive one.
func TestFoldedDaysFollowEveryWrite(t *testing.T) {
	folder, n := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		history := salestest.Histories().Draw(rt, "history")
		n++
		store, err := Open(t.Context(), filepath.Join(folder, fmt.Sprintf("%d.db", n)), options())
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = store.Close() }()
		keep(rt, store, history)
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			walkOnce(rt, store, history)
			result := sales.CheckResult{}
			if err := store.checkDays(t.Context(), &result); err != nil {
				rt.Fatal(err)
			}
			if len(result.Problems) > 0 {
				rt.Fatal(result.Problems)
			}
		}
	})
}

// walkOnce makes one random change through the store's own way.
func walkOnce(t *rapid.T, store *Store, history *salestest.Records) {
	ctx := t.Context()
	change := func(f func(sales.Tx) error) {
		if _, err := store.Write(ctx, "kim", "test", f); err != nil {
			t.Fatal(err)
		}
	}
	steps := map[string]func(){
		"undo": func() { _, _ = store.Undo(ctx, "kim") },
		"redo": func() { _, _ = store.Redo(ctx, "kim") },
	}
	stored, err := store.Activities(ctx, sales.ActivityQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if len(stored) > 0 {
		a := rapid.SampledFrom(stored).Draw(t, "activity")
		steps["change"] = func() {
			a.Day, a.Planned = a.Day.Add(rapid.IntRange(-40, 40).Draw(t, "days")), rapid.Bool().Draw(t, "planned")
			a.RepID, a.DealID = history.Reps[0].ID, ""
			change(func(tx sales.Tx) error { return tx.Put(ctx, &a) })
		}
		steps["delete"] = func() {
			change(func(tx sales.Tx) error { return tx.Delete(ctx, sales.KindActivity, a.ID) })
		}
	}
	deals, err := store.Deals(ctx, sales.DealQuery{Deleted: rapid.Bool().Draw(t, "in the trash")})
	if err != nil {
		t.Fatal(err)
	}
	if len(deals) > 0 {
		d := rapid.SampledFrom(deals).Draw(t, "deal")
		steps["trash"] = func() {
			d.Deleted = rapid.SampledFrom([]sales.Day{0, sales.DayOf(2024, 3, 1)}).Draw(t, "deleted")
			change(func(tx sales.Tx) error { return tx.Put(ctx, &d) })
		}
		steps["purge"] = func() {
			change(func(tx sales.Tx) error { return tx.Delete(ctx, sales.KindDeal, d.ID) })
		}
	}
	names := make([]string, 0, len(steps))
	for _, name := range []string{"undo", "redo", "change", "delete", "trash", "purge"} {
		if steps[name] != nil {
			names = append(names, name)
		}
	}
	steps[rapid.SampledFrom(names).Draw(t, "step")]()
}

// TestCheckFindsWrongDays reports folded attempts that something else wrote.
func TestCheckFindsWrongDays(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	put(t, s, manyActivities(sc, 3)...)
	for _, table := range []string{"activity_days", "activity_months"} {
		if _, err := s.write.ExecContext(t.Context(), "UPDATE "+table+" SET attempts = attempts + 1"); err != nil {
			t.Fatal(err)
		}
	}
	result, err := s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Problems) != 2 {
		t.Errorf("problems %q, want one for each table", result.Problems)
	}
}
