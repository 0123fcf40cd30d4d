package app_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
	"attain/data/xlsx"
)

// TestFailingSteps lets every step of writing a file fail, one after the other:
// making it, each write, the sync, the close, the rename, the sync of the
// folder. It is said what failed, the old file stays, no temporary one does,
// and the same is written once there is room. An export, a sealed one, a
// workbook of all, a sealed backup and the monthly report are written so.
func TestFailingSteps(t *testing.T) {
	database := filepath.Join(t.TempDir(), "attain.db")
	service := serviceOn(t, database, today)
	take(t, service, form(importer.KindDeals, "external_id,name,rep,stage,amount,created", "1,One,Kim,Proposal,100,2026-10-02", "2,Two,Lee,Proposal,200,2026-10-03"))
	text := service.Text("en")
	month := reviewed(t, service, app.ReviewQuery{Month: sales.MonthOf(2026, 11)})
	works := map[string]func(before func(string) error, path string) error{
		"export.csv": func(before func(string) error, path string) error {
			service.FailFiles(before)
			return service.ExportFile(t.Context(), importer.KindDeals, path)
		},
		"sealed.csv.age": func(before func(string) error, path string) error {
			service.FailFiles(before)
			return service.ExportSealed(t.Context(), importer.KindDeals, path, "plugh")
		},
		"all.xlsx": func(before func(string) error, path string) error {
			service.FailFiles(before)
			return service.ExportBook(t.Context(), path, "")
		},
		"backup.db.age": func(before func(string) error, path string) error {
			service.FailFiles(before)
			return service.BackUpSealed(t.Context(), path, "plugh", database)
		},
		"report.xlsx": func(before func(string) error, path string) error {
			return app.WriteFileAsking(before, path, func(w io.Writer) error { return xlsx.WriteReview(t.Context(), w, month, text, nil) })
		},
	}
	points := 0
	for name, work := range works {
		sealed := filepath.Ext(name) == ".age" // a passphrase takes a second
		if sealed && !soaking() {
			continue
		}
		points += failEachStep(t, name, syscall.ENOSPC, work)
		if soaking() && !sealed {
			points += failEachStep(t, name, syscall.EIO, work)
		}
	}
	t.Logf("failing steps of writing files: %d points", points)
}

func soaking() bool { return os.Getenv("ATTAIN_SOAK") != "" }

// failEachStep returns how many steps it let fail: in the short version the
// first of each kind.
func failEachStep(t *testing.T, name string, errno syscall.Errno, work func(before func(string) error, path string) error) (points int) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	const old = "what stood there"
	var tried []string
	for k := 0; ; k++ {
		if err := os.WriteFile(path, []byte(old), 0o600); err != nil {
			t.Fatal(err)
		}
		steps, failed := 0, ""
		err := work(func(step string) error {
			if slices.Contains(tried, step) && !soaking() {
				return nil
			}
			steps++
			if failed != "" || soaking() && steps-1 != k {
				return nil
			}
			failed, tried = step, append(tried, step)
			return &os.PathError{Op: step, Path: path, Err: errno}
		}, path)
		content, readErr := os.ReadFile(path)
		if readErr != nil {
			t.Fatal(readErr)
		}
		if failed == "" {
			if err != nil || bytes.Equal(content, []byte(old)) {
				t.Fatalf("%s without a fault: %v", name, err)
			}
			return points
		}
		points++
		var fault *sales.FileError
		if !errors.As(err, &fault) || (errno == syscall.ENOSPC) != (fault.Fault == sales.FileFull) {
			t.Errorf("%s, step %d (%s) fails with %s: %v", name, k, failed, errno.Error(), err)
		}
		if kept := string(content) == old; kept != (failed != "sync folder") {
			t.Errorf("%s, step %d (%s) fails: the old file stays: %v", name, k, failed, kept)
		}
		if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
			t.Errorf("%s, step %d (%s) fails: left are %v (%v)", name, k, failed, left, err)
		}
	}
}

// TestUnfinishedFilesAreSwept writes a file beside what killed programs left:
// the old leavings of this file go, and nothing else does.
func TestUnfinishedFilesAreSwept(t *testing.T) {
	folder := t.TempDir()
	old := time.Now().Add(-2 * time.Hour)
	stays := []string{".deals.csv.77", ".deals.csv.bak", ".leads.csv.12", "deals.csv.12"}
	for _, name := range append([]string{".deals.csv.123456"}, stays...) {
		path := filepath.Join(folder, name)
		err := os.WriteFile(path, nil, 0o600)
		if name != ".deals.csv.77" { // that one is being written just now
			err = errors.Join(err, os.Chtimes(path, old, old))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(folder, "deals.csv")
	if err := app.WriteFile(path, func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v (%v)", info.Mode(), err)
	}
	if _, err := os.Stat(filepath.Join(folder, ".deals.csv.123456")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what a killed program left is still there (%v)", err)
	}
	for _, name := range stays {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Error(err)
		}
	}
}
