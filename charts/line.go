package charts

import (
	"math"

	chart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// point is a value at a position, both finite.
type point struct{ x, y float64 }

// lineStyle says how a series is drawn; Fill with alpha 0 fills nothing.
type lineStyle struct {
	colour drawing.Color
	width  float64
	dash   []float64
	fill   drawing.Color
	dot    float64 // radius of dots at the points; 0 for none
}

// mostPoints is what a series is thinned to: more than a screen can show,
// and where go-chart's time per point begins to grow.
const mostPoints = 1000

// stretches cuts a series into runs of successive values (x is the index),
// leaving out what is no value.
func stretches(series []float64) [][]point {
	var all [][]point
	var current []point
	for i, v := range series {
		v, ok := finite(v)
		if !ok {
			if len(current) > 0 {
				all, current = append(all, current), nil
			}
			continue
		}
		current = append(current, point{float64(i), v})
	}
	if len(current) > 0 {
		all = append(all, current)
	}
	return all
}

// polyline is a stretch as go-chart reads a series.
type polyline []point

// Len is the number of points.
func (p polyline) Len() int { return len(p) }

// GetValues is the i-th point.
func (p polyline) GetValues(i int) (x, y float64) { return p[i].x, p[i].y }

// ribbon is the area between two stretches with the same x.
type ribbon struct{ low, high []point }

// Len is the number of points.
func (r ribbon) Len() int { return min(len(r.low), len(r.high)) }

// GetBoundedValues is the i-th pair.
func (r ribbon) GetBoundedValues(i int) (x, y1, y2 float64) {
	return r.low[i].x, r.high[i].y, r.low[i].y
}

// line draws a series over an axis pair with go-chart's line series, in
// stretches where values are missing; a single point becomes a dot.
func (c *Canvas) line(series []float64, x, y scale, style lineStyle) {
	for _, stretch := range stretches(series) {
		stretch = thin(stretch, mostPoints)
		if len(stretch) == 1 {
			c.circle(x.at(stretch[0].x), y.inside(stretch[0].y), math.Max(style.width, 2), style.colour, style.colour, 0)
			continue
		}
		box, xr, yr := ranges(x, y)
		chart.Draw.LineSeries(&renderer{c: c}, box, xr, yr, chart.Style{
			StrokeColor:     style.colour,
			StrokeWidth:     style.width,
			StrokeDashArray: style.dash,
			FillColor:       style.fill,
			DotWidth:        style.dot,
			DotColor:        style.colour,
		}, polyline(stretch))
	}
}

// band fills the area between two series where both have values.
func (c *Canvas) band(low, high []float64, x, y scale, fill drawing.Color) {
	n := min(len(low), len(high))
	var lower, upper []point
	flush := func() {
		if len(lower) > 1 {
			box, xr, yr := ranges(x, y)
			style := chart.Style{FillColor: fill, StrokeColor: drawing.ColorTransparent}
			chart.Draw.BoundedSeries(&renderer{c: c}, box, xr, yr, style, ribbon{lower, upper})
		}
		lower, upper = nil, nil
	}
	stride := max(n/mostPoints, 1)
	for i := 0; i < n; i += stride {
		l, okLow := at(low, i)
		h, okHigh := at(high, i)
		if !okLow || !okHigh {
			flush()
			continue
		}
		lower = append(lower, point{float64(i), math.Min(l, h)})
		upper = append(upper, point{float64(i), math.Max(l, h)})
	}
	flush()
}

// ranges are go-chart's box and ranges of an axis pair, in sub-units. Both
// scales have distinct ends, so that go-chart never divides by zero.
func ranges(x, y scale) (chart.Box, chart.Range, chart.Range) {
	box := chart.Box{
		Left:   int(x.from * subunits),
		Right:  int(x.to * subunits),
		Top:    int(y.to * subunits),
		Bottom: int(y.from * subunits),
	}
	return box,
		&chart.ContinuousRange{Min: x.low, Max: x.high, Domain: box.Right - box.Left},
		&chart.ContinuousRange{Min: y.low, Max: y.high, Domain: box.Bottom - box.Top}
}

// thin keeps at most n points of a line that look the same: largest triangle
// three buckets (Steinarsson 2013).
func thin(points []point, n int) []point {
	if len(points) <= n || n < 3 {
		return points
	}
	kept := make([]point, 0, n)
	kept = append(kept, points[0])
	size := float64(len(points)-2) / float64(n-2)
	for i := range n - 2 {
		start, end := 1+int(float64(i)*size), 1+int(float64(i+1)*size)
		next := points[min(end, len(points)-1):min(end+int(size)+1, len(points))]
		kept = append(kept, largest(kept[len(kept)-1], points[start:max(end, start+1)], mean(next)))
	}
	return append(kept, points[len(points)-1])
}

// largest is the candidate that spans the largest triangle with a and b.
func largest(a point, candidates []point, b point) point {
	best, area := candidates[0], -1.0
	for _, p := range candidates {
		if s := math.Abs((a.x-b.x)*(p.y-a.y) - (a.x-p.x)*(b.y-a.y)); s > area {
			best, area = p, s
		}
	}
	return best
}

func mean(points []point) point {
	sum := point{}
	for _, p := range points {
		sum.x, sum.y = sum.x+p.x, sum.y+p.y
	}
	n := math.Max(float64(len(points)), 1)
	return point{sum.x / n, sum.y / n}
}
