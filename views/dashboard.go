package views

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/charts"
	"attain/views/widgets"
)

// pageGap is the room between the parts of Dashboard and Today.
const pageGap = widgets.Space * 1.5

// Dashboard answers "are we going to make it?" for the owner: one sentence,
// the numbers behind it, how the period runs, who is where, and what to do.
type Dashboard struct {
	deps     Deps
	scope    app.Scope
	slot     *Slot
	findings *Slot
	loaded   bool
	metric   string // what the answer is about

	answer   *widgets.Text
	detail   *widgets.Text
	badge    *widgets.Badge
	quotas   *widgets.Button
	tiles    *fyne.Container
	burnup   *chartPanel
	trend    *chartPanel
	reps     *chartPanel
	stages   *chartPanel // in the place of reps where only one is in view
	middle   *fyne.Container
	insights *widgets.Card
	lines    []*tapRow // of the insights
	content  fyne.CanvasObject
	empty    fyne.CanvasObject
	failed   fyne.CanvasObject
	whole    *fyne.Container
}

// NewDashboard makes the page.
func NewDashboard(deps Deps) *Dashboard {
	p := &Dashboard{deps: deps, slot: NewSlot(deps.Runner), findings: NewSlot(deps.Runner)}
	p.build()
	return p
}

func (p *Dashboard) build() {
	d := p.deps
	p.answer = widgets.NewText("", widgets.SizeHeading, widgets.RoleNone).Bold().Shrink(200)
	p.detail = widgets.NewText("", widgets.SizeBody, widgets.RoleMuted).Shrink(200)
	p.badge = widgets.NewBadge(widgets.Tag{})
	p.quotas = newButton(d.Text("views.dashboard.setQuotas"), func() { d.Shell.Open(PageQuotas) })
	p.quotas.Importance = widget.HighImportance
	p.quotas.Hide()
	answer := container.New(layout.NewCustomPaddedLayout(-rowInset, -rowInset, -rowInset, -rowInset), newTapRow(p.answer, p.openAnswer, nil))
	head := framed(nil, nil, nil, container.NewCenter(p.quotas), container.NewVBox(
		answer, framed(nil, nil, container.NewCenter(p.badge), nil, p.detail)))
	p.tiles = container.New(&split{gap: pageGap, weights: []float32{1, 1, 1.25, 1, 1, 1, 1}})
	p.burnup = newChartPanel(d, "burnup", fyne.NewSize(240, 112))
	p.trend = newChartPanel(d, "trend", fyne.NewSize(240, 112))
	p.reps = newChartPanel(d, "attainment", fyne.NewSize(240, 200))
	p.stages = newChartPanel(d, "pipeline", fyne.NewSize(240, 200))
	p.middle = container.NewStack(p.reps.onCard)
	p.insights = widgets.NewCard(d.Text("views.dashboard.insights"), widgets.NewSkeleton(6))
	p.insights.SetAction(p.allInsights())
	progress := container.New(&split{vertical: true, gap: pageGap, weights: []float32{1, 1}}, p.burnup.onCard, p.trend.onCard)
	body := container.New(&split{gap: pageGap, weights: []float32{1.1, 0.92, 1.05}}, progress, p.middle, p.insights)
	top := container.New(layout.NewCustomPaddedVBoxLayout(pageGap), head, p.tiles)
	page := framed(container.New(layout.NewCustomPaddedLayout(0, pageGap-widgets.Space/2, 0, 0), top), nil, nil, nil, body)
	p.content = container.NewVScroll(page)
	p.empty = widgets.NewEmptyState(theme.InfoIcon(), d.Text("views.dashboard.empty.title"), d.Text("views.dashboard.empty.text"), d.Text("views.dashboard.empty.action"), func() { d.Shell.NewDeal(app.DealForm{}) })
	p.failed = newFailedState(d, func() { p.Load(p.scope) })
	p.whole = container.NewStack(loadingCards())
}

// openAnswer opens what the sentence speaks of: what was credited against the
// quota, or alone where there is none.
func (p *Dashboard) openAnswer() {
	p.deps.Shell.Explain(p.answer.Text(), sales.Subject{Metric: p.metric, Rep: p.scope.RepID})
}

// allInsights is a small button that opens the page of insights.
func (p *Dashboard) allInsights() fyne.CanvasObject {
	button := newButton(p.deps.Text("views.dashboard.allInsights"), func() { p.deps.Shell.Open(PageInsights) })
	button.Importance = widget.LowImportance
	// No higher than the title, which stands at the height of the other cards'.
	return container.New(layout.NewCustomPaddedLayout(-widgets.Space, -widgets.Space, 0, 0), button)
}

