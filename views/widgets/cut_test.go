package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// longName is longer than any cell.
var longName = strings.TrimSpace(strings.Repeat("Donaudampfschiff ", 18))

// TestACutCellIsSaidWhole rests the pointer on a name of three hundred letters
// in a table, and on one that is shown whole.
func TestACutCellIsSaidWhole(t *testing.T) {
	s, table := tableOnStage(t, 3)
	table.SetData(TableData{
		Length: func() int { return 3 },
		ID:     func(i int) string { return string(rune('a' + i)) },
		Cell: func(i, column int) Cell {
			if i == 0 && column != 1 {
				return Cell{Text: longName, Mark: column == 2}
			}
			return Cell{Text: "Open"}
		},
	})
	for _, c := range []struct {
		x, y float32
		want string
	}{{40, 1, longName}, {40, 2, ""}, {490, 1, ""}, {350, 1, ""}} {
		test.MoveMouse(s.window.Canvas(), fyne.NewPos(c.x, headHeight+c.y*rowHeight-rowHeight/2))
		if s.overlay.Tip() != "" {
			t.Errorf("at once: %q", s.overlay.Tip())
		}
		s.clock.advance(tipDelay)
		if got := s.overlay.Tip(); got != c.want {
			t.Errorf("at %v, row %v: %q", c.x, c.y, got)
		}
	}
	test.MoveMouse(s.window.Canvas(), fyne.NewPos(40, headHeight+rowHeight/2))
	test.MoveMouse(s.window.Canvas(), fyne.NewPos(40, 390))
	s.clock.advance(tipDelay)
	if s.overlay.Tip() != "" {
		t.Errorf("%q stays when the pointer leaves", s.overlay.Tip())
	}
}

// TestTheKeyboardIsOnTheFirstRowWhenRowsComeLate gives an empty table the
// keyboard, as a page that is still loading does: Enter opens the first row.
func TestTheKeyboardIsOnTheFirstRowWhenRowsComeLate(t *testing.T) {
	s, table := tableOnStage(t, 0)
	s.focus(table)
	s.keys(fyne.KeyReturn)
	opened := ""
	table.OnOpen = func(id string) { opened = id }
	table.SetData(TableData{
		Length: func() int { return 2 },
		ID:     func(i int) string { return string(rune('a' + i)) },
		Cell:   func(int, int) Cell { return Cell{Text: "Open"} },
	})
	s.keys(fyne.KeyReturn)
	if opened != "a" {
		t.Errorf("Enter opens %q", opened)
	}
}

// TestACutTitleOfTheSheetIsSaidWhole does the same with the names of reps.
func TestACutTitleOfTheSheetIsSaidWhole(t *testing.T) {
	s, g, book := gridOnStage(t, 4, 5)
	data := book.data(1)
	data.RowTitle = func(row int) string { return []string{longName, "Kim", "Lee", "Sum"}[row] }
	g.SetData(data)
	for y, want := range []string{longName, ""} {
		test.MoveMouse(s.window.Canvas(), fyne.NewPos(20, headHeight+gridRow*float32(y)+gridRow/2))
		if got := s.overlay.Tip(); got != want {
			t.Errorf("row %d says %q", y, got)
		}
	}
	test.MoveMouse(s.window.Canvas(), fyne.NewPos(20, headHeight+gridRow/2))
	test.MoveMouse(s.window.Canvas(), fyne.NewPos(300, headHeight+gridRow/2))
	if got := s.overlay.Tip(); got != "" {
		t.Errorf("a cell says %q", got)
	}
}
