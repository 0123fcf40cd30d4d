package charts

import (
	"math"
)

// FollowUps shows after how many touches the team gave up and won, beside
// the two figures of the article.
type FollowUps struct {
	Buckets []FollowUpBucket
	// The article's figures, drawn as reference marks labelled as its own:
	// the share that gives up after one follow-up (0.48) at GiveUpBucket,
	// the share of sales that takes five (0.80) at WinBucket. NaN for none.
	ArticleGiveUp, ArticleWins float64
	GiveUpBucket, WinBucket    int
	Ratio                      Format
}

// FollowUpBucket is a number of touches ("1", "2", ... "5+").
type FollowUpBucket struct {
	ID, Label string
	GaveUp    float64 // share of all given up that stopped here; NaN if none
	Won       float64 // share of all wins that took so many; NaN if none
	GaveUpN   int
	WonN      int
}

// Draw paints the chart.
func (f FollowUps) Draw(c *Canvas) {
	var shares []float64
	for _, bucket := range f.Buckets {
		shares = append(shares, bucket.GaveUp, bucket.Won)
	}
	if _, _, ok := spread(shares); !ok {
		c.empty(c.header())
		return
	}
	low, high, _ := spread(shares, []float64{f.ArticleGiveUp, f.ArticleWins, 0})
	body := c.header(f.legend(c)...)
	g := c.leftAxis(body, low, math.Max(high, 0.1)*1.08, 38, false, func(v float64) string { return percent(f.Ratio, v) })
	band := g.plot.W / float64(len(f.Buckets))
	width := clamp(band*0.32, 2, 46)
	figures := f.fit(c, width)
	for i, bucket := range f.Buckets {
		f.pair(c, g, i, band, width, bucket, figures)
	}
	f.marks(c, g, band, width)
	labels := make([]string, len(f.Buckets))
	for i, bucket := range f.Buckets {
		labels[i] = bucket.Label
	}
	c.timeLabels(labels, func(i int) float64 { return g.plot.X + (float64(i)+0.5)*band }, g.plot.Y+g.plot.H+16)
	title := c.elide(c.text("charts.followUps.touches"), faceSmall(), g.plot.W)
	c.write(title, g.plot.X+g.plot.W/2, g.plot.Y+g.plot.H+32, faceSmall(), alignCentre, c.colours.muted)
}

func (f FollowUps) legend(c *Canvas) []legendItem {
	items := []legendItem{
		{text: c.text("charts.followUps.gaveUp"), kind: swatchBox, colour: c.colours.role(RoleLost)},
		{text: c.text("charts.followUps.won"), kind: swatchBox, colour: c.colours.role(RoleWon)},
	}
	return items // the article's figures are named where they stand
}

// fit says whether every share has room over its column.
func (f FollowUps) fit(c *Canvas, width float64) bool {
	for _, bucket := range f.Buckets {
		for _, share := range []float64{bucket.GaveUp, bucket.Won} {
			if c.measure(percent(f.Ratio, share), faceSmall()) > width+2 {
				return false
			}
		}
	}
	return true
}

// pair paints the two columns of one number of touches. They always stand in
// the same order, left given up and right won, with their shares on top.
func (f FollowUps) pair(c *Canvas, g grid, i int, band, width float64, bucket FollowUpBucket, figures bool) {
	centre := g.plot.X + (float64(i)+0.5)*band
	one := func(x, share float64, n int, role Role, key string) {
		v, ok := finite(share)
		text := percent(f.Ratio, share)
		value := joined(c.text(key)+" "+text, c.text("charts.sample", "Count", grouped(n)))
		c.region(Rect{x, g.plot.Y, width, g.plot.H}, bucket.ID, bucket.Label, value)
		if !ok {
			return
		}
		c.bar(upright(g.y, x, width, 0, v), tipOf(v), c.colours.role(role))
		if figures {
			c.halo(text, x+width/2, g.y.at(math.Max(v, 0))-5, faceSmall(), alignCentre, c.colours.ink)
		}
	}
	one(centre-width-1, bucket.GaveUp, bucket.GaveUpN, RoleLost, "charts.followUps.gaveUp")
	one(centre+1, bucket.Won, bucket.WonN, RoleWon, "charts.followUps.won")
}

// marks draws the article's figures as dashed caps over their columns, each
// with its words: they are claims to compare with, not limits.
func (f FollowUps) marks(c *Canvas, g grid, band, width float64) {
	one := func(share float64, bucket int, right bool, key string) {
		v, ok := finite(share)
		if !ok || bucket < 0 || bucket >= len(f.Buckets) {
			return
		}
		centre := g.plot.X + (float64(bucket)+0.5)*band
		y := g.y.at(v)
		line := c.snap(y)
		x := centre - width - 1
		if right {
			x = centre + 1
		}
		c.stroke(c.colours.ink, 1.5, []float64{3, 2.5}, x-4, line, x+width+4, line)
		text := c.elide(c.text(key, "Share", percent(f.Ratio, v)), faceSmall(), g.plot.W-8)
		left, side := x+width+8, alignLeft
		if left+c.measure(text, faceSmall()) > g.plot.X+g.plot.W {
			left, side = x-8, alignRight
		}
		if side == alignRight && left-c.measure(text, faceSmall()) < g.plot.X {
			left, side, y = g.plot.X+4, alignLeft, y-9
		}
		c.halo(text, left, y+4, faceSmall(), side, c.colours.ink)
		c.region(Rect{x - 4, g.y.at(v) - 4, width + 8, 8}, "", c.text("charts.followUps.article"), text)
	}
	one(f.ArticleGiveUp, f.GiveUpBucket, false, "charts.followUps.articleGiveUp")
	one(f.ArticleWins, f.WinBucket, true, "charts.followUps.articleWins")
}
