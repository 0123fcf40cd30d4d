package data

import (
	"context"
	"fmt"

	"attain/app/sales"
)

// Delete removes records and what hangs on them, see sales.Tx. A record that
// others need (the rep who owns deals) is refused with InUse.
func (t *transaction) Delete(ctx context.Context, kind sales.Kind, ids ...sales.ID) error {
	tb, ok := t.schema.byKind[kind]
	if !ok {
		return fmt.Errorf("delete %s: the store keeps no such records", kind)
	}
	for _, id := range ids {
		if err := stopped(ctx, "write"); err != nil {
			return err
		}
		before, err := t.row(ctx, tb, id)
		if err != nil {
			return err
		}
		if before == nil {
			return &sales.NotFound{Kind: kind, Name: string(id)}
		}
		if err := t.release(ctx, kind, id); err != nil {
			return err
		}
		if err := t.remove(ctx, tb, id, before); err != nil {
			return err
		}
		if err := t.log.note(ctx, t, tb, id, before, nil); err != nil {
			return err
		}
	}
	return nil
}

// release deletes, empties or refuses the references to a record that is to
// be deleted. The schema would do the same, but without a trace in the log.
func (t *transaction) release(ctx context.Context, kind sales.Kind, id sales.ID) error {
	for _, d := range t.schema.dependents(kind) {
		ids, err := t.referring(ctx, d, id)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			continue
		}
		switch d.onDelete {
		case cascade:
			err = t.Delete(ctx, d.table.kind, ids...)
		case forget:
			err = t.unlink(ctx, d, ids)
		case restrict:
			err = &sales.InUse{Kind: kind, ID: id, By: d.table.kind, Count: len(ids)}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// referring returns the ids of the records that refer to id by a column.
func (t *transaction) referring(ctx context.Context, d dependent, id sales.ID) ([]sales.ID, error) {
	doing := "read " + string(d.table.kind)
	stmt, err := t.statement(ctx, fmt.Sprintf("SELECT id FROM %s WHERE %s = ? ORDER BY id", d.table.kind, d.column)) //nolint:gosec // names of the schema
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(context.WithoutCancel(ctx), string(id))
	if err != nil {
		return nil, failure(doing, err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	var ids []sales.ID
	for rows.Next() {
		var id sales.ID
		if err := rows.Scan(&id); err != nil {
			return nil, failure(doing, err)
		}
		ids = append(ids, id)
	}
	return ids, failure(doing, rows.Err())
}

// unlink empties the reference of records that outlive what they refer to.
func (t *transaction) unlink(ctx context.Context, d dependent, ids []sales.ID) error {
	for _, id := range ids {
		row, err := t.row(ctx, d.table, id)
		if err != nil {
			return err
		}
		for i, column := range d.table.columns {
			if column == d.column {
				row[i] = nil
			}
		}
		record, err := d.table.record(row)
		if err != nil {
			return err
		}
		if err := t.putRun(ctx, []sales.Record{record}); err != nil {
			return err
		}
	}
	return nil
}

// remove deletes one row and logs nothing.
func (t *transaction) remove(ctx context.Context, tb *table, id sales.ID, before []any) error {
	query := "DELETE FROM " + string(tb.kind) + " WHERE " + tb.key() + " = ?"
	if err := t.exec(ctx, query, string(id)); err != nil {
		return failure(fmt.Sprintf("delete %s %s", tb.kind, id), err)
	}
	return t.touch(ctx, tb, before, nil)
}
