package data

import (
	"testing"

	"pgregory.net/rapid"

	"attain/app/sales"
)

// TestStaysTellWhereADealWas folds random histories and asks for every day in
// which stage the deal was: the stay alive on it is the one of the last move
// made by then, counted naively. Moves dated before one they follow count as
// made on its day.
func TestStaysTellWhereADealWas(t *testing.T) {
	stages := map[sales.ID]sales.StageKind{"a": sales.StageOpen, "b": sales.StageOpen, "w": sales.StageWon, "l": sales.StageLost, "": sales.StageOpen}
	kind := func(id sales.ID) sales.StageKind { return stages[id] }
	rapid.Check(t, func(t *rapid.T) {
		moves := make([]sales.Move, rapid.IntRange(1, 8).Draw(t, "moves"))
		for i := range moves {
			moves[i] = sales.Move{
				DealID: "d", Seq: i + 1, StageID: rapid.SampledFrom([]sales.ID{"a", "b", "w", "l", ""}).Draw(t, "stage"),
				Day: sales.Day(rapid.IntRange(0, 12).Draw(t, "day")), OwnerID: rapid.SampledFrom([]sales.ID{"x", "y"}).Draw(t, "owner"),
			}
		}
		stays := foldStays(moves, kind)
		if len(stays) != len(moves) {
			t.Fatalf("%d stays of %d moves", len(stays), len(moves))
		}
		for day := sales.Day(1); day <= 14; day++ {
			want := -1
			for i, m := range moves {
				for _, earlier := range moves[:i] {
					m.Day = max(m.Day, earlier.Day)
				}
				if m.Day <= day {
					want = i
				}
			}
			var alive []int
			for i, s := range stays {
				if s.entered <= day.String() && s.left > day.String() {
					alive = append(alive, i)
				}
			}
			if want < 0 && len(alive) > 0 || want >= 0 && (len(alive) != 1 || alive[0] != want) {
				t.Fatalf("on %s stays %v are alive, want %d of\n%+v", day, alive, want, stays)
			}
		}
		requireLengths(t, moves, stays)
	})
}

// requireLengths checks the length of each stay against its dates.
func requireLengths(t *rapid.T, moves []sales.Move, stays []stay) {
	for i, s := range stays {
		known := s.entered != "" && s.left != running && s.left != ""
		if (s.days != nil) != (known && s.kind == "open") {
			t.Fatalf("stay %d has days %v: %+v", i, s.days, stays)
		}
		if s.days == nil {
			continue
		}
		entered, _ := sales.ParseDay(s.entered)
		left, _ := sales.ParseDay(s.left)
		if s.days != int64(left.Sub(entered)) || left < entered {
			t.Fatalf("stay %d from %s to %s has %v days", i, s.entered, s.left, s.days)
		}
		if s.owner != string(moves[i].OwnerID) {
			t.Fatalf("stay %d is of %v", i, s.owner)
		}
	}
}

func TestStageThatBecomesClosedFoldsItsStaysAgain(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	before := dump(t, s)
	changed := *sc.stages[1]
	changed.Kind = sales.StageLost
	put(t, s, &changed)
	if lost, err := s.Deals(t.Context(), sales.DealQuery{Kind: sales.StageLost}); err != nil || len(lost) != 1 {
		t.Errorf("%d deals are lost (%v), want the one in the stage that became lost", len(lost), err)
	}
	checkClean(t, s)
	if _, err := s.Undo(t.Context(), "kim"); err != nil {
		t.Fatal(err)
	}
	if got := dump(t, s); got != before {
		t.Errorf("after undo\n%s\nwant\n%s", got, before)
	}
}
