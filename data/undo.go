package data

import (
	"context"
	"database/sql"
	"fmt"
	"math"

	"attain/app/sales"
)

// change is one line of the change log as it is stored.
type change struct {
	seq           int64
	kind          sales.Kind
	id            sales.ID
	before, after sql.NullString
}

// Undo takes back the newest batch that is done, see app.Store.
func (s *Store) Undo(ctx context.Context, who string) (sales.Batch, error) {
	return s.walk(ctx, who, step{
		name: "undo", to: stateUndone,
		next:    "WHERE state = 'done' ORDER BY id DESC LIMIT 1",
		start:   math.MaxInt64,
		changes: "AND seq < ? ORDER BY seq DESC",
		comes:   "after IS NULL", goes: "before IS NULL",
		ends: func(c change) (from, to sql.NullString) { return c.after, c.before },
	})
}

// Redo does the batch again that was undone last, see app.Store.
func (s *Store) Redo(ctx context.Context, who string) (sales.Batch, error) {
	return s.walk(ctx, who, step{
		name: "redo", to: stateDone,
		next:    "WHERE state = 'undone' ORDER BY id LIMIT 1",
		start:   -1,
		changes: "AND seq > ? ORDER BY seq",
		comes:   "before IS NULL", goes: "after IS NULL",
		ends: func(c change) (from, to sql.NullString) { return c.before, c.after },
	})
}

// step is a direction of walking the change log.
type step struct {
	name    string
	to      string // state of the batch afterwards
	next    string // which batch is next
	start   int64  // before the first of its changes
	changes string // those after a number, in order
	// which changes bring a record, and which take one away
	comes, goes string
	ends        func(change) (from, to sql.NullString)
}

func (s *Store) walk(ctx context.Context, who string, step step) (sales.Batch, error) {
	var batch sales.Batch
	err := s.transact(ctx, func(t *transaction) error {
		row, found, err := t.batch(ctx, step.next)
		if err != nil {
			return err
		}
		if row == 0 {
			return &sales.NotFound{Kind: "batches", Name: step.name}
		}
		if err := t.loadForWalk(ctx, row, found.Count, step); err != nil {
			return err
		}
		if err := t.walkChanges(ctx, row, step); err != nil {
			return err
		}
		if err := t.fold(ctx); err != nil {
			return err
		}
		err = t.exec(ctx, "UPDATE batches SET state = ?, walked_at = ?, walked_by = ? WHERE id = ?",
			step.to, instant(s.now()), who, row)
		found.State = step.to
		batch = found
		return failure("write the change log", err)
	})
	return batch, err
}

// changesPerRead is how many changes of a batch are held in memory at once.
const changesPerRead = 2000

// walkChanges applies a batch's changes in the step's direction.
func (t *transaction) walkChanges(ctx context.Context, batch int64, step step) error {
	for last := step.start; ; {
		changes, err := t.changes(ctx, "WHERE batch_id = ? "+step.changes+" LIMIT ?", batch, last, changesPerRead)
		if err != nil {
			return err
		}
		for rest := changes; len(rest) > 0; {
			if err := stopped(ctx, step.name); err != nil {
				return err
			}
			count := step.run(rest)
			if err := t.turnRun(ctx, rest[:count], step); err != nil {
				return err
			}
			last, rest = rest[count-1].seq, rest[count:]
		}
		if len(changes) < changesPerRead {
			return nil
		}
	}
}

// tableOf returns the table of a change's record.
func (t *transaction) tableOf(c change) (*table, error) {
	tb, ok := t.schema.byKind[c.kind]
	if !ok {
		return nil, fmt.Errorf("read the change log: it names %q, which is no kind of record", c.kind)
	}
	return tb, nil
}

// found returns the table of a change's record and the row that is stored
// (nil: none), which has to be the image.
func (t *transaction) found(ctx context.Context, c change, image sql.NullString) (*table, []any, error) {
	tb, err := t.tableOf(c)
	if err != nil {
		return nil, nil, err
	}
	present, err := t.row(ctx, tb, c.id)
	if err != nil {
		return nil, nil, err
	}
	return tb, present, tb.expect(c, present, image)
}

// expect compares what is stored with an image of a change: as it would be
// written now, or, where an earlier version wrote the image, as it is read.
func (t *table) expect(c change, present []any, image sql.NullString) error {
	if now, err := t.image(present); err == nil && image.Valid && now == image.String {
		return nil
	}
	expected, _, err := t.rowOf(image)
	if err != nil {
		return err
	}
	if (present == nil) != (expected == nil) || (present != nil && !equalRows(present, expected)) {
		return &sales.Conflict{Kind: c.kind, ID: c.id, Reason: "app.error.changedSince"}
	}
	return nil
}

// rowOf reads an image back; no image gives no row.
func (t *table) rowOf(image sql.NullString) ([]any, sales.Record, error) {
	if !image.Valid {
		return nil, nil, nil
	}
	record, err := t.restored(image.String)
	if err != nil {
		return nil, nil, err
	}
	row, err := t.row(record)
	return row, record, err
}

// changes reads lines of the change log.
func (t *transaction) changes(ctx context.Context, where string, args ...any) ([]change, error) {
	rows, err := t.tx.QueryContext(ctx, "SELECT seq, kind, record_id, before, after FROM changes "+where, args...) //nolint:gosec // the clause is of this file
	if err != nil {
		return nil, failure("read the change log", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	var found []change
	for rows.Next() {
		var c change
		if err := rows.Scan(&c.seq, &c.kind, &c.id, &c.before, &c.after); err != nil {
			return nil, failure("read the change log", err)
		}
		found = append(found, c)
	}
	return found, failure("read the change log", rows.Err())
}
