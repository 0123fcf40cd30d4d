package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// threeInputs puts a line, notes and a line under each other, steered.
func threeInputs(t *testing.T, back *bool) (s *stage, first, notes, last *Input) {
	t.Helper()
	s = newStage(t)
	first, notes, last = NewInput(), NewNotes(2), NewInput()
	for _, input := range []*Input{first, notes, last} {
		input.Steer(s.keyboard(back))
	}
	s.show(container.NewVBox(first, notes, last), 300, 300)
	s.focus(first)
	return s, first, notes, last
}

// TestTabWaitsForTheLastSyllable hands in a syllable after the Tab that ended
// it, as input methods on X11 do.
func TestTabWaitsForTheLastSyllable(t *testing.T) {
	s, first, notes, last := threeInputs(t, nil)
	s.typed("김민")
	s.keys(fyne.KeyTab)
	s.typed("수")
	s.clock.advance(submitDelay)
	if first.Text != "김민수" || s.focused() != fyne.Focusable(notes) {
		t.Errorf("%q, and the keyboard is on %T", first.Text, s.focused())
	}
	s.typed("two\tlines")
	s.keys(fyne.KeyTab)
	s.clock.advance(submitDelay)
	if s.focused() != fyne.Focusable(last) {
		t.Error("Tab does not leave the notes")
	}
}

// TestTabKeepsNobodyWaiting types on at once: it goes where Tab leads.
func TestTabKeepsNobodyWaiting(t *testing.T) {
	back := false
	s, first, notes, last := threeInputs(t, &back)
	s.keys(fyne.KeyTab)
	s.typed("n")
	s.keys(fyne.KeyTab, fyne.KeyTab)
	if s.focused() != fyne.Focusable(first) {
		t.Errorf("two Tabs lead from the second of three to %T", s.focused())
	}
	s.keys(fyne.KeyTab, fyne.KeyBackspace)
	if notes.Text != "" {
		t.Errorf("Backspace after Tab leaves %q", notes.Text)
	}
	back = true
	s.keys(fyne.KeyTab)
	s.clock.advance(submitDelay)
	if s.focused() != fyne.Focusable(first) {
		t.Error("Shift and Tab do not go back")
	}
	s.keys(fyne.KeyTab)
	s.focus(last) // a click
	s.clock.advance(submitDelay)
	if s.focused() != fyne.Focusable(last) {
		t.Error("a Tab that waited moves the keyboard after a click")
	}
}
