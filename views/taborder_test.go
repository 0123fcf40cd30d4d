package views

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"attain/app/sales"
)

// sameRow is by how much places may differ in height and still be of one row,
// in logical pixels.
const sameRow = 14

// stop is where the keyboard stops on its way through a dialog.
type stop struct {
	what fyne.Focusable
	at   fyne.Position
}

func (a stop) String() string { return fmt.Sprintf("%T at %.0f,%.0f", a.what, a.at.X, a.at.Y) }

// before reports whether the eye comes to a first.
func (a stop) before(b stop) bool {
	if dy := a.at.Y - b.at.Y; dy < -sameRow || dy > sameRow {
		return dy < 0
	}
	return a.at.X < b.at.X
}

// tabStops are where Tab leads on the topmost layer, from the first place the
// eye comes to, once around.
func (s *stand) tabStops() []stop {
	canvas := s.window.Canvas()
	var stops []stop
	for range 200 {
		canvas.FocusNext()
		what := canvas.Focused()
		object, isObject := what.(fyne.CanvasObject)
		if !isObject || len(stops) > 0 && stops[0].what == what {
			break
		}
		stops = append(stops, stop{what, fyne.CurrentApp().Driver().AbsolutePositionForObject(object)})
	}
	first := 0
	for i := range stops {
		if stops[i].before(stops[first]) {
			first = i
		}
	}
	return append(slices.Clone(stops[first:]), stops[:first]...)
}

// TestTabGoesThroughEveryFormAsTheEyeDoes walks each dialog with Tab: from left
// to right and from top to bottom, through every input and button there is.
func TestTabGoesThroughEveryFormAsTheEyeDoes(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	dialogs := layoutDialogs(s)
	for _, name := range slices.Sorted(maps.Keys(dialogs)) {
		dialogs[name]()
		s.settle()
		s.redraw()
		// A panel stands among the page's own places.
		if s.shell.side.panel == nil && s.window.Canvas().Overlays().Top() != nil {
			stops := s.tabStops()
			for i := range stops[:max(0, len(stops)-1)] {
				if stops[i+1].before(stops[i]) {
					t.Errorf("%s: Tab goes from %v back to %v", name, stops[i], stops[i+1])
				}
			}
			for _, missed := range unreached(s.top(), stops) {
				t.Errorf("%s: Tab never comes to %T", name, missed)
			}
		}
		for len(s.shell.dialogs) > 0 {
			s.shell.CloseDialog()
		}
		for top := s.window.Canvas().Overlays().Top(); top != nil; top = s.window.Canvas().Overlays().Top() {
			s.window.Canvas().Overlays().Remove(top)
		}
		s.shell.ClosePanel()
		s.settle()
	}
}

// unreached are the enabled inputs and buttons shown that are no stops.
func unreached(root fyne.CanvasObject, stops []stop) []fyne.Focusable {
	var missed []fyne.Focusable
	visitShown(root, func(object fyne.CanvasObject) {
		focusable, can := object.(fyne.Focusable)
		if disableable, may := object.(fyne.Disableable); !can || may && disableable.Disabled() {
			return
		}
		if !slices.ContainsFunc(stops, func(s stop) bool { return s.what == focusable }) {
			missed = append(missed, focusable)
		}
	})
	return missed
}

// TestTheFocusIsSeen compares a picture of each input and button of a form that
// has most kinds of them with the keyboard on it and without.
func TestTheFocusIsSeen(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageReports)
	canvas := s.window.Canvas()
	askRep(s.shell.deps, sales.Rep{})
	s.settle()
	stops := s.tabStops()
	canvas.Unfocus()
	before := canvas.Capture()
	if len(stops) < 8 {
		t.Fatalf("the form of a rep has only %d stops", len(stops))
	}
	for _, stop := range stops {
		canvas.Focus(stop.what)
		if reflect.DeepEqual(before, canvas.Capture()) {
			t.Errorf("nothing shows that the keyboard is on %v", stop)
		}
	}
}

// TestTabComesToThePageAtItsTop walks every page with Tab: of the places on a
// page, the one the eye comes to first is the first.
func TestTabComesToThePageAtItsTop(t *testing.T) {
	service := newService(t, demo("en"))
	for _, page := range PageNames() {
		s := open(t, service, "light", page)
		s.redraw()
		onPage := map[fyne.Focusable]bool{}
		visitShown(s.shell.area, func(object fyne.CanvasObject) {
			if focusable, can := object.(fyne.Focusable); can {
				onPage[focusable] = true
			}
		})
		stops := s.tabStops()
		begin := slices.IndexFunc(stops, func(stop stop) bool { return !onPage[stop.what] })
		stops = slices.DeleteFunc(append(slices.Clone(stops[begin:]), stops[:begin]...), func(stop stop) bool { return !onPage[stop.what] })
		for _, other := range stops[1:] {
			if stops[0].at.Y-other.at.Y > 3*sameRow { // less is another card beside it
				t.Errorf("%s: Tab comes to %v before %v", page, stops[0], other)
				break
			}
		}
	}
}
