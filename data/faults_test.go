//go:build linux

package data

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"attain/app/sales"
)

// faultControl is the memory shared with the shim, see testdata/shim.c.
type faultControl []byte

func openFaultControl(path string) (faultControl, error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // the mapping stays
	return syscall.Mmap(int(file.Fd()), 0, 32, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
}

func (c faultControl) set(field, value int) {
	binary.LittleEndian.PutUint32(c[4*field:], uint32(int32(value)))
}

// arm lets the calls from the skip-th on fail with an error, so many of them
// (-1: all).
func (c faultControl) arm(errno syscall.Errno, skip, many int) {
	c.set(1, skip)
	c.set(2, many)
	c.set(3, 0)
	c.set(0, int(errno))
}

// failed is the last call that failed: 'W' write, 'S' sync, 'T' truncate.
func (c faultControl) failed() rune { return rune(binary.LittleEndian.Uint32(c[20:])) }

// disarm ends the failing and returns how many calls failed.
func (c faultControl) disarm() int {
	c.set(0, 0)
	return int(binary.LittleEndian.Uint32(c[12:]))
}

// faulty is the process that meets failing writes and syncs.
type faulty struct {
	ctx     context.Context
	control faultControl
	folder  string
	store   *Store
	n       int // transactions that were acknowledged
	points  int
	held    int // records of the database that migrate brings up to date
}

// withstandFaults does each piece of work with its k-th write or sync failing,
// for every k that the work reaches, once and for good.
func withstandFaults(ctx context.Context) error {
	control, err := openFaultControl(os.Getenv("SHIM_CONTROL"))
	if err != nil {
		return err
	}
	f := &faulty{ctx: ctx, control: control, folder: os.Getenv("SHIM_FOLDER")}
	f.store, err = Open(ctx, filepath.Join(f.folder, "attain.db"), options())
	if err != nil {
		return err
	}
	// A small cache writes to the WAL while a transaction runs.
	if _, err := f.store.write.ExecContext(ctx, "PRAGMA cache_size = 20; PRAGMA wal_autocheckpoint = 30"); err != nil {
		return err
	}
	// The short version takes two faults and strides through the calls; the
	// soak takes four and every call, of an opening every third.
	faults := []struct {
		errno syscall.Errno
		many  int
	}{{syscall.EIO, 1}, {syscall.ENOSPC, -1}, {syscall.EIO, -1}, {syscall.ENOSPC, 1}}
	if !soaking() {
		faults = faults[:2]
	}
	for _, work := range []struct {
		name   string
		do     func() error
		stride int
	}{
		{"save", f.save, points(2, 1)},
		{"import", f.bulk, points(6, 1)},
		{"backup", f.backUp, points(24, 1)},
		{"restore", f.restore, points(48, 1)},
		{"replace", f.replace, points(48, 1)},
		{"open", f.open, points(61, 5)},
		{"migrate", f.migrate, points(97, 5)},
	} {
		for _, fault := range faults {
			before := f.points
			if err := f.every(work.do, fault.errno, fault.many, work.stride); err != nil {
				return fmt.Errorf("%s with %w", work.name, err)
			}
			fmt.Printf("%s, %v, %d: %d points\n", work.name, fault.errno, fault.many, f.points-before)
		}
	}
	fmt.Printf("points in all: %d\n", f.points)
	return f.store.Close()
}

// every lets the k-th call fail, then the next, until the work ends before it
// reaches the failing one.
func (f *faulty) every(do func() error, errno syscall.Errno, many, stride int) error {
	for k := 0; ; k += stride {
		if err := do(); err != nil {
			return fmt.Errorf("no fault: %w", err)
		}
		f.control.arm(errno, k, many)
		err := do()
		failed := f.control.disarm()
		if failed == 0 {
			return err
		}
		f.points++
		if err := f.judge(err, errno); err != nil {
			return fmt.Errorf("call %d failing with %s: %w", k, errno.Error(), err)
		}
	}
}

// judge says whether a fault was reported as what it is, and whether the
// database holds what was acknowledged and nothing else.
func (f *faulty) judge(err error, errno syscall.Errno) error {
	if err != nil {
		var fault *sales.FileError
		if !errors.As(err, &fault) {
			return fmt.Errorf("an error of no kind: %w", err)
		}
		want := sales.FileBroken
		if errno == syscall.ENOSPC {
			want = sales.FileFull
		}
		// What SQLite's backup says of a failing sync does not tell why.
		unsaid := fault.Fault == sales.FileBroken && f.control.failed() != 'W' && strings.Contains(err.Error(), "copy: ")
		if fault.Fault != want && !unsaid {
			return fmt.Errorf("reported as %s, want %s: %w", fault.Fault, want, err)
		}
	}
	n, err := pairs(f.ctx, f.store)
	if err == nil && n != f.n {
		err = fmt.Errorf("%d transactions are there, %d were acknowledged", n, f.n)
	}
	var bulk int
	if err == nil {
		err = f.store.read.QueryRowContext(f.ctx, "SELECT count(*) FROM accounts WHERE name LIKE 'bulk %'").Scan(&bulk)
	}
	if err == nil && bulk != 0 {
		err = fmt.Errorf("%d records of an import that failed or was taken back", bulk)
	}
	left, _ := filepath.Glob(filepath.Join(f.folder, ".*.tmp*")) //nolint:errcheck // the pattern is well formed
	if err == nil && len(left) > 0 {
		err = fmt.Errorf("temporary files are left: %v", left)
	}
	return err
}

func (f *faulty) save() error {
	err := pair(f.ctx, f.store, f.n+1)
	if err == nil {
		f.n++
	}
	return err
}

// bulk writes many records, sees them and takes them back with the error that
// ends a preview.
func (f *faulty) bulk() error {
	preview := errors.New("preview")
	_, err := f.store.Write(f.ctx, "kim", "test.import", func(tx sales.Tx) error {
		for range 100 {
			if err := tx.Put(f.ctx, &sales.Account{ID: newID(), Name: "bulk " + strings.Repeat("y", 800)}); err != nil {
				return err
			}
		}
		return preview
	})
	if errors.Is(err, preview) {
		return nil
	}
	return err
}

// backUp backs up; a failure must leave the earlier backup whole.
func (f *faulty) backUp() error {
	path := filepath.Join(f.folder, "saved.db")
	err := f.store.Backup(f.ctx, path)
	if err != nil {
		if _, inspected := Inspect(f.ctx, path); inspected != nil {
			return fmt.Errorf("the earlier backup is damaged: %w", inspected)
		}
	}
	return err
}

// restore restores; whatever fails, a whole database stands there after it.
func (f *faulty) restore() error {
	path := filepath.Join(f.folder, "restored.db")
	before := exists(path)
	_, err := Restore(f.ctx, filepath.Join(f.folder, "saved.db"), path, clock)
	if before {
		if _, inspected := Inspect(f.ctx, path); inspected != nil {
			return fmt.Errorf("what stood there is damaged: %w", inspected)
		}
	}
	kept, _ := filepath.Glob(path + ".replaced-*") //nolint:errcheck // the pattern is well formed
	for _, k := range kept {
		if err := os.Remove(k); err != nil {
			return err
		}
	}
	return err
}

// replace puts a backup in the place of everything; it holds the same.
func (f *faulty) replace() error {
	return f.store.Replace(f.ctx, filepath.Join(f.folder, "saved.db"))
}

// open makes and migrates a file; after a fault the same file opens.
func (f *faulty) open() error {
	path := filepath.Join(f.folder, "fresh.db")
	s, err := Open(f.ctx, path, options())
	if err != nil {
		f.control.disarmKeeping()
		again, second := Open(f.ctx, path, options())
		if second != nil {
			return fmt.Errorf("it does not open when the fault is over: %w", second)
		}
		return errors.Join(err, again.Close(), removeAll(path))
	}
	return errors.Join(s.Close(), removeAll(path))
}

// migrate brings a database of the first schema up to date; after a fault the
// same file does, with all it held.
func (f *faulty) migrate() error {
	path := filepath.Join(f.folder, "old.db")
	content, err := unpacked("testdata/golden-1.db.gz")
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		return err
	}
	s, fault := Open(f.ctx, path, options())
	if fault != nil {
		f.control.disarmKeeping()
		if s, err = Open(f.ctx, path, options()); err != nil {
			return fmt.Errorf("it is not brought up to date when the fault is over: %w", err)
		}
	}
	check, err := s.Check(f.ctx)
	if err == nil && (len(check.Problems) > 0 || total(check.Records) != f.held) {
		err = fmt.Errorf("%d records of %d, problems %q", total(check.Records), f.held, check.Problems)
		if f.held == 0 { // the first one, without a fault
			f.held, err = total(check.Records), nil
		}
	}
	if err = errors.Join(err, s.Close(), removeAll(path)); err != nil {
		return err
	}
	kept, _ := filepath.Glob(path + ".v*.bak") //nolint:errcheck // the pattern is well formed
	for _, k := range kept {
		if err := os.Remove(k); err != nil {
			return err
		}
	}
	return fault
}

// disarmKeeping ends the failing and keeps the count.
func (c faultControl) disarmKeeping() { c.set(0, 0) }

func removeAll(path string) error {
	var faults []error
	for _, beside := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + beside); err != nil && !errors.Is(err, os.ErrNotExist) {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// TestFailingDisk lets writes and syncs fail, one after the other: each fault
// is reported as what it is, the database stays as it was, and work goes on
// once the disk does.
func TestFailingDisk(t *testing.T) {
	library := shim(t)
	control := filepath.Join(t.TempDir(), "control")
	write(t, control, string(make([]byte, 32)))
	out, err := child(t, "faults", "LD_PRELOAD="+library, "SHIM_FOLDER="+t.TempDir(), "SHIM_CONTROL="+control).CombinedOutput()
	if err != nil {
		t.Fatalf("the child: %v\n%s", err, out)
	}
	var tried int
	_, total, _ := strings.Cut(string(out), "points in all: ")
	if _, err := fmt.Sscan(total, &tried); err != nil || tried < 50 {
		t.Fatalf("%d faults were tried (%v)\n%s", tried, err, out)
	}
	t.Logf("%s", out)
	t.Logf("failing writes and syncs: %d points, all reported, nothing lost", tried)
}
