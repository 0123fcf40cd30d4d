package data

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"attain/app/sales"
)

// stays reads the paths of the deals that entered a stage in the period. A
// stay ends where the next begins, so that leaving one is entering another.
func (f *folding) stays(ctx context.Context) error {
	var err error
	f.facts.Stays, err = collect(ctx, f.reader, "stays", `SELECT s.deal_id, s.seq, coalesce(s.owner_id, ''), coalesce(s.stage_id, ''),
		s.kind, s.entered, iif(s.left_on <= :asof, s.left_on, '')
		FROM (SELECT DISTINCT deal_id FROM stays
			WHERE `+foundBy(f.only)+`kind IN ('open', 'won', 'lost') AND `+foundBy(f.only)+`entered BETWEEN :from AND :end`+f.only+`) p
		JOIN deals d ON d.id = p.deal_id JOIN stays s ON s.deal_id = p.deal_id
		WHERE d.deleted = '' AND d.created <= :asof AND s.entered <= :asof
		ORDER BY s.deal_id, s.seq`, f.args, func(s *sales.StayFact) []any {
		known := newShared()
		return []any{
			sharedText(known, &s.DealID), &s.Seq, sharedText(known, &s.OwnerID), sharedText(known, &s.Stage), sharedText(known, &s.Kind),
			&cell{&s.Entered}, &cell{&s.Left},
		}
	})
	return err
}

// notThere is a condition on stays s: deals in the trash, and those not yet
// created as of the day, are out of every figure.
const notThere = `s.deal_id NOT IN (SELECT id FROM deals WHERE deleted <> '' UNION ALL SELECT id FROM deals WHERE created > :asof)`

// histogram counts all completed stays of all history, and the running ones.
func (f *folding) histogram(ctx context.Context) error {
	counts, err := collect(ctx, f.reader, "days in stages", `SELECT s.stage_id,
		CAST(julianday(:asof) - julianday(s.entered) AS INTEGER), 'open', count(*) FROM stays s
		WHERE s.kind = 'open' AND s.left_on > :asof AND +s.entered BETWEEN '0' AND :asof AND s.stage_id IS NOT NULL AND `+notThere+`
		GROUP BY 1, 2`, f.args, func(c *sales.StayCount) []any {
		return []any{&c.Stage, &c.Days, &c.Outcome, &c.Count}
	})
	if err != nil {
		return err
	}
	completed, err := f.completedStays(ctx)
	if err != nil {
		return err
	}
	for c, n := range completed {
		c.Count = n
		counts = append(counts, c)
	}
	slices.SortFunc(counts, func(a, b sales.StayCount) int {
		return cmp.Or(cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Days, b.Days), cmp.Compare(a.Outcome, b.Outcome))
	})
	f.facts.Histogram = counts
	return nil
}

// completedStays counts the deals by the days they spent in each stage, which
// are the keys, without Count: those closed in whole months as they are
// folded, the others by their stays. The query has a column for each stage, so
// that it walks the stays once in the order they lie in.
func (f *folding) completedStays(ctx context.Context) (map[sales.StayCount]int, error) {
	query, args := "SELECT max(iif(s.left_on > :asof AND s.entered <= :asof, s.kind, NULL)) AS outcome", slices.Clone(f.args)
	outcome, stages := "", []sales.ID{}
	targets := []any{&outcome}
	for _, stage := range f.facts.Stages {
		if stage.Kind != sales.StageOpen {
			continue
		}
		name := fmt.Sprintf("stage%d", len(stages))
		query += ", sum(s.days) FILTER (WHERE s.stage_id = :" + name + " AND s.left_on <= :asof)"
		args = append(args, sql.Named(name, string(stage.ID)))
		targets = append(targets, &sql.NullInt64{})
		stages = append(stages, stage.ID)
	}
	query += " FROM stays s WHERE s.deal_id IN " + unfolded + " AND " + notThere + " GROUP BY s.deal_id HAVING outcome IS NOT NULL"
	whole, counts := lastWhole(f.facts.AsOf), map[sales.StayCount]int{}
	args = append(args, sql.Named("whole", whole.String()))
	if err := f.foldedStays(ctx, whole, counts); err != nil {
		return nil, err
	}
	return counts, f.scan(ctx, "days in stages", query, args, func(rows *sql.Rows) error {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		count := sales.StayCount{Outcome: sales.StageKind(outcome)}
		if count.Outcome == sales.StageOpen {
			count.Outcome = sales.StagePassed
		}
		for i, target := range targets[1:] {
			if days, ok := target.(*sql.NullInt64); ok && days.Valid {
				count.Stage, count.Days = stages[i], int(days.Int64)
				counts[count]++
			}
		}
		return nil
	})
}

// movedDeals selects the deals that were open when the period began, became
// open in it, or were created in it, and exist at its end. e is the stay there,
// s the one as of the day, b the one at the start if it was open then. came is
// the day on which a deal came in that was not there at the start.
func movedDeals(only string) string {
	by := foundBy(only)
	return `SELECT d.id, d.amount, ` + ownerOf + ` AS owner, e.kind, e.entered, b.deal_id IS NOT NULL AS start_open,
	d.created BETWEEN :from AND :end AS created,
	iif(d.created BETWEEN :from AND :end, d.created, (SELECT min(o.entered) FROM stays o
		WHERE o.deal_id = d.id AND +o.kind = 'open' AND +o.entered > :start AND +o.entered <= :end)) AS came
	FROM (SELECT deal_id FROM stays WHERE ` + by + `kind = 'open' AND ` + by + `left_on > :start AND +entered <= :start` + only + `
		UNION SELECT deal_id FROM stays WHERE ` + by + `kind = 'open' AND ` + by + `entered BETWEEN :from AND :end` + only + `
		UNION SELECT deal_id FROM (SELECT id AS deal_id, created FROM deals) WHERE ` + by + `created BETWEEN :from AND :end` + only + `) c
	JOIN deals d ON d.id = c.deal_id
	JOIN stays e ON e.deal_id = d.id AND +e.entered <= :end AND +e.left_on > :end
	JOIN stays s ON s.deal_id = d.id AND +s.entered <= :asof AND +s.left_on > :asof
	LEFT JOIN stays b ON b.deal_id = d.id AND +b.entered <= :start AND +b.left_on > :start AND +b.kind = 'open' AND d.created <= :start
	WHERE d.deleted = '' AND d.created <= :end`
}

// moves finds how each deal came into the open pipeline of the period and how
// it left it, with what it was worth then.
func (f *folding) moves(ctx context.Context) error {
	query := `SELECT d.id, d.owner, d.start_open, d.created, d.kind = 'open',
		iif(d.start_open, coalesce(` + valueOn(":start") + `, 0), 0),
		iif(d.start_open, 0, coalesce(` + valueOn("d.came") + `, 0)),
		coalesce(` + valueOn("iif(d.kind = 'open', :end, d.entered)") + `, 0), d.kind
		FROM (` + movedDeals(f.only) + `) d WHERE d.start_open OR d.came IS NOT NULL ORDER BY d.id`
	var err error
	f.facts.Moves, err = collect(ctx, f.reader, "the pipeline's movement", query, f.args, func(m *sales.PipelineMove) []any {
		return []any{
			&m.DealID, &m.Owner, &m.StartOpen, &m.Created, &m.EndOpen, &m.StartValue, &m.FirstValue, &m.EndValue, &m.EndKind,
		}
	})
	return err
}
