package views

import (
	"fmt"
	"image"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

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
	stops := s.stops(s.window.Canvas().FocusNext)
	first := 0
	for i := range stops {
		if stops[i].before(stops[first]) {
			first = i
		}
	}
	return append(slices.Clone(stops[first:]), stops[:first]...)
}

// stops are where a step leads again and again, once around.
func (s *stand) stops(step func()) []stop {
	on := s.window.Canvas()
	var stops []stop
	for range 200 {
		step()
		what := on.Focused()
		object, isObject := what.(fyne.CanvasObject)
		if !isObject || len(stops) > 0 && stops[0].what == what {
			break
		}
		stops = append(stops, stop{what, fyne.CurrentApp().Driver().AbsolutePositionForObject(object)})
	}
	return stops
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
		s.shut()
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

// looks is what can be seen of an object and what is on it: where everything
// is, in what colours.
func looks(object fyne.CanvasObject) string {
	var seen strings.Builder
	visitShown(object, func(part fyne.CanvasObject) {
		size := part.Size()
		if size.Width <= 0 || size.Height <= 0 {
			return
		}
		switch drawn := part.(type) {
		case *canvas.Rectangle:
			fmt.Fprintln(&seen, part.Position(), size, drawn.FillColor, drawn.StrokeColor, drawn.StrokeWidth)
		case *canvas.Circle:
			fmt.Fprintln(&seen, part.Position(), size, drawn.FillColor, drawn.StrokeColor, drawn.StrokeWidth)
		case *canvas.Text:
			fmt.Fprintln(&seen, part.Position(), drawn.Text, drawn.Color)
		case *canvas.Line:
			fmt.Fprintln(&seen, part.Position(), size, drawn.StrokeColor, drawn.StrokeWidth)
		}
	})
	return seen.String()
}

// focusSeen wants every stop to look otherwise while it has the keyboard, and
// the picture of the window to show that for the first stop of each kind.
func (s *stand) focusSeen(where string, stops []stop, pictured map[string]bool) {
	s.t.Helper()
	on := s.window.Canvas()
	for _, stop := range stops {
		kind := fmt.Sprintf("%T", stop.what)
		on.Unfocus()
		before := looks(stop.what.(fyne.CanvasObject))
		var picture image.Image
		if !pictured[kind] {
			picture = on.Capture()
		}
		on.Focus(stop.what)
		if looks(stop.what.(fyne.CanvasObject)) == before {
			s.t.Errorf("%s: nothing about %v shows that the keyboard is on it", where, stop)
			continue
		}
		if !pictured[kind] && reflect.DeepEqual(picture, on.Capture()) {
			s.t.Errorf("%s: no picture shows that the keyboard is on %v", where, stop)
		}
		pictured[kind] = true
	}
}

// TestTheFocusIsSeen goes with Tab through every dialog, panel and page.
func TestTheFocusIsSeen(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	pictured := map[string]bool{}
	for _, page := range PageNames() {
		s.shell.Open(page)
		s.settle()
		s.redraw()
		s.focusSeen(page, s.tabStops(), pictured)
	}
	dialogs := layoutDialogs(s)
	for _, name := range slices.Sorted(maps.Keys(dialogs)) {
		dialogs[name]()
		s.settle()
		s.redraw()
		s.focusSeen(name, s.tabStops(), pictured)
		s.shut()
	}
	if len(pictured) < 12 {
		t.Errorf("only these kinds of places were seen: %v", pictured)
	}
}

// shut closes everything that stands over the page.
func (s *stand) shut() {
	for len(s.shell.dialogs) > 0 {
		s.shell.CloseDialog()
	}
	overlays := s.window.Canvas().Overlays()
	for top := overlays.Top(); top != nil; top = overlays.Top() {
		overlays.Remove(top)
	}
	s.shell.ClosePanel()
	s.settle()
}

// TestTabComesToThePageAtItsTop walks every page with Tab: of the places on a
// page, the one the eye comes to first is the first.
func TestTabComesToThePageAtItsTop(t *testing.T) {
	service := newService(t, demo("en"))
	for _, page := range PageNames() {
		s := open(t, service, "light", page)
		s.redraw()
		onPage := shownIn(s.shell.area)
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

// TestTabGoesNowhereUnderAnOpenPanel opens each panel over each page: Tab goes
// through the panel and the bars around the page in both directions, and never
// to a place on the page, which the panel may hide.
func TestTabGoesNowhereUnderAnOpenPanel(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	deal := ok(s.service.Deals(ctx, sales.DealQuery{Kind: sales.StageOpen, Limit: 1}))[0]
	lead := ok(s.service.Leads(ctx, sales.LeadQuery{Limit: 1}))[0]
	back := false
	for _, page := range PageNames() {
		for name, show := range map[string]func(){
			"deal": func() { s.shell.OpenDeal(deal.ID) }, "account": func() { s.shell.OpenAccount(deal.AccountID) }, "lead": func() { s.shell.OpenLead(lead.ID) },
		} {
			s.shell.Open(page)
			show()
			s.settle()
			s.redraw()
			s.shell.side.slide.Back = func() bool { return back }
			onPage, onPanel := shownIn(s.shell.area), shownIn(s.shell.side.panel.Object())
			back = false
			forward := s.tabStops()
			back = true
			backward := s.stops(s.window.Canvas().FocusPrevious)
			back = false
			for _, stops := range [][]stop{forward, backward} {
				reached := 0
				for _, stop := range stops {
					if onPage[stop.what] {
						t.Errorf("%s over %s: the keyboard comes to %v of the page", name, page, stop)
					}
					if onPanel[stop.what] {
						reached++
					}
				}
				if reached < 3 || len(stops) <= reached {
					t.Errorf("%s over %s: of %d places %d are on the panel", name, page, len(stops), reached)
				}
			}
			s.shut()
		}
	}
}

// enabledIn are the places of an object that can be gone to, in the order in
// which it is drawn.
func enabledIn(object fyne.CanvasObject) (stops []stop) {
	visitShown(object, func(object fyne.CanvasObject) {
		focusable, can := object.(fyne.Focusable)
		if disableable, may := object.(fyne.Disableable); can && (!may || !disableable.Disabled()) {
			stops = append(stops, stop{focusable, fyne.CurrentApp().Driver().AbsolutePositionForObject(object)})
		}
	})
	return stops
}

// shownIn are the places of an object that can have the keyboard.
func shownIn(object fyne.CanvasObject) map[fyne.Focusable]bool {
	places := map[fyne.Focusable]bool{}
	visitShown(object, func(object fyne.CanvasObject) {
		if focusable, can := object.(fyne.Focusable); can {
			places[focusable] = true
		}
	})
	return places
}

// TestTheKeyboardStaysWhenAllIsLoadedAnew puts the keyboard on every place of
// every page and panel and loads them anew, as each change does: the keyboard
// is then on a place of the same kind that is still there.
func TestTheKeyboardStaysWhenAllIsLoadedAnew(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	deal := ok(s.service.Deals(ctx, sales.DealQuery{Kind: sales.StageOpen, Limit: 1}))[0]
	lead := ok(s.service.Leads(ctx, sales.LeadQuery{Limit: 1}))[0]
	for _, page := range PageNames() {
		s.shell.Open(page)
		s.staysWhenLoaded(page, func() fyne.CanvasObject { return s.shell.area }, s.shell.again)
	}
	for name, show := range map[string]func(){
		"deal": func() { s.shell.OpenDeal(deal.ID) }, "account": func() { s.shell.OpenAccount(deal.AccountID) }, "lead": func() { s.shell.OpenLead(lead.ID) },
	} {
		show()
		s.staysWhenLoaded(name, func() fyne.CanvasObject { return s.shell.side.panel.Object() }, func() { s.shell.side.panel.Load() })
		s.shut()
	}
}

// staysWhenLoaded wants the keyboard to stay on each place of an object.
func (s *stand) staysWhenLoaded(name string, object func() fyne.CanvasObject, load func()) {
	s.t.Helper()
	s.settle()
	s.redraw()
	on := s.window.Canvas()
	for i, count := 0, len(enabledIn(object())); i < count; i++ {
		on.Focus(enabledIn(object())[i].what)
		s.settle()
		before := enabledIn(object())[i] // a list has scrolled to it
		load()
		s.settle()
		s.redraw()
		now := on.Focused()
		if !shownIn(object())[now] {
			s.t.Errorf("%s: the keyboard was on %v and is on %T, which is not shown any more", name, before, now)
		} else if reflect.TypeOf(now) != reflect.TypeOf(before.what) {
			s.t.Errorf("%s: the keyboard was on %v and is on %T", name, before, now)
		} else if at := fyne.CurrentApp().Driver().AbsolutePositionForObject(now.(fyne.CanvasObject)); at.Subtract(before.at) != (fyne.Position{}) {
			s.t.Errorf("%s: the keyboard was on %v and is at %v", name, before, at)
		}
	}
}

// TestThePageThatIsLeftHearsNoKey puts the keyboard on each page and opens each
// other one: it is then on something that is seen, or on nothing.
func TestThePageThatIsLeftHearsNoKey(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	for _, from := range PageNames() {
		for _, to := range PageNames() {
			s.shell.Open(from)
			s.settle()
			s.redraw()
			here := enabledIn(s.shell.area)
			s.window.Canvas().Focus(here[len(here)-1].what)
			s.shell.Open(to)
			s.settle()
			s.redraw()
			if now := s.window.Canvas().Focused(); now != nil && !shownIn(s.window.Canvas().Content())[now] {
				t.Errorf("from %s to %s the keyboard is on %T, which is not shown", from, to, now)
			}
		}
	}
}
