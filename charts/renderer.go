package charts

import (
	"io"
	"math"

	"github.com/golang/freetype/truetype"
	chart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// subunits is how many of go-chart's whole-number coordinates make one
// logical pixel. go-chart rounds every point to them; with whole pixels a
// gentle line would wobble, and would differ from scale to scale.
const subunits = 16

// renderer lets go-chart's own series draw on a Canvas: same fonts, same
// scale, non-zero winding. Widths and font sizes are in logical pixels.
type renderer struct {
	c        *Canvas
	style    chart.Style
	rotation float64
}

var _ chart.Renderer = (*renderer)(nil)

func (r *renderer) units(v int) float64 { return float64(v) / subunits }

// ResetStyle forgets colours, widths and rotation.
func (r *renderer) ResetStyle() { r.style, r.rotation = chart.Style{Font: r.style.Font}, 0 }

// GetDPI is the resolution at which one point is one device pixel.
func (r *renderer) GetDPI() float64 { return r.c.gc.GetDPI() }

// SetDPI does nothing: the canvas' scale says how large things are.
func (r *renderer) SetDPI(float64) {}

// SetClassName does nothing: an image has no classes.
func (r *renderer) SetClassName(string) {}

// SetStrokeColor sets the colour of lines.
func (r *renderer) SetStrokeColor(c drawing.Color) { r.style.StrokeColor = c }

// SetFillColor sets the colour of areas.
func (r *renderer) SetFillColor(c drawing.Color) { r.style.FillColor = c }

// SetStrokeWidth sets the line width in logical pixels.
func (r *renderer) SetStrokeWidth(width float64) { r.style.StrokeWidth = width }

// SetStrokeDashArray sets the dash pattern in logical pixels.
func (r *renderer) SetStrokeDashArray(dash []float64) { r.style.StrokeDashArray = dash }

// MoveTo starts a path.
func (r *renderer) MoveTo(x, y int) { r.c.moveTo(r.units(x), r.units(y)) }

// LineTo continues the path by a straight line.
func (r *renderer) LineTo(x, y int) { r.c.lineTo(r.units(x), r.units(y)) }

// QuadCurveTo continues the path by a curve.
func (r *renderer) QuadCurveTo(cx, cy, x, y int) {
	r.c.quadTo(r.units(cx), r.units(cy), r.units(x), r.units(y))
}

// ArcTo continues the path by an arc; radii are in sub-units as well.
func (r *renderer) ArcTo(cx, cy int, rx, ry, start, delta float64) {
	k := r.c.k / subunits
	r.c.gc.ArcTo(r.c.safe(r.units(cx)), r.c.safe(r.units(cy)), rx*k, ry*k, start, delta)
}

// Close closes the path.
func (r *renderer) Close() { r.c.gc.Close() }

// Stroke draws the path's line.
func (r *renderer) Stroke() {
	if !r.visible() {
		r.c.gc.BeginPath()
		return
	}
	r.c.pen(r.style.StrokeColor, r.style.StrokeWidth, r.style.StrokeDashArray)
	r.c.gc.Stroke()
}

// Fill fills the path.
func (r *renderer) Fill() {
	r.c.gc.SetFillColor(r.style.FillColor)
	r.c.gc.Fill()
}

// FillStroke fills the path and draws its line.
func (r *renderer) FillStroke() {
	if !r.visible() {
		r.Fill()
		return
	}
	r.c.pen(r.style.StrokeColor, r.style.StrokeWidth, r.style.StrokeDashArray)
	r.c.gc.SetFillColor(r.style.FillColor)
	r.c.gc.FillStroke()
}

func (r *renderer) visible() bool {
	return r.style.StrokeWidth > 0 && r.style.StrokeColor.A > 0
}

// Circle adds a circle to the path; the radius is in logical pixels.
func (r *renderer) Circle(radius float64, x, y int) {
	px, py := r.units(x), r.units(y)
	r.c.moveTo(px+radius, py)
	r.c.gc.ArcTo(r.c.safe(px), r.c.safe(py), radius*r.c.k, radius*r.c.k, 0, 2*math.Pi)
}

// SetFont is accepted for go-chart's sake; text is always in our own fonts.
func (r *renderer) SetFont(f *truetype.Font) { r.style.Font = f }

// SetFontColor sets the colour of text.
func (r *renderer) SetFontColor(c drawing.Color) { r.style.FontColor = c }

// SetFontSize sets the size of text in logical pixels.
func (r *renderer) SetFontSize(size float64) { r.style.FontSize = size }

// Text writes a text on a baseline.
func (r *renderer) Text(body string, x, y int) {
	if r.rotation == 0 {
		r.c.write(body, r.units(x), r.units(y), face{size: r.style.FontSize}, alignLeft, r.style.FontColor)
		return
	}
	r.c.gc.Save()
	defer r.c.gc.Restore()
	r.c.gc.Translate(r.c.safe(r.units(x)), r.c.safe(r.units(y)))
	r.c.gc.Rotate(r.rotation)
	r.c.write(body, 0, 0, face{size: r.style.FontSize}, alignLeft, r.style.FontColor)
}

// MeasureText is the size of a text in sub-units.
func (r *renderer) MeasureText(body string) chart.Box {
	width := r.c.measure(body, face{size: r.style.FontSize}) * subunits
	return chart.Box{Right: int(math.Ceil(width)), Bottom: int(math.Ceil(r.style.FontSize * subunits))}
}

// SetTextRotation turns the texts that follow.
func (r *renderer) SetTextRotation(radians float64) { r.rotation = radians }

// ClearTextRotation writes texts level again.
func (r *renderer) ClearTextRotation() { r.rotation = 0 }

// Save writes the canvas as PNG.
func (r *renderer) Save(w io.Writer) error {
	return (&Picture{Image: r.c.img}).PNG(w)
}
