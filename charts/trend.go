package charts

import (
	"math"
	"slices"
)

// Trend shows credited per month as columns against the month's quota.
type Trend struct {
	Months       []TrendMonth
	Turns        []TrendTurn
	Money, Ratio Format
}

// TrendMonth is one month.
type TrendMonth struct {
	ID, Label string
	Credited  float64
	Quota     float64 // NaN if not set
	Change    float64 // against the month before, as a fraction; NaN if none
	Running   bool    // not over yet: drawn hatched
}

// TrendTurn marks the month at which growth turned into decline, or back.
type TrendTurn struct {
	Month  int  // index into Months
	Rising bool // turned upwards
}

// Draw paints the chart.
func (t Trend) Draw(c *Canvas) {
	low, high, ok := spread(t.credited(), t.quotas())
	if !ok {
		c.empty(c.header())
		return
	}
	body := c.header(t.legend(c)...)
	const above, below = 18, 22 // room for the changes over the columns, and the months
	body.Y, body.H = body.Y+above, body.H-above
	money := func(v float64) string { return of(t.Money, v) }
	g := c.leftAxis(body, math.Min(low, 0), math.Max(high, 0), below, false, money)
	band := g.plot.W / float64(len(t.Months))
	t.turnLines(c, g, band)
	for i, month := range t.Months {
		t.column(c, g, band, i, month)
	}
	t.quotaLine(c, g, band)
	t.changes(c, g, band)
	t.turnMarks(c, g, band)
	labels := make([]string, len(t.Months))
	for i, month := range t.Months {
		labels[i] = month.Label
	}
	c.timeLabels(labels, func(i int) float64 { return g.plot.X + (float64(i)+0.5)*band }, g.plot.Y+g.plot.H+16)
}

func (t Trend) credited() []float64 {
	values := make([]float64, len(t.Months))
	for i, month := range t.Months {
		values[i] = month.Credited
	}
	return values
}

func (t Trend) quotas() []float64 {
	values := make([]float64, len(t.Months))
	for i, month := range t.Months {
		values[i] = month.Quota
	}
	return values
}

func (t Trend) legend(c *Canvas) []legendItem {
	accent := c.colours.role(RoleAccent)
	items := []legendItem{{text: c.text("charts.credited"), kind: swatchBox, colour: accent}}
	if slices.ContainsFunc(t.Months, func(m TrendMonth) bool { return m.Running }) {
		items = append(items, legendItem{text: c.text("charts.running"), kind: swatchHatch, colour: accent})
	}
	if _, _, ok := spread(t.quotas()); ok {
		items = append(items, legendItem{text: c.text("charts.quota"), kind: swatchLine, colour: c.colours.role(RoleTarget)})
	}
	return items
}

// column paints one month and records its region.
func (t Trend) column(c *Canvas, g grid, band float64, i int, month TrendMonth) {
	left := g.plot.X + float64(i)*band
	value := joined(
		c.text("charts.credited")+" "+of(t.Money, month.Credited),
		named(c, "charts.quota", t.Money, []float64{month.Quota}, 0),
		t.changeText(month),
	)
	c.region(Rect{left, g.plot.Y - 16, band, g.plot.H + 16}, month.ID, month.Label, value)
	credited, ok := finite(month.Credited)
	if !ok {
		return
	}
	width := clamp(band*0.62, 1, 44)
	box := upright(g.y, left+(band-width)/2, width, 0, credited)
	if month.Running {
		c.rect(box, mix(c.colours.background, c.colours.role(RoleAccent), 0.18))
		c.hatch(box, c.colours.role(RoleAccent))
		return
	}
	c.bar(box, tipOf(credited), c.colours.role(RoleAccent))
}

// upright is a column between two values, at least a pixel high unless empty.
func upright(y scale, x, width, from, to float64) Rect {
	a, b := y.at(from), y.at(to)
	if b < a {
		a, b = b, a
	}
	if from != to {
		b = math.Max(b, a+1)
	}
	return Rect{x, a, width, b - a}
}

// tipOf is where an upright bar of a value points.
func tipOf(v float64) side {
	if v < 0 {
		return sideBottom
	}
	return sideTop
}

// quotaLine steps from month to month, with gaps where no quota is set.
func (t Trend) quotaLine(c *Canvas, g grid, band float64) {
	colour := c.colours.role(RoleTarget)
	for i, month := range t.Months {
		quota, ok := finite(month.Quota)
		if !ok {
			continue
		}
		x, y := g.plot.X+float64(i)*band, g.y.at(quota)
		c.hline(x, x+band, y, 1.5, colour)
		if i+1 < len(t.Months) {
			if next, ok := finite(t.Months[i+1].Quota); ok {
				end := g.y.at(next)
				c.vline(x+band, math.Min(y, end)-0.75, math.Max(y, end)+0.75, 1.5, colour)
			}
		}
	}
}

// changeText is the change with its sign; "" without one.
func (t Trend) changeText(month TrendMonth) string {
	change, ok := finite(month.Change)
	if !ok {
		return ""
	}
	text := percent(t.Ratio, change)
	if change > 0 {
		text = "+" + text
	}
	return text
}

// changes writes each month's change over its column, if all fit in a row.
func (t Trend) changes(c *Canvas, g grid, band float64) {
	for _, month := range t.Months {
		if c.measure(t.changeText(month), faceSmall()) > band-2 {
			return
		}
	}
	for i, month := range t.Months {
		text := t.changeText(month)
		if text == "" {
			continue
		}
		top := g.y.at(math.Max(orZero(month.Credited), 0))
		if quota, ok := finite(month.Quota); ok {
			if line := g.y.at(quota); line < top && top-line < 18 {
				top = line
			}
		}
		x := g.plot.X + (float64(i)+0.5)*band
		c.halo(text, x, top-5, faceSmall(), alignCentre, c.colours.muted)
	}
}

// turnLines leads from the mark at the top down to the month's column.
func (t Trend) turnLines(c *Canvas, g grid, band float64) {
	for _, turn := range t.Turns {
		if turn.Month < 0 || turn.Month >= len(t.Months) {
			continue
		}
		x := c.snap(g.plot.X + (float64(turn.Month)+0.5)*band)
		foot := g.y.at(math.Max(orZero(t.Months[turn.Month].Credited), 0))
		c.stroke(c.colours.faint, 1, []float64{2, 3}, x, g.plot.Y, x, foot)
	}
}

// turnMarks writes at the top of its month what turned there.
func (t Trend) turnMarks(c *Canvas, g grid, band float64) {
	free := math.Inf(-1)
	for _, turn := range t.Turns {
		if turn.Month < 0 || turn.Month >= len(t.Months) {
			continue
		}
		key, colour := "charts.trend.turnedDown", c.colours.role(RoleOffTrack)
		if turn.Rising {
			key, colour = "charts.trend.turnedUp", c.colours.role(RoleOnTrack)
		}
		text := c.text(key)
		width := c.measure(text, faceSmall()) + 12
		x := g.plot.X + (float64(turn.Month)+0.5)*band
		left := clamp(x-width/2, g.plot.X, math.Max(g.plot.X+g.plot.W-width, g.plot.X))
		mid := g.plot.Y - 9
		if left < free {
			c.arrow(turn.Rising, x, mid, 4, colour)
			continue
		}
		c.rect(Rect{left - 2, mid - 8, width + 4, 16}, c.colours.track)
		c.arrow(turn.Rising, left+4, mid, 4, colour)
		c.writeMid(text, left+12, mid, faceSmall(), alignLeft, c.colours.ink)
		free = left + width + 6
	}
}
