package sales

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// FileFaultOf returns the fault that an error of the system stands for: no
// space, no right to write, a failing disk. "": it is none of these.
func FileFaultOf(err error) FileFault {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return FileFull
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return FileReadOnly
	case errors.Is(err, syscall.EIO):
		return FileBroken
	}
	return ""
}

// FileFailure wraps an error of the system with what was being done, as a
// *FileError where FileFaultOf knows its fault. An error that is a *FileError
// already keeps its fault; nil stays nil.
func FileFailure(doing string, err error) error {
	if err == nil {
		return nil
	}
	var known *FileError
	fault := FileFaultOf(err)
	if fault == "" || errors.As(err, &known) {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return &FileError{Fault: fault, Doing: doing, Err: err}
}
