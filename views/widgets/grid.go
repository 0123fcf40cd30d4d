package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// GridColumn is a column of a Grid. Frozen columns must come last; they stay
// at the right end. Total columns are shown bold on a darker ground.
type GridColumn struct {
	Title         string
	Min           float32
	Total, Frozen bool
}

// GridCell is what one place of a Grid shows. Value is what is edited and
// copied where Text is only a short form of it; empty: Text. Problem is why
// its text is no valid value, shown as a hint and in colour; Changed marks what
// is not saved.
type GridCell struct {
	Text, Value, Problem    string
	Changed, ReadOnly, Bold bool
	Role                    Role
}

// GridData is where a Grid gets its rows from. The last FrozenRows rows stay
// at the bottom: the totals.
type GridData struct {
	Rows       int
	FrozenRows int
	RowTitle   func(row int) string
	Cell       func(row, column int) GridCell
}

// Grid is an editable sheet. Arrows, Tab, Home, End and Page keys move, with
// Shift they extend the selection; typing replaces, Enter and F2 edit, Delete
// empties. While editing, Enter, Tab, Up and Down take the text and move on,
// Escape gives it up, and the text of an invalid cell too. The grid keeps no values: OnEdit and OnPaste change them
// at the caller, who then calls Reload.
type Grid struct {
	widget.BaseWidget
	// OnEdit is told the text a cell was given; "" empties it.
	OnEdit func(row, column int, text string)
	// OnPaste is told a block pasted with its corner at a cell.
	OnPaste func(row, column int, block [][]string)
	// OnGiveUp is told the cell whose invalid text is given up by Escape.
	OnGiveUp func(row, column int)
	// OnCurrent is told the cell the keyboard came to.
	OnCurrent func(row, column int)

	overlay        *Overlay
	corner         string
	columns        []GridColumn
	data           GridData
	row, column    int // the current cell
	fromRow, fromC int // the other corner of the selection
	topRow, leftC  int // what the free part shows first
	focused, shift bool
	editor         *gridEditor
	art            gridArt
	widths         []float32
	scale          fyne.ThemeSizeName
}

const (
	gridRow   float32 = 32
	gridTitle float32 = 140
	gridLeast float32 = 48
	gridInset float32 = 6
	gridBar   float32 = 4
	// gridMeasured rows decide how wide columns are.
	gridMeasured = 200
)

// NewGrid makes a sheet without rows.
func NewGrid(overlay *Overlay) *Grid {
	g := &Grid{overlay: overlay}
	g.editor = newGridEditor(g)
	g.art.init()
	g.ExtendBaseWidget(g)
	return g
}

// SetColumns shows these columns; corner is the title over the row titles.
func (g *Grid) SetColumns(corner string, columns []GridColumn) {
	g.corner, g.columns = corner, columns
	g.measure()
	g.clamp()
	g.Refresh()
}

// SetData shows rows from another source.
func (g *Grid) SetData(data GridData) {
	g.data = data
	g.measure()
	g.clamp()
	g.Refresh()
}

// whole is what the cell is edited as.
func (c GridCell) whole() string {
	if c.Value != "" {
		return c.Value
	}
	return c.Text
}

// Reload shows what the source says now.
func (g *Grid) Reload() {
	g.measure()
	g.Refresh()
}

// Current is the cell the keyboard stands on.
func (g *Grid) Current() (row, column int) { return g.row, g.column }

// Go makes a cell the current one and shows it.
func (g *Grid) Go(row, column int) {
	g.row, g.column = row, column
	g.clamp()
	g.fromRow, g.fromC = g.row, g.column
	g.reveal()
	g.Refresh()
	g.sayProblem()
	if g.OnCurrent != nil {
		g.OnCurrent(g.row, g.column)
	}
}

// sayProblem says beside the current cell why its text is no valid value.
func (g *Grid) sayProblem() {
	if g.data.Rows == 0 || len(g.columns) == 0 {
		return
	}
	problem := g.data.Cell(g.row, g.column).Problem
	if at, shown := g.placeOf(g.row, g.column); problem != "" && shown && g.focused {
		g.overlay.ShowTip(problem, g.overlay.driver.AbsolutePositionForObject(g).Add(at).AddXY(0, gridRow/2))
		return
	}
	g.overlay.HideTip()
}

func (g *Grid) clamp() {
	g.row = max(0, min(g.row, g.data.Rows-1))
	g.column = max(0, min(g.column, len(g.columns)-1))
	g.fromRow = max(0, min(g.fromRow, g.data.Rows-1))
	g.fromC = max(0, min(g.fromC, len(g.columns)-1))
	g.scrollTo(g.topRow, g.leftC)
}

// move goes some cells on, extending the selection while Shift is held.
func (g *Grid) move(rows, columns int) { g.moveTo(g.row+rows, g.column+columns) }

func (g *Grid) moveTo(row, column int) {
	fromRow, fromC := g.fromRow, g.fromC
	shift := g.shift
	g.Go(row, column)
	if shift {
		g.fromRow, g.fromC = fromRow, fromC
		g.Refresh()
	}
}

