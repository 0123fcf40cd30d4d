package charts

import (
	"math"

	"github.com/wcharczuk/go-chart/v2/drawing"
)

// Heatmap shows stage conversion per rep: stages are columns, reps are rows.
type Heatmap struct {
	Columns []HeatHead
	Rows    []HeatHead
	Cells   [][]HeatCell // Cells[row][column]; missing ones have no value
	Ratio   Format
}

// HeatHead names a row or a column.
type HeatHead struct{ ID, Label string }

// HeatCell is one rate with its sample.
type HeatCell struct {
	ID     string
	Value  float64 // fraction of 1; NaN if no value
	N      int     // the rate's denominator
	Signal Signal
}

// Signal says whether a cell differs from the team in a way that is
// statistically real.
type Signal int

// The three outcomes of the comparison with the team.
const (
	SignalNone Signal = iota
	SignalAbove
	SignalBelow
)

// Draw paints the chart.
func (h Heatmap) Draw(c *Canvas) {
	var values []float64
	for r := range h.Rows {
		for k := range h.Columns {
			values = append(values, h.cell(r, k).Value)
		}
	}
	low, high, ok := spread(values)
	if !ok {
		c.empty(c.header())
		return
	}
	body := c.header(h.legend(c, low, high)...)
	labels := make([]string, len(h.Rows))
	for i, row := range h.Rows {
		labels[i] = row.Label
	}
	const head = 20
	body.Y, body.H = body.Y+head, body.H-head
	p := c.planRows(body, labels, faceLabel(), 0, 0, 44)
	width := p.plot.W / float64(len(h.Columns))
	for k, column := range h.Columns {
		text := c.elide(column.Label, faceAxis(), width-6)
		c.write(text, p.plot.X+(float64(k)+0.5)*width, p.plot.Y-8, faceAxis(), alignCentre, c.colours.muted)
	}
	for r := range p.shown {
		c.rowLabel(p, r, h.Rows[r].Label, faceLabel(), c.colours.ink)
		for k := range h.Columns {
			box := Rect{p.plot.X + float64(k)*width + 1.5, p.plot.Y + float64(r)*p.height + 1.5, width - 3, p.height - 3}
			h.paint(c, box, r, k, h.shade(c, low, high))
		}
	}
	c.moreRows(p, "charts.moreReps")
}

// cell is a cell, without a value where none is given.
func (h Heatmap) cell(r, k int) HeatCell {
	if r < len(h.Cells) && k < len(h.Cells[r]) {
		return h.Cells[r][k]
	}
	return HeatCell{Value: math.NaN()}
}

// shade maps a value to its fill: one hue from faint to full, which reads the
// same with every colour vision.
func (h Heatmap) shade(c *Canvas, low, high float64) func(v float64) drawing.Color {
	return func(v float64) drawing.Color {
		t := 0.5
		if high > low {
			t = (v - low) / (high - low)
		}
		return mix(c.colours.background, c.colours.role(RoleAccent), 0.10+0.82*t)
	}
}

func (h Heatmap) legend(c *Canvas, low, high float64) []legendItem {
	shade := h.shade(c, low, high)
	items := []legendItem{{text: percent(h.Ratio, low), kind: swatchBox, colour: shade(low)}}
	if high > low {
		items = append(items, legendItem{text: percent(h.Ratio, high), kind: swatchBox, colour: shade(high)})
	}
	has := func(s Signal) bool {
		for r := range h.Rows {
			for k := range h.Columns {
				if h.cell(r, k).Signal == s {
					return true
				}
			}
		}
		return false
	}
	if has(SignalAbove) {
		items = append(items, legendItem{text: c.text("charts.heatmap.above"), kind: swatchUp, colour: c.colours.ink})
	}
	if has(SignalBelow) {
		items = append(items, legendItem{text: c.text("charts.heatmap.below"), kind: swatchDown, colour: c.colours.ink})
	}
	return items
}

// paint draws one cell. A cell that differs significantly carries a frame
// and an arrow, one without a value is hatched.
func (h Heatmap) paint(c *Canvas, box Rect, r, k int, shade func(float64) drawing.Color) {
	cell := h.cell(r, k)
	x, y := box.middle()
	label := h.Rows[r].Label + " · " + h.Columns[k].Label
	v, ok := finite(cell.Value)
	if !ok {
		c.rect(box, c.colours.track)
		c.hatch(box, mix(c.colours.track, c.colours.faint, 0.35))
		c.writeMid(noValue, x, y, faceLabel(), alignCentre, c.colours.muted)
		c.region(box, cell.ID, label, c.text("charts.heatmap.none"))
		return
	}
	fill := shade(v)
	ink := inkOn(fill)
	text := percent(h.Ratio, v)
	value := joined(text, c.text("charts.sample", "Count", grouped(cell.N)))
	c.round(box, 3, fill)
	style, room, size := faceLabel(), box.W-4, 4.0
	if cell.Signal != SignalNone {
		style, room = faceStrong(), box.W-20 // the arrow's place
		if c.measure(text, style) > room {
			style, room, size = face{9.5, true}, box.W-13, 3
		}
	}
	text = c.elide(text, style, room)
	width := c.measure(text, style)
	switch cell.Signal {
	case SignalAbove, SignalBelow:
		above := cell.Signal == SignalAbove
		key := "charts.heatmap.below"
		if above {
			key = "charts.heatmap.above"
		}
		value = joined(value, c.text(key))
		c.outline(box, 3, 2, c.colours.ink)
		c.arrow(above, x-width/2-size+1, y, size, ink)
		x += size + 2
	case SignalNone:
	}
	c.writeMid(text, x, y, style, alignCentre, ink)
	c.region(box, cell.ID, label, value)
}
