//go:build bench

package charts

import (
	"math"
	"testing"
	"time"

	chart "github.com/wcharczuk/go-chart/v2"

	"attain/app/sales/salestest"
)

// TestRatios measures a line of 36, 1,000 and 10,000 points at 1200 by 600
// against go-chart's own raster of 36 points, both without PNG.
func TestRatios(t *testing.T) {
	x, y := make([]float64, 36), make([]float64, 36)
	for i := range x {
		x[i], y[i] = float64(i), math.Sin(float64(i))
	}
	line := chart.Chart{Width: 1200, Height: 600, Series: []chart.Series{chart.ContinuousSeries{XValues: x, YValues: y}}}
	of := salestest.Median(t, 9, func() error { return line.Render(chart.PNG, &chart.ImageWriter{}) })
	fonts := testFonts(t)
	for scale, points := range map[int]int{1: 36, 10: 1_000, 100: 10_000} {
		burnup := Burnup{Target: 1}
		for i := range points {
			burnup.Labels = append(burnup.Labels, "day")
			burnup.Credited = append(burnup.Credited, math.Abs(math.Sin(float64(i)/float64(points)*20)))
		}
		took := salestest.Median(t, 9, func() error {
			_, err := Render(burnup, Options{Width: 1200, Height: 600, Fonts: fonts})
			return err
		})
		measureFive(t, points, scale, of)
		salestest.Ratio{Name: "chart of 36, 1,000, 10,000 points", Limit: "go-chart's raster of 36 points", Aim: 1.5, Scale: scale, Took: took, Of: of}.Report(t)
	}
}

// measureFive draws five series of so many points.
func measureFive(t *testing.T, points, scale int, of time.Duration) {
	fan := Fan{Target: 5, Probability: 0.5}
	series := []*[]float64{&fan.P10, &fan.P25, &fan.P50, &fan.P75, &fan.P90}
	for i := range points {
		fan.Labels = append(fan.Labels, "day")
		for n, s := range series {
			*s = append(*s, float64(n)+math.Abs(math.Sin(float64(i)/float64(points)*20)))
		}
	}
	took := salestest.Median(t, 9, func() error {
		_, err := Render(fan, Options{Width: 1200, Height: 600, Fonts: testFonts(t)})
		return err
	})
	salestest.Ratio{Name: "chart of 5 series of 36, 1,000, 10,000 points", Limit: "go-chart's raster of 36 points", Aim: 1.5, Scale: scale, Took: took, Of: of}.Report(t)
}
