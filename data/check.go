package data

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"attain/app/sales"
)

// mostProblems is how many problems of one sort a check names.
const mostProblems = 20

// Check reads the whole file, see app.Store: the file's structure, references
// between records, and all that is folded or derived, computed again.
func (s *Store) Check(ctx context.Context) (sales.CheckResult, error) {
	result := sales.CheckResult{Records: map[sales.Kind]int{}}
	err := s.snapshot(ctx, func(r reader) error {
		for _, check := range []func(context.Context, *sales.CheckResult) error{
			r.checkFile, r.checkReferences, r.countRecords, r.checkStays, r.checkDerived, r.checkFolded,
		} {
			if err := check(ctx, &result); err != nil {
				return err
			}
		}
		return nil
	})
	return result, err
}

func (r reader) checkFile(ctx context.Context, result *sales.CheckResult) error {
	return r.eachRow(ctx, fmt.Sprintf("PRAGMA integrity_check(%d)", mostProblems), func(rows *sql.Rows) error {
		var line string
		err := rows.Scan(&line)
		if line != "ok" {
			result.Problems = append(result.Problems, line)
		}
		return err
	})
}

func (r reader) checkReferences(ctx context.Context, result *sales.CheckResult) error {
	return r.eachRow(ctx, fmt.Sprintf(`SELECT "table", coalesce(rowid, 0), parent FROM pragma_foreign_key_check LIMIT %d`, mostProblems),
		func(rows *sql.Rows) error {
			var from, to string
			var row int64
			err := rows.Scan(&from, &row, &to)
			result.Problems = append(result.Problems, fmt.Sprintf("%s: row %d refers to a missing record of %s", from, row, to))
			return err
		})
}

func (r reader) countRecords(ctx context.Context, result *sales.CheckResult) error {
	for _, t := range r.schema.tables {
		var count int
		if err := r.q.QueryRowContext(ctx, "SELECT count(*) FROM "+string(t.kind)).Scan(&count); err != nil {
			return failure("count "+string(t.kind), err)
		}
		result.Records[t.kind] = count
	}
	return nil
}

// checkStays folds every deal's moves again and compares.
func (r reader) checkStays(ctx context.Context, result *sales.CheckResult) error {
	kind, err := r.kinds(ctx)
	if err != nil {
		return err
	}
	kept := map[sales.ID][]stay{}
	err = r.eachRow(ctx, "SELECT deal_id, seq, stage_id, kind, entered, left_on, owner_id, days, last_stage, reopened FROM stays ORDER BY deal_id, seq",
		func(rows *sql.Rows) error {
			var s stay
			err := rows.Scan(&s.deal, &s.seq, &s.stage, &s.kind, &s.entered, &s.left, &s.owner, &s.days, &s.lastStage, &s.reopened)
			kept[s.deal] = append(kept[s.deal], s)
			return err
		})
	if err != nil {
		return err
	}
	wrong := 0
	compare := func(moves []sales.Move) {
		deal := moves[0].DealID
		if !equalStays(kept[deal], foldStays(moves, kind)) {
			if wrong++; wrong <= mostProblems {
				result.Problems = append(result.Problems, fmt.Sprintf("stays: those of deal %s are not what its moves say", deal))
			}
		}
		delete(kept, deal)
	}
	err = r.eachHistory(ctx, func(moves []sales.Move) error { compare(moves); return nil })
	if len(kept) > 0 {
		result.Problems = append(result.Problems, fmt.Sprintf("stays: %d deals have some and no move", len(kept)))
	}
	return err
}

func equalStays(a, b []stay) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// checkDerived computes the derived columns of activities again and compares.
func (r reader) checkDerived(ctx context.Context, result *sales.CheckResult) error {
	t := r.schema.byKind[sales.KindActivity]
	var a sales.Activity
	targets := t.cells(&a)
	var connected int64
	var thread string
	wrong := 0
	query := "SELECT " + strings.Join(t.columns, ", ") + ", connected, thread FROM activities"
	err := r.eachRow(ctx, query, func(rows *sql.Rows) error {
		a = sales.Activity{}
		if err := rows.Scan(append(targets, &connected, &thread)...); err != nil {
			return err
		}
		if now := t.derive(&a); now[0] != connected || now[1] != thread {
			wrong++
		}
		return nil
	})
	if wrong > 0 {
		result.Problems = append(result.Problems, fmt.Sprintf("activities: %d say wrongly whether they connected", wrong))
	}
	return err
}

// eachRow runs a query and hands its rows over.
func (r reader) eachRow(ctx context.Context, query string, f func(*sql.Rows) error) error {
	rows, err := r.q.QueryContext(ctx, query)
	if err != nil {
		return failure("check", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	for rows.Next() {
		if err := f(rows); err != nil {
			return failure("check", err)
		}
	}
	return failure("check", rows.Err())
}
