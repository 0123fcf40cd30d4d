package views

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// The keys under which the page keeps its choices when it is rebuilt.
const (
	insightViewKey = "insights.view"
	insightYearKey = "insights.period"
)

// Insights is the page of what stands out: strengths, weaknesses,
// opportunities and risks, and the pictures in which they are seen.
type Insights struct {
	deps  Deps
	scope app.Scope
	model insightModel
	slot  *Slot

	charts  []*chartPanel
	cards   []*widgets.Card // a column each
	tested  *widgets.Text
	article *widgets.Paragraph
	figures *widgets.Card   // the article's, beside the team's own
	below   *fyne.Container // where they stand
	year    *widgets.CheckBox
	signals fyne.CanvasObject
	looks   fyne.CanvasObject
	empty   fyne.CanvasObject
	failed  fyne.CanvasObject
	asLooks bool
	area    *fyne.Container
	whole   fyne.CanvasObject
}

// NewInsights makes the page.
func NewInsights(deps Deps) *Insights {
	p := &Insights{deps: deps, slot: NewSlot(deps.Runner), asLooks: deps.Memory[insightViewKey] != ""}
	p.build()
	return p
}

func (p *Insights) build() {
	d := p.deps
	views := []string{d.Text("views.insights.view.signals"), d.Text("views.insights.view.charts")}
	shown := 0
	if p.asLooks {
		shown = 1
	}
	view := newSegments(views, shown, func(place int) {
		p.asLooks = place == 1
		delete(d.Memory, insightViewKey)
		if p.asLooks {
			d.Memory[insightViewKey] = "charts"
		}
		p.show()
	})
	p.tested = widgets.NewText("", widgets.SizeCaption, widgets.RoleMuted).Align(fyne.TextAlignTrailing).Shrink(120)
	p.year = newCheck(d.Text("views.insights.year"), nil)
	p.year.Checked = d.Memory[insightYearKey] == ""
	p.year.OnChanged = func(on bool) {
		delete(d.Memory, insightYearKey)
		if !on {
			d.Memory[insightYearKey] = "period"
		}
		p.showCharts()
	}
	bar := framed(nil, nil, view, p.year, p.tested)
	p.signals, p.looks = p.columns(), p.pictures()
	p.empty = widgets.NewEmptyState(theme.InfoIcon(), d.Text("views.insights.none.title"), d.Text("views.insights.none.text"), d.Text("views.insights.none.action"), func() { d.Shell.NewDeal(app.DealForm{}) })
	p.failed = newFailedState(d, func() { p.Load(p.scope) })
	p.area = container.NewStack(loadingCards())
	p.figures = newArticleCard(d)
	p.below = container.New(layout.NewCustomPaddedLayout(pageGap, 0, 0, 0), p.figures)
	p.below.Hide()
	p.whole = framed(container.New(layout.NewCustomPaddedLayout(0, widgets.Space, 0, 0), bar), p.below, nil, nil, p.area)
}

// columns are the four kinds side by side.
func (p *Insights) columns() fyne.CanvasObject {
	row := container.New(&split{gap: pageGap, weights: []float32{1, 1, 1, 1}})
	for _, kind := range insightKinds() {
		card := widgets.NewCard(p.deps.Text("views.insights."+string(kind)), widgets.NewSkeleton(6))
		p.cards = append(p.cards, card)
		row.Add(card)
	}
	return row
}

// pictures are the charts in two rows.
func (p *Insights) pictures() fyne.CanvasObject {
	panel := func(name string) *chartPanel {
		chart := newChartPanel(p.deps, name, fyne.NewSize(200, 120))
		p.charts = append(p.charts, chart)
		return chart
	}
	heat, scatter, days, pareto := panel("heatmap"), panel("scatter"), panel("stage-days"), panel("pareto")
	follow := panel("follow-ups")
	p.article = widgets.NewParagraph("", widgets.SizeCaption, widgets.RoleMuted)
	followUps := widgets.NewCard(follow.title(), framed(nil, p.article, nil, nil, follow.ChartPanel))
	return container.New(&split{vertical: true, gap: pageGap, weights: []float32{1.06, 1}},
		container.New(&split{gap: pageGap, weights: []float32{1.4, 1}}, heat.onCard, scatter.onCard),
		container.New(&split{gap: pageGap, weights: []float32{1, 1, 1}}, days.onCard, followUps, pareto.onCard))
}

// Object is the page's content.
func (p *Insights) Object() fyne.CanvasObject { return p.whole }

