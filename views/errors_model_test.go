package views

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"

	"attain/app"
	"attain/app/sales"
)

// TestAnErrorSaysWhatToDo goes through the kinds of errors, bare and wrapped.
func TestAnErrorSaysWhatToDo(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		path := func(err error) error { return &fs.PathError{Op: "write", Path: "/media/a.xlsx", Err: err} }
		for _, c := range []struct {
			err  error
			want string
		}{
			{nil, ""},
			{context.Canceled, ""},
			{&sales.Invalid{Field: "name", Reason: "app.error.nameTaken"}, d.Text("app.error.nameTaken")},
			{&sales.NotFound{Kind: kindBatch, Name: "redo"}, d.Text("views.error.noRedo")},
			{&sales.NotFound{Kind: kindBatch, Name: "undo"}, d.Text("views.error.noUndo")},
			{&sales.NotFound{Kind: sales.KindDeal, Name: string(app.NewID())}, d.Text("views.error.gone")},
			{&sales.NotFound{Kind: sales.KindRep, Name: "Kim"}, d.Text("views.error.notFound", "Name", "Kim")},
			{path(syscall.ENOSPC), d.Text("views.error.full")},
			{syscall.ENOSPC, d.Text("views.error.full")},
			{path(fs.ErrPermission), d.Text("views.error.permission", "Path", "/media/a.xlsx")},
			{path(syscall.EROFS), d.Text("views.error.permission", "Path", "/media/a.xlsx")},
			{path(fs.ErrNotExist), d.Text("views.error.noFile", "Path", "/media/a.xlsx")},
			{fs.ErrNotExist, d.Text("views.error.other")},
			{&os.LinkError{Op: "rename", Old: "/a", New: "/b", Err: fs.ErrPermission}, d.Text("views.error.permission", "Path", "/b")},
			{errors.New("the moon is full"), d.Text("views.error.other")},
		} {
			for _, err := range []error{c.err, fmt.Errorf("what was tried: %w", c.err)} {
				if c.err == nil {
					err = nil
				}
				if got := ErrorText(d.Text, err); got != sentence(c.want) {
					t.Errorf("%v says %q, want %q", err, got, sentence(c.want))
				}
				if got := unforeseen(d.Text, err); got != (c.want == d.Text("views.error.other")) {
					t.Errorf("%v is unforeseen: %v", err, got)
				}
			}
		}
	})
}

func TestAFaultOfTheFileSaysWhatToDo(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		said := map[string]sales.FileFault{}
		for _, fault := range []sales.FileFault{sales.FileCorrupt, sales.FileForeign, sales.FileNewer, sales.FileReadOnly, sales.FileFull, sales.FileMoved, sales.FileLocked, sales.FileBroken} {
			words := ErrorText(d.Text, &sales.FileError{Fault: fault, Err: errors.New("x")})
			named(t, words)
			if before, twice := said[words]; twice {
				t.Errorf("%s and %s both say %q", before, fault, words)
			}
			said[words] = fault
		}
	})
	for words, want := range map[string]string{"": "", "a name": "A name.", "done.": "Done.", "이름": "이름."} {
		if got := sentence(words); got != want {
			t.Errorf("%q becomes %q", words, got)
		}
	}
	if isID("a-b-c-d-e") || !isID(string(app.NewID())) || isID(strings.Repeat("a", 36)) {
		t.Error("names and ids are mixed up")
	}
}
