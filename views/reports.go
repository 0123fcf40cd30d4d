package views

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/assets"
	"attain/charts"
	"attain/views/widgets"
)

// reportLangKey is where the page keeps the language of workbooks when it is
// rebuilt.
const reportLangKey = "reports.lang"

// Reports is the page that writes the monthly review as a workbook, closes
// months and saves charts as pictures.
type Reports struct {
	deps    Deps
	model   reportModel
	order   reportOrder
	scoped  app.Scope // what the order was made for
	months  []sales.Month
	slot    *Slot
	figure  *Slot
	job     *Slot
	figures *app.Figures // of the month
	chart   string       // the one in view
	preview *fyne.Container
	dark    bool // charts for a dark ground

	month   *widgets.Picker
	scope   *widgets.Picker
	state   *widgets.Badge
	tiles   *fyne.Container
	bar     *widget.ProgressBar
	busy    *fyne.Container
	far     *widgets.Text // how far the work is, per cent
	saved   *widgets.Text // what is being written, or was
	show    *widgets.Button
	actions []*widgets.Button
	close   *widgets.Button
	table   *widgets.Table
	again   *widgets.Button
	chosen  string // the closed month in hand
	none    *widgets.EmptyState
	closed  *fyne.Container
	whole   *fyne.Container
	parts   fyne.CanvasObject // all of the page, unless it could not be read
}

// NewReports makes the page.
func NewReports(deps Deps) *Reports {
	p := &Reports{deps: deps, slot: NewSlot(deps.Runner), figure: NewSlot(deps.Runner), job: NewSlot(deps.Runner)}
	p.order = reportOrder{month: deps.Service.Today().Month(), scope: scopeTeam, lang: deps.Format.Lang, folder: deps.Documents}
	if lang := deps.Memory[reportLangKey]; lang != "" {
		p.order.lang = lang
	}
	p.parts = container.New(&split{gap: pageGap, weights: []float32{1.15, 1}}, p.writing(), p.closing())
	p.whole = container.NewStack(p.parts)
	return p
}

// writing is the left half: what to write, and the pictures.
func (p *Reports) writing() fyne.CanvasObject {
	d := p.deps
	p.state = widgets.NewBadge(widgets.Tag{})
	p.tiles = container.NewGridWithColumns(4)
	p.saved = widgets.NewText("", widgets.SizeBody, widgets.RoleMuted).Shrink(100)
	p.show = newButton(d.Text("views.reports.show"), p.openFolder)
	p.show.Hide()
	quick := p.action("views.reports.quick", theme.DownloadIcon(), func() { p.write("", p.deps.Documents) })
	quick.Importance = widget.HighImportance
	as := p.action("views.reports.saveAs", theme.FolderOpenIcon(), p.askFile)
	p.bar = newProgressBar()
	p.far = widgets.NewText("", widgets.SizeBody, widgets.RoleMuted).Align(fyne.TextAlignTrailing)
	p.busy = framed(nil, nil, nil, container.NewHBox(container.NewCenter(fixed(48, p.far)), newButton(d.Text("views.reports.stop"), p.stop)), p.bar)
	p.busy.Hide()
	// Beside the buttons, so that the pictures below stay where they are.
	row := framed(nil, nil, container.NewHBox(quick, as, p.show), nil, p.busy)
	review := widgets.NewCard(d.Text("views.reports.review"), container.New(layout.NewCustomPaddedVBoxLayout(1.5*widgets.Space),
		widgets.NewParagraph(d.Text("views.reports.review.why"), widgets.SizeBody, widgets.RoleMuted),
		p.fields(), p.tiles, row, p.saved)).SetAction(p.state)
	return framed(container.New(layout.NewCustomPaddedLayout(0, pageGap, 0, 0), review), nil, nil, nil, p.pictures())
}

// fields choose the month, the people and the language.
func (p *Reports) fields() fyne.CanvasObject {
	d := p.deps
	p.month = d.choice(nil, 0, func(place int) {
		p.order.month = p.months[place]
		p.loadFigures()
	})
	p.scope = d.picker(d.Text("views.reports.scope.team"), nil)
	p.scope.OnChosen = func(id string) {
		p.order.scope = id
		p.loadFigures()
	}
	langs, chosen := []string{}, 0
	for i, lang := range assets.Languages {
		langs = append(langs, d.Text("views.reports.lang."+lang))
		if lang == p.order.lang {
			chosen = i
		}
	}
	lang := d.choice(langs, chosen, func(place int) {
		p.order.lang = assets.Languages[place]
		d.Memory[reportLangKey] = p.order.lang
	})
	return columns(widgets.NewField(d.Text("views.reports.month"), p.month),
		widgets.NewField(d.Text("views.reports.scope"), p.scope), widgets.NewField(d.Text("views.reports.lang"), lang))
}

// pictures saves all charts of the month.
func (p *Reports) pictures() fyne.CanvasObject {
	d := p.deps
	looks := []string{d.Text("views.reports.look.light"), d.Text("views.reports.look.dark")}
	look := newSegments(looks, 0, func(place int) { p.dark = place == 1 })
	save := p.action("views.reports.charts.save", theme.FolderOpenIcon(), p.askCharts)
	names := []string{}
	for _, name := range charts.Names() {
		names = append(names, chartTitle(d.Text, name))
	}
	p.preview = container.NewStack()
	which := d.choice(names, slices.Index(charts.Names(), "trend"), func(place int) {
		p.chart = charts.Names()[place]
		p.showChart()
	})
	p.chart = "trend"
	foot := container.NewHBox(save, look)
	return widgets.NewCard(d.Text("views.reports.charts"), framed(nil, foot, nil, nil, p.preview)).SetAction(fixed(200, which))
}

