package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"

	"attain/app/sales"
)

// NewLog returns a log on w that holds nothing a person typed: no names, mail
// addresses, notes, amounts, passphrases or paths. Of errors it keeps the kinds
// and not the words, which may name a record, and of other attributes what can
// only be a number, a time or the program's own word. Messages are constants,
// so they stay. What happens is said to the user too: nothing is in the log
// alone but the place of a panic.
func NewLog(w io.Writer, level slog.Leveler) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level, ReplaceAttr: redacted}))
}

// ownWord reports whether an attribute's text is always the program's own: a
// query with placeholders for values, the kind of a drive, a place in the code.
func ownWord(key string) bool {
	switch key {
	case slog.MessageKey, "query", "kind", "stack", "version", "system":
		return true
	}
	return false
}

// redacted takes what a person may have typed out of an attribute.
func redacted(groups []string, a slog.Attr) slog.Attr {
	switch a.Value.Kind() {
	case slog.KindBool, slog.KindDuration, slog.KindFloat64, slog.KindInt64, slog.KindTime, slog.KindUint64:
		return a
	case slog.KindGroup:
		return a // its own attributes come here one by one
	case slog.KindString:
		if ownWord(a.Key) {
			return a
		}
	case slog.KindAny:
		if err, ok := a.Value.Any().(error); ok {
			return slog.String(a.Key, errorKind(err))
		}
		if _, ok := a.Value.Any().(slog.Level); ok && len(groups) == 0 {
			return a
		}
	case slog.KindLogValuer: // the handler has resolved it
	}
	return slog.String(a.Key, "…")
}

// errorKind says what kind of error it is, from the outermost to its causes,
// without its words.
func errorKind(err error) string {
	var kinds []string
	walkErrors(err, func(err error) {
		if kind := kindOf(err); kind != "" && !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	})
	return strings.Join(kinds, ", ")
}

// walkErrors visits an error and all that it wraps.
func walkErrors(err error, visit func(error)) {
	if err == nil {
		return
	}
	visit(err)
	switch wrapping := err.(type) { //nolint:errorlint // every link of the chain is looked at
	case interface{ Unwrap() error }:
		walkErrors(wrapping.Unwrap(), visit)
	case interface{ Unwrap() []error }:
		for _, err := range wrapping.Unwrap() {
			walkErrors(err, visit)
		}
	}
}

// kindOf is the kind of one link of a chain.
func kindOf(err error) string {
	switch e := err.(type) { //nolint:errorlint // see walkErrors
	case *sales.FileError:
		return "file " + string(e.Fault)
	case *sales.Invalid:
		return "invalid " + e.Field + ownReason(e.Reason)
	case *sales.NotFound:
		return "no such " + string(e.Kind)
	case *sales.Conflict:
		return "conflict of " + string(e.Kind) + ownReason(e.Reason)
	case syscall.Errno:
		return e.Error()
	case runtime.Error:
		return e.Error() // tells of types and lengths, never of values
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return "context ended"
	}
	kind := fmt.Sprintf("%T", err)
	if slices.Contains([]string{"*fmt.wrapError", "*fmt.wrapErrors", "*errors.joinError"}, kind) {
		return "" // what they wrap says more
	}
	return kind
}

// ownReason is a reason from the catalogue, by its key; others are words.
func ownReason(reason string) string {
	if strings.HasPrefix(reason, "app.") && !strings.ContainsAny(reason, " |") {
		return " " + reason
	}
	return ""
}

// LogPanic records a panic that was recovered: what kind of fault it was and
// where, without the values that were involved.
func LogPanic(log *slog.Logger, fault any) {
	kind := fmt.Sprintf("%T", fault)
	if err, ok := fault.(error); ok {
		kind = errorKind(err)
	}
	log.Error("panic", "kind", kind, "stack", string(debug.Stack()))
}
