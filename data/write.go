package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

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
		if err := t.fold(ctx); err != nil {
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
		err := errors.New("it was opened only to be read")
		return &sales.FileError{Fault: sales.FileReadOnly, Doing: "write " + s.path, Err: err}
	}
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return failure("begin writing", err)
	}
	defer conn.Close() //nolint:errcheck // goes back to the pool
	tx, err := conn.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return failure("begin writing", err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to take back
	t := &transaction{tx: tx, prepared: map[string]*sql.Stmt{}, moved: map[sales.ID]bool{}}
	t.reader = reader{q: t, schema: s.schema}
	if err := f(t); err != nil {
		return err
	}
	if err := errors.Join(t.late, stopped(ctx, "write")); err != nil {
		return err
	}
	return failure("commit", tx.Commit())
}

// transaction is a running write: sales.Tx.
type transaction struct {
	reader
	tx       *sql.Tx
	prepared map[string]*sql.Stmt
	log      *logbook
	moved    map[sales.ID]bool // deals whose stays are to be folded again
	late     error             // a fault met where none could be returned; ends the transaction
}

// QueryContext lets the reader ask the transaction. What is folded is brought
// up to date first, so that reads see the transaction's own writes whole.
func (t *transaction) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := t.fold(ctx); err != nil {
		return nil, err
	}
	return t.tx.QueryContext(ctx, query, args...)
}

// QueryRowContext is QueryContext for one row.
func (t *transaction) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	t.late = errors.Join(t.late, t.fold(ctx))
	return t.tx.QueryRowContext(ctx, query, args...)
}

// statement prepares a query once in the transaction.
func (t *transaction) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt, ok := t.prepared[query]; ok {
		return stmt, nil
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

// Put inserts or replaces records, see sales.Tx.
func (t *transaction) Put(ctx context.Context, records ...sales.Record) error {
	for _, record := range records {
		if err := stopped(ctx, "write"); err != nil {
			return err
		}
		if err := t.put(ctx, record); err != nil {
			return err
		}
	}
	return nil
}

func (t *transaction) put(ctx context.Context, record sales.Record) error {
	tb, ok := t.schema.byKind[record.RecordKind()]
	if !ok || tb.fields(record) == nil {
		return fmt.Errorf("write a %T: it is no record the store keeps", record)
	}
	id := record.RecordID()
	if id == "" {
		return &sales.Invalid{Field: "id", Reason: fmt.Sprintf("a record of %s has no id", tb.kind)}
	}
	after, err := tb.row(record)
	if err != nil {
		return fmt.Errorf("write %s %s: %w", tb.kind, id, err)
	}
	before, err := t.row(ctx, tb, id)
	if err != nil {
		return err
	}
	if before != nil && equalRows(before, after) {
		return nil
	}
	if err := t.store(ctx, tb, id, before, after, record); err != nil {
		return err
	}
	return t.log.note(ctx, t, tb, id, before, after)
}

// row returns the stored row of an id, nil when there is none.
func (t *transaction) row(ctx context.Context, tb *table, id sales.ID) ([]any, error) {
	stmt, err := t.statement(ctx, tb.selected()+"WHERE "+tb.key()+" = ?")
	if err != nil {
		return nil, err
	}
	row := make([]any, len(tb.columns))
	targets := make([]any, len(row))
	for i := range row {
		targets[i] = &row[i]
	}
	err = stmt.QueryRowContext(context.WithoutCancel(ctx), string(id)).Scan(targets...)
	if none(err) {
		return nil, nil
	}
	if err != nil {
		return nil, failure("read "+string(tb.kind), err)
	}
	return row, nil
}

// store writes a row whose record is at hand, and remembers whose stays it
// touches. It logs nothing.
func (t *transaction) store(ctx context.Context, tb *table, id sales.ID, before, after []any, record sales.Record) error {
	query, args := tb.inserted(), append([]any{}, after...)
	if tb.derive != nil {
		args = append(args, tb.derive(record)...)
	}
	if before != nil {
		query, args = tb.updated(), append(args[1:], after[0])
	}
	if err := t.exec(ctx, query, args...); err != nil {
		return t.refused(ctx, tb, id, after, err)
	}
	return t.touch(ctx, tb, before, after)
}

// touch remembers the deals whose stays a written or removed row changes.
func (t *transaction) touch(ctx context.Context, tb *table, before, after []any) error {
	switch tb.kind { //nolint:exhaustive // nothing is folded from the others
	case sales.KindMove:
		for _, row := range [][]any{before, after} {
			if row != nil {
				deal, _ := row[1].(string)
				t.moved[sales.ID(deal)] = true
			}
		}
	case sales.KindStage:
		if before == nil || after == nil || before[3] == after[3] {
			return nil // its kind, which stays repeat, is the same
		}
		return t.touchStage(ctx, before[0])
	}
	return nil
}

func (t *transaction) touchStage(ctx context.Context, stage any) error {
	rows, err := t.tx.QueryContext(ctx, "SELECT DISTINCT deal_id FROM stage_moves WHERE stage_id = ?", stage)
	if err != nil {
		return failure("read stage_moves", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	for rows.Next() {
		var deal sales.ID
		if err := rows.Scan(&deal); err != nil {
			return failure("read stage_moves", err)
		}
		t.moved[deal] = true
	}
	return failure("read stage_moves", rows.Err())
}
