package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"attain/app/sales"
)

// failure wraps an error of the database with what was being done, and with
// the kind of fault that callers tell apart by errors.As. Nil stays nil.
func failure(doing string, err error) error {
	if err == nil {
		return nil
	}
	var kind sales.FileFault
	var fault sqlite3.Error
	switch {
	case errors.As(err, &fault):
		kind = faultOf(fault)
	default:
		kind = sales.FileFaultOf(err)
	}
	if kind == "" {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return &sales.FileError{Fault: kind, Doing: doing, Err: err}
}

func faultOf(fault sqlite3.Error) sales.FileFault {
	// A backup's step puts the extended code where the plain one belongs; its
	// low byte is the plain one.
	switch fault.Code & 0xff { //nolint:exhaustive // the rest are faults of ours, not of the file
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrFormat:
		return sales.FileCorrupt
	case sqlite3.ErrFull:
		return sales.FileFull
	case sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrProtocol:
		return sales.FileLocked
	case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrAuth:
		return sales.FileReadOnly
	case sqlite3.ErrIoErr, sqlite3.ErrCantOpen:
		if errors.Is(fault.SystemErrno, syscall.ENOSPC) || errors.Is(fault.SystemErrno, syscall.EDQUOT) {
			return sales.FileFull
		}
		return sales.FileBroken
	}
	return ""
}

// constrained reports whether an error is a broken rule of the schema, and which.
func constrained(err error) (sqlite3.ErrNoExtended, bool) {
	var fault sqlite3.Error
	if errors.As(err, &fault) && fault.Code == sqlite3.ErrConstraint {
		return fault.ExtendedCode, true
	}
	return 0, false
}

// none reports whether a query of one row found none.
func none(err error) bool { return errors.Is(err, sql.ErrNoRows) }

// stopped returns why work is to end, if it is.
func stopped(ctx context.Context, doing string) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}
