package data

import (
	"context"
	"errors"
	"os"
	"time"

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
	if err := (files{}).make(claim); err != nil {
		return nil, failure(doing, err)
	}
	// An empty database's lock: SQLite knows how to lock on every system.
	db := pool(claim, 1, "MEMORY", "mode", "rw", "_busy_timeout", "0", "_journal_mode", "DELETE")
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

// asked is the file by which the window of a database is asked to come to the
// front: no program but the user's can make it, and none needs a network for it.
func asked(path string) string { return path + ".raise" }

// answerTime is how long a window may take to answer that it was asked.
const answerTime = 5 * time.Second

// AskForWindow asks the window that shows the database at path to come to the
// front. A window that does not answer in time is a *sales.FileError (locked).
func AskForWindow(ctx context.Context, path string) error {
	doing := "ask for the window on " + path
	if err := (files{}).make(asked(path)); err != nil {
		return failure(doing, err)
	}
	ticks := time.NewTicker(answerTime / 50)
	defer ticks.Stop()
	for waited := time.Duration(0); waited < answerTime; waited += answerTime / 50 {
		if !exists(asked(path)) {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticks.C:
		}
	}
	os.Remove(asked(path)) //nolint:errcheck,gosec // what stays would only raise the next window once
	return &sales.FileError{Fault: sales.FileLocked, Doing: doing, Err: errors.New("another window of Attain shows it and does not answer")}
}

// WindowAsked reports whether somebody asked for the window that shows the
// database at path, and answers them.
func WindowAsked(path string) bool { return os.Remove(asked(path)) == nil }
