package charts

import (
	"image"
	"image/draw"
	"math"
	"testing"
)

// edgeCharts are all charts with the same kind of difficult numbers: n data
// with value v each (counts follow as far as they can).
func edgeCharts(n int, v float64) map[string]Chart {
	line := func() []float64 {
		values := make([]float64, n)
		for i := range values {
			values[i] = v
		}
		return values
	}
	whole := int(clamp(v, -1e6, 1e6))
	labels := make([]string, n)
	bullet, trend, pipeline, funnel, stages := Bullet{}, Trend{Turns: []TrendTurn{{Month: 0, Rising: true}}}, Pipeline{}, Funnel{}, StageDays{}
	activities, heat, scatter := Activities{Types: []string{"Calls", "Mails"}}, Heatmap{}, Scatter{MidCreated: v, MidWinRate: v}
	follow, pareto, movement := FollowUps{ArticleGiveUp: 0.48, ArticleWins: math.NaN()}, Pareto{}, Waterfall{}
	for i := range n {
		l := string(rune('A' + i%26))
		labels[i] = l
		bullet.Bars = append(bullet.Bars, BulletBar{Label: l, Credited: v, Quota: v, Expected: v, State: State(i % 4)})
		trend.Months = append(trend.Months, TrendMonth{Label: l, Credited: v, Quota: v, Change: v})
		pipeline.Stages = append(pipeline.Stages, PipelineStage{Label: l, Value: v, Weighted: v, Count: whole, Late: true})
		funnel.Stages = append(funnel.Stages, FunnelStage{Label: l, Entered: whole, Advanced: whole, Decided: whole, Conversion: v, Drop: true})
		stages.Stages = append(stages.Stages, StageDaysBox{Label: l, Low: v, High: v, P25: v, Median: v, P75: v, Mean: v, Limit: v, N: whole})
		activities.Rows = append(activities.Rows, ActivityRow{Label: l, Attempts: []float64{v, v}, Connected: v})
		heat.Rows = append(heat.Rows, HeatHead{Label: l})
		heat.Columns = append(heat.Columns, HeatHead{Label: l})
		heat.Cells = append(heat.Cells, []HeatCell{{Value: v, Signal: SignalBelow}})
		scatter.Points = append(scatter.Points, ScatterPoint{Label: l, Created: v, WinRate: v})
		follow.Buckets = append(follow.Buckets, FollowUpBucket{Label: l, GaveUp: v, Won: v})
		pareto.Bars = append(pareto.Bars, ParetoBar{Label: l, Value: v, Count: whole})
		movement.Steps = append(movement.Steps, WaterfallStep{Label: l, Value: v, Total: i == 0})
	}
	return map[string]Chart{
		"attainment": bullet, "trend": trend, "pipeline": pipeline, "funnel": funnel, "stage-days": stages,
		"burnup": Burnup{Labels: labels, Credited: line(), Expected: line(), Projection: line(), Target: v},
		"fan": Fan{
			Labels: labels, Actual: line(), P10: line(), P25: line(), P50: line(), P75: line(), P90: line(),
			Target: v, Probability: v,
		},
		"activities": activities, "heatmap": heat, "scatter": scatter, "follow-ups": follow, "pareto": pareto, "movement": movement,
	}
}

// One sheet of all charts per kind of difficult data.
func TestDifficultDataDrawsSensiblePictures(t *testing.T) {
	fonts, text := testFonts(t), testText(t, "en")
	for _, edge := range []struct {
		name string
		n    int
		v    float64
	}{{"empty", 0, 0}, {"one", 1, 42_000}, {"zero", 4, 0}, {"equal", 4, 42_000}, {"negative", 4, -42_000}, {"huge", 4, 1e300}} {
		t.Run(edge.name, func(t *testing.T) {
			const w, h, across = 360, 190, 4
			charts := edgeCharts(edge.n, edge.v)
			// Grey is enough for shapes and places, and a third of the bytes.
			sheet := image.NewGray(image.Rect(0, 0, across*w, (len(Names())+across-1)/across*h))
			for i, name := range Names() {
				picture, err := Render(charts[name], Options{Width: w, Height: h, Fonts: fonts, Text: text, Title: name})
				if err != nil {
					t.Fatal(err)
				}
				at := image.Pt(i%across*w, i/across*h)
				draw.Draw(sheet, image.Rectangle{at, at.Add(image.Pt(w, h))}, picture.Image, image.Point{}, draw.Src)
			}
			compareGolden(t, "edge."+edge.name+".png", &Picture{Image: sheet})
		})
	}
}
