package views

import (
	"fyne.io/fyne/v2/container"

	"attain/views/widgets"
)

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
