package app_test

import (
	"path/filepath"
	"testing"
	"time"
	_ "time/tzdata" // the zones, wherever the tests run

	"attain/app"
	"attain/app/sales"
	"attain/data"
)

// TestLastEveningStaysInItsMonth logs a call and wins a deal at half past
// eleven on the last evening of a month, in zones on both sides of UTC and
// where daylight saving begins or ends about then, then opens the file in a
// zone where it is the next month already, or still the day before, and with
// the clock set back: call, opportunity and win count in the month of the
// local date on which they were entered, and in no other.
func TestLastEveningStaysInItsMonth(t *testing.T) {
	for _, c := range []struct {
		home, abroad string
		year         int
		month        time.Month
		day          int
	}{
		{"Asia/Seoul", "America/Los_Angeles", 2026, time.October, 31},
		{"America/Los_Angeles", "Asia/Seoul", 2026, time.October, 31}, // daylight saving ends that night
		{"Europe/Berlin", "Pacific/Auckland", 2024, time.March, 31},   // it began that morning
		{"Europe/Berlin", "Pacific/Honolulu", 2021, time.October, 31}, // it ended that morning
		{"Pacific/Kiritimati", "Pacific/Pago_Pago", 2026, time.February, 28},
	} {
		t.Run(c.home, func(t *testing.T) {
			home, abroad := zone(t, c.home), zone(t, c.abroad)
			now := time.Date(c.year, c.month, c.day, 23, 30, 0, 0, home)
			path := filepath.Join(t.TempDir(), "attain.db")
			workAt(t, path, now)
			month := sales.MonthOf(c.year, c.month)
			for _, later := range []time.Time{now.In(abroad), now.Add(time.Hour).In(home), now.AddDate(0, 0, 3).In(abroad), now.AddDate(0, -2, 0).In(home)} {
				if day := loggedOn(t, path, later); day.Month() != month || day.String() != now.Format(time.DateOnly) {
					t.Errorf("seen at %s it was on %s, it was logged on %s", later, day, now.Format(time.DateOnly))
				}
			}
		})
	}
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	location, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return location
}

// serviceOver opens a file at a time and place, until done is called.
func serviceOver(t *testing.T, path string, now time.Time) (service *app.Service, done func()) {
	t.Helper()
	clock := func() time.Time { return now }
	store, err := data.Open(t.Context(), path, data.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	service = app.New(store, app.Options{Now: clock, Who: "test", Text: func(string) sales.Text { return func(key string, _ ...any) string { return key } }})
	if err := service.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	return service, func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}
}

// won is the amount of the deal that is won.
const won = 123_45

// workAt logs a call and wins a deal.
func workAt(t *testing.T, path string, now time.Time) {
	t.Helper()
	service, done := serviceOver(t, path, now)
	defer done()
	rep, err := service.SaveRep(t.Context(), sales.Rep{Name: "Kim"})
	if err != nil {
		t.Fatal(err)
	}
	call := sales.Activity{RepID: rep, Type: sales.Call, Direction: sales.Outbound, Outcome: sales.Conversation, At: now.UTC(), Day: service.Today()}
	if _, err := service.LogActivity(t.Context(), app.LogForm{Activity: call}); err != nil {
		t.Fatal(err)
	}
	amount := sales.Amount(won)
	deal, err := service.CreateDeal(t.Context(), app.DealForm{Deal: sales.Deal{Name: "Late", OwnerID: rep, Amount: &amount}})
	if err != nil {
		t.Fatal(err)
	}
	stages, err := service.Stages(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, stage := range stages {
		if stage.Kind == sales.StageWon {
			if err := service.MoveDeal(t.Context(), app.MoveForm{DealID: deal, StageID: stage.ID}); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// countedIn fails unless the month has the call and the won deal, and the
// months beside it nothing.
func countedIn(t *testing.T, service *app.Service, month sales.Month) {
	t.Helper()
	for _, m := range []sales.Month{month.Add(-1), month, month.Add(1)} {
		figures, err := service.Metrics(t.Context(), sales.MonthPeriod(m), m.Last())
		if err != nil {
			t.Fatal(err)
		}
		team, calls := figures.Report.Team, 0
		for _, a := range team.Activities {
			calls += a.Attempts
		}
		want := sales.Amount(0)
		if m == month {
			want = won
		}
		if team.Credited != want || team.Won != calls || (team.Won == 1) != (m == month) || team.Opened != team.Won {
			t.Errorf("%s, seen at %s: credited %d, %d won, %d opened, %d calls", m, service.Now(), team.Credited, team.Won, team.Opened, calls)
		}
	}
}

// loggedOn opens the file elsewhere and later, and returns the day of its one
// call.
func loggedOn(t *testing.T, path string, now time.Time) sales.Day {
	t.Helper()
	service, done := serviceOver(t, path, now)
	defer done()
	activities, err := service.Activities(t.Context(), sales.ActivityQuery{})
	if err != nil || len(activities) != 1 {
		t.Fatalf("%v, %v", activities, err)
	}
	if result, err := service.Check(t.Context()); err != nil || len(result.Problems) != 0 {
		t.Errorf("the check finds %v, %v", result.Problems, err)
	}
	countedIn(t, service, activities[0].Day.Month())
	return activities[0].Day
}
