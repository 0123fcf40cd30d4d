package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
)

// gridEditor is the entry that stands in the cell being edited.
type gridEditor struct {
	Input
	grid   *Grid
	active bool
}

func newGridEditor(g *Grid) *gridEditor {
	e := &gridEditor{grid: g}
	e.ExtendBaseWidget(e)
	e.Scroll = fyne.ScrollHorizontalOnly
	e.Wrapping = fyne.TextWrapOff
	e.OnKey = e.key
	e.OnFocus = func(gained bool) {
		if !gained {
			e.take()
		}
	}
	e.Hide()
	return e
}

// AcceptsTab gives the Tab key to the grid.
func (*gridEditor) AcceptsTab() bool { return true }

func (e *gridEditor) key(key fyne.KeyName) bool {
	g := e.grid
	switch key {
	case fyne.KeyEscape:
		e.active = false
		g.stopEditing()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		e.take()
		g.Go(g.row+1, g.column)
	case fyne.KeyUp:
		e.take()
		g.Go(g.row-1, g.column)
	case fyne.KeyTab:
		e.take()
		g.next(false)
	default:
		return false
	}
	return true
}

// take ends editing and gives the text away.
func (e *gridEditor) take() {
	if !e.active {
		return
	}
	e.active = false
	text := strings.TrimSpace(e.Text)
	g := e.grid
	g.stopEditing()
	if text != g.data.Cell(g.row, g.column).whole() && g.OnEdit != nil {
		g.OnEdit(g.row, g.column, text)
	}
}

// edit opens the current cell: with what it holds, or with text instead.
func (g *Grid) edit(text string) {
	if g.data.Rows == 0 || len(g.columns) == 0 {
		return
	}
	cell := g.data.Cell(g.row, g.column)
	if cell.ReadOnly {
		return
	}
	fresh := text != ""
	if !fresh {
		text = cell.whole()
	}
	g.editor.SetText(text)
	g.editor.active = true
	g.editor.Show()
	g.Refresh()
	// The grid's canvas, because an editor that was never drawn has none yet.
	if c := g.overlay.canvasOf(g); c != nil {
		c.Focus(g.editor)
	}
	if fresh {
		g.editor.CursorColumn = len([]rune(text))
		g.editor.Refresh()
	} else {
		g.editor.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

func (g *Grid) stopEditing() {
	g.editor.Hide()
	g.overlay.focus(g)
	g.Refresh()
}

// selection is the block between the corners, both included.
func (g *Grid) selection() (top, left, bottom, right int) {
	return min(g.row, g.fromRow), min(g.column, g.fromC), max(g.row, g.fromRow), max(g.column, g.fromC)
}

// empty takes the values out of the selected cells: several at once as a
// block pasted of nothing, so that they come back at once too.
func (g *Grid) empty() {
	top, left, bottom, right := g.selection()
	if (top != bottom || left != right) && g.OnPaste != nil {
		block := make([][]string, bottom-top+1)
		for i := range block {
			block[i] = make([]string, right-left+1)
		}
		g.OnPaste(top, left, block)
		return
	}
	for row := top; row <= bottom; row++ {
		for column := left; column <= right; column++ {
			if !g.data.Cell(row, column).ReadOnly && g.OnEdit != nil {
				g.OnEdit(row, column, "")
			}
		}
	}
}

// TypedShortcut copies the selection and pastes blocks, as tabulated text.
func (g *Grid) TypedShortcut(shortcut fyne.Shortcut) {
	switch shortcut := shortcut.(type) {
	case *fyne.ShortcutCopy:
		shortcut.Clipboard.SetContent(g.copied())
	case *fyne.ShortcutPaste:
		if block := tabulated(shortcut.Clipboard.Content()); len(block) > 0 && g.OnPaste != nil {
			top, left, _, _ := g.selection()
			g.OnPaste(top, left, block)
		}
	case *fyne.ShortcutSelectAll:
		g.Go(0, 0)
		g.fromRow, g.fromC = g.data.Rows-1, len(g.columns)-1
		g.Refresh()
	}
}

func (g *Grid) copied() string {
	if g.data.Rows == 0 {
		return ""
	}
	top, left, bottom, right := g.selection()
	var lines []string
	for row := top; row <= bottom; row++ {
		var cells []string
		for column := left; column <= right; column++ {
			cells = append(cells, g.data.Cell(row, column).whole())
		}
		lines = append(lines, strings.Join(cells, "\t"))
	}
	return strings.Join(lines, "\n")
}

// tabulated reads what spreadsheets put on the clipboard.
func tabulated(text string) [][]string {
	text = strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	if text == "" {
		return nil
	}
	var block [][]string
	for _, line := range strings.Split(text, "\n") {
		cells := strings.Split(line, "\t")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		block = append(block, cells)
	}
	return block
}
