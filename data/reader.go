package data

import (
	"context"
	"database/sql"
	"fmt"

	"attain/app/sales"
)

// querier asks the database: a pool, a connection or a running transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// reader answers sales.Reader's questions. The store's reader asks its pool
// of readers; a transaction's asks the transaction, so that it sees its own
// writes.
type reader struct {
	q      querier
	schema *schema
	slow   *slowLog
}

// each runs a query whose columns are those of T's table, which query is
// appended to, and hands over the records one by one. The record is reused:
// f copies what it keeps.
func each[T any, P pointer[T]](ctx context.Context, r reader, query string, args []any, f func(T) error) error {
	record := P(new(T))
	t := r.schema.byKind[record.RecordKind()]
	defer r.slow.begin(ctx, t.selected()+query)()
	rows, err := r.q.QueryContext(ctx, t.selected()+query, args...)
	if err != nil {
		return failure("read "+string(t.kind), err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	targets := t.cells(record)
	for rows.Next() {
		*record = *new(T)
		if err := rows.Scan(targets...); err != nil {
			return fmt.Errorf("read %s: %w", t.kind, err)
		}
		if err := f(*record); err != nil {
			return err
		}
	}
	return failure("read "+string(t.kind), rows.Err())
}

// all is each, into a list.
func all[T any, P pointer[T]](ctx context.Context, r reader, query string, args ...any) ([]T, error) {
	var found []T
	err := each[T, P](ctx, r, query, args, func(record T) error {
		found = append(found, record)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// Stages returns the process: open stages by position, then won, then lost.
func (r reader) Stages(ctx context.Context) ([]sales.Stage, error) {
	return all[sales.Stage](ctx, r, "ORDER BY kind = 'lost', kind = 'won', position, id")
}

// Reps returns the team by name, leavers included.
func (r reader) Reps(ctx context.Context) ([]sales.Rep, error) {
	return all[sales.Rep](ctx, r, "ORDER BY name, id")
}

// Products returns the products by name, archived ones included.
func (r reader) Products(ctx context.Context) ([]sales.Product, error) {
	return all[sales.Product](ctx, r, "ORDER BY name, id")
}

// Accounts returns the accounts by name.
func (r reader) Accounts(ctx context.Context) ([]sales.Account, error) {
	return all[sales.Account](ctx, r, "ORDER BY name, id")
}

// Goals returns the goals for activities: everyone's first, then by rep and type.
func (r reader) Goals(ctx context.Context) ([]sales.Goal, error) {
	return all[sales.Goal](ctx, r, "ORDER BY rep_id IS NOT NULL, rep_id, type, id")
}

// Profile returns the ideal customer profile in the order it was written.
func (r reader) Profile(ctx context.Context) ([]sales.Criterion, error) {
	return all[sales.Criterion](ctx, r, "ORDER BY id")
}

// Closings returns the closed months in order, without their frozen reviews and facts,
// which are large.
func (r reader) Closings(ctx context.Context) ([]sales.Closing, error) {
	return collect(ctx, r, "closed months", "SELECT month, closed_at, ledger FROM closings ORDER BY month", nil,
		func(c *sales.Closing) []any { return []any{&cell{&c.Month}, &cell{&c.ClosedAt}, &cell{&c.Ledger}} })
}

// Closing returns all that is kept of a closed month.
func (r reader) Closing(ctx context.Context, month sales.Month) (sales.Closing, error) {
	found, err := all[sales.Closing](ctx, r, "WHERE month = ?", month.String())
	if err == nil && len(found) == 0 {
		err = &sales.NotFound{Kind: sales.KindClosing, Name: month.String()}
	}
	if err != nil {
		return sales.Closing{}, err
	}
	return found[0], nil
}
