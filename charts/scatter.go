package charts

import (
	"math"
	"slices"
)

// Scatter is the opener/closer view: opportunities created against win rate,
// one labelled point per rep, with the team's two values as quadrant lines.
type Scatter struct {
	Points     []ScatterPoint
	MidCreated float64 // quadrant lines; NaN for none
	MidWinRate float64
	Ratio      Format
}

// ScatterPoint is one rep.
type ScatterPoint struct {
	ID, Label string
	Created   float64 // opportunities created in the period
	WinRate   float64 // fraction of 1; a point without it is not drawn
	Decided   int     // won + lost behind the rate, shown in the tooltip; < 5 is drawn hollow
}

// dot is a point as it is drawn.
type dot struct {
	ScatterPoint
	x, y float64 // pixels
}

// Draw paints the chart.
func (s Scatter) Draw(c *Canvas) {
	var created, rates []float64
	few := false
	for _, p := range s.Points {
		if known(p.Created) && known(p.WinRate) {
			created, rates = append(created, p.Created), append(rates, p.WinRate)
			few = few || p.Decided < fewDecided
		}
	}
	if len(created) == 0 {
		c.empty(c.header())
		return
	}
	body := c.header(s.legend(c, few)...)
	lowX, highX, _ := spread(created, []float64{s.MidCreated, 0})
	lowY, highY, _ := spread(rates, []float64{s.MidWinRate, 0})
	body.Y, body.H = body.Y+14, body.H-14
	g := c.leftAxis(body, lowY, math.Max(highY*1.1, 0.1), 36, false, func(v float64) string { return percent(s.Ratio, v) })
	c.write(c.elide(c.text("charts.scatter.winRate"), faceSmall(), body.W), body.X, g.plot.Y-10, faceSmall(), alignLeft, c.colours.muted)
	x := c.bottomAxis(g.plot, lowX, highX*1.05, true, plain)
	title := c.elide(c.text("charts.scatter.created"), faceSmall(), g.plot.W)
	c.write(title, g.plot.X+g.plot.W, g.plot.Y+g.plot.H+31, faceSmall(), alignRight, c.colours.muted)
	dots := s.dots(g, x)
	taken := s.quadrants(c, g, x, dots)
	s.drawDots(c, dots, g.plot, taken)
}

// fewDecided is the sample beneath which a rate is drawn hollow.
const fewDecided = 5

func (s Scatter) legend(c *Canvas, few bool) []legendItem {
	var items []legendItem
	if known(s.MidCreated) || known(s.MidWinRate) {
		items = append(items, legendItem{text: c.text("charts.scatter.team"), kind: swatchDash, colour: c.colours.role(RoleNeutral)})
	}
	if few {
		items = append(items, legendItem{text: c.text("charts.scatter.few"), kind: swatchRing, colour: c.colours.role(RoleAccent)})
	}
	return items
}

// dots places the points that have both values.
func (s Scatter) dots(g grid, x scale) []dot {
	var dots []dot
	for _, p := range s.Points {
		created, okCreated := finite(p.Created)
		rate, okRate := finite(p.WinRate)
		if okCreated && okRate {
			dots = append(dots, dot{p, x.at(created), g.y.at(rate)})
		}
	}
	return dots
}

