package data

import (
	"context"
	"errors"
	"fmt"
	"os"

	"attain/app/sales"
)

// guard notices that another file stands where the database was opened, or
// none: a sync program or a person moved, deleted or replaced it. SQLite would
// go on writing to the file that nobody will ever open again.
type guard struct {
	path   string
	opened os.FileInfo
}

// newGuard remembers the file that stands at path.
func newGuard(path string) (guard, error) {
	info, err := os.Stat(path)
	return guard{path: path, opened: info}, err
}

// unused gives a *sales.FileError (locked) when another connection, of this
// program or another, has the file open. A file that is missing or cannot be
// read is nobody's.
func unused(ctx context.Context, path string) error {
	if _, err := look(ctx, path); err != nil {
		return nil //nolint:nilerr // opened for writing, a damaged file might change before it is kept
	}
	db := pool(path, 1, "MEMORY", "mode", "rw", "_locking", "EXCLUSIVE", "_busy_timeout", "0")
	defer db.Close() //nolint:errcheck // only asked
	var tables int
	err := failure("replace "+path, db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables))
	var fault *sales.FileError
	if errors.As(err, &fault) && fault.Fault == sales.FileLocked {
		return err
	}
	return nil
}

// check gives a *sales.FileError (moved) when another file or none stands at
// the path. It costs one look at the folder, a few microseconds.
func (g guard) check() error {
	if g.opened == nil {
		return nil
	}
	now, err := os.Stat(g.path)
	doing := "write " + g.path
	switch {
	case errors.Is(err, os.ErrNotExist):
		return &sales.FileError{Fault: sales.FileMoved, Doing: doing, Err: fmt.Errorf("it was moved or deleted while it was open: %w", err)}
	case err != nil:
		return failure(doing, err)
	case !os.SameFile(g.opened, now):
		return &sales.FileError{Fault: sales.FileMoved, Doing: doing, Err: errors.New("another file was put in its place while it was open")}
	}
	return nil
}
