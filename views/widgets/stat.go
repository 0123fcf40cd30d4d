package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Trend says which way a number moved.
type Trend int

// The trends of a Stat. TrendNone shows no arrow.
const (
	TrendNone Trend = iota
	TrendUp
	TrendDown
	TrendFlat
)

// Stat is what a StatTile shows, all of it formatted by the caller. Role
// colours the delta; an empty Value is shown as a dash.
type Stat struct {
	Label, Value, Delta, Hint string
	Trend                     Trend
	Role                      Role
}

// StatTile is a number with its name, how it moved and a hint below. A tile
// with OnTapped opens the records behind its number, by pointer or by Space
// and Enter.
type StatTile struct {
	widget.BaseWidget
	spare
	// OnTapped opens the records; nil makes the tile inert.
	OnTapped func()

	stat             Stat
	hovered, focused bool
}

// NewStatTile makes a tile that opens its records by onTapped, which may be nil.
func NewStatTile(stat Stat, onTapped func()) *StatTile {
	t := &StatTile{stat: stat, OnTapped: onTapped}
	t.ExtendBaseWidget(t)
	return t
}

// Set shows another number.
func (t *StatTile) Set(stat Stat) {
	t.stat = stat
	t.Refresh()
}

// Stat is what the tile shows.
func (t *StatTile) Stat() Stat { return t.stat }

// Tapped opens the records.
func (t *StatTile) Tapped(*fyne.PointEvent) {
	if t.OnTapped != nil {
		t.OnTapped()
	}
}

// Cursor is a hand where there is something to open.
func (t *StatTile) Cursor() desktop.Cursor {
	if t.OnTapped == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// MouseIn lights the tile up.
func (t *StatTile) MouseIn(*desktop.MouseEvent) { t.light(true, t.focused) }

// MouseMoved is Fyne's.
func (*StatTile) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the light.
func (t *StatTile) MouseOut() { t.light(false, t.focused) }

// FocusGained shows the keyboard's place.
func (t *StatTile) FocusGained() { t.light(t.hovered, true) }

// FocusLost is Fyne's.
func (t *StatTile) FocusLost() { t.light(t.hovered, false) }

func (t *StatTile) light(hovered, focused bool) {
	t.hovered, t.focused = hovered, focused
	t.Refresh()
}

// TypedRune is Fyne's.
func (*StatTile) TypedRune(rune) {}

// TypedKey opens the records on Enter and Space.
func (t *StatTile) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.Tapped(nil)
	default:
		t.passKey(key)
	}
}

// CreateRenderer is Fyne's.
func (t *StatTile) CreateRenderer() fyne.WidgetRenderer {
	face := newFace()
	label, value, delta, hint := newLine(false), newLine(true), newLine(true), newLine(false)
	r := &sketch{objects: []fyne.CanvasObject{face, label, value, delta, hint}}
	r.paint = func() {
		t.paintFace(face)
		dress(label, ColorMuted, SizeCaption)
		dress(value, ColorText, SizeDisplay)
		dress(delta, t.stat.Role.Color(), SizeBody)
		dress(hint, ColorMuted, SizeCaption)
		room := t.Size().Width - 4*Space
		if room <= 0 {
			room = 1e6
		}
		fit(label, t.stat.Label, room)
		fit(hint, t.stat.Hint, room)
		t.fitNumber(value, delta, room)
	}
	r.min = func() fyne.Size {
		return fyne.NewSize(
			max(120, t.numberWidth()+4*Space),
			lineHeight(SizeDisplay)+2*lineHeight(SizeCaption)+4*Space,
		)
	}
	r.place = func(area fyne.Size) {
		r.paint()
		face.Resize(area)
		x, y := 2*Space, 1.5*Space
		wide := area.Width - 2*x
		put(label, x, y, wide, lineHeight(SizeCaption))
		y += lineHeight(SizeCaption) + Space/2
		put(value, x, y, wide, lineHeight(SizeDisplay))
		base := lineHeight(SizeDisplay) - lineHeight(SizeBody) - 3
		put(delta, x+value.MinSize().Width+Space, y+base, max(0, wide-value.MinSize().Width-Space), lineHeight(SizeBody))
		put(hint, x, y+lineHeight(SizeDisplay)+Space/2, wide, lineHeight(SizeCaption))
	}
	return draw(r)
}

func (t *StatTile) paintFace(face *canvas.Rectangle) {
	fill, border := ColorCard, ColorBorder
	if t.OnTapped != nil && t.hovered {
		fill = ColorHover
	}
	if t.OnTapped != nil && t.focused {
		border = ColorAccent
	}
	dressFace(face, fill, border, size(SizeRadius)+2)
	if border == ColorAccent {
		face.StrokeWidth = 2
	}
}

func (t *StatTile) deltaText() string {
	if t.stat.Delta == "" {
		return ""
	}
	return [...]string{"", "▲ ", "▼ ", "● "}[t.stat.Trend] + t.stat.Delta
}

func (t *StatTile) valueText() string {
	if t.stat.Value == "" {
		return "–"
	}
	return t.stat.Value
}

func (t *StatTile) numberWidth() float32 {
	wide := width(t.valueText(), size(SizeDisplay), true)
	if delta := t.deltaText(); delta != "" {
		wide += Space + width(delta, size(SizeBody), true)
	}
	return wide
}

// fitNumber makes the number smaller, not shorter, where it has no room: a
// number that is cut off is a wrong number.
func (t *StatTile) fitNumber(value, delta *canvas.Text, room float32) {
	value.Text, delta.Text = t.valueText(), t.deltaText()
	if delta.Text != "" {
		room -= Space + delta.MinSize().Width
	}
	for t := value.TextSize; t > size(SizeBody); t-- {
		value.TextSize = t
		if value.MinSize().Width <= room {
			return
		}
	}
}
