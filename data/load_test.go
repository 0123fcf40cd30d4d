package data

import (
	"context"
	"errors"
	"slices"
	"testing"

	"attain/app/sales"
)

// TestLoadPutsTheIndexesBack: a bulk write takes the indexes of its table off
// while it runs, and they are there again after it, after one that failed, and
// after one too small or into a table too full to be worth it.
func TestLoadPutsTheIndexesBack(t *testing.T) {
	s := openStore(t)
	indexes := func() string { return indexesOf(t, s) }
	want := indexes()
	fail := errors.New("stop")
	off := 0
	load := func(rows int, end error) {
		t.Helper()
		_, err := s.Write(context.Background(), "kim", "test.load", func(tx sales.Tx) error {
			for range rows / 1000 {
				var records []sales.Record
				for range 1000 {
					records = append(records, &sales.Activity{ID: newID(), Type: sales.Call, Direction: sales.Outbound, Day: day("2026-11-20")})
				}
				if err := tx.Put(context.Background(), records...); err != nil {
					return err
				}
			}
			off = len(tx.(*transaction).load.rebuilt)
			return end
		})
		if !errors.Is(err, end) {
			t.Fatal(err)
		}
		if got := indexes(); got != want {
			t.Errorf("after %d rows ended with %v the indexes are\n%v\nwant\n%v", rows, end, got, want)
		}
	}
	load(5000, fail)
	load(1000, nil)
	if off != 0 {
		t.Errorf("%d indexes were taken off for 1000 rows", off)
	}
	load(12000, nil)
	if off < 5 {
		t.Errorf("only %d indexes were taken off for a load", off)
	}
	load(4000, nil)
	if off != 0 {
		t.Errorf("%d indexes were taken off a table that holds more than is added", off)
	}
	checkClean(t, s)
}

// indexesOf returns the statements of all indexes.
func indexesOf(t *testing.T, s *Store) string {
	t.Helper()
	var found string
	err := s.write.QueryRowContext(t.Context(), `SELECT group_concat(sql, char(10)) FROM
		(SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY sql)`).Scan(&found)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestLoadsAreWalkedOver undoes and redoes a load: the records, the folds and
// the indexes are each time what they were.
func TestLoadsAreWalkedOver(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	empty, indexes := dump(t, s), indexesOf(t, s)
	s.loadFrom = 100
	var records []sales.Record
	for i := range 300 {
		deal := &sales.Deal{ID: newID(), Name: "A deal", Created: day("2026-01-05").Add(i % 200)}
		records = append(records, deal,
			&sales.Move{ID: newID(), DealID: deal.ID, Seq: 1, StageID: sc.stages[i%2].ID, Day: deal.Created},
			&sales.Move{ID: newID(), DealID: deal.ID, Seq: 2, StageID: sc.stages[i%len(sc.stages)].ID, Day: deal.Created.Add(i % 40)})
	}
	put(t, s, records...)
	full := dump(t, s)
	for _, walk := range []struct {
		name string
		step func(context.Context, string) (sales.Batch, error)
		want string
	}{{"undo", s.Undo, empty}, {"redo", s.Redo, full}, {"undo again", s.Undo, empty}} {
		if _, err := walk.step(t.Context(), "kim"); err != nil {
			t.Fatal(err)
		}
		if got := indexesOf(t, s); got != indexes {
			t.Errorf("after %s the indexes are\n%s\nwant\n%s", walk.name, got, indexes)
		}
		if dump(t, s) != walk.want {
			t.Errorf("after %s the records are not what they were", walk.name)
		}
		checkClean(t, s)
	}
}

// TestALoadMayRepeatRecords writes a record again, changed, in the middle of a
// load, and one that the schema refuses.
func TestALoadMayRepeatRecords(t *testing.T) {
	s, sc := openStore(t), newScene()
	s.loadFrom = 10
	put(t, s, sc.records()...)
	activities := make([]sales.Record, 200)
	for i := range activities {
		activities[i] = &sales.Activity{ID: newID(), RepID: sc.rep.ID, Type: sales.Call, Direction: sales.Outbound, Day: day("2026-11-20"), DealID: sc.deal.ID}
	}
	again := *activities[7].(*sales.Activity)
	again.Day = day("2026-11-21")
	put(t, s, slices.Insert(activities, 150, sales.Record(&again))...)
	checkClean(t, s)
	found, err := s.Activities(t.Context(), sales.ActivityQuery{IDs: []sales.ID{again.ID}})
	if err != nil || len(found) != 1 || found[0].Day != again.Day {
		t.Errorf("the record written twice is %v, %v", found, err)
	}
	before := dump(t, s)
	for i := range activities {
		activities[i] = &sales.Activity{ID: newID(), Type: sales.Call, Direction: sales.Outbound, Day: day("2026-11-20")}
	}
	activities[100].(*sales.Activity).DealID = newID()
	_, err = s.Write(t.Context(), "kim", "test.load", func(tx sales.Tx) error { return tx.Put(t.Context(), activities...) })
	var missing *sales.NotFound
	if !errors.As(err, &missing) {
		t.Errorf("a load with an activity on no deal: %v", err)
	}
	if dump(t, s) != before {
		t.Error("part of a refused load is there")
	}
	checkClean(t, s)
}
