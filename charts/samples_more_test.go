package charts

import (
	"fmt"
	"math"
)

func sampleActivities(lang string) Activities {
	a := Activities{Ratio: ratio, Types: []string{pick(lang, "Calls", "전화"), pick(lang, "Mails", "이메일"), pick(lang, "Meetings", "미팅"), pick(lang, "Messages", "메시지")}}
	for i, rep := range sampleReps(lang) {
		n := float64(210 - 24*i)
		a.Rows = append(a.Rows, ActivityRow{ID: rep, Label: rep, Connected: 0.38 - 0.03*float64(i), Attempts: []float64{n, n * 0.8, float64(10 + 5*i), float64(7 * (i % 3))}})
	}
	a.Rows[7].Attempts, a.Rows[7].Connected = nil, math.NaN()
	for _, row := range a.Rows {
		for i := range row.Attempts {
			row.Attempts[i] = math.Round(row.Attempts[i])
		}
	}
	return a
}

func sampleWeeks(lang string) Activities {
	a := sampleActivities(lang)
	a.ByTime, a.Rows = true, nil
	for i := range 12 {
		n := float64(120 + 40*((i*7)%5))
		label := pick(lang, fmt.Sprintf("W%d", 31+i), fmt.Sprintf("%d주", 31+i))
		a.Rows = append(a.Rows, ActivityRow{ID: label, Label: label, Connected: 0.2 + 0.01*float64(i), Attempts: []float64{n, n / 2, n / 5, n / 9}})
	}
	return a
}

func sampleHeatmap(lang string) Heatmap {
	h := Heatmap{Ratio: ratio}
	for _, stage := range sampleStages(lang) {
		h.Columns = append(h.Columns, HeatHead{stage, stage})
	}
	for i, rep := range append([]string{pick(lang, "Team", "팀 전체")}, sampleReps(lang)...) {
		h.Rows = append(h.Rows, HeatHead{rep, rep})
		var cells []HeatCell
		for k := range h.Columns {
			v := 0.78 - 0.04*float64((i*3+k*5)%7) - 0.2*float64(k%2)
			cells = append(cells, HeatCell{ID: fmt.Sprintf("%d/%d", i, k), Value: v, N: 40 - 3*i})
		}
		h.Cells = append(h.Cells, cells)
	}
	h.Cells[3][2].Value, h.Cells[3][2].Signal = 0.21, SignalBelow
	h.Cells[1][4].Value, h.Cells[1][4].Signal = 0.97, SignalAbove
	h.Cells[8][3].Value, h.Cells[8][4].Value = math.NaN(), math.NaN()
	return h
}

func sampleScatter(lang string) Scatter {
	s := Scatter{MidCreated: 27, MidWinRate: 0.41, Ratio: ratio}
	created := []float64{38, 33, 21, 26, 52, 14, 5, 27}
	rate := []float64{0.55, 0.48, 0.62, 0.4, 0.14, 0.31, 0.5, 0.4}
	for i, rep := range sampleReps(lang) {
		s.Points = append(s.Points, ScatterPoint{ID: rep, Label: rep, Created: created[i], WinRate: rate[i], Decided: int(created[i]) - 2})
	}
	return s
}

func sampleFollowUps(lang string) FollowUps {
	f := FollowUps{ArticleGiveUp: 0.48, ArticleWins: 0.8, GiveUpBucket: 0, WinBucket: 4, Ratio: ratio}
	gave, won := []float64{0.36, 0.22, 0.17, 0.11, 0.14}, []float64{0.06, 0.11, 0.15, 0.2, 0.48}
	for i := range gave {
		label := pick(lang, fmt.Sprint(i+1), fmt.Sprintf("%d회", i+1))
		if i == 4 {
			label = pick(lang, "5 or more", "5회 이상")
		}
		f.Buckets = append(f.Buckets, FollowUpBucket{ID: label, Label: label, GaveUp: gave[i], Won: won[i], GaveUpN: int(gave[i] * 150), WonN: int(won[i] * 90)})
	}
	return f
}

func samplePareto(lang string) Pareto {
	en := []string{"Price too high", "No decision", "Competitor", "Missing feature", "Timing", "No budget", "Lost contact"}
	ko := []string{"가격 부담", "의사 결정 없음", "경쟁사 선택", "필요한 기능 없음", "시기 부적합", "예산 부족", "연락 두절"}
	p := Pareto{Value: money(lang), Ratio: ratio}
	for i, v := range []float64{210, 64, 150, 38, 22, 91, 12} {
		label := pick(lang, en[i], ko[i])
		p.Bars = append(p.Bars, ParetoBar{ID: label, Label: label, Value: v * 1000, Count: int(v / 9)})
	}
	return p
}

func sampleWaterfall(lang string) Waterfall {
	step := func(en, ko string, v float64, total bool) WaterfallStep {
		label := pick(lang, en, ko)
		return WaterfallStep{ID: en, Label: label, Value: v * 1000, Total: total}
	}
	w := Waterfall{Money: money(lang), Steps: []WaterfallStep{
		step("Start", "기초", 980, true), step("New", "신규", 340, false), step("Pulled in", "앞당김", 70, false),
		step("Value change", "금액 변경", -45, false), step("Won", "수주", -241, false), step("Lost", "실주", -188, false),
		step("Pushed out", "연기", -96, false), step("End", "기말", 820, true),
	}}
	w.Steps[4].Role = RoleWon
	w.Steps[5].Role = RoleLost
	return w
}
