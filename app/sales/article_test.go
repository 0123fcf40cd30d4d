package sales_test

import (
	"testing"

	"attain/app/sales"
)

// monthsOf are trend months up to October 2026, each with what was credited
// and its quota; a negative quota is none.
func monthsOf(values ...[2]int64) (trend []sales.TrendMonth) {
	for i, v := range values {
		month := sales.TrendMonth{Month: sales.MonthOf(2026, 10).Add(i - len(values) + 1), Credited: sales.Amount(v[0])}
		if v[1] >= 0 {
			quota := sales.Amount(v[1])
			month.Quota = &quota
		}
		trend = append(trend, month)
	}
	return trend
}

func TestArticleFiguresStandBesideTheTeamsOwn(t *testing.T) {
	report := &sales.Report{AsOf: sales.DayOf(2026, 10, 30), Trend: monthsOf(
		[2]int64{0, -1}, [2]int64{10, -1}, [2]int64{10, 9}, [2]int64{10, 9}, [2]int64{10, 9}, [2]int64{10, 9}, [2]int64{10, 9},
		[2]int64{15, -1}, [2]int64{15, 9}, [2]int64{15, 9}, [2]int64{15, 9}, [2]int64{15, 9}, [2]int64{999, 1})}
	report.Team.ContactRate, report.Team.FollowUps.FiveOrMore, report.Team.GiveUp.GaveUpAfterOne = sales.Ratio{Num: 3, Den: 100}, sales.Ratio{Num: 4, Den: 5}, sales.Ratio{Num: 1, Den: 3}
	report.Reps = []sales.RepMetrics{
		{Rep: sales.Rep{ID: "a"}, Trend: monthsOf([2]int64{5, 6}, [2]int64{6, 6}, [2]int64{7, 6}, [2]int64{0, 0}, [2]int64{1, 100})},
		{Rep: sales.Rep{ID: "b"}, Trend: monthsOf([2]int64{5, 6}, [2]int64{5, -1}, [2]int64{1, 100})},
	}
	thresholds := sales.DefaultSettings().Thresholds
	want := []sales.ArticleFigure{
		{Name: "miss_share", Article: 0.67, Own: sales.Ratio{Num: 2, Den: 4}},
		{Name: "unknown_share", Article: 0.23, Own: sales.Ratio{Num: 2, Den: 11}},
		{Name: "contact_benchmark", Article: 32, Own: sales.Ratio{Num: 3, Den: 100}, PerThousand: true},
		{Name: "follow_up_share", Article: 0.80, Own: sales.Ratio{Num: 4, Den: 5}},
		{Name: "gave_up_share", Article: 0.48, Own: sales.Ratio{Num: 1, Den: 3}},
		{Name: "data_gain", Article: 0.06, Own: sales.Ratio{Num: 35, Den: 50}},
	}
	for i, got := range sales.ArticleFigures(report, "", thresholds) {
		if got != want[i] {
			t.Errorf("got %+v, want %+v", got, want[i])
		}
	}
	one := sales.ArticleFigures(report, "b", thresholds)
	if one[0].Own != (sales.Ratio{Num: 1, Den: 1}) || one[1].Own != (sales.Ratio{Num: 1, Den: 2}) || one[5].Own.Den != 0 {
		t.Errorf("of one rep: %+v", one)
	}
	for i := range report.Trend[:7] {
		report.Trend[i].Credited = 0
	}
	if got := sales.ArticleFigures(report, "", thresholds)[5].Own; got.Den != 0 {
		t.Errorf("from nothing there is no growth: %+v", got)
	}
}
