package charts

import (
	"math"
)

// Funnel shows how many deals entered each stage and what share advanced.
type Funnel struct {
	Stages []FunnelStage
	Ratio  Format
}

// FunnelStage is one stage of the cohort.
type FunnelStage struct {
	ID, Label         string
	Entered, Advanced int
	Decided           int     // advanced + lost, the rate's denominator
	Conversion        float64 // advanced / (advanced + lost); NaN if nothing is decided
	Drop              bool    // a statistically real drop: marked
}

// Draw paints the chart.
func (f Funnel) Draw(c *Canvas) {
	most, drop := 0, false
	labels := make([]string, len(f.Stages))
	rateWidth, noteWidth := 0.0, 0.0
	for i, stage := range f.Stages {
		most = max(most, stage.Entered)
		drop = drop || stage.Drop
		labels[i] = stage.Label
		rate, note := f.figures(c, stage)
		rateWidth = math.Max(rateWidth, c.measure(rate, faceStrong()))
		noteWidth = math.Max(noteWidth, c.measure(note, faceAxis()))
	}
	if most == 0 {
		c.empty(c.header())
		return
	}
	body := c.header(f.legend(c, drop)...)
	if body.W < 400 {
		noteWidth = -8 // no room for the sample: it is in the tooltip
	}
	p := c.planRows(body, labels, faceLabel(), 14+rateWidth+8+noteWidth, 0, 64)
	for i := range p.shown {
		f.row(c, p, i, float64(most), rateWidth)
	}
	c.moreRows(p, "charts.more")
}

func (f Funnel) legend(c *Canvas, drop bool) []legendItem {
	accent := c.colours.role(RoleAccent)
	items := []legendItem{
		{text: c.text("charts.entered"), kind: swatchBox, colour: mix(c.colours.background, accent, 0.32)},
		{text: c.text("charts.advanced"), kind: swatchBox, colour: accent},
	}
	if drop {
		items = append(items, legendItem{text: c.text("charts.funnel.drop"), kind: swatchDiamond, colour: c.colours.role(RoleOffTrack)})
	}
	return items
}

// figures are the rate and the sample it rests on.
func (f Funnel) figures(c *Canvas, stage FunnelStage) (rate, note string) {
	return percent(f.Ratio, stage.Conversion), c.text("charts.countOf", "Count", stage.Advanced, "All", stage.Decided)
}

// row paints a stage: what entered as a centred bar, what advanced of it as
// its core, and the flow that narrows towards the next stage.
func (f Funnel) row(c *Canvas, p rows, i int, most, rateWidth float64) {
	stage := f.Stages[i]
	accent := c.colours.role(RoleAccent)
	centre, mid := p.plot.X+p.plot.W/2, p.middle(i)
	room := math.Max(p.plot.W/2-c.measure(count(int(most)), faceStrong())-6, 1)
	half := func(n int) float64 { return clamp(float64(n)/most, 0, 1) * room }
	thick := clamp(p.height*0.56, 4, 30)
	advanced := min(stage.Advanced, stage.Entered)
	if i+1 < p.shown {
		next := half(min(f.Stages[i+1].Entered, stage.Entered))
		y0, y1 := mid+thick/2, p.middle(i+1)-thick/2
		c.polygon(mix(c.colours.background, accent, 0.12),
			centre-half(advanced), y0, centre+half(advanced), y0, centre+next, y1, centre-next, y1)
	}
	c.round(p.bar(i, centre-half(stage.Entered), centre+half(stage.Entered), thick), 4, mix(c.colours.background, accent, 0.32))
	c.round(p.bar(i, centre-half(advanced), centre+half(advanced), thick), 4, accent)
	c.rowLabel(p, i, stage.Label, faceLabel(), c.colours.ink)
	f.counts(c, p, i, centre, half(stage.Entered), half(advanced))
	rate, note := f.figures(c, stage)
	if stage.Drop {
		c.diamond(p.note.X+4, mid, 4.5, c.colours.role(RoleOffTrack))
	}
	right := p.note.X + 14 + rateWidth
	c.writeMid(rate, right, mid, faceStrong(), alignRight, c.colours.ink)
	c.writeMid(c.elide(note, faceAxis(), p.note.X+p.note.W-right-8), right+8, mid, faceAxis(), alignLeft, c.colours.muted)
	value := joined(c.text("charts.entered")+" "+count(stage.Entered), c.text("charts.advanced")+" "+note, rate)
	if stage.Drop {
		value = joined(value, c.text("charts.funnel.drop"))
	}
	c.region(p.whole(i), stage.ID, stage.Label, value)
}

// counts writes how many advanced inside the core, where it fits, and how
// many entered beside the bar.
func (f Funnel) counts(c *Canvas, p rows, i int, centre, outer, core float64) {
	stage := f.Stages[i]
	inner := count(min(stage.Advanced, stage.Entered))
	if c.measure(inner, faceAxis())+10 <= 2*core {
		c.writeMid(inner, centre, p.middle(i), faceAxis(), alignCentre, inkOn(c.colours.role(RoleAccent)))
	}
	c.writeMid(count(stage.Entered), centre+outer+6, p.middle(i), faceStrong(), alignLeft, c.colours.ink)
}
