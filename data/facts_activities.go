package data

import (
	"context"
	"database/sql"

	"attain/app/sales"
)

// activities counts what was done in the period. Touches from the customer's
// side are no attempts, but count as touches. All is added up from folded
// months and days, but for replies, which count once per thread; what was the
// first on its deal or lead is known of each of these.
func (f *folding) activities(ctx context.Context) error {
	from, end := f.facts.Period.From, min(f.facts.Period.To, f.facts.AsOf)
	args := append(monthParts(from, end), f.args...)
	const ofPeriod = `rep_id AS rep, type, direction, done, connected, on_deals, on_leads, linked, 0 AS firsts, 0 AS deal_firsts`
	var err error
	f.facts.Activities, err = collect(ctx, f.reader, "activities", `SELECT rep, type, direction,
		iif(direction = 'outbound', sum(done), 0), iif(direction = 'outbound', sum(connected), 0),
		iif(direction = 'outbound', sum(on_deals), 0), iif(direction = 'outbound', sum(on_leads), 0),
		sum(firsts), sum(linked) - sum(firsts), sum(on_deals) - sum(deal_firsts)
		FROM (`+foldedRows(ofPeriod, ofPeriod, f.theirs("rep_id"))+`
			UNION ALL SELECT coalesce(x.rep_id, ''), x.type, x.direction, 0, count(DISTINCT x.thread), 0, 0, 0, 0, 0
			FROM activities x WHERE `+f.happening("x.day", "x.rep_id")+` AND `+reply+` GROUP BY 1, 2, 3
			UNION ALL SELECT begun_rep, begun_type, begun_direction, 0, 0, 0, 0, 0, count(*), count(*) FROM deal_touches
			WHERE `+f.happening("begun", "begun_rep")+` AND deal_id NOT IN (SELECT id FROM deals WHERE deleted <> '') GROUP BY 1, 2, 3
			UNION ALL SELECT begun_rep, begun_type, begun_direction, 0, 0, 0, 0, 0, count(*), 0 FROM lead_touches
			WHERE `+f.happening("begun", "begun_rep")+` GROUP BY 1, 2, 3)
		GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`, args, func(c *sales.ActivityCount) []any {
		return []any{
			&c.RepID, &c.Type, &c.Direction, &c.Attempts, &c.Connected, &c.OnDeals, &c.OnLeads, &c.Firsts, &c.FollowUps, &c.ToDeals,
		}
	})
	return err
}

// reply is the condition on activities x that are replies that count once per
// thread: the index activities_replies is of them.
const reply = `x.planned = 0 AND x.connected = 1 AND x.type IN ('mail', 'message') AND x.direction = 'outbound' AND ` + notTrashed

// foldedRows selects columns of the folded months, and of the folded days of
// the parts of months before and after them, see monthParts. only narrows it.
func foldedRows(ofMonths, ofDays, only string) string {
	return "SELECT " + ofMonths + " FROM activity_months WHERE month BETWEEN :first AND :last" + only +
		" UNION ALL SELECT " + ofDays + " FROM activity_days WHERE day BETWEEN :from1 AND :to1" + only +
		" UNION ALL SELECT " + ofDays + " FROM activity_days WHERE day BETWEEN :from2 AND :to2" + only
}

// trend counts the attempts of each month: whole months as they are folded,
// the months that history or the day cut through from their days. Replies are
// counted once per thread and month, so those of a part of a month are looked
// up.
func (f *folding) trend(ctx context.Context) error {
	query := foldedRows("rep_id AS rep, month, type, direction, done, connected + replies AS connected",
		"rep_id, substr(day, 1, 7), type, direction, done, connected", f.theirs("rep_id"))
	for _, part := range []string{":from1 AND :to1", ":from2 AND :to2"} {
		query += ` UNION ALL
			SELECT coalesce(x.rep_id, ''), substr(x.day, 1, 7), x.type, x.direction, 0, count(DISTINCT x.thread)
			FROM activities x WHERE x.day BETWEEN ` + part + f.theirs("x.rep_id") + ` AND ` + reply + ` GROUP BY 1, 2, 3`
	}
	var err error
	f.facts.Trend, err = collect(ctx, f.reader, "activities by month", "SELECT rep, month, type, sum(done), sum(connected) FROM ("+
		query+") WHERE direction = 'outbound' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3", append(monthParts(f.facts.History, f.facts.AsOf), f.args...), func(m *sales.ActivityMonth) []any {
		return []any{&m.RepID, &cell{&m.Month}, &m.Type, &m.Attempts, &m.Connected}
	})
	return err
}

