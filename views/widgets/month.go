package widgets

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// month is a calendar of six weeks: click or Enter picks, arrows move, Page
// keys change the month, Escape shuts.
type month struct {
	widget.BaseWidget
	texts   DateTexts
	day     time.Time
	hovered int
	onPick  func(time.Time)
	onShut  func()

	title      *Text
	back, next *iconTap
	cells      [42]*canvas.Text
	faces      [42]*canvas.Rectangle
	heads      [7]*canvas.Text
}

const (
	daySide   float32 = 34
	monthHead float32 = 32
)

func newMonth(texts DateTexts, day time.Time) *month {
	m := &month{texts: texts, day: day, hovered: -1}
	m.title = NewText("", SizeBody, RoleNone).Bold().Align(fyne.TextAlignCenter)
	m.back = newIconTap(theme.NavigateBackIcon(), func() { m.move(stepMonth(m.day, -1)) })
	m.next = newIconTap(theme.NavigateNextIcon(), func() { m.move(stepMonth(m.day, 1)) })
	for i := range m.cells {
		m.cells[i], m.faces[i] = newLine(false), newFace()
	}
	for i := range m.heads {
		m.heads[i] = newLine(false)
	}
	m.ExtendBaseWidget(m)
	return m
}

func (m *month) move(day time.Time) {
	m.day = day
	m.Refresh()
}

// first is the day in the upper left corner.
func (m *month) first() time.Time {
	first := m.day.AddDate(0, 0, 1-m.day.Day())
	return first.AddDate(0, 0, -((int(first.Weekday()) - int(m.texts.WeekStart) + 7) % 7))
}

// cellAt is the index of the day at a place, or -1.
func (m *month) cellAt(at fyne.Position) int {
	y := at.Y - monthHead - daySide
	column, row := int(at.X/daySide), int(y/daySide)
	if y < 0 || at.X < 0 || column > 6 || row > 5 {
		return -1
	}
	return row*7 + column
}

// Tapped picks the day.
func (m *month) Tapped(event *fyne.PointEvent) {
	if i := m.cellAt(event.Position); i >= 0 {
		m.onPick(m.first().AddDate(0, 0, i))
	}
}

// MouseIn hears the pointer come.
func (m *month) MouseIn(event *desktop.MouseEvent) { m.hover(m.cellAt(event.Position)) }

// MouseMoved hears the pointer move.
func (m *month) MouseMoved(event *desktop.MouseEvent) { m.hover(m.cellAt(event.Position)) }

// MouseOut hears the pointer leave.
func (m *month) MouseOut() { m.hover(-1) }

// Cursor is what the pointer looks like here.
func (*month) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained hears the keyboard come.
func (*month) FocusGained() {}

// FocusLost hears the keyboard leave.
func (*month) FocusLost() {}

// TypedRune hears a letter.
func (*month) TypedRune(rune) {}

func (m *month) hover(i int) {
	if m.hovered != i {
		m.hovered = i
		m.Refresh()
	}
}

// TypedKey hears a key.
func (m *month) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyLeft:
		m.move(m.day.AddDate(0, 0, -1))
	case fyne.KeyRight:
		m.move(m.day.AddDate(0, 0, 1))
	case fyne.KeyUp:
		m.move(m.day.AddDate(0, 0, -7))
	case fyne.KeyDown:
		m.move(m.day.AddDate(0, 0, 7))
	case fyne.KeyPageUp:
		m.move(stepMonth(m.day, -1))
	case fyne.KeyPageDown:
		m.move(stepMonth(m.day, 1))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.onPick(m.day)
	case fyne.KeyEscape:
		m.onShut()
	default: // other keys mean nothing here
	}
}

// CreateRenderer is Fyne's.
func (m *month) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{m.title, m.back, m.next}
	for i := range m.heads {
		objects = append(objects, m.heads[i])
	}
	for i := range m.cells {
		objects = append(objects, m.faces[i], m.cells[i])
	}
	return draw(&sketch{
		objects: objects,
		paint:   m.paint,
		min:     func() fyne.Size { return fyne.NewSize(7*daySide, monthHead+7*daySide) },
		place: func(fyne.Size) {
			put(m.back, 0, 0, daySide, monthHead)
			put(m.next, 7*daySide-daySide, 0, daySide, monthHead)
			put(m.title, daySide, (monthHead-lineHeight(SizeBody))/2, 5*daySide, lineHeight(SizeBody))
			m.paint()
		},
	})
}

func (m *month) paint() {
	m.title.Set(m.texts.Month(m.day.Year(), m.day.Month()), RoleNone)
	for i, head := range m.heads {
		head.Text = m.texts.Days[(i+int(m.texts.WeekStart))%7]
		dress(head, ColorMuted, SizeCaption)
		middle(head, float32(i)*daySide, monthHead)
	}
	first := m.first()
	for i, cell := range m.cells {
		day := first.AddDate(0, 0, i)
		m.paintDay(i, cell, day)
		x, y := float32(i%7)*daySide, monthHead+daySide*float32(1+i/7)
		middle(cell, x, y)
		put(m.faces[i], x+2, y+2, daySide-4, daySide-4)
	}
}

func (m *month) paintDay(i int, cell *canvas.Text, day time.Time) {
	date := day.Format(isoDate)
	fill, border := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	name := ColorText
	if day.Month() != m.day.Month() {
		name = ColorMuted
	}
	cell.TextStyle.Bold = date == m.texts.Today
	if date == m.texts.Today {
		border = ColorAccent
	}
	switch {
	case day.Equal(m.day):
		fill, name = ColorAccent, theme.ColorNameForegroundOnPrimary
	case i == m.hovered:
		fill = ColorHover
	}
	cell.Text = strconv.Itoa(day.Day())
	dress(cell, name, SizeBody)
	dressFace(m.faces[i], fill, border, size(SizeRadius))
}

// middle puts a text in the middle of a day's square.
func middle(text *canvas.Text, x, y float32) {
	want := text.MinSize()
	put(text, x+(daySide-want.Width)/2, y+(daySide-want.Height)/2, want.Width, want.Height)
}
