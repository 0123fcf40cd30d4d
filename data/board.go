package data

import (
	"context"
	"database/sql"

	"attain/app/sales"
)

// selectBoard selects the deals of the board, one row a deal: its stay on the
// day (?1), which is the one begun on or before that day and left after it.
// An amount that changed later is the one that held on the day.
const selectBoard = `
SELECT d.id, d.external_id, d.name, coalesce(d.account_id, ''), coalesce(a.name, ''),
  coalesce(iif(s.kind = 'open', d.owner_id, s.owner_id), '') AS owner, coalesce(r.name, ''), d.created,
  coalesce(s.stage_id, ''), s.kind, s.entered,
  iif(s.kind = 'open', '', coalesce((SELECT x.stage_id FROM stays x
    WHERE x.deal_id = d.id AND x.seq < s.seq AND x.kind = 'open' ORDER BY x.seq DESC LIMIT 1), '')),
  (SELECT count(*) FROM stays x WHERE x.deal_id = d.id AND x.seq <= s.seq AND x.kind = 'open'
    AND (SELECT y.kind FROM stays y WHERE y.deal_id = d.id AND y.seq < x.seq ORDER BY y.seq DESC LIMIT 1) <> 'open'),
  coalesce((SELECT v.amount FROM deal_values v WHERE v.deal_id = d.id AND v.until > ?1 ORDER BY v.until LIMIT 1), d.amount),
  d.units, d.expected_close, d.probability, d.source, d.reason, d.next_step <> '', d.next_step_due
FROM stays s JOIN deals d ON d.id = s.deal_id
  LEFT JOIN accounts a ON a.id = d.account_id
  LEFT JOIN reps r ON r.id = iif(s.kind = 'open', d.owner_id, s.owner_id)
WHERE s.left_on > ?1 AND (d.deleted = '' OR d.deleted > ?1)
  AND (?2 = '' OR owner = ?2 OR EXISTS (SELECT 1 FROM deal_shares h WHERE h.deal_id = d.id AND h.rep_id = ?2))`

const (
	boardOpen   = ` AND s.kind = 'open' AND s.entered <= ?1 ORDER BY s.entered, d.id`
	boardClosed = ` AND s.kind IN ('won', 'lost') AND s.entered BETWEEN ?3 AND ?4 ORDER BY s.entered, d.id`
)

// Board returns the deals of the board as of a day: the open ones, then those
// closed in the period, each by when it entered its stage. A rep's are those
// the rep owns or shares. Called is not told here.
func (r reader) Board(ctx context.Context, q sales.BoardQuery) ([]sales.BoardDeal, error) {
	asOf, rep := q.AsOf.String(), string(q.RepID)
	deals, err := r.boardDeals(ctx, nil, selectBoard+boardOpen, asOf, rep)
	if err != nil {
		return nil, err
	}
	if q.Closed.From.Known() {
		to := min(q.Closed.To, q.AsOf)
		deals, err = r.boardDeals(ctx, deals, selectBoard+boardClosed, asOf, rep, q.Closed.From.String(), to.String())
		if err != nil {
			return nil, err
		}
	}
	return deals, r.completeBoard(ctx, deals, asOf)
}

func (r reader) boardDeals(ctx context.Context, deals []sales.BoardDeal, query string, args ...any) ([]sales.BoardDeal, error) {
	rows, err := r.q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, failure("read the board", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	for rows.Next() {
		var d sales.BoardDeal
		var amount sql.NullInt64
		err := rows.Scan(&d.ID, &d.ExternalID, &d.Name, &d.AccountID, &d.Account, &d.OwnerID, &d.OwnerName, &cell{&d.Created},
			&d.Stage, &d.Kind, &cell{&d.Since}, &d.LastStage, &d.Reopened, &amount,
			&d.Units, &cell{&d.ExpectedClose}, &cell{&d.Probability}, &d.Source, &d.Reason, &d.NextStep, &cell{&d.NextDue})
		if err != nil {
			return nil, failure("read the board", err)
		}
		d.Amount, d.HasAmount = sales.Amount(amount.Int64), amount.Valid
		deals = append(deals, d)
	}
	return deals, failure("read the board", rows.Err())
}

// completeBoard adds what stands in other tables: touches, planned next
// steps, product lines and shares.
func (r reader) completeBoard(ctx context.Context, deals []sales.BoardDeal, asOf string) error {
	ids := make([]sales.ID, len(deals))
	byID := make(map[sales.ID]*sales.BoardDeal, len(deals))
	for i := range deals {
		ids[i] = deals[i].ID
		byID[ids[i]] = &deals[i]
	}
	if len(ids) == 0 {
		return nil
	}
	if err := r.boardTouches(ctx, ids, byID, asOf); err != nil {
		return err
	}
	lines, err := r.Lines(ctx, ids...)
	if err != nil {
		return err
	}
	for _, l := range lines {
		byID[l.DealID].Lines = append(byID[l.DealID].Lines, l)
	}
	shares, err := r.Shares(ctx, ids...)
	for _, s := range shares {
		byID[s.DealID].Shares = append(byID[s.DealID].Shares, s)
	}
	return err
}

// boardTouches counts what was done on the deals up to the day, and finds
// when the next planned step is due. It reads an index alone.
func (r reader) boardTouches(ctx context.Context, ids []sales.ID, byID map[sales.ID]*sales.BoardDeal, asOf string) error {
	rows, err := r.q.QueryContext(ctx, `SELECT deal_id,
			count(*) FILTER (WHERE planned = 0 AND day <= ?2),
			count(*) FILTER (WHERE planned = 0 AND day <= ?2 AND direction = 'outbound'),
			count(*) FILTER (WHERE planned = 0 AND day <= ?2 AND direction = 'outbound' AND connected = 1),
			coalesce(min(day) FILTER (WHERE planned = 0 AND day BETWEEN '0' AND ?2), ''),
			coalesce(max(day) FILTER (WHERE planned = 0 AND day <= ?2), ''),
			count(*) FILTER (WHERE planned = 1),
			coalesce(min(day) FILTER (WHERE planned = 1 AND day <> ''), '')
		FROM activities WHERE deal_id IN (SELECT value FROM json_each(?1)) GROUP BY deal_id`, jsonList(ids), asOf)
	if err != nil {
		return failure("read the board", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	for rows.Next() {
		var id sales.ID
		var touches, attempts, answered, planned int
		var first, last, due sales.Day
		err := rows.Scan(&id, &touches, &attempts, &answered, &cell{&first}, &cell{&last}, &planned, &cell{&due})
		if err != nil {
			return failure("read the board", err)
		}
		d := byID[id]
		d.Touches, d.Attempts, d.Answered = touches, attempts, answered > 0
		d.FirstTouch, d.LastTouch = first, last
		if planned > 0 {
			d.NextStep, d.NextDue = true, due
		}
	}
	return failure("read the board", rows.Err())
}
