package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"attain/app/sales"
)

// Recover reads what can still be read of the damaged database at path into a
// new one at to, which must not exist, and says what that is. The damaged
// file is only read. What is left has no undo: the change log may have holes.
//
// Records are read page by page, without SQLite: first those that the tables'
// trees lead to, then those on pages that nothing leads to any more.
func Recover(ctx context.Context, path, to string, now time.Time) (result sales.Recovery, err error) {
	doing := fmt.Sprintf("recover %s into %s", path, to)
	if exists(to) {
		return result, &sales.Conflict{Kind: "files", ID: sales.ID(to), Reason: "app.error.fileExists"}
	}
	pages, err := readPages(path)
	if err != nil {
		return result, failure(doing, err)
	}
	if err := (files{}).make(to); err != nil {
		return result, failure(doing, err)
	}
	defer func() {
		if err != nil {
			_ = files{}.remove(besides(to)...) // the fault that is reported matters more
		}
	}()
	r := &recovery{pages: pages, seen: map[int]bool{}, result: sales.Recovery{Path: to, Pages: pages.count(), Records: map[sales.Kind]int{}}}
	err = r.into(ctx, to, now)
	return r.result, failure(doing, err)
}

// recovery is one under way.
type recovery struct {
	pages  *pageFile
	seen   map[int]bool // pages that were read, or hold nothing
	tables []*lostTable
	tx     *sql.Tx
	result sales.Recovery
}

func (r *recovery) into(ctx context.Context, to string, now time.Time) (err error) {
	found := r.schema()
	target, err := newestVersion()
	if err != nil {
		return err
	}
	if found.version <= 0 || found.version > target {
		found.version = target
	}
	s := &Store{path: to, now: func() time.Time { return now }, log: slog.New(slog.DiscardHandler), write: writer(to), read: reading(to, "rw")}
	s.schema = newSchema()
	s.q = s.write
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.bring(ctx, 0, found.version); err != nil {
		return err
	}
	if r.tables, err = lostTables(ctx, s.write, found.roots); err != nil {
		return err
	}
	if err := r.copyRecords(ctx, s.write); err != nil {
		return err
	}
	if found.version < target {
		if err := s.bring(ctx, found.version, target); err != nil {
			return err
		}
	}
	if err := r.mend(ctx, s); err != nil {
		return err
	}
	return r.count(ctx, s)
}

// copyRecords writes every record that can be read into the new database,
// without a look at references, which are mended afterwards.
func (r *recovery) copyRecords(ctx context.Context, db *sql.DB) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close() //nolint:errcheck // goes back to the pool
	if _, err := conn.ExecContext(ctx, "PRAGMA foreign_keys = OFF"); err != nil {
		return err
	}
	defer func() {
		_, ended := conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA foreign_keys = ON")
		err = errors.Join(err, ended)
	}()
	if r.tx, err = conn.BeginTx(ctx, nil); err != nil {
		return err
	}
	defer r.tx.Rollback() //nolint:errcheck // after a commit there is nothing to take back
	for _, t := range r.tables {
		if t.insert, err = r.tx.PrepareContext(ctx, t.statement(len(t.columns))); err != nil {
			return err
		}
		defer t.insert.Close() //nolint:errcheck,gocritic // a handful of tables; closed with the transaction
	}
	for _, t := range r.tables {
		if err := r.walk(ctx, t.root, t, 0); err != nil {
			return err
		}
	}
	if err := r.strays(ctx); err != nil {
		return err
	}
	return r.tx.Commit()
}

// deepest is how many pages lie above each other at most; more is a circle.
const deepest = 40

// walk reads a table's tree from a page downwards.
func (r *recovery) walk(ctx context.Context, number int, t *lostTable, depth int) error {
	if err := stopped(ctx, "recover"); err != nil {
		return err
	}
	if number == 0 || r.seen[number] || depth > deepest {
		return nil
	}
	page, err := r.pages.btree(number)
	if err != nil || !t.holds(page.kind) {
		r.result.Damaged++
		return nil //nolint:nilerr // what is damaged is counted and passed over
	}
	r.seen[number] = true
	for _, begin := range page.cells {
		if page.kind == interiorTable || page.kind == interiorIndex {
			if err := r.walk(ctx, below(page.page, begin), t, depth+1); err != nil {
				return err
			}
		}
		if page.kind == interiorTable {
			continue
		}
		if err := r.read(ctx, t, page, begin); err != nil {
			return err
		}
	}
	if page.right != 0 {
		return r.walk(ctx, page.right, t, depth+1)
	}
	return nil
}

// read takes the record that begins at a place of a page, and counts what it
// cannot read or take.
func (r *recovery) read(ctx context.Context, t *lostTable, page btree, begin int) error {
	row, err := r.pages.record(page, begin)
	if err != nil {
		r.result.Unread++
		return nil //nolint:nilerr // what is damaged is counted and passed over
	}
	taken, err := r.take(ctx, t, row)
	if err == nil && !taken {
		r.result.Refused++
	}
	return err
}

