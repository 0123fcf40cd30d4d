package data

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"
)

// Replace puts what the backup at from holds in the place of everything in the
// open database, see app.Store. The pages are written in one transaction:
// whoever reads meanwhile, this program's window or a command, sees the old
// records until it is committed, and a kill or a power cut leaves them.
func (s *Store) Replace(ctx context.Context, from string) (err error) {
	doing := fmt.Sprintf("restore %s from %s", s.path, from)
	if err := restorable(ctx, from); err != nil {
		return err
	}
	if s.write == nil {
		return errReadOnly("write " + s.path)
	}
	if err := s.guard.check(); err != nil {
		return err
	}
	// A copy in the place of the backup: brought up to date where an older
	// program wrote it, and safe from being changed while it is read.
	fresh := freeName(s.path + ".restoring")
	defer func() {
		for _, beside := range []string{"", "-wal", "-shm"} {
			err = errors.Join(err, ignoreMissing(os.Remove(fresh+beside)))
		}
	}()
	if err := upToDate(ctx, from, fresh, s); err != nil {
		return failure(doing, err)
	}
	source := readingOnly(ctx, fresh)
	defer source.Close() //nolint:errcheck // only read
	err = onDriver(ctx, s.write, func(destination *sqlite3.SQLiteConn) error {
		return onDriver(ctx, source, func(source *sqlite3.SQLiteConn) error {
			return copyInSteps(ctx, destination, source)
		})
	})
	s.folded.forget()
	return failure(doing, err)
}

// upToDate copies a backup to a file of its own and brings its schema up to
// date.
func upToDate(ctx context.Context, from, to string, s *Store) error {
	source := readingOnly(ctx, from)
	if err := errors.Join(backup(ctx, source, to), source.Close()); err != nil {
		return err
	}
	found, err := look(ctx, to)
	if err != nil {
		return err
	}
	target, err := newestVersion()
	if err != nil || found == target {
		return err
	}
	copied := &Store{path: to, now: s.now, log: s.log, write: writer(to)}
	return errors.Join(copied.bring(ctx, found, target), copied.Close(), syncFolder(filepath.Dir(to)))
}

func ignoreMissing(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
