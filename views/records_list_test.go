package views

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"attain/app/sales"
)

// TestDatesOfAnotherYearAreWhole opens the widest list of records with a date as
// long as any: its column has room for it in both languages.
func TestDatesOfAnotherYearAreWhole(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		s := open(t, newService(t, founded(lang)), "light", PageReports)
		date := s.shell.deps.Format.Day(sales.DayOfTime(thatDay.AddDate(-1, 1, 5)), sales.DayOfTime(thatDay))
		row := recordRow{kind: sales.KindDeal, name: "Crane", date: date}
		s.shell.showRecords("Won", records{rows: []recordRow{row}, weighted: true})
		s.settle()
		s.redraw()
		var shown []string
		for _, layer := range s.layers() {
			visitShown(layer, func(object fyne.CanvasObject) {
				if text, is := object.(*canvas.Text); is && text.Text != "" {
					shown = append(shown, text.Text)
				}
			})
		}
		if !slices.Contains(shown, date) {
			t.Errorf("%s: the list does not show %q whole: %q", lang, date, shown)
		}
	}
}
