package charts

import (
	"math"

	"github.com/wcharczuk/go-chart/v2/drawing"
)

// Fan shows the simulated outcomes of a period as percentile bands over its
// days, with what is credited so far and the target.
type Fan struct {
	Labels                  []string  // one per day
	Actual                  []float64 // credited so far, NaN after today
	P10, P25, P50, P75, P90 []float64 // percentiles of the simulated credited, NaN before today
	Target                  float64   // the quota; NaN if not set
	Cover                   string    // what the quota was set for, if only for a part
	Probability             float64   // chance to reach Target, of 1; NaN if unknown
	Money, Ratio            Format
}

// Draw paints the chart.
func (f Fan) Draw(c *Canvas) {
	low, high, ok := spread(f.Actual, f.P10, f.P25, f.P50, f.P75, f.P90, []float64{f.Target})
	if !ok || len(f.Labels) == 0 {
		c.empty(c.header())
		return
	}
	body, told := f.head(c)
	ends := f.ends()
	for _, end := range ends {
		body.W -= math.Max(0, c.measure(end.text, faceSmall())+8-(c.w-c.padding()-body.X-body.W))
	}
	body.W = math.Max(body.W, 1)
	money := func(v float64) string { return of(f.Money, v) }
	g := c.leftAxis(body, math.Min(low, 0), math.Max(high, 0), 22, false, money)
	x := dayScale(len(f.Labels), g.plot)
	accent := c.colours.role(RoleAccent)
	outer, inner := f.shades(c)
	c.band(f.P10, f.P90, x, g.y, outer)
	c.band(f.P25, f.P75, x, g.y, inner)
	c.line(f.P50, x, g.y, lineStyle{colour: accent, width: 2, dash: dashed()})
	c.line(f.Actual, x, g.y, lineStyle{colour: accent, width: 2.5})
	c.target(g, f.Target, f.Money, f.Cover)
	c.timeLabels(f.Labels, func(i int) float64 { return x.at(float64(i)) }, g.plot.Y+g.plot.H+16)
	c.today(g, x, f.Actual, f.Target, f.Money)
	f.drawEnds(c, g, ends)
	c.days(g, x, f.Labels, f.describe(c))
	if !told {
		f.chance(c, g, x)
	}
}

// head draws the header. In small pictures the chance has no room among the
// curves: it is then the header's last line, and told.
func (f Fan) head(c *Canvas) (body Rect, told bool) {
	body = c.header(f.legend(c)...)
	text := f.chanceText(c)
	if text == "" || (body.W >= 420 && body.H >= 170) {
		return body, false
	}
	text = c.elide(text, faceStrong(), body.W)
	c.write(text, body.X, body.Y+6, faceStrong(), alignLeft, c.colours.ink)
	c.region(Rect{body.X, body.Y - 6, body.W, 18}, "", text, "")
	body.Y, body.H = body.Y+20, body.H-20
	return body, true
}

// shades are the fills of the wide and the narrow band.
func (f Fan) shades(c *Canvas) (outer, inner drawing.Color) {
	accent := c.colours.role(RoleAccent)
	return mix(c.colours.background, accent, 0.16), mix(c.colours.background, accent, 0.34)
}

func (f Fan) legend(c *Canvas) []legendItem {
	accent := c.colours.role(RoleAccent)
	outer, inner := f.shades(c)
	return []legendItem{
		{text: c.text("charts.credited"), kind: swatchLine, colour: accent},
		{text: c.text("charts.median"), kind: swatchDash, colour: accent},
		{text: c.text("charts.fan.half"), kind: swatchBox, colour: inner},
		{text: c.text("charts.fan.most"), kind: swatchBox, colour: outer},
	}
}

// fanEnd is a percentile's value at the end of the period.
type fanEnd struct {
	text  string
	value float64
}

// ends are the outcomes at the last day, best first.
func (f Fan) ends() []fanEnd {
	var ends []fanEnd
	for _, series := range [][]float64{f.P90, f.P50, f.P10} {
		if v, ok := at(series, min(len(f.Labels), len(series))-1); ok {
			end := fanEnd{of(f.Money, v), v}
			if len(ends) == 0 || ends[len(ends)-1].text != end.text {
				ends = append(ends, end)
			}
		}
	}
	return ends
}

// drawEnds writes the outcomes right of the plot, moved apart where they
// would touch.
func (f Fan) drawEnds(c *Canvas, g grid, ends []fanEnd) {
	free := math.Inf(-1)
	for _, end := range ends {
		y := math.Max(g.y.inside(end.value), free)
		c.writeMid(end.text, g.plot.X+g.plot.W+6, y, faceSmall(), alignLeft, c.colours.muted)
		free = y + 13
	}
}

// chanceText says how likely the target is; "" where unknown.
func (f Fan) chanceText(c *Canvas) string {
	p, ok := finite(f.Probability)
	if !ok {
		return ""
	}
	return c.text("charts.fan.chance", "Chance", percent(f.Ratio, p))
}

// chance writes the probability into the first of three corners that no
// curve runs through.
func (f Fan) chance(c *Canvas, g grid, x scale) {
	text := f.chanceText(c)
	width := c.measure(text, faceStrong()) + 18
	const height, gap = 23.0, 8.0
	left, right := g.plot.X+gap, g.plot.X+g.plot.W-gap-width
	top, bottom := g.plot.Y+gap, g.plot.Y+g.plot.H-gap-height
	if text == "" || right < left {
		return
	}
	for _, box := range []Rect{{right, bottom, width, height}, {left, top + 26, width, height}, {right, top, width, height}} {
		if f.free(box, g, x) {
			c.round(box, 6, c.colours.track)
			c.write(text, box.X+9, box.Y+16, faceStrong(), alignLeft, c.colours.ink)
			c.region(box, "", text, "")
			return
		}
	}
}

// free says whether a box in the plot is clear of the target and all curves.
func (f Fan) free(box Rect, g grid, x scale) bool {
	const air = 6
	if box.Y < g.plot.Y || box.Y+box.H > g.plot.Y+g.plot.H {
		return false
	}
	if t, ok := finite(f.Target); ok && g.y.at(t) > box.Y-air && g.y.at(t) < box.Y+box.H+air {
		return false
	}
	for _, series := range [][]float64{f.Actual, f.P10, f.P50, f.P90} {
		for i := range series {
			v, ok := finite(series[i])
			wide := Rect{box.X - air, box.Y - air, box.W + 2*air, box.H + 2*air}
			if ok && wide.Contains(x.at(float64(i)), g.y.at(v)) {
				return false
			}
		}
	}
	return true
}

// describe writes a day's values for the tooltip.
func (f Fan) describe(c *Canvas) func(i int) string {
	return func(i int) string {
		between := ""
		l, okLow := at(f.P10, i)
		h, okHigh := at(f.P90, i)
		if okLow && okHigh {
			between = c.text("charts.fan.most") + " " + of(f.Money, l) + noValue + of(f.Money, h)
		}
		return joined(
			named(c, "charts.credited", f.Money, f.Actual, i),
			named(c, "charts.median", f.Money, f.P50, i),
			between,
		)
	}
}
