package views

import (
	"testing"

	"fyne.io/fyne/v2"

	"attain/views/widgets"
)

// TestEscapeClosesFromEveryButton: Fyne's own button swallows Escape.
func TestEscapeClosesFromEveryButton(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PagePipeline)
	canvas := s.window.Canvas()
	canvas.SetOnTypedKey(s.shell.typedKey)
	s.key(fyne.KeyReturn)
	s.settle()
	for _, button := range shownOf[*widgets.Button](s) {
		if button.Text == "Edit" {
			canvas.Focus(button)
		}
	}
	s.key(fyne.KeyReturn) // Enter presses it
	s.sees("Save")
	for _, button := range shownOf[*widgets.Button](s) {
		if button.Text == "Save" {
			canvas.Focus(button)
		}
	}
	s.key(fyne.KeyEscape)
	s.misses("Save")
	if s.shell.side.panel == nil {
		t.Fatal("Escape closed more than the form")
	}
	for _, box := range shownOf[*widgets.CheckBox](s) {
		canvas.Focus(box) // the last one is a point of the checklist
	}
	s.key(fyne.KeyEscape)
	if s.shell.side.panel != nil {
		t.Error("Escape on a box leaves the panel open")
	}
}

func TestEnterConfirms(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageSettings)
	done := false
	s.shell.Ask("Sure?", widgets.NewTitle("Really"), "Do it", func() error {
		done = true
		return nil
	})
	s.key(fyne.KeyReturn)
	s.settle()
	if !done {
		t.Error("Enter on a question does nothing")
	}
}
