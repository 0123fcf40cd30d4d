package data

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attain/app/sales"
)

// TestLargeBackup times the backup of 300 MB, checked and synced; only in a
// soak, for it needs that much disk and a quiet machine.
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
	began := time.Now()
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
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
	if err := s.Replace(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	t.Logf("restored under the open store: %v", time.Since(began).Round(time.Millisecond))
}
