package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Card is a white surface with a thin border around a body, under an optional
// title line with an optional action at its right end.
type Card struct {
	widget.BaseWidget
	title, subtitle *Text
	body, action    fyne.CanvasObject
}

// NewCard puts body on a card. An empty title leaves the title line out.
func NewCard(title string, body fyne.CanvasObject) *Card {
	c := &Card{body: body}
	c.title = NewTitle(title).Shrink(40)
	c.subtitle = NewText("", SizeCaption, RoleMuted).Shrink(40)
	c.ExtendBaseWidget(c)
	return c
}

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
		r.objects = []fyne.CanvasObject{face, c.title, c.subtitle, c.body}
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
	want := c.title.MinSize()
	wide := min(room, want.Width+c.title.full())
	put(c.title, at.X, at.Y+(area.Height-want.Height)/2, wide, want.Height)
	small := c.subtitle.MinSize()
	put(c.subtitle, at.X+wide+Space, at.Y+(area.Height-small.Height)/2+1, max(0, room-wide-Space), small.Height)
}
