package views

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// visitShown visits every visible object below and with the given one.
func visitShown(object fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if object == nil || !object.Visible() {
		return
	}
	visit(object)
	switch object := object.(type) {
	case *fyne.Container:
		for _, child := range object.Objects {
			visitShown(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(object).Objects() {
			visitShown(child, visit)
		}
	}
}

// layers are the window's content and what lies over it, topmost last.
func (s *stand) layers() []fyne.CanvasObject {
	c := s.window.Canvas()
	return append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...)
}

// top is the topmost layer.
func (s *stand) top() fyne.CanvasObject {
	layers := s.layers()
	return layers[len(layers)-1]
}

// texts are the texts shown on the topmost layer.
func (s *stand) texts() []string {
	var found []string
	visitShown(s.top(), func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok && text.Text != "" {
			found = append(found, text.Text)
		}
	})
	return found
}

// sees fails the test unless each text is part of one shown on top.
func (s *stand) sees(wanted ...string) {
	s.t.Helper()
	shown := s.texts()
	for _, want := range wanted {
		if !slices.ContainsFunc(shown, func(text string) bool { return strings.Contains(text, want) }) {
			s.t.Errorf("%q is not shown; shown are %q", want, shown)
		}
	}
}

// misses fails the test if a text is part of one shown on top.
func (s *stand) misses(unwanted ...string) {
	s.t.Helper()
	for _, text := range s.texts() {
		for _, not := range unwanted {
			if strings.Contains(text, not) {
				s.t.Errorf("%q is shown", text)
			}
		}
	}
}

// shownOf are the visible widgets of a type on the topmost layer.
func shownOf[T any](s *stand) []T {
	var found []T
	visitShown(s.top(), func(o fyne.CanvasObject) {
		if wanted, ok := any(o).(T); ok {
			found = append(found, wanted)
		}
	})
	return found
}

// field is the field of a label on the topmost layer.
func (s *stand) field(label string) *widgets.Field {
	s.t.Helper()
	for _, field := range shownOf[*widgets.Field](s) {
		if field.Label() == label {
			return field
		}
	}
	s.t.Fatalf("no field %q among %q", label, s.texts())
	return nil
}

// fill types into the field of a label.
func (s *stand) fill(label, text string) {
	s.t.Helper()
	switch input := s.field(label).Input.(type) {
	case interface{ SetText(string) }:
		input.SetText(text)
	default:
		s.t.Fatalf("field %q takes no text", label)
	}
}

// pick chooses in the picker of a label by the text of an option.
func (s *stand) pick(label, text string) {
	s.t.Helper()
	picker, ok := s.field(label).Input.(*widgets.Picker)
	if !ok {
		s.t.Fatalf("field %q is no picker", label)
	}
	s.choose(picker, text)
}

// choose opens a picker, types and takes what comes first.
func (s *stand) choose(picker *widgets.Picker, text string) {
	s.t.Helper()
	test.Tap(picker)
	for _, letter := range text {
		s.focused().TypedRune(letter)
	}
	s.key(fyne.KeyReturn)
}

// press taps the button of a text on the topmost layer.
func (s *stand) press(text string) {
	s.t.Helper()
	for _, button := range shownOf[*widgets.Button](s) {
		if button.Text == text {
			test.Tap(button)
			s.settle()
			return
		}
	}
	s.t.Fatalf("no button %q among %q", text, s.texts())
}

// fromMenu does what an item of the menu that is open says.
func (s *stand) fromMenu(label string) {
	s.t.Helper()
	var item fyne.Tappable
	visitShown(s.top(), func(o fyne.CanvasObject) {
		tappable, is := o.(fyne.Tappable) // the innermost around the words
		if !is {
			return
		}
		visitShown(o, func(inner fyne.CanvasObject) {
			if text, is := inner.(*canvas.Text); is && text.Text == label {
				item = tappable
			}
		})
	})
	if item == nil {
		s.t.Fatalf("no item %q among %q", label, s.texts())
	}
	item.Tapped(&fyne.PointEvent{})
	s.settle()
}

func (s *stand) focused() fyne.Focusable {
	s.t.Helper()
	focused := s.window.Canvas().Focused()
	if focused == nil {
		s.t.Fatal("nothing has the keyboard")
	}
	return focused
}

// key presses a key in what has the keyboard, and lets everything settle.
func (s *stand) key(name fyne.KeyName) {
	s.t.Helper()
	s.focused().TypedKey(&fyne.KeyEvent{Name: name})
	s.settle()
}

// typed types into what has the keyboard.
func (s *stand) typed(text string) {
	s.t.Helper()
	for _, letter := range text {
		s.focused().TypedRune(letter)
	}
}

// ctrlEnter submits the form that has the keyboard.
func (s *stand) ctrlEnter() {
	s.t.Helper()
	target, ok := s.focused().(fyne.Shortcutable)
	if !ok {
		s.t.Fatal("what has the keyboard takes no shortcut")
	}
	target.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	s.settle()
}

// shortcut does what the main menu does on a key, as the driver would.
func (s *stand) shortcut(shortcut fyne.Shortcut) {
	s.t.Helper()
	for _, menu := range s.window.MainMenu().Items {
		for _, item := range menu.Items {
			if item.Shortcut != nil && item.Shortcut.ShortcutName() == shortcut.ShortcutName() {
				item.Action()
				s.settle()
				return
			}
		}
	}
	s.t.Fatalf("no menu item has %s", shortcut.ShortcutName())
}

// menuItem does what an item of the main menu does.
func (s *stand) menuItem(label string) {
	s.t.Helper()
	for _, menu := range s.window.MainMenu().Items {
		for _, item := range menu.Items {
			if item.Label == label {
				item.Action()
				s.settle()
				return
			}
		}
	}
	s.t.Fatalf("no menu item says %q", label)
}

// ok is what a call answers that must not fail.
func ok[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// ctx is the context of tests.
var ctx = context.Background()

// twoReps is a database with two reps, a product and a deal of each: "Harbour
// cranes" of Kim at Hansung, "Night shift" of Lee.
func twoReps(s *app.Service) error {
	if err := founded("en")(s); err != nil {
		return err
	}
	amount := sales.Amount(1_250_000)
	for i, name := range []string{"Kim", "Lee"} {
		rep, err := s.SaveRep(ctx, sales.Rep{Name: name})
		if err != nil {
			return err
		}
		form := app.DealForm{Deal: sales.Deal{Name: []string{"Harbour cranes", "Night shift"}[i], OwnerID: rep, Amount: &amount}, Account: []string{"Hansung", "Nuri"}[i]}
		if _, err := s.CreateDeal(ctx, form); err != nil {
			return err
		}
	}
	price := sales.Amount(99_900)
	_, err := s.SaveProduct(ctx, sales.Product{Name: "Crane oil", Price: &price})
	return err
}
