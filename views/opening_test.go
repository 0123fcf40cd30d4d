package views

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"attain/app"
	"attain/app/sales"
	"attain/assets"
	"attain/data"
)

// starting opens the window on a database file as the program does.
func starting(t *testing.T, path string) *stand {
	t.Helper()
	application := test.NewApp()
	t.Cleanup(application.Quit)
	text := wordsIn
	s := &stand{t: t, runner: NewInline()}
	var store *data.Store
	openFile := func(ctx context.Context, readOnly bool) (opened Opened, err error) {
		if store, err = data.Open(ctx, path, data.Options{Now: func() time.Time { return thatDay }, ReadOnly: readOnly}); err != nil {
			return opened, err
		}
		opened.Service = app.New(store, app.Options{Now: func() time.Time { return thatDay }, Who: "test", Text: text})
		opened.ReadOnly, opened.QuickCheck, s.service = readOnly, store.QuickCheck, opened.Service
		return opened, nil
	}
	s.window = Open(ctx, application, Options{
		Runner: s.runner, Text: text, Fonts: chartFonts(), Regular: assets.FontRegular, Bold: assets.FontBold, Path: path,
	}, Opening{
		Open:         func(ctx context.Context) (Opened, error) { return openFile(ctx, false) },
		OpenReadOnly: func(ctx context.Context) (Opened, error) { return openFile(ctx, true) },
		Backups:      func(context.Context) ([]app.BackupFile, error) { return app.BackupsOf(path, time.UTC) },
		Inspect: func(ctx context.Context, path string) (app.BackupContent, error) {
			content, err := data.Inspect(ctx, path)
			return app.BackupContent(content), err
		},
		Restore: func(ctx context.Context, from string) (string, error) { return data.Restore(ctx, from, path, thatDay) },
		Recover: func(ctx context.Context) (sales.Recovery, error) {
			s.sees("Reading what is left…")
			return data.Recover(ctx, path, path+".recovered", thatDay)
		},
	})
	t.Cleanup(func() {
		s.window.Close()
		if store != nil {
			if err := store.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	return s
}

// damaged makes a database with a backup and then damages its beginning.
func damaged(t *testing.T) (path string) {
	t.Helper()
	return damagedBy(t, func(content []byte) { clear(content[:100]) })
}

func damagedBy(t *testing.T, harm func(content []byte)) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "attain.db")
	now := func() time.Time { return thatDay }
	store := ok(data.Open(ctx, path, data.Options{Now: now}))
	service := app.New(store, app.Options{Now: now, Who: "test", Text: func(string) sales.Text { return func(key string, _ ...any) string { return key } }})
	backup := app.BackupName(path, thatDay)
	if err := service.Prepare(ctx); err != nil {
		t.Fatal(err)
	}
	if err := twoReps(service); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(backup), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := store.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	content := ok(os.ReadFile(path))
	harm(content)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDamagedFileIsRestoredAtTheStart(t *testing.T) {
	s := starting(t, damaged(t))
	s.sees("The database cannot be opened", "Read what is left", "Backup of 2026-11-23 10:00: 2 deals")
	s.keep("opening-damaged")
	s.press("Restore")
	s.misses("The database cannot be opened")
	s.sees("Today")
}

// TestDamageWithinIsSaidBesideTheWork opens a file of which only a page is
// damaged that the start does not read: the window stands, and says so.
func TestDamageWithinIsSaidBesideTheWork(t *testing.T) {
	s := starting(t, damagedBy(t, func(content []byte) { clear(content[len(content)-4096:]) }))
	s.sees("Today")
	s.runner.Advance(checkDelay)
	s.sees("The database file is damaged. Restore a backup in Settings → Data")
}

func TestDamagedFileIsRecoveredAtTheStart(t *testing.T) {
	path := damaged(t)
	s := starting(t, path)
	s.press("Read what is left")
	s.sees("Found in the damaged file: 2 deals")
	s.keep("opening-recovered")
	s.press("Use what was found")
	s.sees("Today")
	if kept := ok(filepath.Glob(path + ".replaced-*")); len(kept) != 1 {
		t.Errorf("the damaged file is kept as %v", kept)
	}
}

// TestANewerFileIsOpenedToLookOnlyByEnter opens a file of a later version of the
// program: Enter looks at it, and a backup of it is refused with the reason.
func TestANewerFileIsOpenedToLookOnlyByEnter(t *testing.T) {
	path := damagedBy(t, func([]byte) {})
	file := ok(sql.Open("sqlite3", path))
	if _, err := file.ExecContext(ctx, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)"); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	s := starting(t, path)
	s.sees("The database cannot be opened", "Open to look only")
	s.key(fyne.KeyReturn)
	s.sees("Today", "Open to look only: nothing you change is saved")
	_, err := s.service.BackUpNow(ctx, "")
	if words := ErrorText(wordsIn("en"), err); !strings.Contains(words, "cannot be written") {
		t.Errorf("a backup of it says %q", words)
	}
}
