package views

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The names of what the window remembers of itself, in Fyne's preferences:
// losing them costs a click, so they need no database.
const (
	lastPage   = "window.page"
	lastWidth  = "window.width"
	lastHeight = "window.height"
	lastMode   = "window.mode"
	lessMotion = "window.still"
)

// The window's size at its first start, in logical pixels.
const (
	firstWidth  float32 = 1280
	firstHeight float32 = 720
)

// Open makes the program's window and opens the database in the background;
// the caller shows the window.
func Open(ctx context.Context, application fyne.App, options Options, opening Opening) fyne.Window {
	window := application.NewWindow("")
	preferences := application.Preferences()
	window.Resize(fyne.NewSize(
		float32(preferences.FloatWithFallback(lastWidth, float64(firstWidth))),
		float32(preferences.FloatWithFallback(lastHeight, float64(firstHeight)))))
	window.SetMaster()
	window.SetPadded(false)
	window.SetCloseIntercept(func() {
		size := window.Canvas().Size()
		preferences.SetFloat(lastWidth, float64(size.Width))
		preferences.SetFloat(lastHeight, float64(size.Height))
		window.Close()
	})
	o := newOpener(ctx, application, window, options, opening)
	stop := func() {}
	o.opened = func(opened Opened) {
		o.options.Service, o.options.ReadOnly, o.options.Network = opened.Service, opened.ReadOnly, opened.Network
		var err error
		if stop, err = o.enter(application, opened); err != nil {
			o.fail(err)
		}
	}
	if opening.Closed == nil {
		opening.Closed = func() {}
	}
	stopAnswering := o.answer()
	window.SetOnClosed(func() {
		opening.Closed()
		stop()
		stopAnswering()
	})
	o.open(opening.Open)
	// The fonts are read while the file is being opened, not with the first page.
	for _, bold := range []bool{false, true} {
		fyne.MeasureText(window.Title(), theme.TextSize(), fyne.TextStyle{Bold: bold})
	}
	return window
}

// enter shows the pages of the database that was opened, until stop is called.
func (o *opener) enter(application fyne.App, opened Opened) (stop func(), err error) {
	s, err := newShell(o.ctx, application, o.window, o.options, opened.begin)
	if err != nil {
		return func() {}, err
	}
	o.window.Canvas().SetOnTypedKey(s.typedKey)
	stopCheck := s.checkLater(opened.QuickCheck)
	stopListening, stopBackups, stopReminders := s.listen(), s.keepBackups(), s.keepReminders()
	shown, stopDrawing := context.WithCancel(o.ctx)
	if runner, real := o.options.Runner.(*Background); real {
		runner.KeepDrawn(shown, func() int { return s.overlay.Measured() })
	}
	return func() {
		stopDrawing()
		stopCheck()
		stopListening()
		stopBackups()
		stopReminders()
	}, nil
}

// checkDelay is how long after its start the window leaves the file alone,
// which a check reads whole: the first pages need the disk more.
const checkDelay = 20 * time.Second

// checkLater checks the file once, beside all else, unless stop is called
// before; nil checks nothing.
func (s *shell) checkLater(check func(context.Context) error) (stop func()) {
	if check == nil {
		return func() {}
	}
	return s.options.Runner.After(checkDelay, func() {
		var err error
		s.options.Runner.Aside(func() { err = check(s.ctx) }, func() {
			if err != nil {
				s.Fail(err)
			}
		})
	})
}
