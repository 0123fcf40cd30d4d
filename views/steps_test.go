package views

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/app/sales"
)

// plannedSteps are the planned activities in the store.
func plannedSteps(s *stand) []sales.Activity {
	isPlanned := true
	return ok(s.service.Activities(ctx, sales.ActivityQuery{Planned: &isPlanned}))
}

func TestAStepIsPlannedWithTimeReminderAndRepeat(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageActivities)
	s.press("Plan")
	s.sees("Plan a next step")
	s.fill("What to do", "Show the crane")
	s.pick("With", "Harbour")
	s.fill("Due", "2026-11-24")
	s.fill("Time", "2pm")
	s.pick("Reminder", "1 hour")
	s.pick("Repeats", "Every week")
	s.press("Save")
	steps := plannedSteps(s)
	if len(steps) != 1 {
		t.Fatalf("%d steps are planned", len(steps))
	}
	at := time.Date(2026, time.November, 24, 14, 0, 0, 0, time.UTC)
	if a := steps[0]; !a.At.Equal(at) || !a.RemindAt.Equal(at.Add(-time.Hour)) || a.Repeat != sales.RepeatWeekly || a.DealID == "" || a.RepID == "" {
		t.Errorf("planned is %+v", a)
	}
	// The same form changes it; what was not touched stays.
	s.shell.Plan(steps[0])
	s.settle()
	s.fill("Time", "25")
	s.press("Save")
	s.sees("Write a time like 14:30")
	s.fill("Time", "9:15")
	s.press("Save")
	changed := plannedSteps(s)
	if len(changed) != 1 || changed[0].At.Hour() != 9 || changed[0].RemindAt.Hour() != 8 || changed[0].Subject != "Show the crane" {
		t.Errorf("changed is %+v", changed)
	}
	// What was planned for tomorrow is logged as done today, and comes again.
	s.shell.Log(app.LogForm{Activity: changed[0], CompleteID: changed[0].ID})
	s.settle()
	s.sees("Comes again by itself on Dec 1; this is for another step")
	s.typed(", again")
	s.ctrlEnter()
	done := ok(s.service.Activities(ctx, sales.ActivityQuery{IDs: []sales.ID{changed[0].ID}}))
	if done[0].Planned || done[0].Day != s.service.Today() || done[0].Subject != "Show the crane, again" {
		t.Errorf("done is %+v", done[0])
	}
	if next := plannedSteps(s); len(next) != 1 || next[0].Day != sales.DayOf(2026, 12, 1) {
		t.Errorf("it comes again as %+v", next)
	}
}

// reminded counts what a shell notifies of in a span, by title.
func reminded(s *stand, notices *[]*fyne.Notification, clock *time.Time, span time.Duration) map[string]int {
	*notices = nil
	for until := clock.Add(span); clock.Before(until); {
		*clock = clock.Add(remindTick)
		s.runner.Advance(remindTick)
	}
	seen := map[string]int{}
	for _, notice := range *notices {
		seen[notice.Title]++
	}
	return seen
}

func TestRemindersNotifyOnceAndARestartBringsNoFlood(t *testing.T) {
	clock := thatDay
	service := newServiceOn(t, func() time.Time { return clock }, twoReps)
	rep := ok(service.Reps(ctx))[0].ID
	plan := func(subject string, after time.Duration) {
		a := sales.Activity{RepID: rep, Type: sales.Call, Subject: subject, Day: sales.DayOfTime(clock.Add(after)), At: clock.Add(after)}
		a.RemindAt = service.RemindBefore(a, 0)
		ok(service.PlanActivity(ctx, a))
	}
	plan("first", 10*time.Minute)
	plan("second", 20*time.Minute)
	s := open(t, service, "light", PageToday)
	var notices []*fyne.Notification
	s.shell.options.Notify = func(n *fyne.Notification) { notices = append(notices, n) }
	stop := s.shell.keepReminders()
	if seen := reminded(s, &notices, &clock, 15*time.Minute); len(seen) != 1 || seen["first"] != 1 {
		t.Errorf("after a quarter of an hour: %v", seen)
	}
	if len(notices) == 1 && !strings.Contains(notices[0].Content, "10:10") {
		t.Errorf("the notice says %q", notices[0].Content)
	}
	stop()
	// While the window is closed six more come due. It tells them as one at its
	// next start, and none again at the one after.
	for i := range 5 {
		plan("later "+string(rune('A'+i)), time.Duration(i+1)*time.Minute)
	}
	clock = clock.Add(time.Hour)
	stop = s.shell.keepReminders()
	if seen := reminded(s, &notices, &clock, time.Hour); len(notices) != 1 || seen["6 next steps are due"] != 1 {
		t.Errorf("after the restart: %v", seen)
	}
	stop()
	stop = s.shell.keepReminders()
	defer stop()
	if seen := reminded(s, &notices, &clock, time.Hour); len(seen) != 0 {
		t.Errorf("told again: %v", seen)
	}
}

func TestPlannedStepsLeaveAsACalendarFile(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageActivities)
	s.shell.options.Documents = filepath.Join(t.TempDir(), "Attain")
	file := filepath.Join(s.shell.options.Documents, "attain-2026-11-23.ics")
	command := s.shell.deps.Text("views.calendar.menu")
	s.menuItem(command)
	if !strings.Contains(s.shell.banner.Says(), "No next step is planned") {
		t.Errorf("with nothing planned the window says %q", s.shell.banner.Says())
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("an empty calendar was written")
	}
	rep := s.shell.reps[0].ID
	for _, subject := range []string{"Ring up", "Send it"} {
		ok(s.service.PlanActivity(ctx, sales.Activity{RepID: rep, Type: sales.Call, Subject: subject, Day: s.service.Today()}))
	}
	s.settle()
	s.menuItem(command)
	if content := string(ok(os.ReadFile(file))); strings.Count(content, "BEGIN:VEVENT") != 2 {
		t.Errorf("the calendar holds %s", content)
	}
	s.shell.SaveCalendar(plannedSteps(s)[0].ID)
	if content := string(ok(os.ReadFile(file))); strings.Count(content, "BEGIN:VEVENT") != 1 {
		t.Errorf("the calendar of one step holds %s", content)
	}
}

// TestNoticesArriveAsTheyAreWritten: desktops of X11 and Wayland read the text of a
// notice as markup, and its title as it is.
func TestNoticesArriveAsTheyAreWritten(t *testing.T) {
	for system, want := range map[string]string{
		"linux": "10:00 · A &amp; B &lt;Ltd&gt;", "freebsd": "10:00 · A &amp; B &lt;Ltd&gt;",
		"windows": "10:00 · A & B <Ltd>", "darwin": "10:00 · A & B <Ltd>",
	} {
		var got fyne.Notification
		asMarkup(system, func(n *fyne.Notification) { got = *n })(fyne.NewNotification("Call <Kim> & Lee", "10:00 · A & B <Ltd>"))
		if got.Title != "Call <Kim> & Lee" || got.Content != want {
			t.Errorf("%s: %+v", system, got)
		}
	}
}
