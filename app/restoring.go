package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"attain/app/sales"
)

// allTopics are what a restore changes: everything.
func allTopics() []Topic {
	return []Topic{TopicDeals, TopicActivities, TopicLeads, TopicQuotas, TopicTeam, TopicProcess, TopicSettings, TopicClosings}
}

// onlyLooked says that a database without a schedule of backups is one that is
// only looked at: nothing is written beside it.
func onlyLooked(doing string) error {
	return &sales.FileError{Fault: sales.FileReadOnly, Doing: doing, Err: errors.New("it was opened only to be read")}
}

// RestoreBackup puts what a backup holds in the place of everything in the
// open database, after keeping a copy of it beside the database; it returns
// that copy's path. A sealed backup needs its passphrase. What goes wrong
// leaves the records as they were.
func (s *Service) RestoreBackup(ctx context.Context, from, passphrase string) (kept string, err error) {
	if s.schedule == nil {
		return "", onlyLooked("restore")
	}
	path := s.schedule.path
	plain, done, err := UnsealBackup(ctx, from, passphrase, filepath.Dir(path))
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, done()) }()
	kept = freeName(path + ".replaced-" + s.Now().UTC().Format("20060102T150405"))
	if err := s.store.Backup(ctx, kept); err != nil {
		return "", fmt.Errorf("keep the present records: %w", err)
	}
	if err := s.store.Replace(ctx, plain); err != nil {
		return "", errors.Join(err, ignoreMissing(os.Remove(kept)))
	}
	s.bus.publish(Event{Topics: allTopics(), Restored: true})
	return kept, nil
}

// BackUpNow makes a backup in every place, outside of the schedule, and
// returns its path in the first. With a passphrase the backup is sealed.
func (s *Service) BackUpNow(ctx context.Context, passphrase string) (string, error) {
	if s.schedule == nil {
		return "", onlyLooked("back up")
	}
	if passphrase == "" {
		at := s.Now()
		return BackupName(s.schedule.path, at), s.backUp(ctx)
	}
	folders, err := s.backupFolders(ctx)
	if err != nil {
		return "", err
	}
	name := filepath.Base(BackupName(s.schedule.path, s.Now())) + SealedExtension
	var faults []error
	for _, folder := range folders {
		if err := makeFolder(folder); err != nil {
			faults = append(faults, err)
			continue
		}
		faults = append(faults, s.BackUpSealed(ctx, filepath.Join(folder, name), passphrase, s.schedule.path))
	}
	return filepath.Join(folders[0], name), errors.Join(faults...)
}

// refuseOwn returns an Invalid for the open database: closing any file of it but
// SQLite's own takes the locks of the whole process away, see data/held.go.
func (s *Service) refuseOwn(path string) error {
	if s.schedule == nil {
		return nil
	}
	own, err := os.Stat(s.schedule.path)
	if err != nil {
		return nil //nolint:nilerr // then it is not there to be opened
	}
	if chosen, err := os.Stat(path); err != nil || !os.SameFile(own, chosen) {
		return nil //nolint:nilerr // opening it tells what is wrong
	}
	return invalid("file", "app.error.ownFile")
}

// BackupIsSealed is Sealed for a file that somebody chose as a backup, which
// may not be the open database.
func (s *Service) BackupIsSealed(path string) (bool, error) {
	if err := s.refuseOwn(path); err != nil {
		return false, err
	}
	return Sealed(path)
}

// InspectSealed is InspectBackup for a backup that may be sealed.
func (s *Service) InspectSealed(ctx context.Context, from, passphrase string) (content BackupContent, err error) {
	if s.schedule == nil {
		return content, errors.New("backups cannot be inspected here")
	}
	plain, done, err := UnsealBackup(ctx, from, passphrase, filepath.Dir(s.schedule.path))
	if err != nil {
		return content, err
	}
	defer func() { err = errors.Join(err, done()) }()
	return s.InspectBackup(ctx, plain)
}

// SaveBackupFolder sets the second place for backups; "" is none.
func (s *Service) SaveBackupFolder(ctx context.Context, folder string) error {
	settings, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	if folder != "" {
		if err := s.tryFolder(folder); err != nil {
			return err
		}
	}
	settings.BackupFolder = folder
	return s.SaveSettings(ctx, settings)
}

// tryFolder makes a folder for backups and writes a file in it for a moment: one
// that is there may be full or write-protected. It is Invalid where that fails,
// and where the backups stand already.
func (s *Service) tryFolder(folder string) error {
	if s.schedule != nil && sameFolder(folder, filepath.Dir(BackupName(s.schedule.path, s.Now()))) {
		return invalid("folder", "app.error.backupFolderFirst")
	}
	err := makeFolder(folder)
	if err == nil {
		var file *os.File
		if file, err = os.CreateTemp(folder, ".attain-*"); err == nil {
			err = errors.Join(file.Close(), os.Remove(file.Name()))
		}
	}
	if err != nil {
		return invalid("folder", "app.error.backupFolder")
	}
	return nil
}

// sameFolder reports whether two paths are one folder.
func sameFolder(one, other string) bool {
	first, err := os.Stat(one)
	if err != nil {
		return filepath.Clean(one) == filepath.Clean(other)
	}
	second, err := os.Stat(other)
	return err == nil && os.SameFile(first, second)
}
