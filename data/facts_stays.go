package data

import (
	"context"

	"attain/app/sales"
)

// stays reads the paths of the deals that entered a stage in the period. A
// stay ends where the next begins, so that leaving one is entering another.
func (f *folding) stays(ctx context.Context) error {
	var err error
	f.facts.Stays, err = collect(ctx, f.reader, "stays", `SELECT s.deal_id, s.seq, coalesce(s.owner_id, ''), coalesce(s.stage_id, ''),
		s.kind, s.entered, iif(s.left_on <= :asof, s.left_on, '')
		FROM (SELECT DISTINCT deal_id FROM stays WHERE entered BETWEEN :from AND :end) p
		JOIN deals d ON d.id = p.deal_id JOIN stays s ON s.deal_id = p.deal_id
		WHERE d.deleted = '' AND d.created <= :asof AND s.entered <= :asof
		ORDER BY s.deal_id, s.seq`, f.args, func(s *sales.StayFact) []any {
		return []any{&s.DealID, &s.Seq, &s.OwnerID, &s.Stage, &s.Kind, &cell{&s.Entered}, &cell{&s.Left}}
	})
	return err
}

// histogram folds all completed stays of all history, and the running ones.
func (f *folding) histogram(ctx context.Context) error {
	var err error
	f.facts.Histogram, err = collect(ctx, f.reader, "days in stages", `SELECT stage_id, days, outcome, count(*) FROM (
			SELECT s.stage_id, sum(s.days) AS days, now.outcome
			FROM stays s JOIN (
				SELECT n.deal_id, iif(n.kind = 'open', 'passed', n.kind) AS outcome FROM stays n JOIN deals d ON d.id = n.deal_id
				WHERE n.entered <= :asof AND n.left_on > :asof AND d.deleted = '' AND d.created <= :asof
			) now ON now.deal_id = s.deal_id
			WHERE s.days IS NOT NULL AND s.stage_id IS NOT NULL AND s.left_on <= :asof
			GROUP BY s.deal_id, s.stage_id
			UNION ALL
			SELECT s.stage_id, CAST(julianday(:asof) - julianday(s.entered) AS INTEGER), 'open'
			FROM stays s JOIN deals d ON d.id = s.deal_id
			WHERE s.kind = 'open' AND s.left_on > :asof AND s.entered <= :asof AND s.entered <> '' AND s.stage_id IS NOT NULL
			AND d.deleted = '' AND d.created <= :asof)
		GROUP BY stage_id, days, outcome ORDER BY stage_id, days, outcome`, f.args, func(c *sales.StayCount) []any {
		return []any{&c.Stage, &c.Days, &c.Outcome, &c.Count}
	})
	return err
}

// movedDeals selects the deals that were open when the period began, became
// open in it, or were created in it, and exist at its end. e is the stay there,
// s the one as of the day, b the one at the start if it was open then. came is
// the day on which a deal came in that was not there at the start.
const movedDeals = `SELECT d.id, d.amount, ` + ownerOf + ` AS owner, e.kind, e.entered, b.deal_id IS NOT NULL AS start_open,
	d.created BETWEEN :from AND :end AS created,
	iif(d.created BETWEEN :from AND :end, d.created, (SELECT min(o.entered) FROM stays o
		WHERE o.deal_id = d.id AND o.kind = 'open' AND o.entered > :start AND o.entered <= :end)) AS came
	FROM (SELECT deal_id FROM stays WHERE kind = 'open' AND left_on > :start AND +entered <= :start
		UNION SELECT deal_id FROM stays WHERE kind = 'open' AND entered BETWEEN :from AND :end
		UNION SELECT id FROM deals WHERE created BETWEEN :from AND :end) c
	JOIN deals d ON d.id = c.deal_id
	JOIN stays e ON e.deal_id = d.id AND e.entered <= :end AND e.left_on > :end
	JOIN stays s ON s.deal_id = d.id AND s.entered <= :asof AND s.left_on > :asof
	LEFT JOIN stays b ON b.deal_id = d.id AND b.entered <= :start AND b.left_on > :start AND b.kind = 'open' AND d.created <= :start
	WHERE d.deleted = '' AND d.created <= :end`

// moves finds how each deal came into the open pipeline of the period and how
// it left it, with what it was worth then.
func (f *folding) moves(ctx context.Context) error {
	query := `SELECT d.id, d.owner, d.start_open, d.created, d.kind = 'open',
		iif(d.start_open, coalesce(` + valueOn(":start") + `, 0), 0),
		iif(d.start_open, 0, coalesce(` + valueOn("d.came") + `, 0)),
		coalesce(` + valueOn("iif(d.kind = 'open', :end, d.entered)") + `, 0), d.kind
		FROM (` + movedDeals + `) d WHERE d.start_open OR d.came IS NOT NULL ORDER BY d.id`
	var err error
	f.facts.Moves, err = collect(ctx, f.reader, "the pipeline's movement", query, f.args, func(m *sales.PipelineMove) []any {
		return []any{
			&m.DealID, &m.Owner, &m.StartOpen, &m.Created, &m.EndOpen, &m.StartValue, &m.FirstValue, &m.EndValue, &m.EndKind,
		}
	})
	return err
}
