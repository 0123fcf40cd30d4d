package data

import (
	"context"
	"fmt"
	"strings"
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
	from    int             // loadFrom, or fewer in tests
	fresh   map[string]int  // rows inserted so far, by table
	look    map[string]int  // at how many to look again whether it is a load
	loaded  map[string]bool // tables that are loaded
	rebuilt []string        // statements that put the indexes back
}

func newLoad(from int) load {
	return load{from: from, fresh: map[string]int{}, look: map[string]int{}, loaded: map[string]bool{}}
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
	var total int // counted no further than it matters
	err := t.tx.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM "+table+" LIMIT ?)", 2*l.fresh[table]+1).Scan(&total)
	if err != nil {
		return failure("count "+table, err)
	}
	if total > 2*l.fresh[table] {
		return nil
	}
	return l.begin(ctx, t, table)
}

// begin makes the transaction a load of a table.
func (l *load) begin(ctx context.Context, t *transaction, table string) error {
	if l.loaded[table] {
		return nil
	}
	l.loaded[table] = true
	return l.takeOff(ctx, t, table)
}

// takeOff drops a table's indexes, but not those that keep its rows unique.
func (l *load) takeOff(ctx context.Context, t *transaction, table string) error {
	rows, err := t.tx.QueryContext(ctx, "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", table)
	if err != nil {
		return failure("read the indexes of "+table, err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	indexes := map[string]string{}
	for rows.Next() {
		var name, create string
		if err := rows.Scan(&name, &create); err != nil {
			return failure("read the indexes of "+table, err)
		}
		if !strings.HasPrefix(create, "CREATE UNIQUE") {
			indexes[name] = create
		}
	}
	if err := rows.Err(); err != nil {
		return failure("read the indexes of "+table, err)
	}
	if err := rows.Close(); err != nil {
		return failure("read the indexes of "+table, err)
	}
	for name, create := range indexes {
		if _, err := t.tx.ExecContext(ctx, "DROP INDEX "+name); err != nil {
			return nil //nolint:nilerr // somebody reads through it: the rows are inserted the slower way
		}
		l.rebuilt = append(l.rebuilt, create)
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
