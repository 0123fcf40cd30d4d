package views

import (
	"fyne.io/fyne/v2/container"

	"attain/app/sales"
	"attain/views/widgets"
)

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

// showArticle fills the strip below the page.
func (p *Insights) showArticle() {
	row := container.New(&split{gap: pageGap, weights: []float32{1, 1, 1, 1, 1, 1}})
	for _, line := range p.model.articleLines() {
		row.Add(container.New(&wrapColumn{},
			widgets.NewParagraph(line.title, widgets.SizeCaption, widgets.RoleNone),
			widgets.NewText(line.pair, widgets.SizeCaption, widgets.RoleNone).Bold().Shrink(60),
			widgets.NewParagraph(line.basis, widgets.SizeCaption, widgets.RoleMuted)))
	}
	p.figures.SetBody(row)
}

// newArticleCard is the strip before it is filled.
func newArticleCard(deps Deps) *widgets.Card {
	return widgets.NewCard(deps.Text("views.insights.article.title"), container.NewStack())
}
