package views

import "fyne.io/fyne/v2"

// drawAnew has windows drawn in the next frame. What changes asks for that
// itself, but the library forgets after a minute of steady use to which window
// an object belongs that did not change meanwhile: its changes then are drawn by
// nobody until something else is, and the window seems dead.
func drawAnew(windows []fyne.Window) {
	for _, window := range windows {
		if canvas, is := window.Canvas().(interface{ SetDirty() }); is {
			canvas.SetDirty()
		}
	}
}
