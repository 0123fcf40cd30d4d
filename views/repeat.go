package views

import "time"

// repeat waits a time and does something, again and again, until stop is
// called. What is done calls again when it has ended, so that a slow turn
// never overlaps the next.
func repeat(runner Runner, every time.Duration, do func(again func())) (stop func()) {
	ended, cancel := false, func() {}
	var wait func()
	wait = func() {
		if !ended {
			cancel = runner.After(every, func() { do(wait) })
		}
	}
	wait()
	return func() {
		ended = true
		cancel()
	}
}
