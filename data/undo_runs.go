package data

import (
	"context"

	"attain/app/sales"
)

// run returns how many changes at the head of a list are of one kind and sort
// (records that come, go or differ), each of another record. They are turned
// together: an import makes thousands that follow each other.
func (s step) run(changes []change) int {
	from, to := s.ends(changes[0])
	seen := make(map[sales.ID]bool, len(changes))
	for i, c := range changes {
		f, n := s.ends(c)
		if c.kind != changes[0].kind || f.Valid != from.Valid || n.Valid != to.Valid || seen[c.id] {
			return i
		}
		seen[c.id] = true
	}
	return len(changes)
}

// turnRun brings the records of a run from one image to the other. A record
// that does not look like the first was changed past the log, or by a fault of
// ours: a Conflict.
func (t *transaction) turnRun(ctx context.Context, run []change, step step) error {
	tb, err := t.tableOf(run[0])
	if err != nil {
		return err
	}
	turned := make([]pending, len(run))
	for i, c := range run {
		turned[i].id = c.id
	}
	present, err := t.rows(ctx, tb, turned)
	if err != nil {
		return err
	}
	for i, c := range run {
		from, to := step.ends(c)
		if err := tb.expect(c, present[c.id], from); err != nil {
			return err
		}
		if turned[i].row, turned[i].record, err = tb.rowOf(to); err != nil {
			return err
		}
	}
	if turned[0].row == nil {
		return t.removeAll(ctx, tb, turned, present)
	}
	if len(present) == 0 {
		if turned, err = t.insertMany(ctx, tb, turned); err != nil {
			return err
		}
	}
	for _, p := range turned {
		if err := t.store(ctx, tb, p, present[p.id]); err != nil {
			return err
		}
	}
	return nil
}

// removeAll deletes rows in one statement and logs nothing. Where the schema
// refuses it, they are deleted one by one, to find the one that is at fault.
func (t *transaction) removeAll(ctx context.Context, tb *table, gone []pending, before map[sales.ID][]any) error {
	ids := make([]sales.ID, len(gone))
	for i, p := range gone {
		ids[i] = p.id
	}
	err := t.exec(ctx, "DELETE FROM "+string(tb.kind)+" WHERE "+tb.key()+" IN (SELECT value FROM json_each(?))", jsonList(ids))
	_, refused := constrained(err)
	if err != nil && !refused {
		return failure("delete "+string(tb.kind), err)
	}
	for _, id := range ids {
		if refused {
			err = t.remove(ctx, tb, id, before[id])
		} else {
			err = t.touch(ctx, tb, before[id], nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// turns is how many records of a kind a walk over a batch brings and takes
// away.
type turns struct {
	kind        sales.Kind
	comes, goes int
}

// loadForWalk makes the walk over a large batch a load of the tables of which
// half of the rows come or go.
func (t *transaction) loadForWalk(ctx context.Context, batch int64, count int, step step) error {
	if count < t.load.from {
		return nil
	}
	kinds, err := t.turns(ctx, batch, step)
	if err != nil {
		return err
	}
	for _, k := range kinds {
		t.load.gone[k.kind] = k.goes > 0
	}
	for _, k := range kinds {
		n := k.comes + k.goes
		if n < t.load.from {
			continue
		}
		total, err := t.countUpTo(ctx, string(k.kind), 2*n+1)
		if err != nil {
			return err
		}
		if total+k.comes > 2*n {
			continue
		}
		if err := t.load.begin(ctx, t, string(k.kind)); err != nil {
			return err
		}
		if k.kind == sales.KindMove {
			if err := t.dropStays(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// turns counts what a walk over a batch brings and takes away.
func (t *transaction) turns(ctx context.Context, batch int64, step step) ([]turns, error) {
	return collect(ctx, t.reader, "the change log", "SELECT kind, count(*) FILTER (WHERE "+step.comes+"), count(*) FILTER (WHERE "+step.goes+
		") FROM changes WHERE batch_id = ? GROUP BY kind", []any{batch}, func(k *turns) []any { return []any{&k.kind, &k.comes, &k.goes} })
}
