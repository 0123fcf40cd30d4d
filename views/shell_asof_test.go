package views

import (
	"testing"
	"time"

	"attain/app/sales"
)

// TestOldRecordsCountToTheirLastDay opens records of 2017 in 2026: pages count
// to the day they end on and say so, until today is asked for or something
// happens again.
func TestOldRecordsCountToTheirLastDay(t *testing.T) {
	now := thatDay.AddDate(-9, 0, 0)
	last := sales.DayOfTime(now)
	service := newServiceOn(t, func() time.Time { return now }, demo("en"))
	now = thatDay
	s := open(t, service, "light", PageDashboard)
	s.sees("Nothing happened in this period")
	if got := s.shell.Scope().AsOf; got != 0 {
		t.Errorf("a month after the records' end counts to %s", got)
	}
	s.press("Show November 2017")
	s.settle()
	s.sees("The records end on", "5 working days left", "13 of 67 open deals")
	if got := s.shell.Scope().AsOf; got != last {
		t.Errorf("the last month counts to %s, want %s", got, last)
	}
	board := ok(service.Pipeline(ctx, s.shell.Scope()))
	if board.AsOf != last {
		t.Errorf("the board counts to %s", board.AsOf)
	}
	s.keep("old-dashboard")
	s.press("Count to today")
	s.settle()
	s.misses("The records end on")
	if got := s.shell.Scope().AsOf; got != 0 {
		t.Errorf("after that it counts to %s", got)
	}
}

// TestRecordsThatGoOnCountToToday takes the sentence away once something
// happens again.
func TestRecordsThatGoOnCountToToday(t *testing.T) {
	now := thatDay.AddDate(-9, 0, 0)
	service := newServiceOn(t, func() time.Time { return now }, twoReps)
	now = thatDay
	s := open(t, service, "light", PageDashboard)
	s.shell.ShowMonth(sales.MonthOf(2017, 11))
	s.settle()
	if s.shell.Scope().AsOf == 0 {
		t.Fatal("old records count to today")
	}
	s.sees("The records end on")
	form := dealNamed("New again")
	form.OwnerID = s.shell.reps[0].ID
	ok(service.CreateDeal(ctx, form))
	s.settle()
	s.misses("The records end on")
	if got := s.shell.Scope().AsOf; got != 0 {
		t.Errorf("it counts to %s", got)
	}
}
