package views

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// Leads is the page of people and companies that may become deals.
type Leads struct {
	leadsModel
	slot    *Slot
	shown   *fyne.Container // the tiles
	table   *widgets.Table
	source  *widgets.Table
	asList  bool // the leads, not the quality of where they come from
	empty   *widgets.EmptyState
	unfound *widgets.EmptyState // nothing matches what is looked for
	area    *fyne.Container
	whole   fyne.CanvasObject
}

// NewLeads makes the page.
func NewLeads(deps Deps) *Leads {
	p := &Leads{leadsModel: leadsModel{deps: deps, sort: "created", down: true}, slot: NewSlot(deps.Runner), asList: true}
	p.build()
	return p
}

func (p *Leads) build() {
	d := p.deps
	p.shown = emptyTiles(4)
	column := func(id string, weight, least float32, number bool) widgets.Column {
		return widgets.Column{ID: id, Title: d.Text("views.leads.column." + id), Weight: weight, Min: least, Number: number, Sortable: true}
	}
	p.table = widgets.NewTable(d.Overlay, []widgets.Column{
		column("name", 1.4, 120, false), column("company", 1.4, 120, false), column("source", 1, 90, false), column("rep", 1.1, 96, false),
		column("created", 0, dateWide, false), column("touches", 0, 86, true), column("attempts", 0, 92, true), column("fit", 0, 72, false), column("status", 0, 108, false),
	})
	p.table.OnOpen = func(id string) { d.Shell.OpenLead(sales.ID(id)) }
	p.table.OnMenu = p.menu
	p.table.OnSort = func(column string, descending bool) {
		p.sort, p.down = column, descending
		p.show()
	}
	p.source = widgets.NewTable(d.Overlay, []widgets.Column{
		{ID: "by", Title: d.Text("views.leads.by"), Weight: 1, Min: 120},
		{ID: "group", Title: d.Text("views.leads.group"), Weight: 2, Min: 160},
		{ID: "leads", Title: d.Text("views.leads.count"), Weight: 1, Min: 90, Number: true},
		{ID: "decided", Title: d.Text("views.leads.decided.count"), Weight: 1, Min: 90, Number: true},
		{ID: "rate", Title: d.Text("views.leads.conversion"), Weight: 1, Min: 120, Number: true},
		{ID: "warm", Title: d.Text("views.leads.warmShare"), Weight: 1, Min: 120, Number: true},
	})
	p.source.OnOpen = p.openGroup
	p.empty = widgets.NewEmptyState(theme.AccountIcon(), d.Text("views.leads.none.title"), d.Text("views.leads.none.text"), d.Text("views.leads.new"), p.New)
	p.area = container.NewStack(p.table, loadingCard(12))
	search := newSearch(d, d.Text("views.leads.search"), func(text string) {
		p.search = sales.NewSearch(text)
		p.show()
	})
	states := []string{d.Text("views.leads.state.open"), d.Text("views.leads.state.qualified"), d.Text("views.leads.state.disqualified"), d.Text("views.leads.state.all")}
	var state *widgets.Picker
	p.unfound = widgets.NewEmptyState(theme.SearchIcon(), d.Text("views.leads.unfound.title"), d.Text("views.leads.unfound.text"), d.Text("views.leads.unfound.clear"), func() {
		p.state = len(states) - 1
		state.SetChosen(strconv.Itoa(p.state))
		p.search = sales.NewSearch("")
		search.Clear()
		p.show()
	})
	state = d.choice(states, 0, func(place int) {
		p.state = place
		p.show()
	})
	create := newIconButton(d.Text("views.leads.new"), theme.ContentAddIcon(), p.New)
	create.Importance = widget.HighImportance
	filters := container.NewHBox(fixed(170, state), fixed(220, search))
	views := []string{d.Text("views.leads.list"), d.Text("views.leads.quality")}
	view := d.remembered("leads.view", views, func(place int) {
		p.asList = place == 0
		filters.Hidden = !p.asList
		p.show()
	})
	p.asList = view.Chosen() == 0
	filters.Hidden = !p.asList
	bar := container.NewHBox(view, filters, layout.NewSpacer(), create)
	gap := container.New(layout.NewCustomPaddedLayout(widgets.Space, widgets.Space, 0, 0), bar)
	p.whole = framed(container.NewVBox(p.shown, gap), nil, nil, nil, p.area)
}

