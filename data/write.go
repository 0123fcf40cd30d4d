package data

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"strings"

	"attain/app/sales"
)

// Write runs one command in one transaction, see app.Store. f must not write
// through the store itself: there is one writer, and it would wait for itself.
func (s *Store) Write(ctx context.Context, who, label string, f func(sales.Tx) error) (sales.Batch, error) {
	var batch sales.Batch
	err := s.transact(ctx, func(t *transaction) error {
		t.log = newLogbook(s.now(), who, label)
		if err := f(t); err != nil {
			return err
		}
		if err := t.settle(ctx); err != nil {
			return err
		}
		if err := t.log.close(ctx, t); err != nil {
			return err
		}
		batch = t.log.batch
		return nil
	})
	return batch, err
}

// transact runs f in one transaction on the writing connection. The
// transaction itself does not end with ctx: f's error does that, so that a
// cancelled command reports why it stopped.
func (s *Store) transact(ctx context.Context, f func(*transaction) error) error {
	if s.write == nil {
		return errReadOnly("write " + s.path)
	}
	if err := s.guard.check(); err != nil {
		return err
	}
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return failure("begin writing", err)
	}
	defer conn.Close() //nolint:errcheck // goes back to the pool
	tx, err := s.begin(ctx, conn)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to take back
	t := &transaction{tx: tx, prepared: map[string]*sql.Stmt{}, runs: map[string]int{}, marks: newMarks(), load: newLoad(cmp.Or(s.loadFrom, loadFrom))}
	t.reader = reader{q: timed{t, s.slow}, schema: s.schema, slow: s.slow}
	before, err := t.moment(ctx)
	if err != nil {
		return err
	}
	if err := f(t); err != nil {
		return err
	}
	if err := errors.Join(t.late, t.foldMarked(ctx), stopped(ctx, "write")); err != nil {
		return err
	}
	after, err := t.moment(ctx)
	if err != nil {
		return err
	}
	if err := failure("commit", tx.Commit()); err != nil {
		return err
	}
	s.folded.wrote(before, after, t.changed)
	return nil
}

// errReadOnly says that the database was opened only to be read.
func errReadOnly(doing string) error {
	return &sales.FileError{Fault: sales.FileReadOnly, Doing: doing, Err: errors.New("it was opened only to be read")}
}

// transaction is a running write: sales.Tx.
type transaction struct {
	reader
	marks
	tx       *sql.Tx
	prepared map[string]*sql.Stmt
	runs     map[string]int // of statements not prepared yet
	log      *logbook
	load     load  // what is loaded in bulk, without its indexes
	late     error // a fault met where none could be returned; ends the transaction
}

// settle writes what is still to be written: lines of the change log, and the
// stays of deals that moved.
func (t *transaction) settle(ctx context.Context) error {
	if t.log != nil {
		if err := t.log.flush(ctx, t); err != nil {
			return err
		}
	}
	return t.fold(ctx)
}

// settleFor writes what is still to be written of what a question reads: what
// an import asks between its rows never reads stays, which are then folded
// once and not for each thousand rows.
func (t *transaction) settleFor(ctx context.Context, query string) error {
	if strings.Contains(query, "stays") {
		return t.settle(ctx)
	}
	if t.log != nil {
		return t.log.flush(ctx, t)
	}
	return nil
}

// QueryContext lets the reader ask the transaction. What is still to be
// written is written first, so that reads see the transaction's writes whole.
func (t *transaction) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := t.settleFor(ctx, query); err != nil {
		return nil, err
	}
	return t.tx.QueryContext(ctx, query, args...)
}

// QueryRowContext is QueryContext for one row.
func (t *transaction) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	t.late = errors.Join(t.late, t.settleFor(ctx, query))
	return t.tx.QueryRowContext(ctx, query, args...)
}

// runner runs one statement.
type runner interface {
	ExecContext(ctx context.Context, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, args ...any) *sql.Row
}

// unprepared is one of a statement's first runs in a transaction.
type unprepared struct {
	*sql.Tx
	query string
}

// ExecContext runs it.
func (u unprepared) ExecContext(ctx context.Context, args ...any) (sql.Result, error) {
	return u.Tx.ExecContext(ctx, u.query, args...)
}

// QueryContext asks it.
func (u unprepared) QueryContext(ctx context.Context, args ...any) (*sql.Rows, error) {
	return u.Tx.QueryContext(ctx, u.query, args...)
}

// QueryRowContext asks it for one row.
func (u unprepared) QueryRowContext(ctx context.Context, args ...any) *sql.Row {
	return u.Tx.QueryRowContext(ctx, u.query, args...)
}

// preparedFrom is from which run on a statement is prepared. The driver keeps
// statements from one transaction to the next, but not those that were
// prepared, so that a small write would prepare all of its own in vain.
const preparedFrom = 4

// statement returns what runs a query.
func (t *transaction) statement(ctx context.Context, query string) (runner, error) {
	if stmt := t.prepared[query]; stmt != nil {
		return stmt, nil
	}
	if t.runs[query]++; t.runs[query] < preparedFrom {
		return unprepared{t.tx, query}, nil
	}
	stmt, err := t.tx.PrepareContext(context.WithoutCancel(ctx), query)
	if err != nil {
		return nil, failure("prepare a statement", err)
	}
	t.prepared[query] = stmt
	return stmt, nil
}

// exec runs a prepared statement. It does not watch ctx: the driver would
// start a goroutine for each row written. Put and Delete look at ctx.
func (t *transaction) exec(ctx context.Context, query string, args ...any) error {
	stmt, err := t.statement(ctx, query)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(context.WithoutCancel(ctx), args...)
	return err
}

// row returns the stored row of an id, nil when there is none.
func (t *transaction) row(ctx context.Context, tb *table, id sales.ID) ([]any, error) {
	stmt, err := t.statement(ctx, tb.selected()+"WHERE "+tb.key()+" = ?")
	if err != nil {
		return nil, err
	}
	row, targets := tb.targets()
	err = stmt.QueryRowContext(context.WithoutCancel(ctx), string(id)).Scan(targets...)
	if none(err) {
		return nil, nil
	}
	if err != nil {
		return nil, failure("read "+string(tb.kind), err)
	}
	return row, nil
}

// rows returns the stored rows of a run's records, by id.
func (t *transaction) rows(ctx context.Context, tb *table, run []pending) (map[sales.ID][]any, error) {
	found := make(map[sales.ID][]any, len(run))
	if len(run) == 1 {
		row, err := t.row(ctx, tb, run[0].id)
		if row != nil {
			found[run[0].id] = row
		}
		return found, err
	}
	ids := make([]sales.ID, len(run))
	for i, p := range run {
		ids[i] = p.id
	}
	doing := "read " + string(tb.kind)
	stmt, err := t.statement(ctx, tb.selected()+"WHERE "+tb.key()+" IN (SELECT value FROM json_each(?))")
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(context.WithoutCancel(ctx), jsonList(ids))
	if err != nil {
		return nil, failure(doing, err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	for rows.Next() {
		row, targets := tb.targets()
		if err := rows.Scan(targets...); err != nil {
			return nil, failure(doing, err)
		}
		id, _ := row[0].(string)
		found[sales.ID(id)] = row
	}
	return found, failure(doing, rows.Err())
}

// targets returns an empty row and what its columns are scanned into.
func (t *table) targets() (row, targets []any) {
	row = make([]any, len(t.columns))
	targets = make([]any, len(row))
	for i := range row {
		targets[i] = &row[i]
	}
	return row, targets
}
