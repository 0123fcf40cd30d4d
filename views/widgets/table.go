package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Column describes a column of a Table. Widths share the room by Weight, and
// none gets less than Min (logical pixels).
type Column struct {
	ID, Title string
	Weight    float32
	Min       float32
	// Number aligns to the right.
	Number bool
	// Sortable columns call OnSort when their title is clicked.
	Sortable bool
}

// Cell is what one place of a Table shows. Mark draws it as a badge.
type Cell struct {
	Text string
	Role Role
	Bold bool
	Mark bool
}

// TableData is where a Table gets its rows from: nothing is copied, and only
// visible rows are asked for. ID names a row's record.
type TableData struct {
	Length func() int
	Cell   func(row, column int) Cell
	ID     func(row int) string
}

// Table shows rows under a header that stays. One row is the current one
// (arrows, Home, End, Page keys); several can be selected with Ctrl, Shift and
// Space; Enter or a double click opens. Selection is kept by record id, so it
// survives sorting and reloading.
type Table struct {
	widget.BaseWidget
	// OnOpen is told the record the user wants to see.
	OnOpen func(id string)
	// OnSort is told the column and direction the user asked for; the caller
	// sorts, calls SetSort and Reload.
	OnSort func(column string, descending bool)
	// OnSelected is told whenever the selection changed.
	OnSelected func(ids []string)
	// OnMenu is asked for a menu for the selection at an absolute position.
	OnMenu func(id string, at fyne.Position)
	// OnSpareScroll is given what the wheel does beyond the table's rows, and
	// sideways.
	OnSpareScroll func(*fyne.ScrollEvent)
	// Multi allows more than one selected row.
	Multi bool

	overlay    *Overlay
	tip        debounce // says what a cell holds whose text is cut
	columns    []Column
	widths     []float32
	data       TableData
	sort       string
	descending bool
	current    int    // the row the keyboard stands on
	standing   string // its record
	anchor     int
	selected   map[string]bool
	pressed    [2]string // the records under the last two clicks
	focused    bool
	shift      bool
	head       *tableHead
	body       *roll
}

const (
	rowHeight  float32 = 34
	headHeight float32 = 32
	cellInset  float32 = 10
)

// NewTable makes a table with these columns and no rows.
func NewTable(overlay *Overlay, columns []Column) *Table {
	t := &Table{overlay: overlay, columns: columns, selected: map[string]bool{}, current: -1, anchor: -1, tip: debounce{runner: overlay.runner, d: tipDelay}}
	t.data = TableData{Length: func() int { return 0 }}
	t.head = newTableHead(t)
	t.body = newRoll(rowHeight, 0, func() int { return t.data.Length() },
		func() fyne.CanvasObject { return newTableRow(t) },
		func(i int, object fyne.CanvasObject) {
			if row, ok := object.(*tableRow); ok {
				row.show(i)
			}
		})
	t.body.spareScroll = func(event *fyne.ScrollEvent) {
		if t.OnSpareScroll != nil {
			t.OnSpareScroll(event)
		}
	}
	t.ExtendBaseWidget(t)
	return t
}

// CellWidth is the width that a text needs in a Table, bold for a title, in
// logical pixels.
func CellWidth(text string, title bool) float32 {
	return width(text, size(SizeBody), title) + 2*cellInset + 2
}

// SetData shows rows from another source. The selection stays where the
// records are still there under the same ids.
func (t *Table) SetData(data TableData) {
	t.data = data
	t.Reload()
}

// SetColumns shows other columns, or the same in another language.
func (t *Table) SetColumns(columns []Column) {
	t.columns = columns
	t.head.build()
	t.body.spare, t.body.shown = nil, map[int]fyne.CanvasObject{}
	t.body.layer.RemoveAll()
	t.widths = shareWidth(columns, t.Size().Width-2)
	t.Refresh()
}

// Reload shows what the source says now. The keyboard stays on its record as
// far as that is still there, and on its row otherwise.
func (t *Table) Reload() {
	t.stand(t.rowOf(t.standing, min(t.current, t.data.Length()-1)))
	t.standSomewhere()
	t.anchor = t.current
	t.body.Refresh()
}

