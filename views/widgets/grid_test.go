package widgets

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

type sheet struct {
	cells  [][]string
	edits  []string
	pastes []string
}

func (s *sheet) data(frozen int) GridData {
	return GridData{
		Rows: len(s.cells), FrozenRows: frozen,
		RowTitle: func(row int) string { return fmt.Sprintf("Rep %d", row) },
		Cell: func(row, column int) GridCell {
			cell := GridCell{Text: s.cells[row][column], ReadOnly: row >= len(s.cells)-frozen}
			if cell.Text == "x" {
				cell.Problem = "not a number"
			}
			return cell
		},
	}
}

func gridOnStage(t *testing.T, rows, columns int) (*stage, *Grid, *sheet) {
	t.Helper()
	s, book := newStage(t), &sheet{}
	for row := range rows {
		line := make([]string, columns)
		for column := range line {
			line[column] = fmt.Sprintf("%d%02d", row, column)
		}
		book.cells = append(book.cells, line)
	}
	g := NewGrid(s.overlay)
	heads := make([]GridColumn, columns)
	for i := range heads {
		heads[i] = GridColumn{Title: fmt.Sprintf("M%d", i+1), Min: 60}
	}
	heads[columns-1].Frozen, heads[columns-1].Total = true, true
	g.SetColumns("Rep", heads)
	g.SetData(book.data(1))
	g.OnEdit = func(row, column int, text string) {
		book.edits = append(book.edits, fmt.Sprintf("%d,%d=%s", row, column, text))
		book.cells[row][column] = text
		g.Reload()
	}
	g.OnPaste = func(row, column int, block [][]string) {
		book.pastes = append(book.pastes, fmt.Sprintf("%d,%d %v", row, column, block))
	}
	s.show(g, 600, 300)
	s.focus(g)
	return s, g, book
}

func TestGridTypingReplacesAndEnterMovesDown(t *testing.T) {
	s, g, book := gridOnStage(t, 5, 4)
	s.typed("7")
	s.typed("50")
	s.keys(fyne.KeyReturn)
	same(t, "edits", book.edits, "0,0=750")
	if row, column := g.Current(); row != 1 || column != 0 {
		t.Errorf("Enter went to %d,%d", row, column)
	}
	s.typed("9")
	s.keys(fyne.KeyTab)
	s.typed("8")
	s.keys(fyne.KeyTab)
	same(t, "edits", book.edits, "0,0=750", "1,0=9", "1,1=8")
	if s.focused() != g {
		t.Error("after editing the grid has lost the keyboard")
	}
}

func TestGridEscapeGivesUpAndSameTextIsNoEdit(t *testing.T) {
	s, _, book := gridOnStage(t, 5, 4)
	s.typed("7")
	s.keys(fyne.KeyEscape)
	s.keys(fyne.KeyF2)
	s.keys(fyne.KeyReturn)
	if len(book.edits) != 0 {
		t.Errorf("edits %v", book.edits)
	}
}

func TestGridF2KeepsTheTextAndDeleteEmpties(t *testing.T) {
	s, _, book := gridOnStage(t, 5, 4)
	s.keys(fyne.KeyF2)
	s.typed("1")
	s.keys(fyne.KeyReturn)
	s.keys(fyne.KeyDelete)
	// F2 selects what is there, as spreadsheets do, so typing replaces it.
	same(t, "edits", book.edits, "0,0=1", "1,0=")
}

func TestGridReadOnlyCellsStayAndTabPassesThem(t *testing.T) {
	s, g, book := gridOnStage(t, 3, 3)
	g.Go(2, 0)
	s.typed("5")
	s.keys(fyne.KeyDelete, fyne.KeyReturn)
	if len(book.edits) != 0 || s.focused() != g {
		t.Errorf("a total was edited: %v", book.edits)
	}
	g.Go(1, 2)
	s.keys(fyne.KeyTab)
	if row, column := g.Current(); row != 1 || column != 2 {
		t.Errorf("Tab after the last cell went to %d,%d", row, column)
	}
}