// quadrants draws the team's two values as lines and names the four fields
// in their outer corners, where no point lies; it returns the places taken by lines and names.
func (s Scatter) quadrants(c *Canvas, g grid, x scale, dots []dot) []Rect {
	dash, colour := dashed(), c.colours.role(RoleNeutral)
	mx, okX := finite(s.MidCreated)
	my, okY := finite(s.MidWinRate)
	px, py := c.snap(x.inside(mx)), c.snap(g.y.inside(my))
	right, bottom := g.plot.X+g.plot.W, g.plot.Y+g.plot.H
	if okX {
		c.stroke(colour, 1, dash, px, g.plot.Y, px, bottom)
	}
	if okY {
		c.stroke(colour, 1, dash, g.plot.X, py, right, py)
	}
	var taken []Rect
	if okX {
		taken = append(taken, Rect{px - 2, g.plot.Y, 4, g.plot.H})
	}
	if okY {
		taken = append(taken, Rect{g.plot.X, py - 2, g.plot.W, 4})
	}
	if !okX || !okY {
		return taken
	}
	name := func(key string, left bool, baseline, room float64) {
		text := c.elide(c.text(key), faceSmall(), room)
		if text == "" {
			return
		}
		width := c.measure(text, faceSmall())
		box := Rect{right - 7 - width, baseline - 13, width + 6, 18}
		if left {
			box.X = g.plot.X + 3
		}
		if slices.ContainsFunc(dots, func(d dot) bool { return box.Contains(d.x, d.y) }) {
			return
		}
		c.write(text, box.X+3, baseline, faceSmall(), alignLeft, c.colours.muted)
		taken = append(taken, box)
	}
	if py-g.plot.Y > 18 {
		name("charts.scatter.closer", true, g.plot.Y+11, px-g.plot.X-10)
		name("charts.scatter.both", false, g.plot.Y+11, right-px-10)
	}
	if bottom-py > 18 {
		name("charts.scatter.neither", true, bottom-6, px-g.plot.X-10)
		name("charts.scatter.opener", false, bottom-6, right-px-10)
	}
	return taken
}

// drawDots paints the points and names each where its name touches nothing;
// a name without room is left to the tooltip.
func (s Scatter) drawDots(c *Canvas, dots []dot, plot Rect, taken []Rect) {
	accent := c.colours.role(RoleAccent)
	const r = 5.0
	for _, d := range dots {
		taken = append(taken, Rect{d.x - r, d.y - r, 2 * r, 2 * r})
	}
	for i, d := range dots {
		if i > 300 {
			break // nobody reads more names; each is held against all others
		}
		text := c.elide(d.Label, faceSmall(), 120)
		width := c.measure(text, faceSmall())
		for _, place := range labelPlaces(d.x, d.y, width) {
			if inside(place, plot) && !slices.ContainsFunc(taken, place.overlaps) {
				c.write(text, place.X, place.Y+10, faceSmall(), alignLeft, c.colours.ink)
				taken = append(taken, place)
				break
			}
		}
	}
	for _, d := range dots {
		fill, ring, radius := accent, c.colours.background, r
		if d.Decided < fewDecided {
			fill, ring, radius = c.colours.background, accent, r-1
		}
		c.circle(d.x, d.y, radius, fill, ring, 1.5)
		c.region(Rect{d.x - r - 2, d.y - r - 2, 2*r + 4, 2*r + 4}, d.ID, d.Label, joined(
			c.text("charts.scatter.created")+" "+plain(d.Created),
			c.text("charts.scatter.winRate")+" "+percent(s.Ratio, d.WinRate),
			c.text("charts.sample", "Count", grouped(d.Decided))))
	}
}

// labelPlaces are the boxes a point's name may stand in, the best first.
func labelPlaces(x, y, width float64) []Rect {
	const h, gap = 13.0, 8.0
	return []Rect{
		{x + gap, y - h/2, width, h},
		{x - gap - width, y - h/2, width, h},
		{x - width/2, y - gap - h, width, h},
		{x - width/2, y + gap, width, h},
		{x + gap - 2, y - gap - h + 3, width, h},
		{x - gap - width + 2, y - gap - h + 3, width, h},
		{x + gap - 2, y + gap - 3, width, h},
		{x - gap - width + 2, y + gap - 3, width, h},
	}
}

// inside says whether a lies wholly in b.
func inside(a, b Rect) bool {
	return a.X >= b.X && a.Y >= b.Y && a.X+a.W <= b.X+b.W && a.Y+a.H <= b.Y+b.H
}