// newFailedState stands for a page whose figures could not be read.
func newFailedState(d Deps, again func()) *widgets.EmptyState {
	return widgets.NewEmptyState(theme.WarningIcon(), d.Text("views.dashboard.failed.title"), d.Text("views.dashboard.failed.text"), d.Text("views.error.again"), again)
}

// loadingCard stands for something of so many lines until it is there.
func loadingCard(lines int) fyne.CanvasObject { return widgets.NewCard("", widgets.NewSkeleton(lines)) }

// loadingCards stand for the page until its figures are there.
func loadingCards() fyne.CanvasObject {
	top := container.New(layout.NewCustomPaddedVBoxLayout(pageGap), loadingCard(2), widgets.NewRow(loadingCard(3), loadingCard(3), loadingCard(3), loadingCard(3)))
	return framed(container.New(layout.NewCustomPaddedLayout(0, pageGap-widgets.Space/2, 0, 0), top), nil, nil, nil, container.New(&split{gap: pageGap, weights: []float32{1, 1, 1}}, loadingCard(8), loadingCard(8), loadingCard(8)))
}

// Object is the page's content.
func (p *Dashboard) Object() fyne.CanvasObject { return p.whole }

// Topics are the changes that make the page stale.
func (*Dashboard) Topics() []app.Topic {
	return []app.Topic{app.TopicDeals, app.TopicActivities, app.TopicLeads, app.TopicQuotas, app.TopicProcess, app.TopicTeam, app.TopicSettings}
}

// Load fetches the scope's figures, then what stands out in them.
func (p *Dashboard) Load(scope app.Scope) {
	p.scope = scope
	p.findings.Cancel()
	Load(p.slot, p.deps.Context, func(ctx context.Context) (*app.Figures, error) {
		return p.deps.Service.Metrics(ctx, scope.Period, scope.AsOf)
	}, p.apply)
}

func (p *Dashboard) apply(figures *app.Figures, err error) {
	if err != nil {
		p.deps.Shell.Fail(err)
		if !p.loaded {
			p.put(p.failed)
		}
		return
	}
	model := newDashboardModel(p.deps, p.scope, figures)
	if model.empty() {
		p.put(p.empty)
		return
	}
	if month, old := lastMonth(figures, model.metrics); old {
		p.put(newOldPeriod(p.deps, month))
		return
	}
	p.loaded = true
	p.show(model)
	p.put(p.content)
	Load(p.findings, p.deps.Context, func(ctx context.Context) (sales.Insights, error) {
		return p.deps.Service.Insights(ctx, figures)
	}, p.applyInsights)
}

// put shows one of the page's states.
func (p *Dashboard) put(state fyne.CanvasObject) {
	p.whole.Objects = []fyne.CanvasObject{state}
	p.whole.Refresh()
}

// show puts the figures into words, tiles and charts.
func (p *Dashboard) show(m dashboardModel) {
	v := m.verdict()
	p.answer.Set(v.Sentence, widgets.RoleNone)
	p.metric = m.attainmentTile().Metric
	p.detail.Set(v.Detail, widgets.RoleMuted)
	p.badge.Set(v.Tag)
	p.badge.Hidden = v.Tag.Text == ""
	p.quotas.Hidden = !v.Quotas
	p.deps.keep(p.tiles, func() {
		p.tiles.Objects = nil
		for _, tile := range m.tiles() {
			title := tile.Stat.Label
			p.tiles.Add(newTile(tile.Stat, func() {
				p.deps.Shell.Explain(title, sales.Subject{Metric: tile.Metric, Rep: p.scope.RepID})
			}))
		}
	})
	data := charts.Data{Report: m.figures.Report, Facts: m.figures.Facts, Forecast: m.figures.Forecast, RepID: p.scope.RepID}
	p.burnup.Set(data)
	p.trend.Set(data)
	people := p.reps
	if p.scope.RepID != "" {
		people = p.stages
	}
	people.Set(data)
	if p.middle.Objects[0] != fyne.CanvasObject(people.onCard) {
		p.middle.Objects = []fyne.CanvasObject{people.onCard}
	}
}

func (p *Dashboard) applyInsights(found sales.Insights, err error) {
	if err != nil {
		p.deps.Shell.Fail(err)
		return
	}
	lines := insightLines(p.deps.Text, found, p.scope.RepID)
	if len(lines) == 0 {
		p.insights.SetBody(widgets.NewParagraph(p.deps.Text("views.dashboard.insights.none"), widgets.SizeBody, widgets.RoleMuted))
	} else {
		p.lines = insightRows(p.deps, lines)
		p.deps.keep(p.insights, func() { p.insights.SetBody(rowScroll(p.lines)) })
	}
	p.whole.Refresh()
}
