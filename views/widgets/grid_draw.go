package widgets

import (
	"image/color"
	"math"
	"slices"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// gridArt holds the primitives of the cells that are visible.
type gridArt struct {
	face, frame, mark *canvas.Rectangle
	down, across      *canvas.Rectangle // say which part of the sheet is in view
	cells             []gridSlot
	used              int
	layer             *fyne.Container
}

type gridSlot struct {
	face *canvas.Rectangle
	text *canvas.Text
}

func (a *gridArt) init() {
	a.face, a.frame, a.mark, a.down, a.across = newFace(), newFace(), newFace(), newFace(), newFace()
	a.layer = &fyne.Container{}
}

func (a *gridArt) slot() gridSlot {
	if a.used == len(a.cells) {
		slot := gridSlot{newFace(), newLine(false)}
		a.cells = append(a.cells, slot)
		a.layer.Objects = append(a.layer.Objects, slot.face, slot.text)
	}
	slot := a.cells[a.used]
	slot.face.Hidden, slot.text.Hidden = false, false
	a.used++
	return slot
}

// rest hides what the cells now visible do not need.
func (a *gridArt) rest() {
	for i := a.used; i < len(a.cells); i++ {
		a.cells[i].face.Hidden, a.cells[i].text.Hidden = true, true
	}
}

// CreateRenderer is Fyne's.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	return draw(&sketch{
		objects: []fyne.CanvasObject{g.art.face, g.art.layer, g.art.frame, g.art.down, g.art.across, g.art.mark, g.editor},
		paint:   g.paint,
		min: func() fyne.Size {
			frozen := float32(0)
			for _, column := range g.columns {
				if column.Frozen {
					frozen += max(column.Min, gridLeast)
				}
			}
			return fyne.NewSize(gridTitle+frozen+3*gridLeast, headHeight+gridRow*float32(min(g.data.Rows, g.data.FrozenRows+3))+2)
		},
		place: func(fyne.Size) {
			g.measure()
			g.scrollTo(g.topRow, g.leftC)
			g.paint()
		},
	})
}

// freeRows is how many rows fit between the header and the frozen rows.
func (g *Grid) freeRows() int {
	room := g.Size().Height - headHeight - 2 - gridRow*float32(g.data.FrozenRows)
	return max(1, int(room/gridRow))
}

// measure makes columns wide enough for what is in them, in small letters if
// that spares scrolling, and shares out the room that is left.
func (g *Grid) measure() {
	room := g.Size().Width - 2 - gridTitle
	var sum float32
	for _, g.scale = range []fyne.ThemeSizeName{SizeBody, SizeCaption} {
		if sum = g.measureAt(size(g.scale)); sum <= room {
			break
		}
	}
	if spare := room - sum; spare > 0 {
		for i := range g.widths {
			g.widths[i] += float32(math.Floor(float64(spare) / float64(len(g.widths))))
		}
	}
}

func (g *Grid) measureAt(textSize float32) (sum float32) {
	g.widths = make([]float32, len(g.columns))
	for i, column := range g.columns {
		wide := max(column.Min, gridLeast, width(column.Title, size(SizeCaption), true)+2*gridInset+1)
		wide = max(wide, width(g.longest(i), textSize, true)+2*gridInset+4)
		// Whole pixels: lines between them would be drawn double.
		g.widths[i] = float32(math.Ceil(float64(wide)))
		sum += g.widths[i]
	}
	return sum
}

// longest is the text of a column with the most letters: to measure all of
// them would take longer than to draw the sheet.
func (g *Grid) longest(column int) string {
	text, letters := "", 0
	for row := range g.data.Rows {
		if row >= gridMeasured && row < g.data.Rows-g.data.FrozenRows {
			continue
		}
		cell := g.data.Cell(row, column).Text
		if n := utf8.RuneCountInString(cell); n > letters {
			text, letters = cell, n
		}
	}
	return text
}

// frozenColumns is how many columns stay at the right end.
func (g *Grid) frozenColumns() int {
	n := 0
	for _, column := range g.columns {
		if column.Frozen {
			n++
		}
	}
	return n
}

