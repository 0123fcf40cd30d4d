package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"attain/app/sales"
)

// A write waits for another program that writes in turns, so many before it
// gives up: between two it hears that the user has had enough.
const (
	waitTurn  = 250 * time.Millisecond
	waitTurns = 40
)

// Waiting reports whether a write waits for another program to end its own.
func (s *Store) Waiting() bool { return s.waiting.Load() }

// begin begins a transaction on the writing connection, and waits while
// another program writes. The library would wait in one piece, which nothing
// ends.
func (s *Store) begin(ctx context.Context, conn *sql.Conn) (*sql.Tx, error) {
	lasting := context.WithoutCancel(ctx)
	if err := patience(lasting, conn, waitTurn); err != nil {
		return nil, err
	}
	defer s.waiting.Store(false)
	for turn := 1; ; turn++ {
		tx, err := conn.BeginTx(lasting, nil)
		if err == nil || !lockedOut(err) || turn == waitTurns || ctx.Err() != nil {
			kept := patience(lasting, conn, waitTurn*waitTurns) // for what the library waits for later
			if err == nil && kept != nil {
				err = errors.Join(kept, tx.Rollback())
			}
			if ended := stopped(ctx, "begin writing"); err != nil && ended != nil {
				return nil, ended
			}
			return tx, failure("begin writing", err)
		}
		s.waiting.Store(true)
	}
}

// lockedOut reports whether an error says that another program holds the file.
func lockedOut(err error) bool {
	var fault *sales.FileError
	return errors.As(failure("", err), &fault) && fault.Fault == sales.FileLocked
}

// patience sets how long a connection waits for another program.
func patience(ctx context.Context, conn *sql.Conn, wait time.Duration) error {
	_, err := conn.ExecContext(ctx, fmt.Sprintf("PRAGMA busy_timeout = %d", wait.Milliseconds()))
	return failure("set how long to wait", err)
}
