package data

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"attain/app/sales"
	"attain/app/sales/salestest"
)

// TestFoldsFollowEveryWrite writes, changes, trashes, deletes, undoes and
// redoes at random, row by row and as loads; it imports tables, merges, erases
// people, and restores backups and the sample team: after each step what is
// folded is what a fresh fold gives, and every index is there.
func TestFoldsFollowEveryWrite(t *testing.T) {
	indexes, folder := indexesOf(t, openStore(t)), t.TempDir()
	demo := sampleTeam(t, folder)
	onHistories(t, func(rt *rapid.T, store *Store, _ *salestest.Records) {
		whole := &whole{folder: folder, backups: []string{demo}}
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			walker{rt, store, whole}.once()
			result := sales.CheckResult{}
			if err := errors.Join(store.checkFolded(t.Context(), &result), store.checkStays(t.Context(), &result)); err != nil {
				rt.Fatal(err)
			}
			if indexesOf(t, store) != indexes {
				rt.Fatal("an index is missing")
			}
			if len(result.Problems) > 0 {
				rt.Fatal(result.Problems)
			}
		}
	})
}

// TestCheckFindsWrongFolds reports folded rows that something else wrote.
func TestCheckFindsWrongFolds(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	put(t, s, manyActivities(sc, 3)...)
	put(t, s, &sales.Activity{ID: newID(), RepID: sc.rep.ID, Type: sales.Web, Direction: sales.Inbound, Day: day("2026-10-02"), LeadID: sc.lead.ID})
	for i, stage := range []*sales.Stage{sc.stages[1], sc.stages[4]} {
		put(t, s, &sales.Move{ID: newID(), DealID: sc.deal.ID, Seq: 10 + i, StageID: stage.ID, Day: day("2026-11-02").Add(i), OwnerID: sc.rep.ID})
	}
	tables := map[string]string{
		"activity_days": "done", "activity_months": "done", "deal_touches": "touches", "lead_touches": "warm", "closed_stays": "count", "outcome_months": "won",
	}
	for table, column := range tables {
		result, err := s.write.ExecContext(t.Context(), "UPDATE "+table+" SET "+column+" = "+column+" + 1")
		if err != nil {
			t.Fatal(err)
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			t.Errorf("%s holds %d rows (%v), want some", table, n, err)
		}
	}
	result, err := s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Problems) != len(tables) {
		t.Errorf("problems %q, want one for each table", result.Problems)
	}
}
