package data

import (
	"context"
	"fmt"
	"strings"

	"attain/app/sales"
)

// loadFrom is from how many new rows of a table a transaction counts as a
// load of it.
const loadFrom = 2000

// load is a bulk write of one transaction. Inserting a million rows into a
// table with a dozen indexes takes several times as long as inserting them
// first and building the indexes after that. Taking indexes off and putting
// them back is part of the transaction: whoever reads meanwhile sees them, and
// after a crash they are there. What is folded from a loaded table is folded
// as a whole at the end.
type load struct {
	from    int                 // loadFrom, or fewer in tests
	fresh   map[string]int      // rows inserted so far, by table
	look    map[string]int      // at how many to look again whether it is a load
	loaded  map[string]bool     // tables that are loaded
	rebuilt []string            // statements that put the indexes back
	gone    map[sales.Kind]bool // of which a walk over the change log takes records away
}

func newLoad(from int) load {
	return load{from: from, fresh: map[string]int{}, look: map[string]int{}, loaded: map[string]bool{}, gone: map[sales.Kind]bool{}}
}

// of reports whether a table is loaded: half of its rows are new.
func (l *load) of(table string) bool { return l.loaded[table] }

// count takes note of inserted rows and, where they outnumber what was there
// before, takes the table's indexes off until the transaction ends.
func (l *load) count(ctx context.Context, t *transaction, table string, rows int) error {
	l.fresh[table] += rows
	if l.loaded[table] || l.fresh[table] < max(l.from, l.look[table]) {
		return nil
	}
	l.look[table] = 2 * l.fresh[table]
	total, err := t.countUpTo(ctx, table, 2*l.fresh[table]+1)
	if err != nil || total > 2*l.fresh[table] {
		return err
	}
	return l.begin(ctx, t, table)
}

// countUpTo counts the rows of a table no further than it matters.
func (t *transaction) countUpTo(ctx context.Context, table string, most int) (total int, err error) {
	err = t.tx.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM "+table+" LIMIT ?)", most).Scan(&total)
	return total, failure("count "+table, err)
}

// begin makes the transaction a load of a table.
func (l *load) begin(ctx context.Context, t *transaction, table string) error {
	if l.loaded[table] {
		return nil
	}
	l.loaded[table] = true
	return l.takeOff(ctx, t, table)
}

// takeOff drops a table's indexes, but not those that keep its rows unique,
// nor those by which the rows are found that refer to a record that goes.
func (l *load) takeOff(ctx context.Context, t *transaction, table string) error {
	type index struct{ name, create, column string }
	doing := "the indexes of " + table
	indexes, err := collect(ctx, t.reader, doing, `SELECT name, sql, coalesce((SELECT name FROM pragma_index_info(m.name) WHERE seqno = 0), '')
		FROM sqlite_master m WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`, []any{table}, func(i *index) []any {
		return []any{&i.name, &i.create, &i.column}
	})
	if err != nil {
		return err
	}
	tb := t.schema.byKind[sales.Kind(table)]
	for _, i := range indexes {
		if strings.HasPrefix(i.create, "CREATE UNIQUE") || tb != nil && l.gone[tb.links[i.column].kind] {
			continue
		}
		if _, err := t.tx.ExecContext(ctx, "DROP INDEX "+i.name); err != nil {
			return nil //nolint:nilerr // somebody reads through it: the rows are inserted the slower way
		}
		l.rebuilt = append(l.rebuilt, i.create)
	}
	return nil
}

// end puts the indexes back.
func (l *load) end(ctx context.Context, t *transaction) error {
	clear(l.loaded) // what is inserted from here on goes into the indexes
	for _, create := range l.rebuilt {
		if err := stopped(ctx, "build an index"); err != nil {
			return err
		}
		if _, err := t.tx.ExecContext(context.WithoutCancel(ctx), create); err != nil {
			return failure(fmt.Sprintf("build an index (%s)", create), err)
		}
	}
	l.rebuilt = nil
	return nil
}
