package sales_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"testing"

	"attain/app/sales"
	"attain/app/sales/salestest"
)

// publicTable reads a table of the public data as rows by column name, or
// skips the test.
func publicTable(t *testing.T, name string) []map[string]string {
	t.Helper()
	file, err := os.Open(salestest.PublicFile(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var table []map[string]string
	for _, row := range rows[1:] {
		record := map[string]string{}
		for i, column := range rows[0] {
			record[column] = row[i]
		}
		table = append(table, record)
	}
	return table
}

// columns names the fields of a deals table.
type columns struct{ id, rep, created, closed, outcome, amount string }

// publicWorld is the deals of a table as an import of it makes them: history
// of creation and close alone, in no known stage.
func publicWorld(t *testing.T, name string, c columns) *world {
	t.Helper()
	w := newWorld()
	seen := map[string]bool{}
	for _, row := range publicTable(t, name) {
		if !seen[row[c.rep]] {
			seen[row[c.rep]] = true
			w.reps = append(w.reps, sales.Rep{ID: sales.ID(row[c.rep]), Name: row[c.rep]})
		}
		created, err := sales.ParseDay(row[c.created])
		if err != nil {
			t.Fatal(err)
		}
		deal := &sales.Deal{ID: sales.ID(row[c.id]), Name: row[c.id], OwnerID: sales.ID(row[c.rep]), Created: created}
		if major, err := strconv.ParseInt(row[c.amount], 10, 64); err == nil {
			amount := sales.Amount(major * 100)
			deal.Amount = &amount
		}
		w.deals[deal.ID] = deal
		w.moves[deal.ID] = []sales.Move{{DealID: deal.ID, Seq: 1, Day: created, OwnerID: deal.OwnerID}}
		closed, err := sales.ParseDay(row[c.closed])
		if err != nil {
			t.Fatal(err)
		}
		if outcome := row[c.outcome]; closed.Known() && (outcome == "Won" || outcome == "Lost") {
			stage := map[string]sales.ID{"Won": "sales.stage.won", "Lost": "sales.stage.lost"}[outcome]
			w.moves[deal.ID] = append(w.moves[deal.ID], sales.Move{DealID: deal.ID, Seq: 2, Day: closed, StageID: stage, OwnerID: deal.OwnerID})
		}
	}
	return w
}

type publicHistory struct {
	columns columns
	first   sales.Month
	months  int
}

// publicHistories are the files with won and lost deals, and the months held
// against the forecast.
func publicHistories() map[string]publicHistory {
	return map[string]publicHistory{
		"skygeni_deals/sales_data.csv": {columns{"deal_id", "sales_rep_id", "created_date", "closed_date", "outcome", "deal_amount"}, sales.MonthOf(2023, 7), 9},
		"maven_crm/sales_pipeline.csv": {columns{"opportunity_id", "sales_agent", "engage_date", "close_date", "deal_stage", "close_value"}, sales.MonthOf(2017, 7), 6},
	}
}

func TestBacktestOnPublicData(t *testing.T) {
	for name, test := range publicHistories() {
		t.Run(name, func(t *testing.T) {
			w := publicWorld(t, name, test.columns)
			r, err := sales.Backtest(replay(w), monthsFrom(test.first, test.months))
			if err != nil {
				t.Fatal(err)
			}
			t.Log("\n" + r.Table(catalogue(t, "en")))
			for _, e := range r.Errors {
				if e.Forecast >= e.Error {
					t.Errorf("on day %d the forecast is off by %.3f, %s by %.3f", e.Day, e.Forecast, e.Baseline, e.Error)
				}
			}
			if *r.Brier >= *r.BrierBase || r.Pseudo != r.Cases || r.Cases == 0 {
				t.Errorf("Brier score %.3f against %.3f, %d of %d pseudo", *r.Brier, *r.BrierBase, r.Pseudo, r.Cases)
			}
		})
	}
}

// orders leaves of a world what a list of orders tells: what was won and when.
func orders(w *world) *world {
	for id := range w.deals {
		moves := w.moves[id]
		last := moves[len(moves)-1]
		if last.StageID != "sales.stage.won" {
			delete(w.deals, id)
			delete(w.moves, id)
			continue
		}
		last.Seq = 1
		w.deals[id].Created = 0
		w.moves[id] = []sales.Move{last}
	}
	return w
}

// Who brings nothing but orders is told what the orders tell, over all days
// better than by any of the baselines.
func TestBacktestOfOrdersAlone(t *testing.T) {
	for name, test := range publicHistories() {
		t.Run(name, func(t *testing.T) {
			r, err := sales.Backtest(replay(orders(publicWorld(t, name, test.columns))), monthsFrom(test.first, test.months))
			if err != nil {
				t.Fatal(err)
			}
			t.Log("\n" + r.Table(catalogue(t, "en")))
			for _, e := range r.Errors {
				if e.Day == 0 && e.Forecast >= e.Error {
					t.Errorf("the forecast is off by %.3f, %s by %.3f", e.Forecast, e.Baseline, e.Error)
				}
			}
			if *r.Brier >= *r.BrierBase {
				t.Errorf("Brier score %.3f against %.3f", *r.Brier, *r.BrierBase)
			}
		})
	}
}
