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

// TestTheCauseOfNoWindowIsTheLibrarys reads what the library logs.
func TestTheCauseOfNoWindowIsTheLibrarys(t *testing.T) {
	for log, want := range map[string]string{
		"2026/11/29 15:32:47 Fyne error:  window creation error\n2026/11/29 15:32:47   Cause: APIUnavailable: GLX\n2026/11/29 15:32:47   At: x.go:1\n": "APIUnavailable: GLX",
		"2026/11/29 15:34:07 PlatformError: X11: Failed to open display :99\n":                                                                         "PlatformError: X11: Failed to open display :99",
		"": "otherwise",
	} {
		if got := causeOf(log, "otherwise"); got != want {
			t.Errorf("the cause in %q is %q, want %q", log, got, want)
		}
	}
}
