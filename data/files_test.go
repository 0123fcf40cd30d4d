package data

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"attain/app/sales"
)

// failingCall lets the k-th call to the file system that is not SQLite's fail.
type failingCall struct {
	k, seen int
	errno   syscall.Errno
	failed  string // the call that did
}

func (f *failingCall) files() files {
	return files{before: func(call, path string) error {
		f.seen++
		if f.seen-1 != f.k {
			return nil
		}
		f.failed = call
		return &os.PathError{Op: call, Path: path, Err: f.errno}
	}}
}

// fileWork is work whose calls to the file system fail one by one. ready
// brings a folder into the state before it; judge holds what stands there
// afterwards against whether it was done.
type fileWork struct {
	ready func(t *testing.T, folder string)
	do    func(t *testing.T, folder string, f files) error
	judge func(t *testing.T, folder string, done bool)
}

// records counts what a database holds, which has to be sound.
func recordsIn(t *testing.T, path string) int {
	t.Helper()
	s := reopen(t, path)
	check, err := s.Check(t.Context())
	if err != nil || len(check.Problems) > 0 {
		t.Fatalf("%s: problems %q (%v)", path, check.Problems, err)
	}
	closeStore(t, s)
	return total(check.Records)
}

// accountsIn makes a database with so many records.
func accountsIn(t *testing.T, path string, n int) {
	t.Helper()
	s, err := Open(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	accounts := make([]sales.Record, n)
	for i := range accounts {
		accounts[i] = &sales.Account{ID: newID(), Name: "account"}
	}
	put(t, s, accounts...)
	closeStore(t, s)
}

func openWith(t *testing.T, path string, f files) error {
	t.Helper()
	opts := options()
	opts.files = f
	s, err := Open(t.Context(), path, opts)
	if err == nil {
		err = s.Close()
	}
	return err
}

// storeWith opens a store whose calls fail only once it is open.
func storeWith(t *testing.T, path string, f files) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	s.files = f
	return s
}

func fileWorks() map[string]fileWork {
	in := func(folder, name string) string { return filepath.Join(folder, name) }
	two := func(t *testing.T, folder string) {
		accountsIn(t, in(folder, "attain.db"), 3)
		accountsIn(t, in(folder, "saved.db"), 7)
	}
	return map[string]fileWork{
		"make": {
			ready: func(*testing.T, string) {},
			do: func(t *testing.T, folder string, f files) error {
				return openWith(t, in(folder, "new/attain.db"), f)
			},
			judge: func(t *testing.T, folder string, _ bool) { recordsIn(t, in(folder, "new/attain.db")) },
		},
		"migration": {
			ready: func(t *testing.T, folder string) { golden(t, "testdata/golden-1.db.gz", folder) },
			do: func(t *testing.T, folder string, f files) error {
				return openWith(t, in(folder, "attain.db"), f)
			},
			judge: func(t *testing.T, folder string, done bool) {
				content, err := Inspect(t.Context(), in(folder, "attain.db"))
				if err != nil || content.Newest != done {
					t.Errorf("brought up to date: %v, done: %v (%v)", content.Newest, done, err)
				}
				if n := recordsIn(t, in(folder, "attain.db")); n != total(content.Records) {
					t.Errorf("%d records, before %d", n, total(content.Records))
				}
			},
		},
		"backup": {
			ready: two,
			do: func(t *testing.T, folder string, f files) error {
				s := storeWith(t, in(folder, "attain.db"), f)
				return errors.Join(s.Backup(t.Context(), in(folder, "saved.db")), s.Close())
			},
			judge: func(t *testing.T, folder string, done bool) {
				if n := recordsIn(t, in(folder, "saved.db")); n != 3 && (done || n != 7) {
					t.Errorf("the backup holds %d records, done: %v", n, done)
				}
			},
		},
		"restore": {
			ready: two,
			do: func(t *testing.T, folder string, f files) error {
				_, err := f.restore(t.Context(), in(folder, "saved.db"), in(folder, "attain.db"), clock)
				return err
			},
			judge: judgeRestored,
		},
		"restore over damage": {
			ready: func(t *testing.T, folder string) {
				accountsIn(t, in(folder, "saved.db"), 7)
				write(t, in(folder, "attain.db"), "damaged beyond reading")
				write(t, in(folder, "attain.db-wal"), "and its WAL")
			},
			do: func(t *testing.T, folder string, f files) error {
				_, err := f.restore(t.Context(), in(folder, "saved.db"), in(folder, "attain.db"), clock)
				return err
			},
			judge: judgeDamageKept,
		},
		"restore under the open store": {
			ready: func(t *testing.T, folder string) {
				accountsIn(t, in(folder, "attain.db"), 3)
				if err := os.Rename(golden(t, "testdata/golden-2.db.gz", t.TempDir()), in(folder, "saved.db")); err != nil {
					t.Fatal(err)
				}
			},
			do: func(t *testing.T, folder string, f files) error {
				s := storeWith(t, in(folder, "attain.db"), f)
				return errors.Join(s.Replace(t.Context(), in(folder, "saved.db")), s.Close())
			},
			judge: func(t *testing.T, folder string, done bool) {
				if n := recordsIn(t, in(folder, "attain.db")); done == (n == 3) {
					t.Errorf("%d records are there, done: %v", n, done)
				}
			},
		},
	}
}

