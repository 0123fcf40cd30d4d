package data

import (
	"context"
	"errors"
	"slices"

	"attain/app/sales"
)

// touchesNow fold the activities x of one deal or lead as of any day from the
// first of them on: the last day on which something was done, or on which
// something still planned came to be known. See touchColumns.
const touchesNow = `max(iif(x.planned = 1, x.planned_on, x.day)) AS valid,
	count(*) FILTER (WHERE x.planned = 0) AS touches,
	count(*) FILTER (WHERE x.planned = 0 AND x.direction = 'outbound') AS attempts,
	count(*) FILTER (WHERE x.planned = 0 AND x.direction = 'outbound' AND x.connected = 1) AS answered,
	coalesce(min(x.day) FILTER (WHERE x.planned = 0 AND x.day <> ''), '') AS first_day,
	coalesce(max(x.day) FILTER (WHERE x.planned = 0), '') AS last_day,
	count(*) FILTER (WHERE x.planned = 1) AS planned,
	coalesce(min(x.day) FILTER (WHERE x.planned = 1 AND x.day <> ''), '') AS due`

// firstTouch is the columns of the first activity x of a group: the last of
// them makes the others those of its row. Activities of the same moment are
// ordered by what they are before it comes to ids, so that no figure depends
// on ids.
const firstTouch = `x.day, coalesce(x.rep_id, '') AS rep, x.type, x.direction, min(x.day || char(1) || x.at || char(1) || x.type || char(1) ||
	x.direction || char(1) || coalesce(x.rep_id, '') || char(1) || x.id) AS place`

// foldedDealTouches folds the activities of the deals that a condition on x
// names, as "x.deal_id IN (...)"; of all without one.
func foldedDealTouches(of string) string {
	if of == "" {
		of = "x.deal_id IS NOT NULL"
	}
	return `SELECT a.deal_id, a.valid, a.touches, a.attempts, a.answered, a.first_day, a.last_day, a.planned, a.due, b.day, b.rep, b.type, b.direction
		FROM (SELECT x.deal_id, ` + touchesNow + ` FROM activities x WHERE ` + of + ` GROUP BY x.deal_id) a
		LEFT JOIN (SELECT x.deal_id, ` + firstTouch + ` FROM activities x WHERE x.planned = 0 AND ` + of + ` GROUP BY x.deal_id) b
		ON b.deal_id = a.deal_id`
}

// foldedLeadTouches is foldedDealTouches for leads. Activities of deals in the
// trash count in no figure.
func foldedLeadTouches(of string) string {
	if of == "" {
		of = "x.lead_id IS NOT NULL"
	}
	const decided = `iif(l.status IN ('new', 'working'), '', l.decided)`
	return `SELECT n.lead_id, max(coalesce(a.valid, ''), ` + decided + `), coalesce(a.touches, 0), coalesce(a.attempts, 0), coalesce(a.answered, 0),
		coalesce(a.first_day, ''), coalesce(a.last_day, ''), coalesce(a.planned, 0), coalesce(a.due, ''),
		iif(b.deal_id IS NULL, b.day, NULL), iif(b.deal_id IS NULL, b.rep, NULL), iif(b.deal_id IS NULL, b.type, NULL),
		iif(b.deal_id IS NULL, b.direction, NULL),
		(SELECT json_group_object(type, attempts) FROM (SELECT x.type, count(*) AS attempts FROM activities x
			WHERE x.lead_id = n.lead_id AND x.planned = 0 AND +x.direction = 'outbound' AND ` + notTrashed + `
			AND x.day <= iif(` + decided + ` = '', '` + running + `', l.decided) GROUP BY x.type ORDER BY x.type)),
		(SELECT count(*) FROM activities x WHERE x.lead_id = n.lead_id AND x.planned = 0 AND ` + warming + ` AND ` + notTrashed + `
			AND x.day || ' ' || x.at < coalesce(a.attempted, '~')), n.latest
		FROM (SELECT x.lead_id, max(x.day) AS latest FROM activities x WHERE ` + of + ` GROUP BY x.lead_id) n
		JOIN leads l ON l.id = n.lead_id
		LEFT JOIN (SELECT x.lead_id, ` + touchesNow + `, min(x.day || ' ' || x.at) FILTER (WHERE x.planned = 0 AND x.direction = 'outbound') AS attempted
			FROM activities x WHERE ` + of + ` AND ` + notTrashed + ` GROUP BY x.lead_id) a ON a.lead_id = n.lead_id
		LEFT JOIN (SELECT x.lead_id, x.deal_id, ` + firstTouch + ` FROM activities x
			WHERE x.planned = 0 AND ` + of + ` AND ` + notTrashed + ` GROUP BY x.lead_id) b ON b.lead_id = n.lead_id`
}

// warming is the condition on activities x that are a customer's own touches.
const warming = `+x.direction = 'inbound' AND x.type IN ('web', 'mail_open', 'mail_click', 'social', 'event', 'referral')`

// foldedAtOnce is how many deals or leads are folded in one statement.
const foldedAtOnce = 500

// foldTouches folds the activities of the touched deals and leads again.
func (t *transaction) foldTouches(ctx context.Context) error {
	if t.allActivities {
		clear(t.deals)
		clear(t.leads)
		t.allActivities = false
		return errors.Join(t.foldWhole(ctx, "deal_touches", foldedDealTouches("")), t.foldWhole(ctx, "lead_touches", foldedLeadTouches("")))
	}
	err := t.foldParents(ctx, "deal_touches", "deal_id", foldedDealTouches, taken(t.deals))
	if err != nil {
		return err
	}
	return t.foldParents(ctx, "lead_touches", "lead_id", foldedLeadTouches, taken(t.leads))
}

func (t *transaction) foldParents(ctx context.Context, table, key string, folded func(of string) string, ids []sales.ID) error {
	const these = " IN (SELECT value FROM json_each(?1))"
	for chunk := range slices.Chunk(ids, foldedAtOnce) {
		list := jsonList(chunk)
		err := t.exec(ctx, "DELETE FROM "+table+" WHERE "+key+these, list)
		if err == nil {
			err = t.exec(ctx, "INSERT INTO "+table+" "+folded("x."+key+these), list)
		}
		if err != nil {
			return failure("fold "+table, err)
		}
	}
	return nil
}
