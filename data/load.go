package data

import (
	"context"
	"fmt"
	"strings"
)

// loadFrom is from how many new rows of a table a transaction counts as a
// load of it.
const loadFrom = 20000

// load is a bulk write of one transaction. Inserting a million rows into a
// table with a dozen indexes takes several times as long as inserting them
// first and building the indexes after that. Taking indexes off and putting
// them back is part of the transaction: whoever reads meanwhile sees them, and
// after a crash they are there.
type load struct {
	fresh   map[string]int // rows inserted so far, by table
	look    map[string]int // at how many to look again whether it is a load
	rebuilt []string       // statements that put the indexes back
}

// count takes note of inserted rows and, where they outnumber what was there
// before, takes the table's indexes off until the transaction ends.
func (l *load) count(ctx context.Context, t *transaction, table string, rows int) error {
	if l.fresh == nil {
		l.fresh, l.look = map[string]int{}, map[string]int{}
	}
	l.fresh[table] += rows
	if l.fresh[table] < max(loadFrom, l.look[table]) || l.look[table] < 0 {
		return nil
	}
	l.look[table] = 2 * l.fresh[table]
	var total int
	if err := t.tx.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&total); err != nil {
		return failure("count "+table, err)
	}
	if total > 2*l.fresh[table] {
		return nil
	}
	l.look[table] = -1
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
