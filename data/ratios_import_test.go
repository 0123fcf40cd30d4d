//go:build bench

package data

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
	"attain/app/sales/salestest"
)

// TestRatiosOfImports measures imports into an empty database, and taking them
// back.
func TestRatiosOfImports(t *testing.T) {
	for _, scale := range salestest.Scales(t) {
		t.Run("deals", func(t *testing.T) { (&measured{T: t, scale: scale}).dealImports() })
		t.Run("activities", func(t *testing.T) { (&measured{T: t, scale: scale}).activityImports() })
	}
}

// dealImports brings deals in, against the plain driver inserting the rows that
// came of them, also with their stays, change log and the notes of the import.
func (m *measured) dealImports() {
	store, service := m.forImports()
	deals := m.scale * scaleDeals
	took := m.bringDeals(service)
	const name = "import CSV, deals, every row validated, indexes and facts ready"
	m.rate(name, "plain driver inserting the deals and their moves alone", 2, deals, took, m.insertAll(store.path, "deals", "stage_moves"))
	m.rate(name+" (all)", "plain driver inserting all rows that came of it", 2, deals, took,
		m.insertAll(store.path, "deals", "stage_moves", "stays", "changes", "imported_rows"))
	m.walk(store, "import of deals", deals, took)
}

// activityImports brings activities of deals in, against the plain driver
// inserting the same rows, and against loading them into the same table without
// its indexes and building these.
func (m *measured) activityImports() {
	store, service := m.forImports()
	m.bringDeals(service)
	deals, activities := m.scale*scaleDeals, m.scale*scaleActivities
	took := m.bring(service, importer.KindActivities, activities, "external_id,rep,type,at,direction,outcome,deal,subject", func(i int) string {
		return fmt.Sprintf("I%08d,Rep %d,%s,2025-%02d-%02d,outbound,%s,D%07d,Call about the offer",
			i, i%50, []string{"call", "mail", "meeting"}[i%3], i%12+1, i%28+1, []string{"no_answer", "reply", "held"}[i%3], i%deals)
	})
	const name = "import CSV, activities, every row validated, indexes and facts ready"
	m.rate(name, "plain driver inserting the same rows", 2, activities, took, m.insertAll(store.path, "activities"))
	m.rate(name+" (load)", "load without indexes, then build them", 1.3, activities, took, m.load(store.path))
	m.walk(store, "import of activities", activities, took)
}

// forImports opens an empty database.
func (m *measured) forImports() (*Store, *app.Service) {
	store, err := Open(m.Context(), filepath.Join(m.TempDir(), "imported.db"), Options{})
	if err != nil {
		m.Fatal(err)
	}
	m.Cleanup(func() { closeStore(m, store) })
	service := app.New(store, app.Options{Now: options().Now, Who: "bench", Text: plainText})
	if err := service.Prepare(m.Context()); err != nil {
		m.Fatal(err)
	}
	return store, service
}

func (m *measured) bringDeals(service *app.Service) time.Duration {
	return m.bring(service, importer.KindDeals, m.scale*scaleDeals, "external_id,name,account,rep,amount,stage,created,closed,outcome", func(i int) string {
		return fmt.Sprintf("D%07d,Deal number %d,Account %d,Rep %d,%d.50,Qualify,2025-%02d-%02d,2026-%02d-%02d,%s",
			i, i, i%5000, i%50, i%9999, i%12+1, i%28+1, i%10+1, i%28+1, []string{"won", "lost", "open"}[i%3])
	})
}

// walk takes an import back and does it again.
func (m *measured) walk(store *Store, what string, rows int, of time.Duration) {
	for _, step := range []struct {
		name string
		walk func(context.Context, string) (sales.Batch, error)
	}{{"undo of the ", store.Undo}, {"redo of the ", store.Redo}} {
		took := salestest.Median(m, 1, func() error { return second(step.walk(m.Context(), "bench")) })
		m.rate(step.name+what, "the import itself", 1, rows, took, of)
	}
}

// bring imports so many rows.
func (m *measured) bring(service *app.Service, kind importer.Kind, rows int, header string, row func(int) string) time.Duration {
	var csv bytes.Buffer
	csv.WriteString(header + "\n")
	for i := range rows {
		csv.WriteString(row(i) + "\n")
	}
	return salestest.Median(m, 1, func() error {
		result, err := service.Import(m.Context(), app.ImportForm{Source: importer.BytesSource("bench.csv", csv.Bytes()), Kind: kind, Create: true})
		if err == nil && result.Created != rows {
			err = fmt.Errorf("created %d of %d", result.Created, rows)
		}
		return err
	})
}

