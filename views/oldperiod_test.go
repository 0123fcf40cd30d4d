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
