package app_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"attain/app"
)

// TestTemporaryFilesAreSwept sweeps a folder with old and new files of ours and
// one of another program.
func TestTemporaryFilesAreSwept(t *testing.T) {
	folder, now := t.TempDir(), time.Now()
	for name, age := range map[string]time.Duration{
		"attain-import-1": 2 * time.Hour, "attain-workbook-2": 2 * time.Hour, "attain-import-3": time.Minute, "other-import-4": 48 * time.Hour,
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	app.SweepTemporary(folder, now)
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 2 || left[0].Name() != "attain-import-3" || left[1].Name() != "other-import-4" {
		t.Errorf("left are %v (%v)", left, err)
	}
}
