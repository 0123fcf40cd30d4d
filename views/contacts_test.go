package views

import (
	"net/url"
	"testing"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/app/sales"
)

// withLead is twoReps with a lead of Kim and two entries of one person on it.
func withLead(t *testing.T) (*stand, sales.ID, *[]string) {
	t.Helper()
	s := open(t, newService(t, twoReps), "light", PageLeads)
	lead := ok(s.service.SaveLead(ctx, sales.Lead{Name: "Mina Park", Company: "Nuri", RepID: s.shell.reps[0].ID}))
	for _, c := range []sales.Contact{{Name: "Mina Park", Phone: "010-1234-5678"}, {Name: "M. Park", Phone: "+82 10 1234 5678", Email: "mina@nuri.kr"}} {
		c.LeadID = lead
		ok(s.service.SaveContact(ctx, c))
	}
	opened := &[]string{}
	s.shell.deps.OpenURL = func(u *url.URL) error {
		*opened = append(*opened, u.String())
		return nil
	}
	s.shell.OpenLead(lead)
	s.settle()
	return s, lead, opened
}

func TestOneClickCallsAndLogsTheAttempt(t *testing.T) {
	s, lead, opened := withLead(t)
	s.press("010-1234-5678")
	if len(*opened) != 1 || (*opened)[0] != "tel:01012345678" {
		t.Errorf("opened %q", *opened)
	}
	// The attempt stands even if the form for the rest is left.
	attempts := ok(s.service.Activities(ctx, sales.ActivityQuery{LeadID: lead}))
	if len(attempts) != 1 || attempts[0].Type != sales.Call || attempts[0].Planned || attempts[0].Outcome != "" || attempts[0].ContactID == "" {
		t.Fatalf("logged %+v", attempts)
	}
	s.sees("Log an activity")
	s.pick("Outcome", "Voicemail")
	s.fill("Next step", "Ring again")
	s.press("Save")
	done := ok(s.service.Activities(ctx, sales.ActivityQuery{IDs: []sales.ID{attempts[0].ID}}))
	if done[0].Outcome != sales.Voicemail || done[0].PlannedOn != 0 {
		t.Errorf("completed is %+v", done[0])
	}
	if steps := plannedSteps(s); len(steps) != 1 || steps[0].Subject != "Ring again" || steps[0].LeadID != lead {
		t.Errorf("planned %+v", steps)
	}
}

func TestTwinsAreMergedAndTakenApartAgain(t *testing.T) {
	s, lead, _ := withLead(t)
	s.sees("Likely the same person as")
	s.press("Merge")
	people := func() []sales.Contact { return ok(s.service.Contacts(ctx, sales.ContactQuery{LeadID: lead})) }
	if merged := people(); len(merged) != 1 || merged[0].Email != "mina@nuri.kr" || merged[0].Phone == "" {
		t.Errorf("merged: %+v", merged)
	}
	s.misses("Likely the same person as")
	s.shortcut(&fyne.ShortcutUndo{})
	if apart := people(); len(apart) != 2 {
		t.Errorf("after undo: %+v", apart)
	}
	// Qualified, the people come along.
	deal := ok(s.service.QualifyLead(ctx, lead, dealNamed("Cranes")))
	if at := ok(s.service.Contacts(ctx, sales.ContactQuery{DealID: deal})); len(at) != 2 {
		t.Errorf("the deal has %+v", at)
	}
}

func dealNamed(name string) app.DealForm { return app.DealForm{Deal: sales.Deal{Name: name}} }
