package app_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"attain/app"
	"attain/app/sales"
)

// calendarOf writes a service's next steps and returns the lines, unfolded.
func calendarOf(t *testing.T, s *app.Service, ids ...sales.ID) []string {
	t.Helper()
	var out bytes.Buffer
	if err := s.WriteCalendar(context.Background(), &out, s.Text("en"), "", ids...); err != nil {
		t.Fatal(err)
	}
	if _, err := ics.ParseCalendar(bytes.NewReader(out.Bytes())); err != nil {
		t.Fatalf("the calendar cannot be read back: %v", err)
	}
	for line := range strings.SplitSeq(out.String(), "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	return strings.Split(strings.ReplaceAll(out.String(), "\r\n ", ""), "\r\n")
}

func hasLines(t *testing.T, lines []string, wanted ...string) {
	t.Helper()
	joined := "\n" + strings.Join(lines, "\n") + "\n"
	for _, want := range wanted {
		if !strings.Contains(joined, "\n"+want+"\n") {
			t.Errorf("no line %q in\n%s", want, joined)
		}
	}
}

// TestCalendarStandsInTheUsersZone plans on both sides of the end of daylight
// saving in New York, 1 November 2026.
func TestCalendarStandsInTheUsersZone(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, time.October, 30, 10, 0, 0, 0, zone)
	s := newServiceAt(t, now)
	ctx := context.Background()
	rep := must(s.SaveRep(ctx, sales.Rep{Name: "Kim"}))(t)
	plan := func(subject string, day sales.Day, at, remind time.Time, repeat sales.Repeat) sales.ID {
		return must(s.PlanActivity(ctx, sales.Activity{RepID: rep, Type: sales.Call, Subject: subject, Day: day, At: at, RemindAt: remind, Repeat: repeat}))(t)
	}
	at := time.Date(2026, time.October, 30, 14, 30, 0, 0, zone)
	weekly := plan("Ask; then, decide", sales.DayOf(2026, 10, 30), at.UTC(), at.Add(-15*time.Minute).UTC(), sales.RepeatWeekly)
	plan("견적서를 보내고 담당자에게 전화로 확인한 다음 일정을 다시 잡기로 했습니다", sales.DayOf(2026, 11, 3), time.Time{}, time.Date(2026, time.November, 3, 9, 0, 0, 0, zone).UTC(), sales.RepeatNever)

	lines := calendarOf(t, s)
	hasLines(t, lines,
		"DTSTART;TZID=Attain-Local:20261030T143000", "DTEND;TZID=Attain-Local:20261030T150000", "RRULE:FREQ=WEEKLY", "TRIGGER:-PT15M", `SUMMARY:Ask\; then\, decide`,
		"DTSTART;VALUE=DATE:20261103", "DTEND;VALUE=DATE:20261104", "TRIGGER:PT540M", "SUMMARY:견적서를 보내고 담당자에게 전화로 확인한 다음 일정을 다시 잡기로 했습니다")
	change := "BEGIN:STANDARD|DTSTART:20261101T020000|TZOFFSETFROM:-0400|TZOFFSETTO:-0500|END:STANDARD"
	if !strings.Contains(strings.Join(lines, "|"), change) {
		t.Errorf("the end of daylight saving is missing: %s", strings.Join(lines, "|"))
	}

	// A step that repeats keeps its time of day in the other half of the year.
	if err := s.CompleteActivity(ctx, weekly, sales.Conversation); err != nil {
		t.Fatal(err)
	}
	hasLines(t, calendarOf(t, s), "DTSTART;TZID=Attain-Local:20261106T143000", "TRIGGER:-PT15M")

	// One step alone; a step that is not planned is none.
	other := plan("Call back", sales.DayOf(2026, 11, 5), time.Time{}, time.Time{}, sales.RepeatNever)
	if events := strings.Count(strings.Join(calendarOf(t, s, other), "|"), "BEGIN:VEVENT"); events != 1 {
		t.Errorf("one step was asked for, %d events came", events)
	}
	var invalid *sales.Invalid
	if err := s.WriteCalendar(ctx, io.Discard, s.Text("en"), "", weekly); !errors.As(err, &invalid) {
		t.Errorf("a calendar of a step that is done: %v", err)
	}
}

// must returns what a call answers that may not fail.
func must[T any](value T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// TestRemindersComeOnce asks for windows of time that follow each other.
func TestRemindersComeOnce(t *testing.T) {
	now := time.Date(2026, time.November, 23, 10, 0, 0, 0, time.UTC)
	s := newServiceAt(t, now)
	ctx := context.Background()
	rep := must(s.SaveRep(ctx, sales.Rep{Name: "Kim"}))(t)
	today := sales.DayOfTime(now)
	plan := func(subject string, a sales.Activity, before time.Duration) {
		a.RepID, a.Type, a.Subject = rep, sales.Call, subject
		a.RemindAt = s.RemindBefore(a, before)
		must(s.PlanActivity(ctx, a))(t)
	}
	plan("at four", sales.Activity{Day: today, At: now.Add(6 * time.Hour)}, time.Hour)
	plan("soon", sales.Activity{Day: today, At: now.Add(10 * time.Minute)}, time.Hour)
	plan("tomorrow", sales.Activity{Day: today.Add(1)}, 0)
	plan("past", sales.Activity{Day: today, At: now.Add(-time.Hour)}, 0)
	seen := map[string]int{}
	for at := now; at.Before(now.Add(48 * time.Hour)); at = at.Add(30 * time.Minute) {
		for _, step := range must(s.Reminders(ctx, at, at.Add(30*time.Minute)))(t) {
			seen[step.Activity.Subject]++
			due := map[string]time.Time{"at four": now.Add(5 * time.Hour), "soon": now.Add(time.Second), "tomorrow": now.Add(23 * time.Hour)}[step.Activity.Subject]
			if !step.Activity.RemindAt.Equal(due) {
				t.Errorf("%s reminds at %s, not %s", step.Activity.Subject, step.Activity.RemindAt, due)
			}
		}
	}
	if len(seen) != 3 || seen["at four"] != 1 || seen["soon"] != 1 || seen["tomorrow"] != 1 {
		t.Errorf("reminded of %v, each wanted once and the past one never", seen)
	}
}
