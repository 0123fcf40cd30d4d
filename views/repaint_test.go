package views

import (
	"slices"
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

// TestTheWindowIsDrawnAgainAfterItRests draws it some seconds after the last
// change, when the library may have forgotten what is shown, and then no more.
// A frame of a window measures its parts three times here.
func TestTheWindowIsDrawnAgainAfterItRests(t *testing.T) {
	const frame = 3
	glow, measured := newAfterglow(), 100
	ticks := func(n int) (drawn []int) {
		for tick := range n {
			if glow.tick(measured) {
				drawn = append(drawn, tick+1)
				measured += frame
			}
		}
		return drawn
	}
	if got := ticks(60); !slices.Equal(got, glowAt) {
		t.Errorf("after the start it is drawn at %v", got)
	}
	measured += frame // the user does something
	if got := ticks(3); !slices.Equal(got, glowAt[:1]) {
		t.Errorf("within three seconds it is drawn at %v", got)
	}
	measured += frame // and again
	if got := ticks(60); !slices.Equal(got, glowAt) {
		t.Errorf("after the last thing it is drawn at %v", got)
	}
}
