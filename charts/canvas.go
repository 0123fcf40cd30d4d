package charts

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"github.com/wcharczuk/go-chart/v2/drawing"
)

// Canvas is the surface a chart draws itself on: logical pixels, the theme,
// the fonts and the catalogue. It keeps the regions of what was drawn.
type Canvas struct {
	img     *image.RGBA
	gc      *drawing.RasterGraphicContext
	k       float64 // device pixels per logical pixel
	w, h    float64 // logical pixels
	fonts   *Fonts
	colours palette
	text    func(key string, args ...any) string
	title   string
	sub     string
	regions []Region
}

func newCanvas(o Options) (*Canvas, error) {
	width := int(math.Round(float64(o.Width) * o.Scale))
	height := int(math.Round(float64(o.Height) * o.Scale))
	img := image.NewRGBA(image.Rect(0, 0, max(width, 1), max(height, 1)))
	gc, err := drawing.NewRasterGraphicContext(img)
	if err != nil {
		return nil, fmt.Errorf("open the drawing context: %w", err)
	}
	gc.SetDPI(devicePerInch)
	// Fonts with overlapping contours get holes under the even-odd rule.
	gc.SetFillRule(drawing.FillRuleWinding)
	c := &Canvas{
		img: img, gc: gc, k: o.Scale, w: float64(o.Width), h: float64(o.Height),
		fonts: o.Fonts, colours: newPalette(o.Dark), text: o.Text,
		title: o.Title, sub: o.Subtitle,
	}
	var background color.Color = c.colours.background
	if o.Background != nil {
		background = o.Background
	}
	draw.Draw(img, img.Bounds(), image.NewUniform(background), image.Point{}, draw.Src)
	return c, nil
}

// bounds is the whole canvas.
func (c *Canvas) bounds() Rect { return Rect{0, 0, c.w, c.h} }

// region records what lies at r; parts outside the canvas are cut off.
func (c *Canvas) region(r Rect, id, label, value string) {
	r = intersect(r, c.bounds())
	if r.W > 0 && r.H > 0 {
		c.regions = append(c.regions, Region{Rect: r, ID: id, Label: label, Value: value})
	}
}

// snap rounds a logical coordinate to a whole device pixel, so that edges of
// boxes and thin lines are sharp at every scale.
func (c *Canvas) snap(v float64) float64 { return math.Round(v*c.k) / c.k }

// safe keeps coordinates in a range the rasterizer's fixed point numbers can
// hold; charts stay inside the canvas anyway.
func (c *Canvas) safe(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	limit := 2 * math.Max(c.w, c.h)
	return clamp(v, -limit, limit) * c.k
}

// rect fills a rectangle with edges on whole device pixels.
func (c *Canvas) rect(r Rect, fill drawing.Color) {
	x0, y0 := c.snap(r.X), c.snap(r.Y)
	x1, y1 := c.snap(r.X+r.W), c.snap(r.Y+r.H)
	if x1 <= x0 || y1 <= y0 {
		return
	}
	c.polygon(fill, x0, y0, x1, y0, x1, y1, x0, y1)
}

// round fills a rectangle with rounded corners.
func (c *Canvas) round(r Rect, radius float64, fill drawing.Color) {
	x0, y0 := c.snap(r.X), c.snap(r.Y)
	x1, y1 := c.snap(r.X+r.W), c.snap(r.Y+r.H)
	if x1 <= x0 || y1 <= y0 {
		return
	}
	c.roundPath(x0, y0, x1, y1, radius, radius)
	c.gc.SetFillColor(fill)
	c.gc.Fill()
}

// outline draws the edge of a rounded rectangle, inside of it.
func (c *Canvas) outline(r Rect, radius, width float64, colour drawing.Color) {
	if r.W <= width || r.H <= width {
		return
	}
	inset := width / 2
	c.roundPath(c.snap(r.X)+inset, c.snap(r.Y)+inset, c.snap(r.X+r.W)-inset, c.snap(r.Y+r.H)-inset, radius, radius)
	c.pen(colour, width, nil)
	c.gc.Stroke()
}

// roundPath traces a rectangle whose left and right corners have their own
// radius (0 for square).
func (c *Canvas) roundPath(x0, y0, x1, y1, left, right float64) {
	limit := math.Min(x1-x0, y1-y0) / 2
	l, r := math.Min(left, limit), math.Min(right, limit)
	c.moveTo(x0+l, y0)
	c.lineTo(x1-r, y0)
	c.quadTo(x1, y0, x1, y0+r)
	c.lineTo(x1, y1-r)
	c.quadTo(x1, y1, x1-r, y1)
	c.lineTo(x0+l, y1)
	c.quadTo(x0, y1, x0, y1-l)
	c.lineTo(x0, y0+l)
	c.quadTo(x0, y0, x0+l, y0)
	c.gc.Close()
}

