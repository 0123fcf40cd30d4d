package app_test

import (
	"context"
	"fmt"
	"reflect"
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

// TestTheEarlyAgendaIsPartOfTheWhole holds what is shown first to what follows:
// the quota's figures and the next steps, of the team and each rep, in a month
// that runs and in one that was closed.
func TestTheEarlyAgendaIsPartOfTheWhole(t *testing.T) {
	service, ctx := newService(t), context.Background()
	if err := service.FillDemo(ctx, app.Demo{Reps: 4, Months: 13, Deals: 300, Activities: 6000, Seed: 1, Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	month := service.Today().Month()
	for m := month - 13; m < month; m++ {
		if err := service.CloseMonth(ctx, m); err != nil {
			t.Fatal(err)
		}
	}
	for _, scope := range []app.Scope{{Period: sales.MonthPeriod(month)}, {Period: sales.MonthPeriod(month - 1)}} {
		whole, early := ok(service.Agenda(ctx, scope)), ok(service.EarlyAgenda(ctx, scope))
		for _, rep := range append([]sales.RepMetrics{{}}, whole.Report.Reps...) {
			a, b := early.Of(rep.Rep.ID), whole.Of(rep.Rep.ID)
			if !reflect.DeepEqual([]any{a.Quota, a.Credited, a.Attainment, a.Gap, a.Surplus, a.ExpectedToDate, a.Pace, a.Band, a.Progress},
				[]any{b.Quota, b.Credited, b.Attainment, b.Gap, b.Surplus, b.ExpectedToDate, b.Pace, b.Band, b.Progress}) {
				t.Errorf("%s of %q: early %+v, whole %+v", scope.Period.Label, rep.Rep.Name, a, b)
			}
			of := scope
			of.RepID = rep.Rep.ID
			if a, b := ok(service.EarlyAgenda(ctx, of)), ok(service.Agenda(ctx, of)); !reflect.DeepEqual(a.Steps, b.Steps) || a.AsOf != b.AsOf || !reflect.DeepEqual(a.Reps, b.Reps) {
				t.Errorf("%s of %q: %d steps early, %d in the whole", scope.Period.Label, rep.Rep.Name, len(a.Steps), len(b.Steps))
			}
		}
	}
}

// TestTheFirstStepsSayWhatTheyAreAbout plans more than a day shows, all for
// one instant: those shown are ordered by what they are about.
func TestTheFirstStepsSayWhatTheyAreAbout(t *testing.T) {
	service, ctx := newService(t), context.Background()
	rep := ok(service.SaveRep(ctx, sales.Rep{Name: "Mina"}))
	for i := range app.MostSteps + 20 {
		deal := ok(service.CreateDeal(ctx, app.DealForm{Deal: sales.Deal{Name: fmt.Sprintf("deal %03d", 100-i), OwnerID: rep}}))
		day := service.Today()
		if i >= app.MostSteps+10 {
			day++
		}
		ok(service.PlanActivity(ctx, sales.Activity{RepID: rep, DealID: deal, Type: sales.Call, Direction: sales.Outbound, Day: day}))
	}
	steps := ok(service.EarlyAgenda(ctx, app.Scope{Period: sales.MonthPeriod(service.Today().Month())})).Steps
	if len(steps) != app.MostSteps+20 {
		t.Fatalf("%d steps", len(steps))
	}
	for i, step := range steps[:app.MostSteps] {
		if step.About == "" || i > 0 && step.About <= steps[i-1].About {
			t.Fatalf("step %d is about %q after %q", i, step.About, steps[max(0, i-1)].About)
		}
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
