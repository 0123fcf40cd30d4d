package views

import (
	"testing"

	"attain/app/sales"
)

// TestANamesakeIsRatherTheCloseOne: of the same company or account; never the
// record itself.
func TestANamesakeIsRatherTheCloseOne(t *testing.T) {
	leads := []sales.Lead{{ID: "1", Name: "Park", Company: "Able"}, {ID: "2", Name: " park ", Company: "Hansung"}, {ID: "3", Name: "Park J"}}
	for _, c := range []struct {
		lead sales.Lead
		want sales.ID
	}{
		{sales.Lead{Name: "PARK"}, "1"}, {sales.Lead{Name: "Park", Company: "hansung"}, "2"}, {sales.Lead{ID: "1", Name: "Park"}, "2"}, {sales.Lead{Name: "Parker"}, ""},
	} {
		got := sales.ID("")
		if found := leadNamed(leads, c.lead); found != nil {
			got = found.ID
		}
		if got != c.want {
			t.Errorf("%+v has the namesake %q, want %q", c.lead, got, c.want)
		}
	}
	people := []sales.Contact{{ID: "1", Name: "Kim"}, {ID: "2", Name: "Kim", AccountID: "a"}, {ID: "3", Name: "Kim"}}
	for account, want := range map[sales.ID]sales.ID{"": "1", "a": "2", "b": "1"} {
		if found := personNamed(people, sales.Contact{Name: "kim", AccountID: account}); found == nil || found.ID != want {
			t.Errorf("of account %q it is %+v", account, found)
		}
	}
	products := []sales.Product{{ID: "1", Name: "Crane"}, {ID: "2", Name: "crane"}}
	if found := productNamed(products, sales.Product{ID: "1", Name: "Crane"}); found == nil || found.ID != "2" {
		t.Errorf("the product is %+v", found)
	}
	accounts := []sales.Account{{ID: "1", Name: "Hansung"}}
	if accountNamed(accounts, "HANSUNG ", "") == nil || accountNamed(accounts, "Hansung", "1") != nil || accountNamed(accounts, "Hans", "") != nil {
		t.Error("accounts are mixed up")
	}
}
