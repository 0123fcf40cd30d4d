package data

import (
	"testing"

	"attain/app/sales"
)

// TestFactsAreKeptUntilSomethingChanges asks twice: the same facts come back
// until a write, and again after an undo there are fresh ones.
func TestFactsAreKeptUntilSomethingChanges(t *testing.T) {
	s, ctx := openStore(t), t.Context()
	day := sales.DayOf(2026, 10, 31)
	q := sales.FactsQuery{Period: sales.MonthPeriod(day.Month()), AsOf: day, History: day.Add(-400)}
	ask := func() *sales.Facts {
		t.Helper()
		facts, err := s.Facts(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		return facts
	}
	first := ask()
	if ask() != first {
		t.Error("nothing changed, but the facts were folded anew")
	}
	if _, err := s.Write(ctx, "test", "add", func(tx sales.Tx) error {
		return tx.Put(ctx, &sales.Rep{ID: "r1", Name: "Ann"})
	}); err != nil {
		t.Fatal(err)
	}
	second := ask()
	if len(second.Reps) != 1 || len(first.Reps) != 0 {
		t.Errorf("after a write: %d reps, before: %d", len(second.Reps), len(first.Reps))
	}
	if _, err := s.Undo(ctx, "test"); err != nil {
		t.Fatal(err)
	}
	if third := ask(); len(third.Reps) != 0 {
		t.Errorf("after undo: %d reps", len(third.Reps))
	}
}