// rate reports a ratio with the rows a second of either side.
func (m *measured) rate(name, limit string, aim float64, rows int, took, of time.Duration) {
	salestest.Ratio{Name: name, Limit: limit, Aim: aim, Scale: m.scale, Rows: rows, Took: took, Of: of}.Report(m)
}

// insertAll is the time that the driver takes to insert the rows of some
// tables of a database into a new one with the same tables and indexes, one
// row a statement, in one transaction. Reading them is not counted.
func (m *measured) insertAll(from string, tables ...string) time.Duration {
	db := m.emptyCopy()
	defer db.Close()
	source := reading(from, "rw")
	defer source.Close()
	var took time.Duration
	for _, table := range tables {
		for _, kind := range []string{"table", "index"} {
			statements, err := m.definitions(from, table, kind)
			if err != nil {
				m.Fatal(err)
			}
			for _, statement := range statements {
				if _, err := db.ExecContext(m.Context(), statement); err != nil {
					m.Fatal(err)
				}
			}
		}
		took += m.insertRows(source, db, table)
	}
	return took
}

// emptyCopy is a new database that does not look whether what rows refer to
// is there, because it is not.
func (m *measured) emptyCopy() *sql.DB {
	file, err := os.CreateTemp(m.TempDir(), "*.db")
	if err != nil {
		m.Fatal(err)
	}
	_ = file.Close()
	db := writer(file.Name())
	if _, err := db.ExecContext(m.Context(), "PRAGMA foreign_keys = OFF"); err != nil {
		m.Fatal(err)
	}
	return db
}

func (m *measured) insertRows(source, db *sql.DB, table string) (took time.Duration) {
	rows, err := source.QueryContext(m.Context(), "SELECT * FROM "+table)
	if err != nil {
		m.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		m.Fatal(err)
	}
	tx, err := db.BeginTx(m.Context(), nil)
	if err != nil {
		m.Fatal(err)
	}
	insert, err := tx.Prepare("INSERT INTO " + table + " VALUES (?" + strings.Repeat(", ?", len(columns)-1) + ")")
	if err != nil {
		m.Fatal(err)
	}
	const atOnce = 20_000
	for more := true; more; {
		var cells [][]any
		for len(cells) < atOnce && more {
			if more = rows.Next(); !more {
				break
			}
			row, targets := make([]any, len(columns)), make([]any, len(columns))
			for i := range row {
				targets[i] = &row[i]
			}
			if err := rows.Scan(targets...); err != nil {
				m.Fatal(err)
			}
			cells = append(cells, row)
		}
		began := time.Now()
		for _, row := range cells {
			if _, err := insert.Exec(row...); err != nil {
				m.Fatal(err)
			}
		}
		took += time.Since(began)
	}
	began := time.Now()
	if err := tx.Commit(); err != nil {
		m.Fatal(err)
	}
	return took + time.Since(began)
}

// load copies the activities of a database into a new one with the same
// indexes, built afterwards.
func (m *measured) load(from string) time.Duration {
	path := filepath.Join(m.TempDir(), "loaded.db")
	file, err := os.Create(path)
	if err != nil {
		m.Fatal(err)
	}
	_ = file.Close()
	db := writer(path)
	defer db.Close()
	steps := []string{"ATTACH '" + from + "' AS source"}
	for _, kind := range []string{"table", "index"} {
		names, err := m.definitions(from, "activities", kind)
		if err != nil {
			m.Fatal(err)
		}
		steps = append(steps, names...)
		if kind == "table" {
			steps = append(steps, "INSERT INTO main.activities SELECT * FROM source.activities")
		}
	}
	return salestest.Median(m, 1, func() error {
		for _, step := range steps {
			if _, err := db.ExecContext(m.Context(), "PRAGMA foreign_keys = OFF; "+step); err != nil {
				return fmt.Errorf("%s: %w", step, err)
			}
		}
		return nil
	})
}

func (m *measured) definitions(path, table, kind string) ([]string, error) {
	db := reading(path, "rw")
	defer db.Close()
	rows, err := db.QueryContext(m.Context(), "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type = ? AND sql IS NOT NULL", table, kind)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		found = append(found, text)
	}
	return found, rows.Err()
}
