package data

import (
	"context"
	"database/sql"

	"attain/app/sales"
)

// countedLeads are the leads l that are not decided as of the day, and of
// those created or decided since :history the ones that the period can still
// ask for: created or decided since it began, or with an activity since
// :touched. All others would be read to be passed over.
const countedLeads = `l.created <= :asof AND (l.status IN ('new', 'working') OR l.decided > :asof
	OR (l.created >= :history OR l.decided >= :history) AND (l.created >= :from OR l.decided >= :from
		OR EXISTS (SELECT 1 FROM activities x WHERE x.lead_id = l.id AND x.day >= :touched)))`

// decidedLater is the condition that a lead l was decided, but after the day:
// what was found then is not told.
const decidedLater = `l.status NOT IN ('new', 'working') AND l.decided > :asof`

// leads reads the leads. The touches counted are those before the first
// attempt, together with those that were counted elsewhere.
func (f *folding) leads(ctx context.Context) error {
	var err error
	f.facts.Leads, err = collect(ctx, f.reader, "leads", `SELECT l.id, l.name, coalesce(l.rep_id, ''), l.source, l.created,
		iif(`+decidedLater+`, 'new', l.status),
		iif(l.status IN ('new', 'working') OR l.decided > :asof, '', l.decided),
		iif(`+decidedLater+`, '', coalesce(d.id, '')),
		iif(l.status IN ('new', 'working') OR l.decided > :asof, '', l.reason), l.attributes,
		l.touches + (SELECT count(*) FROM activities x WHERE x.lead_id = l.id AND x.planned = 0 AND x.day <= :asof
			AND +x.direction = 'inbound' AND x.type IN ('web', 'mail_open', 'mail_click', 'social', 'event', 'referral')
			AND `+notTrashed+` AND x.day || ' ' || x.at < coalesce((
				SELECT x.day || ' ' || min(x.at) FROM activities x WHERE x.lead_id = l.id AND x.planned = 0
				AND x.day <= :asof AND +x.direction = 'outbound' AND `+notTrashed+` GROUP BY x.day ORDER BY x.day LIMIT 1), '~'))
		FROM leads l LEFT JOIN deals d ON d.id = l.deal_id AND d.deleted = ''
		WHERE `+countedLeads+` ORDER BY l.id`, f.args, func(l *sales.LeadFact) []any {
		return []any{
			&l.ID, &l.Name, &l.RepID, &l.Source, &cell{&l.Created}, &l.Status, &cell{&l.Decided}, &l.DealID, &l.Reason,
			&cell{mapping(&l.Attributes)}, &l.Touches,
		}
	})
	if err != nil {
		return err
	}
	return f.leadTouches(ctx)
}

// leadTouches adds what was done on the leads, by type, and is planned. By
// type only what was done until the lead was decided counts; where that day
// is not known, all of it.
func (f *folding) leadTouches(ctx context.Context) error {
	byID := make(map[sales.ID]*sales.LeadFact, len(f.facts.Leads))
	for i := range f.facts.Leads {
		byID[f.facts.Leads[i].ID] = &f.facts.Leads[i]
	}
	var t touched
	var kind sales.ActivityType
	var before, later int
	targets := append(t.targets(), &kind, &before, &later)
	query := "SELECT l.id, " + touchColumns + `, x.type,
		count(*) FILTER (WHERE x.planned = 0 AND x.direction = 'outbound'
			AND x.day <= iif(l.status IN ('new', 'working') OR l.decided = '' OR l.decided > :asof, :asof, l.decided)),
		` + decidedLater + `
		FROM leads l CROSS JOIN activities x ON x.lead_id = l.id
		WHERE ` + countedLeads + " AND " + notTrashed + " GROUP BY l.id, x.type"
	return f.scan(ctx, "activities of leads", query, f.args, func(rows *sql.Rows) error {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		l := byID[t.id]
		if before > 0 {
			if l.ByType == nil {
				l.ByType = map[sales.ActivityType]int{}
			}
			l.ByType[kind] = before
		}
		if later > 0 && t.attempts > 0 {
			l.Status = sales.LeadWorking
		}
		l.Attempts += t.attempts
		l.Answered = l.Answered || t.answered > 0
		l.NextStep = l.NextStep || t.planned > 0
		l.LastTouch = max(l.LastTouch, t.last)
		if !l.FirstTouch.Known() || t.first.Known() && t.first < l.FirstTouch {
			l.FirstTouch = t.first
		}
		return nil
	})
}
