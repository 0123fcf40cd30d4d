package data

import (
	"path/filepath"
	"testing"
)

// TestNoWALOnANetworkDrive proves that a database on a network drive works
// without a WAL, and that one on this machine has one.
func TestNoWALOnANetworkDrive(t *testing.T) {
	for kind, want := range map[string]string{"nfs": "delete", "": "wal"} {
		opts := options()
		opts.Network = func(string) string { return kind }
		s, err := Open(t.Context(), filepath.Join(t.TempDir(), "attain.db"), opts)
		if err != nil {
			t.Fatal(err)
		}
		put(t, s, newScene().records()...)
		checkClean(t, s)
		var journal string
		if err := s.write.QueryRowContext(t.Context(), "PRAGMA journal_mode").Scan(&journal); err != nil || journal != want || s.Network() != kind {
			t.Errorf("on %q the journal is %q, want %q (%v); it says %q", kind, journal, want, err, s.Network())
		}
		closeStore(t, s)
	}
}

// TestAWindowIsAskedToComeToTheFront asks twice: a window that answers, and
// none.
func TestAWindowIsAskedToComeToTheFront(t *testing.T) {
	path := filepath.Join(t.TempDir(), "attain.db")
	if WindowAsked(path) {
		t.Error("nobody asked")
	}
	answered := make(chan bool)
	go func() {
		for !WindowAsked(path) {
			if t.Context().Err() != nil {
				break
			}
		}
		close(answered)
	}()
	if err := AskForWindow(t.Context(), path); err != nil {
		t.Error(err)
	}
	<-answered
}
