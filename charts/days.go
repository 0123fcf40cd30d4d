package charts

import (
	"math"
	"strings"

	"github.com/wcharczuk/go-chart/v2/drawing"
)

// dayScale spreads n days over a plot, a single one in its middle.
func dayScale(n int, plot Rect) scale {
	x := scale{0, float64(n - 1), plot.X, plot.X + plot.W}
	if n < 2 {
		x.low, x.high = -1, 1
	}
	return x
}

// target draws the quota's line across a plot, with its amount at the left
// above the line, where the curves of a running period have not yet been.
func (c *Canvas) target(g grid, target float64, money Format, cover string) {
	target, ok := finite(target)
	if !ok {
		return
	}
	y := g.y.at(target)
	c.hline(g.plot.X, g.plot.X+g.plot.W, y, 1.5, c.colours.role(RoleTarget))
	text := c.text("charts.quotaIs", "Amount", of(money, target))
	if cover != "" {
		text += " (" + cover + ")"
	}
	text = c.elide(text, faceStrong(), g.plot.W-8)
	baseline := y - 6
	if baseline-12 < g.plot.Y-8 {
		baseline = y + 16
	}
	c.halo(text, g.plot.X+4, baseline, faceStrong(), alignLeft, c.colours.ink)
}

// halo writes a text on a patch of background, so that lines behind it do
// not make it hard to read.
func (c *Canvas) halo(text string, x, baseline float64, f face, a align, colour drawing.Color) Rect {
	width := c.measure(text, f)
	left := x
	switch a {
	case alignCentre:
		left -= width / 2
	case alignRight:
		left -= width
	case alignLeft:
	}
	box := Rect{left - 3, baseline - f.size, width + 6, f.size * 1.35}
	if text != "" {
		c.rect(box, c.colours.background.WithAlpha(215))
		c.write(text, left, baseline, f, alignLeft, colour)
	}
	return box
}

// today marks the last value of a series by a dot with its amount, which
// keeps clear of the target's line.
func (c *Canvas) today(g grid, x scale, series []float64, target float64, money Format) {
	for i := len(series) - 1; i >= 0; i-- {
		v, ok := finite(series[i])
		if !ok {
			continue
		}
		px, py := x.at(float64(i)), g.y.at(v)
		accent := c.colours.role(RoleAccent)
		text := of(money, v)
		width := c.measure(text, faceStrong())
		left := clamp(px-width-8, g.plot.X+2, math.Max(g.plot.X+g.plot.W-width-2, g.plot.X+2))
		baseline := math.Max(py-9, g.plot.Y+8)
		if t, ok := finite(target); ok && math.Abs(g.y.at(t)-(baseline-5)) < 11 && py+26 < g.plot.Y+g.plot.H {
			baseline = math.Max(py, g.y.at(t)) + 20
		}
		c.halo(text, left, baseline, faceStrong(), alignLeft, accent)
		c.circle(px, py, 4.5, accent, c.colours.background, 2)
		return
	}
}

// days records one upright region per day (per pixel, if there are more days
// than that) with a tooltip.
func (c *Canvas) days(g grid, x scale, labels []string, describe func(i int) string) {
	stride := max(len(labels)/max(int(g.plot.W), 1), 1)
	width := g.plot.W
	if len(labels) > 1 {
		width = (x.at(1) - x.at(0)) * float64(stride)
	}
	for i := 0; i < len(labels); i += stride {
		strip := Rect{x.at(float64(i)) - width/2, g.plot.Y, width, g.plot.H}
		if text := describe(i); text != "" {
			c.region(intersect(strip, g.plot), "", labels[i], text)
		}
	}
}

// named is "name value" of a series' i-th value, "" without one.
func named(c *Canvas, key string, format Format, series []float64, i int) string {
	v, ok := at(series, i)
	if !ok {
		return ""
	}
	return c.text(key) + " " + of(format, v)
}

// joined puts the parts that exist into one line.
func joined(parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, " · ")
}