// judgeRestored wants either database whole, and the replaced one kept if the
// other stands in its place.
func judgeRestored(t *testing.T, folder string, done bool) {
	n := recordsIn(t, filepath.Join(folder, "attain.db"))
	kept, _ := filepath.Glob(filepath.Join(folder, "attain.db.replaced-*")) //nolint:errcheck // the pattern is well formed
	switch {
	case n == 3 && !done && len(kept) == 0:
	case n == 7 && len(kept) == 1:
		if n := recordsIn(t, kept[0]); n != 3 {
			t.Errorf("kept are %d records, not 3", n)
		}
	default:
		t.Errorf("%d records and %q kept, done: %v", n, kept, done)
	}
}

// judgeDamageKept wants the damaged file with its WAL in one place or another.
func judgeDamageKept(t *testing.T, folder string, done bool) {
	kept, _ := filepath.Glob(filepath.Join(folder, "attain.db.replaced-*T??????")) //nolint:errcheck // the pattern is well formed
	for _, path := range append(kept, filepath.Join(folder, "attain.db")) {
		if !exists(path+"-wal") || read(t, path) != "damaged beyond reading" {
			continue
		}
		if done && path == filepath.Join(folder, "attain.db") {
			t.Error("it was not restored")
		}
		return
	}
	t.Errorf("the damaged file is not there any more with its WAL; kept: %q", kept)
}

// TestFailingFileCalls lets every call to the file system that the store makes
// itself fail, one after the other: opening, renaming, syncing a file or its
// folder, removing. It is said what failed, what stood there is whole, no
// temporary file is left (but one that cannot be removed, which a later start
// sweeps), and the same work succeeds once the disk does.
func TestFailingFileCalls(t *testing.T) {
	tried := 0
	for name, work := range fileWorks() {
		for _, errno := range []syscall.Errno{syscall.ENOSPC, syscall.EIO}[:points(1, 2)] {
			for k := 0; ; k++ {
				fault := &failingCall{k: k, errno: errno}
				what := fmt.Sprintf("%s with call %d failing (%s)", name, k, errno.Error())
				folder := t.TempDir()
				work.ready(t, folder)
				err := work.do(t, folder, fault.files())
				if fault.failed == "" {
					if err != nil {
						t.Fatalf("%s, without a fault: %v", name, err)
					}
					work.judge(t, folder, true)
					break
				}
				tried++
				judgeFault(t, what, fault, err, folder)
				work.judge(t, folder, err == nil)
				if err != nil && name != "make" && (k == 0 || soaking()) {
					again := t.TempDir()
					work.ready(t, again)
					if err := work.do(t, again, files{}); err != nil {
						t.Errorf("%s: it does not go on when the disk is well again: %v", what, err)
					}
				}
			}
		}
	}
	t.Logf("failing opens, renames, removals and syncs of files and folders: %d points", tried)
	if tried < 35 {
		t.Errorf("only %d points", tried)
	}
}

// judgeFault wants a fault reported as what it is, and no temporary files. A
// fault may pass without a word only where another way was found, or where what
// could not be removed is swept later.
func judgeFault(t *testing.T, what string, fault *failingCall, err error, folder string) {
	t.Helper()
	var reported *sales.FileError
	want := sales.FileBroken
	if fault.errno == syscall.ENOSPC {
		want = sales.FileFull
	}
	switch {
	case err == nil && (fault.failed == "link" || fault.failed == "remove"):
	case err == nil:
		t.Errorf("%s: %s failed and nobody says so", what, fault.failed)
	case !errors.As(err, &reported):
		t.Errorf("%s: an error of no kind: %v", what, err)
	case reported.Fault != want:
		t.Errorf("%s: reported as %s, want %s: %v", what, reported.Fault, want, err)
	}
	left, _ := filepath.Glob(filepath.Join(folder, ".*.tmp*")) //nolint:errcheck // the pattern is well formed
	if len(left) > 0 && fault.failed != "remove" {
		t.Errorf("%s: left behind: %s", what, strings.Join(left, ", "))
	}
}
