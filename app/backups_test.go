package app_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"attain/app"
)

// TestKeptCopiesAreListed lists what restores and updates of the schema kept
// beside a database, and nothing else that stands there.
func TestKeptCopiesAreListed(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "attain.db")
	for _, name := range []string{
		"attain.db", "attain.db-wal", "attain.db.window", "attain.db.replaced-20261101T101010", "attain.db.replaced-20261101T101010-wal",
		"attain.db.replaced-20261101T101010-shm", "attain.db.replaced-20261101T101010-2", "attain.db.v3-20261102T101010.bak", "attain.db.v3-x.bak", "other.db.replaced-20261101T101010",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files, err := app.BackupsOf(path, time.UTC)
	if err != nil || len(files) != 3 {
		t.Fatalf("%d are listed, want 3: %+v (%v)", len(files), files, err)
	}
	if f := files[0]; !f.Updated || !f.Kept || !f.At.Equal(time.Date(2026, 11, 2, 10, 10, 10, 0, time.UTC)) {
		t.Errorf("the copy from before an update is %+v", f)
	}
	for _, f := range files[1:] {
		if f.Updated || !f.Kept || f.Size != 1 {
			t.Errorf("what a restore kept is %+v", f)
		}
	}
}
