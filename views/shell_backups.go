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
	return repeat(s.options.Runner, backupTick, func(again func()) {
		if !s.options.Service.BackupDue() {
			again()
			return
		}
		var err error
		s.options.Runner.Go(func() { err = s.options.Service.Tick(context.WithoutCancel(s.ctx)) }, func() {
			if err != nil {
				s.Fail(err)
			}
			again()
		})
	})
}
