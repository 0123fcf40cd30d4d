package app_test

import (
	"context"
	"slices"
	"testing"

	"attain/app"
	"attain/app/sales"
)

func TestTheAgendaListsWhatIsDueAndWhoNeedsSomebody(t *testing.T) {
	service, ctx := newService(t), context.Background()
	if err := service.FillDemo(ctx, app.Demo{Reps: 4, Months: 13, Deals: 300, Activities: 3000, Seed: 1, Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	scope := app.Scope{Period: sales.MonthPeriod(service.Today().Month())}
	team, err := service.Agenda(ctx, scope)
	if err != nil {
		t.Fatal(err)
	}
	if len(team.Steps) == 0 || len(team.Needs) == 0 {
		t.Fatalf("the team's day has %d steps and %d deals that need somebody", len(team.Steps), len(team.Needs))
	}
	if !slices.IsSortedFunc(team.Steps, func(a, b app.Step) int { return a.Activity.Day.Sub(b.Activity.Day) }) {
		t.Error("the steps are not in order of their days")
	}
	worth := func(n app.DealNeed) float64 { return n.Chance * float64(n.Deal.Amount) }
	for i, need := range team.Needs {
		if !need.Closing && need.Judged == (sales.Judgement{}) {
			t.Errorf("%s needs nobody", need.Deal.Name)
		}
		if i > 0 && worth(need) > worth(team.Needs[i-1]) {
			t.Errorf("%s stands below a deal that is worth less", need.Deal.Name)
		}
	}
	if got, want := len(team.Silent), len(team.Report.Team.GiveUp.AboutToBeGivenUp); got != want {
		t.Errorf("%d are about to be given up, the metric has %d", got, want)
	}
	var steps, needs, silent int
	for _, rep := range team.Report.Reps {
		scope.RepID = rep.Rep.ID
		own, err := service.Agenda(ctx, scope)
		if err != nil {
			t.Fatal(err)
		}
		steps, needs, silent = steps+len(own.Steps), needs+len(own.Needs), silent+len(own.Silent)
	}
	if steps != len(team.Steps) || needs != len(team.Needs) || silent != len(team.Silent) {
		t.Errorf("the reps have %d steps, %d deals and %d silent; the team %d, %d and %d", steps, needs, silent, len(team.Steps), len(team.Needs), len(team.Silent))
	}
}

func TestInsightsAreFoundInFiguresMeasuredBefore(t *testing.T) {
	service, ctx := newService(t), context.Background()
	if err := service.FillDemo(ctx, app.Demo{Reps: 8, Months: 14, Deals: 900, Activities: 9000, Seed: 1, Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	figures, err := service.Metrics(ctx, sales.MonthPeriod(service.Today().Month()), 0)
	if err != nil {
		t.Fatal(err)
	}
	found, err := service.Insights(ctx, figures)
	if err != nil {
		t.Fatal(err)
	}
	if found.Tested == 0 || len(found.Team()) == 0 {
		t.Errorf("%d comparisons tested, %d insights of the team", found.Tested, len(found.Team()))
	}
}
