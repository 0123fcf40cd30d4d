package views

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"attain/app/sales"
	"attain/views/widgets"
)

func TestTheRowsOfTheTeamSayWhoIsThere(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		today := d.Service.Today()
		m := &settingsModel{deps: d, data: settingsData{reps: []sales.Rep{
			{ID: "a", Name: "Ann", Email: "a@b.c", Manager: "Bo", Started: today - 100, Capacity: 40}, {ID: "b", Name: "Bo", IsManager: true}, {ID: "c", Name: "Cho", IsManager: true, Left: today - 1}, {ID: "e", Name: "Eun", Left: today},
		}}}
		rows := m.teamRows()
		left := widgets.Cell{Text: d.Text("views.shell.left"), Role: widgets.RoleMuted, Mark: true}
		manages := widgets.Cell{Text: d.Text("views.settings.rep.isManager"), Role: widgets.RoleAccent, Mark: true}
		for i, want := range []widgets.Cell{{}, manages, left, {}} {
			if got := rows.cells[i][6]; got != want {
				t.Errorf("%s is %+v, want %+v", rows.ids[i], got, want)
			}
		}
		if got := rows.cells[0]; got[0].Text != "Ann" || got[3].Text != d.Format.Day(today-100, today) || got[5].Text != "40" || rows.cells[1][5].Text != none {
			t.Errorf("the first row says %+v", got)
		}
	})
}

func TestTheRowsOfProductsProfileAndGoals(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := &settingsModel{deps: d, data: settingsData{
			reps:     []sales.Rep{{ID: "a", Name: "Ann"}},
			products: []sales.Product{{ID: "p", Name: "Crane", Price: amount(500_00)}, {ID: "q", Name: "Lift", Archived: true}},
			profile:  []sales.Criterion{{Attribute: "industry", Operator: "is", Value: "Steel", Weight: 1.5}, {Attribute: "size", Operator: "at least", Value: "50", Weight: 1}},
			goals:    []sales.Goal{{ID: "g", Type: sales.Call, Count: 80}, {ID: "h", RepID: "a", Type: sales.Meeting, Count: 4, Connected: true}},
		}}
		products, profile, goals := m.productRows(), m.profileRows(), m.goalRows()
		if products.cells[0][2].Text != d.Format.Money(500_00) || products.cells[1][2].Text != none || products.cells[0][3].Text != "" || products.cells[1][3].Text != d.Text("views.settings.product.archived") {
			t.Errorf("the products are %+v", products)
		}
		if profile.ids[1] != "1" || profile.cells[1][1].Text != d.Text("views.settings.profile.op.at_least") || profile.cells[0][3].Text != d.Format.Number(1.5, 2) {
			t.Errorf("the profile is %+v", profile)
		}
		if goals.cells[0][0].Text != d.Text("views.settings.goal.everyRep") || goals.cells[1][0].Text != "Ann" || goals.cells[0][3].Text != "" || goals.cells[1][3].Text != d.Text("views.settings.goal.connected") {
			t.Errorf("the goals are %+v", goals)
		}
		for _, option := range operatorOptions(d.Text) {
			named(t, option.Text)
		}
		fresh := sales.Criterion{Attribute: "region"}
		if got := m.withCriterion(-1, fresh); len(got) != 3 || got[2] != fresh || len(m.data.profile) != 2 {
			t.Errorf("with a new one it is %+v", got)
		}
		if got := m.withCriterion(0, fresh); len(got) != 2 || got[0] != fresh || m.data.profile[0].Attribute != "industry" {
			t.Errorf("with a changed one it is %+v", got)
		}
	})
}

// refusedWith is why an input is refused, and what the reason repeats of it.
func refusedWith(err error) string {
	var invalid *sales.Invalid
	if !errors.As(err, &invalid) {
		return ""
	}
	words := []string{invalid.Field, invalid.Reason}
	for _, arg := range invalid.Args {
		if value, is := arg.(string); is && value != "Value" {
			words = append(words, value)
		}
	}
	return strings.Join(words, " ")
}

func TestARampIsReadAndWritten(t *testing.T) {
	if got := rampText([]int{25, 50, 100}); got != "25, 50, 100" {
		t.Errorf("written it is %q", got)
	}
	for words, want := range map[string][]int{"25, 50,100": {25, 50, 100}, "25% 50%": {25, 50}, "": nil, "0": {0}} {
		if got, err := rampIn(words); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q is %v, %v", words, got, err)
		}
	}
	for words, want := range map[string]string{"25, x": "x", "101": "101", "-5": "-5", strings.Repeat("a", 40): strings.Repeat("a", mostQuoted) + "…"} {
		if _, err := rampIn(words); refusedWith(err) != "ramp views.settings.rep.rampInvalid "+want {
			t.Errorf("%q is refused with %q", words, refusedWith(err))
		}
	}
}

func TestAbsencesAreReadAndWritten(t *testing.T) {
	first, last := sales.DayOf(2026, 8, 3), sales.DayOf(2026, 8, 14)
	absences := []sales.Absence{{From: first, To: last}, {From: last + 9, To: last + 9}}
	lines := absencesText(absences)
	if lines != "2026-08-03 – 2026-08-14\n2026-08-23" {
		t.Errorf("written they are %q", lines)
	}
	for _, typed := range []string{lines, "2026-08-03 to 2026-08-14\n\n2026-08-23", "2026-08-03 - 2026-08-14\n 2026-08-23 "} {
		if got, err := absencesIn(typed); err != nil || !slices.Equal(got, absences) {
			t.Errorf("%q is %v, %v", typed, got, err)
		}
	}
	for typed, want := range map[string]string{
		"summer": "views.settings.rep.absencesInvalid summer", "2026-02-31": "views.settings.rep.absencesInvalid 2026-02-31",
		"2026-08-14 – 2026-08-03": "views.settings.spanReversed 2026-08-14 – 2026-08-03", "2026-08-01 2026-08-02 2026-08-03": "views.settings.rep.absencesInvalid 2026-08-01 2026-08-02 2026-08-…",
	} {
		if _, err := absencesIn(typed); refusedWith(err) != "absences "+want {
			t.Errorf("%q is refused with %q", typed, refusedWith(err))
		}
	}
}
