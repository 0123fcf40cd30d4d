//go:build bench

package data

import (
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"attain/app"
	"attain/app/sales"
	"attain/app/sales/salestest"
)

// Deals and activities of the sample team at scale 1.
const (
	scaleDeals      = 1_000
	scaleActivities = 10_000
)

// measured is a filled database with what is measured on it.
type measured struct {
	*testing.T
	scale   int
	path    string
	store   *Store
	service *app.Service
	rep     sales.ID
	plain   *sql.DB // the driver on the same file, without the program
}

// TestRatios measures the store against what SQLite and the disk can do.
func TestRatios(t *testing.T) {
	years(t)
	for _, scale := range salestest.Scales(t) {
		m := fillMeasured(t, scale)
		m.months()
		m.outcomes()
		m.stays()
		m.conversion()
		m.freeFilter()
		m.tableOpen()
		m.tableFiltered()
		m.pages()
		m.edit()
		m.save()
		m.backup()
	}
}

func fillMeasured(t *testing.T, scale int) *measured {
	m := &measured{T: t, scale: scale, path: filepath.Join(t.TempDir(), fmt.Sprintf("%d.db", scale))}
	var err error
	if m.store, err = Open(t.Context(), m.path, Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeStore(t, m.store) })
	m.service = app.New(m.store, app.Options{
		Now: options().Now, Who: "bench",
		Text: plainText,
	})
	began := time.Now()
	demo := app.Demo{Reps: 50, Months: 60, Deals: scale * scaleDeals, Activities: scale * scaleActivities, Seed: 1, Lang: "en"}
	if err := m.service.FillDemo(t.Context(), demo); err != nil {
		t.Fatal(err)
	}
	t.Logf("made the team of scale %d in %s", scale, time.Since(began))
	reps, err := m.store.Reps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	m.rep = reps[0].ID
	m.plain = reading(m.path, "rw")
	t.Cleanup(func() { _ = m.plain.Close() })
	return m
}

// plainText gives keys for texts.
func plainText(string) sales.Text { return func(key string, _ ...any) string { return key } }

func (m *measured) report(name, limit string, aim float64, took, of time.Duration) {
	salestest.Ratio{Name: name, Limit: limit, Aim: aim, Scale: m.scale, Took: took, Of: of}.Report(m)
}

