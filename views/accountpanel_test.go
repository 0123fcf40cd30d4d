package views

import (
	"slices"
	"testing"

	"attain/app"
	"attain/app/sales"
)

// withAccount is twoReps with a customer: an open and a won deal, a contact of
// its own, a lead of its name and a call.
func withAccount(t *testing.T) (*stand, sales.ID, sales.ID) {
	t.Helper()
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	rep := s.shell.reps[0].ID
	account := ok(s.service.SaveAccount(ctx, sales.Account{Name: "Nuri Shipyard", Industry: "Shipping"}))
	form := dealNamed("Cranes")
	form.AccountID, form.OwnerID, form.Amount = account, rep, new(sales.Amount(1_200_000))
	deal := ok(s.service.CreateDeal(ctx, form))
	form.Name = "Winches"
	won := ok(s.service.CreateDeal(ctx, form))
	stages := ok(s.service.Stages(ctx))
	if err := s.service.MoveDeal(ctx, app.MoveForm{DealID: won, StageID: stages[len(stages)-2].ID, Reason: "Price"}); err != nil {
		t.Fatal(err)
	}
	ok(s.service.SaveContact(ctx, sales.Contact{Name: "Mina Park", AccountID: account, Phone: "010-1234-5678"}))
	ok(s.service.SaveLead(ctx, sales.Lead{Name: "Joon Lee", Company: "nuri shipyard", RepID: rep}))
	ok(s.service.LogActivity(ctx, app.LogForm{Activity: sales.Activity{Type: sales.Call, DealID: deal, RepID: rep, Subject: "Asked for the drawings"}}))
	s.settle()
	return s, account, deal
}

func TestAnAccountShowsAllThatBelongsToIt(t *testing.T) {
	s, account, _ := withAccount(t)
	s.shell.OpenAccount(account)
	s.settle()
	for _, words := range []string{"Nuri Shipyard", "Shipping", "Cranes", "Winches", "1 · $12,000", "Joon Lee", "Mina Park", "Asked for the drawings · Cranes"} {
		s.sees(words)
	}
	s.keep("account")
	// Its own fields can be changed, and the panel follows.
	s.press("Edit")
	s.fill("Region", "Busan")
	s.press("Save")
	s.sees("Busan")
	// A call is about its only open deal.
	s.press("Log")
	s.fill("What happened", "Sent the price")
	s.press("Save")
	logged := ok(s.service.Activities(ctx, sales.ActivityQuery{AccountID: account}))
	if len(logged) != 2 || logged[0].Subject != "Sent the price" && logged[1].Subject != "Sent the price" {
		t.Errorf("logged %+v", logged)
	}
}

func TestADealShowsThePeopleOfItsAccount(t *testing.T) {
	s, _, deal := withAccount(t)
	s.shell.OpenDeal(deal)
	s.settle()
	s.sees("Mina Park")
	for _, row := range rowsIn(s.top()) {
		if slices.Contains(lines(row.content), "Nuri Shipyard") {
			row.Tapped(nil)
			break
		}
	}
	s.settle()
	s.sees("Joon Lee")
}

func TestThePaletteOpensAnAccount(t *testing.T) {
	s, account, _ := withAccount(t)
	s.shell.choose(accountPrefix + string(account))
	s.settle()
	s.sees("Shipping")
}
