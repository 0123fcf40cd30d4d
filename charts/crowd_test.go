package charts

import (
	"fmt"
	"math"
	"testing"
)

// A large team with a long process: 30 reps and 12 stages, with names as long
// as German and Korean ones are.

func crowdReps(lang string) []string {
	first := []string{"Annegret", "Maximilian-Alexander", "Øystein", "Wolfgang Amadeus", "Li"}
	last := []string{"Müller-Lüdenscheidt", "Bo", "Freiherr von Hohenzollern-Sigmaringen", "Schmidt", "Leutheusser-Schnarrenberger", "Wu"}
	if lang == "ko" {
		first = []string{"서연", "독고영재", "민준", "하늘별님구름햇님", "우"}
		last = []string{"김", "남궁", "영업1본부 수도권서부지점 이", "제갈", "박", "황보"}
	}
	reps := make([]string, 30)
	for i := range reps {
		reps[i] = first[i%len(first)] + " " + last[i%len(last)]
		if lang == "ko" {
			reps[i] = last[i%len(last)] + first[i%len(first)]
		}
	}
	return reps
}

func crowdStages(lang string) []string {
	names := []string{
		"Erstkontakt", "Bedarfsermittlung und Qualifizierung", "Vor-Ort-Termin", "Technische Machbarkeitsprüfung", "Angebot", "Angebotsnachverfolgung",
		"Teststellung", "Wirtschaftlichkeitsbetrachtung", "Verhandlung", "Rechtsprüfung", "Freigabe durch die Geschäftsführung", "Vertrag",
	}
	if lang == "ko" {
		names = []string{
			"최초 접촉", "요구 사항 파악 및 자격 확인", "현장 방문", "기술 타당성 검토", "제안", "제안 후속 연락", "시범 도입", "투자 대비 효과 분석", "협상", "법무 검토",
			"경영진 최종 승인 대기", "계약",
		}
	}
	return names
}

func crowdCharts(lang string) map[string]Chart {
	reps, stages := crowdReps(lang), crowdStages(lang)
	bullet := Bullet{Money: money(lang), Ratio: ratio}
	activities := Activities{Ratio: ratio, Types: []string{pick(lang, "Calls", "전화"), pick(lang, "Mails", "이메일"), pick(lang, "Meetings", "미팅")}}
	scatter := Scatter{MidCreated: 27, MidWinRate: 0.41, Ratio: ratio}
	heat := Heatmap{Ratio: ratio}
	for i, rep := range reps {
		id := fmt.Sprint(i)
		quota := float64(30_000 + 4_000*(i%9))
		bullet.Bars = append(bullet.Bars, BulletBar{
			ID: id, Label: rep, Credited: quota * float64(i%13) / 8, Quota: quota, Expected: quota * 0.7, State: []State{StateOnTrack, StateBehind, StateOffTrack}[i%3],
		})
		n := float64(40 + 17*(i%11))
		activities.Rows = append(activities.Rows, ActivityRow{ID: id, Label: rep, Connected: 0.2 + 0.01*float64(i), Attempts: []float64{n, math.Round(n / 2), float64(i)}})
		scatter.Points = append(scatter.Points, ScatterPoint{ID: id, Label: rep, Created: float64(5 + i*7%50), WinRate: float64(5+i*11%60) / 100, Decided: 3 + i})
		heat.Rows = append(heat.Rows, HeatHead{id, rep})
		var cells []HeatCell
		for k := range stages {
			cells = append(cells, HeatCell{ID: fmt.Sprintf("%d/%d", i, k), Value: float64(20+(i*7+k*13)%75) / 100, N: 10 + i})
		}
		heat.Cells = append(heat.Cells, cells)
	}
	pipeline, funnel, boxes, pareto := Pipeline{Money: money(lang)}, Funnel{Ratio: ratio}, StageDays{Days: days(lang)}, Pareto{Value: money(lang), Ratio: ratio}
	for i, stage := range stages {
		id := fmt.Sprint(i)
		heat.Columns = append(heat.Columns, HeatHead{id, stage})
		value, entered, m := float64(900_000-70_000*i), 400-30*i, float64(3+i*5%17)
		pipeline.Stages = append(pipeline.Stages, PipelineStage{ID: id, Label: stage, Count: 60 - 4*i, Value: value, Weighted: value * float64(i+1) / 13, Late: i > 8})
		funnel.Stages = append(funnel.Stages, FunnelStage{ID: id, Label: stage, Entered: entered, Advanced: entered - 30, Decided: entered - 5, Conversion: float64(entered-30) / float64(entered-5), Drop: i == 4})
		boxes.Stages = append(boxes.Stages, StageDaysBox{ID: id, Label: stage, Low: m * 0.2, High: m * 3.1, P25: m * 0.6, Median: m, P75: m * 1.7, Mean: m * 1.25, Limit: m * 2, N: 214 - 10*i})
		pareto.Bars = append(pareto.Bars, ParetoBar{ID: id, Label: stage, Value: value / 3, Count: 50 - 4*i})
	}
	return map[string]Chart{
		"attainment": bullet, "activities": activities, "scatter": scatter, "heatmap": heat,
		"pipeline": pipeline, "funnel": funnel, "stage-days": boxes, "pareto": pareto,
	}
}

// TestCrowdedChartsLookLikeTheirGoldenPictures draws them as the Reports page
// saves them, English on light and Korean on dark.
func TestCrowdedChartsLookLikeTheirGoldenPictures(t *testing.T) {
	fonts := testFonts(t)
	for _, lang := range []string{"en", "ko"} {
		text := testText(t, lang)
		for name, chart := range crowdCharts(lang) {
			file := "crowd." + name + "." + lang + ".png"
			t.Run(file, func(t *testing.T) {
				key, _ := TitleKey(name)
				picture, err := Render(chart, Options{
					Width: 960, Height: 520, Scale: 1, Dark: lang == "ko", Text: text, Fonts: fonts,
					Title: text(key), Subtitle: pick(lang, "October 2026", "2026년 10월"),
				})
				if err != nil {
					t.Fatal(err)
				}
				compareGolden(t, file, picture)
			})
		}
	}
}