// shownColumns are the columns visible, each with its left edge. What whole
// columns leave over goes to the row titles before them.
func (g *Grid) shownColumns() (columns []int, lefts []float32) {
	widths := g.widths
	free := len(widths) - g.frozenColumns()
	right := g.Size().Width - 1
	for i := free; i < len(widths); i++ {
		right -= widths[i]
	}
	x := gridTitle + 1
	for i := g.leftC; i < free && x+widths[i] <= right+1; i++ {
		columns, lefts = append(columns, i), append(lefts, x)
		x += widths[i]
	}
	for i := range lefts {
		lefts[i] += max(0, right-x)
	}
	x = max(x, right)
	for i := free; i < len(widths); i++ {
		columns, lefts = append(columns, i), append(lefts, x)
		x += widths[i]
	}
	return columns, lefts
}

// shownRows are the rows visible, each with its upper edge.
func (g *Grid) shownRows() (rows []int, tops []float32) {
	free := g.data.Rows - g.data.FrozenRows
	y := headHeight + 1
	for i := g.topRow; i < free && len(rows) < g.freeRows(); i++ {
		rows, tops = append(rows, i), append(tops, y)
		y += gridRow
	}
	for i := max(0, free); i < g.data.Rows; i++ {
		rows, tops = append(rows, i), append(tops, y)
		y += gridRow
	}
	return rows, tops
}

// scrollTo shows the free part from a cell on, as far as there are cells.
func (g *Grid) scrollTo(top, left int) {
	g.topRow = max(0, min(top, g.data.Rows-g.data.FrozenRows-g.freeRows()))
	room, free := g.Size().Width-2-gridTitle, len(g.columns)-g.frozenColumns()
	widths := g.widths
	for i := free; i < len(widths); i++ {
		room -= widths[i]
	}
	most := free
	for most > 0 && room >= widths[most-1] {
		most--
		room -= widths[most]
	}
	g.leftC = max(0, min(left, most))
}

// reveal scrolls just as far as it takes to see the current cell.
func (g *Grid) reveal() {
	if g.Size().Width == 0 {
		return
	}
	top := g.topRow
	if g.row < g.data.Rows-g.data.FrozenRows {
		top = max(min(top, g.row), g.row-g.freeRows()+1)
	}
	g.scrollTo(top, g.leftC)
	if g.column >= len(g.columns)-g.frozenColumns() {
		return
	}
	if g.column < g.leftC {
		g.scrollTo(g.topRow, g.column)
	}
	for range g.columns {
		columns, _ := g.shownColumns()
		for _, shown := range columns {
			if shown == g.column {
				return
			}
		}
		g.scrollTo(g.topRow, g.leftC+1)
	}
}

// placeOf is the upper left corner of a cell, if it is in view.
func (g *Grid) placeOf(row, column int) (at fyne.Position, shown bool) {
	columns, lefts := g.shownColumns()
	rows, tops := g.shownRows()
	r, c := slices.Index(rows, row), slices.Index(columns, column)
	if r < 0 || c < 0 {
		return at, false
	}
	return fyne.NewPos(lefts[c], tops[r]), true
}

// cellAt is the cell at a place, if there is one.
func (g *Grid) cellAt(at fyne.Position) (row, column int, hit bool) {
	columns, lefts := g.shownColumns()
	rows, tops := g.shownRows()
	widths := g.widths
	for r, top := range tops {
		for c, left := range lefts {
			if at.Y >= top && at.Y < top+gridRow && at.X >= left && at.X < left+widths[columns[c]] {
				return rows[r], columns[c], true
			}
		}
	}
	return 0, 0, false
}

// cutTitleAt is the title of the row at a place before the cells, "" where all
// of it is shown.
func (g *Grid) cutTitleAt(at fyne.Position) string {
	_, lefts := g.shownColumns()
	rows, tops := g.shownRows()
	if len(lefts) == 0 || at.X >= lefts[0] {
		return ""
	}
	for r, top := range tops {
		title := g.data.RowTitle(rows[r])
		if at.Y >= top && at.Y < top+gridRow && width(title, size(SizeBody), false) > lefts[0]-1-2*gridInset+0.5 {
			return title
		}
	}
	return ""
}

