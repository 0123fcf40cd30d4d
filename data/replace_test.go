package data

import (
	"errors"
	"path/filepath"
	"testing"

	"attain/app/sales"
)

// TestReplaceUnderAnOpenWindow puts a backup in the place of everything while
// the store is open and another reads it.
func TestReplaceUnderAnOpenWindow(t *testing.T) {
	s := openStore(t)
	base := newScene()
	put(t, s, base.records()...)
	want, copied := dump(t, s), filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	put(t, s, &sales.Deal{ID: newID(), Name: "Later", OwnerID: base.rep.ID, Created: day("2026-11-02")})
	beside := reopen(t, s.Path())
	if dump(t, beside) == want {
		t.Fatal("the later deal does not show")
	}
	if err := s.Replace(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	for name, store := range map[string]*Store{"its own": s, "another": beside} {
		if dump(t, store) != want {
			t.Errorf("%s store does not show what the backup holds", name)
		}
	}
	checkClean(t, s)
	put(t, s, &sales.Deal{ID: newID(), Name: "After", OwnerID: base.rep.ID, Created: day("2026-11-03")})
	if _, err := s.Undo(t.Context(), "kim"); err != nil {
		t.Errorf("undo after a restore: %v", err)
	}
	left, err := filepath.Glob(s.Path() + ".restoring*")
	if err != nil || len(left) != 0 {
		t.Errorf("left beside the database: %v (%v)", left, err)
	}
}

// TestReplaceRefusesWhatIsNoBackup proves that a bad source changes nothing.
func TestReplaceRefusesWhatIsNoBackup(t *testing.T) {
	s := openStore(t)
	put(t, s, newScene().records()...)
	want := dump(t, s)
	bad := filepath.Join(t.TempDir(), "bad.db")
	write(t, bad, magic+"and then rubbish")
	var fault *sales.FileError
	if err := s.Replace(t.Context(), bad); !errors.As(err, &fault) || fault.Fault != sales.FileCorrupt {
		t.Errorf("restored from rubbish: %v", err)
	}
	if dump(t, s) != want {
		t.Error("a refused restore changed something")
	}
}
