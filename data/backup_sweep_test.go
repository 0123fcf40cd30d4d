package data

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestAbandonedCopiesAreSwept leaves what a killed backup leaves.
func TestAbandonedCopiesAreSwept(t *testing.T) {
	s := openStore(t)
	folder := t.TempDir()
	old, running, other := filepath.Join(folder, ".attain-20261101-090000.db-123.tmp"), filepath.Join(folder, ".copy.db-9.tmp"), filepath.Join(folder, "notes.tmp")
	for _, path := range []string{old, running, other} {
		write(t, path, "part of a copy")
	}
	long := time.Now().Add(-2 * abandonedAfter)
	for _, path := range []string{old, other} {
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Backup(t.Context(), filepath.Join(folder, "copy.db")); err != nil {
		t.Fatal(err)
	}
	if exists(old) {
		t.Error("an abandoned copy was left")
	}
	if !exists(running) || !exists(other) {
		t.Error("a copy that may still be running, or a file of somebody else, was removed")
	}
}

// TestNoExtensionsAreLoaded asks both kinds of connection to load a library.
func TestNoExtensionsAreLoaded(t *testing.T) {
	s := openStore(t)
	for name, load := range map[string]func() error{
		"reader": func() error {
			return s.read.QueryRowContext(t.Context(), "SELECT load_extension('evil')").Scan(new(any))
		},
		"writer": func() error {
			return s.write.QueryRowContext(t.Context(), "SELECT load_extension('evil')").Scan(new(any))
		},
	} {
		if err := load(); err == nil || !strings.Contains(err.Error(), "not authorized") && !strings.Contains(err.Error(), "no such function") {
			t.Errorf("the %s may load extensions: %v", name, err)
		}
	}
}
