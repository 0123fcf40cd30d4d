package charts

import (
	"math"

	"github.com/wcharczuk/go-chart/v2/drawing"
)

// swatch is how a legend shows a part of the chart.
type swatch int

const (
	swatchBox swatch = iota
	swatchLine
	swatchDash
	swatchDots
	swatchTick
	swatchHatch
	swatchSymbol
	swatchDiamond
	swatchRing
	swatchUp
	swatchDown
)

// legendItem is one entry of a legend.
type legendItem struct {
	text   string
	kind   swatch
	colour drawing.Color
	state  State // of swatchSymbol
}

const (
	swatchWidth = 14.0
	legendGap   = 16.0
	legendRow   = 20.0
)

// padding is the free margin around everything.
func (c *Canvas) padding() float64 { return clamp(math.Min(c.w, c.h)/18, 4, 16) }

// header draws title, subtitle and legend and returns the area beneath.
func (c *Canvas) header(legend ...legendItem) Rect {
	pad := c.padding()
	body := Rect{pad, pad, c.w - 2*pad, c.h - 2*pad}
	titleWidth, y := 0.0, pad
	if c.title != "" {
		title := c.elide(c.title, faceTitle(), body.W)
		titleWidth = c.write(title, pad, y+13, faceTitle(), alignLeft, c.colours.ink)
		y += 20
	}
	if c.sub != "" {
		sub := c.elide(c.sub, faceSub(), body.W)
		c.write(sub, pad, y+11, faceSub(), alignLeft, c.colours.muted)
		y += 17
	}
	if len(legend) > 0 {
		y = c.legend(legend, pad+titleWidth+24, y, titleWidth > 0)
	}
	if y > pad {
		y += 12
	}
	body.H -= y - pad
	body.Y = y
	return body
}

// legend draws the entries right of the title if they fit there, else in
// rows beneath it, and returns the y below everything.
func (c *Canvas) legend(items []legendItem, left, y float64, titled bool) float64 {
	pad := c.padding()
	total := -legendGap
	for _, item := range items {
		total += swatchWidth + 6 + c.measure(item.text, faceAxis()) + legendGap
	}
	if titled && left+total <= c.w-pad {
		c.legendRow(items, c.w-pad-total, pad+8)
		return y
	}
	x := pad
	for _, item := range items {
		width := swatchWidth + 6 + c.measure(item.text, faceAxis())
		if x > pad && x+width > c.w-pad {
			x, y = pad, y+legendRow-3
		}
		item.text = c.elide(item.text, faceAxis(), c.w-pad-x-swatchWidth-6)
		c.legendRow([]legendItem{item}, x, y+9)
		x += width + legendGap
	}
	return y + legendRow - 2
}

func (c *Canvas) legendRow(items []legendItem, x, mid float64) {
	for _, item := range items {
		c.swatch(item, x, mid)
		x += swatchWidth + 6
		x += c.writeMid(item.text, x, mid, faceAxis(), alignLeft, c.colours.muted) + legendGap
	}
}

func (c *Canvas) swatch(item legendItem, x, mid float64) {
	centre := x + swatchWidth/2
	switch item.kind {
	case swatchBox:
		c.round(Rect{centre - 5, mid - 5, 10, 10}, 2.5, item.colour)
	case swatchLine:
		c.hline(x, x+swatchWidth, mid, 2, item.colour)
	case swatchDash:
		c.stroke(item.colour, 1.5, []float64{4, 3}, x, c.snap(mid), x+swatchWidth, c.snap(mid))
	case swatchDots:
		c.stroke(item.colour, 2, dotted(), x, c.snap(mid), x+swatchWidth, c.snap(mid))
	case swatchTick:
		c.vline(centre, mid-6, mid+6, 2, item.colour)
	case swatchHatch:
		c.hatch(Rect{centre - 5, mid - 5, 10, 10}, item.colour)
	case swatchSymbol:
		c.symbol(item.state, centre, mid, 4.5, item.colour)
	case swatchDiamond:
		c.diamond(centre, mid, 4.5, item.colour)
	case swatchUp, swatchDown:
		c.arrow(item.kind == swatchUp, centre, mid, 4.5, item.colour)
	case swatchRing:
		c.circle(centre, mid, 4, c.colours.background, item.colour, 1.5)
	}
}

// symbol draws a state's own shape, so that it can be told without colour:
// a disc for on track, a triangle for behind, a square on its tip for off
// track and a ring for early.
func (c *Canvas) symbol(s State, x, y, r float64, colour drawing.Color) {
	switch s {
	case StateOnTrack:
		c.circle(x, y, r, colour, colour, 0)
	case StateBehind:
		c.polygon(colour, x, y-r, x+r*1.1, y+r*0.85, x-r*1.1, y+r*0.85)
	case StateOffTrack:
		c.diamond(x, y, r*1.15, colour)
	default:
		c.circle(x, y, r-0.75, c.colours.background, colour, 1.5)
	}
}

func (c *Canvas) diamond(x, y, r float64, colour drawing.Color) {
	c.polygon(colour, x, y-r, x+r, y, x, y+r, x-r, y)
}

// arrow draws a small triangle that points up or down.
func (c *Canvas) arrow(up bool, x, y, r float64, colour drawing.Color) {
	if up {
		c.polygon(colour, x, y-r, x+r, y+r*0.8, x-r, y+r*0.8)
		return
	}
	c.polygon(colour, x, y+r, x+r, y-r*0.8, x-r, y-r*0.8)
}

// hatch draws an outlined box with diagonal lines: something not final, or
// without a value.
func (c *Canvas) hatch(r Rect, colour drawing.Color) {
	const spacing, most = 5.0, 2000
	for i, d := 0, spacing; d < r.W+r.H && i < most; i, d = i+1, d+spacing {
		x0, y0 := r.X, r.Y+d
		if y0 > r.Y+r.H {
			x0, y0 = r.X+(d-r.H), r.Y+r.H
		}
		x1, y1 := r.X+d, r.Y
		if x1 > r.X+r.W {
			x1, y1 = r.X+r.W, r.Y+(d-r.W)
		}
		c.stroke(colour, 1, nil, x0, y0, x1, y1)
	}
	c.frame(r, colour)
}

// frame outlines a rectangle with a sharp line.
func (c *Canvas) frame(r Rect, colour drawing.Color) {
	thin := math.Max(c.snap(1), 1/c.k)
	c.rect(Rect{r.X, r.Y, r.W, thin}, colour)
	c.rect(Rect{r.X, r.Y + r.H - thin, r.W, thin}, colour)
	c.rect(Rect{r.X, r.Y, thin, r.H}, colour)
	c.rect(Rect{r.X + r.W - thin, r.Y, thin, r.H}, colour)
}

// empty draws the state of a chart without data.
func (c *Canvas) empty(body Rect) {
	x, y := body.middle()
	if body.H > 90 {
		for i, h := range []float64{12, 20, 16, 26} {
			c.round(Rect{x - 27 + float64(i)*14, y - 16 - h + 8, 10, h}, 2, c.colours.track)
		}
		y += 14
	}
	text := c.elide(c.text("charts.noData"), faceLabel(), body.W)
	c.writeMid(text, x, y, faceLabel(), alignCentre, c.colours.muted)
}

// stateColour is the colour of a band.
func (p palette) state(s State) drawing.Color {
	switch s {
	case StateOnTrack:
		return p.role(RoleOnTrack)
	case StateBehind:
		return p.role(RoleBehind)
	case StateOffTrack:
		return p.role(RoleOffTrack)
	default:
		return p.role(RoleNeutral)
	}
}
