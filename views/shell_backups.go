package views

import (
	"context"
	"time"
)

// backupTick is how often the window looks whether a backup is due.
const backupTick = time.Minute

// keepBackups makes the scheduled backups in the background until the
// returned function is called. A failure is shown like that of any command.
func (s *shell) keepBackups() (stop func()) {
	ended := false
	var cancel func()
	var wait func()
	wait = func() {
		if ended {
			return
		}
		cancel = s.options.Runner.After(backupTick, func() {
			if !s.options.Service.BackupDue() {
				wait()
				return
			}
			var err error
			s.options.Runner.Go(func() { err = s.options.Service.Tick(context.WithoutCancel(s.ctx)) }, func() {
				if err != nil {
					s.Fail(err)
				}
				wait()
			})
		})
	}
	wait()
	return func() {
		ended = true
		cancel()
	}
}
