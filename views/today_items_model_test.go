package views

import (
	"slices"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

func TestTheCardsOfADayCountWhatTheyOpen(t *testing.T) {
	agenda := &app.Agenda{Silent: []app.Silence{{Kind: sales.KindLead, ID: "l", RepID: "x"}, {Kind: sales.KindDeal, ID: "d", RepID: "x"}}}
	agenda.Steps = append(agenda.Steps, app.Step{Activity: sales.Activity{ID: "a", DealID: "d"}}, app.Step{Activity: sales.Activity{DealID: "w"}})
	agenda.Needs = append(agenda.Needs, app.DealNeed{Deal: sales.BoardDeal{DealFact: sales.DealFact{ID: "n"}}})
	if got := stepItems(agenda); !slices.Equal(got, []sales.Item{{Kind: sales.KindActivity, ID: "a"}, {Kind: sales.KindDeal, ID: "w"}}) {
		t.Errorf("the steps are %+v", got)
	}
	if got := needItems(agenda); !slices.Equal(got, []sales.Item{{Kind: sales.KindDeal, ID: "n"}}) {
		t.Errorf("in need are %+v", got)
	}
	if got := silentItems(agenda); !slices.Equal(got, []sales.Item{{Kind: sales.KindLead, ID: "l"}, {Kind: sales.KindDeal, ID: "d"}}) {
		t.Errorf("silent are %+v", got)
	}
	if lead, deal := silentSubject(agenda.Silent[0]), silentSubject(agenda.Silent[1]); lead != (sales.Activity{RepID: "x", LeadID: "l"}) || deal != (sales.Activity{RepID: "x", DealID: "d"}) {
		t.Errorf("an activity with them is about %+v and %+v", lead, deal)
	}
}

func TestAStepIsLoggedAsDoneByWhoPlannedIt(t *testing.T) {
	step := sales.Activity{ID: "s", RepID: "x", Type: sales.Mail, Subject: "Offer", DealID: "d", AccountID: "a", ContactID: "c", Planned: true, Day: 9, Repeat: sales.RepeatDaily}
	want := app.LogForm{CompleteID: "s", Activity: sales.Activity{RepID: "x", Type: sales.Mail, Direction: sales.Outbound, Subject: "Offer", DealID: "d", AccountID: "a", ContactID: "c"}}
	if got := doneForm(step); got != want {
		t.Errorf("the form is %+v, want %+v", got, want)
	}
}

func TestTheDaysRingsOpenAndFill(t *testing.T) {
	if got := quotaMetric(sales.Metrics{}) + " " + quotaMetric(sales.Metrics{Quota: amount(1)}); got != "credited attainment" {
		t.Errorf("the ring opens %s", got)
	}
	for done, want := range map[int]widgets.Role{0: widgets.RoleAccent, 3: widgets.RoleAccent, 4: widgets.RoleOnTrack, 9: widgets.RoleOnTrack} {
		if got := (dayGoal{Done: done, Need: 4}).ring(); got.Role != want || got.Value != (dayGoal{Done: done, Need: 4}).share() {
			t.Errorf("%d of 4 is %+v", done, got)
		}
	}
}
