package data

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"attain/app/sales"
)

// grown is a database with some hundred records of several kinds, closed.
func grown(t testing.TB) (path string, content sales.CheckResult) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "attain.db")
	s, err := Open(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	base := newScene()
	put(t, s, base.records()...)
	for i := range 400 {
		deal := &sales.Deal{ID: newID(), Name: fmt.Sprintf("Deal %d", i), OwnerID: base.rep.ID, AccountID: base.account.ID, Created: day("2026-10-01"), Notes: fmt.Sprintf("%0*d", i%40*200, i)}
		move := &sales.Move{ID: newID(), DealID: deal.ID, Seq: 1, StageID: base.stages[0].ID, At: clock, Day: day("2026-10-01"), OwnerID: base.rep.ID}
		call := &sales.Activity{ID: newID(), RepID: base.rep.ID, Type: sales.Call, Direction: sales.Outbound, At: clock, Day: day("2026-11-01"), DealID: deal.ID, Subject: "Call"}
		put(t, s, deal, move, call)
	}
	if content, err = s.Check(t.Context()); err != nil || len(content.Problems) > 0 {
		t.Fatal(err, content.Problems)
	}
	closeStore(t, s)
	return path, content
}

func total(records map[sales.Kind]int) (n int) {
	for _, count := range records {
		n += count
	}
	return n
}

// recovered recovers a damaged file and proves that the result opens and is
// sound.
func recovered(t testing.TB, damaged string) sales.Recovery {
	t.Helper()
	to := filepath.Join(t.TempDir(), "recovered.db")
	result, err := Recover(t.Context(), damaged, to, clock)
	if err != nil {
		t.Fatal(err)
	}
	s := reopen(t, to)
	checkClean(t, s)
	return result
}

func TestRecoveryOfASoundFileLosesNothing(t *testing.T) {
	path, content := grown(t)
	before := reopen(t, path)
	want := dump(t, before)
	closeStore(t, before)
	to := filepath.Join(t.TempDir(), "recovered.db")
	result, err := Recover(t.Context(), path, to, clock)
	if err != nil {
		t.Fatal(err)
	}
	if !result.Whole() || total(result.Records) != total(content.Records) {
		t.Errorf("recovered %+v of %+v", result, content.Records)
	}
	if got := dump(t, reopen(t, to)); got != want {
		t.Error("what was recovered is not what was there")
	}
}

// TestRecoveryReadsTheWAL proves that what only the WAL holds is recovered.
func TestRecoveryReadsTheWAL(t *testing.T) {
	s := openStore(t)
	base := newScene()
	put(t, s, base.records()...)
	copied := filepath.Join(t.TempDir(), "damaged.db")
	for _, beside := range []string{"", "-wal"} {
		content, err := os.ReadFile(s.Path() + beside)
		if err != nil {
			t.Fatal(err)
		}
		write(t, copied+beside, string(content))
	}
	content, err := s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if result := recovered(t, copied); total(result.Records) != total(content.Records) {
		t.Errorf("recovered %+v of %v", result, content.Records)
	}
}

// TestRecoveryOfDamage zeroes, flips and cuts pages at many places. Whatever
// is hit, the rest is recovered into a sound database.
func TestRecoveryOfDamage(t *testing.T) {
	path, content := grown(t)
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	pages := len(sound) / defaultPageSize
	random := rand.New(rand.NewPCG(8, 5))
	worst, tried := 1.0, 0
	try := func(name string, page int, least float64, harm func([]byte) []byte) {
		t.Helper()
		damaged := filepath.Join(t.TempDir(), "damaged.db")
		write(t, damaged, string(harm(append([]byte{}, sound...))))
		result := recovered(t, damaged)
		share := float64(total(result.Records)) / float64(total(content.Records))
		tried++
		worst = min(worst, share)
		if share < least {
			t.Errorf("%s page %d of %d: only %.0f %% recovered: %+v", name, page, pages, 100*share, result)
		}
	}
	count := points(8, 100)
	for i := range count {
		page := 1 + i*(pages-1)/count
		begin := (page - 1) * defaultPageSize
		try("zeroed", page, 0.85, func(b []byte) []byte {
			clear(b[begin : begin+defaultPageSize])
			return b
		})
		try("flipped in", page, 0.85, func(b []byte) []byte {
			for range 20 {
				b[begin+random.IntN(defaultPageSize)] ^= byte(1 + random.IntN(255))
			}
			return b
		})
		cut := max(page, pages/2)
		try("cut at", cut, 0.4*float64(cut)/float64(pages), func(b []byte) []byte { return b[:cut*defaultPageSize-100] })
	}
	t.Logf("recovery: %d damaged files, the worst gave %.0f %% of the records", tried, 100*worst)
}
