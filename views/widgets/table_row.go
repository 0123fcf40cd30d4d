package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// tableRow is one recycled row of bare texts: labels as cells would cost a
// hundred times as much to refresh.
type tableRow struct {
	widget.BaseWidget
	table   *Table
	index   int
	hovered bool
	cells   []*canvas.Text
	marks   []mark
	face    *canvas.Rectangle
	edge    *canvas.Rectangle
	strip   *canvas.Rectangle
}

func newTableRow(t *Table) *tableRow {
	row := &tableRow{table: t, index: -1, face: newFace(), edge: newFace(), strip: newFace()}
	for range t.columns {
		row.cells = append(row.cells, newLine(false))
		row.marks = append(row.marks, newMark())
	}
	row.ExtendBaseWidget(row)
	return row
}

// show makes the row stand for row i of the data; it may have stood for
// another, so nothing of that must stay.
func (row *tableRow) show(i int) {
	if row.index != i {
		row.hovered = false
	}
	row.index = i
	row.Refresh()
}

// CreateRenderer is Fyne's.
func (row *tableRow) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{row.face, row.edge, row.strip}
	for i := range row.cells {
		objects = append(objects, row.marks[i].face, row.marks[i].line, row.cells[i])
	}
	return draw(&sketch{
		objects: objects,
		min:     func() fyne.Size { return fyne.NewSize(40, rowHeight) },
		place:   func(fyne.Size) { row.paint() },
		paint:   row.paint,
	})
}

func (row *tableRow) paint() {
	t, area := row.table, row.Size()
	if row.index < 0 || row.index >= t.data.Length() || len(t.widths) != len(row.cells) {
		return
	}
	row.paintFace(area)
	var x float32
	for i, text := range row.cells {
		cell := t.data.Cell(row.index, i)
		room := t.widths[i] - 2*cellInset
		text.Hidden = cell.Mark
		row.marks[i].show(cell.Mark && cell.Text != "")
		if cell.Mark {
			row.marks[i].set(Tag{cell.Text, cell.Role}, room)
			row.marks[i].place(fyne.NewPos(x+cellInset-2, (area.Height-markHeight())/2))
		} else {
			placeCell(text, cell, t.columns[i].Number, x+cellInset, room, area.Height)
		}
		x += t.widths[i]
	}
}

// placeCell writes a cell's text into its room, numbers to the right.
func placeCell(text *canvas.Text, cell Cell, number bool, x, room, high float32) {
	text.TextStyle.Bold = cell.Bold
	dress(text, cell.Role.Color(), SizeBody)
	if number {
		text.TextSize = sizeFor(cell.Text, room, cell.Bold)
	}
	fit(text, cell.Text, room+0.5)
	want := text.MinSize()
	if number {
		x += room - want.Width
	}
	put(text, x, (high-want.Height)/2, want.Width, want.Height)
}

func (row *tableRow) paintFace(area fyne.Size) {
	t := row.table
	fill := ColorCard
	selected := t.selected[t.data.ID(row.index)]
	switch {
	case selected:
		fill = ColorSelected
	case row.hovered:
		fill = ColorHover
	}
	dressFace(row.face, fill, "", 0)
	dressFace(row.edge, ColorBorder, "", 0)
	dressFace(row.strip, ColorAccent, "", 0)
	row.strip.Hidden = !t.focused || row.index != t.current
	row.face.Resize(area)
	put(row.edge, 0, area.Height-1, area.Width, 1)
	put(row.strip, 0, 0, 3, area.Height-1)
}

// MouseIn hears the pointer come.
func (row *tableRow) MouseIn(event *desktop.MouseEvent) {
	row.hover(true)
	row.MouseMoved(event)
}

// MouseMoved says what a cell holds whole whose text is cut.
func (row *tableRow) MouseMoved(event *desktop.MouseEvent) {
	whole := row.cutAt(event.Position.X)
	if whole == "" {
		row.table.hideTip()
		return
	}
	row.table.tip.call(func() { row.table.overlay.ShowTip(whole, event.AbsolutePosition) })
}

// cutAt is the whole text of the cell at a place along the row, "" where all of
// it is shown.
func (row *tableRow) cutAt(x float32) string {
	t := row.table
	if row.index < 0 || row.index >= t.data.Length() || len(t.widths) != len(row.cells) {
		return ""
	}
	for i, text := range row.cells {
		if x -= t.widths[i]; x < 0 {
			if cell := t.data.Cell(row.index, i); !cell.Mark && text.Text != cell.Text {
				return cell.Text
			}
			return ""
		}
	}
	return ""
}

// MouseOut hears the pointer leave.
func (row *tableRow) MouseOut() {
	row.hover(false)
	row.table.hideTip()
}

