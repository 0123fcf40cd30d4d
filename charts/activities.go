package charts

import (
	"math"
)

// Activities shows attempts stacked by type, per rep (rows) or per week or
// month (columns), with the connected ratio.
type Activities struct {
	Types  []string // names of the types, in stacking order
	Rows   []ActivityRow
	ByTime bool // rows are successive weeks or months: drawn as columns
	Ratio  Format
}

// ActivityRow is one rep or one span of time.
type ActivityRow struct {
	ID, Label string
	Attempts  []float64 // one per type
	Connected float64   // connected / attempts over all types; NaN if none
}

// Draw paints the chart.
func (a Activities) Draw(c *Canvas) {
	most := 0.0
	for _, row := range a.Rows {
		most = math.Max(most, a.total(row))
	}
	if most == 0 || len(a.Types) == 0 {
		c.empty(c.header())
		return
	}
	body := c.header(a.legend(c)...)
	if a.ByTime {
		a.columns(c, body, most)
		return
	}
	labels := make([]string, len(a.Rows))
	totalWidth, rateWidth := 0.0, c.measure(c.text("charts.activities.connected"), faceSmall())
	for i, row := range a.Rows {
		labels[i] = row.Label
		totalWidth = math.Max(totalWidth, c.measure(plain(a.total(row)), faceAxis()))
		rateWidth = math.Max(rateWidth, c.measure(percent(a.Ratio, row.Connected), faceStrong()))
	}
	body.Y, body.H = body.Y+8, body.H-8 // room for the head of the rates
	p := c.planRows(body, labels, faceLabel(), totalWidth+14+rateWidth, 20, 40)
	right := p.note.X + p.note.W
	c.write(c.text("charts.activities.connected"), right, p.plot.Y-3, faceSmall(), alignRight, c.colours.muted)
	x := c.bottomAxis(p.plot, 0, most, true, plain)
	for i := range p.shown {
		row := a.Rows[i]
		c.rowLabel(p, i, row.Label, faceLabel(), c.colours.ink)
		a.stack(c, row, func(from, to float64) Rect { return p.bar(i, x.at(from), x.at(to), p.thickness(18)) }, sideRight)
		c.writeMid(plain(a.total(row)), p.note.X+totalWidth, p.middle(i), faceAxis(), alignRight, c.colours.muted)
		c.writeMid(percent(a.Ratio, row.Connected), right, p.middle(i), faceStrong(), alignRight, c.colours.ink)
	}
	c.moreRows(p, "charts.moreReps")
}

// attempts is how often a row's i-th type occurs; negative counts are none.
func (a Activities) attempts(row ActivityRow, i int) float64 {
	v, _ := at(row.Attempts, i)
	return math.Max(v, 0)
}

// total is a row's attempts over the named types.
func (a Activities) total(row ActivityRow) float64 {
	sum := 0.0
	for i := range a.Types {
		sum += a.attempts(row, i)
	}
	return sum
}

func (a Activities) legend(c *Canvas) []legendItem {
	items := make([]legendItem, len(a.Types))
	for i, name := range a.Types {
		items[i] = legendItem{text: name, kind: swatchBox, colour: c.colours.category(i)}
	}
	return items
}

// stack paints a row's types one after the other, with a hairline between
// them, writes each count where it fits, and records one region per type.
func (a Activities) stack(c *Canvas, row ActivityRow, box func(from, to float64) Rect, tip side) {
	sum, last := 0.0, len(a.Types)-1
	for last > 0 && a.attempts(row, last) == 0 {
		last--
	}
	for i, name := range a.Types {
		v := a.attempts(row, i)
		if v == 0 {
			continue
		}
		part := box(sum, sum+v)
		sum += v
		end := tip
		if i < last {
			end = sideNone
		}
		fill := c.colours.category(i)
		c.bar(part, end, fill)
		if i < last && tip == sideRight {
			c.rect(Rect{part.X + part.W - 1, part.Y, 1, part.H}, c.colours.background)
		} else if i < last {
			c.rect(Rect{part.X, part.Y, part.W, 1}, c.colours.background)
		}
		text := plain(v)
		if c.measure(text, faceSmall())+8 <= part.W && part.H >= 13 {
			x, y := part.middle()
			c.writeMid(text, x, y, faceSmall(), alignCentre, inkOn(fill))
		}
		c.region(part, row.ID, row.Label+" · "+name, joined(text, c.text("charts.activities.connected")+" "+percent(a.Ratio, row.Connected)))
	}
}

// columns draws successive weeks or months side by side, the connected ratio
// written over each.
func (a Activities) columns(c *Canvas, body Rect, most float64) {
	body.Y, body.H = body.Y+6, body.H-6
	g := c.leftAxis(body, 0, most*1.1, 22, true, plain)
	band := g.plot.W / float64(len(a.Rows))
	width := clamp(band*0.62, 1, 44)
	labels := make([]string, len(a.Rows))
	fits := true
	for i, row := range a.Rows {
		labels[i] = row.Label
		fits = fits && c.measure(percent(a.Ratio, row.Connected), faceSmall()) <= band-2
	}
	for i, row := range a.Rows {
		left := g.plot.X + float64(i)*band + (band-width)/2
		a.stack(c, row, func(from, to float64) Rect { return upright(g.y, left, width, from, to) }, sideTop)
		if fits && known(row.Connected) {
			c.halo(percent(a.Ratio, row.Connected), left+width/2, g.y.at(a.total(row))-5, faceSmall(), alignCentre, c.colours.ink)
		}
	}
	c.timeLabels(labels, func(i int) float64 { return g.plot.X + (float64(i)+0.5)*band }, g.plot.Y+g.plot.H+16)
}
