package views

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"attain/views/widgets"
)

// workDelay is how long a command may take before the window shows that it is
// at work, with a way to stop it.
const workDelay = 500 * time.Millisecond

// work is a command under way.
type work struct {
	cancel context.CancelFunc
	slow   bool // it takes longer than workDelay
}

// workStrip stands over everything while commands take long. How far they are
// is not known: those whose parts can be counted have pages and dialogs of their
// own that count them.
type workStrip struct {
	object *fyne.Container
	bar    *widget.ProgressBarInfinite
	works  []*work
}

func newWorkStrip(d Deps) *workStrip {
	w := &workStrip{bar: widget.NewProgressBarInfinite()}
	w.bar.Stop()
	stop := newButton(d.Text("views.shell.cancel"), w.stop)
	words := widgets.NewText(d.Text("views.shell.working"), widgets.SizeBody, widgets.RoleNone)
	card := widgets.NewCard("", container.NewHBox(container.NewCenter(words), container.NewCenter(fixed(160, w.bar)), stop))
	w.object = container.NewBorder(nil, container.New(layout.NewCustomPaddedLayout(0, pageGap, 0, 0), container.NewCenter(card)), nil, nil)
	w.object.Hide()
	return w
}

// stop cancels what takes long; its transaction is taken back as a whole.
func (w *workStrip) stop() {
	for _, one := range w.works {
		if one.slow {
			one.cancel()
		}
	}
}

// show shows the strip as long as something takes long.
func (w *workStrip) show() {
	slow := slices.ContainsFunc(w.works, func(one *work) bool { return one.slow })
	switch {
	case slow && !w.object.Visible():
		w.bar.Start()
		w.object.Show()
	case !slow && w.object.Visible():
		w.bar.Stop()
		w.object.Hide()
	}
}

// begin notes a command that is about to run: its context, and what is called
// when it has ended.
func (s *shell) begin() (ctx context.Context, ended func()) {
	ctx, cancel := context.WithCancel(s.ctx)
	one := &work{cancel: cancel}
	s.strip.works = append(s.strip.works, one)
	stop := s.options.Runner.After(workDelay, func() {
		one.slow = true
		s.strip.show()
	})
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
