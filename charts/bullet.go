package charts

import (
	"math"
	"slices"
)

// State is the band a figure lies in; it chooses colour and symbol.
type State int

// The bands of pace, StateEarly where it is too early in the period (or there is
// no quota) to say, and StatePartly where the quota is set for a part of it only.
const (
	StateEarly State = iota
	StateOnTrack
	StateBehind
	StateOffTrack
	StatePartly
)

// Bullet is the chart "attainment": one bar per rep, as a share of the rep's
// own quota, with a mark where it is expected to be today.
type Bullet struct {
	Bars  []BulletBar
	Money Format // credited and quota
	Ratio Format // attainment as per cent
}

// BulletBar is one rep (or the team). Quota NaN or ≤ 0 means "not set".
type BulletBar struct {
	ID, Label                 string
	Credited, Quota, Expected float64 // same unit; Expected is the expected-to-date of Quota
	State                     State
	Team                      bool // drawn stronger, as the sum of the others
}

// attainment is credited / quota; ok is false without a usable quota.
func (b BulletBar) attainment() (float64, bool) { return share(b.Credited, b.Quota) }

// share is a / b, without a value where b is not above 0.
func share(a, b float64) (float64, bool) {
	a, okA := finite(a)
	b, okB := finite(b)
	if !okA || !okB || b <= 0 {
		return 0, false
	}
	return finite(a / b)
}

// Draw paints the chart.
func (b Bullet) Draw(c *Canvas) {
	body := c.header(b.legend(c)...)
	if len(b.Bars) == 0 {
		c.empty(body)
		return
	}
	if !b.anyQuota() {
		b.drawCredits(c, body)
		return
	}
	labels := make([]string, len(b.Bars))
	ratioWidth, noteWidth := 0.0, 0.0
	for i, bar := range b.Bars {
		labels[i] = bar.Label
		ratio, note := b.figures(c, bar)
		ratioWidth = math.Max(ratioWidth, c.measure(ratio, faceStrong())+16)
		noteWidth = math.Max(noteWidth, c.measure(note, faceAxis()))
	}
	if body.W < 400 {
		noteWidth = -8 // no room for the amounts: they are in the tooltip
	}
	p := c.planRows(body, labels, faceLabel(), ratioWidth+8+noteWidth, 20, 40, b.team()...)
	x := b.axis(c, p.plot)
	for i := range p.shown {
		b.row(c, p, x, i, ratioWidth, noteWidth > 0)
	}
	c.vline(x.at(1), p.plot.Y-2, p.plot.Y+p.plot.H, 1.5, c.colours.role(RoleTarget))
	for i := range p.shown { // over the line, which would strike them out
		if _, ok := b.Bars[i].attainment(); !ok {
			notSet := c.elide(c.text("charts.quotaNotSet"), faceAxis(), p.plot.W-8)
			c.halo(notSet, x.at(0)+6, p.middle(i)+faceAxis().size*0.36, faceAxis(), alignLeft, c.colours.muted)
		}
	}
	c.moreRows(p, "charts.moreReps")
}

// legend explains the states that occur, and the two marks.
func (b Bullet) legend(c *Canvas) []legendItem {
	switch {
	case len(b.Bars) == 0:
		return nil
	case !b.anyQuota():
		return []legendItem{{text: c.text("charts.credited"), colour: c.colours.role(RoleAccent)}}
	}
	var items []legendItem
	for _, state := range []State{StateOnTrack, StateBehind, StateOffTrack} {
		if slices.ContainsFunc(b.Bars, func(bar BulletBar) bool { return bar.State == state }) {
			items = append(items, legendItem{c.text(stateKey(state)), swatchSymbol, c.colours.state(state), state})
		}
	}
	if slices.ContainsFunc(b.Bars, func(bar BulletBar) bool { return bar.State == StatePartly }) {
		items = append(items, legendItem{text: c.text(stateKey(StatePartly)), colour: c.colours.state(StatePartly)})
	}
	if slices.ContainsFunc(b.Bars, func(bar BulletBar) bool { return known(bar.Expected) }) {
		items = append(items, legendItem{text: c.text("charts.expectedToday"), kind: swatchTick, colour: c.colours.muted})
	}
	return append(items, legendItem{text: c.text("charts.quota"), kind: swatchTick, colour: c.colours.role(RoleTarget)})
}

