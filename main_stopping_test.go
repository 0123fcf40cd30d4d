package main

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

// TestTheLoopIsLeftNoLastWork takes the library's last work from its loop,
// which may wait for it without end, and does it afterwards.
func TestTheLoopIsLeftNoLastWork(t *testing.T) {
	application := test.NewTempApp(t)
	lifecycle, ok := application.Lifecycle().(interface {
		OnStopped() func()
		SetOnStoppedHookExecuted(f func())
	})
	if !ok {
		t.Fatal("the library hands its last work over in another way: see takeStopped")
	}
	saved := 0
	lifecycle.SetOnStoppedHookExecuted(func() { saved++ })
	save := takeStopped(application.Lifecycle())
	if lifecycle.OnStopped() != nil {
		t.Error("the loop still has last work to wait for")
	}
	if save(); saved != 1 {
		t.Errorf("saved %d times, want once", saved)
	}
	takeStopped(application.Lifecycle())() // none left: nothing is done twice
	if saved != 1 {
		t.Errorf("saved %d times, want once", saved)
	}
}
