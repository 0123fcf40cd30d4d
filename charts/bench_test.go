package charts

import (
	"io"
	"math"
	"testing"

	chart "github.com/wcharczuk/go-chart/v2"
)

// BenchmarkRender draws every chart at 1200 by 600, without PNG.
func BenchmarkRender(b *testing.B) {
	fonts, text := testFonts(b), testText(b, "en")
	for _, name := range Names() {
		sample := sampleCharts("en")[name]
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Render(sample, Options{Width: 1200, Height: 600, Fonts: fonts, Text: text, Title: name}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkManyPoints draws a line of 100,000 points.
func BenchmarkManyPoints(b *testing.B) {
	fonts := testFonts(b)
	burnup := Burnup{Target: 1}
	for i := range 100_000 {
		burnup.Labels = append(burnup.Labels, "day")
		burnup.Credited = append(burnup.Credited, math.Abs(math.Sin(float64(i)/5000)))
	}
	for b.Loop() {
		if _, err := Render(burnup, Options{Width: 1200, Height: 600, Fonts: fonts}); err != nil {
			b.Fatal(err)
		}
	}
}

// collector takes go-chart's picture without PNG.
type collector struct{ io.Writer }

// BenchmarkGoChart is the yardstick: go-chart's own line of 36 points, as
// PNG and as image.
func BenchmarkGoChart(b *testing.B) {
	x, y := make([]float64, 36), make([]float64, 36)
	for i := range x {
		x[i], y[i] = float64(i), math.Sin(float64(i))
	}
	line := chart.Chart{Width: 1200, Height: 600, Series: []chart.Series{chart.ContinuousSeries{XValues: x, YValues: y}}}
	b.Run("png", func(b *testing.B) {
		for b.Loop() {
			if err := line.Render(chart.PNG, collector{io.Discard}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("image", func(b *testing.B) {
		for b.Loop() {
			if err := line.Render(chart.PNG, &chart.ImageWriter{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
