//go:build bench

package data

import (
	"path/filepath"
	"testing"
	"time"

	"attain/app"
	"attain/app/sales"
	"attain/app/sales/salestest"
)

// years measures what a page's questions cost on the same team with more years
// behind it, against the team with one year: what lies before the history that
// a page looks at must cost nothing.
func years(t *testing.T) {
	const window = 13 // months that a page looks back
	limits := map[string]time.Duration{}
	for _, years := range []int{1, 5, 10} {
		m := &measured{T: t, scale: years, path: filepath.Join(t.TempDir(), "team.db")}
		var err error
		if m.store, err = Open(t.Context(), m.path, Options{}); err != nil {
			t.Fatal(err)
		}
		m.service = app.New(m.store, app.Options{
			Now: options().Now, Who: "bench",
			Text: func(string) sales.Text { return func(key string, _ ...any) string { return key } },
		})
		if err := m.service.FillDemo(t.Context(), app.Demo{Reps: 10, Months: window + 12*years, Seed: 1, Lang: "en"}); err != nil {
			t.Fatal(err)
		}
		m.decideOld(m.service.Today().Month().Add(-window).First())
		scope := app.Scope{Period: sales.MonthPeriod(m.service.Today().Month())}
		anew := func(ask func() error) func() error {
			return func() error {
				m.store.folded.forget()
				return ask()
			}
		}
		for _, page := range []struct {
			name string
			ask  func() error
		}{
			{"dashboard, folded anew", anew(func() error { return second(m.service.Metrics(m.Context(), scope.Period, 0)) })},
			{"board", func() error { return second(m.service.Board(m.Context(), scope)) }},
			{"today, folded anew", anew(func() error { return second(m.service.Agenda(m.Context(), scope)) })},
		} {
			took := salestest.Median(m, 7, page.ask)
			if years == 1 {
				limits[page.name] = took
			}
			m.report(page.name+": 1, 5, 10 years of history before what it shows", "the same with 1 year", 1.1, took, limits[page.name])
		}
		closeStore(t, m.store)
	}
}

// decideOld disqualifies the leads that the sample team has left undecided
// since before a day: they would be work that is left, more each year, and no
// history.
func (m *measured) decideOld(day sales.Day) {
	leads, err := m.store.Leads(m.Context(), sales.LeadQuery{})
	if err != nil {
		m.Fatal(err)
	}
	_, err = m.store.Write(m.Context(), "bench", "test.decide", func(tx sales.Tx) error {
		for _, lead := range leads {
			if (lead.Status == sales.LeadNew || lead.Status == sales.LeadWorking) && lead.Created < day {
				lead.Status, lead.Decided = sales.LeadDisqualified, lead.Created.Add(30)
				if err := tx.Put(m.Context(), &lead); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		m.Fatal(err)
	}
}
