package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Tag is a word in a role's colour. The word is never left out: colour alone
// says nothing to some.
type Tag struct {
	Text string
	Role Role
}

// Badge shows a Tag on its role's soft ground.
type Badge struct {
	widget.BaseWidget
	tag  Tag
	mark mark
}

// NewBadge shows the tag.
func NewBadge(tag Tag) *Badge {
	b := &Badge{tag: tag}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows another tag.
func (b *Badge) Set(tag Tag) {
	b.tag = tag
	b.Refresh()
}

// Tag is what is shown.
func (b *Badge) Tag() Tag { return b.tag }

// CreateRenderer is Fyne's.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	b.mark = newMark()
	paint := func() { b.mark.set(b.tag, tipWidth) }
	return draw(&sketch{
		objects: b.mark.objects(),
		paint:   paint,
		min: func() fyne.Size {
			return fyne.NewSize(markWidth(b.tag.Text), markHeight())
		},
		place: func(area fyne.Size) {
			b.mark.set(b.tag, area.Width)
			b.mark.place(fyne.NewPos(0, (area.Height-markHeight())/2))
		},
	})
}

// mark is a badge made of bare primitives, for rows that are recycled.
type mark struct {
	face *canvas.Rectangle
	line *canvas.Text
	wide float32
}

func newMark() mark { return mark{face: newFace(), line: newLine(false)} }

func (m *mark) objects() []fyne.CanvasObject { return []fyne.CanvasObject{m.face, m.line} }

func markWidth(text string) float32 { return width(text, size(SizeCaption), false) + 1.5*Space }

func markHeight() float32 { return lineHeight(SizeCaption) + 4 }

// set shows the tag at most room wide.
func (m *mark) set(tag Tag, room float32) {
	dressFace(m.face, tag.Role.Tint(), "", size(SizeRadius)-2)
	role := tag.Role
	if role == RoleNone {
		role = RoleMuted
	}
	dress(m.line, role.Color(), SizeCaption)
	fit(m.line, tag.Text, room-1.5*Space+0.5)
	m.wide = min(room, markWidth(m.line.Text))
}

func (m *mark) place(at fyne.Position) {
	put(m.face, at.X, at.Y, m.wide, markHeight())
	put(m.line, at.X+0.75*Space, at.Y+2, m.wide-1.5*Space, lineHeight(SizeCaption))
}

func (m *mark) show(visible bool) {
	m.face.Hidden, m.line.Hidden = !visible, !visible
}
