package data

import (
	"context"
	"database/sql"
	"log/slog"
	"strings"
	"time"
)

// slowQuery is how long a question may take before it is logged.
const slowQuery = 50 * time.Millisecond

// slowLog tells of questions that took long: their text, in which values
// stand as placeholders, never the values. nil tells nothing.
type slowLog struct {
	log   *slog.Logger
	above time.Duration
}

// begin notes the time; end, called when the last row was read, logs.
func (l *slowLog) begin(ctx context.Context, query string) (end func()) {
	if l == nil || !l.log.Enabled(ctx, slog.LevelDebug) {
		return func() {}
	}
	began := time.Now()
	return func() {
		if took := time.Since(began); took > l.above {
			l.log.DebugContext(ctx, "slow query", "took", took, "query", strings.Join(strings.Fields(query), " "))
		}
	}
}

// timed asks the database and logs what of one row took long. How long many
// rows take, their reader knows.
type timed struct {
	querier
	slow *slowLog
}

// QueryRowContext asks for one row.
func (t timed) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	defer t.slow.begin(ctx, query)()
	return t.querier.QueryRowContext(ctx, query, args...)
}
