package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/mattn/go-sqlite3"

	"attain/app/sales"
)

// raw opens a file past the store.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db := pool(path, 1, "MEMORY", "mode", "rwc")
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestNewFileIsPrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "folder with ?#% signs", "attain.db")
	s := reopen(t, path)
	put(t, s, newScene().records()...)
	if runtime.GOOS == "windows" {
		return // has other rights
	}
	for name, want := range map[string]os.FileMode{
		filepath.Dir(path): 0o700, path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600,
	} {
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v %v, want %v", name, info.Mode().Perm(), err, want)
		}
	}
	closeStore(t, s)
	if exists(path + "-wal") {
		t.Error("closing left the WAL")
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	reopen(t, path)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("an open file keeps others' rights: %v, %v", info.Mode().Perm(), err)
	}
}

// TestEveryConnectionIsSafe asks each connection of both pools.
func TestEveryConnectionIsSafe(t *testing.T) {
	s := openStore(t)
	wants := map[string]string{"foreign_keys": "1", "journal_mode": "wal", "trusted_schema": "0"}
	ask := func(db *sql.DB, connections int, wants map[string]string) {
		for range connections {
			conn, err := db.Conn(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close() //nolint:errcheck // goes back to the pool
			for pragma, want := range wants {
				var got string
				if err := conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
					t.Errorf("%s is %s (%v), want %s", pragma, got, err, want)
				}
			}
		}
	}
	wants["query_only"] = "1"
	ask(s.read, readers, wants)
	wants["query_only"], wants["synchronous"] = "0", "2"
	ask(s.write, 1, wants)
	if _, err := s.read.ExecContext(t.Context(), "DELETE FROM deals"); kindOf(failure("", err)) != "read-only" {
		t.Errorf("a reader may write: %v", err)
	}
}

// TestFilesThatAreNotOurs opens what is no database of ours: each is refused
// with its own fault, and not a byte of it changes.
func TestFilesThatAreNotOurs(t *testing.T) {
	cases := []struct {
		name string
		make func(t *testing.T, path string)
		want sales.FileFault
	}{
		{"a text", func(t *testing.T, path string) { write(t, path, strings.Repeat("no database\n", 500)) }, sales.FileCorrupt},
		{"a short file", func(t *testing.T, path string) { write(t, path, "SQLite") }, sales.FileCorrupt},
		{"a header alone", func(t *testing.T, path string) { write(t, path, magic+strings.Repeat("x", 84)) }, sales.FileCorrupt},
		{"another program's", func(t *testing.T, path string) { run(t, path, "CREATE TABLE notes (text)") }, sales.FileForeign},
		{"marked by another program", func(t *testing.T, path string) { run(t, path, "PRAGMA application_id = 7") }, sales.FileForeign},
		{"of a newer version", func(t *testing.T, path string) {
			openAndClose(t, path)
			run(t, path, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
		}, sales.FileNewer},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "attain.db")
			c.make(t, path)
			before := read(t, path)
			s, err := Open(t.Context(), path, options())
			var fault *sales.FileError
			if !errors.As(err, &fault) || fault.Fault != c.want {
				t.Fatalf("open gives %v, want %s", err, c.want)
			}
			if s != nil {
				t.Error("a store and an error")
			}
			if read(t, path) != before {
				t.Error("the file was changed")
			}
		})
	}
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func run(t *testing.T, path, statement string) {
	t.Helper()
	db := raw(t, path)
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func openAndClose(t *testing.T, path string) {
	t.Helper()
	s := reopen(t, path)
	put(t, s, newScene().records()...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestEmptyAndHalfMadeFilesAreCompleted(t *testing.T) {
	folder := t.TempDir()
	empty := filepath.Join(folder, "empty.db")
	write(t, empty, "")
	half := filepath.Join(folder, "half.db")
	run(t, half, "CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')))")
	run(t, half, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)")
	for _, path := range []string{empty, half} {
		s := reopen(t, path)
		put(t, s, newScene().records()...)
		checkClean(t, s)
	}
}

func TestNewerFileCanBeReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "attain.db")
	openAndClose(t, path)
	run(t, path, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
	s, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, s)
	if deals, err := s.Deals(t.Context(), sales.DealQuery{}); err != nil || len(deals) != 1 {
		t.Errorf("read %v, %v", deals, err)
	}
	if _, err := s.Write(t.Context(), "kim", "test", func(sales.Tx) error { return nil }); kindOf(err) != "read-only" {
		t.Errorf("write: %v", err)
	}
	if _, err := s.Undo(t.Context(), "kim"); kindOf(err) != "read-only" {
		t.Errorf("undo: %v", err)
	}
	if _, err := Open(t.Context(), path+"-missing", Options{ReadOnly: true}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file read-only: %v", err)
	}
}

// copyLive copies the files of a store that is open, as a crash leaves them.
func copyLive(t *testing.T, s *Store) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "crashed.db")
	write(t, path, read(t, s.Path()))
	write(t, path+"-wal", read(t, s.Path()+"-wal"))
	return path
}

