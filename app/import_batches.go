package app

import (
	"context"
	"errors"
	"maps"

	"attain/app/importer"
	"attain/app/sales"
)

// rowsAtOnce is how many rows of a file are compared with earlier imports in
// one question and written together.
const rowsAtOnce = 1000

// noted are the rows of one batch as an earlier import, or this one in an
// earlier batch, knew them.
type noted map[string]sales.ImportedRow

// recall asks what is noted of a batch of rows.
func (r *importRun) recall(ctx context.Context, kind sales.Kind, keys []string) error {
	found, err := r.tx.Imported(ctx, kind, keys)
	r.noted = found
	return err
}

// later keeps a new record to be written with others of its kind by flush.
func (r *importRun) later(_ context.Context, records ...sales.Record) error {
	for _, record := range records {
		kind := record.RecordKind()
		r.waiting[kind] = append(r.waiting[kind], record)
	}
	return nil
}

// flush writes what is kept, what is referred to first, and notes the rows.
func (r *importRun) flush(ctx context.Context, kind sales.Kind) error {
	order := []sales.Kind{
		sales.KindAccount, sales.KindLead, sales.KindDeal, sales.KindLine, sales.KindShare, sales.KindAdjustment,
		sales.KindValue, sales.KindMove, sales.KindActivity,
	}
	for _, kind := range order {
		if err := r.tx.Put(ctx, r.waiting[kind]...); err != nil {
			return err
		}
	}
	clear(r.waiting)
	marks := r.marks
	r.marks = map[string]sales.ImportedRow{}
	maps.DeleteFunc(marks, func(key string, row sales.ImportedRow) bool { return r.noted[key] == row })
	return r.tx.MarkImported(ctx, kind, marks)
}

// again is a row whose key occurs more than once in a batch: the rows before
// it have to be written before it is looked at.
func (r *importRun) again(key string) bool {
	_, there := r.marks[key]
	return there
}

// batches applies rows as they are read, so many at once that what is known of
// them is asked for in few questions.
type batches[D importer.Draft] struct {
	run        *importRun
	kind       sales.Kind
	externalID func(D) string
	read       func(ctx context.Context, keys []string, rows []D) error // the records that the rows may be about
	one        func(ctx context.Context, key string, row D) error       // applies a row
	keys       []string
	rows       []D
}

func (b *batches[D]) draft(ctx context.Context, d importer.Draft) error {
	row, err := draftOf[D](d)
	if err != nil {
		return err
	}
	key, err := b.run.rowKey(b.externalID(row), row.Source())
	if err != nil {
		return err
	}
	b.keys, b.rows = append(b.keys, key), append(b.rows, row)
	if len(b.rows) < rowsAtOnce {
		return nil
	}
	return b.finish(ctx)
}

// finish applies the rows gathered so far.
func (b *batches[D]) finish(ctx context.Context) error {
	keys, rows := b.keys, b.rows
	b.keys, b.rows = nil, nil
	if err := b.recall(ctx, keys, rows); err != nil {
		return err
	}
	for i, row := range rows {
		if b.run.again(keys[i]) {
			if err := errors.Join(b.run.flush(ctx, b.kind), b.recall(ctx, keys, rows)); err != nil {
				return err
			}
		}
		if err := b.run.settle(b.one(ctx, keys[i], row), row.Source()); err != nil {
			return err
		}
	}
	return b.run.flush(ctx, b.kind)
}

func (b *batches[D]) recall(ctx context.Context, keys []string, rows []D) error {
	if err := b.run.recall(ctx, b.kind, keys); err != nil {
		return err
	}
	return b.read(ctx, keys, rows)
}
