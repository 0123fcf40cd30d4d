package data

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestLookingIntoTheOpenDatabaseLeavesItLocked: the restore dialog looks into the
// database that is open. Its locks have to stay, or the next program that ends
// takes the WAL away from the window.
func TestLookingIntoTheOpenDatabaseLeavesItLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	store, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	// Asks for locks as another program would; closed last, since closing it
	// takes the locks away.
	asking, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
		_ = asking.Close()
	})
	const ofdGetLock, pending = 36, 0x40000000
	locked := func() bool {
		lock := syscall.Flock_t{Type: syscall.F_WRLCK, Whence: io.SeekStart, Start: pending + 2, Len: 510}
		if err := syscall.FcntlFlock(asking.Fd(), ofdGetLock, &lock); err != nil {
			t.Fatal(err)
		}
		return lock.Type != syscall.F_UNLCK
	}
	if !locked() {
		t.Fatal("an open database is not locked, so that this test tells nothing")
	}
	if _, err := Inspect(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if !locked() {
		t.Error("looking into the open database took its locks away")
	}
	second, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	if !locked() {
		t.Error("opening it a second time took its locks away")
	}
}
