package views

import (
	"syscall"
	"time"
	"unsafe"
)

// threadTime is how long the thread that asks has been at work, without the
// times in which the machine did something else; 0: the system does not say.
func threadTime() time.Duration {
	const thread = 3 // CLOCK_THREAD_CPUTIME_ID
	var spec syscall.Timespec
	if _, _, fault := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, thread, uintptr(unsafe.Pointer(&spec)), 0); fault != 0 { //nolint:gosec // the call writes into spec and keeps nothing of it
		return 0
	}
	return time.Duration(spec.Nano())
}
