package app_test

import (
	"testing"

	"attain/app"
	"attain/app/sales"
)

// TestTheHistoryOfADealSaysFromWhatToWhat gives a deal another customer and a
// date, then moves it: the first change has both images, the second none of
// the deal's own fields.
func TestTheHistoryOfADealSaysFromWhatToWhat(t *testing.T) {
	s, ctx := newService(t), t.Context()
	rep, err := s.SaveRep(ctx, sales.Rep{Name: "Ada"})
	if err != nil {
		t.Fatal(err)
	}
	form := app.DealForm{Deal: sales.Deal{Name: "Compiler", OwnerID: rep}, Account: "Navy"}
	if form.ID, err = s.CreateDeal(ctx, form); err != nil {
		t.Fatal(err)
	}
	expected := s.Today() + 30
	form.Account, form.ExpectedClose = "Army", expected
	if err := s.UpdateDeal(ctx, form); err != nil {
		t.Fatal(err)
	}
	changes, err := s.DealHistory(ctx, form.ID)
	if err != nil || len(changes) != 2 {
		t.Fatalf("%d changes (%v)", len(changes), err)
	}
	was, is := changes[0].Was, changes[0].Is
	if was == nil || was.Account != "Navy" || is.Account != "Army" || was.ExpectedClose != 0 || is.ExpectedClose != expected || was.OwnerID != rep || is.Name != "Compiler" {
		t.Errorf("from %+v to %+v", was, is)
	}
	if made := changes[1]; made.Was != nil || made.Is != nil {
		t.Errorf("the making of a deal goes from %+v to %+v", made.Was, made.Is)
	}
}