func (row *tableRow) hover(on bool) {
	row.hovered = on
	row.Refresh()
}

// MouseDown selects at once: a tap would wait for a second one.
func (row *tableRow) MouseDown(event *desktop.MouseEvent) {
	if event.Button == desktop.MouseButtonPrimary {
		row.table.press(row.index, event.Modifier)
	}
}

// MouseUp hears the button go up.
func (row *tableRow) MouseUp(*desktop.MouseEvent) {}

// Tapped answers a click.
func (row *tableRow) Tapped(*fyne.PointEvent) {}

// DoubleTapped answers a double click: what lay under the first click opens,
// also where the list moved under the second.
func (row *tableRow) DoubleTapped(*fyne.PointEvent) {
	if first := row.table.pressed[0]; first != "" && row.table.OnOpen != nil {
		row.table.OnOpen(first)
		return
	}
	row.table.open(row.index)
}

// TappedSecondary answers a right click.
func (row *tableRow) TappedSecondary(event *fyne.PointEvent) {
	row.table.menu(row.index, event.AbsolutePosition)
}

// tableHead is the header: titles that sort.
type tableHead struct {
	widget.BaseWidget
	table  *Table
	titles []*tableTitle
}

func newTableHead(t *Table) *tableHead {
	h := &tableHead{table: t}
	h.build()
	h.ExtendBaseWidget(h)
	return h
}

func (h *tableHead) build() {
	h.titles = nil
	for i := range h.table.columns {
		title := &tableTitle{table: h.table, index: i}
		title.ExtendBaseWidget(title)
		h.titles = append(h.titles, title)
	}
}

// CreateRenderer is Fyne's.
func (h *tableHead) CreateRenderer() fyne.WidgetRenderer {
	face, edge := newFace(), newFace()
	r := &sketch{}
	r.paint = func() {
		dressFace(face, ColorSunken, "", size(SizeRadius)-1)
		dressFace(edge, ColorBorder, "", 0)
		r.objects = []fyne.CanvasObject{face, edge}
		for _, title := range h.titles {
			r.objects = append(r.objects, title)
		}
		r.place(h.Size())
	}
	r.min = func() fyne.Size { return fyne.NewSize(40, headHeight) }
	r.place = func(area fyne.Size) {
		face.Resize(area)
		put(edge, 0, area.Height-1, area.Width, 1)
		var x float32
		for i, title := range h.titles {
			if i < len(h.table.widths) {
				put(title, x, 0, h.table.widths[i], area.Height)
				x += h.table.widths[i]
			}
		}
	}
	return draw(r)
}

// tableTitle is one column's title with its arrow.
type tableTitle struct {
	widget.BaseWidget
	table   *Table
	index   int
	hovered bool
}

func (h *tableTitle) column() Column { return h.table.columns[h.index] }

// Tapped answers a click.
func (h *tableTitle) Tapped(*fyne.PointEvent) {
	if column := h.column(); column.Sortable && h.table.OnSort != nil {
		h.table.body.scrollTo(0)
		h.table.OnSort(column.ID, h.table.sort == column.ID && !h.table.descending)
	}
}

// Cursor is what the pointer looks like here.
func (h *tableTitle) Cursor() desktop.Cursor {
	if h.column().Sortable {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MouseIn hears the pointer come.
func (h *tableTitle) MouseIn(*desktop.MouseEvent) { h.hover(true) }

// MouseMoved hears the pointer move.
func (h *tableTitle) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hears the pointer leave.
func (h *tableTitle) MouseOut() { h.hover(false) }

func (h *tableTitle) hover(on bool) {
	h.hovered = on
	h.Refresh()
}

// CreateRenderer is Fyne's.
func (h *tableTitle) CreateRenderer() fyne.WidgetRenderer {
	text := newLine(true)
	r := &sketch{objects: []fyne.CanvasObject{text}, min: func() fyne.Size { return fyne.NewSize(20, headHeight) }}
	r.paint = func() {
		column := h.column()
		arrow, name := "", ColorMuted
		if h.table.sort == column.ID && column.ID != "" {
			name, arrow = ColorText, " ▲"
			if h.table.descending {
				arrow = " ▼"
			}
		} else if h.hovered && column.Sortable {
			name = ColorText
		}
		dress(text, name, SizeCaption)
		room := h.Size().Width - 2*cellInset + 0.5
		fit(text, column.Title, room-width(arrow, text.TextSize, true))
		text.Text += arrow
		want := text.MinSize()
		x := cellInset
		if column.Number {
			x = h.Size().Width - cellInset - want.Width
		}
		put(text, x, (h.Size().Height-want.Height)/2, want.Width, want.Height)
	}
	r.place = func(fyne.Size) { r.paint() }
	return draw(r)
}
