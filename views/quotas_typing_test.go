package views

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"attain/app"
	"attain/app/sales"
)

func TestAQuarterOfEightRepsTakesThreeKeysACell(t *testing.T) {
	names := []string{"Ann", "Bob", "Cem", "Dora", "Eun", "Finn", "Gus", "Hana"}
	s := open(t, newService(t, func(service *app.Service) error {
		if err := founded("en")(service); err != nil {
			return err
		}
		for _, name := range names {
			if _, err := service.SaveRep(ctx, sales.Rep{Name: name}); err != nil {
				return err
			}
		}
		return nil
	}), "light", PageQuotas)
	grid := sheetOf(s).grid
	keys := 0
	for column := 12; column < 15; column++ { // October to December
		grid.Go(0, column)
		keys += 2 // Home or Page Up, and an arrow
		for range names {
			s.typed("9k")
			s.key(fyne.KeyReturn)
			keys += len("9k") + 1
		}
	}
	for _, name := range names {
		if got := quotasOf(s, repNamed(s, name), sales.MeasureMoney, ""); got != "- - - - - - - - - 900000 900000 900000" {
			t.Errorf("%s has %s", name, got)
		}
	}
	// 78 keys are less than a minute at two keys a second.
	if keys > 24*3+6 {
		t.Errorf("a quarter of eight reps takes %d keys", keys)
	}
}

func TestNumbersPastedAreReadAsSpreadsheetsWriteThem(t *testing.T) {
	s := open(t, newService(t, threeReps), "light", PageQuotas)
	page := sheetOf(s)
	page.grid.Go(1, 0)
	s.typed("5")
	s.key(fyne.KeyReturn)
	page.grid.Go(0, 0)
	s.window.Canvas().Focus(page.grid)
	clipboard := test.NewClipboard()
	clipboard.SetContent("12,345.60\t12345,60\t12.345,60\r\n\t$1,000\tUSD 2,000\r\n 1 234\t\t12k\r\n")
	s.focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard}) // Ctrl+V
	s.settle()
	for name, want := range map[string]string{
		"Ann": "1234560 1234560 1234560 -", "Bob": "- 100000 200000 -", "Cem": "123400 - 1200000 -",
	} {
		if got := quotasOf(s, repNamed(s, name), sales.MeasureMoney, ""); !strings.HasPrefix(got, want) {
			t.Errorf("%s has %s, want %s", name, got, want)
		}
	}
}

func TestSheetOfQuotasIsNotShownBeforeItIsThere(t *testing.T) {
	s := open(t, newService(t, threeReps), "light", PageToday)
	page := NewQuotas(s.shell.deps)
	if page.sheets.Visible() || len(page.area.Objects) != 2 {
		t.Error("an empty sheet is shown while quotas are read")
	}
	page.apply(nil, errors.New("disk on fire"))
	if page.sheets.Visible() || page.area.Objects[1] != fyne.CanvasObject(page.failed) {
		t.Error("what failed is not said in the place of the sheet")
	}
	page.Load(s.shell.scope)
	s.settle()
	if !page.sheets.Visible() || len(page.area.Objects) != 1 {
		t.Error("the sheet is not shown")
	}
}

// TestACellIsWrittenWithoutAskingAllOthers counts what writing a cell takes:
// where each cell asked all others how it is written, the page stood still.
func TestACellIsWrittenWithoutAskingAllOthers(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageQuotas)
	m := sheetOf(s).sheet
	line, span := m.lines()[0], m.spans()[0]
	if made := testing.AllocsPerRun(10, func() { m.cell(line, span) }); made > 100 {
		t.Errorf("a cell takes %.0f allocations", made)
	}
}

// TestSheetTakesTheKeyboardOnceItIsThere opens the page while its quotas are
// still being read.
func TestSheetTakesTheKeyboardOnceItIsThere(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageSettings)
	deps, runner := s.shell.deps, &lateRunner{}
	deps.Runner = runner
	page := NewQuotas(deps)
	s.shell.pages[PageQuotas], s.shell.stale[PageQuotas] = page, true
	s.shell.Open(PageQuotas)
	for i := 0; i < len(runner.works); i++ {
		runner.works[i]()
	}
	if s.window.Canvas().Focused() != fyne.Focusable(page.grid) {
		t.Errorf("the keyboard is with %T", s.window.Canvas().Focused())
	}
}
