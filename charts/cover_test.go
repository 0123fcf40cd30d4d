package charts

import (
	"strings"
	"testing"

	"attain/app/sales"
)

// TestBarsOfAQuotaForAPartAreNeutral draws a year of which one month has a
// quota: neither the team's bar nor the rep's says that it is on track.
func TestBarsOfAQuotaForAPartAreNeutral(t *testing.T) {
	january, quota, ahead := sales.MonthOf(2026, 1), sales.Amount(100), 50.0
	reached := sales.Metrics{Quota: &quota, Credited: 120, Attainment: sales.Ratio{Num: 120, Den: 100}, ExpectedToDate: &ahead, Band: sales.OnTrack}
	trend := []sales.TrendMonth{{Month: january, Quota: &quota, Credited: 40}, {Month: january.Add(1), Credited: 80}}
	data := Data{
		Lang: "en", Text: testText(t, "en"),
		Report: &sales.Report{
			Period: sales.Period{From: january.First(), To: january.Add(1).Last()}, AsOf: january.Add(1).First(), Team: reached, Trend: trend,
			Reps: []sales.RepMetrics{{Rep: sales.Rep{ID: "a", Name: "Ann"}, Metrics: reached, Trend: trend}, {Rep: sales.Rep{ID: "b", Name: "Bo"}}},
		},
	}
	bars := data.attainment().(Bullet).Bars
	if bars[0].State != StatePartly || bars[1].State != StatePartly || bars[2].State != StateEarly {
		t.Errorf("the bars are %+v", bars)
	}
	if cover := data.cover(); cover != "1 of 2 months" {
		t.Errorf("the quota line says %q", cover)
	}
	data.Report.Period = sales.MonthPeriod(january)
	if bars := data.attainment().(Bullet).Bars; bars[0].State != StateOnTrack || data.cover() != "" {
		t.Errorf("of the month with its quota the bars are %+v, the line says %q", bars, data.cover())
	}
	if words := testText(t, "en")(stateKey(StatePartly)); !strings.Contains(words, "part") {
		t.Errorf("the legend says %q", words)
	}
}
