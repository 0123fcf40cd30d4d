package views

import (
	"maps"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"attain/views/widgets"
)

// TestEscapeLosesNothingThatWasTyped leaves every form by Escape: untouched it
// closes at once; with something typed it asks, and goes on or closes.
func TestEscapeLosesNothingThatWasTyped(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	dialogs, left := layoutDialogs(s), 0
	leave := s.shell.deps.Text("views.shell.leave")
	for _, name := range slices.Sorted(maps.Keys(dialogs)) {
		shut := func() (n int) {
			dialogs[name]()
			s.settle()
			s.redraw()
			return len(s.shell.dialogs)
		}
		depth := shut()
		input, _ := s.inputOnTop()
		if depth > 0 && len(shownOf[*widgets.Form](s)) == 1 && input != nil {
			left++
			s.escapeFrom(input)
			if len(s.shell.dialogs) != depth-1 {
				t.Errorf("%s: untouched, it does not close at once", name)
			}
			s.closeDialogs()
			shut()
			input, text := s.inputOnTop()
			s.window.Canvas().Focus(input)
			s.typed("7")
			typed := text()
			s.escapeFrom(input)
			if !slices.Contains(s.texts(), leave) {
				t.Errorf("%s: what was typed is lost without a question", name)
				s.closeDialogs()
				continue
			}
			s.key(fyne.KeyReturn) // keeps, whatever is pressed by habit
			s.redraw()
			if len(s.shell.dialogs) != depth || text() != typed {
				t.Errorf("%s: it does not go on with %q: %q", name, typed, text())
			}
			s.escapeFrom(input)
			s.press(s.shell.deps.Text("views.shell.leaveYes"))
			s.settle()
			if len(s.shell.dialogs) != depth-1 {
				t.Errorf("%s: it does not close when told so", name)
			}
		}
		s.closeDialogs()
		s.shell.ClosePanel()
		s.settle()
	}
	if left < 15 {
		t.Errorf("only %d forms were left", left)
	}
}

// inputOnTop is the first input of the topmost dialog that can be typed into,
// and what stands in it.
func (s *stand) inputOnTop() (found fyne.Focusable, text func() string) {
	visitShown(s.top(), func(object fyne.CanvasObject) {
		var within *widgets.Input
		switch object := object.(type) {
		case *widgets.Input:
			within = object
		case *widgets.NumberEntry:
			within = &object.Input
		case *widgets.DateEntry:
			within = &object.Input
		}
		if input, is := object.(fyne.Focusable); is && found == nil && within != nil && !within.Disabled() {
			found, text = input, func() string { return within.Text }
		}
	})
	return found, text
}

func (s *stand) escapeFrom(input fyne.Focusable) {
	input.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	s.settle()
	s.redraw()
}
