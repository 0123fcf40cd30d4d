package data

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"attain/app/sales"
)

// batchColumns are those of a batch b. What was dropped without having been
// walked over stands: the founding of a team, an erasure, what was recovered.
const batchColumns = "b.id, b.uid, b.at, b.who, b.label, b.state, b.state = 'undone' OR b.state = 'dropped' AND b.walked_at <> '', b.kinds, b.count"

const selectBatch = "SELECT " + batchColumns + " FROM batches b "

// Batches returns the newest batches; limit 0 is all.
func (r reader) Batches(ctx context.Context, limit int) ([]sales.Batch, error) {
	rows, err := r.q.QueryContext(ctx, selectBatch+"WHERE state <> 'marks' "+page("id DESC", limit, 0))
	if err != nil {
		return nil, failure("read the change log", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	var found []sales.Batch
	for rows.Next() {
		_, batch, err := scanBatch(rows)
		if err != nil {
			return nil, err
		}
		found = append(found, batch)
	}
	return found, failure("read the change log", rows.Err())
}

// batch returns one batch and its number; number 0: there is none.
func (r reader) batch(ctx context.Context, where string) (int64, sales.Batch, error) {
	row, batch, err := scanBatch(r.q.QueryRowContext(ctx, selectBatch+where))
	if none(err) {
		return 0, sales.Batch{}, nil
	}
	return row, batch, err
}

func scanBatch(row interface{ Scan(...any) error }, more ...any) (int64, sales.Batch, error) {
	var number int64
	var batch sales.Batch
	var at, kinds string
	targets := append([]any{&number, &batch.ID, &at, &batch.Who, &batch.Label, &batch.State, &batch.Undone, &kinds, &batch.Count}, more...)
	if err := row.Scan(targets...); err != nil {
		return 0, sales.Batch{}, failure("read the change log", err)
	}
	moment, err := time.Parse(timeForm, at)
	if err != nil {
		return 0, sales.Batch{}, fmt.Errorf("read the change log: %w", err)
	}
	batch.At, batch.Changed = moment, splitKinds(kinds)
	return number, batch, nil
}

// History returns the changes of one record, newest first. Their images hold
// the columns that differ from an empty record's.
func (r reader) History(ctx context.Context, kind sales.Kind, id sales.ID) ([]sales.Change, error) {
	rows, err := r.q.QueryContext(ctx, "SELECT "+batchColumns+`, c.before, c.after
		FROM changes c JOIN batches b ON b.id = c.batch_id
		WHERE c.kind = ? AND c.record_id = ? ORDER BY c.batch_id DESC, c.seq DESC`, string(kind), string(id))
	if err != nil {
		return nil, failure("read the change log", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	var found []sales.Change
	for rows.Next() {
		var before, after sql.NullString
		_, batch, err := scanBatch(rows, &before, &after)
		if err != nil {
			return nil, err
		}
		found = append(found, sales.Change{Batch: batch, Kind: kind, ID: id, Before: before.String, After: after.String})
	}
	return found, failure("read the change log", rows.Err())
}
