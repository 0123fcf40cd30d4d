package views

import (
	"context"
	"image/png"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"attain/app"
	"attain/app/sales"
	"attain/assets"
	"attain/charts"
	"attain/data"
	"attain/views/widgets"
)

// thatDay is when the tests of this package happen: late in a month, at ten
// in the morning.
var thatDay = time.Date(2026, time.November, 23, 10, 0, 0, 0, time.UTC)

// stand is a window on a database of its own, on Fyne's test driver and with
// a runner that works inline.
type stand struct {
	t       testing.TB
	service *app.Service
	shell   *shell
	runner  *Inline
	window  fyne.Window
}

// newService opens a new database, filled by fill where it is not nil.
func newService(t testing.TB, fill func(*app.Service) error) *app.Service {
	t.Helper()
	return newServiceOn(t, func() time.Time { return thatDay }, fill)
}

// newServiceOn is newService by another clock.
func newServiceOn(t testing.TB, now func() time.Time, fill func(*app.Service) error) *app.Service {
	t.Helper()
	return newServiceAt(t, filepath.Join(t.TempDir(), "attain.db"), now, fill)
}

// newServiceAt is newServiceOn with the database at path.
func newServiceAt(t testing.TB, path string, now func() time.Time, fill func(*app.Service) error) *app.Service {
	t.Helper()
	store, err := data.Open(context.Background(), path, data.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	service := app.New(store, app.Options{
		Now: now, Who: "test", Text: wordsIn, OpenWorkbook: openTextBook,
	})
	if err := service.Prepare(context.Background()); err != nil {
		t.Fatal(err)
	}
	if fill != nil {
		if err := fill(service); err != nil {
			t.Fatal(err)
		}
	}
	return service
}

// demo fills a database with the sample team in a language.
func demo(lang string) func(*app.Service) error {
	return func(s *app.Service) error {
		return s.FillDemo(context.Background(), app.Demo{Reps: 8, Months: 14, Deals: 900, Activities: 9000, Seed: 1, Lang: lang})
	}
}

// smallDemo fills a database with a sample team of four.
func smallDemo(lang string) func(*app.Service) error {
	return func(s *app.Service) error {
		return s.FillDemo(context.Background(), app.Demo{Reps: 4, Months: 6, Deals: 120, Activities: 900, Seed: 1, Lang: lang})
	}
}

// founded is a database without a record whose first run is over.
func founded(lang string) func(*app.Service) error {
	return func(s *app.Service) error {
		settings, err := s.Settings(context.Background())
		if err != nil {
			return err
		}
		settings.Language, settings.FirstRunDone = lang, true
		return s.SaveSettings(context.Background(), settings)
	}
}

// catalogue and chartFonts are read once for all tests, as the program reads
// them once: a run of all tests would otherwise parse them a thousand times.
var (
	catalogue  = sync.OnceValue(func() *assets.Catalogue { return ok(assets.NewCatalogue()) })
	chartFonts = sync.OnceValue(func() *charts.Fonts { return ok(charts.ParseFonts(assets.FontRegular, assets.FontBold)) })
)

// wordsIn returns the program's text in a language.
func wordsIn(lang string) sales.Text { return catalogue().Text(lang) }

// open shows a page in a window of 1280 by 720 in "light" or "dark".
func open(t testing.TB, service *app.Service, look, page string) *stand {
	t.Helper()
	inline := NewInline()
	return openOn(t, service, look, page, inline, inline)
}

// openOn is open with a runner that does the work by itself; clock is what moves
// its time on.
func openOn(t testing.TB, service *app.Service, look, page string, runner Runner, clock *Inline) *stand {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	application := test.NewApp()
	t.Cleanup(application.Quit)
	settings, err := service.Settings(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if settings.Theme != look {
		settings.Theme = look
		if err := service.SaveSettings(ctx, settings); err != nil {
			t.Fatal(err)
		}
	}
	s := &stand{t: t, service: service, runner: clock, window: test.NewWindow(nil)}
	t.Cleanup(func() {
		s.window.Close()
		// The library lets go of what was shown, and of all it holds, when
		// something is drawn later: many tests draw nothing.
		test.NewCanvas().Capture()
	})
	s.window.SetPadded(false) // as the program's
	s.window.Resize(fyne.NewSize(firstWidth, firstHeight))
	begin, err := readEntry(ctx, service, PageToday)
	if err != nil {
		t.Fatal(err)
	}
	s.shell, err = newShell(ctx, application, s.window, Options{
		Service: service, Runner: runner, Text: wordsIn,
		Fonts: chartFonts(), Regular: assets.FontRegular, Bold: assets.FontBold, Path: "attain.db",
	}, begin)
	if err != nil {
		t.Fatal(err)
	}
	s.window.Resize(fyne.NewSize(firstWidth, firstHeight))
	t.Cleanup(s.shell.listen())
	s.shell.Open(page)
	s.settle()
	return s
}

// settle lets everything that waits happen: debounced reloads and charts.
func (s *stand) settle() { s.runner.Advance(time.Second) }

// keep writes the window's picture into the folder that ATTAIN_PICTURES
// names, for eyes; without one it does nothing.
func (s *stand) keep(name string) {
	folder := os.Getenv("ATTAIN_PICTURES")
	if folder == "" {
		return
	}
	file, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		s.t.Fatal(err)
	}
	if err := png.Encode(file, s.window.Canvas().Capture()); err != nil {
		s.t.Error(err)
	}
	if err := file.Close(); err != nil {
		s.t.Error(err)
	}
}

// choose takes an option of a picker as its list does.
func choose(picker *widgets.Picker, id string) {
	picker.SetChosen(id)
	picker.OnChosen(id)
}
