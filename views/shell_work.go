package views

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"attain/views/widgets"
)

// workDelay is how long a command may take before the window shows that it is
// at work, with a way to stop it.
const workDelay = 500 * time.Millisecond

// workTick is how often the window then asks what it waits for.
const workTick = 500 * time.Millisecond

// work is a command under way.
type work struct {
	cancel context.CancelFunc
	slow   bool // it takes longer than workDelay
}

// workStrip shows in the window, and in the dialog that lies over it, that
// commands take long. How far they are is not known: those whose parts can be
// counted have pages and dialogs of their own that count them.
type workStrip struct {
	places []*workPlace // the window's, then those of the open dialogs, topmost last
	works  []*work
	ground *fyne.Container // under the window's place, always there
	deps   Deps
}

// workPlace is one place where the strip is shown.
type workPlace struct {
	object *fyne.Container
	words  *widgets.Text
	bar    *widget.ProgressBarInfinite
	fit    func() // makes room for the strip or takes it back
}

// newWorkPlace makes a place; stop, where it is not nil, has a button.
func newWorkPlace(d Deps, stop func()) *workPlace {
	p := &workPlace{bar: widget.NewProgressBarInfinite(), fit: func() {}}
	p.bar.Stop()
	p.words = widgets.NewText(d.Text("views.shell.working"), widgets.SizeBody, widgets.RoleNone)
	p.object = container.NewHBox(container.NewCenter(p.words), container.NewCenter(fixed(160, p.bar)))
	if stop != nil {
		p.object.Add(newButton(d.Text("views.shell.cancel"), stop))
	}
	return p
}

func (p *workPlace) set(shown bool) {
	switch {
	case shown && !p.object.Visible():
		p.bar.Start()
		p.object.Show()
		p.fit()
	case !shown && p.object.Visible():
		p.bar.Stop()
		p.object.Hide()
		p.fit()
	}
}

// newWorkStrip makes the strip with its place in the window, over everything
// but dialogs.
func newWorkStrip(d Deps) *workStrip {
	w := &workStrip{deps: d}
	place := newWorkPlace(d, w.stop)
	card := widgets.NewCard("", place.object)
	place.object = container.NewBorder(nil, container.New(layout.NewCustomPaddedLayout(0, pageGap, 0, 0), container.NewCenter(card)), nil, nil)
	place.object.Hide()
	w.places = []*workPlace{place}
	// The driver knows no canvas of what was never visible: only what it lies on
	// can be drawn anew.
	w.ground = container.NewStack(place.object)
	place.fit = func() { canvas.Refresh(w.ground) }
	return w
}

// window is the strip's place in the window.
func (w *workStrip) window() fyne.CanvasObject { return w.ground }

// shown reports whether the strip is on the screen.
func (w *workStrip) shown() bool { return w.places[len(w.places)-1].object.Visible() }

// open puts the strip below the body of a dialog that opens, and returns both.
// One that has no button of its own to stop what it does gets it there.
func (w *workStrip) open(d Deps, body fyne.CanvasObject, button bool) (whole fyne.CanvasObject, place *workPlace) {
	stop := w.stop
	if !button {
		stop = nil
	}
	place = newWorkPlace(d, stop)
	place.object = container.New(layout.NewCustomPaddedLayout(2*widgets.Space, 0, 0, 0), place.object)
	place.object.Hide()
	w.places = append(w.places, place)
	return container.NewBorder(nil, place.object, nil, nil, body), place
}

// close takes the strip out of a dialog that has closed.
func (w *workStrip) close(place *workPlace) {
	place.set(false)
	w.places = slices.DeleteFunc(w.places, func(other *workPlace) bool { return other == place })
	w.show()
}

// stop cancels what takes long; its transaction is taken back as a whole.
func (w *workStrip) stop() {
	for _, one := range w.works {
		if one.slow {
			one.cancel()
		}
	}
}

// show shows the strip as long as something takes long, in the topmost place.
func (w *workStrip) show() {
	slow := slices.ContainsFunc(w.works, func(one *work) bool { return one.slow })
	words := w.deps.Text("views.shell.working")
	if w.deps.Service.Waiting() {
		words = w.deps.Text("views.shell.waiting")
	}
	for i, place := range w.places {
		if slow && place.words.Text() != words {
			place.words.Set(words, widgets.RoleNone)
			place.object.Refresh()
			place.fit()
		}
		place.set(slow && i == len(w.places)-1)
	}
}

// begin notes a command that is about to run: its context, and what is called
// when it has ended.
func (s *shell) begin() (ctx context.Context, ended func()) {
	ctx, cancel := context.WithCancel(s.ctx)
	one := &work{cancel: cancel}
	s.strip.works = append(s.strip.works, one)
	stop, look := func() {}, func() {}
	look = func() {
		one.slow = true
		s.strip.show()
		stop = s.options.Runner.After(workTick, look)
	}
	stop = s.options.Runner.After(workDelay, look)
	return ctx, func() {
		stop()
		cancel()
		s.strip.works = slices.DeleteFunc(s.strip.works, func(other *work) bool { return other == one })
		s.strip.show()
	}
}

// renewStrip makes the strip for a window that is built anew, with what is
// under way.
func (s *shell) renewStrip() {
	strip := newWorkStrip(s.deps)
	if s.strip != nil {
		strip.works = s.strip.works
		s.strip.works = nil
		s.strip.show()
	}
	s.strip = strip
	strip.show()
}
