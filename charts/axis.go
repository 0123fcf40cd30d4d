package charts

import (
	"math"

	chart "github.com/wcharczuk/go-chart/v2"
)

// scale maps values to logical pixels.
type scale struct {
	low, high float64 // values, low < high
	from, to  float64 // pixels of low and high
}

// at is the pixel of a value.
func (s scale) at(v float64) float64 {
	return s.from + (v-s.low)/(s.high-s.low)*(s.to-s.from)
}

// inside holds a pixel within the scale's ends.
func (s scale) inside(v float64) float64 {
	return clamp(s.at(v), math.Min(s.from, s.to), math.Max(s.from, s.to))
}

// roundTicks chooses about n round ticks (steps of 1, 2, 2.5 or 5 times a
// power of ten) that enclose low and high. whole allows no steps below 1.
// It always returns at least two, the first and last being the axis' ends.
func roundTicks(low, high float64, n int, whole bool) []float64 {
	if low > high {
		low, high = high, low
	}
	if span := high - low; span <= 1e-12*math.Max(math.Abs(low), math.Abs(high)) || span < 1e-9 {
		// All equal: open a range that shows the value against zero.
		switch {
		case high > 1e-9:
			low = 0
		case low < -1e-9:
			high = 0
		default:
			low, high = 0, 1
		}
	}
	step := roundStep((high-low)/float64(max(n, 1)), whole)
	first, last := math.Floor(low/step+1e-9), math.Ceil(high/step-1e-9)
	if last <= first {
		last = first + 1
	}
	ticks := make([]float64, 0, n+2)
	for i := first; i <= last && len(ticks) < 100; i++ {
		ticks = append(ticks, i*step)
	}
	return ticks
}

// roundStep is the smallest round step not below a raw one.
func roundStep(raw float64, whole bool) float64 {
	if whole && raw < 1 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if whole && power*m != math.Trunc(power*m) {
			continue
		}
		if m*power >= raw*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// axisEnds are the ticks to show between two values and the axis' own ends: a
// last tick far beyond the data is left out, so that a low picture is not
// half empty.
func axisEnds(low, high float64, n int, whole bool) (values []float64, from, to float64) {
	values = roundTicks(low, high, n, whole)
	from, to = values[0], values[len(values)-1]
	span := to - from
	if top := high + 0.06*span; len(values) > 2 && to-top > 0.12*span && high > values[len(values)-2] {
		to, values = top, values[:len(values)-1]
	}
	if bottom := low - 0.06*span; len(values) > 2 && bottom-from > 0.12*span && low < values[1] {
		from, values = bottom, values[1:]
	}
	return values, from, to
}

// labelled pairs ticks with their texts, dropping those that read the same
// as the one before (a format may round).
func labelled(values []float64, format func(float64) string) []chart.Tick {
	ticks := make([]chart.Tick, 0, len(values))
	for _, v := range values {
		label := format(v)
		if len(ticks) > 0 && ticks[len(ticks)-1].Label == label {
			continue
		}
		ticks = append(ticks, chart.Tick{Value: v, Label: label})
	}
	return ticks
}

// grid is a plot area with a value axis at its left.
type grid struct {
	plot Rect
	y    scale
}

// leftAxis draws round ticks with labels at the left of body and grid lines
// behind the plot, and returns the plot area above a footer of given height.
func (c *Canvas) leftAxis(body Rect, low, high, footer float64, whole bool, format func(float64) string) grid {
	plot := Rect{body.X, body.Y, body.W, math.Max(body.H-footer, 1)}
	values, bottom, top := axisEnds(low, high, int(clamp(plot.H/40, 1, 6)), whole)
	ticks := labelled(values, format)
	room := 0.0
	for _, tick := range ticks {
		room = math.Max(room, c.measure(tick.Label, faceAxis()))
	}
	room = math.Min(room, body.W*0.3)
	plot.X += room + 10
	plot.W = math.Max(body.W-room-10, 1)
	y := scale{bottom, top, plot.Y + plot.H, plot.Y}
	for _, tick := range ticks {
		at := y.at(tick.Value)
		colour := c.colours.grid
		if tick.Value == 0 {
			colour = c.colours.faint
		}
		c.hline(plot.X, plot.X+plot.W, at, 1, colour)
		c.writeMid(c.elide(tick.Label, faceAxis(), room), plot.X-10, at, faceAxis(), alignRight, c.colours.muted)
	}
	return grid{plot: plot, y: y}
}

// timeLabels writes the labels of evenly spaced points beneath a plot, as
// many as fit without touching; the first always, the last if there is room.
func (c *Canvas) timeLabels(labels []string, x func(i int) float64, baseline float64) {
	if len(labels) == 0 {
		return
	}
	step := c.labelStep(labels, x)
	free := math.Inf(-1) // right end of what is written
	last := len(labels) - 1
	width := c.measure(labels[last], faceAxis())
	end := math.Min(x(last)-width/2, c.w-6-width) - 8 // the last label's place is kept free
	put := func(i int) {
		width := c.measure(labels[i], faceAxis())
		left := clamp(x(i)-width/2, 2, math.Max(c.w-6-width, 2))
		if left < free || (i != last && left+width > end) {
			return
		}
		c.write(labels[i], left, baseline, faceAxis(), alignLeft, c.colours.muted)
		free = left + width + 8
	}
	for i := 0; i < last; i += step {
		put(i)
	}
	put(last)
}

// labelStep is the smallest step at which neighbouring labels do not touch.
func (c *Canvas) labelStep(labels []string, x func(i int) float64) int {
	if len(labels) < 2 {
		return 1
	}
	widest := 0.0
	for i := 0; i < len(labels); i += max(len(labels)/50, 1) {
		widest = math.Max(widest, c.measure(labels[i], faceAxis()))
	}
	gap := (x(len(labels)-1) - x(0)) / float64(len(labels)-1)
	if !(gap > 0) {
		return len(labels)
	}
	step := int(math.Ceil((widest + 16) / gap))
	for _, friendly := range []int{1, 2, 3, 5, 7, 10, 14} {
		if friendly >= step {
			return friendly
		}
	}
	return max(step, 1)
}
