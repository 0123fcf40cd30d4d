package views

import (
	"context"
	"runtime"
	"strings"
	"time"
)

const (
	// longestHandler is how long the window's thread may be busy with one thing
	// before it is noticed.
	longestHandler = 16 * time.Millisecond
	// lookTick is how often is looked what it is busy with, askTick how long it
	// is left alone after it has come back.
	lookTick = 3 * time.Millisecond
	askTick  = 4 * time.Millisecond
)

// turn is a time in which the window's thread did not come back for the next
// event.
type turn struct {
	busy     time.Duration
	work     time.Duration // of busy, what the thread really worked; the machine may have had other things to do
	painting time.Duration // about, the part of it in which the library painted
	in       string        // the function of this program that was seen most often at work; empty: none was
}

// clock is the time as watch sees it.
type clock struct {
	now    func() time.Time
	thread func() time.Duration // see threadTime; called on the window's thread
	after  func(time.Duration) <-chan time.Time
}

// watch posts a call again and again and reports the waits that were too
// long. What the thread is doing meanwhile is seen in the stacks.
func watch(ctx context.Context, c clock, post func(func()), look func() string, report func(turn)) {
	var before, worked time.Duration
	for ctx.Err() == nil {
		began, ran := c.now(), make(chan struct{})
		post(func() {
			worked = c.thread()
			close(ran)
		})
		seen, waiting := sightings{in: map[string]int{}}, true
		for waiting {
			select {
			case <-ran:
				waiting = false
			case <-ctx.Done():
				return
			case <-c.after(lookTick):
				seen.add(look())
			}
		}
		if busy := c.now().Sub(began); busy > longestHandler {
			report(turn{busy: busy, work: min(busy, worked-before), painting: busy * time.Duration(seen.painting) / time.Duration(max(seen.looks, 1)), in: seen.most()})
		}
		before = worked
		select {
		case <-c.after(askTick):
		case <-ctx.Done():
		}
	}
}

// sightings counts what a thread was seen doing.
type sightings struct {
	looks, painting int
	in              map[string]int
}

// The function of the library in which it paints, and how functions of this
// program begin.
const (
	paintingIn = "glfw.(*gLDriver).repaintWindow("
	ownIn      = "attain/views"
)

// add takes note of the stacks, the innermost function of each first, of which
// that of the program's first goroutine counts: the window's thread. Painting is
// what has none of this program's functions within the library's.
func (s *sightings) add(stacks string) {
	_, stack, found := strings.Cut(stacks, "goroutine 1 [")
	if !found {
		return
	}
	stack, _, _ = strings.Cut(stack, "\n\n")
	s.looks++
	stack, _, paints := strings.Cut(stack, paintingIn)
	outermost := ""
	for line := range strings.Lines(stack) {
		if name, own := strings.CutPrefix(line, ownIn); own && !handsOver(name) {
			outermost = name[1:strings.LastIndex(name, "(")]
		}
	}
	switch {
	case outermost != "":
		s.in[outermost]++
	case paints:
		s.painting++
	}
}

// handsOver reports whether a function only calls back on the window's thread.
func handsOver(name string) bool {
	return strings.HasPrefix(name, ".(*Background).") || strings.HasPrefix(name, ".Load[")
}

// most is the function that was seen most often.
func (s *sightings) most() (name string) {
	for in, count := range s.in {
		if count > s.in[name] || count == s.in[name] && in < name {
			name = in
		}
	}
	return name
}

// mostStack is how many bytes of the stacks are looked at; the window's thread
// is among the first.
const mostStack = 64 << 10

// stacks are what all goroutines are doing.
func stacks() string {
	text := make([]byte, mostStack)
	return string(text[:runtime.Stack(text, true)])
}
