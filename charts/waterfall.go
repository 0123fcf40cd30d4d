package charts

import (
	"math"

	"github.com/wcharczuk/go-chart/v2/drawing"
)

// Waterfall is the chart "movement": how the open value at the start became
// the open value at the end.
type Waterfall struct {
	Steps []WaterfallStep
	Money Format
}

// WaterfallStep is a total (start, end) or a signed change between them.
type WaterfallStep struct {
	ID, Label string
	Value     float64 // signed change, or the level of a total
	Total     bool
	Role      Role // RoleWon, RoleLost; RoleNeutral for any other change
}

// span is a step as a box between two levels.
type span struct{ from, to float64 }

// Draw paints the chart.
func (w Waterfall) Draw(c *Canvas) {
	spans, low, high, ok := w.spans()
	if !ok {
		c.empty(c.header())
		return
	}
	body := c.header(w.legend(c)...)
	body.Y, body.H = body.Y+10, body.H-10
	g := c.leftAxis(body, low, high, 36, false, func(v float64) string { return of(w.Money, v) })
	band := g.plot.W / float64(len(w.Steps))
	width := clamp(band*0.62, 1, 64)
	for i, step := range w.Steps {
		centre := g.plot.X + (float64(i)+0.5)*band
		if i+1 < len(w.Steps) {
			c.stroke(c.colours.faint, 1, []float64{2, 2}, centre+width/2, c.snap(g.y.at(spans[i].to)), centre+band-width/2, c.snap(g.y.at(spans[i].to)))
		}
		w.step(c, g, centre, band, width, step, spans[i])
	}
}

// spans places every step on the level the ones before it reached; a total
// stands on zero and sets the level anew. ok is false if there is no value.
func (w Waterfall) spans() (spans []span, low, high float64, ok bool) {
	level := 0.0
	for _, step := range w.Steps {
		v, isValue := finite(step.Value)
		ok = ok || isValue
		s := span{level, level + v}
		if step.Total {
			s = span{0, v}
			if !isValue {
				s = span{level, level}
			}
		}
		level = s.to
		spans = append(spans, s)
		low = math.Min(low, math.Min(s.from, s.to))
		high = math.Max(high, math.Max(s.from, s.to))
	}
	return spans, low, high, ok
}

// legend explains the kinds of steps that occur.
func (w Waterfall) legend(c *Canvas) []legendItem {
	keys := map[drawing.Color]string{
		c.colours.role(RoleAccent):  "charts.movement.total",
		w.rise(c):                   "charts.movement.up",
		c.colours.role(RoleNeutral): "charts.movement.down",
		c.colours.role(RoleWon):     "charts.movement.won",
		c.colours.role(RoleLost):    "charts.movement.lost",
	}
	var items []legendItem
	for _, step := range w.Steps {
		colour := w.colour(c, step)
		if key, ok := keys[colour]; ok {
			items = append(items, legendItem{text: c.text(key), kind: swatchBox, colour: colour})
			delete(keys, colour)
		}
	}
	return items
}

// rise is the colour of an increase: a lighter accent, since it adds to it.
func (w Waterfall) rise(c *Canvas) drawing.Color {
	return mix(c.colours.background, c.colours.role(RoleAccent), 0.45)
}

// colour of a step: totals accented, changes by their role or their sign.
func (w Waterfall) colour(c *Canvas, step WaterfallStep) drawing.Color {
	switch {
	case step.Total:
		return c.colours.role(RoleAccent)
	case step.Role != RoleNeutral:
		return c.colours.role(step.Role)
	case step.Value < 0:
		return c.colours.role(RoleNeutral)
	default:
		return w.rise(c)
	}
}

// step paints one box with its signed value above (below, for a decrease)
// and its name beneath the axis.
func (w Waterfall) step(c *Canvas, g grid, centre, band, width float64, step WaterfallStep, s span) {
	c.under(step.Label, centre, g.plot.Y+g.plot.H+14, band-6)
	text := of(w.Money, step.Value)
	if !step.Total && orZero(step.Value) > 0 {
		text = "+" + text
	}
	c.region(Rect{centre - band/2, g.plot.Y, band, g.plot.H + 30}, step.ID, step.Label, text)
	if !known(step.Value) {
		c.writeMid(noValue, centre, g.y.at(s.to)-8, faceStrong(), alignCentre, c.colours.muted)
		return
	}
	tip := sideTop
	if s.to < s.from {
		tip = sideBottom
	}
	c.bar(upright(g.y, centre-width/2, width, s.from, s.to), tip, w.colour(c, step))
	style := faceSmall()
	if step.Total {
		style = face{11, true}
	}
	if c.measure(text, style) > band {
		return
	}
	baseline := g.y.at(math.Max(s.from, s.to)) - 5
	if tip == sideBottom && g.y.at(s.to)+15 < g.plot.Y+g.plot.H {
		baseline = g.y.at(s.to) + 13
	}
	c.halo(text, centre, baseline, style, alignCentre, c.colours.ink)
}
