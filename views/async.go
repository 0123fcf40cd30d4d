package views

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"attain/views/widgets"
)

// Runner is how the window waits and works in the background: off the
// window's thread in the program, inline in tests. Its methods are called on
// the window's thread, Post on any, and call back on it.
type Runner interface {
	widgets.Runner
	// Post calls f on the window's thread soon, from whatever goroutine.
	Post(f func())
	// Aside is Go for work that the user neither asked for nor waits for: it
	// does not count as under way.
	Aside(work, done func())
	// Busy is the number of works under way.
	Busy() int
	// OnBusy tells listen the number of works under way whenever it changes.
	OnBusy(listen func(int))
}

// busyCount counts works under way; only the window's thread touches it.
type busyCount struct {
	count     int
	listeners []func(int)
}

// Busy is the number of works under way.
func (b *busyCount) Busy() int { return b.count }

// OnBusy tells listen the number of works under way whenever it changes.
func (b *busyCount) OnBusy(listen func(int)) { b.listeners = append(b.listeners, listen) }

func (b *busyCount) add(n int) {
	b.count += n
	for _, listen := range b.listeners {
		listen(b.count)
	}
}

// Background runs work on goroutines and returns through fyne.Do.
type Background struct {
	busyCount
	ended atomic.Bool
	// Panicked is told of a panic of work before it ends the program; nil: nobody.
	Panicked func(fault any)
}

// NewBackground makes the program's runner.
func NewBackground() *Background { return &Background{} }

// End drops whatever is still to be called on the window's thread but last:
// without its loop the library would call it on any goroutine, on a window
// that is gone. It may be called on any goroutine.
func (b *Background) End(last func()) {
	b.ended.Store(true)
	fyne.Do(last)
}

// do calls f on the window's thread unless the runner has ended before.
func (b *Background) do(f func()) {
	if b.ended.Load() {
		return
	}
	fyne.Do(func() {
		if !b.ended.Load() {
			f()
			drawAnew(fyne.CurrentApp().Driver().AllWindows())
		}
	})
}

// Go calls work on a goroutine, then done on the window's thread.
func (b *Background) Go(work, done func()) {
	b.add(1)
	b.Aside(work, func() {
		b.add(-1)
		done()
	})
}

// Aside calls work on a goroutine, then done on the window's thread.
func (b *Background) Aside(work, done func()) {
	go func() {
		b.guarded(work)
		b.do(done)
	}()
}

// guarded does work and tells of its panic, which goes on: what panicked may
// have left anything half done.
func (b *Background) guarded(work func()) {
	defer func() {
		if fault := recover(); fault != nil {
			if b.Panicked != nil {
				b.Panicked(fault)
			}
			panic(fault)
		}
	}()
	work()
}

// Post calls f on the window's thread.
func (b *Background) Post(f func()) { b.do(f) }

// After calls f on the window's thread once d has passed. stop keeps f from
// being called, even when the time has passed and f waits its turn.
func (b *Background) After(d time.Duration, f func()) (stop func()) {
	stopped := false
	timer := time.AfterFunc(d, func() {
		b.do(func() {
			if !stopped {
				stopped = true
				f()
			}
		})
	})
	return func() {
		stopped = true
		timer.Stop()
	}
}

// KeepDrawn draws the window again some seconds after each time it was drawn,
// until ctx ends. measured is asked on the window's thread.
func (b *Background) KeepDrawn(ctx context.Context, measured func() int) {
	glow := newAfterglow()
	go func() {
		ticker := time.NewTicker(glowTick)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
			if b.ended.Load() {
				return
			}
			fyne.Do(func() {
				if !b.ended.Load() && glow.tick(measured()) {
					drawAnew(fyne.CurrentApp().Driver().AllWindows())
				}
			})
		}
	}()
}

// Watch reports, until ctx ends, when the window's thread was busy longer
// than a frame: whatever ran there in that time kept input waiting.
func (b *Background) Watch(ctx context.Context, log *slog.Logger) {
	go watch(ctx, clock{now: time.Now, thread: threadTime, after: time.After}, fyne.Do, stacks, func(t turn) {
		log.DebugContext(ctx, "the window's thread was busy", "for", t.busy, "work", t.work, "painting", t.painting, "in", t.in)
	})
}

