package views

import (
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// dealAlone is an open deal in its second stage.
func dealAlone(d Deps) dealModel {
	today := d.Service.Today()
	return dealModel{
		deps: d, today: today, reps: map[sales.ID]string{"x": "Ann", "y": "Bo"},
		stages: []sales.Stage{
			{ID: "s0", Name: "Old", Kind: sales.StageOpen, Archived: true},
			{ID: "s1", Name: "Qualify", Kind: sales.StageOpen},
			{ID: "s2", Name: "Propose", Kind: sales.StageOpen, Criteria: []sales.Check{{ID: "c1", Text: "Budget"}, {ID: "c2", Text: "Date"}}},
			{ID: "sw", Name: "Won", Kind: sales.StageWon},
			{ID: "sl", Name: "Lost", Kind: sales.StageLost},
		},
		detail: &app.DealDetail{
			Deal:     sales.Deal{ID: "d", Name: "Cranes", OwnerID: "x", Created: today - 40, ExpectedClose: today + 20, Checked: []sales.ID{"c2"}},
			Fact:     sales.DealFact{Stage: "s2", Kind: sales.StageOpen, Touches: 3},
			Account:  sales.Account{ID: "a", Name: "Hansung"},
			Products: map[sales.ID]string{"p": "Crane"}, Chance: 0.4,
		},
	}
}

func factOf(t *testing.T, facts []fact, name string) fact {
	t.Helper()
	at := slices.IndexFunc(facts, func(f fact) bool { return f.name == name })
	if at < 0 {
		t.Fatalf("no fact %q among %+v", name, facts)
	}
	return facts[at]
}

func TestADealsFactsSayWhatOpens(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := dealAlone(d)
		facts := m.facts()
		want := []fact{
			{name: d.Text("views.deal.nextStep"), value: d.Text("views.pipeline.noNextStep"), opens: factStep, role: widgets.RoleBehind},
			{name: d.Text("views.deal.winChance"), value: d.Format.Percent(&m.detail.Chance), opens: factChance},
			{name: d.Text("views.deal.account"), value: "Hansung", opens: factAccount},
			{name: d.Text("views.deal.rep"), value: "Ann"},
			{name: d.Text("views.deal.created"), value: d.Format.Day(m.today-40, m.today)},
			{name: d.Text("views.deal.expected"), value: d.Format.Day(m.today+20, m.today)},
			{name: d.Text("views.deal.followUps"), value: d.Format.Count(2), opens: factFollowUps},
			{name: d.Text("views.deal.source"), value: none},
		}
		if !slices.Equal(facts, want) {
			t.Errorf("the facts are %+v, want %+v", facts, want)
		}
		m.detail.Account = sales.Account{}
		m.detail.Fact.Touches = 0
		if account := factOf(t, m.facts(), d.Text("views.deal.account")); account.value != none || account.opens != "" {
			t.Errorf("of no customer it says %+v", account)
		}
		if follow := factOf(t, m.facts(), d.Text("views.deal.followUps")); follow.value != d.Format.Count(0) {
			t.Errorf("never touched it says %+v", follow)
		}
		m.detail.Fact.Stage, m.detail.Fact.Since, m.detail.Deal.Reason = "sl", m.today-2, "Price"
		closed := m.facts()
		if closed[0].opens == factStep || factOf(t, closed, "Lost").value != d.Format.Day(m.today-2, m.today) || factOf(t, closed, d.Text("views.deal.reason")).value != "Price" {
			t.Errorf("lost, its facts are %+v", closed)
		}
	})
}

func TestTheNextStepOfADeal(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := dealAlone(d)
		m.detail.Deal.NextStep = "Call back"
		if got := m.stepFact(); got.value != d.Text("views.pipeline.nextStep") || got.opens != "" || got.role != widgets.RoleNone {
			t.Errorf("of words alone it says %+v", got)
		}
		m.detail.Activities = []sales.Activity{
			{ID: "3", Type: sales.Call, Day: m.today + 5, Planned: true}, {ID: "2", Type: sales.Mail, Day: m.today + 1, Planned: true, Subject: "Offer"}, {ID: "1", Type: sales.Call, Day: m.today - 9},
		}
		want := d.Format.Day(m.today+1, m.today) + " · " + d.Text("views.log.type.mail") + " · Offer"
		if got := m.stepFact(); got.value != want || got.opens != factStep || got.role != widgets.RoleNone {
			t.Errorf("it says %+v, want %q", got, want)
		}
		m.detail.Activities[1].Day = m.today - 1
		if got := m.stepFact(); got.role != widgets.RoleOffTrack {
			t.Errorf("overdue it says %+v", got)
		}
	})
}

func TestTheChanceOfADealSaysWhatItRestsOn(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := dealAlone(d)
		if got := m.chanceWords(); !slices.Equal(got, []string{d.Text("views.deal.chance.all")}) {
			t.Errorf("of no basis it says %q", got)
		}
		for _, c := range []struct {
			basis sales.ChanceBasis
			lines int
			has   string
		}{
			{sales.ChanceBasis{Won: 7, Decided: 19}, 2, "19"},
			{sales.ChanceBasis{Won: 7, Decided: 19, Running: 41}, 3, "41"},
			{sales.ChanceBasis{Won: 1, Decided: 2, Running: 3, Few: true, Prior: 0.61}, 4, "61%"},
		} {
			m.detail.Basis = &c.basis
			words := m.chanceWords()
			named(t, words...)
			if len(words) != c.lines || !strings.Contains(strings.Join(words, "\n"), c.has) || !strings.Contains(words[len(words)-1], "40%") {
				t.Errorf("of %+v it says %q", c.basis, words)
			}
		}
	})
}