func TestCommittedBatchesOutliveACrash(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	for i := range 20 {
		put(t, s, sc.move(3+i, i%5, "2026-11-02"))
		if i%2 == 1 {
			if _, err := s.Undo(t.Context(), "kim"); err != nil {
				t.Fatal(err)
			}
			put(t, s, sc.move(3+i, i%5, "2026-11-03"))
		}
	}
	want := dump(t, s)
	again := reopen(t, copyLive(t, s))
	if got := dump(t, again); got != want {
		t.Errorf("after a crash\n%s\nwant\n%s", got, want)
	}
	checkClean(t, again)
	if _, err := again.Undo(t.Context(), "kim"); err != nil {
		t.Errorf("undo after a crash: %v", err)
	}
}

// TestDamageIsFoundAfterAnUncleanEnd breaks a page of a file whose WAL is
// still there: opening finds it before anybody works on it.
func TestDamageIsFoundAfterAnUncleanEnd(t *testing.T) {
	s := openStore(t)
	for range 50 {
		put(t, s, newScene().records()...)
	}
	if _, err := s.write.ExecContext(t.Context(), "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	put(t, s, &sales.Account{ID: newID(), Name: "after the checkpoint"})
	path := copyLive(t, s)
	content := []byte(read(t, path))
	for i := 4096 * 3; i < len(content); i += 4096 {
		copy(content[i:], strings.Repeat("\xa5", 200))
	}
	write(t, path, string(content))
	if _, err := Open(t.Context(), path, options()); kindOf(err) != "corrupt" {
		t.Fatalf("open of a damaged file: %v", err)
	}
}

// TestSecondStoreIsNoUncleanEnd opens a file that another store has open,
// with a WAL: nothing is checked, and both work.
func TestSecondStoreIsNoUncleanEnd(t *testing.T) {
	s := openStore(t)
	put(t, s, newScene().records()...)
	if walSize(s.Path()) == 0 {
		t.Fatal("there is no WAL to be mistaken for an unclean end")
	}
	second := reopen(t, s.Path())
	put(t, second, &sales.Account{ID: newID(), Name: "second"})
	put(t, s, &sales.Account{ID: newID(), Name: "first"})
	if accounts, err := s.Accounts(t.Context()); err != nil || len(accounts) != 3 {
		t.Errorf("accounts %v, %v", accounts, err)
	}
}

func TestFaultsHaveKinds(t *testing.T) {
	cases := map[sales.FileFault]error{
		sales.FileFull:     sqlite3.Error{Code: sqlite3.ErrFull},
		sales.FileLocked:   sqlite3.Error{Code: sqlite3.ErrBusy},
		sales.FileCorrupt:  sqlite3.Error{Code: sqlite3.ErrCorrupt},
		sales.FileReadOnly: sqlite3.Error{Code: sqlite3.ErrReadonly},
		sales.FileBroken:   sqlite3.Error{Code: sqlite3.ErrIoErr},
	}
	for want, err := range cases {
		got := failure("try", err)
		if kindOf(got) != string(want) || !errors.As(got, new(sqlite3.Error)) {
			t.Errorf("%v is %v, want %s around it", err, got, want)
		}
	}
	if failure("try", nil) != nil {
		t.Error("no fault became one")
	}
	if err := failure("try", context.Canceled); kindOf(err) != "" || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled became %v", err)
	}
}

// TestFullDisk lets the file grow no further.
func TestFullDisk(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	before := dump(t, s)
	var pages int
	if err := s.write.QueryRowContext(t.Context(), "PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	limit := func(pages int) {
		var now int
		if err := s.write.QueryRowContext(t.Context(), fmt.Sprintf("PRAGMA max_page_count = %d", pages)).Scan(&now); err != nil {
			t.Fatal(err)
		}
	}
	limit(pages)
	_, err := s.Write(t.Context(), "kim", "test", func(tx sales.Tx) error {
		for range 2000 {
			if err := tx.Put(t.Context(), &sales.Account{ID: newID(), Name: strings.Repeat("long ", 50)}); err != nil {
				return err
			}
		}
		return nil
	})
	if kindOf(err) != "full" {
		t.Fatalf("write to a full disk: %v", err)
	}
	if dump(t, s) != before {
		t.Error("the failed write left something")
	}
	limit(1 << 30)
	put(t, s, &sales.Account{ID: newID(), Name: "there is room again"})
	checkClean(t, s)
}