// Inline runs work at once on the caller's goroutine; its time stands still
// until Advance is called.
type Inline struct {
	busyCount
	now    time.Duration
	timers []*inlineTimer
	posted []func()
}

type inlineTimer struct {
	due time.Duration
	f   func()
}

// NewInline makes the runner of tests.
func NewInline() *Inline { return &Inline{} }

// Go calls work, then done.
func (r *Inline) Go(work, done func()) {
	r.add(1)
	work()
	r.add(-1)
	if r.count == 0 {
		posted := r.posted
		r.posted = nil
		for _, f := range posted {
			f()
		}
	}
	done()
}

// Aside calls work, then done.
func (r *Inline) Aside(work, done func()) {
	work()
	done()
}

// Post calls f at once, or when the work under way has ended.
func (r *Inline) Post(f func()) {
	if r.count > 0 {
		r.posted = append(r.posted, f)
		return
	}
	f()
}

// After keeps f until Advance has moved time by d.
func (r *Inline) After(d time.Duration, f func()) (stop func()) {
	timer := &inlineTimer{due: r.now + d, f: f}
	r.timers = append(r.timers, timer)
	return func() { timer.f = nil }
}

// Advance moves time on by d and calls what has come due, the earliest first.
func (r *Inline) Advance(d time.Duration) {
	until := r.now + d
	for {
		next := -1
		for i, timer := range r.timers {
			if timer.due <= until && (next < 0 || timer.due < r.timers[next].due) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		timer := r.timers[next]
		r.timers = append(r.timers[:next], r.timers[next+1:]...)
		r.now = max(r.now, timer.due)
		if timer.f != nil {
			timer.f()
		}
	}
	r.now = until
}

// Slot is one place on the screen that shows the result of a load. A newer
// load in the same slot makes older ones worthless: their context ends and
// their result is dropped.
type Slot struct {
	runner     Runner
	generation uint64
	cancel     context.CancelFunc
}

// NewSlot makes an empty slot on the runner.
func NewSlot(runner Runner) *Slot { return &Slot{runner: runner} }

// Cancel ends what the slot is loading; nothing will be applied.
func (s *Slot) Cancel() {
	s.generation++
	if s.cancel != nil {
		s.cancel()
		s.cancel = nil
	}
}

// Load runs work in the background and hands its result to apply on the
// window's thread, unless the slot has been cancelled or loaded anew since.
// The error of a context that ended outside goes to apply like any other.
func Load[T any](slot *Slot, ctx context.Context, work func(context.Context) (T, error), apply func(T, error)) { //nolint:revive // the slot takes the receiver's place
	slot.Cancel()
	generation := slot.generation
	ctx, cancel := context.WithCancel(ctx)
	slot.cancel = cancel
	var result T
	var err error
	slot.runner.Go(func() { result, err = work(ctx) }, func() {
		defer cancel()
		if generation == slot.generation {
			apply(result, err)
		}
	})
}

// newest makes a function to be called off the window's thread, which shows
// there what it was told last. What comes faster than the window draws is left
// out: told one by one it would queue up, and the window would go on showing
// work long past, deaf to what became of it.
func newest[T any](runner Runner, show func(T)) (tell func(T)) {
	var waiting atomic.Pointer[T]
	return func(value T) {
		if waiting.Swap(&value) == nil {
			runner.Post(func() { show(*waiting.Swap(nil)) })
		}
	}
}

// Debounce calls only the last of functions that follow each other within its
// delay.
type Debounce struct {
	runner Runner
	delay  time.Duration
	stop   func()
}

// NewDebounce makes a debounce with the delay.
func NewDebounce(runner Runner, delay time.Duration) *Debounce {
	return &Debounce{runner: runner, delay: delay}
}

// Call calls f after the delay unless Call or Cancel comes first.
func (d *Debounce) Call(f func()) {
	d.Cancel()
	d.stop = d.runner.After(d.delay, f)
}

// Cancel forgets what is waiting.
func (d *Debounce) Cancel() {
	if d.stop != nil {
		d.stop()
		d.stop = nil
	}
}
