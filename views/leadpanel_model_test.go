package views

import (
	"maps"
	"slices"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

func TestALeadsPanelSaysWhatItIs(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		today := d.Service.Today()
		m := leadModel{d, &app.LeadDetail{Rep: "Ann", Lead: sales.Lead{
			Name: "Park", Company: "Hansung", Created: today - 5, Touches: 3, Status: sales.LeadWorking, Attributes: map[string]string{"size": "50", "industry": "Steel"},
		}}}
		want := []fact{
			{name: d.Text("views.leads.column.company"), value: "Hansung"},
			{name: d.Text("views.leads.column.source"), value: none},
			{name: d.Text("views.leads.column.rep"), value: "Ann"},
			{name: d.Text("views.leads.column.created"), value: d.Format.Day(today-5, today)},
			{name: d.Text("views.leads.column.touches"), value: "3"},
			{name: "industry", value: "Steel"},
			{name: "size", value: "50"},
		}
		if got := m.facts(); !slices.Equal(got, want) {
			t.Errorf("the facts are %+v, want %+v", got, want)
		}
		m.detail.AccountID, m.detail.Lead.Decided, m.detail.Lead.Reason = "a", today-1, "Price"
		facts := m.facts()
		if facts[0].opens != factAccount || factOf(t, facts, d.Text("views.leads.decided")).value != d.Format.Day(today-1, today) || factOf(t, facts, d.Text("views.deal.reason")).value != "Price" {
			t.Errorf("decided, the facts are %+v", facts)
		}
		if got := m.tags(); !slices.Equal(got, []widgets.Tag{{Text: d.Text("views.leads.status.working"), Role: widgets.RoleAccent}}) {
			t.Errorf("the badges are %+v", got)
		}
		m.detail.Scored, m.detail.Score = true, 1
		if got := m.tags(); len(got) != 2 || got[1].Text != d.Text("views.leads.fit.good") {
			t.Errorf("scored, the badges are %+v", got)
		}
	})
}

func TestALeadIsDecidedOnce(t *testing.T) {
	for status, want := range map[sales.LeadStatus]bool{sales.LeadNew: true, sales.LeadWorking: true, sales.LeadQualified: false, sales.LeadDisqualified: false} {
		if got := (leadModel{detail: &app.LeadDetail{Lead: sales.Lead{Status: status}}}).undecided(); got != want {
			t.Errorf("%s can be decided: %v", status, got)
		}
	}
}

func TestAttributesAreLines(t *testing.T) {
	all := map[string]string{"size": "50", "industry": "Health: care"}
	lines := attributeLines(all)
	if lines != "industry: Health: care\nsize: 50" {
		t.Errorf("the lines are %q", lines)
	}
	if got := attributesIn(lines + "\nno colon\n : no name\n"); !maps.Equal(got, all) {
		t.Errorf("read back they are %v", got)
	}
}
