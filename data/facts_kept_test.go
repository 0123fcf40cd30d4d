package data

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"attain/app/sales"
	"attain/app/sales/salestest"
)

// TestKeptFactsFollowEveryWrite asks some questions again after each random
// change: the facts mended from the kept ones are those of a fresh fold.
func TestKeptFactsFollowEveryWrite(t *testing.T) {
	onHistories(t, func(rt *rapid.T, store *Store, _ *salestest.Records) {
		questions := make([]sales.FactsQuery, 3)
		for i := range questions {
			questions[i] = salestest.Questions().Draw(rt, fmt.Sprintf("question %d", i))
			questions[i].Credit = i == 2
		}
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			for i, q := range questions {
				if i > 0 && !rapid.Bool().Draw(rt, "asked") {
					continue // its changes add up until it is asked again
				}
				requireFresh(rt, store, q)
			}
			walker{T: rt, store: store}.once()
		}
		for _, q := range questions {
			requireFresh(rt, store, q)
		}
	})
}

// requireFresh compares the store's answer with a fresh fold.
func requireFresh(t *rapid.T, store *Store, q sales.FactsQuery) {
	got, err := store.Facts(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	want, err := store.reader.Facts(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if fault := difference(got, want); fault != "" {
		t.Fatalf("%+v: %s", q, fault)
	}
}

// TestMendedFactsShareWhatDidNotChange writes one activity: the deals are not
// read again, so that a large team's figures follow an edit at once.
func TestMendedFactsShareWhatDidNotChange(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, append(sc.records(), &sales.Lead{ID: newID(), Name: "Yoon", Status: sales.LeadNew})...)
	q := sales.FactsQuery{Period: sales.MonthPeriod(day("2026-11-01").Month()), AsOf: day("2026-11-23"), History: day("2025-11-01")}
	ask := func() *sales.Facts {
		t.Helper()
		facts, err := s.Facts(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		return facts
	}
	first := ask()
	put(t, s, &sales.Contact{ID: newID(), Name: "Jung"})
	if ask() != first {
		t.Error("a contact is in no facts, but they were folded again")
	}
	put(t, s, &sales.Activity{ID: newID(), RepID: sc.rep.ID, Type: sales.Call, Direction: sales.Outbound, Day: day("2026-11-23"), DealID: sc.deal.ID})
	second := ask()
	if second.Deals[0].Touches != first.Deals[0].Touches+1 {
		t.Errorf("%d touches after %d and one more", second.Deals[0].Touches, first.Deals[0].Touches)
	}
	if &first.Leads[0] != &second.Leads[0] {
		t.Error("the leads, of which none changed, were read again")
	}
}

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
