package data

import (
	"context"
	"database/sql"
	"slices"

	"attain/app/sales"
)

// countedLeads are the leads l that are not decided as of the day, and of
// those created or decided since :history the ones that the period can still
// ask for: created or decided since it began, or with an activity since
// :touched. All others would be read to be passed over.
const countedLeads = `l.created <= :asof AND (l.status IN ('new', 'working') OR l.decided > :asof
	OR (l.created >= :history OR l.decided >= :history) AND (l.created >= :from OR l.decided >= :from OR t.latest >= :touched))`

// likelyLeads finds by indexes all leads that can be among countedLeads. Some
// are found twice: to leave them out, SQLite would walk all leads in order.
const likelyLeads = `(SELECT id FROM leads WHERE status IN ('new', 'working')
	UNION ALL SELECT id FROM leads WHERE decided >= min(:from, :asof)
	UNION ALL SELECT id FROM leads WHERE created >= :from UNION ALL SELECT lead_id FROM lead_touches WHERE latest >= :touched)`

// decidedLater is the condition that a lead l was decided, but after the day:
// what was found then is not told.
const decidedLater = `l.status NOT IN ('new', 'working') AND l.decided > :asof`

// leads reads the leads with what was done on them, as it is folded, or where
// something happened after the day, from the activities. The touches counted
// are those before the first attempt, together with those counted elsewhere.
func (f *folding) leads(ctx context.Context) error {
	among := likelyLeads
	if f.only != "" {
		among = "(SELECT value FROM json_each(:changedLeads))"
	}
	var l sales.LeadFact
	var t touched
	var warm int
	s := newShared()
	targets := []any{
		&l.ID, &l.Name, sharedText(s, &l.Company), sharedText(s, &l.RepID), sharedText(s, &l.Source), &cell{&l.Created}, sharedText(s, &l.Status),
		&cell{&l.Decided}, &l.DealID, sharedText(s, &l.Reason), newSharedMap(&l.Attributes), &l.Touches, &t.later, &t.attempts, &t.answered,
		&cell{&t.first}, &cell{&t.last}, &t.planned, newSharedMap(&l.ByType), &warm,
	}
	var later []sales.ID
	err := f.scan(ctx, "leads", `SELECT l.id, l.name, l.company, coalesce(l.rep_id, ''), l.source, l.created,
		iif(`+decidedLater+`, 'new', l.status),
		iif(l.status IN ('new', 'working') OR l.decided > :asof, '', l.decided),
		iif(`+decidedLater+`, '', coalesce(d.id, '')),
		iif(l.status IN ('new', 'working') OR l.decided > :asof, '', l.reason), l.attributes, l.touches,
		coalesce(t.valid, '') > :asof, coalesce(t.attempts, 0), coalesce(t.answered, 0), coalesce(t.first_day, ''), coalesce(t.last_day, ''),
		coalesce(t.planned, 0), coalesce(t.by_type, '{}'), coalesce(t.warm, 0)
		FROM leads l LEFT JOIN lead_touches t ON t.lead_id = l.id LEFT JOIN deals d ON d.id = l.deal_id AND d.deleted = ''
		WHERE l.id IN `+among+` AND `+countedLeads+` ORDER BY l.id`, f.args, func(rows *sql.Rows) error {
		l = sales.LeadFact{}
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		if t.later {
			later = append(later, l.ID)
			l.ByType = nil
		} else {
			l.Touches += warm
			l.Attempts, l.Answered, l.NextStep, l.FirstTouch, l.LastTouch = t.attempts, t.answered > 0, t.planned > 0, t.first, t.last
		}
		f.facts.Leads = append(f.facts.Leads, l)
		return nil
	})
	if err != nil || len(later) == 0 {
		return err
	}
	return f.leadTouches(ctx, later)
}

// leadTouches adds what was done on some leads, by type, and is planned. By
// type only what was done until the lead was decided counts; where that day
// is not known, all of it.
func (f *folding) leadTouches(ctx context.Context, ids []sales.ID) error {
	byID := make(map[sales.ID]*sales.LeadFact, len(ids))
	for i := range f.facts.Leads {
		byID[f.facts.Leads[i].ID] = &f.facts.Leads[i]
	}
	args := append(slices.Clone(f.args), sql.Named("ids", jsonList(ids)))
	if err := f.leadWarmth(ctx, byID, args); err != nil {
		return err
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
		WHERE l.id IN (SELECT value FROM json_each(:ids)) AND ` + notTrashed + " GROUP BY l.id, x.type"
	return f.scan(ctx, "activities of leads", query, args, func(rows *sql.Rows) error {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		t.addToLead(byID[t.id], kind, before, later > 0)
		return nil
	})
}

// leadWarmth adds the touches before the first attempt to some leads.
func (f *folding) leadWarmth(ctx context.Context, byID map[sales.ID]*sales.LeadFact, args []any) error {
	var id sales.ID
	var warm int
	return f.scan(ctx, "touches of leads", `SELECT x.lead_id, count(*) FROM activities x
		WHERE x.lead_id IN (SELECT value FROM json_each(:ids)) AND x.planned = 0 AND x.day <= :asof
		AND `+warming+` AND `+notTrashed+` AND x.day || ' ' || x.at < coalesce((
			SELECT y.day || ' ' || min(y.at) FROM activities y WHERE y.lead_id = x.lead_id AND y.planned = 0
			AND y.day <= :asof AND +y.direction = 'outbound' AND (y.deal_id IS NULL OR y.deal_id NOT IN (SELECT id FROM deals WHERE deleted <> ''))
			GROUP BY y.day ORDER BY y.day LIMIT 1), '~') GROUP BY x.lead_id`, args, func(rows *sql.Rows) error {
		err := rows.Scan(&id, &warm)
		if l := byID[id]; l != nil {
			l.Touches += warm
		}
		return err
	})
}

// addToLead adds what was done on a lead by activities of one type.
func (t *touched) addToLead(l *sales.LeadFact, kind sales.ActivityType, before int, decidedLater bool) {
	if before > 0 {
		if l.ByType == nil {
			l.ByType = map[sales.ActivityType]int{}
		}
		l.ByType[kind] = before
	}
	if decidedLater && t.attempts > 0 {
		l.Status = sales.LeadWorking
	}
	l.Attempts += t.attempts
	l.Answered = l.Answered || t.answered > 0
	l.NextStep = l.NextStep || t.planned > 0
	l.LastTouch = max(l.LastTouch, t.last)
	if !l.FirstTouch.Known() || t.first.Known() && t.first < l.FirstTouch {
		l.FirstTouch = t.first
	}
}
