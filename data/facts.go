package data

import (
	"context"
	"database/sql"
	"fmt"

	"attain/app/sales"
)

// Facts folds what the metrics of the question's period are computed from.
// All of it is of one moment, however many changes are written meanwhile. As
// long as nothing changes, the same question gets the same facts again, so
// that they must only be read; after a change, what it touched is folded again.
func (s *Store) Facts(ctx context.Context, q sales.FactsQuery) (*sales.Facts, error) {
	var facts *sales.Facts
	err := s.snapshot(ctx, func(r reader) error {
		now, err := r.moment(ctx)
		if err != nil {
			return err
		}
		asked := q
		asked.Once = false
		kept, changed := s.folded.find(now, asked)
		if kept != nil && changed.none() {
			facts = kept
			return nil
		}
		if kept != nil {
			facts, err = r.refreshed(ctx, q, kept, changed)
		} else {
			facts, err = r.Facts(ctx, q)
		}
		if err == nil && !q.Once {
			s.folded.keep(now, asked, facts)
		}
		return err
	})
	return facts, err
}

// Facts is Store.Facts for what already reads one moment. The period and the
// day must be known; a History of 0 is all history.
func (r reader) Facts(ctx context.Context, q sales.FactsQuery) (*sales.Facts, error) {
	if !q.AsOf.Known() || !q.Period.From.Known() || q.Period.To < q.Period.From {
		return nil, &sales.Invalid{Field: "period", Reason: "sales.error.periodOrder"}
	}
	facts := &sales.Facts{AsOf: q.AsOf, Period: q.Period, History: q.History}
	if err := r.plainFacts(ctx, facts); err != nil {
		return nil, err
	}
	f := folding{reader: r, facts: facts, args: factArgs(facts)}
	folds := []func(context.Context) error{f.deals, f.histogram, f.adjustments}
	if !q.Credit {
		folds = append(folds, f.touches, f.called, f.stays, f.activities, f.leads, f.effects, f.moves, f.trend)
	}
	return facts, inOrder(ctx, folds)
}

// plainFacts reads what is taken as it stands.
func (r reader) plainFacts(ctx context.Context, facts *sales.Facts) error {
	var err error
	if facts.Settings, err = r.Settings(ctx); err != nil {
		return err
	}
	if facts.Currency, err = sales.NewCurrency(facts.Settings.Currency); err != nil {
		return fmt.Errorf("read the settings: %w", err)
	}
	if facts.Stages, err = r.Stages(ctx); err != nil {
		return err
	}
	if facts.Reps, err = r.Reps(ctx); err != nil {
		return err
	}
	if facts.Products, err = r.Products(ctx); err != nil {
		return err
	}
	if facts.Goals, err = r.Goals(ctx); err != nil {
		return err
	}
	if facts.Profile, err = r.Profile(ctx); err != nil {
		return err
	}
	from := min(facts.History, facts.Period.From).Month()
	facts.Quotas, err = r.Quotas(ctx, from, facts.Period.To.Month())
	return err
}

// folding is one question being answered. The parameters have the same names
// in every query:
//
//	:asof     the day at whose end the facts hold
//	:from     first day of the period
//	:end      last day of the period that has happened
//	:start    the day before the period, on which its movement starts
//	:history  first day from which closed deals and leads are wanted
//	:touched  first day whose touches can end in giving up in the period
//	:effect   how long after an activity an effect is seen, "+14 days"
//
// An unknown day is stored as the empty text, which is before every day: what
// has no date is there at all times.
type folding struct {
	reader
	facts *sales.Facts
	args  []any
	only  string // ofChanged, where only the deals and leads of a list are folded
	reps  string // ofReps, where only what some reps did is summed up
}

func factArgs(f *sales.Facts) []any {
	return []any{
		sql.Named("asof", f.AsOf.String()),
		sql.Named("from", f.Period.From.String()),
		sql.Named("end", min(f.Period.To, f.AsOf).String()),
		sql.Named("start", min(f.Period.From.Add(-1), f.AsOf).String()),
		sql.Named("history", f.History.String()),
		sql.Named("touched", f.Settings.Thresholds.TouchedSince(f.Period).String()),
		sql.Named("effect", fmt.Sprintf("%+d days", f.Settings.Thresholds.EffectDays)),
	}
}

// notTrashed is a condition on activities x: those of deals in the trash are
// out of every figure.
const notTrashed = `(x.deal_id IS NULL OR x.deal_id NOT IN (SELECT id FROM deals WHERE deleted <> ''))`

// valueOn returns the term for the amount that a deal d had at the end of a
// day: the first former one that held beyond the day, else the present one.
func valueOn(day string) string {
	return `coalesce((SELECT v.amount FROM deal_values v WHERE v.deal_id = d.id AND v.until > ` + day +
		` ORDER BY v.until LIMIT 1), d.amount)`
}

// scan runs a query and hands over its rows, which take does not keep.
func (r reader) scan(ctx context.Context, what, query string, args []any, take func(*sql.Rows) error) error {
	defer r.slow.begin(ctx, query)()
	rows, err := r.q.QueryContext(ctx, query, args...)
	if err != nil {
		return failure("read "+what, err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	for rows.Next() {
		if err := take(rows); err != nil {
			return fmt.Errorf("read %s: %w", what, err)
		}
	}
	return failure("read "+what, rows.Err())
}

// collect is scan into a list, by the columns' targets in a record.
func collect[T any](ctx context.Context, r reader, what, query string, args []any, targets func(*T) []any) ([]T, error) {
	var found []T
	var record T
	into := targets(&record)
	err := r.scan(ctx, what, query, args, func(rows *sql.Rows) error {
		record = *new(T)
		if err := rows.Scan(into...); err != nil {
			return err
		}
		found = append(found, record)
		return nil
	})
	return found, err
}
