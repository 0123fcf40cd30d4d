//go:build bench

package data

import (
	"os"
	"path/filepath"
	"slices"
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

func (m *measured) log() error { return m.logOn("") }

func (m *measured) logOn(deal sales.ID) error {
	today := m.service.Today()
	_, err := m.service.LogActivity(m.Context(), app.LogForm{
		Activity: sales.Activity{RepID: m.rep, Type: sales.Call, Direction: sales.Outbound, Outcome: sales.Conversation, Day: today, At: time.Now(), DealID: deal},
		NextType: sales.Call, NextSubject: "Again", NextDay: today.Add(3),
	})
	return err
}

// edit measures an edit and the figures of the month after it, and with the
// insights that come after them on the dashboard: an activity logged, one on a
// deal, and a deal won.
func (m *measured) edit() {
	period := sales.MonthPeriod(m.service.Today().Month())
	open, err := m.store.Deals(m.Context(), sales.DealQuery{Kind: sales.StageOpen})
	if err != nil {
		m.Fatal(err)
	}
	stages, err := m.store.Stages(m.Context())
	if err != nil {
		m.Fatal(err)
	}
	won := stages[slices.IndexFunc(stages, func(s sales.Stage) bool { return s.Kind == sales.StageWon })].ID
	n := 0
	next := func() sales.ID {
		n++
		return open[n%len(open)].ID
	}
	insert := m.insert()
	for _, edit := range []struct {
		name string
		do   func() error
	}{
		{"one edit", m.log},
		{"one activity on a deal", func() error { return m.logOn(next()) }},
		{"one deal won", func() error { return m.service.MoveDeal(m.Context(), app.MoveForm{DealID: next(), StageID: won}) }},
	} {
		dashboard := func(insights bool) func() error {
			return func() error {
				if err := edit.do(); err != nil {
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
		m.report(edit.name+", then the month's figures", "commit of one plain insert, FULL", 5, salestest.Median(m, 5, dashboard(false)), insert)
		m.report(edit.name+", then the dashboard with its insights", "commit of one plain insert, FULL", 5, salestest.Median(m, 3, dashboard(true)), insert)
	}
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
