package data

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attain/app/sales"
)

func TestBackupIsAWholeCopy(t *testing.T) {
	s := openStore(t)
	put(t, s, newScene().records()...)
	path := filepath.Join(t.TempDir(), "copy.db")
	write(t, path, "an older backup")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	requireAlone(t, path)
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the backup's rights are %v, %v", info.Mode().Perm(), err)
	}
	again := reopen(t, path)
	if got, want := dump(t, again), dump(t, s); got != want {
		t.Errorf("the backup holds\n%s\nwant\n%s", got, want)
	}
	checkClean(t, again)
}

// requireAlone fails if anything but the file stands in its folder.
func requireAlone(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 || entries[0].Name() != filepath.Base(path) {
		t.Errorf("beside the file stand %v, %v", entries, err)
	}
}

func TestFailedBackupKeepsTheOldOne(t *testing.T) {
	s := openStore(t)
	put(t, s, newScene().records()...)
	path := filepath.Join(t.TempDir(), "copy.db")
	write(t, path, "an older backup")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Backup(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled backup: %v", err)
	}
	requireAlone(t, path)
	if read(t, path) != "an older backup" {
		t.Error("the older backup is gone")
	}
	if err := s.Backup(t.Context(), filepath.Join(path, "no folder", "copy.db")); err == nil {
		t.Error("backup into no folder succeeded")
	}
}

// TestBackupWhileWriting makes a backup of one moment while others write.
func TestBackupWhileWriting(t *testing.T) {
	s := openStore(t)
	bulk := make([]sales.Record, 3000)
	for i := range bulk {
		bulk[i] = &sales.Account{ID: newID(), Name: strings.Repeat("account ", 100)}
	}
	put(t, s, bulk...)
	done := make(chan error, 1)
	path := filepath.Join(t.TempDir(), "copy.db")
	go func() { done <- s.Backup(context.Background(), path) }()
	writes := 0
	for finished := false; !finished; {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			finished = true
		default:
			a, b := newID(), newID()
			put(t, s, &sales.Account{ID: a, Name: "pair"}, &sales.Account{ID: b, Name: "pair"})
			writes++
		}
	}
	again := reopen(t, path)
	checkClean(t, again)
	var pairs int
	if err := again.read.QueryRowContext(t.Context(), "SELECT count(*) FROM accounts WHERE name = 'pair'").Scan(&pairs); err != nil || pairs%2 != 0 {
		t.Errorf("the backup holds %d of a pair written at once (%v)", pairs, err)
	}
	t.Logf("%d commits during the backup, %d records of them in it", writes, pairs)
}

func TestRestoreKeepsThePresentFile(t *testing.T) {
	s := openStore(t)
	put(t, s, newScene().records()...)
	saved := filepath.Join(t.TempDir(), "saved.db")
	if err := s.Backup(t.Context(), saved); err != nil {
		t.Fatal(err)
	}
	old := dump(t, s)
	put(t, s, &sales.Account{ID: newID(), Name: "written after the backup"})
	present := dump(t, s)
	path := copyLive(t, s) // as after a crash: part of it is in a WAL

	kept, err := Restore(t.Context(), saved, path, clock)
	if err != nil {
		t.Fatal(err)
	}
	if got := dump(t, reopen(t, path)); got != old {
		t.Errorf("restored\n%s\nwant\n%s", got, old)
	}
	if !strings.Contains(kept, "20261123") {
		t.Errorf("the kept file's name %s does not tell the day", kept)
	}
	if got := dump(t, reopen(t, kept)); got != present {
		t.Errorf("kept\n%s\nwant\n%s", got, present)
	}
	if got := dump(t, reopen(t, saved)); got != old {
		t.Error("the backup was changed")
	}
}

func TestRestoreRefusesWhatIsNoGoodBackup(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "attain.db")
	openAndClose(t, path)
	before := read(t, path)
	text, empty, foreign, damaged := filepath.Join(folder, "text"), filepath.Join(folder, "empty"), filepath.Join(folder, "foreign"), filepath.Join(folder, "damaged")
	write(t, text, "no database at all")
	write(t, empty, "")
	run(t, foreign, "CREATE TABLE notes (text)")
	write(t, damaged, before[:len(before)/2])
	for from, want := range map[string]string{text: "corrupt", empty: "corrupt", foreign: "foreign", damaged: "corrupt"} {
		if _, err := Restore(t.Context(), from, path, clock); kindOf(err) != want {
			t.Errorf("restore from %s: %v, want %s", from, err, want)
		}
	}
	if read(t, path) != before {
		t.Error("a refused restore changed the file")
	}
}

// TestRestoreOverDamage replaces a file that cannot be read, and keeps it.
func TestRestoreOverDamage(t *testing.T) {
	folder := t.TempDir()
	saved, path := filepath.Join(folder, "saved.db"), filepath.Join(folder, "attain.db")
	openAndClose(t, saved)
	write(t, path, "damaged beyond reading")
	write(t, path+"-wal", "and its WAL")
	kept, err := Restore(t.Context(), saved, path, clock)
	if err != nil {
		t.Fatal(err)
	}
	if read(t, kept) != "damaged beyond reading" || read(t, kept+"-wal") != "and its WAL" {
		t.Error("the damaged file was not kept as it was")
	}
	checkClean(t, reopen(t, path))
	second, err := Restore(t.Context(), saved, filepath.Join(folder, "new", "attain.db"), clock)
	if err != nil || second != "" {
		t.Errorf("restore to a new place: kept %q, %v", second, err)
	}
}

// TestCheckFindsEachFault breaks what the check looks at, one at a time.
func TestCheckFindsEachFault(t *testing.T) {
	cases := map[string]string{
		"UPDATE stays SET days = 99 WHERE seq = 1":                               "stays",
		"DELETE FROM stays":                                                      "stays",
		"UPDATE activities SET connected = 0":                                    "connected",
		"UPDATE activities SET deal_id = 'gone'":                                 "activities",
		"UPDATE stage_moves SET stage_id = NULL WHERE seq = 1":                   "stays",
		"INSERT INTO stays (deal_id, seq, kind) SELECT id, 9, 'open' FROM deals": "stays",
	}
	for statement, want := range cases {
		s := openStore(t)
		put(t, s, newScene().records()...)
		checkClean(t, s)
		path := s.Path()
		closeStore(t, s)
		run(t, path, statement)
		result, err := reopen(t, path).Check(t.Context())
		if err != nil || len(result.Problems) == 0 || !strings.Contains(strings.Join(result.Problems, "\n"), want) {
			t.Errorf("%s: the check finds %q (%v), want one about %s", statement, result.Problems, err, want)
		}
		if result.Records[sales.KindDeal] != 1 || result.Records[sales.KindMove] != 2 {
			t.Errorf("counted %v", result.Records)
		}
	}
}
