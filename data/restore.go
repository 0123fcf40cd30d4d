package data

import (
	"context"
	"errors"
	"fmt"
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
// writing to what was replaced. A source that is corrupt, foreign or of a
// newer program is refused with a *sales.FileError, and path is left as it is.
func Restore(ctx context.Context, from, path string, now time.Time) (kept string, err error) {
	return files{}.restore(ctx, from, path, now)
}

func (f files) restore(ctx context.Context, from, path string, now time.Time) (kept string, err error) {
	doing := fmt.Sprintf("restore %s from %s", path, from)
	if _, _, err := restorable(ctx, from); err != nil {
		return "", err
	}
	if err := unused(ctx, path); err != nil {
		return "", err
	}
	if err := f.makeFolder(filepath.Dir(path)); err != nil {
		return "", failure(doing, err)
	}
	fresh, err := f.temporary(path)
	if err != nil {
		return "", failure(doing, err)
	}
	defer func() {
		if err != nil {
			_ = files{}.remove(fresh) // the fault that is reported matters more
		}
	}()
	source := readingOnly(ctx, from)
	if err := errors.Join(f.backup(ctx, source, fresh), source.Close()); err != nil {
		return "", failure(doing, err)
	}
	if kept, err = f.setAside(ctx, path, now); err != nil {
		return "", failure(doing, err)
	}
	if err := f.rename(fresh, path); err != nil {
		if sameFile(path, kept) { // else it may be all there is of a damaged file's WAL
			err = errors.Join(err, files{}.remove(kept))
		}
		return "", failure(doing, err)
	}
	return kept, failure(doing, f.syncFolder(filepath.Dir(path)))
}

// errEmpty says that a file is no backup because there is nothing in it.
var errEmpty = errors.New("it holds nothing")

// restorable says why a file cannot be restored, if it cannot; else the
// version of its schema and of the one this program works with.
func restorable(ctx context.Context, from string) (version, target int64, err error) {
	if version, err = look(ctx, from); err != nil {
		return 0, 0, err
	}
	if target, err = newestVersion(); err != nil {
		return 0, 0, err
	}
	switch {
	case version == 0:
		return 0, 0, &sales.FileError{Fault: sales.FileCorrupt, Doing: "restore from " + from, Err: errEmpty}
	case version > target:
		err := fmt.Errorf("its schema is version %d, this program knows %d", version, target)
		return 0, 0, &sales.FileError{Fault: sales.FileNewer, Doing: "restore from " + from, Err: err}
	}
	db := readingOnly(ctx, from)
	defer db.Close() //nolint:errcheck // only read
	return version, target, quickCheck(ctx, db, from)
}

// setAside keeps the present file under a dated name with all it holds, and
// clears what SQLite keeps beside it: a WAL of the old file next to the new
// one would destroy it.
func (f files) setAside(ctx context.Context, path string, now time.Time) (kept string, err error) {
	if exists(path) {
		kept = freeName(path + ".replaced-" + now.UTC().Format("20060102T150405"))
		if err := f.keep(ctx, path, kept); err != nil {
			return "", errors.Join(err, files{}.remove(besides(kept)...))
		}
	}
	return kept, f.remove(besides(path)[1:]...)
}

// keep keeps a file that may have a WAL under a second name. The file itself
// stays until the new one is renamed over it, so that there is one at all
// times. One that can be read is made whole by writing its WAL back, then gets
// the name as a link, which costs nothing (a kill before the rename leaves it
// to sweepLinks). Where the disk has no links, and of a damaged file, which
// stays as it is with its WAL, copies are made.
func (f files) keep(ctx context.Context, path, kept string) error {
	if _, err := look(ctx, path); err == nil {
		present := writerIn(path, "DELETE")
		if err := errors.Join(present.PingContext(ctx), present.Close()); err != nil && !damaged(err) {
			return err
		}
	}
	if walSize(path) == 0 && f.link(path, kept) == nil {
		return nil
	}
	for _, beside := range []string{"", "-wal"} {
		if exists(path + beside) {
			if err := f.copy(path+beside, kept+beside); err != nil {
				return err
			}
		}
	}
	return nil
}

// damaged reports whether an error says that a file is no sound database.
func damaged(err error) bool {
	var fault *sales.FileError
	return errors.As(failure("look", err), &fault) && fault.Fault == sales.FileCorrupt
}