// bar fills a bar from (x0,y0) to (x1,y1) with the corners at its tip
// rounded, whichever way it points.
func (c *Canvas) bar(r Rect, tip side, fill drawing.Color) {
	x0, y0 := c.snap(r.X), c.snap(r.Y)
	x1, y1 := c.snap(r.X+r.W), c.snap(r.Y+r.H)
	if x1 <= x0 || y1 <= y0 {
		return
	}
	q := math.Min(3, math.Min(x1-x0, y1-y0)/2)
	corner := func(on bool) float64 {
		if on {
			return q
		}
		return 0
	}
	tl := corner(tip == sideLeft || tip == sideTop)
	tr := corner(tip == sideRight || tip == sideTop)
	br := corner(tip == sideRight || tip == sideBottom)
	bl := corner(tip == sideLeft || tip == sideBottom)
	c.moveTo(x0+tl, y0)
	c.lineTo(x1-tr, y0)
	c.quadTo(x1, y0, x1, y0+tr)
	c.lineTo(x1, y1-br)
	c.quadTo(x1, y1, x1-br, y1)
	c.lineTo(x0+bl, y1)
	c.quadTo(x0, y1, x0, y1-bl)
	c.lineTo(x0, y0+tl)
	c.quadTo(x0, y0, x0+tl, y0)
	c.gc.Close()
	c.gc.SetFillColor(fill)
	c.gc.Fill()
}

// side is where a bar's tip points.
type side int

const (
	sideNone side = iota
	sideTop
	sideRight
	sideBottom
	sideLeft
)

func (c *Canvas) moveTo(x, y float64) { c.gc.MoveTo(c.safe(x), c.safe(y)) }
func (c *Canvas) lineTo(x, y float64) { c.gc.LineTo(c.safe(x), c.safe(y)) }
func (c *Canvas) quadTo(cx, cy, x, y float64) {
	c.gc.QuadCurveTo(c.safe(cx), c.safe(cy), c.safe(x), c.safe(y))
}

// polygon fills the polygon of the points x, y, x, y ...
func (c *Canvas) polygon(fill drawing.Color, xy ...float64) {
	if len(xy) < 6 {
		return
	}
	c.moveTo(xy[0], xy[1])
	for i := 2; i+1 < len(xy); i += 2 {
		c.lineTo(xy[i], xy[i+1])
	}
	c.gc.Close()
	c.gc.SetFillColor(fill)
	c.gc.Fill()
}

// stroke draws an open polyline x, y, x, y ...; dash nil is solid.
func (c *Canvas) stroke(colour drawing.Color, width float64, dash []float64, xy ...float64) {
	if len(xy) < 4 {
		return
	}
	c.moveTo(xy[0], xy[1])
	for i := 2; i+1 < len(xy); i += 2 {
		c.lineTo(xy[i], xy[i+1])
	}
	c.pen(colour, width, dash)
	c.gc.Stroke()
}

func (c *Canvas) pen(colour drawing.Color, width float64, dash []float64) {
	scaled := make([]float64, len(dash))
	for i, d := range dash {
		scaled[i] = math.Max(d*c.k, 0.5)
	}
	c.gc.SetStrokeColor(colour)
	c.gc.SetLineWidth(width * c.k)
	c.gc.SetLineDash(scaled, 0)
}

// hline draws a sharp horizontal line of at least one device pixel.
func (c *Canvas) hline(x0, x1, y, width float64, colour drawing.Color) {
	thick := math.Max(c.snap(width), 1/c.k)
	c.rect(Rect{x0, c.snap(y - thick/2), x1 - x0, thick}, colour)
}

// vline draws a sharp vertical line of at least one device pixel.
func (c *Canvas) vline(x, y0, y1, width float64, colour drawing.Color) {
	thick := math.Max(c.snap(width), 1/c.k)
	c.rect(Rect{c.snap(x - thick/2), y0, thick, y1 - y0}, colour)
}

// dash patterns, in logical pixels.
func dashed() []float64 { return []float64{5, 4} }
func dotted() []float64 { return []float64{1.5, 3.5} }

// circle fills a circle, and rings it if ring is wider than 0. It is made of
// eight quadratic curves: go-chart's cubic ones can run out of their buffer.
func (c *Canvas) circle(x, y, r float64, fill, ring drawing.Color, ringWidth float64) {
	const eighth = math.Pi / 4
	outer := r / math.Cos(eighth/2)
	c.moveTo(x+r, y)
	for i := 1.0; i <= 8; i++ {
		handle, end := (i-0.5)*eighth, i*eighth
		c.quadTo(x+outer*math.Cos(handle), y+outer*math.Sin(handle), x+r*math.Cos(end), y+r*math.Sin(end))
	}
	c.gc.Close()
	c.gc.SetFillColor(fill)
	if ringWidth <= 0 {
		c.gc.Fill()
		return
	}
	c.pen(ring, ringWidth, nil)
	c.gc.FillStroke()
}
