package data

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"attain/app/sales"
)

// ClaimWindow makes sure that one window at a time shows the database at
// path: it holds a lock on a file beside it until release is called or the
// program ends, however it ends. While another holds it, a *sales.FileError
// (locked) says so. Commands beside the window need no claim: the database's
// own locks keep them apart.
func ClaimWindow(ctx context.Context, path string) (release func() error, err error) {
	claim := path + ".window"
	doing := "show the window on " + path
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), makeFile(claim)); err != nil {
		return nil, failure(doing, err)
	}
	// An empty database's lock: SQLite knows how to lock on every system.
	db := pool(claim, 1, "mode", "rw", "_busy_timeout", "0", "_journal_mode", "DELETE")
	conn, err := db.Conn(ctx)
	if err == nil {
		_, err = conn.ExecContext(ctx, "BEGIN EXCLUSIVE")
	}
	if err != nil {
		err = failure(doing, err)
		var fault *sales.FileError
		if errors.As(err, &fault) && fault.Fault == sales.FileLocked {
			fault.Err = errors.New("another window of Attain shows it")
		}
		if conn != nil {
			err = errors.Join(err, conn.Close())
		}
		return nil, errors.Join(err, db.Close())
	}
	return func() error {
		_ = os.Remove(claim) // what stays is empty and locks nobody out
		return errors.Join(conn.Close(), db.Close())
	}, nil
}
