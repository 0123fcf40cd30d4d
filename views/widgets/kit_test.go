package widgets

import (
	"hash/fnv"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// roleTheme answers our colour names with a colour made from the name, so
// that tests can tell roles apart.
type roleTheme struct{ fyne.Theme }

func (t roleTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if !strings.HasPrefix(string(name), "attain-") {
		return t.Theme.Color(name, variant)
	}
	sum := fnv.New32()
	_, _ = sum.Write([]byte(name))
	n := sum.Sum32()
	return color.NRGBA{R: uint8(n), G: uint8(n >> 8), B: uint8(n >> 16), A: 0xFF}
}

// clock is the Runner of tests: its time stands until it is moved, and its
// background works wait until they are finished or run at once.
type clock struct {
	now    time.Duration
	timers []*timer
	late   bool
	works  []func()
}

type timer struct {
	due time.Duration
	f   func()
}

func (c *clock) After(d time.Duration, f func()) func() {
	t := &timer{c.now + d, f}
	c.timers = append(c.timers, t)
	return func() { t.f = nil }
}

func (c *clock) Go(work, done func()) {
	if c.late {
		c.works = append(c.works, func() { work(); done() })
		return
	}
	work()
	done()
}

func (c *clock) advance(d time.Duration) {
	for until := c.now + d; ; {
		slices.SortStableFunc(c.timers, func(a, b *timer) int { return int(a.due - b.due) })
		if len(c.timers) == 0 || c.timers[0].due > until {
			c.now = until
			return
		}
		next := c.timers[0]
		c.timers, c.now = c.timers[1:], next.due
		if next.f != nil {
			next.f()
		}
	}
}

// stage is a window with an overlay over what a test shows.
type stage struct {
	t       *testing.T
	window  fyne.Window
	overlay *Overlay
	clock   *clock
}

func newStage(t *testing.T) *stage {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(roleTheme{theme.DefaultTheme()})
	s := &stage{t: t, clock: &clock{}}
	s.overlay = NewOverlay(s.clock, app.Driver())
	s.window = test.NewTempWindow(t, nil)
	s.window.SetPadded(false)
	return s
}

func (s *stage) show(object fyne.CanvasObject, wide, high float32) {
	s.window.SetContent(container.NewStack(object, s.overlay))
	s.window.Resize(fyne.NewSize(wide, high))
}

func (s *stage) focus(object fyne.Focusable) { s.window.Canvas().Focus(object) }

func (s *stage) focused() fyne.Focusable { return s.window.Canvas().Focused() }

// keyboard moves through the stage's window, backwards while back says so; nil
// never does.
func (s *stage) keyboard(back *bool) *Keyboard {
	on := s.window.Canvas()
	return &Keyboard{
		Runner: s.clock,
		Back:   func() bool { return back != nil && *back },
		Focus:  on.Focus,
		Move: func(back bool) fyne.Focusable {
			if back {
				on.FocusPrevious()
			} else {
				on.FocusNext()
			}
			return on.Focused()
		},
	}
}

// keys presses keys in what has the keyboard.
func (s *stage) keys(names ...fyne.KeyName) {
	s.t.Helper()
	for _, name := range names {
		if s.focused() == nil {
			s.t.Fatalf("nothing has the keyboard for %s", name)
		}
		s.focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func (s *stage) shortcut(modifier fyne.KeyModifier, name fyne.KeyName) {
	s.t.Helper()
	target, ok := s.focused().(fyne.Shortcutable)
	if !ok {
		s.t.Fatalf("what has the keyboard takes no shortcut %s", name)
	}
	target.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: modifier})
}

func (s *stage) typed(text string) {
	s.t.Helper()
	for _, letter := range text {
		s.focused().TypedRune(letter)
	}
}

// texts are all visible texts below an object, in order of drawing.
func texts(object fyne.CanvasObject) []string {
	var found []string
	each(object, func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok && text.Text != "" {
			found = append(found, text.Text)
		}
	})
	return found
}

// each visits every visible object below and with the given one.
func each(object fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if object == nil || !object.Visible() {
		return
	}
	visit(object)
	switch object := object.(type) {
	case *fyne.Container:
		for _, child := range object.Objects {
			each(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(object).Objects() {
			each(child, visit)
		}
	}
}

// all are the visible widgets of a type below an object.
func all[T any](object fyne.CanvasObject) []T {
	var found []T
	each(object, func(o fyne.CanvasObject) {
		if wanted, ok := any(o).(T); ok {
			found = append(found, wanted)
		}
	})
	return found
}

func same[T comparable](t *testing.T, what string, got []T, want ...T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// containsRank ranks by plain containment, in the order given.
func containsRank(typed string, texts []string) []int {
	var found []int
	for i, text := range texts {
		if strings.Contains(strings.ToLower(text), strings.ToLower(typed)) {
			found = append(found, i)
		}
	}
	return found
}
