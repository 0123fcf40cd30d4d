package charts

import "math"

// Burnup shows credited so far against the target, day by day of a period.
// Series share Labels' index; a series may be shorter, or NaN where it has
// no value (credited after today, projection before it).
type Burnup struct {
	Labels     []string  // one per day, such as "3 Oct"
	Credited   []float64 // cumulative to the end of the day
	Expected   []float64 // expected-to-date at the end of the day
	Projection []float64 // optional: where it goes at this pace
	Target     float64   // the quota; NaN if not set
	Cover      string    // what the quota was set for, if only for a part: "3 of 12 months"
	Money      Format
}

// Draw paints the chart.
func (b Burnup) Draw(c *Canvas) {
	low, high, ok := spread(b.Credited, b.Expected, b.Projection, []float64{b.Target})
	if !ok || len(b.Labels) == 0 {
		c.empty(c.header())
		return
	}
	body := c.header(b.legend(c)...)
	money := func(v float64) string { return of(b.Money, v) }
	g := c.leftAxis(body, math.Min(low, 0), math.Max(high, 0), 22, false, money)
	x := dayScale(len(b.Labels), g.plot)
	accent := c.colours.role(RoleAccent)
	c.line(b.Expected, x, g.y, lineStyle{colour: c.colours.role(RoleNeutral), width: 1.5, dash: dashed()})
	c.line(b.Projection, x, g.y, lineStyle{colour: accent, width: 2, dash: dotted()})
	c.line(b.Credited, x, g.y, lineStyle{colour: accent, width: 2.5, fill: accent.WithAlpha(26)})
	c.target(g, b.Target, b.Money, b.Cover)
	c.timeLabels(b.Labels, func(i int) float64 { return x.at(float64(i)) }, g.plot.Y+g.plot.H+16)
	c.today(g, x, b.Credited, b.Target, b.Money)
	c.days(g, x, b.Labels, b.describe(c))
}

func (b Burnup) legend(c *Canvas) []legendItem {
	accent := c.colours.role(RoleAccent)
	items := []legendItem{{text: c.text("charts.credited"), kind: swatchLine, colour: accent}}
	if _, _, ok := spread(b.Expected); ok {
		items = append(items, legendItem{text: c.text("charts.expected"), kind: swatchDash, colour: c.colours.role(RoleNeutral)})
	}
	if _, _, ok := spread(b.Projection); ok {
		items = append(items, legendItem{text: c.text("charts.projection"), kind: swatchDots, colour: accent})
	}
	return items
}

// describe writes a day's values for the tooltip.
func (b Burnup) describe(c *Canvas) func(i int) string {
	return func(i int) string {
		return joined(
			named(c, "charts.credited", b.Money, b.Credited, i),
			named(c, "charts.expected", b.Money, b.Expected, i),
			named(c, "charts.projection", b.Money, b.Projection, i),
		)
	}
}
