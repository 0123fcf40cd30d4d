package views

import (
	"fmt"
	"math"

	"attain/app"
	"attain/app/sales"
	"attain/charts"
)

// insightKinds are the four columns in their order.
func insightKinds() []sales.InsightKind {
	return []sales.InsightKind{sales.Strength, sales.Weakness, sales.Opportunity, sales.Risk}
}

// insightModel turns what stands out into what the page shows.
type insightModel struct {
	view   *app.InsightView
	rep    sales.ID // empty: the team
	text   sales.Text
	format *Format
}

// of are the scope's insights of a kind, most money at stake first.
func (m insightModel) of(kind sales.InsightKind) []sales.Insight {
	list := m.view.Found.Team()
	if m.rep != "" {
		list = m.view.Found.Rep(m.rep)
	}
	var found []sales.Insight
	for _, insight := range list {
		if insight.Kind == kind {
			found = append(found, insight)
		}
	}
	return found
}

// missing says why a column is empty: too few decided deals to tell a
// difference from chance, or nothing that stands out.
func (m insightModel) missing(kind sales.InsightKind) string {
	if (kind == sales.Strength || kind == sales.Weakness) && m.view.Decided() < m.view.Least {
		return m.text("views.insights.few", "Count", m.view.Decided(), "Least", m.view.Least)
	}
	return m.text("views.insights.nothing." + string(kind))
}

// tested says how much was compared, and how many findings may be chance; nothing
// where there was nothing to compare.
func (m insightModel) tested() string {
	if m.view.Found.Tested == 0 {
		return ""
	}
	share := m.view.Year.Facts.Settings.Thresholds.FalseDiscovery
	return m.text("views.insights.tested", "Tested", m.format.Count(m.view.Found.Tested), "Share", m.format.Percent(&share))
}

// article puts the team's follow-ups beside the article's figures.
func (m insightModel) article(figures *app.Figures) string {
	metrics, limits := figures.Of(m.rep), figures.Facts.Settings.Thresholds
	return m.text("views.insights.article", "Wins", m.format.Percent(&limits.FollowUpShare), "Sellers", m.format.Percent(&limits.GaveUpShare), "Five", m.format.Ratio(metrics.FollowUps.FiveOrMore),
		"Count", limits.FollowUps, "One", m.format.Ratio(metrics.GiveUp.GaveUpAfterOne))
}

// signals are the cells of the heat map whose difference is real.
func (m insightModel) signals() map[[2]sales.ID]charts.Signal {
	signals := map[[2]sales.ID]charts.Signal{}
	for _, i := range m.view.Found.All {
		if i.Signal != "stage_conversion" || i.RepID == "" {
			continue
		}
		signals[[2]sales.ID{i.RepID, i.Stage}] = charts.SignalBelow
		if i.Kind == sales.Strength {
			signals[[2]sales.ID{i.RepID, i.Stage}] = charts.SignalAbove
		}
	}
	return signals
}

// data is what the charts are drawn from: the twelve months that the tests
// look at, or the period.
func (m insightModel) data(year bool) charts.Data {
	figures := m.view.Period
	if year {
		figures = m.view.Year
	}
	return charts.Data{Report: figures.Report, Facts: figures.Facts, Forecast: figures.Forecast, RepID: m.rep, Signals: m.signals()}
}

// columnTitle is a column's head with how many it holds.
func (m insightModel) columnTitle(kind sales.InsightKind) (title, count string) {
	return m.text("views.insights." + string(kind)), fmt.Sprint(len(m.of(kind)))
}

// small reports whether there is nothing at all to look at.
func (m insightModel) small() bool {
	t := m.view.Year.Report.Team
	return t.Open+t.Won+t.Lost == 0 && len(m.view.Found.All) == 0 && math.Abs(float64(t.Credited)) == 0
}

// articleLine is one of the source article's figures beside the team's own.
type articleLine struct {
	title string // what it is about
	pair  string // "article 67% · you 52%"
	basis string // what the own figure is made of
}

// articleLines puts the article's figures beside those of the scope.
func (m insightModel) articleLines() []articleLine {
	figures := m.view.Period
	limits := figures.Facts.Settings.Thresholds
	keys := map[string]string{}
	for _, threshold := range thresholdsOf(&limits) {
		keys[threshold.field] = threshold.key
	}
	var lines []articleLine
	for _, figure := range sales.ArticleFigures(figures.Report, m.rep, limits) {
		article, own := m.format.Percent(&figure.Article), m.format.Ratio(figure.Own)
		if figure.PerThousand {
			article, own = m.format.Number(figure.Article, 0), none
			if rate := figure.Own.Value(); rate != nil {
				own = m.format.Number(*rate*1000, 0)
			}
		}
		basis := m.text("views.insights.article."+figure.Name, "Count", limits.FollowUps)
		if figure.Name == "follow_up_share" && unlogged(figures.Of(m.rep)) {
			own, basis = none, m.text("views.insights.article.unlogged")
		}
		lines = append(lines, articleLine{
			title: m.text("views.settings.threshold." + keys[figure.Name]),
			pair:  m.text("views.insights.article.pair", "Article", article, "Own", own),
			basis: basis,
		})
	}
	return lines
}

// unlogged reports whether deals were won but no activity was logged: that no win
// took a follow-up then says nothing.
func unlogged(m sales.Metrics) bool {
	wins := m.FollowUps.WinsByCount
	return m.FollowUps.FiveOrMore.Den > 0 && len(wins) > 0 && float64(wins[0]) == m.FollowUps.FiveOrMore.Den && m.AllActivities.Den == 0
}
