package widgets

import "time"

// Runner is time and background work as the widgets need them. Both kinds of
// callback arrive on the window's thread.
type Runner interface {
	// After calls f once d has passed, unless stop is called before.
	After(d time.Duration, f func()) (stop func())
	// Go calls work off the window's thread, then done on it.
	Go(work, done func())
}

// debounce keeps only the last of calls that follow each other within d.
type debounce struct {
	runner Runner
	d      time.Duration
	stop   func()
}

func (b *debounce) call(f func()) {
	b.cancel()
	b.stop = b.runner.After(b.d, func() {
		b.stop = nil
		f()
	})
}

func (b *debounce) cancel() {
	if b.stop != nil {
		b.stop()
		b.stop = nil
	}
}

// Rank orders texts by how well they match what was typed, best first, as
// indexes into texts; texts that do not match are left out.
type Rank func(typed string, texts []string) []int
