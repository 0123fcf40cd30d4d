package charts

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"attain/app/sales"
	"attain/assets"
)

// The sample data of the golden pictures: a small believable team, with the
// awkward cases a team has (nobody's quota, a long name, a refund).

func testFonts(tb testing.TB) *Fonts {
	tb.Helper()
	fonts, err := ParseFonts(assets.FontRegular, assets.FontBold)
	if err != nil {
		tb.Fatal(err)
	}
	return fonts
}

func testText(tb testing.TB, lang string) sales.Text {
	tb.Helper()
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		tb.Fatal(err)
	}
	return catalogue.Text(lang)
}

// pick returns the text of a language.
func pick(lang, en, ko string) string {
	if lang == "ko" {
		return ko
	}
	return en
}

func money(lang string) Format {
	return func(v float64) string {
		sign := ""
		if v < 0 {
			sign, v = "-", -v
		}
		if lang == "ko" {
			v *= 1000
			switch {
			case v >= 1e12:
				return fmt.Sprintf("%s₩%s조", sign, short(v/1e12))
			case v >= 1e8:
				return fmt.Sprintf("%s₩%s억", sign, short(v/1e8))
			case v >= 1e4:
				return fmt.Sprintf("%s₩%s만", sign, short(v/1e4))
			}
			return fmt.Sprintf("%s₩%s", sign, short(v))
		}
		switch {
		case v >= 1e6:
			return fmt.Sprintf("%s$%sM", sign, short(v/1e6))
		case v >= 1e3:
			return fmt.Sprintf("%s$%sk", sign, short(v/1e3))
		}
		return fmt.Sprintf("%s$%s", sign, short(v))
	}
}

func short(v float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0")
}

func ratio(v float64) string { return fmt.Sprintf("%.0f%%", v*100) }

func days(lang string) Format {
	return func(v float64) string { return short(v) + pick(lang, " d", "일") }
}

func sampleReps(lang string) []string {
	if lang == "ko" {
		return []string{"김서연", "이도윤", "박지호", "최하은", "정민준", "강수아", "남궁민수 (신입)", "윤지우"}
	}
	return []string{"Ava Brooks", "Liam Chen", "Mia Novak", "Noah Patel", "José Álvarez", "Emma Fischer", "Bartholomew Featherstone-Haugh", "Zoe Kim"}
}

func sampleStages(lang string) []string {
	if lang == "ko" {
		return []string{"신규", "상담", "제안", "협상", "계약 검토"}
	}
	return []string{"Qualified", "Discovery", "Proposal", "Negotiation", "Contract review"}
}

func sampleDays(lang string) []string {
	labels := make([]string, 31)
	for i := range labels {
		labels[i] = pick(lang, fmt.Sprintf("%d Oct", i+1), fmt.Sprintf("10월 %d일", i+1))
	}
	return labels
}

// sampleCharts are all charts by name with data in a language.
func sampleCharts(lang string) map[string]Chart {
	return map[string]Chart{
		"attainment": sampleBullet(lang),
		"burnup":     sampleBurnup(lang),
		"fan":        sampleFan(lang),
		"trend":      sampleTrend(lang),
		"pipeline":   samplePipeline(lang),
		"funnel":     sampleFunnel(lang),
		"stage-days": sampleStageDays(lang),
		"activities": sampleActivities(lang),
		"heatmap":    sampleHeatmap(lang),
		"scatter":    sampleScatter(lang),
		"follow-ups": sampleFollowUps(lang),
		"pareto":     samplePareto(lang),
		"movement":   sampleWaterfall(lang),
	}
}

func sampleBullet(lang string) Bullet {
	reps := sampleReps(lang)
	bars := []BulletBar{{ID: "team", Label: pick(lang, "Team", "팀 전체"), Credited: 341_200, Quota: 400_000, Expected: 290_000, State: StateOnTrack, Team: true}}
	credited := []float64{71_000, 58_300, 112_000, 43_900, 36_000, 14_000, 6_000, 0}
	quota := []float64{60_000, 60_000, 50_000, 50_000, 60_000, 55_000, math.NaN(), 25_000}
	state := []State{StateOnTrack, StateOnTrack, StateOnTrack, StateOnTrack, StateBehind, StateOffTrack, StateEarly, StateOffTrack}
	for i, rep := range reps {
		bars = append(bars, BulletBar{ID: rep, Label: rep, Credited: credited[i], Quota: quota[i], Expected: quota[i] * 0.72, State: state[i]})
	}
	return Bullet{Bars: bars, Money: money(lang), Ratio: ratio}
}