func TestGridCopiesAndPastesBlocks(t *testing.T) {
	s, g, book := gridOnStage(t, 5, 4)
	g.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.keys(fyne.KeyDown, fyne.KeyRight)
	g.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	clipboard := test.NewClipboard()
	g.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard})
	if want := "000\t001\n100\t101"; clipboard.Content() != want {
		t.Errorf("copied %q, want %q", clipboard.Content(), want)
	}
	clipboard.SetContent("1\t2 \r\n3\t4\r\n")
	g.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	clipboard.SetContent("")
	g.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	same(t, "pasted", book.pastes, "0,0 [[1 2] [3 4]]")
}

func TestGridKeepsTotalsInSight(t *testing.T) {
	s, g, _ := gridOnStage(t, 60, 30)
	shown := func(text string) bool { return slices.Contains(texts(g), text) }
	for _, text := range []string{"Rep", "M1", "M30", "000", "5900", "029", "Rep 59"} {
		if !shown(text) {
			t.Errorf("%s is not in sight at first", text)
		}
	}
	if shown("3015") {
		t.Fatal("the sheet is not larger than its window")
	}
	g.Go(30, 15)
	for _, text := range []string{"Rep", "M30", "3015", "5915", "3029", "M16"} {
		if !shown(text) {
			t.Errorf("%s is not in sight after moving", text)
		}
	}
	s.keys(fyne.KeyHome)
	if !shown("M1") {
		t.Error("Home does not scroll back")
	}
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -10)})
	if g.topRow == 0 || shown("Rep 0") {
		t.Error("the wheel does not scroll")
	}
}

// TestGridSaysWhichPartIsInView holds the bars beside rows and columns that do not
// all fit, and that columns begin at whole pixels.
func TestGridSaysWhichPartIsInView(t *testing.T) {
	_, g, _ := gridOnStage(t, 41, 30)
	if g.art.down.Hidden || g.art.across.Hidden {
		t.Fatal("no bar beside forty rows and thirty columns in a small window")
	}
	top, left := g.art.down.Position().Y, g.art.across.Position().X
	g.Go(39, 28)
	end := g.art.down.Position().Y + g.art.down.Size().Height
	if g.art.down.Position().Y <= top || end > headHeight+1+gridRow*float32(g.freeRows())+0.5 {
		t.Errorf("at the last row the bar goes from %.0f to %.0f, it began at %.0f", g.art.down.Position().Y, end, top)
	}
	if g.art.across.Position().X <= left || g.art.across.Position().X+g.art.across.Size().Width > g.Size().Width+0.5 {
		t.Errorf("at the last column the bar is at %v, %v wide", g.art.across.Position(), g.art.across.Size())
	}
	_, g, _ = gridOnStage(t, 5, 7)
	if !g.art.down.Hidden || !g.art.across.Hidden {
		t.Error("a bar beside a sheet that is all in view")
	}
	_, lefts := g.shownColumns()
	for _, x := range lefts {
		if x != float32(int(x)) {
			t.Errorf("a column begins at %v", x)
		}
	}
}

func TestGridPointerSelectsEditsAndExplains(t *testing.T) {
	s, g, book := gridOnStage(t, 5, 4)
	book.cells[1][1] = "x"
	g.Reload()
	_, lefts := g.shownColumns()
	_, tops := g.shownRows()
	at := fyne.NewPos(lefts[1]+5, tops[1]+5)
	press := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	press.Position = at
	g.MouseDown(press)
	if row, column := g.Current(); row != 1 || column != 1 {
		t.Errorf("clicked 1,1, current is %d,%d", row, column)
	}
	test.MoveMouse(s.window.Canvas(), at)
	if s.overlay.Tip() != "not a number" {
		t.Errorf("the invalid cell explains itself by %q", s.overlay.Tip())
	}
	g.DoubleTapped(&fyne.PointEvent{Position: at})
	if !g.editor.Visible() {
		t.Error("a double click does not edit")
	}
	press.Position = fyne.NewPos(lefts[0]+5, tops[0]+5)
	s.typed("6")
	g.MouseDown(press)
	same(t, "leaving the entry by the pointer", book.edits, "1,1=6")
}
