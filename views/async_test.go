package views

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

// lateRunner keeps works until the test finishes them in an order of its own.
type lateRunner struct {
	Inline
	works []func()
}

func (r *lateRunner) Go(work, done func()) {
	r.add(1)
	r.works = append(r.works, func() {
		work()
		r.add(-1)
		done()
	})
}

func TestLateResultIsDropped(t *testing.T) {
	runner := &lateRunner{}
	slot := NewSlot(runner)
	var applied []string
	load := func(result string) {
		Load(slot, context.Background(), func(ctx context.Context) (string, error) { return result, ctx.Err() },
			func(got string, err error) {
				if err != nil {
					t.Errorf("%s: %v", got, err)
				}
				applied = append(applied, got)
			})
	}
	load("old")
	load("new")
	runner.works[1]()
	runner.works[0]()
	if !slices.Equal(applied, []string{"new"}) {
		t.Fatalf("applied %q, want only the newer", applied)
	}
}

func TestNewerLoadEndsTheContextOfTheOlder(t *testing.T) {
	runner := &lateRunner{}
	slot := NewSlot(runner)
	var seen error
	Load(slot, context.Background(), func(ctx context.Context) (int, error) { seen = ctx.Err(); return 0, nil }, func(int, error) {
		t.Error("applied after Cancel")
	})
	slot.Cancel()
	runner.works[0]()
	if !errors.Is(seen, context.Canceled) {
		t.Fatalf("context of the cancelled load has error %v", seen)
	}
}

func TestBusyCountsWorksUnderWay(t *testing.T) {
	runner := &lateRunner{}
	var heard []int
	runner.OnBusy(func(n int) { heard = append(heard, n) })
	for range 2 {
		Load(NewSlot(runner), context.Background(), func(context.Context) (int, error) { return 0, nil }, func(int, error) {})
	}
	if runner.Busy() != 2 {
		t.Fatalf("busy %d, want 2", runner.Busy())
	}
	for _, work := range runner.works {
		work()
	}
	if !slices.Equal(heard, []int{1, 2, 1, 0}) {
		t.Fatalf("heard %v", heard)
	}
}

func TestErrorReachesApply(t *testing.T) {
	broken := errors.New("broken")
	var got error
	Load(NewSlot(NewInline()), context.Background(), func(context.Context) (int, error) { return 0, broken }, func(_ int, err error) { got = err })
	if !errors.Is(got, broken) {
		t.Fatalf("apply got %v", got)
	}
}

func TestDebounceCallsTheLastOnly(t *testing.T) {
	runner := NewInline()
	debounce := NewDebounce(runner, 50*time.Millisecond)
	var called []int
	for i := range 3 {
		debounce.Call(func() { called = append(called, i) })
		runner.Advance(49 * time.Millisecond)
	}
	runner.Advance(time.Millisecond)
	debounce.Call(func() { called = append(called, 9) })
	debounce.Cancel()
	runner.Advance(time.Second)
	if !slices.Equal(called, []int{2}) {
		t.Fatalf("called %v, want the last of three only", called)
	}
}

func TestInlineTimersRunInOrderOfTime(t *testing.T) {
	runner := NewInline()
	var order []string
	runner.After(20, func() { order = append(order, "second") })
	runner.After(10, func() {
		order = append(order, "first")
		runner.After(5, func() { order = append(order, "nested") })
	})
	runner.Advance(20)
	if !slices.Equal(order, []string{"first", "nested", "second"}) {
		t.Fatalf("order %q", order)
	}
}

func TestBackgroundRunsAndReturns(t *testing.T) {
	test.NewTempApp(t)
	runner := NewBackground()
	done := make(chan int, 1)
	Load(NewSlot(runner), context.Background(), func(context.Context) (int, error) { return 7, nil }, func(n int, _ error) { done <- n })
	if got := <-done; got != 7 {
		t.Fatalf("applied %d", got)
	}
	fired := make(chan struct{})
	runner.After(time.Millisecond, func() { close(fired) })
	<-fired
	stop := runner.After(time.Hour, func() { t.Error("called after stop") })
	stop()
}

// TestEndedBackgroundCallsNobody ends the runner before, while and after
// something waits to be called.
func TestEndedBackgroundCallsNobody(t *testing.T) {
	test.NewTempApp(t)
	runner := NewBackground()
	working, ended, returned := make(chan struct{}), make(chan struct{}), make(chan struct{})
	called := func() { t.Error("called after the end") }
	runner.Aside(func() {
		defer close(returned)
		close(working)
		<-ended
	}, called)
	<-working
	last := make(chan struct{})
	runner.End(func() { close(last) })
	<-last
	close(ended)
	<-returned
	runner.Post(called)
	again := make(chan struct{})
	runner.Aside(func() { close(again) }, called)
	<-again
}

func TestPostWaitsForTheWorkUnderWay(t *testing.T) {
	runner := NewInline()
	var order []string
	note := func(what string) func() { return func() { order = append(order, what) } }
	runner.Post(note("at once"))
	runner.Go(func() {
		runner.Post(note("posted"))
		order = append(order, "work")
	}, note("done"))
	if want := []string{"at once", "work", "posted", "done"}; !slices.Equal(order, want) {
		t.Errorf("order %q, want %q", order, want)
	}
}

// TestOnlyTheNewestOfWhatIsToldIsShown tells faster than the window shows.
func TestOnlyTheNewestOfWhatIsToldIsShown(t *testing.T) {
	runner := NewInline()
	var shown []int
	tell := newest(runner, func(value int) { shown = append(shown, value) })
	tell(1)
	runner.Go(func() {
		for value := range 5 {
			tell(2 + value)
		}
	}, func() {})
	tell(7)
	if want := []int{1, 6, 7}; !slices.Equal(shown, want) {
		t.Errorf("shown %d, want %d", shown, want)
	}
}

// TestPanicOfWorkIsTold lets work panic: somebody is told, and it goes on.
func TestPanicOfWorkIsTold(t *testing.T) {
	runner := NewBackground()
	var told any
	runner.Panicked = func(fault any) { told = fault }
	defer func() {
		if fault := recover(); fault != "broken" || told != "broken" {
			t.Errorf("told %v, went on %v", told, fault)
		}
	}()
	runner.guarded(func() { panic("broken") })
}