// next goes to the following cell by Tab, on to the next row after the last
// cell that can be edited.
func (g *Grid) next(back bool) {
	step, cells := 1, g.data.Rows*len(g.columns)
	if back {
		step = -1
	}
	for at := g.row*len(g.columns) + g.column + step; at >= 0 && at < cells; at += step {
		row, column := at/len(g.columns), at%len(g.columns)
		if !g.data.Cell(row, column).ReadOnly {
			g.Go(row, column)
			return
		}
	}
}

// FocusGained shows the keyboard's place.
func (g *Grid) FocusGained() {
	g.focused = true
	g.Refresh()
	g.sayProblem()
}

// FocusLost is Fyne's.
func (g *Grid) FocusLost() {
	g.focused, g.shift = false, false
	g.overlay.HideTip()
	g.Refresh()
}

// AcceptsTab makes Tab go to the next cell instead of the next widget.
func (*Grid) AcceptsTab() bool { return true }

// KeyDown notes the Shift key.
func (g *Grid) KeyDown(key *fyne.KeyEvent) { g.holdShift(key, true) }

// KeyUp is Fyne's.
func (g *Grid) KeyUp(key *fyne.KeyEvent) { g.holdShift(key, false) }

func (g *Grid) holdShift(key *fyne.KeyEvent, down bool) {
	if key.Name == desktop.KeyShiftLeft || key.Name == desktop.KeyShiftRight {
		g.shift = down
	}
}

// TypedRune starts editing with the letter.
func (g *Grid) TypedRune(letter rune) {
	if letter != ' ' {
		g.edit(string(letter))
	}
}

// TypedKey moves, edits and empties.
func (g *Grid) TypedKey(key *fyne.KeyEvent) {
	if g.data.Rows == 0 || len(g.columns) == 0 {
		g.overlay.pass(g, key)
		return
	}
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF2:
		g.edit("")
	case fyne.KeyDelete, fyne.KeyBackspace:
		g.empty()
	case fyne.KeyTab:
		g.next(g.shift)
	case fyne.KeyEscape:
		if g.data.Cell(g.row, g.column).Problem != "" && g.OnGiveUp != nil {
			g.OnGiveUp(g.row, g.column)
			g.overlay.HideTip()
			return
		}
		if g.row == g.fromRow && g.column == g.fromC {
			g.overlay.pass(g, key)
			return
		}
		g.Go(g.row, g.column)
	default:
		g.arrow(key.Name)
	}
}

func (g *Grid) arrow(key fyne.KeyName) {
	switch key {
	case fyne.KeyDown:
		g.move(1, 0)
	case fyne.KeyUp:
		g.move(-1, 0)
	case fyne.KeyRight:
		g.move(0, 1)
	case fyne.KeyLeft:
		g.move(0, -1)
	case fyne.KeyHome:
		g.moveTo(g.row, 0)
	case fyne.KeyEnd:
		g.moveTo(g.row, len(g.columns)-1)
	case fyne.KeyPageDown:
		g.move(g.freeRows(), 0)
	case fyne.KeyPageUp:
		g.move(-g.freeRows(), 0)
	default:
		g.overlay.pass(g, &fyne.KeyEvent{Name: key})
	}
}

// MouseDown makes the cell under the pointer the current one.
func (g *Grid) MouseDown(event *desktop.MouseEvent) {
	row, column, hit := g.cellAt(event.Position)
	if !hit {
		return
	}
	g.overlay.focus(g)
	g.shift = event.Modifier&fyne.KeyModifierShift != 0
	g.moveTo(row, column)
}

// MouseUp is Fyne's.
func (*Grid) MouseUp(*desktop.MouseEvent) {}

// Tapped is Fyne's; the cell was chosen when the button went down.
func (*Grid) Tapped(*fyne.PointEvent) {}

// DoubleTapped edits the cell.
func (g *Grid) DoubleTapped(event *fyne.PointEvent) {
	if _, _, hit := g.cellAt(event.Position); hit {
		g.edit("")
	}
}

// MouseIn is Fyne's.
func (g *Grid) MouseIn(event *desktop.MouseEvent) { g.MouseMoved(event) }

// MouseMoved shows why the cell under the pointer is invalid, or the title of a
// row whole that is cut.
func (g *Grid) MouseMoved(event *desktop.MouseEvent) {
	words := g.cutTitleAt(event.Position)
	if row, column, hit := g.cellAt(event.Position); hit {
		words = g.data.Cell(row, column).Problem
	}
	g.overlay.ShowTip(words, event.AbsolutePosition)
}

// MouseOut is Fyne's.
func (g *Grid) MouseOut() { g.overlay.HideTip() }

// Scrolled goes on by whole rows and columns.
func (g *Grid) Scrolled(event *fyne.ScrollEvent) {
	top, left := g.topRow, g.leftC
	switch {
	case event.Scrolled.DY < 0:
		top++
	case event.Scrolled.DY > 0:
		top--
	}
	switch {
	case event.Scrolled.DX < 0:
		left++
	case event.Scrolled.DX > 0:
		left--
	}
	g.scrollTo(top, left)
	g.Refresh()
}
