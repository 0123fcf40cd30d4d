package views

import (
	"slices"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// accountAlone is a customer with an open, two won and a lost deal and a lead.
func accountAlone(d Deps) accountModel {
	today := d.Service.Today()
	return accountModel{
		deps: d, stages: map[sales.ID]sales.Stage{"s": {ID: "s", Name: "Proposal"}}, reps: map[sales.ID]string{"x": "Ann"},
		detail: &app.AccountDetail{
			Account: sales.Account{ID: "a", Name: "Hansung", Industry: "Steel"}, RepID: "x",
			Deals: []sales.DealFact{
				{ID: "1", Name: "Open", Kind: sales.StageOpen, Stage: "s", OwnerID: "x", ExpectedClose: today + 3, HasAmount: true, Amount: 100_00},
				{ID: "2", Name: "Won", Kind: sales.StageWon, Since: today - 9, HasAmount: true, Amount: 200_00},
				{ID: "3", Name: "Won too", Kind: sales.StageWon, Since: today - 19, HasAmount: true, Amount: 300_00},
				{ID: "4", Name: "Lost", Kind: sales.StageLost, Since: today - 29},
			},
			Leads:      []sales.Lead{{ID: "l", Name: "Park", RepID: "x", Source: "Fair", Created: today - 1, Status: sales.LeadQualified}},
			Activities: []sales.Activity{{ID: "c", Type: sales.Call, Day: today, Subject: "Hello", DealID: "1", Outcome: sales.Conversation}, {ID: "p", Type: sales.Mail, Day: today - 1, Planned: true}},
		},
	}
}

func TestAnAccountSumsItsDealsByHowTheyEnded(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := accountAlone(d)
		want := []fact{
			{name: d.Text("views.account.industry"), value: "Steel"},
			{name: d.Text("views.account.region"), value: none},
			{name: d.Text("views.account.open"), value: d.Format.Count(1) + " · " + d.Format.Rounded(100_00), opens: "open"},
			{name: d.Text("views.account.won"), value: d.Format.Count(2) + " · " + d.Format.Rounded(500_00), opens: "won"},
			{name: d.Text("views.account.lost"), value: d.Format.Count(1) + " · " + d.Format.Rounded(0), opens: "lost"},
		}
		if got := m.facts(); !slices.Equal(got, want) {
			t.Errorf("the facts are %+v, want %+v", got, want)
		}
		if got := m.dealsOf(sales.StageWon); !slices.Equal(got, []sales.ID{"2", "3"}) {
			t.Errorf("won are %v", got)
		}
		m.detail.Deals = m.detail.Deals[:2]
		if lost := m.facts()[4]; lost.value != none || lost.opens != "" {
			t.Errorf("without a lost deal it says %+v", lost)
		}
	})
}

func TestAnAccountsRowsSayWhatBecameOfThem(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m, today := accountAlone(d), d.Service.Today()
		want := []accountLine{
			{"1", "Open", d.Format.Day(today+3, today) + " · Ann", d.Format.Money(100_00), widgets.Tag{Text: "Proposal", Role: widgets.RoleAccent}},
			{"2", "Won", d.Format.Day(today-9, today), d.Format.Money(200_00), widgets.Tag{Text: d.Text("views.pipeline.noStage"), Role: widgets.RoleWon}},
			{"3", "Won too", d.Format.Day(today-19, today), d.Format.Money(300_00), widgets.Tag{Text: d.Text("views.pipeline.noStage"), Role: widgets.RoleWon}},
			{"4", "Lost", d.Format.Day(today-29, today), d.Text("views.deal.noAmount"), widgets.Tag{Text: d.Text("views.pipeline.noStage"), Role: widgets.RoleLost}},
		}
		if got := m.deals(); !slices.Equal(got, want) {
			t.Errorf("the deals are %+v, want %+v", got, want)
		}
		lead := accountLine{"l", "Park", "Fair · Ann", d.Format.Day(today-1, today), widgets.Tag{Text: d.Text("views.leads.status.qualified"), Role: widgets.RoleWon}}
		if got := m.leads(); len(got) != 1 || got[0] != lead {
			t.Errorf("the leads are %+v, want %+v", got, lead)
		}
		moments := m.timeline()
		call, step := d.Text("views.log.type.call")+" · "+d.Text("views.log.outcome.conversation"), d.Text("views.deal.overdueStep", "Type", d.Text("views.log.type.mail"))
		if moments[0].Title != call || moments[0].Text != "Hello · Open" || moments[1].Title != step || moments[1].Role != widgets.RoleOffTrack {
			t.Errorf("the timeline is %+v", moments)
		}
	})
}

// TestAnActivityOfAnAccountIsAboutItsOnlyOpenDeal takes none of two.
func TestAnActivityOfAnAccountIsAboutItsOnlyOpenDeal(t *testing.T) {
	m := accountAlone(alone(t, "en"))
	if a := m.logForm().Activity; a.DealID != "1" || a.AccountID != "a" || a.RepID != "x" {
		t.Errorf("logged is %+v", a)
	}
	m.detail.Deals[1].Kind = sales.StageOpen
	if a := m.logForm().Activity; a.DealID != "" || a.AccountID != "a" {
		t.Errorf("with two open deals logged is %+v", a)
	}
}
