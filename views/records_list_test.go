package views

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"attain/app/sales"
	"attain/views/widgets"
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

// TestTheRecordsBehindANumberBeginWithTheNewest opens those of the month's
// revenue, which stood in the order in which they had been entered.
func TestTheRecordsBehindANumberBeginWithTheNewest(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageDashboard)
	s.shell.Explain("Credited", sales.Subject{Metric: "credited"})
	s.settle()
	tables := shownOf[*widgets.Table](s)
	data := tables[len(tables)-1].Data()
	var last time.Time
	for row := range data.Length() {
		day, err := time.Parse("Jan 2", data.Cell(row, 3).Text)
		if err != nil || row > 0 && day.After(last) {
			t.Errorf("row %d is of %q, after %v (%v)", row, data.Cell(row, 3).Text, last, err)
		}
		last = day
	}
	if data.Length() < 2 {
		t.Errorf("%d records", data.Length())
	}
}
