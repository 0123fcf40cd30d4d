package charts

import (
	"cmp"
	"slices"
	"strings"
)

// Pareto shows reasons by weight, largest first, with the running share.
type Pareto struct {
	Bars         []ParetoBar // any order; values ≤ 0 are left out
	Won          bool        // reasons of winning instead of losing
	Value, Ratio Format      // Value writes a bar's value: money or a count
}

// ParetoBar is one reason.
type ParetoBar struct {
	ID, Label string
	Value     float64
	Count     int
}

// Draw paints the chart.
func (p Pareto) Draw(c *Canvas) {
	bars := p.sorted()
	if len(bars) == 0 {
		c.empty(c.header())
		return
	}
	body := c.header(p.legend(c)...)
	const rightAxis = 36
	if p.wordy(c, bars, body.W-rightAxis) {
		p.lying(c, body, bars)
		return
	}
	body.W -= rightAxis
	body.Y, body.H = body.Y+8, body.H-8
	bars = p.fitting(c, bars, int(body.W/leastBand))
	total := 0.0
	for _, bar := range bars {
		total += bar.Value
	}
	// Both axes share one scale, 100 % being the sum of all bars: the line
	// starts on the first bar's top, and nothing is stretched to impress.
	g := c.leftAxis(body, 0, total, 36, p.Value == nil, func(v float64) string { return of(p.Value, v) })
	band := g.plot.W / float64(len(bars))
	width := clamp(band*0.62, 1, 56)
	share := scale{0, 1, g.y.at(0), g.y.at(total)}
	sum, xy := 0.0, []float64(nil)
	for i, bar := range bars {
		sum += bar.Value
		centre := g.plot.X + (float64(i)+0.5)*band
		p.column(c, g, Rect{centre - band/2, g.plot.Y, band, g.plot.H}, width, bar, sum/total)
		xy = append(xy, centre, share.at(sum/total))
	}
	p.cumulative(c, g, xy, share)
}

// sorted are the bars above 0, largest first; equal ones keep their order.
func (p Pareto) sorted() []ParetoBar {
	var bars []ParetoBar
	for _, bar := range p.Bars {
		if v, ok := finite(bar.Value); ok && v > 0 {
			bar.Value = v
			bars = append(bars, bar)
		}
	}
	slices.SortStableFunc(bars, func(a, b ParetoBar) int { return cmp.Compare(b.Value, a.Value) })
	return bars
}

// leastBand is the least room of a column with its name, in logical pixels.
const leastBand = 44.0

// fitting folds what has no room into a last bar, which says how many that is.
func (p Pareto) fitting(c *Canvas, bars []ParetoBar, room int) []ParetoBar {
	room = max(room, 2)
	if len(bars) <= room {
		return bars
	}
	rest := ParetoBar{}
	for _, bar := range bars[room-1:] {
		rest.Value += bar.Value
		rest.Count += bar.Count
	}
	rest.Label = c.text("charts.more", "Count", len(bars)-room+1)
	return append(slices.Clone(bars[:room-1]), rest)
}

// wordy reports whether a name has no room under its column.
func (p Pareto) wordy(c *Canvas, bars []ParetoBar, width float64) bool {
	bars = p.fitting(c, bars, int(width/leastBand))
	band := width * 0.88 / float64(len(bars)) // beside the axis
	return slices.ContainsFunc(bars, func(bar ParetoBar) bool {
		return strings.Join(c.wrap(bar.Label, faceAxis(), band-6, 2), " ") != strings.Join(strings.Fields(bar.Label), " ")
	})
}

