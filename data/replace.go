package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/mattn/go-sqlite3"
)

// Replace puts what the backup at from holds in the place of everything in the
// open database, see app.Store. The pages are written in one transaction:
// whoever reads meanwhile, this program's window or a command, sees the old
// records until it is committed, and a kill or a power cut leaves them.
func (s *Store) Replace(ctx context.Context, from string) error {
	doing := fmt.Sprintf("restore %s from %s", s.path, from)
	found, target, err := restorable(ctx, from)
	if err != nil {
		return err
	}
	if s.write == nil {
		return errReadOnly("write " + s.path)
	}
	if err := s.guard.check(); err != nil {
		return err
	}
	if found < target {
		fresh, err := s.files.temporary(s.path)
		if err != nil {
			return failure(doing, err)
		}
		defer func() {
			if err := s.files.remove(besides(fresh)...); err != nil { // it is swept later
				s.log.WarnContext(ctx, "a temporary copy could not be removed", "err", err)
			}
		}()
		if err := s.upToDate(ctx, from, fresh, found, target); err != nil {
			return failure(doing, err)
		}
		from = fresh
	}
	source := readingOnly(ctx, from)
	defer source.Close() //nolint:errcheck // only read
	err = s.overwrite(ctx, source)
	s.folded.forget()
	return failure(doing, err)
}

// overwrite writes another database's pages over those of the store.
func (s *Store) overwrite(ctx context.Context, source *sql.DB) error {
	return onDriver(ctx, s.write, func(destination *sqlite3.SQLiteConn) error {
		return onDriver(ctx, source, func(source *sqlite3.SQLiteConn) error {
			return copyInSteps(ctx, destination, source)
		})
	})
}

// upToDate copies a backup that an older program wrote to a file of its own
// and brings its schema up to date.
func (s *Store) upToDate(ctx context.Context, from, to string, found, target int64) error {
	source := readingOnly(ctx, from)
	if err := errors.Join(s.files.backup(ctx, source, to), source.Close()); err != nil {
		return err
	}
	copied := &Store{path: to, now: s.now, log: s.log, files: s.files, write: writer(to)}
	return errors.Join(copied.bring(ctx, found, target), copied.Close(), s.files.syncFolder(filepath.Dir(to)))
}
