package data

import (
	"testing"

	"attain/app/sales"
)

// TestLastDayIsThatOfTheNewestRecord adds one record after another, each later
// than all before; what is planned or after the asked day does not count.
func TestLastDayIsThatOfTheNewestRecord(t *testing.T) {
	s, sc := openStore(t), newScene()
	last := func(want string) {
		t.Helper()
		got, err := s.LastDay(t.Context(), day("2030-12-31"))
		if err != nil {
			t.Fatal(err)
		}
		if want == "" && got != 0 || want != "" && got != day(want) {
			t.Errorf("the last day is %s, want %q", got, want)
		}
	}
	last("")
	put(t, s, sc.records()...)
	deal := sales.Deal{ID: newID(), Created: day("2028-01-01")}
	put(t, s, &deal)
	last("2028-01-01")
	put(t, s, &sales.Move{ID: newID(), DealID: deal.ID, Seq: 1, StageID: sc.stages[0].ID, Day: day("2028-02-01")})
	last("2028-02-01")
	put(t, s, &sales.Move{ID: newID(), DealID: deal.ID, Seq: 2, StageID: sc.stages[4].ID, Day: day("2028-03-01")})
	last("2028-03-01")
	put(t, s, &sales.Lead{ID: newID(), Name: "L", Status: sales.LeadNew, Created: day("2028-04-01")})
	last("2028-04-01")
	put(t, s, &sales.Activity{ID: newID(), Type: sales.Call, Direction: sales.Outbound, Day: day("2028-05-01")})
	put(t, s, &sales.Activity{ID: newID(), Type: sales.Call, Direction: sales.Outbound, Day: day("2028-06-01"), Planned: true})
	put(t, s, &sales.Lead{ID: newID(), Name: "M", Status: sales.LeadNew, Created: day("2031-01-01")})
	last("2028-05-01")
}
