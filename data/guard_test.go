package data

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"attain/app/sales"
)

// TestFileTakenAwayWhileOpen deletes, and replaces, the file under an open
// store: writing is refused instead of lost, and what the store still holds
// can be saved by a backup.
func TestFileTakenAwayWhileOpen(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // keeps open files where they are
	}
	for name, take := range map[string]func(path string) error{
		"deleted": os.Remove,
		"moved":   func(path string) error { return os.Rename(path, path+".elsewhere") },
		"replaced": func(path string) error {
			other := path + ".other"
			if err := os.WriteFile(other, []byte("another file"), 0o600); err != nil {
				return err
			}
			return os.Rename(other, path)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := openStore(t)
			put(t, s, newScene().records()...)
			want := dump(t, s)
			if err := take(s.Path()); err != nil {
				t.Fatal(err)
			}
			_, err := s.Write(t.Context(), "kim", "test.put", func(tx sales.Tx) error {
				return tx.Put(t.Context(), &sales.Account{ID: newID(), Name: "lost"})
			})
			if kindOf(err) != string(sales.FileMoved) {
				t.Errorf("a write into a file that is %s gives %v", name, err)
			}
			if _, err := s.Undo(t.Context(), "kim"); kindOf(err) != string(sales.FileMoved) {
				t.Errorf("an undo in a file that is %s gives %v", name, err)
			}
			saved := filepath.Join(t.TempDir(), "saved.db")
			if err := s.Backup(t.Context(), saved); err != nil {
				t.Fatalf("what is still held cannot be saved: %v", err)
			}
			if dump(t, reopen(t, saved)) != want {
				t.Error("the backup does not hold what the store did")
			}
		})
	}
}

// TestRestoreOverAnOpenFileIsRefused: the program that has it open would go
// on writing to the file that was replaced.
func TestRestoreOverAnOpenFileIsRefused(t *testing.T) {
	s := openStore(t)
	put(t, s, newScene().records()...)
	saved := filepath.Join(t.TempDir(), "saved.db")
	if err := s.Backup(t.Context(), saved); err != nil {
		t.Fatal(err)
	}
	put(t, s, &sales.Account{ID: newID(), Name: "newer than the backup"})
	want := dump(t, s)
	if _, err := Restore(t.Context(), saved, s.Path(), clock); kindOf(err) != string(sales.FileLocked) {
		t.Fatalf("a restore over an open file gives %v", err)
	}
	put(t, s, &sales.Account{ID: "later", Name: "later"})
	remove(t, s, sales.KindAccount, "later")
	if dump(t, s) != want {
		t.Error("the refused restore changed something")
	}
	closeStore(t, s)
	if _, err := Restore(t.Context(), saved, s.Path(), clock); err != nil {
		t.Errorf("a restore over the closed file: %v", err)
	}
}