// SetSort shows an arrow at the column by which the rows are sorted.
func (t *Table) SetSort(column string, descending bool) {
	t.sort, t.descending = column, descending
	t.head.Refresh()
}

// Columns are the columns shown.
func (t *Table) Columns() []Column { return t.columns }

// Data is the source of the rows.
func (t *Table) Data() TableData { return t.data }

// CreateRenderer is Fyne's.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	frame := newFace()
	return draw(&sketch{
		objects: []fyne.CanvasObject{t.head, t.body, frame},
		paint: func() {
			border := ColorBorder
			if t.focused {
				border = ColorAccent
			}
			dressFace(frame, "", border, size(SizeRadius))
		},
		min: func() fyne.Size {
			var wide float32
			for _, column := range t.columns {
				wide += max(column.Min, 40)
			}
			return fyne.NewSize(wide+2, headHeight+3*rowHeight)
		},
		place: func(area fyne.Size) {
			t.widths = shareWidth(t.columns, area.Width-2)
			frame.Resize(area)
			put(t.head, 1, 1, area.Width-2, headHeight)
			put(t.body, 1, 1+headHeight, area.Width-2, area.Height-headHeight-2)
			t.body.arrange(true)
		},
	})
}

// shareWidth gives each column its least width and shares what is left by
// weight.
func shareWidth(columns []Column, room float32) []float32 {
	widths := make([]float32, len(columns))
	var least, weights float32
	for _, column := range columns {
		least += max(column.Min, 40)
		weights += column.Weight
	}
	for i, column := range columns {
		widths[i] = max(column.Min, 40)
		if weights > 0 && room > least {
			widths[i] += (room - least) * column.Weight / weights
		}
	}
	return widths
}

// FocusGained shows the keyboard's place.
func (t *Table) FocusGained() {
	t.focused = true
	t.standSomewhere()
	t.Refresh()
}

// standSomewhere puts the keyboard on the first row, if it is on none: also when
// the rows come only after it.
func (t *Table) standSomewhere() {
	if t.focused && t.current < 0 && t.data.Length() > 0 {
		t.stand(0)
	}
}

// FocusLost is Fyne's.
func (t *Table) FocusLost() {
	t.focused, t.shift = false, false
	t.Refresh()
}

// TypedRune is Fyne's.
func (*Table) TypedRune(rune) {}

func (t *Table) hideTip() {
	t.tip.cancel()
	t.overlay.HideTip()
}

// KeyDown notes the Shift key, which extends the selection.
func (t *Table) KeyDown(key *fyne.KeyEvent) { t.holdShift(key, true) }

// KeyUp is Fyne's.
func (t *Table) KeyUp(key *fyne.KeyEvent) { t.holdShift(key, false) }

func (t *Table) holdShift(key *fyne.KeyEvent, down bool) {
	if isShift(key) {
		t.shift = down
	}
}

// TypedKey moves, selects and opens.
func (t *Table) TypedKey(key *fyne.KeyEvent) {
	last := t.data.Length() - 1
	if last < 0 {
		t.overlay.pass(t, key)
		return
	}
	page := t.body.page()
	switch key.Name {
	case fyne.KeyDown:
		t.moveTo(min(t.current+1, last))
	case fyne.KeyUp:
		t.moveTo(max(t.current-1, 0))
	case fyne.KeyHome:
		t.moveTo(0)
	case fyne.KeyEnd:
		t.moveTo(last)
	case fyne.KeyPageDown:
		t.moveTo(min(t.current+page, last))
	case fyne.KeyPageUp:
		t.moveTo(max(t.current-page, 0))
	case fyne.KeySpace:
		t.toggle(t.current)
	case fyne.KeyReturn, fyne.KeyEnter:
		t.open(t.current)
	case fyne.KeyEscape:
		t.leave(key)
	case desktop.KeyMenu:
		t.menuAtCurrent()
	case fyne.KeyF10:
		if t.shift {
			t.menuAtCurrent()
		}
	default:
		t.overlay.pass(t, key)
	}
}

// TypedShortcut selects all rows on Ctrl+A.
func (t *Table) TypedShortcut(shortcut fyne.Shortcut) {
	if _, all := shortcut.(*fyne.ShortcutSelectAll); all && t.Multi {
		t.selectRange(0, t.data.Length()-1)
	}
}