func (g *Grid) paint() {
	area, a := g.Size(), &g.art
	if area.Width == 0 {
		return
	}
	dressFace(a.face, ColorCard, "", size(SizeRadius))
	dressFace(a.frame, "", ColorBorder, size(SizeRadius))
	a.face.Resize(area)
	a.frame.Resize(area)
	a.mark.Hidden = true
	a.used = 0
	columns, lefts := g.shownColumns()
	rows, tops := g.shownRows()
	widths := g.widths
	titles := gridTitle
	if len(lefts) > 0 {
		titles = lefts[0] - 1
	}
	g.write(GridCell{Text: g.corner, Bold: true, Role: RoleMuted}, ColorSunken, 1, 1, titles, headHeight, false, SizeCaption)
	for c, column := range columns {
		title := GridCell{Text: g.columns[column].Title, Bold: true, Role: RoleMuted}
		g.write(title, ColorSunken, lefts[c], 1, widths[column], headHeight, true, SizeCaption)
	}
	for r, row := range rows {
		total := row >= g.data.Rows-g.data.FrozenRows
		g.write(GridCell{Text: g.data.RowTitle(row), Bold: total}, ColorSunken, 1, tops[r], titles, gridRow, false, SizeBody)
		for c, column := range columns {
			g.paintCell(row, column, total, lefts[c], tops[r], widths[column])
		}
	}
	a.rest()
	g.paintBars(len(columns) - g.frozenColumns())
	canvas.Refresh(a.layer)
}

// paintBars shows beside and below the free part which part of it is in view,
// where it is not the whole.
func (g *Grid) paintBars(shown int) {
	a, area := &g.art, g.Size()
	for _, bar := range []*canvas.Rectangle{a.down, a.across} {
		bar.Hidden, bar.FillColor, bar.CornerRadius = true, color.Color(shade(theme.ColorNameScrollBar)), gridBar/2
	}
	if free, fit := g.data.Rows-g.data.FrozenRows, g.freeRows(); free > fit {
		track := gridRow * float32(fit)
		a.down.Hidden = false
		put(a.down, area.Width-gridBar-2, headHeight+1+track*float32(g.topRow)/float32(free), gridBar, track*float32(fit)/float32(free))
	}
	if free := len(g.columns) - g.frozenColumns(); free > shown {
		track := area.Width - gridTitle
		a.across.Hidden = false
		put(a.across, gridTitle+track*float32(g.leftC)/float32(free), area.Height-gridBar-2, track*float32(shown)/float32(free), gridBar)
	}
}

func (g *Grid) paintCell(row, column int, total bool, x, y, wide float32) {
	cell := g.data.Cell(row, column)
	total = total || g.columns[column].Total
	fill := g.ground(cell, row, column, total)
	if cell.Problem != "" {
		cell.Role = RoleOffTrack
	}
	cell.Bold = cell.Bold || total
	g.write(cell, fill, x, y, wide, gridRow, true, g.scale)
	if row != g.row || column != g.column {
		return
	}
	border := ColorMuted
	if g.focused || g.editor.active {
		border = ColorAccent
	}
	dressFace(g.art.mark, "", border, 3)
	g.art.mark.StrokeWidth = 2
	g.art.mark.Hidden = false
	put(g.art.mark, x, y, wide, gridRow)
	put(g.editor, x, y, wide, gridRow)
}

// ground is what a cell lies on: selection before fault before change.
func (g *Grid) ground(cell GridCell, row, column int, total bool) fyne.ThemeColorName {
	top, left, bottom, right := g.selection()
	many := top != bottom || left != right
	switch {
	case many && row >= top && row <= bottom && column >= left && column <= right:
		return ColorSelected
	case cell.Problem != "":
		return RoleOffTrack.Tint()
	case cell.Changed:
		return RoleBehind.Tint()
	case total || cell.ReadOnly:
		return ColorSunken
	default:
		return ColorCard
	}
}

// write draws one cell with a hairline to the right of it and below.
func (g *Grid) write(cell GridCell, fill fyne.ThemeColorName, x, y, wide, high float32, right bool, s fyne.ThemeSizeName) {
	slot := g.art.slot()
	dressFace(slot.face, fill, ColorBorder, 0)
	slot.face.StrokeWidth = 0.5
	put(slot.face, x, y, wide, high)
	slot.text.TextStyle.Bold = cell.Bold
	dress(slot.text, cell.Role.Color(), s)
	room := wide - 2*gridInset
	if right && s == SizeBody {
		slot.text.TextSize = sizeFor(cell.Text, room+0.5, cell.Bold)
	}
	fit(slot.text, cell.Text, room+0.5)
	want := slot.text.MinSize()
	at := x + gridInset
	if right {
		at = x + wide - gridInset - want.Width
	}
	put(slot.text, at, y+(high-want.Height)/2, want.Width, want.Height)
}
