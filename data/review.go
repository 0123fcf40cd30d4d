package data

import (
	"context"
	"database/sql"

	"attain/app/sales"
)

// Snapshot runs f with a reader of one moment: what is written while f runs
// is not in its answers.
func (s *Store) Snapshot(ctx context.Context, f func(sales.Reader) error) error {
	return s.snapshot(ctx, func(r reader) error { return f(r) })
}

// EachReviewActivity walks through the activities of a period as a monthly
// review lists them: those that were planned for it, and those done in it by
// the end of a day, by day, time, subject and id. Those of deals in the trash
// are left out. Of the replies in one thread the first counts as connected.
func (r reader) EachReviewActivity(ctx context.Context, period sales.Period, asOf sales.Day, f func(sales.ReviewActivity) error) error {
	const query = `SELECT x.id, x.day, coalesce(x.rep_id, ''), x.type, x.direction, x.outcome, x.planned,
		x.planned = 0 AND x.direction = 'outbound', x.connected, x.thread,
		coalesce(nullif(d.name, ''), nullif(d.external_id, ''), nullif(a.name, ''), nullif(x.deal_ref, ''), nullif(l.name, ''), x.lead_ref),
		x.subject, x.minutes
		FROM activities x INDEXED BY activities_day
		LEFT JOIN deals d ON d.id = x.deal_id LEFT JOIN accounts a ON a.id = d.account_id LEFT JOIN leads l ON l.id = x.lead_id
		WHERE x.day BETWEEN ? AND ? AND (x.planned = 1 OR x.day <= ?) AND (d.id IS NULL OR d.deleted = '')
		ORDER BY x.day, x.at, x.subject, x.id`
	var row sales.ReviewActivity
	var connected bool
	var thread string
	targets := []any{
		&row.ID, &cell{&row.Day}, &row.RepID, &row.Type, &row.Direction, &row.Outcome, &row.Planned,
		&row.Attempt, &connected, &thread, &row.On, &row.Subject, &row.Minutes,
	}
	answered := make(map[string]bool)
	return r.scan(ctx, "activities of a month", query, []any{period.From.String(), period.To.String(), asOf.String()}, func(rows *sql.Rows) error {
		row = sales.ReviewActivity{}
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		row.Connected = row.Attempt && connected
		if row.Connected && (row.Type == sales.Mail || row.Type == sales.Message) {
			exchange := string(row.Type) + "\x1f" + thread
			row.Connected = !answered[exchange]
			answered[exchange] = true
		}
		return f(row)
	})
}