// monthParts cuts the days between two into whole months (:first to :last)
// and the parts of months before and after them. An unknown first day is
// before all others; a range that holds nothing ends before it begins.
func monthParts(from, to sales.Day) []any {
	first, last := "0000-00", to.Month()
	if to != last.Last() {
		last = last.Add(-1)
	}
	parts := [4]string{"1", "0", "1", "0"}
	if from.Known() {
		month := from.Month()
		first = month.String()
		if from != month.First() {
			first = month.Add(1).String()
			parts[0], parts[1] = from.String(), min(month.Last(), to).String()
		}
	}
	if to != to.Month().Last() && (from.Month() != to.Month() || from == from.Month().First()) {
		parts[2], parts[3] = to.Month().First().String(), to.String()
	}
	if from > to {
		first, parts[3] = "9999-13", "0"
	}
	return []any{
		sql.Named("first", first), sql.Named("last", last.String()),
		sql.Named("from1", parts[0]), sql.Named("to1", parts[1]), sql.Named("from2", parts[2]), sql.Named("to2", parts[3]),
	}
}

// advanced is the condition that the deal of activity x advanced on its day or
// soon after: that it went from an open stage to won, or to an open stage of a
// higher position.
const advanced = `EXISTS (SELECT 1 FROM stays t
	JOIN stays p ON p.deal_id = t.deal_id AND p.seq = (SELECT max(q.seq) FROM stays q WHERE q.deal_id = t.deal_id AND q.seq < t.seq)
	LEFT JOIN stages old ON old.id = p.stage_id LEFT JOIN stages new ON new.id = t.stage_id
	WHERE t.deal_id = x.deal_id AND +t.entered BETWEEN x.day AND min(:asof, date(x.day, :effect))
	AND +p.kind = 'open' AND (+t.kind = 'won' OR +t.kind = 'open' AND new.position > old.position))`

// effects counts what activities on deals were followed by: an advance of the
// deal soon after, and in the end its being won or lost.
func (f *folding) effects(ctx context.Context) error {
	var err error
	f.facts.Effects, err = collect(ctx, f.reader, "effects of activities", `SELECT rep, type,
		sum(attempts), sum(advanced), sum(won), sum(lost) FROM (
			SELECT coalesce(x.rep_id, '') AS rep, x.type, 1 AS attempts, `+advanced+` AS advanced, 0 AS won, 0 AS lost
			FROM activities x WHERE x.planned = 0 AND x.direction = 'outbound' AND `+f.happening("x.day", "x.rep_id")+`
			AND x.deal_id IS NOT NULL AND `+notTrashed+`
			UNION ALL
			SELECT `+ownerOf+`, x.type, 0, 0, s.kind = 'won', s.kind = 'lost'
			FROM stays s CROSS JOIN deals d ON d.id = s.deal_id CROSS JOIN activities x ON x.deal_id = s.deal_id
			WHERE s.kind IN ('won', 'lost') AND s.entered BETWEEN :from AND :end AND +s.left_on > :asof
			AND d.deleted = '' AND d.created <= :asof AND x.planned = 0 AND +x.direction = 'outbound' AND x.day <= s.entered`+f.owned()+`)
		GROUP BY rep, type ORDER BY rep, type`, f.args, func(e *sales.EffectCount) []any {
		return []any{&e.RepID, &e.Type, &e.Attempts, &e.Advanced, &e.OnWon, &e.OnLost}
	})
	return err
}

// owned narrows closed stays s of deals d to those of some owners. Most are
// told by the stay alone, before the deal is looked up.
func (f *folding) owned() string {
	if f.reps == "" {
		return ""
	}
	return " AND (s.owner_id IS NULL OR s.owner_id" + f.reps + ") AND " + ownerOf + f.reps
}
