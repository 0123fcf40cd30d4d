package app

import (
	"context"
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

// batch gathers rows until there are enough for one question to the database.
type batch[T importer.Draft] struct {
	keys []string
	rows []T
}

func (b *batch[T]) add(key string, row T) (full bool) {
	b.keys, b.rows = append(b.keys, key), append(b.rows, row)
	return len(b.rows) >= rowsAtOnce
}

// take hands the gathered rows over and starts anew.
func (b *batch[T]) take() (keys []string, rows []T) {
	keys, rows = b.keys, b.rows
	b.keys, b.rows = nil, nil
	return keys, rows
}
