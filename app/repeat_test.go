package app_test

import (
	"context"
	"testing"
	"time"

	"attain/app/sales"
)

// TestTheLastOfTheMonthComesBack completes a monthly step of the 31st through a
// short month: it must not stay on the 30th, here or in a calendar.
func TestTheLastOfTheMonthComesBack(t *testing.T) {
	now := time.Date(2026, time.October, 31, 10, 0, 0, 0, time.UTC)
	s := newServiceAt(t, now)
	ctx := context.Background()
	rep := must(s.SaveRep(ctx, sales.Rep{Name: "Kim"}))(t)
	id := must(s.PlanActivity(ctx, sales.Activity{RepID: rep, Type: sales.Call, Subject: "Review", Day: sales.DayOf(2026, 10, 31), Repeat: sales.RepeatMonthly}))(t)
	isPlanned := true
	for _, want := range []string{"2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"} {
		hasLines(t, calendarOf(t, s), "RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1")
		if err := s.CompleteActivity(ctx, id, sales.Conversation); err != nil {
			t.Fatal(err)
		}
		planned := must(s.Activities(ctx, sales.ActivityQuery{Planned: &isPlanned}))(t)
		if len(planned) != 1 || planned[0].Day.String() != want {
			t.Fatalf("planned are %+v, want one on %s", planned, want)
		}
		id = planned[0].ID
	}
}

// TestAStepIsPutOff moves an overdue step and one to come over the end of
// daylight saving: time of day and reminder go along, and undo brings it back.
func TestAStepIsPutOff(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	s := newServiceAt(t, time.Date(2026, time.October, 30, 10, 0, 0, 0, zone))
	ctx := context.Background()
	rep := must(s.SaveRep(ctx, sales.Rep{Name: "Kim"}))(t)
	at := time.Date(2026, time.October, 28, 14, 30, 0, 0, zone)
	late := sales.Activity{RepID: rep, Type: sales.Call, Subject: "Ask", Day: sales.DayOf(2026, 10, 28), At: at.UTC(), RemindAt: at.Add(-time.Hour).UTC()}
	late.ID = must(s.PlanActivity(ctx, late))(t)
	read := func() sales.Activity {
		return must(s.Activities(ctx, sales.ActivityQuery{IDs: []sales.ID{late.ID}}))(t)[0]
	}
	if to := s.PostponedTo(late, 1); to != sales.DayOf(2026, 10, 31) {
		t.Errorf("an overdue step is put off to %s", to)
	}
	if to := s.PostponedTo(sales.Activity{Day: sales.DayOf(2026, 11, 2)}, 7); to != sales.DayOf(2026, 11, 9) {
		t.Errorf("a step to come is put off to %s", to)
	}
	if err := s.PostponeActivity(ctx, late.ID, s.PostponedTo(late, 7)); err != nil {
		t.Fatal(err)
	}
	want := time.Date(2026, time.November, 6, 14, 30, 0, 0, zone)
	if a := read(); a.Day != sales.DayOf(2026, 11, 6) || !a.At.Equal(want) || !a.RemindAt.Equal(want.Add(-time.Hour)) || !a.Planned {
		t.Errorf("it is %+v, want at %s", a, want)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if a := read(); a.Day != late.Day || !a.At.Equal(at) {
		t.Errorf("undone it is %+v", a)
	}
}

// TestAMonthlyStepThatIsPutOffKeepsItsDay puts the step of the 1st off by a week
// and completes it: the next one is on the 1st, here and in a calendar.
func TestAMonthlyStepThatIsPutOffKeepsItsDay(t *testing.T) {
	s := newServiceAt(t, time.Date(2026, time.November, 29, 10, 0, 0, 0, time.UTC))
	ctx := context.Background()
	rep := must(s.SaveRep(ctx, sales.Rep{Name: "Kim"}))(t)
	for first, want := range map[string]string{"2026-12-01": "2027-01-01", "2026-11-30": "2026-12-30"} {
		day := must(sales.ParseDay(first))(t)
		id := must(s.PlanActivity(ctx, sales.Activity{RepID: rep, Type: sales.Call, Subject: "Review", Day: day, Repeat: sales.RepeatMonthly}))(t)
		if err := s.PostponeActivity(ctx, id, day.Add(7)); err != nil {
			t.Fatal(err)
		}
		if first == "2026-12-01" {
			hasLines(t, calendarOf(t, s), "RRULE:FREQ=MONTHLY;BYMONTHDAY=1")
		}
		if err := s.CompleteActivity(ctx, id, sales.Conversation); err != nil {
			t.Fatal(err)
		}
		isPlanned := true
		planned := must(s.Activities(ctx, sales.ActivityQuery{Planned: &isPlanned}))(t)
		if len(planned) != 1 || planned[0].Day.String() != want {
			t.Fatalf("the step of %s is followed by %+v, want one on %s", first, planned, want)
		}
		if err := s.DeleteActivities(ctx, planned[0].ID); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAnUnknownRepeatIsKnownAsSuch tells the ways to repeat from other words.
func TestAnUnknownRepeatIsKnownAsSuch(t *testing.T) {
	for repeat, known := range map[sales.Repeat]bool{"": true, "daily": true, "monthly 31": true, "monthly 32": false, "yearly": false, "weekly 3": false} {
		if repeat.Known() != known {
			t.Errorf("%q is known: %v", repeat, !known)
		}
	}
}