// lying paints the reasons as rows, whose names have more room than those of
// columns. Bars and running share are on one scale here, too.
func (p Pareto) lying(c *Canvas, body Rect, bars []ParetoBar) {
	const footer = 22
	bars = p.fitting(c, bars, int((body.H-footer)/leastRow))
	total := 0.0
	labels, values := make([]string, len(bars)), make([]string, len(bars))
	for i, bar := range bars {
		total += bar.Value
		labels[i], values[i] = bar.Label, of(p.Value, bar.Value)
	}
	lines := c.planLabelled(body, labels, c.widest(faceAxis(), body.W*0.45, labels...), c.widest(faceAxis(), body.W*0.25, values...), footer, 44)
	share := scale{0, 1, lines.plot.X, lines.plot.X + lines.plot.W}
	c.axisTicks(lines.plot, share, labelled([]float64{0, 0.5, 1}, func(v float64) string { return percent(p.Ratio, v) }))
	role, _ := p.role()
	sum, xy := 0.0, []float64(nil)
	for i := range lines.shown {
		bar := bars[i]
		sum += bar.Value
		c.rowLabel(lines, i, bar.Label, faceAxis(), c.colours.ink)
		c.bar(lines.bar(i, share.at(0), share.at(bar.Value/total), lines.thickness(22)), sideRight, c.colours.role(role))
		c.writeMid(values[i], lines.note.X+lines.note.W, lines.middle(i), faceAxis(), alignRight, c.colours.muted)
		xy = append(xy, share.at(sum/total), lines.middle(i))
		c.region(lines.whole(i), bar.ID, bar.Label, p.told(c, bar, sum/total))
	}
	ink := c.colours.role(RoleTarget)
	c.stroke(ink, 1.5, nil, xy...)
	for i := 0; i+1 < len(xy); i += 2 {
		c.circle(xy[i], xy[i+1], 3.5, ink, c.colours.background, 1.5)
	}
}

// told is what a bar says under the pointer.
func (p Pareto) told(c *Canvas, bar ParetoBar, running float64) string {
	return joined(of(p.Value, bar.Value), c.text("charts.sample", "Count", grouped(bar.Count)), c.text("charts.pareto.cumulative")+" "+percent(p.Ratio, running))
}

func (p Pareto) role() (Role, string) {
	if p.Won {
		return RoleWon, "charts.pareto.won"
	}
	return RoleLost, "charts.pareto.lost"
}

func (p Pareto) legend(c *Canvas) []legendItem {
	role, key := p.role()
	return []legendItem{
		{text: c.text(key), kind: swatchBox, colour: c.colours.role(role)},
		{text: c.text("charts.pareto.cumulative"), kind: swatchLine, colour: c.colours.role(RoleTarget)},
	}
}

// column paints one reason with its name beneath and its value above.
func (p Pareto) column(c *Canvas, g grid, slot Rect, width float64, bar ParetoBar, running float64) {
	role, _ := p.role()
	centre := slot.X + slot.W/2
	c.bar(upright(g.y, centre-width/2, width, 0, bar.Value), sideTop, c.colours.role(role))
	c.under(bar.Label, centre, slot.Y+slot.H+14, slot.W-6)
	c.region(Rect{slot.X, slot.Y, slot.W, slot.H + 30}, bar.ID, bar.Label, p.told(c, bar, running))
}

// under writes a name beneath a column, on two lines if it needs them.
func (c *Canvas) under(text string, centre, baseline, width float64) {
	for i, line := range c.wrap(text, faceAxis(), width, 2) {
		c.write(line, centre, baseline+float64(i)*14, faceAxis(), alignCentre, c.colours.muted)
	}
}

// cumulative draws the running share with its own axis at the right.
func (p Pareto) cumulative(c *Canvas, g grid, xy []float64, share scale) {
	ink := c.colours.role(RoleTarget)
	for _, v := range []float64{0, 0.5, 1} {
		c.writeMid(percent(p.Ratio, v), g.plot.X+g.plot.W+8, share.at(v), faceAxis(), alignLeft, c.colours.muted)
	}
	c.stroke(ink, 1.5, nil, xy...)
	band := g.plot.W / float64(len(xy)/2)
	for i := 0; i+1 < len(xy); i += 2 {
		c.circle(xy[i], xy[i+1], 3.5, ink, c.colours.background, 1.5)
		text := percent(p.Ratio, share.low+(xy[i+1]-share.from)/(share.to-share.from))
		if c.measure(text, faceSmall())+4 <= band {
			c.halo(text, xy[i], xy[i+1]-7, faceSmall(), alignCentre, c.colours.ink)
		}
	}
}
