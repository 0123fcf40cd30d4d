package charts

import "math"

// clamp holds v between low and high; NaN becomes low.
func clamp(v, low, high float64) float64 {
	if !(v > low) {
		return low
	}
	return math.Min(v, high)
}

// intersect is the part both rectangles share; its sides may be ≤ 0.
func intersect(a, b Rect) Rect {
	x0, y0 := math.Max(a.X, b.X), math.Max(a.Y, b.Y)
	x1 := math.Min(a.X+a.W, b.X+b.W)
	y1 := math.Min(a.Y+a.H, b.Y+b.H)
	return Rect{x0, y0, x1 - x0, y1 - y0}
}

// overlaps says whether two rectangles share more than an edge.
func (r Rect) overlaps(o Rect) bool {
	return r.X < o.X+o.W && o.X < r.X+r.W && r.Y < o.Y+o.H && o.Y < r.Y+r.H
}

// middle is the rectangle's centre.
func (r Rect) middle() (x, y float64) { return r.X + r.W/2, r.Y + r.H/2 }
