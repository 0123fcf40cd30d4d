package charts

import (
	"math"

	chart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// rows is the plan of a chart with one line per rep or stage: a column of
// labels, the plot, and a column of figures at the right.
type rows struct {
	plot   Rect
	label  Rect // the column of labels
	note   Rect // the column of figures
	height float64
	shown  int
	hidden int // what does not fit, announced in the line beneath
}

// Widths shared by all charts made of rows.
const (
	leastRow  = 17.0 // a line of text and air
	columnGap = 12.0
)

// planRows divides body among n rows of at most `tallest` height; labels are
// as wide as the widest of them (up to 30 % of the width), notes take
// noteWidth, and footer is left free for an axis. Those in strong are written
// in the strong face.
func (c *Canvas) planRows(body Rect, labels []string, f face, noteWidth, footer, tallest float64, strong ...string) rows {
	return c.planLabelled(body, labels, math.Max(c.widest(f, body.W*0.3, labels...), c.widest(faceStrong(), body.W*0.3, strong...)), noteWidth, footer, tallest)
}

// planLabelled is planRows with labels of a width.
func (c *Canvas) planLabelled(body Rect, labels []string, labelWidth, noteWidth, footer, tallest float64) rows {
	labelWidth = math.Ceil(labelWidth)
	noteWidth = math.Ceil(math.Min(noteWidth, body.W*0.45))
	plot := Rect{
		X: body.X + labelWidth + columnGap,
		Y: body.Y,
		W: body.W - labelWidth - noteWidth - columnGap,
		H: math.Max(body.H-footer, 1),
	}
	if noteWidth > 0 {
		plot.W -= columnGap
	}
	plot.W = math.Max(plot.W, 1)
	p := rows{plot: plot, shown: len(labels)}
	if fit := max(int(plot.H/leastRow), 1); fit < len(labels) {
		p.shown = max(fit-1, 1)
		p.hidden = len(labels) - p.shown
	}
	slots := p.shown
	if p.hidden > 0 {
		slots++
	}
	p.height = math.Min(plot.H/float64(max(slots, 1)), tallest)
	p.plot.H = p.height * float64(slots)
	p.label = Rect{body.X, plot.Y, labelWidth, p.plot.H}
	p.note = Rect{plot.X + plot.W + columnGap, plot.Y, noteWidth, p.plot.H}
	return p
}

// middle is the y of the i-th row's centre.
func (p rows) middle(i int) float64 { return p.plot.Y + (float64(i)+0.5)*p.height }

// whole is the i-th row across all columns.
func (p rows) whole(i int) Rect {
	return Rect{p.label.X, p.plot.Y + float64(i)*p.height, p.note.X + p.note.W - p.label.X, p.height}
}

// bar is a box of the given thickness on the i-th row, from x0 to x1.
func (p rows) bar(i int, x0, x1, thickness float64) Rect {
	if x1 < x0 {
		x0, x1 = x1, x0
	}
	return Rect{x0, p.middle(i) - thickness/2, x1 - x0, thickness}
}

// thickness of a bar that leaves air between rows.
func (p rows) thickness(most float64) float64 { return clamp(p.height*0.5, 4, most) }

// rowLabel writes the i-th row's label, right next to the plot.
func (c *Canvas) rowLabel(p rows, i int, text string, f face, colour drawing.Color) {
	c.writeMid(c.elide(text, f, p.label.W), p.label.X, p.middle(i), f, alignLeft, colour)
}

// moreRows announces rows that did not fit, by the catalogue key that counts
// what the rows are.
func (c *Canvas) moreRows(p rows, key string) {
	if p.hidden == 0 {
		return
	}
	text := c.text(key, "Count", p.hidden)
	c.writeMid(c.elide(text, faceAxis(), p.plot.X+p.plot.W-p.label.X), p.label.X, p.middle(p.shown), faceAxis(), alignLeft, c.colours.muted)
}

// bottomAxis draws vertical grid lines at round ticks with labels beneath
// the plot, and returns the scale.
func (c *Canvas) bottomAxis(plot Rect, low, high float64, whole bool, format func(float64) string) scale {
	values, from, to := axisEnds(low, high, int(clamp(plot.W/70, 1, 8)), whole)
	x := scale{from, to, plot.X, plot.X + plot.W}
	c.axisTicks(plot, x, labelled(values, format))
	return x
}

// axisTicks draws given ticks of a bottom axis, leaving out labels that would
// touch the one before.
func (c *Canvas) axisTicks(plot Rect, x scale, ticks []chart.Tick) {
	free := math.Inf(-1)
	for _, tick := range ticks {
		at := x.at(tick.Value)
		colour := c.colours.grid
		if tick.Value == 0 {
			colour = c.colours.faint
		}
		c.vline(at, plot.Y, plot.Y+plot.H, 1, colour)
		width := c.measure(tick.Label, faceAxis())
		left := clamp(at-width/2, 2, math.Max(c.w-2-width, 2))
		if left < free {
			continue
		}
		c.write(tick.Label, left, plot.Y+plot.H+15, faceAxis(), alignLeft, c.colours.muted)
		free = left + width + 10
	}
}
