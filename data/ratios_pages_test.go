//go:build bench

package data

import (
	"os"
	"path/filepath"
	"time"

	"attain/app"
	"attain/app/sales"
	"attain/app/sales/salestest"
)

// pages measures the questions of pages without an edit before, against the
// commit of one insert: what counts is that they are flat in history.
func (m *measured) pages() {
	month := sales.MonthPeriod(m.service.Today().Month())
	scope := app.Scope{Period: month}
	insert := m.insert()
	for _, page := range []struct {
		name string
		ask  func() error
	}{
		{"board's deals", func() error { return second(m.service.Board(m.Context(), scope)) }},
		{"month's figures, facts kept", func() error { return second(m.service.Metrics(m.Context(), month, 0)) }},
		{"today, facts kept", func() error { return second(m.service.Agenda(m.Context(), scope)) }},
		{"insights, facts kept", func() error { return second(m.service.InsightView(m.Context(), scope)) }},
		{"leads, facts kept", func() error { return second(m.service.LeadList(m.Context(), scope)) }},
		{"month's figures, facts folded anew", func() error {
			m.store.folded.forget()
			return second(m.service.Metrics(m.Context(), month, 0))
		}},
	} {
		m.report(page.name, "commit of one plain insert, FULL", 100, salestest.Median(m, 3, page.ask), insert)
	}
}

func (m *measured) log() error {
	today := m.service.Today()
	_, err := m.service.LogActivity(m.Context(), app.LogForm{
		Activity: sales.Activity{RepID: m.rep, Type: sales.Call, Direction: sales.Outbound, Outcome: sales.Conversation, Day: today, At: time.Now()},
		NextType: sales.Call, NextSubject: "Again", NextDay: today.Add(3),
	})
	return err
}

// edit measures an activity logged and the figures of the month after it, and
// with the insights that come after them on the dashboard.
func (m *measured) edit() {
	period := sales.MonthPeriod(m.service.Today().Month())
	insert := m.insert()
	dashboard := func(insights bool) func() error {
		return func() error {
			if err := m.log(); err != nil {
				return err
			}
			figures, err := m.service.Metrics(m.Context(), period, 0)
			if err == nil && insights {
				_, err = m.service.Insights(m.Context(), figures)
			}
			return err
		}
	}
	if err := dashboard(true)(); err != nil { // the page is in view
		m.Fatal(err)
	}
	m.report("one edit, then the month's figures", "commit of one plain insert, FULL", 5, salestest.Median(m, 5, dashboard(false)), insert)
	m.report("one edit, then the dashboard with its insights", "commit of one plain insert, FULL", 5, salestest.Median(m, 3, dashboard(true)), insert)
}

func (m *measured) save() {
	file, err := os.Create(filepath.Join(m.TempDir(), "block"))
	if err != nil {
		m.Fatal(err)
	}
	defer file.Close()
	block := make([]byte, 4096)
	took := salestest.Medians(m, 201, m.log, func() error {
		if _, err := file.WriteAt(block, 0); err != nil {
			return err
		}
		return file.Sync()
	})
	m.report("save one activity with its next step", "4 KiB overwrite + sync", 2, took[0], took[1])
}