// take writes one record; false: it does not fit the table or its rules, or
// is there already.
func (r *recovery) take(ctx context.Context, t *lostTable, row record) (bool, error) {
	if !t.fits(row) {
		return false, nil
	}
	values := t.values(row)
	var err error
	if len(values) == len(t.columns) {
		_, err = t.insert.ExecContext(ctx, values...)
	} else { // written before columns were added
		_, err = r.tx.ExecContext(ctx, t.statement(len(values)), values...)
	}
	if _, broken := constrained(err); broken {
		return false, nil
	}
	return err == nil, err
}

// strays reads the pages that no tree leads to: what led there is damaged.
// Pages that the file calls free hold what was deleted and are passed over.
func (r *recovery) strays(ctx context.Context) error {
	r.passFree()
	for number := 1; number <= r.pages.count(); number++ {
		if r.seen[number] {
			continue
		}
		page, err := r.pages.btree(number)
		if err != nil || (page.kind != leafTable && page.kind != leafIndex) {
			continue
		}
		for _, begin := range page.cells {
			row, err := r.pages.record(page, begin)
			if err != nil {
				continue
			}
			for _, t := range r.tables {
				if !t.holds(page.kind) || !t.claims(row) {
					continue
				}
				taken, err := r.take(ctx, t, row)
				if err != nil {
					return err
				}
				if taken {
					r.result.Stray++
					break
				}
			}
		}
	}
	return nil
}

// mend makes a sound database of what was read: references to what is lost
// are emptied, what is nothing without them goes, and what is folded is folded
// again.
func (r *recovery) mend(ctx context.Context, s *Store) error {
	for _, t := range s.schema.tables {
		if err := r.readable(ctx, s, t); err != nil {
			return err
		}
	}
	// At once: with a commit for each, thousands of lost records take minutes.
	if err := s.transact(ctx, r.mendReferences(ctx)); err != nil {
		return err
	}
	if err := r.readable(ctx, s, s.schema.byKind[sales.KindActivity]); err != nil { // its derived columns look at references
		return err
	}
	statements := `DELETE FROM changes WHERE batch_id NOT IN (SELECT id FROM batches);
		DELETE FROM imported_rows WHERE batch_id NOT IN (SELECT id FROM batches);
		UPDATE batches SET state = 'dropped' WHERE state IN ('done', 'undone');
		DELETE FROM stays`
	if _, err := s.write.ExecContext(ctx, statements); err != nil {
		return err
	}
	return s.transact(ctx, func(t *transaction) error {
		if err := t.stageTheUnstaged(ctx); err != nil {
			return err
		}
		rows, err := t.tx.QueryContext(ctx, "SELECT DISTINCT deal_id FROM stage_moves")
		if err != nil {
			return err
		}
		defer rows.Close() //nolint:errcheck // what closing could say, Err has said
		for rows.Next() {
			var id sales.ID
			if err := rows.Scan(&id); err != nil {
				return err
			}
			t.moved[id] = true
		}
		if err := errors.Join(rows.Err(), rows.Close(), t.fold(ctx)); err != nil {
			return err
		}
		_, err = t.tx.ExecContext(ctx, refold())
		return err
	})
}

// mendReferences empties references to what is lost, or takes away what is
// nothing without it, until none is left.
func (r *recovery) mendReferences(ctx context.Context) func(*transaction) error {
	return func(t *transaction) error {
		for range deepest { // what goes may be what others refer to
			broken, err := brokenReferences(ctx, t.tx)
			if err != nil || len(broken) == 0 {
				return err
			}
			for _, b := range broken {
				if err := r.mendOne(ctx, t.tx, b); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

// stageTheUnstaged puts deals whose moves are all lost into the first stage,
// where somebody sees them: without a move they would be nowhere.
func (t *transaction) stageTheUnstaged(ctx context.Context) error {
	_, err := t.tx.ExecContext(ctx, `INSERT INTO stage_moves (id, deal_id, seq, stage_id, at, day, owner_id, implied)
		SELECT lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-4' || substr(h, 14, 3) || '-a' || substr(h, 18, 3) || '-' || substr(h, 21)),
			id, 1, stage, CASE created WHEN '' THEN '' ELSE created || 'T00:00:00Z' END, created, owner_id, 1
		FROM (SELECT d.*, hex(randomblob(16)) AS h,
			(SELECT id FROM stages WHERE kind = 'open' AND archived = 0 ORDER BY position LIMIT 1) AS stage
			FROM deals d WHERE NOT EXISTS (SELECT 1 FROM stage_moves m WHERE m.deal_id = d.id)) WHERE stage IS NOT NULL`)
	return err
}

// count says what the new database holds, and that it is sound.
func (r *recovery) count(ctx context.Context, s *Store) error {
	check, err := s.Check(ctx)
	if err != nil {
		return err
	}
	if len(check.Problems) > 0 {
		return fmt.Errorf("what was recovered is not sound: %s", check.Problems[0])
	}
	r.result.Records = check.Records
	return nil
}
