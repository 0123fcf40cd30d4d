package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/mattn/go-sqlite3"

	"attain/app/sales"
)

// pagesPerStep is how many pages of a backup are copied before ctx is looked
// at again: 4 MB, a few milliseconds.
const pagesPerStep = 1024

// Backup writes a consistent copy to path while others read and write, see
// app.Store. What stood at path is replaced only by a whole, checked copy.
func (s *Store) Backup(ctx context.Context, path string) error {
	from := s.write
	if s.read != nil {
		from = s.read
	}
	return s.files.backup(ctx, from, path)
}

// backup copies the database of a pool to path: to a temporary file beside
// it, which is synced, checked and renamed.
func (f files) backup(ctx context.Context, from *sql.DB, path string) (err error) {
	doing := "back up to " + path
	sweep(filepath.Dir(path), time.Now())
	temporary, err := f.temporary(path)
	if err != nil {
		return failure(doing, err)
	}
	defer func() {
		if err != nil { // a failing disk leaves more than the file; what cannot be removed is swept later
			_ = files{}.remove(besides(temporary)...)
		}
	}()
	if err := copyPages(ctx, from, temporary); err != nil {
		return failure(doing, err)
	}
	if err := checkCopy(ctx, temporary); err != nil {
		return failure(doing, err)
	}
	if err := f.sync(temporary); err != nil {
		return failure(doing, err)
	}
	if err := f.rename(temporary, path); err != nil {
		return failure(doing, err)
	}
	return failure(doing, f.syncFolder(filepath.Dir(path)))
}

// copyPages copies a database's pages by SQLite's online backup.
func copyPages(ctx context.Context, from *sql.DB, to string) error {
	target := pool(to, 1, "MEMORY", "mode", "rw", "_journal_mode", "DELETE", "_synchronous", "OFF") // synced once, when whole
	defer target.Close()                                                                            //nolint:errcheck // its end is checked by reading the copy
	return onDriver(ctx, target, func(destination *sqlite3.SQLiteConn) error {
		return onDriver(ctx, from, func(source *sqlite3.SQLiteConn) error {
			return copyInSteps(ctx, destination, source)
		})
	})
}

// copyInSteps copies in steps, all of one moment: without a transaction of
// its own the copy would begin anew whenever somebody writes.
func copyInSteps(ctx context.Context, destination, source *sqlite3.SQLiteConn) (err error) {
	if _, err := source.Exec("BEGIN; SELECT count(*) FROM sqlite_schema", nil); err != nil {
		return fmt.Errorf("begin the copy: %w", err)
	}
	defer func() {
		_, ended := source.Exec("COMMIT", nil)
		err = errors.Join(err, ended)
	}()
	run, err := destination.Backup("main", source, "main")
	if err != nil {
		return fmt.Errorf("begin the copy: %w", err)
	}
	defer func() { err = errors.Join(err, run.Finish()) }()
	for {
		if err := stopped(ctx, "copy"); err != nil {
			return err
		}
		done, err := run.Step(pagesPerStep)
		if err != nil {
			return fmt.Errorf("copy: %w", err)
		}
		if done {
			return nil
		}
	}
}

// onDriver runs f on a connection of the pool as the driver knows it.
func onDriver(ctx context.Context, db *sql.DB, f func(*sqlite3.SQLiteConn) error) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close() //nolint:errcheck // goes back to the pool
	return conn.Raw(func(driver any) error {
		c, ok := driver.(*sqlite3.SQLiteConn)
		if !ok {
			return fmt.Errorf("the driver's connection is a %T", driver)
		}
		return f(c)
	})
}

// checkCopy reads a copy through, and makes it a file that needs no other
// beside it.
func checkCopy(ctx context.Context, path string) error {
	db := pool(path, 1, "MEMORY", "mode", "rw", "_journal_mode", "DELETE")
	defer db.Close() //nolint:errcheck // its end is checked by syncing
	return quickCheck(ctx, db, path)
}

// quickCheck reads every page: that the file is a sound tree of records.
func quickCheck(ctx context.Context, db *sql.DB, path string) error {
	return soundBy(ctx, db, path, "PRAGMA quick_check(1)")
}

// fullCheck also holds every index against its table, in a few times the time.
func fullCheck(ctx context.Context, db *sql.DB, path string) error {
	return soundBy(ctx, db, path, "PRAGMA integrity_check(1)")
}

// QuickCheck says by a *sales.FileError (corrupt) that the open file is
// damaged. It reads all of it once (0.3 s for 300 MB), beside all other work.
func (s *Store) QuickCheck(ctx context.Context) error { return quickCheck(ctx, s.read, s.path) }

func soundBy(ctx context.Context, db *sql.DB, path, check string) error {
	var first string
	if err := db.QueryRowContext(ctx, check).Scan(&first); err != nil {
		return failure("check "+path, err)
	}
	if first != "ok" {
		return &sales.FileError{Fault: sales.FileCorrupt, Doing: "check " + path, Err: errors.New(first)}
	}
	return nil
}