// menu offers what can be done with a lead from the list.
func (p *Leads) menu(id string, at fyne.Position) {
	d, lead := p.deps, sales.ID(id)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("",
		fyne.NewMenuItem(d.Text("views.pipeline.menu.open"), func() { d.Shell.OpenLead(lead) }),
		fyne.NewMenuItem(d.Text("views.pipeline.menu.log"), func() { d.Shell.Log(app.LogForm{Activity: sales.Activity{LeadID: lead}}) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(d.Text("views.pipeline.menu.delete"), func() {
			d.Shell.Do(func(ctx context.Context) error { return d.Service.DeleteLeads(ctx, lead) }, nil)
		})), d.Shell.Window().Canvas(), at)
}

// Object is the page's content.
func (p *Leads) Object() fyne.CanvasObject { return p.whole }

// Topics are the changes that make the page stale.
func (p *Leads) Topics() []app.Topic {
	return []app.Topic{app.TopicLeads, app.TopicActivities, app.TopicTeam, app.TopicSettings}
}

// Focus gives the keyboard to the list.
func (p *Leads) Focus() fyne.Focusable { return p.table }

// New opens the form for a new lead.
func (p *Leads) New() { askLead(p.deps, sales.Lead{RepID: p.scope.RepID}) }

// Load fetches the scope's leads.
func (p *Leads) Load(scope app.Scope) {
	p.scope = scope
	Load(p.slot, p.deps.Context, func(ctx context.Context) (*app.LeadList, error) { return p.deps.Service.LeadList(ctx, scope) }, p.apply)
}

func (p *Leads) apply(list *app.LeadList, err error) {
	if err != nil {
		if p.list == nil {
			p.area.Objects = []fyne.CanvasObject{newFailedState(p.deps, func() { p.Load(p.scope) })}
			p.area.Refresh()
		}
		p.deps.Shell.Fail(err)
		return
	}
	p.list = list
	p.showTiles()
	p.show()
}

// showTiles shows the quality of the period's leads.
func (p *Leads) showTiles() {
	p.deps.keep(p.shown, func() {
		p.shown.Objects = nil
		for _, tile := range p.tiles() {
			p.shown.Add(newTile(tile.stat, func() {
				p.deps.Shell.Explain(tile.stat.Label, sales.Subject{Metric: tile.metric, Rep: p.scope.RepID})
			}))
		}
		p.shown.Refresh()
	})
}

// show puts the leads of the filter in order into the table.
func (p *Leads) show() {
	if p.list == nil {
		return
	}
	p.filter()
	p.table.SetSort(p.sort, p.down)
	p.table.SetData(widgets.TableData{
		Length: func() int { return len(p.rows) },
		ID:     func(row int) string { return string(p.rows[row].ID) },
		Cell:   func(row, column int) widgets.Cell { return p.cell(p.rows[row], column) },
	})
	p.group()
	p.source.SetData(widgets.TableData{
		Length: func() int { return len(p.groups) },
		ID:     func(row int) string { return p.groups[row].id() },
		Cell:   func(row, column int) widgets.Cell { return p.qualityCell(p.groups[row], column) },
	})
	var content fyne.CanvasObject = p.table
	switch {
	case len(p.list.Rows) == 0:
		content = p.empty
	case !p.asList:
		content = p.source
	case len(p.rows) == 0:
		content = p.unfound
	}
	p.area.Objects = []fyne.CanvasObject{content}
	p.area.Refresh()
}

// openGroup lists the leads that a group counts.
func (p *Leads) openGroup(id string) {
	if name, ids, found := p.in(id); found {
		p.deps.Shell.OpenRecords(name, sales.KindLead, ids)
	}
}

// emptyTiles holds the place of so many tiles until their numbers come.
func emptyTiles(n int) *fyne.Container {
	tiles := container.NewGridWithRows(1)
	for range n {
		tiles.Add(loadingCard(3))
	}
	return tiles
}
