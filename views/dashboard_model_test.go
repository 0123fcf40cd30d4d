package views

import (
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/charts"
	"attain/views/widgets"
)

// novemberModel is the dashboard of a November with these figures, as of a day.
func novemberModel(t testing.TB, day int, metrics sales.Metrics) dashboardModel {
	t.Helper()
	currency, err := sales.NewCurrency("USD")
	if err != nil {
		t.Fatal(err)
	}
	text := wordsIn("en")
	period := sales.MonthPeriod(sales.DayOf(2026, 11, 1).Month())
	facts := &sales.Facts{AsOf: sales.DayOf(2026, 11, 1).Add(day - 1), Period: period, Settings: sales.DefaultSettings(), Currency: currency}
	metrics.Progress = facts.Settings.Calendar().Progress(period, facts.AsOf)
	return dashboardModel{
		figures: &app.Figures{Facts: facts, Report: &sales.Report{Team: metrics}}, metrics: metrics,
		text: text, format: NewFormat("en", currency, text),
	}
}

func amount(v sales.Amount) *sales.Amount { return &v }

func float(v float64) *float64 { return &v }

// against are the figures of a quota of $1,000 and what was credited.
func against(credited sales.Amount, band sales.Band, chance float64) sales.Metrics {
	gap := max(100000-credited, 0)
	return sales.Metrics{
		Quota: amount(100000), Credited: credited, Attainment: sales.Ratio{Num: float64(credited), Den: 100000}, Gap: &gap,
		ExpectedToDate: float(76000), Band: band, AttainProbability: &chance,
	}
}

// TestTheAnswerSaysWhatTheQuotaWasSetFor gives a quota to one month of two, or
// to one rep of two: the answer begins with that, in a neutral tone.
func TestTheAnswerSaysWhatTheQuotaWasSetFor(t *testing.T) {
	november := sales.MonthOf(2026, 11)
	months := []sales.TrendMonth{{Month: november.Add(-2), Credited: 300}, {Month: november.Add(-1), Credited: 50000}, {Month: november, Quota: amount(100000), Credited: 22000}}
	two := sales.Period{From: november.Add(-1).First(), To: november.Last()}
	reps := []sales.RepMetrics{
		{Rep: sales.Rep{ID: "a"}, Trend: []sales.TrendMonth{{Month: november, Quota: amount(100000), Credited: 22000}}},
		{Rep: sales.Rep{ID: "b"}, Trend: []sales.TrendMonth{{Month: november, Credited: 50000}}},
	}
	for _, c := range []struct {
		name             string
		day              int
		period           sales.Period
		metrics          sales.Metrics
		reps             []sales.RepMetrics
		sentence, detail string
	}{
		{"other months", 23, sales.MonthPeriod(november), against(72000, sales.Behind, 0.35), nil, "72% of the quota with 5 working days left: behind. 35% chance to make it.", "$720 of $1,000 · $760 expected by today"},
		{"running", 23, two, against(72000, sales.Behind, 0.35), nil, "Quota set for 1 of 2 months: 72% of it with 5 working days left.", "$720 of $1,000 · $760 expected by today · $500 of it in months without a quota"},
		{"reached", 23, two, against(120000, sales.OnTrack, 1), nil, "Quota set for 1 of 2 months: reached, 120% with 5 working days left.", ""},
		{"made", 30, two, against(120000, sales.OnTrack, 1), nil, "Quota set for 1 of 2 months: reached, 120%.", ""},
		{"missed", 30, two, against(84000, sales.Behind, 0), nil, "Quota set for 1 of 2 months: 84% of it, $160 short.", ""},
		{"ahead", -40, two, against(0, sales.NoBand, 0), nil, "Quota set for 1 of 2 months: begins on Oct 1.", ""},
		{"reps", 23, sales.MonthPeriod(november), against(120000, sales.OnTrack, 1), reps, "Quota set for 1 of 2 reps: reached, 120% with 5 working days left.", "$1,200 of $1,000 · $760 expected by today · $500 of it by reps without a quota"},
	} {
		m := novemberModel(t, c.day, c.metrics)
		m.figures.Report.Trend, m.figures.Report.Reps = months, c.reps
		m.figures.Facts.Period = c.period
		v := m.verdict()
		if v.Sentence != c.sentence || c.detail != "" && v.Detail != c.detail {
			t.Errorf("%s: %+v", c.name, v)
		}
		partly := c.name != "other months"
		if v.Quotas != partly || (v.Tag.Role == widgets.RoleMuted) != partly {
			t.Errorf("%s: the tag is %+v, quotas are offered: %v", c.name, v.Tag, v.Quotas)
		}
		if pace := m.paceTile(); partly && pace.Stat.Delta != "" {
			t.Errorf("%s: the pace says %q", c.name, pace.Stat.Delta)
		}
	}
}

