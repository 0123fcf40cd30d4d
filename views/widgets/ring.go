package widgets

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Ring is what a ProgressRing shows. Value and Expected are shares of 1; a
// Value above 1 fills the ring. Expected is drawn as a tick unless it is
// negative. Label stands in the centre, Caption below it.
type Ring struct {
	Value, Expected float64
	Label, Caption  string
	Role            Role
}

// ProgressRing shows how much of something is done, against how much should
// be.
type ProgressRing struct {
	widget.BaseWidget
	ring Ring
	side float32
}

// NewProgressRing makes a ring of at least side logical pixels.
func NewProgressRing(side float32, ring Ring) *ProgressRing {
	p := &ProgressRing{ring: ring, side: side}
	p.ExtendBaseWidget(p)
	return p
}

// Set shows other values.
func (p *ProgressRing) Set(ring Ring) {
	p.ring = ring
	p.Refresh()
}

// share is v within 0 and 1; what is no number is nothing.
func share(v float64) float32 {
	if math.IsNaN(v) {
		return 0
	}
	return float32(max(0, min(v, 1)))
}

// CreateRenderer is Fyne's.
func (p *ProgressRing) CreateRenderer() fyne.WidgetRenderer {
	const thickness = 0.16
	track, value, tick := &canvas.Arc{}, &canvas.Arc{}, &canvas.Arc{}
	label, caption := newLine(true), newLine(false)
	r := &sketch{objects: []fyne.CanvasObject{track, value, tick, label, caption}}
	r.paint = func() {
		for _, arc := range []*canvas.Arc{track, value, tick} {
			arc.CutoutRatio = 1 - thickness
		}
		track.EndAngle, track.FillColor = 360, shade(p.ring.Role.Tint())
		value.EndAngle, value.FillColor = 360*share(p.ring.Value), shade(p.ring.Role.Fill())
		value.CornerRadius = 4
		value.Hidden = value.EndAngle == 0
		at := 360 * share(p.ring.Expected)
		tick.StartAngle, tick.EndAngle, tick.FillColor = at-1.6, at+1.6, shade(ColorText)
		tick.CutoutRatio = 1 - 1.5*thickness
		tick.Hidden = p.ring.Expected < 0 || math.IsNaN(p.ring.Expected)
		dress(label, ColorText, SizeHeading)
		dress(caption, ColorMuted, SizeCaption)
		inner := p.Size().Width * (1 - 1.7*thickness)
		if inner <= 0 {
			inner = 1e6
		}
		label.Text = p.ring.Label
		for label.TextSize > size(SizeCaption) && label.MinSize().Width > inner {
			label.TextSize--
		}
		fit(caption, p.ring.Caption, inner*0.85)
		p.center(label, caption)
	}
	r.min = func() fyne.Size { return fyne.NewSquareSize(p.side) }
	r.place = func(area fyne.Size) {
		r.paint()
		side := min(area.Width, area.Height)
		x, y := (area.Width-side)/2, (area.Height-side)/2
		for _, arc := range []*canvas.Arc{track, value, tick} {
			put(arc, x, y, side, side)
		}
	}
	return draw(r)
}

// center writes the label over the caption in the middle of the ring.
func (p *ProgressRing) center(label, caption *canvas.Text) {
	area := p.Size()
	want, small := label.MinSize(), caption.MinSize()
	high := want.Height
	if caption.Text != "" {
		high += small.Height
	}
	top := (area.Height - high) / 2
	put(label, (area.Width-want.Width)/2, top, want.Width, want.Height)
	put(caption, (area.Width-small.Width)/2, top+want.Height, small.Width, small.Height)
}
