package app_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"attain/app"
	"attain/app/sales"
)

// TestLogKeepsKindsAndNoWords logs errors and attributes full of what people
// type: the kinds are told, the words are not.
func TestLogKeepsKindsAndNoWords(t *testing.T) {
	var out bytes.Buffer
	log := app.NewLog(&out, slog.LevelDebug)
	full := &sales.FileError{Fault: sales.FileFull, Doing: "back up to /home/quux/a.db", Err: &os.PathError{Op: "write", Path: "/home/quux/a.db", Err: syscall.ENOSPC}}
	log.Error("window", "error", fmt.Errorf("save the deal quux: %w", full))
	log.Error("window", "error", errors.Join(&sales.NotFound{Kind: "reps", Name: "Quux"}, &sales.Invalid{Field: "email", Reason: "quux is no address"}))
	log.Error("import", "error", &sales.Invalid{Field: "amount", Reason: "app.error.amount"})
	log.Warn("something", "path", "/home/quux", "note", "quux", "error", errors.New("quux"), slog.Group("in", "name", "quux"))
	log.Debug("slow query", "took", time.Second, "query", "SELECT name FROM reps WHERE id = ?", "count", 3)
	func() {
		defer func() { app.LogPanic(log, recover()) }()
		panic("the deal quux")
	}()
	func() {
		defer func() { app.LogPanic(log, recover()) }()
		two := []int{1, 2}
		_ = two[len(t.Name())]
	}()
	said := out.String()
	if strings.Contains(strings.ToLower(said), "quux") {
		t.Errorf("the log tells what a person typed:\n%s", said)
	}
	for _, want := range []string{
		"file full, *fs.PathError, no space left on device", "no such reps, invalid email", "invalid amount app.error.amount", "took=1s",
		"SELECT name FROM reps WHERE id = ?", "count=3", "kind=string", "index out of range", "logging_test.go", "level=ERROR msg=window",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the log does not say %q:\n%s", want, said)
		}
	}
}
