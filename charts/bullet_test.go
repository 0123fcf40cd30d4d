package charts

import (
	"fmt"
	"slices"
	"testing"
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

func TestRowsThatDoNotFitAreCountedAsPeople(t *testing.T) {
	text := testText(t, "ko")
	if got, want := text("charts.moreReps", "Count", 18), "외 18명 더"; got != want {
		t.Errorf("18 more reps read %q, want %q", got, want)
	}
}