func TestTheAnswerSaysWhetherTheQuotaWillBeMade(t *testing.T) {
	for _, c := range []struct {
		name             string
		day              int
		metrics          sales.Metrics
		sentence, detail string
		role             widgets.Role
	}{
		{"behind", 23, against(72000, sales.Behind, 0.35), "72% of the quota with 5 working days left: behind. 35% chance to make it.", "$720 of $1,000 · $760 expected by today", widgets.RoleBehind},
		{"off track", 23, against(30000, sales.OffTrack, 0.001), "30% of the quota with 5 working days left: off track. <1% chance to make it.", "", widgets.RoleOffTrack},
		{"on track, a day left", 27, against(97000, sales.OnTrack, 0.999), "97% of the quota with 1 working day left: on track. >99% chance to make it.", "", widgets.RoleOnTrack},
		{"early", 3, against(5000, sales.Early, 0.5), "5% of the quota with 19 working days left: too early to judge. 50% chance to make it.", "", widgets.RoleMuted},
		{"reached", 23, against(100000, sales.OnTrack, 1), "The quota is reached: 100%, with 5 working days left.", "", widgets.RoleOnTrack},
		{"made", 30, against(120000, sales.OnTrack, 1), "Made it: 120% of the quota.", "$1,200 of $1,000", widgets.RoleOnTrack},
		{"missed", 30, against(84000, sales.Behind, 0), "Missed: 84% of the quota, $160 short.", "$840 of $1,000", widgets.RoleOffTrack},
		{"the last day", 30, against(84000, sales.Behind, 0), "Last day: 84% of the quota, $160 still missing.", "$840 of $1,000", widgets.RoleBehind},
		{"reached on the last day", 30, against(120000, sales.OnTrack, 1), "Made it: 120% of the quota.", "", widgets.RoleOnTrack},
		{"ahead", 0, against(0, sales.NoBand, 0.4), "Begins on Nov 1 with a quota of $1,000.", "$0 of $1,000", widgets.RoleMuted},
		{"no quota", 23, sales.Metrics{Credited: 72000, OpenValue: 5000}, "No quota is set for November 2026: nobody can say whether you make it.", "$720 credited so far · $50 open in the pipeline", widgets.RoleMuted},
		{"no quota, over", 30, sales.Metrics{Credited: 72000, OpenValue: 5000}, "$720 credited in November 2026, without a quota to hold it against.", "Quotas can still be set for it; the figures follow at once", widgets.RoleMuted},
		{"a quota of zero", 23, sales.Metrics{Quota: amount(0), Gap: amount(0)}, "Nothing has to be reached: the quota is zero.", "", widgets.RoleOnTrack},
	} {
		m := novemberModel(t, c.day, c.metrics)
		if strings.Contains(c.name, "last day") {
			m.today = m.figures.Facts.AsOf
		}
		v := m.verdict()
		if v.Sentence != c.sentence {
			t.Errorf("%s: the answer is %q, want %q", c.name, v.Sentence, c.sentence)
		}
		if c.detail != "" && v.Detail != c.detail {
			t.Errorf("%s: the detail is %q, want %q", c.name, v.Detail, c.detail)
		}
		if v.Tag.Role != c.role || v.Tag.Text == "" {
			t.Errorf("%s: the tag is %v, want one in %s", c.name, v.Tag, c.role)
		}
		if v.Quotas != (c.metrics.Quota == nil) {
			t.Errorf("%s: the quotas are offered: %v", c.name, v.Quotas)
		}
	}
}