func TestAClosedDealReopensWhereItWasClosed(t *testing.T) {
	m := dealAlone(alone(t, "en"))
	for last, want := range map[sales.ID]sales.ID{"s2": "s2", "s0": "s1", "": "s1"} {
		m.detail.Fact.LastStage = last
		if got := m.reopenIn(); got != want {
			t.Errorf("closed in %q it reopens in %q, want %q", last, got, want)
		}
	}
}

func TestADealsProductsSplitAndChecks(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := dealAlone(d)
		m.detail.Lines = []sales.Line{{ProductID: "p", Units: 2, Amount: 50_00}, {Units: 1, Amount: 10_00}}
		m.detail.Shares = []sales.Share{{RepID: "x", Weight: 3}, {RepID: "y", Weight: 1}}
		lines := m.products()
		if lines[0].name != d.Text("views.deal.products") || lines[1].name != "" || !strings.Contains(lines[0].value, "Crane") || !strings.Contains(lines[1].value, d.Text("views.dealform.noProduct")) {
			t.Errorf("the products are %+v", lines)
		}
		if got := factOf(t, m.facts(), d.Text("views.deal.split")).value; got != "Ann 75%, Bo 25%" {
			t.Errorf("it is split %q", got)
		}
		if got := m.checks(); !slices.Equal(got, []widgets.Check{{ID: "c1", Text: "Budget"}, {ID: "c2", Text: "Date", Done: true}}) {
			t.Errorf("the checks are %+v", got)
		}
		m.detail.Fact.Stage = "gone"
		if got := m.stage(); got.Name != d.Text("views.pipeline.noStage") || len(m.checks()) != 0 {
			t.Errorf("of an unknown stage it says %+v", got)
		}
	})
}

func TestADealsTimelineHasWhatIsPlannedFirst(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := dealAlone(d)
		m.detail.Activities = []sales.Activity{
			{ID: "c", Type: sales.Call, Day: m.today - 3, Subject: "Hi", Notes: "long"}, {ID: "p", Type: sales.Mail, Day: m.today + 2, Planned: true}, {ID: "f", Type: sales.Call, Day: m.today - 30},
		}
		m.detail.Moves = []sales.Move{{Day: m.today - 40}, {Day: m.today - 20, StageID: "s2"}}
		m.detail.Adjustments = []sales.Adjustment{{Day: m.today - 1, Amount: -5_00, Reason: "Refund"}}
		want := []string{
			d.Text("views.deal.plannedStep", "Type", d.Text("views.log.type.mail")), d.Text("views.deal.adjusted", "Amount", d.Format.Money(-5_00)),
			d.Text("views.log.type.call"), d.Text("views.deal.moved", "Stage", "Propose"), d.Text("views.log.type.call"), d.Text("views.deal.opened"),
		}
		moments := m.timeline()
		got := make([]string, len(moments))
		for i, moment := range moments {
			got[i] = moment.Title
		}
		if !slices.Equal(got, want) || moments[2].Text != "Hi\nlong" || moments[1].Role != widgets.RoleBehind {
			t.Errorf("the timeline is %q, want %q", got, want)
		}
		if ids := m.followUps(); !slices.Equal(ids, []sales.ID{"c"}) {
			t.Errorf("the follow-ups are %v", ids)
		}
	})
}

// TestADealsTimelineBeginsWithItsLead: what was done with the lead is told, and
// is no follow-up of the deal.
func TestADealsTimelineBeginsWithItsLead(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := dealAlone(d)
		m.detail.Activities = []sales.Activity{{ID: "c", Type: sales.Call, Day: m.today - 3}}
		m.detail.Before = []sales.Activity{{ID: "m", Type: sales.Mail, Day: m.today - 9, Subject: "Hello"}}
		m.detail.Leads = []sales.Lead{{Name: "Ada", Decided: m.today - 5}}
		m.detail.Moves = []sales.Move{{Day: m.today - 5}}
		want := []string{
			d.Text("views.log.type.call"), d.Text("views.deal.opened"), d.Text("views.deal.fromLead", "Lead", "Ada"),
			d.Text("views.log.type.mail") + " · " + d.Text("views.deal.asLead"),
		}
		var got []string
		for _, moment := range m.timeline() {
			got = append(got, moment.Title)
		}
		if !slices.Equal(got, want) {
			t.Errorf("the timeline is %q, want %q", got, want)
		}
		if ids := m.followUps(); len(ids) != 0 {
			t.Errorf("the follow-ups are %v", ids)
		}
	})
}

func TestWhatIsEmptyIsLeftOutBetweenDots(t *testing.T) {
	for want, words := range map[string][]string{"": {"", ""}, "a": {"", "a", ""}, "a · b": {"a", "", "b"}} {
		if got := joined(words...); got != want {
			t.Errorf("%q is %q", words, got)
		}
	}
}