// count runs a query to its end and drops the rows.
func (m *measured) count(query string, args ...any) func() error {
	return func() error {
		rows, err := m.plain.QueryContext(m.Context(), query, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		columns, err := rows.Columns()
		if err != nil {
			return err
		}
		cells := make([]any, len(columns))
		for i := range cells {
			cells[i] = new(any)
		}
		for rows.Next() {
			if err := rows.Scan(cells...); err != nil {
				return err
			}
		}
		return rows.Err()
	}
}

func (m *measured) question() folding {
	q := sales.FactsQuery{Period: sales.MonthPeriod(m.service.Today().Month()), AsOf: m.service.Today()}
	f := folding{reader: m.store.reader, facts: &sales.Facts{AsOf: q.AsOf, Period: q.Period}}
	if err := f.plainFacts(m.Context(), f.facts); err != nil {
		m.Fatal(err)
	}
	f.args = factArgs(f.facts)
	return f
}

func (m *measured) months() {
	f := m.question()
	took := salestest.Median(m, 5, func() error { return f.trend(m.Context()) })
	of := salestest.Median(m, 3, m.count(foldedMonths+foldedGroups))
	m.report("activities of every rep and month by type", "the same aggregates by SQL over the best index", 1.0/20, took, of)
}

func (m *measured) stays() {
	f := m.question()
	took := salestest.Median(m, 3, func() error { return f.histogram(m.Context()) })
	of := salestest.Median(m, 3, m.count(`SELECT stage_id, avg(days), count(*) FROM (SELECT stage_id,
		julianday(lead(day) OVER (PARTITION BY deal_id ORDER BY seq)) - julianday(day) AS days FROM stage_moves) GROUP BY stage_id`))
	m.report("stage days over all history", "one window-function pass over the stage history", 1.0/20, took, of)
}

// outcomes measures what was won and lost by every rep in every month of all
// history, against the same counts by SQL.
func (m *measured) outcomes() {
	today := m.service.Today()
	first := today.Month().Add(-60)
	took := salestest.Median(m, 5, func() error {
		outcomes, err := m.store.Outcomes(m.Context(), first, today.Month(), today)
		if err != nil {
			return err
		}
		quotas, err := m.store.Quotas(m.Context(), first, today.Month())
		attained := map[outcomeKey]sales.Ratio{}
		for _, q := range quotas {
			if q.ProductID == "" && q.Measure == sales.MeasureMoney {
				attained[outcomeKey{q.Month, q.RepID}] = sales.Ratio{Den: float64(q.Value)}
			}
		}
		for _, o := range outcomes {
			key := outcomeKey{o.Month, o.RepID}
			attained[key] = sales.Ratio{Num: float64(o.Credited), Den: attained[key].Den}
		}
		return err
	})
	of := salestest.Median(m, 3, m.count(`SELECT o.*, q.value FROM (SELECT coalesce(h.rep_id, s.owner_id) AS rep, substr(s.entered, 1, 7) AS month, s.kind, count(*), sum(d.amount),
		sum(d.amount * coalesce(h.weight, 1) / coalesce((SELECT sum(weight) FROM deal_shares a WHERE a.deal_id = d.id), 1))
		FROM stays s JOIN deals d ON d.id = s.deal_id LEFT JOIN deal_shares h ON h.deal_id = d.id
		WHERE s.kind IN ('won', 'lost') AND s.left_on = ? GROUP BY 1, 2, 3) o
		LEFT JOIN quotas q ON q.month = o.month AND coalesce(q.rep_id, '') = coalesce(o.rep, '') AND coalesce(q.product_id, '') = '' AND q.measure = 'money'`, running))
	m.report("won, lost and attainment of every rep, all 60 months", "the same aggregates by SQL over the best index", 1.0/20, took, of)
}

// conversion measures the conversion between stages of the month in view,
// against one pass over all moves.
func (m *measured) conversion() {
	f := m.question()
	took := salestest.Median(m, 3, func() error { return f.stays(m.Context()) })
	of := salestest.Median(m, 3, m.count(`SELECT stage_id, next, count(*) FROM (SELECT stage_id,
		lead(stage_id) OVER (PARTITION BY deal_id ORDER BY seq) AS next FROM stage_moves) GROUP BY 1, 2`))
	m.report("conversion between stages, the month in view", "one window-function pass over the stage history", 1.0/20, took, of)
}

func (m *measured) tableFiltered() {
	q := sales.ActivityQuery{RepID: m.rep, Type: sales.Meeting, To: m.service.Today(), Limit: 200}
	took := salestest.Median(m, 5, func() error { return second(m.store.Activities(m.Context(), q)) })
	of := salestest.Median(m, 5, m.count("SELECT * FROM activities WHERE rep_id = ? AND type = 'meeting' AND day <= ? ORDER BY day DESC, at DESC, id DESC LIMIT 200",
		string(m.rep), q.To.String()))
	m.report("table of all activities: filter and sort", "the query alone", 1.5, took, of)
	took = salestest.Median(m, 5, func() error { return second(m.store.CountActivities(m.Context(), q)) })
	of = salestest.Median(m, 5, m.count("SELECT count(*) FROM activities WHERE rep_id = ? AND type = 'meeting' AND day <= ?", string(m.rep), q.To.String()))
	m.report("table of all activities: count what is filtered", "the query alone", 1.5, took, of)
}

func (m *measured) freeFilter() {
	const text = "Offer review"
	took := salestest.Median(m, 3, func() error {
		_, err := m.store.CountActivities(m.Context(), sales.ActivityQuery{Text: text})
		return err
	})
	of := salestest.Median(m, 3, m.count("SELECT count(*) FROM activities WHERE subject LIKE ? ESCAPE '\\' OR notes LIKE ? ESCAPE '\\'", "%"+text+"%", "%"+text+"%"))
	m.report("free filter", "plain driver running the same SQL", 1.3, took, of)
}

func (m *measured) tableOpen() {
	no := false
	q := sales.ActivityQuery{Planned: &no, To: m.service.Today(), Limit: 200}
	took := salestest.Median(m, 5, func() error {
		_, err := m.store.Activities(m.Context(), q)
		return err
	})
	of := salestest.Median(m, 5, m.count("SELECT * FROM activities WHERE planned = 0 AND day <= ? ORDER BY day DESC, at DESC, id LIMIT 200", q.To.String()))
	m.report("table of all activities: open", "the query alone", 1.5, took, of)
}

// insert is one plain insert, committed with synchronous=FULL.
func (m *measured) insert() time.Duration {
	file, err := os.Create(filepath.Join(m.TempDir(), "x"))
	if err != nil {
		m.Fatal(err)
	}
	_ = file.Close()
	db := writer(file.Name())
	defer db.Close()
	if _, err := db.ExecContext(m.Context(), "CREATE TABLE plain (id INTEGER PRIMARY KEY, text TEXT)"); err != nil {
		m.Fatal(err)
	}
	return salestest.Median(m, 21, func() error {
		_, err := db.ExecContext(m.Context(), "INSERT INTO plain (text) VALUES ('an activity, as plain as can be')")
		return err
	})
}

func (m *measured) backup() {
	n := 0
	took := salestest.Median(m, 1, func() error {
		n++
		return m.store.Backup(m.Context(), filepath.Join(m.TempDir(), fmt.Sprint("copy", n)))
	})
	of := salestest.Median(m, 1, func() error {
		from, err := os.Open(m.path)
		if err != nil {
			return err
		}
		defer from.Close()
		to, err := os.Create(filepath.Join(m.TempDir(), "plain"))
		if err != nil {
			return err
		}
		defer to.Close()
		if _, err := io.Copy(to, from); err != nil {
			return err
		}
		return to.Sync()
	})
	m.report("backup while in use", "copy and sync of the file", 3, took, of)
}
