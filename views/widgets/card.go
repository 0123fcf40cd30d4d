package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Card is a white surface with a thin border around a body, under an optional
// title line with an optional action at its right end.
type Card struct {
	widget.BaseWidget
	title, subtitle *Text
	body, action    fyne.CanvasObject
	link            *cardLink
}

// NewCard puts body on a card. An empty title leaves the title line out.
func NewCard(title string, body fyne.CanvasObject) *Card {
	c := &Card{body: body}
	c.title = NewTitle(title).Shrink(40)
	c.subtitle = NewText("", SizeCaption, RoleMuted).Shrink(40)
	c.link = &cardLink{}
	c.link.ExtendBaseWidget(c.link)
	c.link.Hide()
	c.ExtendBaseWidget(c)
	return c
}

// OnSubtitle makes the small text beside the title open what it counts, by a
// click or from the keyboard, and returns the card.
func (c *Card) OnSubtitle(open func()) *Card {
	c.link.open = open
	c.link.Show()
	c.Refresh()
	return c
}

// OnSpareKey is told the keys that the small text has no use for.
func (c *Card) OnSpareKey(heard func(*fyne.KeyEvent)) { c.link.OnSpareKey = heard }

// SetTitle changes the title and the small text beside it.
func (c *Card) SetTitle(title, subtitle string) {
	c.title.Set(title, RoleNone)
	c.subtitle.Set(subtitle, RoleMuted)
	c.Refresh()
}

// SetBody shows another body.
func (c *Card) SetBody(body fyne.CanvasObject) {
	c.body = body
	c.Refresh()
}

// Parts are the body and what stands on the title line.
func (c *Card) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{c.link, c.body, c.action} }

// SetAction puts an object at the right end of the title line and returns the
// card. nil takes it away.
func (c *Card) SetAction(action fyne.CanvasObject) *Card {
	c.action = action
	c.Refresh()
	return c
}

// CreateRenderer is Fyne's.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	face := newFace()
	r := &sketch{}
	r.paint = func() {
		dressFace(face, ColorCard, ColorBorder, size(SizeRadius)+2)
		r.objects = []fyne.CanvasObject{face, c.title, c.link, c.subtitle, c.body}
		if c.action != nil {
			r.objects = append(r.objects, c.action)
		}
		if c.Size().Width > 0 {
			r.place(c.Size())
		}
	}
	r.min = func() fyne.Size {
		want, head := c.body.MinSize(), c.headMin()
		want.Width = max(want.Width, head.Width) + 4*Space
		want.Height += head.Height + 4*Space
		return want
	}
	r.place = func(area fyne.Size) {
		face.Resize(area)
		top, inner := 2*Space, area.Width-4*Space
		if head := c.headMin().Height; head > 0 {
			c.placeHead(fyne.NewPos(2*Space, top), fyne.NewSize(inner, head-Space))
			top += head
		}
		put(c.body, 2*Space, top, inner, area.Height-top-2*Space)
	}
	return draw(r)
}

// headMin is the size of the title line with the space below it; no height
// where there is nothing to show.
func (c *Card) headMin() fyne.Size {
	var want fyne.Size
	if c.title.Text() != "" {
		want = c.title.MinSize()
		want.Width += c.subtitle.MinSize().Width
	}
	if c.action != nil {
		want.Width += c.action.MinSize().Width + Space
		want.Height = max(want.Height, c.action.MinSize().Height)
	}
	if want.Height > 0 {
		want.Height += Space
	}
	return want
}

func (c *Card) placeHead(at fyne.Position, area fyne.Size) {
	room := area.Width
	if c.action != nil {
		want := c.action.MinSize()
		put(c.action, at.X+area.Width-want.Width, at.Y+(area.Height-want.Height)/2, want.Width, want.Height)
		room -= want.Width + Space
	}
	want, aside := c.title.MinSize(), float32(0)
	if c.subtitle.Text() != "" { // a long title leaves it its room
		aside = c.subtitle.MinSize().Width + c.subtitle.full() + Space
	}
	wide := min(max(want.Width, room-aside), want.Width+c.title.full())
	put(c.title, at.X, at.Y+(area.Height-want.Height)/2, wide, want.Height)
	small := c.subtitle.MinSize()
	put(c.subtitle, at.X+wide+Space, at.Y+(area.Height-small.Height)/2+1, max(0, room-wide-Space), small.Height)
	wideLink := min(small.Width+c.subtitle.full(), max(0, room-wide-Space))
	put(c.link, at.X+wide+Space/2, c.subtitle.Position().Y-Space/2, wideLink+Space, small.Height+Space)
}

// OpenSubtitle opens what the small text counts, as a click on it does.
func (c *Card) OpenSubtitle() { c.link.open() }

// cardLink is the area over a card's small text that opens what it counts.
type cardLink struct {
	widget.BaseWidget
	spare
	open         func()
	lit, focused bool
}

// Tapped answers a click.
func (l *cardLink) Tapped(*fyne.PointEvent) { l.open() }

// Cursor is what the pointer looks like here.
func (*cardLink) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn lights the area up.
func (l *cardLink) MouseIn(*desktop.MouseEvent) { l.light(true, l.focused) }

// MouseMoved is Fyne's.
func (*cardLink) MouseMoved(*desktop.MouseEvent) {}

// MouseOut puts the light out.
func (l *cardLink) MouseOut() { l.light(false, l.focused) }

// FocusGained shows that the keyboard is here.
func (l *cardLink) FocusGained() { l.light(l.lit, true) }

// FocusLost is the opposite.
func (l *cardLink) FocusLost() { l.light(l.lit, false) }

// TypedRune is Fyne's.
func (*cardLink) TypedRune(rune) {}

// TypedKey opens by Enter and Space.
func (l *cardLink) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.open()
	default:
		l.passKey(event)
	}
}

func (l *cardLink) light(lit, focused bool) {
	l.lit, l.focused = lit, focused
	l.Refresh()
}

// CreateRenderer is Fyne's.
func (l *cardLink) CreateRenderer() fyne.WidgetRenderer {
	face := newFace()
	return draw(&sketch{
		objects: []fyne.CanvasObject{face},
		paint: func() {
			border := fyne.ThemeColorName("")
			if l.focused {
				border = ColorAccent
			}
			dressFace(face, ColorHover, border, size(SizeRadius))
			face.Hidden = !l.lit && !l.focused
		},
		min:   func() fyne.Size { return fyne.Size{} },
		place: func(area fyne.Size) { face.Resize(area) },
	})
}
