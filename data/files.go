package data

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// files makes the calls to the file system that SQLite does not make itself.
// before, if set, is asked before each: tests let calls fail.
type files struct {
	before func(call, path string) error
}

func (f files) ask(call, path string) error {
	if f.before == nil {
		return nil
	}
	return f.before(call, path)
}

// make makes the folder (0700) and the file (0600) where they are missing.
func (f files) make(path string) error {
	if err := f.makeFolder(filepath.Dir(path)); err != nil {
		return err
	}
	if err := f.ask("open", path); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
}

// makeFolder makes a private folder where it is missing.
func (f files) makeFolder(path string) error {
	if err := f.ask("mkdir", path); err != nil {
		return err
	}
	return os.MkdirAll(path, 0o700)
}

// temporary makes an empty private file beside path whose name sweep knows.
func (f files) temporary(path string) (string, error) {
	if err := f.ask("open", path); err != nil {
		return "", err
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*.tmp")
	if err != nil {
		return "", err
	}
	return file.Name(), file.Close()
}

// tighten takes others' rights to the file away.
func (f files) tighten(path string) error {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Mode().Perm()&0o077 == 0 {
		return err
	}
	if err := f.ask("chmod", path); err != nil {
		return err
	}
	return os.Chmod(path, 0o600)
}

func (f files) rename(from, to string) error {
	if err := f.ask("rename", to); err != nil {
		return err
	}
	return os.Rename(from, to)
}

// remove removes the files that are there.
func (f files) remove(paths ...string) error {
	var faults []error
	for _, path := range paths {
		if !exists(path) {
			continue
		}
		err := f.ask("remove", path)
		if err == nil {
			err = os.Remove(path)
		}
		if !errors.Is(err, os.ErrNotExist) {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// link gives a file a second name, under which it stays when another file is
// renamed over the first. Not every disk can.
func (f files) link(path, second string) error {
	if err := f.ask("link", second); err != nil {
		return err
	}
	return os.Link(path, second)
}

// copy copies a file as it is, for one that no database can read.
func (f files) copy(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close() //nolint:errcheck // only read
	if err := f.ask("write", to); err != nil {
		return err
	}
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close(), f.sync(to))
}

// sync makes sure that a file's content is on the disk.
func (f files) sync(path string) error {
	if err := f.ask("sync", path); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// syncFolder makes sure that a folder's entries are on the disk: renamed
// files would come back under their old name after a power cut. Systems that
// cannot sync a folder (Windows) do so by themselves.
func (f files) syncFolder(path string) error {
	if err := f.ask("sync folder", path); err != nil {
		return err
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	syncErr := folder.Sync()
	if errors.Is(syncErr, os.ErrInvalid) || errors.Is(syncErr, os.ErrPermission) {
		syncErr = nil
	}
	return errors.Join(syncErr, folder.Close())
}

// exists reports whether something stands at path.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, os.ErrNotExist)
}

// sameFile reports whether two names are of one file.
func sameFile(path, second string) bool {
	a, errA := os.Lstat(path)
	b, errB := os.Lstat(second)
	return errA == nil && errB == nil && os.SameFile(a, b)
}

// freeName returns the name, or the first numbered one that is not taken.
func freeName(name string) string {
	free := name
	for i := 2; exists(free); i++ {
		free = fmt.Sprintf("%s-%d", name, i)
	}
	return free
}

// besides returns the names of a database's file and of those that SQLite
// keeps beside it.
func besides(path string) []string {
	return []string{path, path + "-wal", path + "-shm", path + "-journal"}
}