// closing is the right half: the closed months.
func (p *Reports) closing() fyne.CanvasObject {
	d := p.deps
	p.close = newIconButton("", theme.ConfirmIcon(), p.askClose)
	p.table = widgets.NewTable(d.Overlay, []widgets.Column{
		{ID: "month", Title: d.Text("views.reports.month"), Weight: 1.2, Min: 110}, {ID: "closed", Title: d.Text("views.reports.closedOn"), Weight: 1, Min: dateWide},
	})
	p.table.OnSelected = func(ids []string) {
		p.chosen = ""
		if len(ids) > 0 {
			p.chosen = ids[0]
		}
		p.enable()
	}
	p.table.OnOpen = p.writeAgain
	p.again = newIconButton(d.Text("views.reports.again"), theme.DownloadIcon(), func() { p.writeAgain(p.chosen) })
	p.none = widgets.NewEmptyState(theme.HistoryIcon(), d.Text("views.reports.none.title"), d.Text("views.reports.none.text"), "", nil)
	p.closed = container.NewStack(p.none)
	head := widgets.NewParagraph(d.Text("views.reports.closing.why"), widgets.SizeBody, widgets.RoleMuted)
	foot := container.New(layout.NewCustomPaddedLayout(widgets.Space, 0, 0, 0), container.NewHBox(p.close, layout.NewSpacer(), p.again))
	return widgets.NewCard(d.Text("views.reports.closing"), framed(head, foot, nil, nil, p.closed))
}

// action is a button that waits while something is written.
func (p *Reports) action(key string, icon fyne.Resource, do func()) *widgets.Button {
	button := newIconButton(p.deps.Text(key), icon, do)
	p.actions = append(p.actions, button)
	return button
}

// Object is the page's content.
func (p *Reports) Object() fyne.CanvasObject { return p.whole }

// Topics are the changes that make the page stale.
func (*Reports) Topics() []app.Topic {
	return []app.Topic{app.TopicClosings, app.TopicTeam, app.TopicDeals, app.TopicQuotas, app.TopicActivities, app.TopicLeads, app.TopicSettings}
}

// Focus gives the keyboard to the choice of the month.
func (p *Reports) Focus() fyne.Focusable { return p.month }

// Load fetches the closed months and the reps. When the scope has changed, its
// period's last month, if it has begun, and its rep become what the report is
// about.
func (p *Reports) Load(scope app.Scope) {
	if p.scoped != scope {
		p.scoped = scope
		p.order.month, p.order.scope = reportScope(scope, p.deps.Service.Today())
	}
	Load(p.slot, p.deps.Context, func(ctx context.Context) (reportModel, error) {
		model := reportModel{today: p.deps.Service.Today()}
		var err error
		if model.closed, err = p.deps.Service.ClosedMonths(ctx); err != nil {
			return model, err
		}
		model.reps, err = p.deps.Service.Reps(ctx)
		return model, err
	}, func(model reportModel, err error) {
		if err != nil {
			if p.months == nil {
				p.put(newFailedState(p.deps, func() { p.Load(scope) }))
			}
			p.deps.Shell.Fail(err)
			return
		}
		p.put(p.parts)
		p.model = model
		p.fill()
		p.loadFigures()
	})
}

// put shows the parts of the page, or what stands in their place.
func (p *Reports) put(object fyne.CanvasObject) {
	if p.whole.Objects[0] != object {
		p.whole.Objects = []fyne.CanvasObject{object}
		p.whole.Refresh()
	}
}

// fill offers the months and the people, and lists the closed months.
func (p *Reports) fill() {
	d := p.deps
	p.months = p.model.months(p.order.month)
	names, at := []string{}, 0
	for i, month := range p.months {
		names = append(names, d.Format.Month(month))
		if month == p.order.month {
			at = i
		}
	}
	p.month.SetOptions(placesOf(names))
	p.month.SetChosen(strconv.Itoa(at))
	p.scope.SetOptions(p.model.scopes(d.Text))
	p.scope.SetChosen(p.order.scope)
	p.listClosed()
	p.enable()
}

func (p *Reports) listClosed() {
	list := p.model.newestFirst()
	p.table.SetData(widgets.TableData{
		Length: func() int { return len(list) },
		ID:     func(row int) string { return list[row].Month.String() },
		Cell: func(row, column int) widgets.Cell {
			if column == 0 {
				return widgets.Cell{Text: p.deps.Format.Month(list[row].Month), Bold: true}
			}
			return widgets.Cell{Text: p.deps.Format.Day(sales.DayOfTime(list[row].ClosedAt), p.model.today)}
		},
	})
	var content fyne.CanvasObject = p.table
	if len(list) == 0 {
		content = p.none
	}
	p.closed.Objects = []fyne.CanvasObject{content}
	p.closed.Refresh()
}

// enable shows which of the buttons can be used.
func (p *Reports) enable() {
	d := p.deps
	set := func(button *widgets.Button, on bool) {
		if on {
			button.Enable()
		} else {
			button.Disable()
		}
	}
	for _, button := range p.actions {
		set(button, !p.busy.Visible() && len(p.model.reps) > 0)
	}
	if nobody := d.Text("views.reports.nobody"); len(p.model.reps) == 0 {
		p.saved.Set(nobody, widgets.RoleMuted)
	} else if p.saved.Text() == nobody {
		p.saved.Set("", widgets.RoleMuted)
	}
	p.close.SetText(d.Text("views.reports.close", "Month", d.Format.Month(p.order.month)))
	set(p.close, !p.busy.Visible() && p.model.closable(p.order.month))
	set(p.again, !p.busy.Visible() && p.chosen != "")
	p.state.Set(p.model.standing(p.order.month, d.Text, d.Format))
}
