package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"attain/views/widgets"
)

// growStep is how many rows a growing list makes at a time: no more than the
// window's thread has time for between two frames.
const growStep = 4

// growing is a list of rows of any height which makes more of them when its
// end is about to come into sight, by the wheel or by the keyboard.
type growing struct {
	wrapColumn
	runner  Runner
	build   func(i int) *tapRow
	count   int
	rows    []*tapRow
	column  *fyne.Container
	scroll  *container.Scroll
	waiting bool // for its turn to grow
}

// growScroll is rowScroll for count rows that build makes one by one.
func growScroll(runner Runner, count int, build func(i int) *tapRow) fyne.CanvasObject {
	g := &growing{wrapColumn: wrapColumn{gap: widgets.Space / 2}, runner: runner, build: build, count: count}
	g.column = container.New(g)
	g.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, widgets.Space), g.column))
	g.scroll.OnScrolled = func(fyne.Position) { g.growWhereShort() }
	g.grow()
	return pull(g.scroll)
}

// Layout gives every row its place, and asks for more where there is room.
func (g *growing) Layout(objects []fyne.CanvasObject, area fyne.Size) {
	g.wrapColumn.Layout(objects, area)
	g.growWhereShort()
}

// growWhereShort makes more rows, each few in a turn of their own, until half a
// view of them lies beyond what is in sight.
func (g *growing) growWhereShort() {
	for !g.waiting && len(g.rows) < g.count && g.end() < g.scroll.Offset.Y+1.5*g.scroll.Size().Height {
		g.waiting = true
		g.runner.Post(func() {
			g.waiting = false
			g.grow()
		})
	}
}

// end is where the last row ends.
func (g *growing) end() float32 {
	last := g.rows[len(g.rows)-1]
	return last.Position().Y + last.Size().Height
}

// grow makes the next rows.
func (g *growing) grow() {
	for range min(growStep, g.count-len(g.rows)) {
		row := g.build(len(g.rows))
		row.scroll = g.scroll
		g.rows = append(g.rows, row)
		g.column.Objects = append(g.column.Objects, row)
	}
	for _, row := range g.rows {
		row.neighbours, row.more = g.rows, nil
	}
	if len(g.rows) > 0 && len(g.rows) < g.count {
		g.rows[len(g.rows)-1].more = g.grow
	}
	g.column.Refresh()
	g.scroll.Refresh()
}
