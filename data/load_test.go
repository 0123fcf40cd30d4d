package data

import (
	"context"
	"errors"
	"testing"

	"attain/app/sales"
)

// TestLoadPutsTheIndexesBack: a bulk write takes the indexes of its table off
// while it runs, and they are there again after it, after one that failed, and
// after one too small or into a table too full to be worth it.
func TestLoadPutsTheIndexesBack(t *testing.T) {
	s := openStore(t)
	indexes := func() string {
		var found string
		err := s.write.QueryRowContext(t.Context(), `SELECT group_concat(sql, char(10)) FROM
			(SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY sql)`).Scan(&found)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
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
	load(25000, fail)
	load(1000, nil)
	if off != 0 {
		t.Errorf("%d indexes were taken off for 1000 rows", off)
	}
	load(60000, nil)
	if off < 5 {
		t.Errorf("only %d indexes were taken off for a load", off)
	}
	load(21000, nil)
	if off != 0 {
		t.Errorf("%d indexes were taken off a table that holds more than is added", off)
	}
	checkClean(t, s)
}
