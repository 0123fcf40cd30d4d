package views

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// laterLine is a row of a list to be made: its content, and what the row does.
type laterLine struct {
	body       func() fyne.CanvasObject
	open, done func()
	menu       func(at fyne.Position) // nil: none
}

// laterRows makes rows whose contents come to be when they come into sight:
// making and measuring forty lines takes a tenth of a second, of which five
// are seen. All are as high as the first.
func laterRows(lines []laterLine) []*tapRow {
	var rows []*tapRow
	var high float32
	for i, line := range lines {
		if i == 0 {
			content := line.body()
			high = content.MinSize().Height
			row := newTapRow(content, line.open, line.done)
			row.menu = line.menu
			rows = append(rows, row)
			continue
		}
		room := canvas.NewRectangle(color.Transparent)
		room.SetMinSize(fyne.NewSize(0, high))
		row := newTapRow(room, line.open, line.done)
		row.later, row.menu = line.body, line.menu
		rows = append(rows, row)
	}
	return rows
}

// fill makes the row's content.
func (r *tapRow) fill() {
	if r.later != nil {
		r.content, r.later = r.later(), nil
		r.place(r.Size())
		r.Refresh()
	}
}

// fillSight makes the contents of the rows that are in sight.
func fillSight(scroll *container.Scroll, rows []*tapRow) {
	top := scroll.Offset.Y
	for _, row := range rows {
		y := row.Position().Y
		if y < top+scroll.Size().Height && y+row.Size().Height > top {
			row.fill()
		}
	}
}

// sightColumn is a wrapColumn in an area that scrolls, which makes the
// contents of the rows in sight.
type sightColumn struct {
	wrapColumn
	scroll *container.Scroll
	rows   []*tapRow
}

// Layout gives everything its place.
func (s *sightColumn) Layout(objects []fyne.CanvasObject, area fyne.Size) {
	s.wrapColumn.Layout(objects, area)
	fillSight(s.scroll, s.rows)
}
