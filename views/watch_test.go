package views

import (
	"context"
	"testing"
	"time"
)

// The stacks of a window's thread that works in a handler, and that paints:
// within a layout of this program, and by itself.
const (
	handling = `goroutine 33 [running]:
attain/views.stacks()
	/attain/views/watch.go:1 +0x1

goroutine 1 [running, locked to thread]:
fyne.io/fyne/v2.MeasureText({0x1, 0x2}, 0x41600000)
	/fyne/text.go:1 +0x1
attain/views/widgets.(*Text).CreateRenderer.func2()
	/attain/views/widgets/text.go:1 +0x1
attain/views.(*Today).showSteps(0xc000, {0x1})
	/attain/views/today.go:1 +0x1
attain/views.(*Today).apply(0xc000, 0x2)
	/attain/views/today.go:2 +0x1
attain/views.Load[...].func2()
	/attain/views/async.go:1 +0x1
attain/views.(*Background).Go.func1()
	/attain/views/async.go:2 +0x1
fyne.io/fyne/v2/internal/driver/glfw.(*gLDriver).runGL(0xc000)
	/fyne/loop.go:1 +0x1

goroutine 7 [select]:
attain/views.(*Shell).other()
`
	placing = `goroutine 1 [running, locked to thread]:
attain/views/widgets.(*Card).CreateRenderer.func3({0x1, 0x2})
	/attain/views/widgets/card.go:1 +0x1
fyne.io/fyne/v2/internal/driver/common.(*Canvas).EnsureMinSize(0xc000)
	/fyne/canvas.go:1 +0x1
fyne.io/fyne/v2/internal/driver/glfw.(*gLDriver).repaintWindow(0xc000, 0xc001)
	/fyne/loop.go:2 +0x1
attain/views.neverSeen(0x1)
`
	painting = `goroutine 1 [syscall, locked to thread]:
fyne.io/fyne/v2/internal/painter/gl.(*painter).drawText(0xc000)
	/fyne/draw.go:1 +0x1
fyne.io/fyne/v2/internal/driver/glfw.(*gLDriver).repaintWindow(0xc000, 0xc001)
	/fyne/loop.go:2 +0x1
`
)

// TestWatchTellsHandlersFromPainting lets the second of three calls wait too
// long, and looks four times what the thread does meanwhile.
func TestWatchTellsHandlersFromPainting(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	waits := []time.Duration{10 * time.Millisecond, 40 * time.Millisecond, 16 * time.Millisecond}
	looks := []string{handling, painting, placing, handling}
	var now time.Time
	var late func()
	var reported []turn
	calls, looked := 0, 0
	ready := make(chan time.Time)
	close(ready)
	after := func(d time.Duration) <-chan time.Time {
		if d == askTick || late != nil && looked < len(looks) {
			return ready
		}
		if late != nil {
			late()
			late = nil
		}
		return nil
	}
	watch(ctx, clock{now: func() time.Time { return now }, thread: func() time.Duration { return now.Sub(time.Time{}) * 3 / 4 }, after: after}, func(f func()) {
		now = now.Add(waits[calls])
		if calls++; calls == len(waits) {
			cancel()
		}
		if late = f; calls != 2 {
			f()
			late = nil
		}
	}, func() string {
		looked++
		return looks[looked-1]
	}, func(t turn) { reported = append(reported, t) })
	want := turn{busy: 40 * time.Millisecond, work: 30 * time.Millisecond, painting: 10 * time.Millisecond, in: "(*Today).apply"}
	if len(reported) != 1 || reported[0] != want {
		t.Errorf("reported %+v, want %+v", reported, want)
	}
}

// TestStacksSayWhatTheThreadDoes reads the outermost function of ours.
func TestStacksSayWhatTheThreadDoes(t *testing.T) {
	for stack, want := range map[string]struct {
		in       string
		painting int
	}{handling: {"(*Today).apply", 0}, placing: {"widgets.(*Card).CreateRenderer.func3", 0}, painting: {"", 1}, "": {"", 0}} {
		seen := sightings{in: map[string]int{}}
		seen.add(stack)
		if seen.most() != want.in || seen.painting != want.painting {
			t.Errorf("in %q and %d times painting, want %+v", seen.most(), seen.painting, want)
		}
	}
}
