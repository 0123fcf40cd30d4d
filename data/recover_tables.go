package data

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// record is one as it stands on a page.
type record struct {
	id     int64 // its number, of a table with numbers
	values []any
}

// below is the page that an interior page's cell leads to.
func below(page []byte, begin int) int {
	if begin+4 > len(page) {
		return 0
	}
	return int(binary.BigEndian.Uint32(page[begin:]))
}

// foundSchema is what a damaged file still says of its tables.
type foundSchema struct {
	version int64
	roots   map[string]int // page on which a table's tree begins
}

// schema reads where the tables begin and the schema's version, as far as the
// pages that say so can be read.
func (r *recovery) schema() foundSchema {
	found := foundSchema{roots: map[string]int{}}
	r.each(1, func(row record) {
		if len(row.values) < 4 || row.values[0] != "table" {
			return
		}
		name, _ := row.values[1].(string)
		if root, ok := row.values[3].(int64); ok && root > 1 {
			found.roots[name] = int(root)
		}
	})
	r.each(found.roots["goose_db_version"], func(row record) { // id, version_id, is_applied, at
		if len(row.values) > 2 && row.values[2] == int64(1) {
			if version, ok := row.values[1].(int64); ok {
				found.version = max(found.version, version)
			}
		}
	})
	return found
}

// each hands over the records of a table's tree, as far as they can be read.
func (r *recovery) each(number int, f func(record)) {
	if number == 0 || r.seen[number] {
		return
	}
	page, err := r.pages.btree(number)
	if err != nil || (page.kind != interiorTable && page.kind != leafTable) {
		return
	}
	r.seen[number] = true
	for _, begin := range page.cells {
		if page.kind == interiorTable {
			r.each(below(page.page, begin), f)
			continue
		}
		if row, err := r.pages.record(page, begin); err == nil {
			f(row)
		}
	}
	r.each(page.right, f)
}

// passFree marks the pages that the file itself calls free.
func (r *recovery) passFree() {
	first := r.pages.page(1)
	if len(first) < 40 {
		return
	}
	for trunk := int(binary.BigEndian.Uint32(first[32:])); trunk != 0 && !r.seen[trunk]; {
		page := r.pages.page(trunk)
		if page == nil {
			return
		}
		r.seen[trunk] = true
		count := int(binary.BigEndian.Uint32(page[4:]))
		for i := 0; i < count && 12+4*i <= len(page); i++ {
			r.seen[int(binary.BigEndian.Uint32(page[8+4*i:]))] = true
		}
		trunk = int(binary.BigEndian.Uint32(page))
	}
}

// lostTable is a table of the new database, and where the damaged file keeps
// its records.
type lostTable struct {
	name     string
	root     int
	numbered bool // its records have numbers; else they stand in order of their key
	columns  []lostColumn
	insert   *sql.Stmt
}

type lostColumn struct {
	name, kind string
	optional   bool // may be NULL
	number     bool // is the record's number, which stands outside of the record
	refers     bool // to a record's id, or is one
}

// lostTables lists the new database's tables. Where the damaged file does not
// say where one begins, it began where it does in a new file of its version.
func lostTables(ctx context.Context, db *sql.DB, roots map[string]int) ([]*lostTable, error) {
	rows, err := db.QueryContext(ctx, `SELECT l.name, l.wr, s.rootpage FROM pragma_table_list l JOIN sqlite_schema s ON s.name = l.name
		WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite_%' AND l.name <> 'goose_db_version' ORDER BY s.rowid`)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	var tables []*lostTable
	for rows.Next() {
		t := &lostTable{}
		var keyed bool
		if err := rows.Scan(&t.name, &keyed, &t.root); err != nil {
			return nil, err
		}
		t.numbered = !keyed
		if root, known := roots[t.name]; known {
			t.root = root
		}
		tables = append(tables, t)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	rows.Close() //nolint:errcheck,gosec,sqlclosecheck // the one connection is needed below
	for _, t := range tables {
		if err := t.describe(ctx, db); err != nil {
			return nil, err
		}
	}
	return tables, nil
}

// describe reads the table's columns, in the order in which records hold them.
func (t *lostTable) describe(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, `SELECT c.name, c.type, c."notnull", c.pk,
		EXISTS (SELECT 1 FROM pragma_foreign_key_list(?1) f WHERE f."from" = c.name) FROM pragma_table_info(?1) c
		ORDER BY CASE WHEN ?2 AND c.pk > 0 THEN c.pk ELSE 1000 + c.cid END`, t.name, !t.numbered)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	for rows.Next() {
		var c lostColumn
		var required bool
		var key int
		if err := rows.Scan(&c.name, &c.kind, &required, &key, &c.refers); err != nil {
			return err
		}
		c.optional = !required && key == 0
		c.number = t.numbered && key == 1 && c.kind == "INTEGER"
		c.refers = c.refers || (c.name == "id" && c.kind == "TEXT")
		t.columns = append(t.columns, c)
	}
	return rows.Err()
}

