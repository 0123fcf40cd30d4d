package views

import (
	"testing"
	"time"

	"attain/app"
	"attain/app/sales"
)

// TestAMonthWithoutActivitiesOffersTheLastThatHasSome opens Activities in a
// month in which nothing was done: the page names the month before in which
// something was, goes there, and says without any what to do.
func TestAMonthWithoutActivitiesOffersTheLastThatHasSome(t *testing.T) {
	service := newService(t, founded("en"))
	if _, err := service.SaveRep(ctx, sales.Rep{Name: "Ada"}); err != nil {
		t.Fatal(err)
	}
	s := open(t, service, "light", PageActivities)
	page := s.shell.pages[PageActivities].(*Activities)
	s.sees("Nothing here in this period", "Log a call or an email with Ctrl+L, together with its next step.")
	day := service.Today().Month().Add(-7).First()
	if _, err := service.LogActivity(ctx, app.LogForm{Activity: sales.Activity{
		RepID: ok(service.Reps(ctx))[0].ID, Type: sales.Call, Direction: sales.Outbound, Outcome: sales.Conversation, Day: day, At: day.Time().Add(12 * time.Hour), Subject: "Spring",
	}}); err != nil {
		t.Fatal(err)
	}
	s.settle()
	name := s.shell.deps.Format.Month(day.Month())
	s.sees("Nothing here in this period", "The last activity before is of "+name+".")
	s.press("Show " + name)
	s.settle()
	if s.shell.scope.Period.From != day || len(page.list.Rows) != 1 || page.area.Objects[0] != page.table {
		t.Errorf("then the period begins on %s and has %d rows", s.shell.scope.Period.From, len(page.list.Rows))
	}
}

// TestNothingPlannedSaysSo tells a list of planned steps without one from a
// period without activities, and from a search that finds none.
func TestNothingPlannedSaysSo(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageActivities)
	page := s.shell.pages[PageActivities].(*Activities)
	page.filter.Planned = true
	page.Load(page.scope)
	s.settle()
	s.sees("Nothing is planned")
	page.filter.Text = "no such words"
	page.Load(page.scope)
	s.settle()
	s.sees("Nothing found", "No planned step matches the search and the type chosen.")
}
