package app_test

import (
	"context"
	"fmt"
	"testing"

	"attain/app/importer"
	"attain/app/sales"
)

// TestALeadThatComesAgainInItsFile is the one that its first row made, however
// far behind the second row stands, also where its id looks like one of ours.
func TestALeadThatComesAgainInItsFile(t *testing.T) {
	for _, id := range []string{"L-1", "0192d7a4-7c1e-7c33-9d6f-3b1a2c4d5e6f"} {
		service := newService(t)
		rows := []string{id + ",Lee,Acme,new"}
		for i := range 2500 {
			rows = append(rows, fmt.Sprintf("X%d,Lead %d,Beta,new", i, i))
		}
		rows = append(rows, id+",Lee,Acme Ltd,working", id+",Lee,Acme Limited,working")
		f := form(importer.KindLeads, append([]string{"external_id,name,company,status"}, rows...)...)
		if got, want := counts(take(t, service, f)), [5]int{2503, 2501, 2, 0, 0}; got != want {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
		leads, err := service.Leads(context.Background(), sales.LeadQuery{ExternalIDs: []string{id}})
		if err != nil || len(leads) != 1 || leads[0].Company != "Acme Limited" {
			t.Errorf("%s is %v, %v", id, leads, err)
		}
	}
}

// TestManyActivitiesFindTheirDealsWhenTheyArrive brings activities in before
// the deals that they are on.
func TestManyActivitiesFindTheirDealsWhenTheyArrive(t *testing.T) {
	service := newService(t)
	activities := []string{"external_id,rep,type,at,outcome,deal"}
	deals := []string{dealHeader}
	for i := range 2500 {
		activities = append(activities, fmt.Sprintf("A%d,Ann,call,2026-10-05,conversation,D%d", i, i))
		if i%5 > 0 {
			deals = append(deals, fmt.Sprintf("D%d,Deal %d,Acme,Ann,,1,1000,Proposal,2026-10-01,,,", i, i))
		}
	}
	if got := take(t, service, form(importer.KindActivities, activities...)).Unresolved; got != 2500 {
		t.Errorf("%d references are open, want 2500", got)
	}
	take(t, service, form(importer.KindDeals, deals...))
	found, err := service.Activities(context.Background(), sales.ActivityQuery{})
	if err != nil {
		t.Fatal(err)
	}
	linked := 0
	for _, a := range found {
		if a.DealID != "" && a.DealRef == "" {
			linked++
		}
	}
	if linked != 2000 || len(found) != 2500 {
		t.Errorf("%d of %d activities are on their deals, want 2000 of 2500", linked, len(found))
	}
	checked, err := service.Check(context.Background())
	if err != nil || len(checked.Problems) > 0 {
		t.Errorf("check: %v, %v", checked.Problems, err)
	}
}