// stateKey is the catalogue key of a band's name.
func stateKey(s State) string {
	switch s {
	case StateOnTrack:
		return "charts.state.onTrack"
	case StateBehind:
		return "charts.state.behind"
	case StateOffTrack:
		return "charts.state.offTrack"
	case StatePartly:
		return "charts.state.partly"
	default:
		return "charts.state.early"
	}
}

// axis draws the share of quota beneath the bars: to 115 % at least, and to
// 200 % at most, so that one outlier does not flatten the others.
func (b Bullet) axis(c *Canvas, plot Rect) scale {
	low, high := 0.0, 1.15
	for _, bar := range b.Bars {
		if a, ok := bar.attainment(); ok {
			low, high = math.Min(low, a), math.Max(high, a*1.03)
		}
	}
	x := scale{math.Max(low, -0.5), math.Min(high, 2), plot.X, plot.X + plot.W}
	format := func(v float64) string { return percent(b.Ratio, v) }
	c.axisTicks(plot, x, labelled(b.ticks(c, x), format))
	return x
}

// ticks are the shares of quota the axis names: every quarter, or every half
// or whole where the labels of those would touch, so that 100 % always stands.
func (b Bullet) ticks(c *Canvas, x scale) []float64 {
	widest := c.measure(percent(b.Ratio, 1.75), faceAxis()) + 10
	var ticks []float64
	for _, step := range []float64{0.25, 0.5, 1} {
		ticks = nil
		for v := -1.0; v <= x.high; v += step {
			if v >= x.low {
				ticks = append(ticks, v)
			}
		}
		if (x.to-x.from)*step/(x.high-x.low) >= widest {
			break
		}
	}
	return ticks
}

// figures are the texts at the right of a bar.
func (b Bullet) figures(c *Canvas, bar BulletBar) (ratio, note string) {
	a, ok := bar.attainment()
	if !ok {
		return noValue, of(b.Money, bar.Credited)
	}
	return percent(b.Ratio, a), c.text("charts.ofQuota", "Credited", of(b.Money, bar.Credited), "Quota", of(b.Money, bar.Quota))
}

func (b Bullet) row(c *Canvas, p rows, x scale, i int, ratioWidth float64, notes bool) {
	bar := b.Bars[i]
	thick := p.thickness(13)
	labelFace := faceLabel()
	if bar.Team {
		thick, labelFace = math.Min(thick+3, p.height), faceStrong()
	}
	c.rowLabel(p, i, bar.Label, labelFace, c.colours.ink)
	ratio, note := b.figures(c, bar)
	mid := p.middle(i)
	right := p.note.X + ratioWidth
	c.writeMid(ratio, right, mid, faceStrong(), alignRight, c.colours.ink)
	if notes {
		c.writeMid(c.elide(note, faceAxis(), p.note.X+p.note.W-right-8), right+8, mid, faceAxis(), alignLeft, c.colours.muted)
	}
	a, ok := bar.attainment()
	var value string
	if ok {
		value = ratio + " · " + note + " · " + c.text(stateKey(bar.State))
		b.drawBar(c, p, x, i, a, thick)
		if bar.State != StateEarly && bar.State != StatePartly {
			c.symbol(bar.State, p.note.X+5, mid, 4.5, c.colours.state(bar.State))
		}
	} else {
		value = c.text("charts.quotaNotSet") + " · " + note
	}
	c.region(p.whole(i), bar.ID, bar.Label, value)
}

// drawBar paints the track up to the quota, the bar, and where it is
// expected to be; what passes the axis' end gets a break.
func (b Bullet) drawBar(c *Canvas, p rows, x scale, i int, a, thick float64) {
	bar := b.Bars[i]
	c.rect(p.bar(i, x.at(0), x.at(1), thick), c.colours.track)
	tip := sideRight
	if a < 0 {
		tip = sideLeft
	}
	c.bar(p.bar(i, x.at(0), x.inside(a), thick), tip, c.colours.state(bar.State))
	if a > x.high {
		end := x.to - 12
		y0, y1 := p.middle(i)-thick/2-1, p.middle(i)+thick/2+1
		c.polygon(c.colours.background, end, y1, end+4, y0, end+8, y0, end+4, y1)
	}
	if e, ok := share(bar.Expected, bar.Quota); ok && e >= x.low && e <= x.high {
		at := x.at(e)
		half := math.Min(thick/2+4, p.height/2)
		c.vline(at, p.middle(i)-half, p.middle(i)+half, 4, c.colours.background)
		c.vline(at, p.middle(i)-half, p.middle(i)+half, 2, c.colours.muted)
	}
}
