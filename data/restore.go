package data

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"attain/app/sales"
)

// Restore puts the database at from in the place of the one at path, which
// must not be open. The source is copied, checked and only then renamed; the
// file it replaces is kept beside it as path.replaced-DATE, whose path is
// returned ("" when there was none). now names the date.
//
// A file that another program has open is refused as locked: it would go on
// writing to what was replaced. A source that is corrupt, foreign or of a newer program is refused with a
// *sales.FileError, and path is left as it is.
func Restore(ctx context.Context, from, path string, now time.Time) (kept string, err error) {
	doing := fmt.Sprintf("restore %s from %s", path, from)
	if err := restorable(ctx, from); err != nil {
		return "", err
	}
	if err := unused(ctx, path); err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", failure(doing, err)
	}
	fresh := path + ".restoring"
	source := readingOnly(ctx, from)
	err = errors.Join(backup(ctx, source, fresh), source.Close())
	if err != nil {
		return "", failure(doing, err)
	}
	defer func() {
		if err != nil {
			os.Remove(fresh) //nolint:errcheck,gosec // the fault that is reported matters more
		}
	}()
	if kept, err = setAside(ctx, path, now); err != nil {
		return "", failure(doing, err)
	}
	if err := os.Rename(fresh, path); err != nil {
		return "", failure(doing, err)
	}
	return kept, failure(doing, syncFolder(filepath.Dir(path)))
}

// errEmpty says that a file is no backup because there is nothing in it.
var errEmpty = errors.New("it holds nothing")

// restorable says why a file cannot be restored, if it cannot.
func restorable(ctx context.Context, from string) error {
	version, err := look(ctx, from)
	if err != nil {
		return err
	}
	target, err := newestVersion()
	if err != nil {
		return err
	}
	switch {
	case version == 0:
		return &sales.FileError{Fault: sales.FileCorrupt, Doing: "restore from " + from, Err: errEmpty}
	case version > target:
		err := fmt.Errorf("its schema is version %d, this program knows %d", version, target)
		return &sales.FileError{Fault: sales.FileNewer, Doing: "restore from " + from, Err: err}
	}
	db := readingOnly(ctx, from)
	defer db.Close() //nolint:errcheck // only read
	return quickCheck(ctx, db, from)
}

// setAside keeps the present file under a dated name with all it holds, and
// clears what SQLite keeps beside it: a WAL of the old file next to the new
// one would destroy it.
func setAside(ctx context.Context, path string, now time.Time) (kept string, err error) {
	if exists(path) {
		kept = freeName(path + ".replaced-" + now.UTC().Format("20060102T150405"))
		if err := keepCopy(ctx, path, kept); err != nil {
			return "", err
		}
	}
	for _, beside := range []string{"-wal", "-shm", "-journal"} {
		if err := os.Remove(path + beside); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
	}
	return kept, nil
}

// keepCopy keeps a file that may have a WAL: as a whole copy if it can still
// be read, else the damaged file and its WAL as they are. The file itself
// stays until the new one is renamed over it, so that there is one at all times.
func keepCopy(ctx context.Context, path, kept string) error {
	if _, err := look(ctx, path); err == nil {
		db := readingOnly(ctx, path)
		err := errors.Join(backup(ctx, db, kept), db.Close())
		if err == nil {
			// Write its WAL back: until the rename the file must stay whole.
			present := writer(path)
			return errors.Join(present.PingContext(ctx), present.Close())
		}
		var fault *sales.FileError
		if !errors.As(err, &fault) || fault.Fault != sales.FileCorrupt {
			return err
		}
	}
	for _, beside := range []string{"", "-wal"} {
		if exists(path + beside) {
			if err := copyFile(path+beside, kept+beside); err != nil {
				return err
			}
		}
	}
	return nil
}

// copyFile copies a file as it is, for one that no database can read.
func copyFile(from, to string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.WriteFile(to, content, 0o600); err != nil { //nolint:gosec // a name of ours
		return err
	}
	return syncFile(to)
}

// freeName returns the name, or the first numbered one that is not taken.
func freeName(name string) string {
	free := name
	for i := 2; exists(free); i++ {
		free = fmt.Sprintf("%s-%d", name, i)
	}
	return free
}
