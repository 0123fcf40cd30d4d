package charts

import (
	"math"
)

// StageDays shows the days spent in each stage as boxes.
type StageDays struct {
	Stages []StageDaysBox
	Days   Format // a number of days; plain where nil
}

// StageDaysBox describes the completed stays in one stage, in days. Low,
// High, Mean and Limit are left out where NaN.
type StageDaysBox struct {
	ID, Label        string
	Low, High        float64 // ends of the whiskers
	P25, Median, P75 float64
	Mean             float64
	Limit            float64 // from here on a deal counts as stuck
	N                int     // completed stays
}

// Draw paints the chart.
func (s StageDays) Draw(c *Canvas) {
	var values []float64
	labels := make([]string, len(s.Stages))
	dayWidth, noteWidth, limits := 0.0, 0.0, false
	for i, stage := range s.Stages {
		values = append(values, stage.Low, stage.High, stage.P25, stage.Median, stage.P75, stage.Mean, stage.Limit)
		labels[i] = stage.Label
		limits = limits || known(stage.Limit)
		dayWidth = math.Max(dayWidth, c.measure(of(s.Days, stage.Median), faceStrong()))
		noteWidth = math.Max(noteWidth, c.measure(s.sample(c, stage), faceAxis()))
	}
	low, high, ok := spread(values)
	if !ok {
		c.empty(c.header())
		return
	}
	body := c.header(s.legend(c, limits)...)
	p := c.planRows(body, labels, faceLabel(), dayWidth+10+noteWidth, 20, 56)
	x := c.bottomAxis(p.plot, math.Min(low, 0), math.Max(high, 0), true, func(v float64) string { return of(s.Days, v) })
	for i := range p.shown {
		s.row(c, p, x, i, dayWidth)
	}
	c.moreRows(p, "charts.more")
}

func (s StageDays) legend(c *Canvas, limits bool) []legendItem {
	accent := c.colours.role(RoleAccent)
	items := []legendItem{
		{text: c.text("charts.median"), kind: swatchTick, colour: c.colours.ink},
		{text: c.text("charts.days.middleHalf"), kind: swatchBox, colour: mix(c.colours.background, accent, 0.4)},
		{text: c.text("charts.mean"), kind: swatchDiamond, colour: c.colours.ink},
	}
	if limits {
		items = append(items, legendItem{text: c.text("charts.days.limit"), kind: swatchTick, colour: c.colours.role(RoleStuck)})
	}
	return items
}

func (s StageDays) sample(c *Canvas, stage StageDaysBox) string {
	return c.text("charts.sample", "Count", grouped(stage.N))
}

func (s StageDays) row(c *Canvas, p rows, x scale, i int, dayWidth float64) {
	stage := s.Stages[i]
	mid := p.middle(i)
	thick := p.thickness(20)
	c.rowLabel(p, i, stage.Label, faceLabel(), c.colours.ink)
	s.box(c, p, x, i, thick)
	if limit, ok := finite(stage.Limit); ok {
		at := x.at(limit)
		c.vline(at, mid-thick/2-4, mid+thick/2+4, 2, c.colours.role(RoleStuck))
		c.arrow(false, at, mid-thick/2-5, 3.5, c.colours.role(RoleStuck))
	}
	right := p.note.X + dayWidth
	c.writeMid(of(s.Days, stage.Median), right, mid, faceStrong(), alignRight, c.colours.ink)
	note := c.elide(s.sample(c, stage), faceAxis(), p.note.X+p.note.W-right-10)
	c.writeMid(note, right+10, mid, faceAxis(), alignLeft, c.colours.muted)
	one := func(key string, v float64) string { return named(c, key, s.Days, []float64{v}, 0) }
	c.region(p.whole(i), stage.ID, stage.Label, joined(one("charts.median", stage.Median),
		one("charts.mean", stage.Mean), one("charts.days.p75", stage.P75), one("charts.days.limit", stage.Limit), s.sample(c, stage)))
}

// box paints whiskers, the middle half, median and mean, whichever exist.
func (s StageDays) box(c *Canvas, p rows, x scale, i int, thick float64) {
	stage := s.Stages[i]
	mid := p.middle(i)
	accent := c.colours.role(RoleAccent)
	low, high, ok := spread([]float64{stage.Low, stage.P25, stage.Median, stage.P75, stage.High})
	if !ok {
		return
	}
	c.hline(x.at(low), x.at(high), mid, 1.5, c.colours.role(RoleNeutral))
	for _, end := range []float64{stage.Low, stage.High} {
		if v, ok := finite(end); ok {
			c.vline(x.at(v), mid-thick/4, mid+thick/4, 1.5, c.colours.role(RoleNeutral))
		}
	}
	p25, ok25 := finite(stage.P25)
	p75, ok75 := finite(stage.P75)
	if ok25 && ok75 {
		c.round(p.bar(i, x.at(p25), x.at(p75), thick), 3, mix(c.colours.background, accent, 0.4))
	}
	if median, ok := finite(stage.Median); ok {
		c.vline(x.at(median), mid-thick/2, mid+thick/2, 2.5, c.colours.ink)
	}
	if mean, ok := finite(stage.Mean); ok {
		c.diamond(x.at(mean), mid, 5.5, mix(c.colours.background, accent, 0.4))
		c.diamond(x.at(mean), mid, 4, c.colours.ink)
	}
}
