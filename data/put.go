package data

import (
	"context"
	"errors"
	"fmt"

	"attain/app/sales"
)

const (
	rowsPerInsert = 32    // rows in one statement of a bulk write
	recordsAtOnce = 512   // records whose stored rows are read at once
	movedAtOnce   = 20000 // deals that wait for their stays to be folded
)

// Put inserts or replaces records, see sales.Tx. Records of one kind that
// follow each other are compared with what is stored in one question, and new
// ones are inserted several at once; the order of writes stays the caller's.
func (t *transaction) Put(ctx context.Context, records ...sales.Record) error {
	for len(records) > 0 {
		if err := stopped(ctx, "write"); err != nil {
			return err
		}
		count := 1
		for count < min(len(records), recordsAtOnce) && records[count].RecordKind() == records[0].RecordKind() {
			count++
		}
		if err := t.putRun(ctx, records[:count]); err != nil {
			return err
		}
		if len(t.moved) >= movedAtOnce {
			if err := t.fold(ctx); err != nil {
				return err
			}
		}
		records = records[count:]
	}
	return nil
}

// pending is a record on its way into its table.
type pending struct {
	id     sales.ID
	record sales.Record
	row    []any
}

// putRun writes records of one kind.
func (t *transaction) putRun(ctx context.Context, records []sales.Record) error {
	tb, ok := t.schema.byKind[records[0].RecordKind()]
	if !ok {
		return fmt.Errorf("write a %T: it is no record the store keeps", records[0])
	}
	run := make([]pending, len(records))
	for i, record := range records {
		id := record.RecordID()
		if id == "" {
			return &sales.Invalid{Field: "id", Reason: "app.error.noID"}
		}
		row, err := tb.row(record)
		if err != nil {
			return fmt.Errorf("write %s %s: %w", tb.kind, id, err)
		}
		run[i] = pending{id, record, row}
	}
	if t.load.of(string(tb.kind)) { // all are most likely new
		left, err := t.insertMany(ctx, tb, run)
		if err != nil {
			return err
		}
		run = left
	}
	stored, err := t.rows(ctx, tb, run)
	if err != nil {
		return err
	}
	return t.compare(ctx, tb, run, stored)
}

// compare writes the records of a run that differ from what is stored.
func (t *transaction) compare(ctx context.Context, tb *table, run []pending, stored map[sales.ID][]any) error {
	var fresh []pending
	for _, p := range run {
		before, ok := stored[p.id]
		if ok && equalRows(before, p.row) {
			continue
		}
		if !ok {
			fresh = append(fresh, p)
		} else {
			if err := t.insertAll(ctx, tb, fresh); err != nil {
				return err
			}
			fresh = fresh[:0]
			if err := t.storeAndNote(ctx, tb, p, before); err != nil {
				return err
			}
		}
		stored[p.id] = p.row // the same record may come again
	}
	return t.insertAll(ctx, tb, fresh)
}

// insertAll inserts new rows, several in one statement. A statement the
// schema refuses is repeated row by row to find the one that is at fault.
func (t *transaction) insertAll(ctx context.Context, tb *table, fresh []pending) error {
	left, err := t.insertMany(ctx, tb, fresh)
	if err != nil {
		return err
	}
	for _, p := range left {
		if err := t.storeAndNote(ctx, tb, p, nil); err != nil {
			return err
		}
	}
	return nil
}

// insertMany inserts rows, several in one statement, and returns those that
// are too few for one, or from the first statement on that the schema refuses.
func (t *transaction) insertMany(ctx context.Context, tb *table, fresh []pending) (left []pending, err error) {
	for len(fresh) >= rowsPerInsert {
		args := make([]any, 0, rowsPerInsert*(len(tb.columns)+len(tb.derived)))
		for _, p := range fresh[:rowsPerInsert] {
			args = append(args, tb.complete(p)...)
		}
		err := t.exec(ctx, tb.inserts, args...)
		if _, refused := constrained(err); refused {
			break
		}
		if err != nil {
			return nil, failure("write "+string(tb.kind), err)
		}
		for _, p := range fresh[:rowsPerInsert] {
			if err := errors.Join(t.touch(ctx, tb, nil, p.row), t.log.note(ctx, t, tb, p.id, nil, p.row)); err != nil {
				return nil, err
			}
		}
		fresh = fresh[rowsPerInsert:]
		if err := t.load.count(ctx, t, string(tb.kind), rowsPerInsert); err != nil {
			return nil, err
		}
	}
	return fresh, nil
}

// insertCells inserts rows given as their cells one after the other, several
// rows in one statement. The statement ends with VALUES.
func (t *transaction) insertCells(ctx context.Context, statement string, columns int, cells []any) error {
	for len(cells) > 0 {
		rows := 1
		if len(cells) >= rowsPerInsert*columns {
			rows = rowsPerInsert
		}
		if err := t.exec(ctx, statement+placeholders(rows, columns), cells[:rows*columns]...); err != nil {
			return err
		}
		cells = cells[rows*columns:]
	}
	return nil
}

// storeAndNote writes one row and its line of the change log: never one
// without the other, even where the caller goes on after a refusal.
func (t *transaction) storeAndNote(ctx context.Context, tb *table, p pending, before []any) error {
	if err := t.store(ctx, tb, p, before); err != nil {
		return err
	}
	return t.log.note(ctx, t, tb, p.id, before, p.row)
}

// complete returns a row with its derived columns.
func (t *table) complete(p pending) []any {
	if t.derive == nil {
		return p.row
	}
	return append(p.row[:len(p.row):len(p.row)], t.derive(p.record)...)
}

// store writes one row over what was there before, nil for nothing, and
// remembers whose stays it touches. It logs nothing.
func (t *transaction) store(ctx context.Context, tb *table, p pending, before []any) error {
	query, args := tb.insert, tb.complete(p)
	if before != nil {
		query, args = tb.update, append(args[1:len(args):len(args)], p.row[0])
	}
	if err := t.exec(ctx, query, args...); err != nil {
		return t.refused(ctx, tb, p.id, p.row, err)
	}
	if err := t.touch(ctx, tb, before, p.row); err != nil || before != nil {
		return err
	}
	return t.load.count(ctx, t, string(tb.kind), 1)
}