// Topics are the changes that make the page stale.
func (*Insights) Topics() []app.Topic {
	return []app.Topic{app.TopicDeals, app.TopicActivities, app.TopicLeads, app.TopicQuotas, app.TopicProcess, app.TopicTeam, app.TopicSettings}
}

// Load fetches what stands out in the scope.
func (p *Insights) Load(scope app.Scope) {
	p.scope = scope
	Load(p.slot, p.deps.Context, func(ctx context.Context) (*app.InsightView, error) {
		return p.deps.Service.InsightView(ctx, scope)
	}, p.apply)
}

func (p *Insights) apply(view *app.InsightView, err error) {
	if err != nil {
		p.deps.Shell.Fail(err)
		if p.model.view == nil {
			p.put(p.failed)
		}
		return
	}
	p.model = insightModel{view: view, rep: p.scope.RepID, text: p.deps.Text, format: p.deps.Format}
	p.showColumns()
	p.showArticle()
	p.show()
}

// show puts the view that was chosen on the page.
func (p *Insights) show() {
	if p.model.view == nil {
		return
	}
	p.tested.Set(p.model.tested(), widgets.RoleMuted)
	p.year.Hidden, p.tested.Hidden = !p.asLooks, p.asLooks
	p.below.Hidden = p.model.small() || p.asLooks // the charts need the room
	p.whole.Refresh()
	switch {
	case p.model.small():
		p.put(p.empty)
	case p.asLooks:
		p.showCharts()
		p.put(p.looks)
	default:
		p.put(p.signals)
	}
}

func (p *Insights) put(content fyne.CanvasObject) {
	if p.area.Objects[0] != content {
		p.area.Objects = []fyne.CanvasObject{content}
		p.area.Refresh()
	}
}

// showColumns fills the four columns.
func (p *Insights) showColumns() {
	p.showColumnsFrom(0, p.model.view)
}

// showColumnsFrom fills a column and those after it, each in a turn of its own.
func (p *Insights) showColumnsFrom(i int, view *app.InsightView) {
	if i == len(p.cards) || p.model.view != view {
		return
	}
	p.showColumn(p.cards[i], insightKinds()[i])
	p.deps.Runner.Post(func() { p.showColumnsFrom(i+1, view) })
}

// showColumn fills one column.
func (p *Insights) showColumn(card *widgets.Card, kind sales.InsightKind) {
	title, count := p.model.columnTitle(kind)
	card.SetTitle(title, count)
	list := p.model.of(kind)
	if len(list) == 0 {
		card.SetBody(container.NewVBox(widgets.NewParagraph(p.model.missing(kind), widgets.SizeBody, widgets.RoleMuted)))
		return
	}
	p.deps.keep(card, func() {
		card.SetBody(growScroll(p.deps.Runner, len(list), func(i int) *tapRow { return p.row(list[i]) }))
	})
}

// row is one insight: what it says, its two numbers, what to do, what is at
// stake; it opens the records behind it.
func (p *Insights) row(insight sales.Insight) *tapRow {
	text := p.deps.Text
	title := insight.Title(text)
	role := insightTag(text, insight.Kind).Role
	lines := []fyne.CanvasObject{widgets.NewParagraph(title, widgets.SizeBody, widgets.RoleNone).Bold()}
	if stake := insight.StakeText(text); stake != "" {
		lines = append(lines, widgets.NewText(stake, widgets.SizeCaption, role).Bold().Shrink(60))
	}
	lines = append(lines, widgets.NewParagraph(insight.Reason(text), widgets.SizeCaption, widgets.RoleNone),
		widgets.NewParagraph(text("views.insights.action", "Action", insight.Action(text)), widgets.SizeCaption, widgets.RoleAccent),
		widgets.NewParagraph(insight.Ground(text), widgets.SizeCaption, widgets.RoleMuted))
	content := container.New(&wrapColumn{gap: widgets.Space / 2}, lines...)
	return newTapRow(content, func() { openInsight(p.deps.Shell, title, insight) }, nil)
}

// showCharts draws the charts of the year or the period, where they are shown.
func (p *Insights) showCharts() {
	if p.model.view == nil || !p.asLooks {
		return
	}
	data := p.model.data(p.year.Checked)
	for _, chart := range p.charts {
		chart.Set(data)
	}
	figures := p.model.view.Period
	if p.year.Checked {
		figures = p.model.view.Year
	}
	p.article.Set(p.model.article(figures), widgets.RoleMuted)
}
