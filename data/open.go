package data

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"attain/app/sales"
)

// applicationID marks a file as ours, see PRAGMA application_id. The first
// migration writes it.
const applicationID = 0x41747461 // "Atta"

// magic is how every SQLite database begins.
const magic = "SQLite format 3\x00"

// Options are what a store needs from outside.
type Options struct {
	ReadOnly bool             // open without ever writing; needed for a file of a newer version
	Now      func() time.Time // the clock, for the change log; nil: the machine's
	Log      *slog.Logger     // nil: discard; slow questions at level debug
	Slow     time.Duration    // above which a question is slow; 0: 50 ms
	// Network tells the kind of the network drive a path lies on, "" for none;
	// nil: the system is asked. On a network drive the database has no WAL,
	// which needs memory that machines do not share.
	Network func(path string) string
	files   files // tests let its calls fail
}

// Open opens the database at path; unless ReadOnly, a missing or empty file
// (and its folder) is made, and an older schema brought up to date after a
// backup beside the file. After an unclean end the file is checked first.
//
// A *sales.FileError says what is wrong with a file that cannot be used:
// corrupt, foreign, newer, read-only, full, locked or broken. Such a file is
// left as it is.
func Open(ctx context.Context, path string, opts Options) (*Store, error) {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	if opts.Network == nil {
		opts.Network = networkDrive
	}
	s := &Store{path: path, now: opts.Now, log: opts.Log, files: opts.files, network: opts.Network(path)}
	s.schema, s.slow = newSchema(), &slowLog{log: opts.Log, above: cmp.Or(opts.Slow, slowQuery)}
	if err := s.open(ctx, opts.ReadOnly); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if s.holds, err = os.Stat(path); err != nil {
		return nil, errors.Join(failure("open "+path, err), s.Close())
	}
	held.take(s.holds)
	s.q = timed{s.read, s.slow}
	return s, nil
}

func (s *Store) open(ctx context.Context, readOnly bool) error {
	if !readOnly && !held.has(s.path) {
		if err := s.files.make(s.path); err != nil {
			return failure("open "+s.path, err)
		}
	}
	found, err := look(ctx, s.path)
	if err != nil {
		return err
	}
	target, err := newestVersion()
	if err != nil {
		return err
	}
	if readOnly {
		return s.openReadOnly(ctx, found, target)
	}
	if found > target {
		err := fmt.Errorf("its schema is version %d, this program knows %d", found, target)
		return &sales.FileError{Fault: sales.FileNewer, Doing: "open " + s.path, Err: err}
	}
	if err := s.files.tighten(s.path); err != nil {
		return failure("open "+s.path, err)
	}
	sweep(filepath.Dir(s.path), time.Now())
	sweepLinks(s.path)
	if err := checkAfterUncleanEnd(ctx, s.path, s.log); err != nil {
		return err
	}
	s.write = writer(s.path)
	if s.network != "" {
		s.write = writerIn(s.path, "DELETE")
		s.log.WarnContext(ctx, "the database lies on a network drive, so it has no WAL", "kind", s.network)
	}
	if err := s.write.PingContext(ctx); err != nil {
		return failure("open "+s.path, err)
	}
	if err := s.migrate(ctx, found, target); err != nil {
		return err
	}
	if s.guard, err = newGuard(s.path); err != nil {
		return failure("open "+s.path, err)
	}
	s.read = reading(s.path, "rw")
	return failure("open "+s.path, s.read.PingContext(ctx))
}

// openReadOnly opens the readers alone. In a folder that cannot be written
// SQLite cannot make the files beside a WAL database; without a WAL there is
// nothing in them, and the file is read as it is.
func (s *Store) openReadOnly(ctx context.Context, found, target int64) error {
	if found < target {
		err := fmt.Errorf("its schema is version %d and has to be brought to %d first", found, target)
		return &sales.FileError{Fault: sales.FileReadOnly, Doing: "open " + s.path, Err: err}
	}
	s.read = readingOnly(ctx, s.path)
	return failure("open "+s.path, s.read.PingContext(ctx))
}

// readingOnly opens the file's readers so that nothing is ever written.
func readingOnly(ctx context.Context, path string) *sql.DB {
	db := reading(path, "ro")
	var pages int64
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&pages); err == nil || walSize(path) > 0 {
		return db
	}
	db.Close() //nolint:errcheck,gosec // nothing was read from it
	return reading(path, "ro", "immutable", "1")
}

// Close ends all reading and writing. The last connection to close writes
// the WAL back into the file and removes it.
func (s *Store) Close() error {
	var err error
	if s.read != nil {
		err = s.read.Close()
	}
	if s.write != nil {
		err = errors.Join(err, s.write.Close())
	}
	if s.holds != nil {
		held.release(s.holds)
		s.holds = nil
	}
	if err != nil {
		return failure("close "+s.path, err)
	}
	return nil
}

// Network returns the kind of the network drive that the database lies on;
// "": it is on this machine, as far as can be told.
func (s *Store) Network() string { return s.network }

// Path returns the file's absolute path.
func (s *Store) Path() string { return s.path }

// look reads what kind of file stands at path without changing it, and
// returns its schema's version, 0 for an empty file.
func look(ctx context.Context, path string) (version int64, err error) {
	doing := "open " + path
	begins, err := beginning(path)
	if err != nil {
		return 0, failure(doing, err)
	}
	if len(begins) == 0 {
		return 0, nil
	}
	if !bytes.Equal(begins, []byte(magic)) {
		return 0, &sales.FileError{Fault: sales.FileCorrupt, Doing: doing, Err: errors.New("it does not begin as a database does")}
	}
	db := readingOnly(ctx, path)
	defer db.Close() //nolint:errcheck // only read
	var id, tables int64
	err = db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version')`).Scan(&id, &tables)
	if err != nil {
		return 0, failure(doing, err)
	}
	if id == 0 && tables == 0 {
		return 0, nil // made, and ended before its first migration
	}
	if id != applicationID {
		err := fmt.Errorf("it is marked as %#x, not as ours", id)
		return 0, &sales.FileError{Fault: sales.FileForeign, Doing: doing, Err: err}
	}
	err = db.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied = 1").Scan(&version)
	return version, failure(doing, err)
}

// beginning returns the file's first bytes, as many as tell a database.
func beginning(path string) ([]byte, error) {
	if held.has(path) {
		return []byte(magic), nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read
	begins := make([]byte, len(magic))
	n, err := io.ReadFull(file, begins)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	return begins[:n], nil
}

func walSize(path string) int64 {
	info, err := os.Stat(path + "-wal")
	if err != nil {
		return 0
	}
	return info.Size()
}

// checkAfterUncleanEnd checks the file if the program that wrote it last did
// not end by closing it: then its WAL is still there, and nobody holds the
// file. Its time grows with the file; after a clean end nothing is checked.
func checkAfterUncleanEnd(ctx context.Context, path string, log *slog.Logger) error {
	if walSize(path) == 0 {
		return nil
	}
	db := pool(path, 1, "MEMORY", "mode", "rw", "_locking", "EXCLUSIVE", "_busy_timeout", "0")
	defer db.Close() //nolint:errcheck // only read
	err := fullCheck(ctx, db, path)
	var fault *sales.FileError
	if errors.As(err, &fault) && fault.Fault == sales.FileLocked {
		return nil // somebody works with it: its WAL is no sign of an unclean end
	}
	if err != nil {
		return err
	}
	log.InfoContext(ctx, "checked the database after an unclean end", "path", path)
	return nil
}
