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

// TestLastEveningStaysInItsMonth logs a call at half past eleven on the last
// evening of a month, in zones on both sides of UTC and where daylight saving
// begins or ends about then, then opens the file in a zone where it is the
// next month already, or still the day before: the call stays in the month of
// the local date on which it was logged.
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
			logCall(t, path, now)
			month := sales.MonthOf(c.year, c.month)
			for _, later := range []time.Time{now.In(abroad), now.Add(time.Hour).In(home), now.AddDate(0, 0, 3).In(abroad)} {
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

func logCall(t *testing.T, path string, now time.Time) {
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
	return activities[0].Day
}
