package views

import (
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

func TestInitialsTellPeopleApart(t *testing.T) {
	for name, want := range map[string]string{"Grace Liu": "GL", "Grace": "G", "김민서": "민서", "남궁민수": "민수", "허준": "허준", "": ""} {
		if got := initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestACardLeavesOutTheAccountThatStandsBelow(t *testing.T) {
	for name, want := range map[string]string{
		"Acme / Printers": "Printers", "Acme: Printers": "Printers", "Acme | Printers": "Printers", "Acme — Printers": "Printers",
		"Acme": "Acme", "Acme /": "Acme /", "Printers": "Printers", "Acme (renewal)": "(renewal)",
	} {
		if got := shortName(name, "Acme"); got != want {
			t.Errorf("%q reads %q, want %q", name, got, want)
		}
	}
}

// pipelineAlone is a pipeline of an open, a stuck, a stageless, a won and a lost
// deal, by no window.
func pipelineAlone(d Deps) pipelineModel {
	today := d.Service.Today()
	deal := func(id, name, owner string, stage sales.ID, kind sales.StageKind, amount sales.Amount) sales.BoardDeal {
		deal := sales.BoardDeal{OwnerName: owner}
		deal.ID, deal.Name, deal.Account, deal.Stage, deal.Kind, deal.Amount, deal.HasAmount = sales.ID(id), name, "Hansung", stage, kind, amount, amount > 0
		deal.OwnerID, deal.Since = sales.ID(owner), today-10
		return deal
	}
	open, stuck, bare := deal("1", "Cranes", "Ann Lee", "s1", sales.StageOpen, 100_00), deal("2", "Lifts", "Bo", "s1", sales.StageOpen, 300_00), deal("3", "Ropes", "Bo", "", sales.StageOpen, 0)
	won, lost := deal("4", "Hooks", "Ann Lee", "w", sales.StageWon, 500_00), deal("5", "Belts", "Bo", "l", sales.StageLost, 50_00)
	open.ExpectedClose, open.NextStep, open.NextDue, open.Lines = today+3, true, today+1, []sales.Line{{ProductID: "p"}}
	stuck.ExpectedClose, stuck.NextStep, stuck.NextDue = today+90, true, today-1
	lost.Reason = "Price"
	return pipelineModel{text: d.Text, format: d.Format, period: sales.MonthPeriod(today.Month()), data: &app.Pipeline{
		AsOf: today, Deals: []sales.BoardDeal{open, stuck, bare, won, lost},
		Stages:  []sales.Stage{{ID: "s1", Name: "Propose", Kind: sales.StageOpen, Probability: 0.5, Criteria: []sales.Check{{Text: "Budget"}}}, {ID: "w", Name: "Won", Kind: sales.StageWon}, {ID: "l", Name: "Lost", Kind: sales.StageLost}},
		Judged:  map[sales.ID]sales.Judgement{"2": {Stuck: true, Neglected: true, Overdue: true}},
		Chances: map[sales.ID]float64{"1": 0.4, "2": 0.1}, Products: map[sales.ID]string{"p": "Crane"},
		Reps: []sales.Rep{{ID: "Ann Lee", Name: "Ann Lee"}, {ID: "Bo", Name: "Bo"}, {ID: "z", Name: "Zoe", Left: today - 1}}, Report: &sales.Report{},
	}}
}

func dealIDs(deals []sales.BoardDeal) string {
	ids := ""
	for _, deal := range deals {
		ids += string(deal.ID)
	}
	return ids
}

func TestTheFilterOfTheBoardNarrows(t *testing.T) {
	m := pipelineAlone(alone(t, "en"))
	for want, filter := range map[string]pipelineFilter{
		"12345": {}, "1": {Product: "p"}, "14": {Text: " ann "}, "2": {Stuck: true}, "235": {Text: "bo"}, "": {Text: "nobody"},
	} {
		if got := dealIDs(m.deals(filter)); got != want {
			t.Errorf("%+v lets %q through, want %q", filter, got, want)
		}
	}
	if got := dealIDs(m.deals(pipelineFilter{Due: true})) + " " + dealIDs(m.deals(pipelineFilter{Neglected: true})) + " " + dealIDs(m.open(pipelineFilter{})); got != "1 2 123" {
		t.Errorf("due, neglected and open are %s", got)
	}
}

func TestAColumnOfTheBoardSumsItsDeals(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := pipelineAlone(d)
		columns := m.columns(pipelineFilter{})
		if len(columns) != 4 || columns[0].ID != noStage || columns[0].Title != d.Text("views.pipeline.noStage") || columns[1].Count != "2" {
			t.Fatalf("the columns are %+v", columns)
		}
		want := d.Text("views.pipeline.sum", "Sum", d.Format.Short(400_00), "Weighted", d.Format.ShortBare(200_00))
		if columns[1].Subtitle != want || !slices.Equal(columns[1].Criteria, []string{"Budget"}) || columns[2].Role != widgets.RoleWon || columns[3].Role != widgets.RoleLost {
			t.Errorf("the columns are %+v, want %q", columns[1:], want)
		}
		total := m.total(m.open(pipelineFilter{}))
		if total[1] != d.Text("views.pipeline.total.sum", "Sum", d.Format.Money(400_00)) || total[2] != d.Text("views.pipeline.total.weighted", "Weighted", d.Format.Rounded(200_00)) {
			t.Errorf("in all it says %q", total)
		}
	})
}

func TestACardSaysWhatADealNeeds(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m, today := pipelineAlone(d), d.Service.Today()
		deals := m.data.Deals
		open, stuck, bare, won, lost := m.card(deals[0]), m.card(deals[1]), m.card(deals[2]), m.card(deals[3]), m.card(deals[4])
		if open.Initials != "AL" || open.Age != d.Text("views.pipeline.days", "Days", "10") || open.NextStep != d.Text("views.pipeline.nextDue", "Day", d.Format.Day(today+1, today)) || open.Urgent != widgets.RoleNone || len(open.Badges) != 0 {
			t.Errorf("an open deal's card says %+v", open)
		}
		badges := []widgets.Tag{{Role: widgets.RoleStuck, Text: d.Text("views.pipeline.stuck")}, {Role: widgets.RoleBehind, Text: d.Text("views.pipeline.neglected")}, {Role: widgets.RoleOffTrack, Text: d.Text("views.pipeline.overdue")}}
		if !slices.Equal(stuck.Badges, badges) || stuck.Urgent != widgets.RoleOffTrack || stuck.AgeRole != widgets.RoleStuck {
			t.Errorf("a stuck deal's card says %+v", stuck)
		}
		if bare.Amount != none || bare.NextStep != d.Text("views.pipeline.noNextStep") || bare.Urgent != widgets.RoleBehind {
			t.Errorf("a bare deal's card says %+v", bare)
		}
		if won.Strip != widgets.RoleWon || lost.Strip != widgets.RoleLost || !strings.HasSuffix(lost.NextStep, " · Price") || len(won.Badges) != 0 {
			t.Errorf("closed deals' cards say %+v and %+v", won, lost)
		}
	})
}
