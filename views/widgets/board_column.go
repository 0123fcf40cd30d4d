package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// boardColumn is one column of the board: a head and a list of cards.
type boardColumn struct {
	widget.BaseWidget
	board  *Board
	column BoardColumn
	cards  *roll
	head   *boardHeadLine

	measured float32 // the width at which the cards got their heights
}

func newBoardColumn(b *Board) *boardColumn {
	v := &boardColumn{board: b}
	v.head = &boardHeadLine{view: v}
	v.head.ExtendBaseWidget(v.head)
	v.cards = newRoll(cardLeast(), boardGap, func() int { return len(v.column.Cards) },
		func() fyne.CanvasObject { return newCardView(v) },
		func(i int, object fyne.CanvasObject) {
			if card, ok := object.(*cardView); ok {
				card.show(i)
			}
		})
	v.cards.sideways = func(event *fyne.ScrollEvent) { b.scroll.Scrolled(event) }
	v.ExtendBaseWidget(v)
	return v
}

// show makes the column stand for another, with its cards.
func (v *boardColumn) show(column BoardColumn) {
	v.column = column
	v.measure()
}

// measure gives the cards their heights at the column's width, at which badges
// may need a second line.
func (v *boardColumn) measure() {
	v.measured = max(v.Size().Width, columnLeast)
	wide := v.measured - boardGap - 2 - cardInset
	v.cards.measure(func(i int) float32 { return v.column.Cards[i].height(wide) })
}

// CreateRenderer is Fyne's.
func (v *boardColumn) CreateRenderer() fyne.WidgetRenderer {
	face, empty := newFace(), newLine(false)
	r := &sketch{objects: []fyne.CanvasObject{face, v.head, v.cards, empty}}
	r.paint = func() {
		fill, border := ColorSunken, ColorBorder
		if v.board.isTarget(v) {
			fill, border = ColorSelected, ColorAccent
		}
		dressFace(face, fill, border, size(SizeRadius)+2)
		dress(empty, ColorMuted, SizeCaption)
		empty.Hidden = len(v.column.Cards) > 0
		fit(empty, v.column.Empty, v.Size().Width-2*Space)
	}
	r.min = func() fyne.Size { return fyne.NewSize(columnLeast, boardHead+cardLeast()) }
	r.place = func(area fyne.Size) {
		r.paint()
		face.Resize(area)
		if area.Width != v.measured {
			v.measure()
		}
		put(v.head, 0, 0, area.Width, boardHead)
		put(v.cards, boardGap, boardHead, area.Width-boardGap-2, area.Height-boardHead-2)
		want := empty.MinSize()
		put(empty, (area.Width-want.Width)/2, boardHead+3*Space, want.Width, want.Height)
	}
	return draw(r)
}

// boardHeadLine is a column's head: title, and below it what the store says
// of all its cards.
type boardHeadLine struct {
	widget.BaseWidget
	view    *boardColumn
	hovered bool
	sign    fyne.Position // where the sign beside the name is
}

// headSign is how large the sign beside a stage's name is.
const headSign float32 = 14

// hint is the stage's definition and what must be true to leave it.
func (h *boardHeadLine) hint() string {
	column := h.view.column
	lines := []string{strings.TrimSpace(column.Title + "  " + column.Count)}
	if column.Subtitle != "" {
		lines = append(lines, column.Subtitle)
	}
	if column.Definition != "" {
		lines = append(lines, "", column.Definition)
	}
	if len(column.Criteria) > 0 && column.Before != "" {
		lines = append(lines, "", column.Before)
	}
	for _, criterion := range column.Criteria {
		lines = append(lines, "· "+criterion)
	}
	return strings.Join(lines, "\n")
}

// explained reports whether there is more to say of the stage than its name: then
// a sign stands beside it.
func (h *boardHeadLine) explained() bool {
	return h.view.column.Definition != "" || len(h.view.column.Criteria) > 0
}

// Tapped opens the column's records; on the sign beside the name it says at once
// what the stage means.
func (h *boardHeadLine) Tapped(event *fyne.PointEvent) {
	h.view.board.hideTip()
	if at := h.sign; h.explained() && event.Position.Y < at.Y+headSign+4 && event.Position.X >= at.X-4 && event.Position.X <= at.X+headSign+4 {
		h.view.board.overlay.ShowTip(h.hint(), event.AbsolutePosition)
		return
	}
	if f := h.view.board.OnColumn; f != nil {
		f(h.view.column.ID)
	}
}

// Cursor is Fyne's.
func (h *boardHeadLine) Cursor() desktop.Cursor {
	if h.view.board.OnColumn == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// MouseIn shows the definition after a while.
func (h *boardHeadLine) MouseIn(event *desktop.MouseEvent) {
	h.hovered = true
	h.Refresh()
	h.view.board.showTip(h.hint(), event.AbsolutePosition)
}

// MouseMoved is Fyne's.
func (*boardHeadLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hides the definition.
func (h *boardHeadLine) MouseOut() {
	h.hovered = false
	h.Refresh()
	h.view.board.hideTip()
}

// CreateRenderer is Fyne's.
func (h *boardHeadLine) CreateRenderer() fyne.WidgetRenderer {
	strip, title, count, subtitle := newFace(), newLine(true), newLine(false), newLine(false)
	sign := canvas.NewImageFromResource(nil)
	sign.FillMode = canvas.ImageFillContain
	r := &sketch{objects: []fyne.CanvasObject{strip, title, count, subtitle, sign}}
	r.paint = func() {
		column := h.view.column
		role := column.Role
		if role == RoleNone {
			role = RoleTarget
		}
		dressFace(strip, role.Fill(), "", 2)
		name := ColorText
		if h.hovered && h.view.board.OnColumn != nil {
			name = ColorAccent
		}
		dress(title, name, SizeBody)
		dress(subtitle, ColorMuted, SizeCaption)
		dress(count, ColorMuted, SizeBody)
		count.Text = column.Count
		room := h.Size().Width - 2.5*Space
		named := room - count.MinSize().Width - Space
		if sign.Hidden = !h.explained(); !sign.Hidden {
			tintImage(sign, theme.InfoIcon(), RoleMuted)
			named -= headSign + 4
		}
		fit(title, column.Title, named)
		fit(subtitle, column.Subtitle, room)
	}
	r.min = func() fyne.Size { return fyne.NewSize(columnLeast, boardHead) }
	r.place = func(area fyne.Size) {
		r.paint()
		put(strip, 1.25*Space, 4, 3*Space, 3)
		put(title, 1.25*Space, 11, area.Width, lineHeight(SizeBody))
		h.sign = fyne.NewPos(1.25*Space+title.MinSize().Width+4, 11+(lineHeight(SizeBody)-headSign)/2)
		put(sign, h.sign.X, h.sign.Y, headSign, headSign)
		wide := count.MinSize().Width
		put(count, area.Width-1.25*Space-wide, 11, wide, lineHeight(SizeBody))
		put(subtitle, 1.25*Space, 11+lineHeight(SizeBody)+2, area.Width, lineHeight(SizeCaption))
	}
	return draw(r)
}
