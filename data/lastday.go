package data

import (
	"context"
	"database/sql"

	"attain/app/sales"
)

// LastDay asks one index after another, so that it costs as little in a large
// database as in a small one.
func (r reader) LastDay(ctx context.Context, upTo sales.Day) (sales.Day, error) {
	var last sql.NullString
	err := r.q.QueryRowContext(ctx, `SELECT max(day) FROM (
		SELECT max(created) day FROM deals WHERE created <= :day
		UNION ALL SELECT max(entered) FROM stays WHERE kind = 'open' AND entered <= :day
		UNION ALL SELECT max(entered) FROM stays WHERE kind = 'won' AND entered <= :day
		UNION ALL SELECT max(entered) FROM stays WHERE kind = 'lost' AND entered <= :day
		UNION ALL SELECT max(created) FROM leads WHERE created <= :day
		UNION ALL SELECT * FROM (SELECT day FROM activities INDEXED BY activities_day
			WHERE planned = 0 AND day <= :day ORDER BY day DESC LIMIT 1))`, sql.Named("day", upTo.String())).Scan(&last)
	if err != nil || last.String == "" {
		return 0, failure("find the last day", err)
	}
	day, err := sales.ParseDay(last.String)
	return day, failure("find the last day", err)
}
