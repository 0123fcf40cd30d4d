package views

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/data"
	"attain/views/widgets"
)

// slowly has the window's commands wait until the test lets them run.
func slowly(s *stand) *lateRunner {
	runner := &lateRunner{}
	s.shell.options.Runner = runner
	return runner
}

// TestWhatTakesLongCanBeCancelled shows a bar with a way out once a command
// has taken half a second, and takes it away when it has ended.
func TestWhatTakesLongCanBeCancelled(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageSettings)
	runner := slowly(s)
	var seen error
	done := 0
	command := func(ctx context.Context) error {
		seen = ctx.Err()
		return seen
	}
	s.shell.Do(command, func() { done++ })
	runner.Advance(workDelay / 2)
	if s.shell.strip.shown() {
		t.Error("a bar for what may be over at once")
	}
	runner.Advance(workDelay)
	if !s.shell.strip.shown() {
		t.Fatal("nothing shows that a command takes long")
	}
	s.redraw()
	s.sees("Still working…")
	noneCut(s, s.shell.strip.window())
	s.shell.strip.stop()
	runner.works[0]()
	if !errors.Is(seen, context.Canceled) || done != 0 {
		t.Errorf("the command saw %v, and %d were done", seen, done)
	}
	if s.shell.strip.shown() || s.shell.banner.Visible() {
		t.Error("the bar stays, or a failure is shown for what the user stopped")
	}
	s.shell.Do(command, func() { done++ })
	runner.works[1]()
	runner.Advance(2 * workDelay)
	if seen != nil || done != 1 || s.shell.strip.shown() {
		t.Errorf("what came after saw %v, %d were done", seen, done)
	}
}

// TestAFormUnderWayIsStoppedByItsCancel stops the command first and closes the
// form only then.
func TestAFormUnderWayIsStoppedByItsCancel(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageSettings)
	runner := slowly(s)
	var seen error
	name := textEntry("a")
	s.shell.AskForm(FormDialog{
		Title: "Close", Submit: "Close it", Rows: []fyne.CanvasObject{name},
		Read: func() (Command, error) {
			return func(ctx context.Context) error {
				seen = ctx.Err()
				return seen
			}, nil
		},
	})
	s.redraw()
	forms := shownOf[*widgets.Form](s)
	if len(forms) != 1 {
		t.Fatalf("%d forms are shown", len(forms))
	}
	form := forms[0]
	form.OnSubmit()
	runner.Advance(2 * workDelay)
	if !s.shell.strip.shown() {
		t.Error("no bar for a form that takes long")
	}
	form.OnCancel()
	runner.works[0]()
	if !errors.Is(seen, context.Canceled) || len(s.shell.dialogs) != 1 {
		t.Errorf("the command saw %v, %d dialogs are open", seen, len(s.shell.dialogs))
	}
	form.OnCancel()
	if len(s.shell.dialogs) != 0 {
		t.Error("the form does not close")
	}
}

// TestADialogShowsWhatTakesLong has a dialog over the window show the bar, whose
// button can be pressed there; without the dialog it goes on in the window.
func TestADialogShowsWhatTakesLong(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageSettings)
	runner := slowly(s)
	var seen error
	s.shell.show("Trash", widgets.NewParagraph("a list", widgets.SizeBody, widgets.RoleMuted), dialogWide, nil)
	s.misses("Still working…")
	s.shell.Do(func(ctx context.Context) error {
		seen = ctx.Err()
		return seen
	}, nil)
	runner.Advance(2 * workDelay)
	s.sees("a list", "Still working…")
	for _, fault := range layoutFaults(s.top(), s.window.Canvas().Size()) {
		t.Error(fault)
	}
	if s.shell.strip.places[0].object.Visible() {
		t.Error("the bar is in the window, too, where it cannot be reached")
	}
	s.shell.CloseDialog()
	if !s.shell.strip.places[0].object.Visible() {
		t.Error("without the dialog nothing shows what takes long")
	}
	s.shell.show("Trash", widgets.NewParagraph("a list", widgets.SizeBody, widgets.RoleMuted), dialogWide, nil)
	s.press("Cancel")
	runner.works[0]()
	if !errors.Is(seen, context.Canceled) {
		t.Errorf("the command saw %v", seen)
	}
	s.misses("Still working…")
}

// heldStore is a store whose file another program may hold.
type heldStore struct {
	app.Store
	held bool
}

// Waiting is whether a write waits.
func (s *heldStore) Waiting() bool { return s.held }

// serviceOver is a service on a store.
func serviceOver(t *testing.T, store app.Store, now func() time.Time) *app.Service {
	t.Helper()
	service := app.New(store, app.Options{Now: now, Who: "test", Text: wordsIn})
	if err := service.Prepare(ctx); err != nil {
		t.Fatal(err)
	}
	if err := oneOfEach("en")(service); err != nil {
		t.Fatal(err)
	}
	return service
}

// TestTheWindowSaysThatItWaitsForAnotherProgram tells what keeps a command,
// within a second, and that it goes on.
func TestTheWindowSaysThatItWaitsForAnotherProgram(t *testing.T) {
	now := func() time.Time { return thatDay }
	file := ok(data.Open(ctx, filepath.Join(t.TempDir(), "attain.db"), data.Options{Now: now}))
	defer file.Close() //nolint:errcheck // a test's own
	store := &heldStore{Store: file}
	s := open(t, serviceOver(t, store, now), "light", PageSettings)
	runner := slowly(s)
	s.shell.Do(func(context.Context) error { return nil }, nil)
	store.held = true
	runner.Advance(time.Second)
	s.redraw()
	s.sees("Another program is using the database. Waiting for it…")
	s.misses("Still working…")
	noneCut(s, s.shell.strip.window())
	store.held = false
	runner.Advance(workTick)
	s.redraw()
	s.sees("Still working…")
	runner.works[0]()
	runner.Advance(time.Second)
	s.misses("Still working…")
}
