package views

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/views/widgets"
)

// The least and most width of a column of the preview, in logical pixels: a
// date with its time fits, a long text is cut.
const (
	previewNarrow float32 = 72
	previewWide   float32 = 260
)

// figureFields are the fields that stand to the right, as figures do.
var figureFields = []string{"amount", "units", "price", "probability", "touches", "duration"}

// rowsTable shows the first rows as they would become.
func (w *importWizard) rowsTable() fyne.CanvasObject {
	rows := make([][]string, len(w.preview.Rows))
	for i, cells := range w.preview.Rows {
		rows[i] = make([]string, len(cells))
		for at, text := range cells {
			rows[i][at] = w.inWords(w.preview.Fields[at], text)
		}
	}
	titles := []widgets.Column{}
	for at, field := range w.preview.Fields {
		title := fieldText(w.text, field)
		wide := widgets.CellWidth(title, true)
		for _, row := range rows {
			wide = max(wide, widgets.CellWidth(row[at], false))
		}
		wide = max(previewNarrow, min(wide, previewWide))
		titles = append(titles, widgets.Column{ID: field, Title: title, Weight: wide, Min: wide, Number: slices.Contains(figureFields, field)})
	}
	object, _ := w.tableOf(titles, rows, previewHigh)
	return object
}

// tableOf shows texts in rows, sideways too where they are many; it is as high
// as its rows need, and at most so high. The wheel goes on to the step where
// the table has no use for it.
func (w *importWizard) tableOf(titles []widgets.Column, rows [][]string, high float32) (fyne.CanvasObject, *widgets.Table) {
	table := widgets.NewTable(w.shell.overlay, titles)
	table.SetData(widgets.TableData{
		Length: func() int { return len(rows) }, ID: strconv.Itoa,
		Cell: func(row, column int) widgets.Cell { return widgets.Cell{Text: rows[row][column]} },
	})
	high = min(high, float32(len(rows)+1)*lineHigh)
	wide := float32(0)
	for _, column := range titles {
		wide += column.Min
	}
	across := newAcross(container.NewStack(floor(wide, high), table), func(event *fyne.ScrollEvent) {
		if step, ok := w.shown(); ok {
			step.Scrolled(event)
		}
	})
	table.OnSpareScroll = across.Scrolled
	return container.NewStack(floor(1, high), across), table
}

// across scrolls sideways only; what else the wheel does it hands on.
type across struct {
	container.Scroll
	spare func(*fyne.ScrollEvent)
}

func newAcross(content fyne.CanvasObject, spare func(*fyne.ScrollEvent)) *across {
	a := &across{spare: spare}
	a.Direction, a.Content = container.ScrollHorizontalOnly, content
	a.ExtendBaseWidget(a)
	return a
}

// Scrolled scrolls sideways, or hands on.
func (a *across) Scrolled(event *fyne.ScrollEvent) {
	if event.Scrolled.DX != 0 {
		a.Scroll.Scrolled(event)
	}
	if event.Scrolled.DY != 0 {
		a.spare(&fyne.ScrollEvent{PointEvent: event.PointEvent, Scrolled: fyne.NewDelta(0, event.Scrolled.DY)})
	}
}
