package views

import (
	"context"
	"testing"

	"attain/app"
	"attain/app/sales"
)

// TestAConflictIsAChoice brings a file again in which a deal differs that was
// edited here: its row is left out until the user takes it, or keeps what is here.
func TestAConflictIsAChoice(t *testing.T) {
	ctx, head := context.Background(), "Deal ID,Name,Amount,Stage,Created"
	for choice, want := range map[string]string{"Keep what is here": "Mine", "Take what the file says": "Theirs"} {
		s := open(t, newService(t, nil), "light", PagePipeline)
		w := s.wizard(fileOf(t, "deals.csv", head, "1,First,5,Proposal,2026-09-01"), "deals")
		s.press("Preview")
		s.press("Import")
		w.dialog.Close()
		deals := ok(s.service.Deals(ctx, sales.DealQuery{}))
		if len(deals) != 1 {
			t.Fatalf("%d deals", len(deals))
		}
		deal := deals[0]
		deal.Name = "Mine"
		if err := s.service.UpdateDeal(ctx, app.DealForm{Deal: deal}); err != nil {
			t.Fatal(err)
		}
		w = s.wizard(fileOf(t, "deals.csv", head, "1,Theirs,5,Proposal,2026-09-01"), "deals")
		s.press("Preview")
		s.sees("1 record was edited here and in the file")
		s.pick("All of them", choice)
		s.press("Import")
		if deals = ok(s.service.Deals(ctx, sales.DealQuery{})); len(deals) != 1 || deals[0].Name != want {
			t.Errorf("%s: %+v", choice, deals)
		}
		w.dialog.Close()
	}
}
