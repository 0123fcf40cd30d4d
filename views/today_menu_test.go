package views

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"attain/app/sales"
)

// TestAStepIsPutOffFromToday opens the menu of a due step by key and by the
// other button, and puts the step off to tomorrow.
func TestAStepIsPutOffFromToday(t *testing.T) {
	service := newService(t, twoReps)
	rep, today := ok(service.Reps(ctx))[0].ID, service.Today()
	id := ok(service.PlanActivity(ctx, sales.Activity{RepID: rep, Type: sales.Call, Day: today, Planned: true, Subject: "Call back"}))
	s := open(t, service, "light", PageToday)
	page, text := s.shell.pages[PageToday].(*Today), s.shell.deps.Text
	row := page.rows[0]
	s.window.Canvas().Focus(row)
	s.key(desktop.KeyMenu)
	off := text("views.activities.menu.postpone", "Day", s.shell.deps.Format.Day(today+1, today))
	s.sees(text("views.activities.menu.complete"), off, text("views.activities.menu.delete"))
	s.key(fyne.KeyEscape)
	s.misses(off)
	row.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(300, 300)})
	s.fromMenu(off)
	if step := ok(service.Activities(ctx, sales.ActivityQuery{IDs: []sales.ID{id}}))[0]; step.Day != today+1 || !step.Planned {
		t.Errorf("the step is due on %s, planned %t", step.Day, step.Planned)
	}
}
