package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"attain/app/sales"
)

// backupAfter is how long a change may be in no backup while the program runs.
const backupAfter = 30 * time.Minute

// manyRecords is from how many records on a change is one of many, before
// which a backup is made.
const manyRecords = 20

// ScheduleOptions are what automatic backups need from outside.
type ScheduleOptions struct {
	Path string // the database
	// Inspect reads what a backup holds without changing it.
	Inspect func(ctx context.Context, path string) (BackupContent, error)
}

// schedule is when backups are made by themselves.
type schedule struct {
	path    string
	inspect func(ctx context.Context, path string) (BackupContent, error)
	cancel  func()     // ends following the changes
	making  sync.Mutex // one backup at a time
	mu      sync.Mutex
	since   time.Time // of the first change that is in no backup; zero: none
}

// changed notes a change at a time unless an earlier one waits.
func (c *schedule) changed(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.since.IsZero() || at.Before(c.since) {
		c.since = at // the earlier, also when the clock was set back
	}
}

// waiting returns since when a change waits; zero: none does.
func (c *schedule) waiting() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.since
}

// StartSchedule begins to follow changes for automatic backups, and looks
// whether an earlier run of the program left changes that are in none. It is
// called once, before the service is used by several goroutines.
func (s *Service) StartSchedule(ctx context.Context, options ScheduleOptions) error {
	s.schedule = &schedule{path: options.Path, inspect: options.Inspect}
	s.schedule.cancel = s.Subscribe(func(Event) { s.schedule.changed(s.Now()) })
	newest, err := s.store.Batches(ctx, 1)
	if err != nil {
		return fmt.Errorf("begin the schedule of backups: %w", err)
	}
	if len(newest) == 0 || newest[0].Label == sales.LabelFounding {
		return nil // nobody has written anything
	}
	files, err := backupsIn(filepath.Dir(BackupName(options.Path, s.Now())), options.Path, s.Now().Location())
	if err != nil {
		return err
	}
	if len(files) == 0 || files[0].At.Before(newest[0].At) {
		s.schedule.changed(newest[0].At)
	}
	return nil
}

// BackupDue reports whether a change has been in no backup for 30 minutes. It
// is quick and asks no disk.
func (s *Service) BackupDue() bool {
	if s.schedule == nil {
		return false
	}
	since := s.schedule.waiting()
	return !since.IsZero() && (s.Now().Sub(since) >= backupAfter || s.Now().Before(since))
}

// Tick makes a backup if one is due, and then empties the trash of what lies
// there too long. Called about every minute. After a failure the next is due
// in 30 minutes.
func (s *Service) Tick(ctx context.Context) error {
	if !s.BackupDue() {
		return nil
	}
	if err := s.backUp(ctx); err != nil {
		return err
	}
	_, err := s.PurgeTrash(ctx)
	return err
}

// StopSchedule ends following changes, after a backup if a change is in none:
// called when the program ends, before the store is closed.
func (s *Service) StopSchedule(ctx context.Context) error {
	if s.schedule == nil {
		return nil
	}
	s.schedule.cancel()
	if s.schedule.waiting().IsZero() {
		return nil
	}
	return s.backUp(ctx)
}

// BackUpBefore makes a backup before a change of so many records, an import
// or a restore, unless everything is in one already. It only asks the first
// place: that the second one is away keeps nobody from working. Without
// StartSchedule it does nothing.
func (s *Service) BackUpBefore(ctx context.Context, records int) error {
	if s.schedule == nil || records < manyRecords || s.schedule.waiting().IsZero() {
		return nil
	}
	return s.backUpTo(ctx, []string{filepath.Dir(BackupName(s.schedule.path, s.Now()))})
}

// writeMany is write for a command that changes so many records: a backup
// comes before it.
func (s *Service) writeMany(ctx context.Context, records int, label string, f func(sales.Tx) error) error {
	if err := s.BackUpBefore(ctx, records); err != nil {
		return fmt.Errorf("back up before a change of %d records: %w", records, err)
	}
	return s.write(ctx, label, f)
}

// backUp makes a backup in every place.
func (s *Service) backUp(ctx context.Context) error {
	folders, err := s.backupFolders(ctx)
	if err != nil {
		return err
	}
	return s.backUpTo(ctx, folders)
}

// backUpTo makes a backup in each folder and takes the outdated ones away. A
// place that fails does not keep the others from theirs.
func (s *Service) backUpTo(ctx context.Context, folders []string) error {
	c := s.schedule
	c.making.Lock()
	defer c.making.Unlock()
	at := s.Now()
	c.mu.Lock()
	c.since = time.Time{} // changes from here on may miss the copy
	c.mu.Unlock()
	var faults []error
	for i, folder := range folders {
		err := s.backUpInto(ctx, folder, at)
		if err != nil && i == 0 {
			c.changed(at) // still in none
		}
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}

// backUpInto makes a backup in a folder, and only once there is a good new
// one takes the outdated ones away.
func (s *Service) backUpInto(ctx context.Context, folder string, at time.Time) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("make the folder of backups: %w", err)
	}
	target := filepath.Join(folder, filepath.Base(BackupName(s.schedule.path, at)))
	if err := s.store.Backup(ctx, target); err != nil {
		return err
	}
	files, err := backupsIn(folder, s.schedule.path, at.Location())
	if err != nil {
		return err
	}
	made := make([]time.Time, len(files))
	for i, file := range files {
		made[i] = file.At
	}
	just := slices.IndexFunc(files, func(f BackupFile) bool { return f.Path == target })
	var faults []error
	for _, i := range Outdated(made, just) {
		faults = append(faults, ignoreMissing(os.Remove(files[i].Path)))
	}
	return errors.Join(faults...)
}
