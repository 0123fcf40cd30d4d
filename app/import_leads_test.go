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