func TestTilesShowTheNumbersAndOpenExplainableMetrics(t *testing.T) {
	m := against(72000, sales.Behind, 0.35)
	m.Pace = sales.Ratio{Num: 72000, Den: 76000}
	m.RunRateProjection, m.PipelineProjection = float(94000), float(130000)
	m.LateCoverage, m.RequiredCover = sales.Ratio{Num: 42000, Den: 28000}, float(2.5)
	want := map[string][2]string{
		"attainment": {"72%", "of $1K"}, "gap": {"$280", "5 of 21 days left"}, "pace": {"95%", "$760 expected"},
		"attain_probability": {"35%", "in 10,000 runs"}, "run_rate_projection": {"$940", "94% of the quota"},
		"pipeline_projection": {"$1.3K", "130% of the quota"}, "late_coverage": {"1.5×", "it takes 2.5×"},
	}
	tiles := novemberModel(t, 23, m).tiles()
	if len(tiles) != len(want) {
		t.Fatalf("%d tiles, want %d", len(tiles), len(want))
	}
	for _, tile := range tiles {
		if got := [2]string{tile.Stat.Value, tile.Stat.Hint}; got != want[tile.Metric] {
			t.Errorf("tile %s shows %q, want %q", tile.Metric, got, want[tile.Metric])
		}
	}
	for _, tile := range novemberModel(t, 23, sales.Metrics{}).tiles() {
		if tile.Stat.Value == none && tile.Stat.Hint != "Quota not set" && tile.Metric != "run_rate_projection" && tile.Metric != "pipeline_projection" {
			t.Errorf("without a quota %q says %q", tile.Metric, tile.Stat.Hint)
		}
	}
	for _, metrics := range []sales.Metrics{m, {}, {Quota: amount(1), Gap: amount(0), Surplus: amount(5), CoverageMet: true}} {
		for _, tile := range novemberModel(t, 23, metrics).tiles() {
			if !slices.Contains(sales.Explainable(), tile.Metric) {
				t.Errorf("tile %q opens %q, which has no records", tile.Stat.Label, tile.Metric)
			}
			if tile.Stat.Value == "" || strings.HasPrefix(tile.Stat.Label, "views.") || strings.HasPrefix(tile.Stat.Hint, "views.") {
				t.Errorf("tile %+v lacks a text", tile.Stat)
			}
		}
	}
}

func TestEveryChartOpensExplainableNumbers(t *testing.T) {
	for _, name := range charts.Names() {
		for _, id := range []string{"", "overdue", "2026-10", "3", "rep/stage", "pulledIn"} {
			if subject := chartSubject(name, "rep", id); !slices.Contains(sales.Explainable(), subject.Metric) {
				t.Errorf("region %q of chart %s opens %q, which has no records", id, name, subject.Metric)
			}
		}
	}
	for _, c := range []struct {
		chart, id string
		want      sales.Subject
	}{
		{"attainment", "ann", sales.Subject{Metric: "attainment", Rep: "ann"}},
		{"attainment", "", sales.Subject{Metric: "attainment"}},
		{"trend", "2026-10", sales.Subject{Metric: "revenue_trend", Rep: "rep", Part: "2026-10"}},
		{"heatmap", "ann/s1", sales.Subject{Metric: "stage_conversion", Rep: "ann", Part: "s1"}},
		{"pareto", "price", sales.Subject{Metric: "reasons", Rep: "rep", Part: "lost:price"}},
		{"movement", "pulledIn", sales.Subject{Metric: "movement", Rep: "rep", Part: "pulled_in"}},
		{"follow-ups", "0", sales.Subject{Metric: "give_up", Rep: "rep", Part: "1"}},
		{"pipeline", "undated", sales.Subject{Metric: "undated", Rep: "rep"}},
	} {
		if got := chartSubject(c.chart, "rep", c.id); got != c.want {
			t.Errorf("region %q of chart %s opens %+v, want %+v", c.id, c.chart, got, c.want)
		}
	}
}

func TestTheDashboardShowsTheFiveInsightsWithTheMostAtStake(t *testing.T) {
	var found sales.Insights
	for range 7 {
		found.All = append(found.All, sales.Insight{Kind: sales.Risk, Signal: "coverage", Rule: true, Metric: "coverage"})
	}
	found.All = append(found.All, sales.Insight{Kind: sales.Strength, Signal: "coverage", Rule: true, RepID: "ann"})
	text := wordsIn("en")
	if got := len(insightLines(text, found, "")); got != mostInsights {
		t.Errorf("%d insights of the team, want %d", got, mostInsights)
	}
	own := insightLines(text, found, "ann")
	if len(own) != 1 || own[0].Tag.Text != "Strength" || own[0].Tag.Role != widgets.RoleOnTrack {
		t.Errorf("the rep's insights are %+v", own)
	}
}
