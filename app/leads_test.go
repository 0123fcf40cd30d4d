package app_test

import (
	"testing"

	"attain/app"
	"attain/app/sales"
)

// TestAQualifiedLeadGoesOnAsADeal qualifies a lead that was mailed and has a
// call planned: the call is the deal's next step, the mail is told before the
// deal and counts as nothing of it; undo gives the lead its step back.
func TestAQualifiedLeadGoesOnAsADeal(t *testing.T) {
	s, ctx := newService(t), t.Context()
	must := func(id sales.ID, err error) sales.ID {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	rep := must(s.SaveRep(ctx, sales.Rep{Name: "Ada"}))
	lead := must(s.SaveLead(ctx, sales.Lead{Name: "Grace", Company: "Navy", RepID: rep}))
	mail := must(s.LogActivity(ctx, app.LogForm{Activity: sales.Activity{RepID: rep, Type: sales.Mail, Direction: sales.Outbound, Outcome: sales.NoReply, LeadID: lead, Day: s.Today(), At: s.Now()}}))
	call := must(s.PlanActivity(ctx, sales.Activity{RepID: rep, Type: sales.Call, LeadID: lead, Day: s.Today() + 2, Planned: true, Subject: "Call back"}))
	id := must(s.QualifyLead(ctx, lead, app.DealForm{Deal: sales.Deal{Name: "Compiler"}}))
	deal, err := s.Deal(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if len(deal.Activities) != 1 || deal.Activities[0].ID != call || !deal.Activities[0].Planned || deal.Activities[0].LeadID != "" {
		t.Errorf("the deal's activities are %+v", deal.Activities)
	}
	if len(deal.Before) != 1 || deal.Before[0].ID != mail || len(deal.Leads) != 1 || deal.Leads[0].ID != lead {
		t.Errorf("before it were %+v with the leads %+v", deal.Before, deal.Leads)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	back, err := s.Activities(ctx, sales.ActivityQuery{LeadID: lead})
	if err != nil || len(back) != 2 {
		t.Errorf("after undo the lead has %+v (%v)", back, err)
	}
}