// holds reports whether the table's records stand on such pages.
func (t *lostTable) holds(kind byte) bool {
	if t.numbered {
		return kind == leafTable || kind == interiorTable
	}
	return kind == leafIndex || kind == interiorIndex
}

// fits reports whether a record's values are of the columns' types.
func (t *lostTable) fits(row record) bool {
	if len(row.values) == 0 || len(row.values) > len(t.columns) {
		return false
	}
	for i, value := range row.values {
		c, right := t.columns[i], false
		switch value := value.(type) {
		case nil:
			right = c.optional || c.number
		case int64:
			right = c.kind == "INTEGER" || c.kind == "REAL"
		case float64:
			right = c.kind == "REAL"
		case string:
			right = c.kind == "TEXT" && utf8.ValidString(value)
		case []byte:
			right = c.kind == "BLOB"
		}
		if !right {
			return false
		}
	}
	return true
}

// idLength is how long an id is.
const idLength = 36

// claims reports whether a record that nothing leads to is one of this table:
// of all its columns, with ids in those that hold ids and in no others.
func (t *lostTable) claims(row record) bool {
	if len(row.values) != len(t.columns) || !t.fits(row) {
		return false
	}
	return !slices.ContainsFunc(t.columns, func(c lostColumn) bool {
		text, isText := row.values[slices.IndexFunc(t.columns, func(o lostColumn) bool { return o.name == c.name })].(string)
		isID := len(text) == idLength && strings.Count(text, "-") == 4
		if !isText || c.name == "uid" || c.name == "record_id" || c.name == "key" || c.name == "external_id" {
			return false
		}
		return c.refers != isID
	})
}

// values are what is written for a record.
func (t *lostTable) values(row record) []any {
	values := slices.Clone(row.values)
	for i := range values {
		if t.columns[i].number {
			values[i] = row.id
		}
	}
	return values
}

// statement inserts the first so many columns.
func (t *lostTable) statement(columns int) string {
	names := make([]string, columns)
	for i := range names {
		names[i] = strconv.Quote(t.columns[i].name)
	}
	return "INSERT INTO " + t.name + " (" + strings.Join(names, ", ") + ") VALUES " + placeholders(1, columns)
}

// broken is a reference to a record that is lost.
type broken struct {
	table, column string
	row           int64
	optional      bool
}

func brokenReferences(ctx context.Context, tx *sql.Tx) ([]broken, error) {
	rows, err := tx.QueryContext(ctx, `SELECT k."table", k.rowid, f."from", c."notnull" = 0 FROM pragma_foreign_key_check k
		JOIN pragma_foreign_key_list(k."table") f ON f.id = k.fkid JOIN pragma_table_info(k."table") c ON c.name = f."from"
		WHERE k.rowid IS NOT NULL`)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	var all []broken
	for rows.Next() {
		var b broken
		if err := rows.Scan(&b.table, &b.row, &b.column, &b.optional); err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	return all, rows.Err()
}

// mendOne empties a reference, or takes the record away that is nothing
// without it.
func (r *recovery) mendOne(ctx context.Context, tx *sql.Tx, b broken) error {
	if b.optional {
		r.result.Emptied++
		_, err := tx.ExecContext(ctx, "UPDATE "+b.table+" SET "+b.column+" = NULL WHERE rowid = ?", b.row) //nolint:gosec // names of the schema
		return err
	}
	r.result.Dropped++
	_, err := tx.ExecContext(ctx, "DELETE FROM "+b.table+" WHERE rowid = ?", b.row) //nolint:gosec // a name of the schema
	return err
}

// readable drops the records that no longer say what such records say (a date
// that is none), and computes their derived columns again.
func (r *recovery) readable(ctx context.Context, s *Store, t *table) error {
	return s.transact(ctx, func(tx *transaction) error {
		rows, err := tx.tx.QueryContext(ctx, t.selected())
		if err != nil {
			return err
		}
		defer rows.Close() //nolint:errcheck // what closing could say, Err has said
		var lost []any
		derived := map[any][]any{}
		for rows.Next() {
			row, targets := t.targets()
			if err := rows.Scan(targets...); err != nil {
				return err
			}
			record, err := t.record(row)
			switch {
			case err != nil:
				lost = append(lost, row[0])
			case t.derive != nil:
				derived[row[0]] = t.derive(record)
			}
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
		r.result.Refused += len(lost)
		for _, key := range lost {
			if err := tx.exec(ctx, "DELETE FROM "+string(t.kind)+" WHERE "+t.key()+" = ?", key); err != nil {
				return err
			}
		}
		for key, values := range derived {
			set := strings.Join(t.derived, " = ?, ") + " = ?"
			if err := tx.exec(ctx, "UPDATE "+string(t.kind)+" SET "+set+" WHERE "+t.key()+" = ?", append(values, key)...); err != nil {
				return err
			}
		}
		return nil
	})
}
