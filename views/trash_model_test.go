package views

import (
	"strings"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// trashAlone is a trash of three deals, by no window.
func trashAlone(d Deps) *trashModel {
	today := d.Service.Today()
	return &trashModel{deps: d, rows: trashRows([]sales.Deal{
		{ID: "1", Name: "Beta", AccountID: "a", OwnerID: "x", Amount: amount(300_00), Deleted: today - 2},
		{ID: "2", Name: "Alpha", AccountID: "b", OwnerID: "y", Deleted: today},
		{ID: "3", Name: "Gamma", Amount: amount(100_00), Deleted: today - app.TrashDays - 5},
	}, map[sales.ID]string{"a": "Hansung", "b": "Able"}, map[sales.ID]string{"x": "Ann", "y": "Bo"}, today)}
}

func TestTheTrashIsInTheOrderChosen(t *testing.T) {
	for _, c := range []struct {
		sort string
		down bool
		want string
	}{
		{"deleted", true, "213"},
		{"deleted", false, "312"},
		{"left", false, "312"},
		{"name", false, "213"},
		{"account", false, "321"},
		{"rep", true, "213"},
		{"amount", false, "231"},
		{"amount", true, "132"},
	} {
		m := trashAlone(alone(t, "en"))
		m.sort, m.reversed = c.sort, c.down
		m.order()
		got := ""
		for _, id := range m.all() {
			got += string(id)
		}
		if got != c.want {
			t.Errorf("by %s, down %v: %s, want %s", c.sort, c.down, got, c.want)
		}
	}
}

func TestARowOfTheTrashSaysHowLongItStays(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m, today := trashAlone(d), d.Service.Today()
		days := func(n int) string { return d.Text("views.pipeline.days", "Days", d.Format.Count(n)) }
		for i, want := range [][]widgets.Cell{
			{{Text: "Beta", Bold: true}, {Text: "Hansung"}, {Text: "Ann"}, {Text: d.Format.Money(300_00)}, {Text: d.Format.Day(today-2, today)}, {Text: days(app.TrashDays - 2)}},
			{{Text: "Alpha", Bold: true}, {Text: "Able"}, {Text: "Bo"}, {Text: none}, {Text: d.Format.Day(today, today)}, {Text: days(app.TrashDays)}},
			{{Text: "Gamma", Bold: true}, {Text: none}, {Text: none}, {Text: d.Format.Money(100_00)}, {Text: d.Format.Day(today-app.TrashDays-5, today)}, {Text: days(0)}},
		} {
			for column, want := range want {
				if got := m.cell(m.rows[i], column); got != want {
					t.Errorf("row %d says %+v in column %d, want %+v", i, got, column, want)
				}
			}
		}
		if got := m.counted(2); !strings.Contains(got, "3") || !strings.Contains(got, "2") {
			t.Errorf("it says %q", got)
		}
	})
}