func sampleBurnup(lang string) Burnup {
	b := Burnup{Labels: sampleDays(lang), Target: 400_000, Money: money(lang)}
	steps := []float64{0, 6, 6, 14, 29, 29, 29, 48, 61, 75, 75, 92, 92, 92, 121, 143, 143, 168, 190, 190, 190, 222, 241}
	for i := range 31 {
		b.Expected = append(b.Expected, 400_000*float64(i+1)/31)
		if i < len(steps) {
			b.Credited = append(b.Credited, steps[i]*1000)
			b.Projection = append(b.Projection, math.NaN())
		} else {
			b.Projection = append(b.Projection, 241_000*float64(i+1)/23)
		}
	}
	b.Projection[22] = 241_000
	return b
}

func sampleFan(lang string) Fan {
	b := sampleBurnup(lang)
	f := Fan{Labels: b.Labels, Actual: b.Credited, Target: b.Target, Probability: 0.31, Money: money(lang), Ratio: ratio}
	for i := range 31 {
		if i < 22 {
			for _, series := range []*[]float64{&f.P10, &f.P25, &f.P50, &f.P75, &f.P90} {
				*series = append(*series, math.NaN())
			}
			continue
		}
		t := float64(i - 22)
		spread := 13_000 * math.Sqrt(t)
		mid := 241_000 + 14_500*t
		f.P10 = append(f.P10, mid-1.3*spread)
		f.P25 = append(f.P25, mid-0.7*spread)
		f.P50 = append(f.P50, mid)
		f.P75 = append(f.P75, mid+0.7*spread)
		f.P90 = append(f.P90, mid+1.3*spread)
	}
	return f
}

func sampleTrend(lang string) Trend {
	credited := []float64{212, 231, 255, 248, 290, 312, 340, 361, 352, 318, 284, 262, 241}
	t := Trend{Money: money(lang), Ratio: ratio, Turns: []TrendTurn{{Month: 8}}}
	en := []string{"Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"}
	for i, v := range credited {
		quota := 250_000.0
		if i >= 3 {
			quota = 300_000
		}
		if i == 12 {
			quota = 320_000
		}
		change := math.NaN()
		if i > 0 {
			change = (v - credited[i-1]) / credited[i-1]
		}
		label := pick(lang, en[i], fmt.Sprintf("%d월", (i+9)%12+1))
		t.Months = append(t.Months, TrendMonth{ID: label, Label: label, Credited: v * 1000, Quota: quota, Change: change, Running: i == 12})
	}
	return t
}

func samplePipeline(lang string) Pipeline {
	p := Pipeline{Money: money(lang)}
	value := []float64{480_000, 390_000, 310_000, 142_000, 95_000}
	chance := []float64{0.1, 0.25, 0.45, 0.7, 0.9}
	for i, stage := range sampleStages(lang) {
		p.Stages = append(p.Stages, PipelineStage{ID: stage, Label: stage, Count: 41 - 8*i, Value: value[i], Weighted: value[i] * chance[i], Late: i >= 3})
	}
	overdue := pick(lang, "Overdue", "기한 지남")
	p.Stages = append(p.Stages, PipelineStage{ID: overdue, Label: overdue, Count: 1, Value: 61_000, Weighted: 19_000, Apart: true})
	return p
}

func sampleFunnel(lang string) Funnel {
	f := Funnel{Ratio: ratio}
	entered, advanced, decided := []int{214, 151, 98, 41, 33}, []int{151, 98, 41, 33, 29}, []int{201, 142, 96, 40, 32}
	for i, stage := range sampleStages(lang) {
		f.Stages = append(f.Stages, FunnelStage{
			ID: stage, Label: stage, Entered: entered[i], Advanced: advanced[i],
			Decided: decided[i], Conversion: float64(advanced[i]) / float64(decided[i]), Drop: i == 2,
		})
	}
	return f
}

func sampleStageDays(lang string) StageDays {
	s := StageDays{Days: days(lang)}
	median := []float64{6, 11, 14, 9, 4}
	for i, stage := range sampleStages(lang) {
		m := median[i]
		s.Stages = append(s.Stages, StageDaysBox{
			ID: stage, Label: stage, Low: m * 0.2, High: m * 3.1, P25: m * 0.6, Median: m,
			P75: m * 1.7, Mean: m * 1.25, Limit: m * 2, N: 214 - 40*i,
		})
	}
	return s
}
