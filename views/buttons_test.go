package views

import (
	"maps"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"attain/app/sales"
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

// TestNoPlaceSwallowsTheWindowsKeys opens a panel on each page and presses
// Escape on every place the keyboard can stand on, and F1 too.
func TestNoPlaceSwallowsTheWindowsKeys(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	canvas := s.window.Canvas()
	canvas.SetOnTypedKey(s.shell.typedKey)
	deal := ok(s.service.Deals(ctx, sales.DealQuery{Kind: sales.StageOpen, Limit: 1}))[0].ID
	for _, name := range PageNames() {
		s.shell.Open(name)
		s.settle()
		for _, stop := range s.tabStops() {
			s.shell.OpenDeal(deal)
			s.settle()
			canvas.Focus(stop.what)
			s.key(fyne.KeyEscape)
			if s.shell.side.panel != nil {
				t.Errorf("%s: Escape on %v leaves the panel open", name, stop)
				s.shell.ClosePanel()
			}
			heard := false
			canvas.SetOnTypedKey(func(key *fyne.KeyEvent) { heard = heard || key.Name == fyne.KeyF1 })
			s.key(fyne.KeyF1)
			canvas.SetOnTypedKey(s.shell.typedKey)
			if !heard {
				t.Errorf("%s: F1 on %v gives no help", name, stop)
			}
		}
	}
}

// TestEscapeClosesEveryDialogFromEverywhere presses Escape on each place of
// each dialog.
func TestEscapeClosesEveryDialogFromEverywhere(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	canvas := s.window.Canvas()
	canvas.SetOnTypedKey(s.shell.typedKey)
	dialogs := layoutDialogs(s)
	dialogs["help"] = s.shell.openHelp
	for _, name := range slices.Sorted(maps.Keys(dialogs)) {
		for place, places := 0, 1; place < places; place++ {
			dialogs[name]()
			s.settle()
			if canvas.Overlays().Top() == nil {
				s.shell.ClosePanel() // a panel stands among the page's own places
				break
			}
			stops := s.tabStops()
			if places = len(stops); places > 0 {
				canvas.Focus(stops[place].what)
				s.key(fyne.KeyEscape)
			} else {
				s.shell.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
			}
			s.settle()
			if top := canvas.Overlays().Top(); top != nil {
				t.Errorf("%s: Escape on %v of %d places does not close it", name, stops[place:min(place+1, len(stops))], places)
				for ; top != nil; top = canvas.Overlays().Top() {
					canvas.Overlays().Remove(top)
				}
				s.shell.dialogs = nil
			}
			s.shell.ClosePanel()
			s.settle()
		}
	}
}
