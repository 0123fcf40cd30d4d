package app_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

const (
	orders = "Order No.,Customer,Order Date,Amount,Outcome\n900,Acme,2026-01-05,10,won\n901,Beta,2026-01-06,20,won\n"
	ladder = "Deal ID,Deal Name,Stage,Created,Close Date,Amount\n1,A,Scouting,2026-01-01,,10\n2,B,Fitting,2026-01-02,,20\n3,C,Proposal,2026-01-02,,20\n4,D,Closed Won,2026-01-02,2026-02-01,20\n"
)

// into imports a text with --create and an order of stages.
func into(t *testing.T, service *app.Service, kind importer.Kind, content string, stages ...string) app.ImportResult {
	t.Helper()
	return take(t, service, app.ImportForm{Source: importer.BytesSource("t.csv", []byte(content)), Kind: kind, Create: true, Stages: stages})
}

// process is the open stages with their chances to win.
func process(t *testing.T, service *app.Service) (names string, stages []sales.Stage) {
	t.Helper()
	all, err := service.Stages(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, stage := range all {
		if stage.Kind == sales.StageOpen {
			list, stages = append(list, stage.Name), append(stages, stage)
		}
	}
	return strings.Join(list, " "), stages
}

// TestUnusedStagesOfANewDatabaseGiveWay imports a pipeline of its own stages
// before and after orders that name none: the process is the same, and undo
// brings back what was there.
func TestUnusedStagesOfANewDatabaseGiveWay(t *testing.T) {
	first, second := newService(t), newService(t)
	result := into(t, first, importer.KindDeals, ladder)
	into(t, first, importer.KindDeals, orders)
	into(t, second, importer.KindDeals, orders)
	if names, _ := process(t, second); names != "Qualification Discovery Proposal Negotiation" {
		t.Fatalf("orders alone leave %s", names)
	}
	after := into(t, second, importer.KindDeals, ladder)
	if after.Process == nil || !slices.Equal(after.Process.Gone, []string{"Qualification", "Discovery", "Negotiation"}) || !slices.Equal(after.Process.Order, []string{"Scouting", "Fitting", "Proposal"}) {
		t.Errorf("said: %+v", after.Process)
	}
	if hashed(result.Process) != hashed(after.Process) {
		t.Errorf("one says %+v, the other %+v", result.Process, after.Process)
	}
	names, stages := process(t, first)
	others, more := process(t, second)
	for i := range stages {
		stages[i].ID, more[i].ID = "", ""
		for j := range stages[i].Criteria {
			stages[i].Criteria[j].ID, more[i].Criteria[j].ID = "", ""
		}
	}
	if names != "Scouting Fitting Proposal" || hashed(stages) != hashed(more) || stages[0].Probability != 0.25 || stages[2].Probability != 0.5 {
		t.Errorf("%s %+v, after orders %s %+v", names, stages, others, more)
	}
	if again := into(t, second, importer.KindDeals, ladder); again.Created+again.Updated != 0 || again.Process != nil {
		t.Errorf("once more: %+v", again)
	}
	if _, err := second.Undo(context.Background()); err != nil {
		t.Fatal(err)
	}
	if names, back := process(t, second); names != "Qualification Discovery Proposal Negotiation" || back[3].Position != 4 || len(back[0].Criteria) != 2 {
		t.Errorf("undone: %s", names)
	}
}

// TestAGivenOrderReplacesUnusedStages gives the order after orders came.
func TestAGivenOrderReplacesUnusedStages(t *testing.T) {
	service := newService(t)
	into(t, service, importer.KindDeals, orders)
	into(t, service, importer.KindDeals, ladder, "Proposal", "Fitting", "Scouting")
	if names, _ := process(t, service); names != "Proposal Fitting Scouting" {
		t.Error(names)
	}
	result := into(t, service, importer.KindDeals, "Deal ID,Deal Name,Stage\n9,Z,Handing over\n", "Scouting", "Handing over", "Fitting")
	if names, _ := process(t, service); names != "Proposal Scouting Handing over Fitting" || result.Process == nil {
		t.Error(names)
	}
}

// TestEditedStagesStay keeps a process that somebody chose, and puts new stages
// where their names say.
func TestEditedStagesStay(t *testing.T) {
	service := newService(t)
	stages, err := service.Stages(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	stages[0].DayLimit = 99
	if err := service.SaveProcess(context.Background(), stages); err != nil {
		t.Fatal(err)
	}
	result := into(t, service, importer.KindDeals, "Deal ID,Deal Name,Stage\n1,A,Qualified\n2,B,Demo\n3,C,Prospecting\n")
	names, open := process(t, service)
	if names != "Prospecting Qualification Qualified Discovery Demo Proposal Negotiation" || len(result.Process.Gone) > 0 {
		t.Errorf("%s, %+v", names, result.Process)
	}
	last := 0.0
	for _, stage := range open {
		if stage.Probability <= last {
			t.Errorf("%s: %v after %v", stage.Name, stage.Probability, last)
		}
		last = stage.Probability
	}
}

// TestNewStagesStandWhereTheHistoryPutsThem adds stages to a process in use whose
// names say nothing.
func TestNewStagesStandWhereTheHistoryPutsThem(t *testing.T) {
	service := newService(t)
	into(t, service, importer.KindDeals, "Deal ID,Deal Name,Stage,Created\n1,A,Blue,2026-01-01\n2,B,Green,2026-01-01\n3,C,Red,2026-01-01\n")
	into(t, service, importer.KindStageHistory, "deal,stage,at\n1,Red,2026-01-09\n1,Pink,2026-01-07\n2,Grey,2026-01-03\n2,Blue,2026-01-04\n1,Green,2026-01-05\n")
	if names, _ := process(t, service); names != "Grey Blue Green Pink Red" {
		t.Error(names)
	}
}

// TestStagesOfAHistoryDoNotGoByItsRows reads the rows of a history in two orders
// into new databases.
func TestStagesOfAHistoryDoNotGoByItsRows(t *testing.T) {
	for _, rows := range []string{
		"1,Red,2026-01-09\n1,Pink,2026-01-07\n1,Grey,2026-01-03\n",
		"1,Grey,2026-01-03\n1,Pink,2026-01-07\n1,Red,2026-01-09\n",
	} {
		service := newService(t)
		into(t, service, importer.KindDeals, "Deal ID,Deal Name,Created\n1,A,2026-01-01\n")
		into(t, service, importer.KindStageHistory, "deal,stage,at\n"+rows)
		if names, _ := process(t, service); names != "Grey Pink Red" {
			t.Error(names)
		}
	}
}

// hashed is a value as text, to compare.
func hashed(v any) string {
	content, _ := json.Marshal(v)
	return string(content)
}
