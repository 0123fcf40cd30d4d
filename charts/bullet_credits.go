package charts

import (
	"cmp"
	"math"
	"slices"
)

// anyQuota reports whether there is a quota to hold anything against.
func (b Bullet) anyQuota() bool {
	return slices.ContainsFunc(b.Bars, func(bar BulletBar) bool { _, set := bar.attainment(); return set })
}

// team are the labels that are written strong.
func (b Bullet) team() []string {
	var labels []string
	for _, bar := range b.Bars {
		if bar.Team {
			labels = append(labels, bar.Label)
		}
	}
	return labels
}

// drawCredits paints what each has reached where nobody has a quota: the best
// first, beside each other instead of beside a quota that is not there.
func (b Bullet) drawCredits(c *Canvas, body Rect) {
	bars := slices.Clone(b.Bars)
	credited := func(bar BulletBar) float64 { v, _ := finite(bar.Credited); return v }
	slices.SortStableFunc(bars, func(a, b BulletBar) int {
		if a.Team != b.Team {
			return map[bool]int{true: -1, false: 1}[a.Team]
		}
		return cmp.Compare(credited(b), credited(a))
	})
	labels, amountWidth, most := make([]string, len(bars)), 0.0, 0.0
	for i, bar := range bars {
		labels[i] = bar.Label
		amountWidth = math.Max(amountWidth, c.measure(of(b.Money, bar.Credited), faceStrong()))
		if !bar.Team {
			most = math.Max(most, credited(bar))
		}
	}
	p := c.planRows(body, labels, faceLabel(), amountWidth, 0, 40, b.team()...)
	x := scale{0, math.Max(most, 1), p.plot.X, p.plot.X + p.plot.W}
	c.vline(x.at(0), p.plot.Y, p.plot.Y+p.plot.H, 1, c.colours.faint)
	for i, bar := range bars[:p.shown] {
		label := faceLabel()
		if bar.Team {
			label = faceStrong()
		} else if v := credited(bar); v > 0 {
			c.bar(p.bar(i, x.at(0), x.at(v), p.thickness(13)), sideRight, c.colours.role(RoleAccent))
		}
		amount := of(b.Money, bar.Credited)
		c.rowLabel(p, i, bar.Label, label, c.colours.ink)
		c.writeMid(amount, p.note.X+p.note.W, p.middle(i), faceStrong(), alignRight, c.colours.ink)
		c.region(p.whole(i), bar.ID, bar.Label, c.text("charts.quotaNotSet")+" · "+amount)
	}
	c.moreRows(p, "charts.moreReps")
}
