package charts

import (
	"math"
)

// Pipeline shows the open value by stage, with its weighted part.
type Pipeline struct {
	Stages []PipelineStage
	Money  Format
}

// PipelineStage is one open stage, or a bucket such as "overdue".
type PipelineStage struct {
	ID, Label       string
	Count           int
	Value, Weighted float64
	Late            bool // late stage: drawn stronger
	Apart           bool // not a stage but a bucket (overdue, undated): drawn neutral
}

// Draw paints the chart.
func (p Pipeline) Draw(c *Canvas) {
	values := make([]float64, 0, 2*len(p.Stages))
	labels := make([]string, len(p.Stages))
	noteWidth, valueWidth, late := 0.0, 0.0, false
	for i, stage := range p.Stages {
		values = append(values, stage.Value, stage.Weighted)
		labels[i] = stage.Label
		valueWidth = math.Max(valueWidth, c.measure(of(p.Money, stage.Value), faceStrong()))
		noteWidth = math.Max(noteWidth, c.measure(p.deals(c, stage), faceAxis()))
		late = late || stage.Late
	}
	low, high, ok := spread(values)
	if !ok {
		c.empty(c.header())
		return
	}
	body := c.header(p.legend(c, late)...)
	if late {
		body.X, body.W = body.X+14, math.Max(body.W-14, 1) // room for the late marks
	}
	plan := c.planRows(body, labels, faceLabel(), valueWidth+10+noteWidth, 20, 52)
	x := c.bottomAxis(plan.plot, math.Min(low, 0), math.Max(high, 0), false, func(v float64) string { return of(p.Money, v) })
	for i := range plan.shown {
		p.row(c, plan, x, i, valueWidth)
	}
	c.moreRows(plan, "charts.more")
}

func (p Pipeline) legend(c *Canvas, late bool) []legendItem {
	accent := c.colours.role(RoleAccent)
	items := []legendItem{
		{text: c.text("charts.openValue"), kind: swatchBox, colour: mix(c.colours.background, accent, 0.32)},
		{text: c.text("charts.weighted"), kind: swatchBox, colour: accent},
	}
	if late {
		items = append(items, legendItem{text: c.text("charts.lateStage"), kind: swatchDiamond, colour: c.colours.role(RoleTarget)})
	}
	return items
}

func (p Pipeline) deals(c *Canvas, stage PipelineStage) string {
	if stage.Count == 1 {
		return c.text("charts.oneDeal", "Count", stage.Count)
	}
	return c.text("charts.deals", "Count", stage.Count)
}

func (p Pipeline) row(c *Canvas, plan rows, x scale, i int, valueWidth float64) {
	stage := p.Stages[i]
	solid := c.colours.role(RoleAccent)
	if stage.Apart {
		solid = c.colours.role(RoleNeutral)
	}
	c.rowLabel(plan, i, stage.Label, faceLabel(), c.colours.ink)
	if stage.Late {
		c.diamond(plan.label.X-9, plan.middle(i), 4, c.colours.role(RoleTarget))
	}
	thick := plan.thickness(20)
	if v, ok := finite(stage.Value); ok {
		c.bar(plan.bar(i, x.at(0), x.at(v), thick), tipAlong(v), mix(c.colours.background, solid, 0.32))
	}
	if w, ok := finite(stage.Weighted); ok {
		c.bar(plan.bar(i, x.at(0), x.at(w), thick), tipAlong(w), solid)
	}
	right := plan.note.X + valueWidth
	c.writeMid(of(p.Money, stage.Value), right, plan.middle(i), faceStrong(), alignRight, c.colours.ink)
	note := c.elide(p.deals(c, stage), faceAxis(), plan.note.X+plan.note.W-right-10)
	c.writeMid(note, right+10, plan.middle(i), faceAxis(), alignLeft, c.colours.muted)
	c.region(plan.whole(i), stage.ID, stage.Label, joined(
		of(p.Money, stage.Value), p.deals(c, stage), c.text("charts.weighted")+" "+of(p.Money, stage.Weighted)))
}

// tipAlong is where a lying bar of a value points.
func tipAlong(v float64) side {
	if v < 0 {
		return sideLeft
	}
	return sideRight
}
