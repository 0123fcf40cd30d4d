package views

import (
	"context"

	"fyne.io/fyne/v2"
)

// The names of what the window remembers of itself, in Fyne's preferences:
// losing them costs a click, so they need no database.
const (
	lastPage   = "window.page"
	lastWidth  = "window.width"
	lastHeight = "window.height"
	lessMotion = "window.still"
)

// The window's size at its first start, in logical pixels.
const (
	firstWidth  float32 = 1280
	firstHeight float32 = 720
)

// Open makes the program's window on a database; the caller shows it. The
// window closes when ctx ends.
func Open(ctx context.Context, application fyne.App, options Options) (fyne.Window, error) {
	window := application.NewWindow("")
	s, err := newShell(ctx, application, window, options)
	if err != nil {
		return nil, err
	}
	preferences := application.Preferences()
	window.Resize(fyne.NewSize(
		float32(preferences.FloatWithFallback(lastWidth, float64(firstWidth))),
		float32(preferences.FloatWithFallback(lastHeight, float64(firstHeight)))))
	window.SetMaster()
	window.SetPadded(false)
	if page := preferences.String(lastPage); page != "" && s.nav != nil {
		s.Open(page)
	}
	window.Canvas().SetOnTypedKey(s.typedKey)
	stop := s.listen()
	stopBackups := s.keepBackups()
	stopReminders := s.keepReminders()
	window.SetCloseIntercept(func() {
		size := window.Canvas().Size()
		preferences.SetFloat(lastWidth, float64(size.Width))
		preferences.SetFloat(lastHeight, float64(size.Height))
		window.Close()
	})
	forget := context.AfterFunc(ctx, func() { options.Runner.Post(window.Close) })
	window.SetOnClosed(func() {
		stop()
		stopBackups()
		stopReminders()
		forget()
	})
	return window, nil
}
