package views

import (
	"testing"

	"fyne.io/fyne/v2"
)

// dirtyCanvas counts how often it is to be drawn.
type dirtyCanvas struct {
	fyne.Canvas
	drawn int
}

// SetDirty is the driver's.
func (c *dirtyCanvas) SetDirty() { c.drawn++ }

type canvasWindow struct {
	fyne.Window
	canvas fyne.Canvas
}

// Canvas is Fyne's.
func (w canvasWindow) Canvas() fyne.Canvas { return w.canvas }

// TestWhatComesFromTheBackgroundIsDrawn draws every window that can be told to,
// whatever the library knows of the objects that changed.
func TestWhatComesFromTheBackgroundIsDrawn(t *testing.T) {
	first, second := &dirtyCanvas{}, &dirtyCanvas{}
	drawAnew([]fyne.Window{canvasWindow{canvas: first}, canvasWindow{canvas: second}, canvasWindow{canvas: nil}})
	if first.drawn != 1 || second.drawn != 1 {
		t.Errorf("drawn %d and %d times", first.drawn, second.drawn)
	}
}
