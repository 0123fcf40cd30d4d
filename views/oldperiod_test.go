package views

import (
	"testing"
	"time"

	"attain/app"
)

// years ago: a team whose data ends long before today.
func TestOldDataOffersItsLastMonth(t *testing.T) {
	now := time.Date(2017, time.December, 20, 10, 0, 0, 0, time.UTC)
	service := newServiceOn(t, func() time.Time { return now }, twoReps)
	s := open(t, service, "light", PageDashboard)
	s.misses("Nothing happened in this period")
	now = thatDay
	s = open(t, service, "light", PageDashboard)
	for _, page := range []string{PageToday, PageDashboard} {
		s.shell.Open(page)
		s.settle()
		s.sees("Nothing happened in this period", "Show December 2017")
	}
	s.press("Show December 2017")
	s.settle()
	s.misses("Nothing happened in this period")
	if got := s.shell.Scope().Period.Label; got != "2017-12" {
		t.Errorf("the period in view is %s", got)
	}
	var form app.DealForm
	form.Name, form.OwnerID = "New", s.dealNamed("Night shift").OwnerID
	if _, err := service.CreateDeal(ctx, form); err != nil {
		t.Fatal(err)
	}
	s.shell.bar.now()
	s.settle()
	s.misses("Nothing happened in this period")
}

// A list of orders of years ago leaves nothing open that today's figures are
// made of; its last month is offered all the same.
func TestOldOrdersOfferTheirLastMonth(t *testing.T) {
	service := newService(t, founded("en"))
	source := ok(service.ImportFile(fileOf(t, "orders.csv", "external_id,rep,amount,closed,outcome", "S1,Ann,100,2012-03-05,won", "S2,Ann,100,2012-05-31,won")))
	ok(service.Import(ctx, app.ImportForm{Source: source, Kind: "deals", Create: true}))
	s := open(t, service, "light", PageDashboard)
	for _, page := range []string{PageToday, PageDashboard} {
		s.shell.Open(page)
		s.settle()
		s.sees("Nothing happened in this period", "Show May 2012")
	}
	s.press("Show May 2012")
	s.settle()
	s.misses("Nothing happened in this period")
}
