// Package data keeps the records in one SQLite file: it opens, migrates,
// checks, backs up and restores the file, answers the application's questions
// from it, and writes through one path that records every change, from which
// undo, redo and the history of a record are read.
package data

import (
	"context"
	"database/sql"
	"log/slog"
	"os"
	"sync/atomic"
	"time"
)

// Store is an open database. It is safe for use by several goroutines: reads
// run beside each other and beside the one write.
type Store struct {
	reader
	path  string
	read  *sql.DB // several connections that can only read
	write *sql.DB // the one connection that writes; nil when opened read-only
	now   func() time.Time
	log   *slog.Logger
	guard guard       // of the file that was opened
	holds os.FileInfo // what held knows of it; nil: not open
	files files
	// network is the kind of the network drive the file lies on; "": none.
	network string

	waiting atomic.Bool // for another program that writes

	folded keptFacts // answers to questions asked since the last change

	loadFrom int // in tests fewer than the constant
}

// snapshot runs f on one connection in one transaction, so that everything f
// reads is of one moment.
func (s *Store) snapshot(ctx context.Context, f func(reader) error) error {
	tx, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return failure("begin reading", err)
	}
	defer tx.Rollback() //nolint:errcheck // nothing was written
	return f(reader{q: timed{tx, s.slow}, schema: s.schema, slow: s.slow})
}
