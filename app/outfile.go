package app

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"attain/app/sales"
)

// WriteFile writes a file whole or not at all: to a temporary file beside it
// that only the user can read, synced, then renamed over it. An error leaves
// the old file as it was; a full or failing disk is a *sales.FileError.
func WriteFile(path string, write func(io.Writer) error) error { return outFile{}.write(path, write) }

// outFile is the way a file is written. before, if set, is asked before each
// step that the system does: tests let steps fail.
type outFile struct {
	before func(step string) error
}

func (o outFile) write(path string, write func(io.Writer) error) (err error) {
	defer func() { err = sales.FileFailure("write "+path, err) }()
	folder := filepath.Dir(path)
	if err := o.step("create"); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(folder, "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, ignoreMissing(os.Remove(temporary.Name())))
		}
	}()
	sweepUnfinished(path, temporary)
	if err := o.fill(temporary, write); err != nil {
		return errors.Join(err, temporary.Close())
	}
	if err := errors.Join(o.step("close"), temporary.Close()); err != nil {
		return err
	}
	if err := o.step("rename"); err != nil {
		return err
	}
	if err := os.Rename(temporary.Name(), path); err != nil {
		return err
	}
	// From here on the new file stands there; what fails is only whether a
	// power cut could bring the old one back.
	return errors.Join(o.step("sync folder"), syncFolder(folder))
}

// abandonedAfter is how long a temporary file may stand still before it is
// taken for one whose program was killed.
const abandonedAfter = time.Hour

// sweepUnfinished removes what a killed program left of an earlier writing of
// the same file. By the file system's clock: that of a file just made. What
// cannot be removed stays: it harms nobody.
func sweepUnfinished(path string, made *os.File) {
	now, err := made.Stat()
	if err != nil {
		return // the writing will say so
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return
	}
	for _, entry := range entries {
		number, ours := strings.CutPrefix(entry.Name(), "."+filepath.Base(path)+".")
		if !ours || strings.Trim(number, "0123456789") != "" || !entry.Type().IsRegular() {
			continue
		}
		if info, err := entry.Info(); err == nil && now.ModTime().Sub(info.ModTime()) > abandonedAfter {
			_ = os.Remove(filepath.Join(filepath.Dir(path), entry.Name()))
		}
	}
}

func (o outFile) fill(file *os.File, write func(io.Writer) error) error {
	if err := write(stepWriter{o, file}); err != nil {
		return err
	}
	if err := o.step("sync"); err != nil {
		return err
	}
	return file.Sync()
}

func (o outFile) step(name string) error {
	if o.before == nil {
		return nil
	}
	return o.before(name)
}

// stepWriter asks before each write.
type stepWriter struct {
	o outFile
	w io.Writer
}

// Write writes unless the step fails.
func (s stepWriter) Write(p []byte) (int, error) {
	if err := s.o.step("write"); err != nil {
		return 0, err
	}
	return s.w.Write(p)
}

// syncFolder makes sure that a renamed file stays renamed after a power cut.
// Systems that cannot sync a folder do so by themselves.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	err = folder.Sync()
	if errors.Is(err, os.ErrInvalid) || errors.Is(err, os.ErrPermission) {
		err = nil
	}
	return errors.Join(err, folder.Close())
}

// makeFolder makes a private folder where there is none.
func makeFolder(path string) error {
	return sales.FileFailure("make the folder "+path, os.MkdirAll(path, 0o700))
}

// freeName returns the name, or the first numbered one that is not taken.
func freeName(name string) string {
	free := name
	for i := 2; ; i++ {
		if _, err := os.Lstat(free); errors.Is(err, os.ErrNotExist) {
			return free
		}
		free = fmt.Sprintf("%s-%d", name, i)
	}
}

func ignoreMissing(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
