package data

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attain/app/sales"
)

// TestLargeBackup times the backup of 300 MB, checked and synced, while a window
// would go on writing, and both ways of restoring it; only in a soak, for it
// needs that much disk and a quiet machine.
func TestLargeBackup(t *testing.T) {
	if os.Getenv("ATTAIN_SOAK") == "" {
		return
	}
	s := openStore(t)
	for range 30 {
		_, err := s.Write(t.Context(), "kim", sales.LabelFounding, func(tx sales.Tx) error {
			for range 1000 {
				if err := tx.Put(t.Context(), &sales.Account{ID: newID(), Name: strings.Repeat("account ", 600)}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	began, done := time.Now(), make(chan error, 1)
	go func() { done <- s.Backup(context.Background(), path) }()
	longest, written := writeUntil(t, s, done)
	took := time.Since(began)
	t.Logf("%d records were written and read meanwhile, none took longer than %v", written, longest.Round(time.Millisecond))
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("backup of %d MB: %v", info.Size()/1e6, took.Round(time.Millisecond))
	if info.Size() < 250e6 {
		t.Errorf("the file has only %d bytes", info.Size())
	}
	if took > 3*time.Second {
		t.Errorf("the backup took %v, at most 3 s", took)
	}
	began = time.Now()
	if err := s.QuickCheck(t.Context()); err != nil {
		t.Fatal(err)
	}
	quick := time.Since(began)
	began = time.Now()
	if err := fullCheck(t.Context(), s.read, s.path); err != nil {
		t.Fatal(err)
	}
	t.Logf("quick check %v, full check %v", quick.Round(time.Millisecond), time.Since(began).Round(time.Millisecond))
	began = time.Now()
	if err := s.Replace(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	t.Logf("restored under the open store: %v", time.Since(began).Round(time.Millisecond))
	present := filepath.Join(t.TempDir(), "attain.db")
	if err := s.Backup(t.Context(), present); err != nil {
		t.Fatal(err)
	}
	began = time.Now()
	kept, err := Restore(t.Context(), path, present, clock)
	if err != nil || kept == "" {
		t.Fatalf("kept %q: %v", kept, err)
	}
	t.Logf("restored by command, the present file kept: %v", time.Since(began).Round(time.Millisecond))
}

// writeUntil writes a record and reads it back, again and again until a backup
// is done; it returns how long the longest took, and how many there were.
func writeUntil(t *testing.T, s *Store, done chan error) (longest time.Duration, written int) {
	t.Helper()
	for {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			return longest, written
		default:
		}
		began := time.Now()
		id := newID()
		put(t, s, &sales.Account{ID: id, Name: "meanwhile"})
		var name string
		if err := s.read.QueryRowContext(t.Context(), "SELECT name FROM accounts WHERE id = ?", string(id)).Scan(&name); err != nil {
			t.Fatal(err)
		}
		longest, written = max(longest, time.Since(began)), written+1
	}
}
