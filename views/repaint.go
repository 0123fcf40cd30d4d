package views

import (
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"
)

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

// The library (Fyne 2.7.1) looks through what it remembers at most every ten
// seconds, at the end of a frame or, when none is drawn, up to ten seconds
// after one. What it forgets there it learns again with the next frame, so a
// window at rest is drawn again these seconds after its last change.
const glowTick = time.Second

var glowAt = []int{1, 6, 12}

// afterglow tells when the window is drawn again after something was.
type afterglow struct {
	seen  int // the measure at the tick before
	own   int // how much a frame adds to it that is drawn for the glow alone
	ours  bool
	since int // ticks since something else was drawn
}

// newAfterglow begins with a window that was just drawn.
func newAfterglow() *afterglow { return &afterglow{own: math.MaxInt} }

// tick reports whether the window is to be drawn now. measured grows with each
// frame, by the same for each or more.
func (a *afterglow) tick(measured int) bool {
	added := measured - a.seen
	a.seen = measured
	if a.ours {
		a.own = min(a.own, added)
	}
	if added > 0 && (!a.ours || added > a.own) {
		a.since = 0
	}
	a.since++
	a.ours = slices.Contains(glowAt, a.since)
	return a.ours
}
