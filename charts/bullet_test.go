package charts

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/wcharczuk/go-chart/v2/drawing"
)

// TestTheQuotaIsNamedOnTheAxisAtEveryWidth: whatever the width and the best
// rep, 100 % is among the ticks and no two labels touch.
func TestTheQuotaIsNamedOnTheAxisAtEveryWidth(t *testing.T) {
	for width := 90.0; width < 900; width += 7 {
		for _, best := range []float64{0.4, 1.15, 1.8, 2} {
			t.Run(fmt.Sprintf("%.0f, %.0f%%", width, best*100), func(t *testing.T) {
				c, err := newCanvas(Options{Width: 900, Height: 300, Fonts: testFonts(t), Text: testText(t, "en")})
				if err != nil {
					t.Fatal(err)
				}
				x := scale{0, max(best, 1.15), 0, width}
				ticks := Bullet{}.ticks(c, x)
				if !slices.Contains(ticks, 1) {
					t.Fatalf("the ticks are %v", ticks)
				}
				label := c.measure(percent(nil, 1), faceAxis())
				if len(ticks) > 1 && x.at(ticks[1])-x.at(ticks[0]) < label+10 {
					t.Errorf("the labels of %v touch", ticks)
				}
			})
		}
	}
}

func TestCountsHaveSeparators(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1385: "1,385", 1234567: "1,234,567", -1385: "-1,385", -138: "-138"} {
		if got := grouped(n); got != want {
			t.Errorf("%d is written %q", n, got)
		}
	}
}

func TestRowsThatDoNotFitAreCountedAsPeople(t *testing.T) {
	text := testText(t, "ko")
	if got, want := text("charts.moreReps", "Count", 18), "외 18명"; got != want {
		t.Errorf("18 more reps read %q, want %q", got, want)
	}
}

// TestWithoutAnyQuotaTheBarsSayWhoReachedHowMuch draws a team without quotas: the
// best stands first, each bar is as long as its amount, and the quota's line is
// not there.
func TestWithoutAnyQuotaTheBarsSayWhoReachedHowMuch(t *testing.T) {
	nan := math.NaN()
	b := Bullet{Money: money("en"), Bars: []BulletBar{
		{ID: "team", Label: "Team", Credited: 30_000, Quota: nan, Team: true},
		{ID: "low", Label: "Al", Credited: 10_000, Quota: nan},
		{ID: "high", Label: "Bo", Credited: 20_000, Quota: nan},
	}}
	picture, err := Render(b, Options{Width: 320, Height: 240, Fonts: testFonts(t), Text: testText(t, "en")})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, region := range picture.Regions {
		ids = append(ids, region.ID)
	}
	if want := []string{"team", "high", "low"}; !slices.Equal(ids, want) {
		t.Fatalf("from above they are %v, want %v", ids, want)
	}
	colours := newPalette(false)
	long := func(i int, c drawing.Color) (n int) {
		at := picture.Regions[i].Rect
		for x := range picture.Image.Bounds().Dx() {
			if r, g, b, _ := picture.Image.At(x, int(at.Y+at.H/2)).RGBA(); uint8(r>>8) == c.R && uint8(g>>8) == c.G && uint8(b>>8) == c.B {
				n++
			}
		}
		return n
	}
	high, low := long(1, colours.role(RoleAccent)), long(2, colours.role(RoleAccent))
	if low == 0 || high < 2*low-2 || high > 2*low+2 || long(0, colours.role(RoleAccent)) != 0 {
		t.Errorf("the bars are %d and %d long", high, low)
	}
}

// TestTheQuotasLineStrikesNothingOut draws a rep without a quota where the words
// for it reach over the line of the quota: there the line is interrupted.
func TestTheQuotasLineStrikesNothingOut(t *testing.T) {
	b := Bullet{Money: money("en"), Bars: []BulletBar{
		{ID: "team", Label: "Team", Credited: 60_000, Quota: 30_000, Team: true},
		{ID: "new", Label: "Al", Credited: 10_000, Quota: math.NaN()},
		{ID: "high", Label: "Bo", Credited: 2_000, Quota: 20_000},
	}}
	picture, err := Render(b, Options{Width: 260, Height: 240, Fonts: testFonts(t), Text: testText(t, "en")})
	if err != nil {
		t.Fatal(err)
	}
	line := newPalette(false).role(RoleTarget)
	within := func(id string) (n int) {
		for _, region := range picture.Regions {
			if region.ID != id {
				continue
			}
			middle := int(region.Rect.Y + region.Rect.H/2)
			for x := 60; x < 200; x++ { // the plot
				for y := middle - 3; y <= middle+3; y++ {
					if r, g, b, _ := picture.Image.At(x, y).RGBA(); uint8(r>>8) == line.R && uint8(g>>8) == line.G && uint8(b>>8) == line.B {
						n++
					}
				}
			}
		}
		return n
	}
	if with, without := within("high"), within("new"); with < 7 || without > 0 {
		t.Errorf("the line has %d pixels beside a bar and %d in the words", with, without)
	}
}

// TestTheTeamsNameIsNotCut gives the strong name more room than the reps' need.
func TestTheTeamsNameIsNotCut(t *testing.T) {
	c, err := newCanvas(Options{Width: 320, Height: 240, Fonts: testFonts(t), Text: testText(t, "en")})
	if err != nil {
		t.Fatal(err)
	}
	b := Bullet{Bars: []BulletBar{{Label: "Team", Team: true}, {Label: "Kim"}}}
	p := c.planRows(Rect{W: 300, H: 200}, []string{"Team", "Kim"}, faceLabel(), 20, 20, 40, b.team()...)
	if got := c.elide("Team", faceStrong(), p.label.W); got != "Team" {
		t.Errorf("the team is called %q", got)
	}
}
