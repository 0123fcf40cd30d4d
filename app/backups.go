package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"attain/app/sales"
)

// backupStamp is how a backup's name tells when it was made, in local time.
const backupStamp = "20060102-150405"

// BackupName is where a backup of a database stands that was made at a time:
// beside it, in the folder "backups".
func BackupName(path string, at time.Time) string {
	return filepath.Join(filepath.Dir(path), "backups", backupBase(path)+"-"+at.Format(backupStamp)+".db")
}

// backupBase is what the names of a database's backups begin with.
func backupBase(path string) string {
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}

// BackupFile is one backup on the disk.
type BackupFile struct {
	Path string
	At   time.Time // when it was made, by its name
	Size int64     // bytes
	// Sealed: it is sealed with a passphrase. Kept: it is what a restore
	// replaced, or with Updated what stood there before the program brought an
	// older schema up to date; kept beside the database and never rotated out.
	Sealed, Kept, Updated bool
}

// BackupContent is what a backup holds, for a restore's preview.
type BackupContent struct {
	Schema  int64              // version of its schema
	Newest  bool               // false: an older program wrote it; it is brought up to date when opened
	Changed time.Time          // of its newest change; zero: none
	Records map[sales.Kind]int // how many it holds of each kind
}

// Backups lists the backups of the scheduled database, the newest first:
// those beside it and those in the second place. A second place that is not
// there (a stick that is not plugged in) holds none. Without StartSchedule
// the list is empty.
func (s *Service) Backups(ctx context.Context) ([]BackupFile, error) {
	if s.schedule == nil {
		return nil, nil
	}
	folders, err := s.backupFolders(ctx)
	if err != nil {
		return nil, err
	}
	var all []BackupFile
	for _, folder := range folders {
		files, err := listBackups(folder, s.schedule.path, s.Now().Location())
		if err != nil {
			return nil, err
		}
		all = append(all, files...)
	}
	kept, err := keptBeside(s.schedule.path, s.Now().Location())
	if err != nil {
		return nil, err
	}
	all = append(all, kept...)
	slices.SortStableFunc(all, func(a, b BackupFile) int { return b.At.Compare(a.At) })
	return all, nil
}

// InspectBackup reads what a backup holds, without changing it. A file that
// is damaged or not ours gives a *sales.FileError.
func (s *Service) InspectBackup(ctx context.Context, path string) (BackupContent, error) {
	if s.schedule == nil || s.schedule.inspect == nil {
		return BackupContent{}, errors.New("backups cannot be inspected here")
	}
	return s.schedule.inspect(ctx, path)
}

// backupFolders are the places for backups: beside the database, and the
// second place of the settings.
func (s *Service) backupFolders(ctx context.Context) ([]string, error) {
	folders := []string{filepath.Dir(BackupName(s.schedule.path, s.Now()))}
	settings, err := s.store.Settings(ctx)
	if err != nil {
		return nil, fmt.Errorf("find the places for backups: %w", err)
	}
	if second := settings.BackupFolder; second != "" && filepath.Clean(second) != folders[0] {
		folders = append(folders, filepath.Clean(second))
	}
	return folders, nil
}

// BackupsOf lists the backups beside a database that may not be open, and
// what restores replaced, the newest first.
func BackupsOf(path string, zone *time.Location) ([]BackupFile, error) {
	files, err := listBackups(filepath.Dir(BackupName(path, time.Time{})), path, zone)
	if err != nil {
		return nil, err
	}
	kept, err := keptBeside(path, zone)
	files = append(files, kept...)
	slices.SortStableFunc(files, func(a, b BackupFile) int { return b.At.Compare(a.At) })
	return files, err
}

// keptStamp is how the name of a replaced file tells when, in UTC.
const keptStamp = "20060102T150405"

// isBeside reports whether a file is one that SQLite keeps beside a database.
func isBeside(name string) bool {
	return strings.HasSuffix(name, "-wal") || strings.HasSuffix(name, "-shm") || strings.HasSuffix(name, "-journal")
}

// keptStampOf reads from what follows a database's name when a kept copy of it
// was made; "": it is none.
func keptStampOf(rest string) (stamp string, updated bool) {
	if version, ours := strings.CutPrefix(rest, ".v"); ours { // .v3-20261125T145008.bak
		_, at, _ := strings.Cut(version, "-")
		stamp, _ := strings.CutSuffix(at, ".bak")
		return stamp, true
	}
	stamp, ours := strings.CutPrefix(rest, ".replaced-")
	if !ours || len(stamp) < len(keptStamp) || isBeside(stamp) {
		return "", false
	}
	return stamp[:len(keptStamp)], false
}

// keptBeside lists what restores replaced, and the copies from before the
// schema was brought up to date. A copy of a damaged file is among
// them; its preview says so.
func keptBeside(path string, zone *time.Location) ([]BackupFile, error) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the files beside %s: %w", path, err)
	}
	var files []BackupFile
	for _, entry := range entries {
		rest, ours := strings.CutPrefix(entry.Name(), filepath.Base(path))
		stamp, updated := keptStampOf(rest)
		if !ours || stamp == "" {
			continue
		}
		at, err := time.Parse(keptStamp, stamp)
		info, infoErr := entry.Info()
		if err != nil || infoErr != nil {
			continue // not ours, or taken away while we look
		}
		files = append(files, BackupFile{Path: filepath.Join(filepath.Dir(path), entry.Name()), At: at.In(zone), Size: info.Size(), Kept: true, Updated: updated})
	}
	return files, nil
}

// backupsIn lists a folder's unsealed backups, which are those that the
// schedule makes and takes away.
func backupsIn(folder, path string, zone *time.Location) ([]BackupFile, error) {
	files, err := listBackups(folder, path, zone)
	return slices.DeleteFunc(files, func(f BackupFile) bool { return f.Sealed }), err
}

// listBackups lists a folder's backups of the database at path, the newest
// first. Other files are passed over; a folder that is not there holds none.
func listBackups(folder, path string, zone *time.Location) ([]BackupFile, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the backups in %s: %w", folder, err)
	}
	var files []BackupFile
	for _, entry := range entries {
		name := unsealedName(entry.Name())
		stamp, ours := strings.CutPrefix(name, backupBase(path)+"-")
		at, err := time.ParseInLocation(backupStamp+".db", stamp, zone)
		if !ours || err != nil || !entry.Type().IsRegular() {
			continue
		}
		info, err := entry.Info()
		if err != nil {
			continue // taken away while we look
		}
		files = append(files, BackupFile{Path: filepath.Join(folder, entry.Name()), At: at, Size: info.Size(), Sealed: name != entry.Name()})
	}
	slices.SortFunc(files, func(a, b BackupFile) int { return b.At.Compare(a.At) })
	return files, nil
}
