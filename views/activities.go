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
	"attain/views/widgets"
)

// The list shows its first rows at once and the others as soon as they are
// read, up to so many; the count beside it says how many there are.
const (
	firstActivities = 500
	mostActivities  = 50_000
)

// Activities is the page of what was done and what is planned.
type Activities struct {
	activityModel
	scope  app.Scope
	filter app.ActivityFilter
	slot   *Slot
	rest   *Slot

	tiles   *fyne.Container
	table   *widgets.Table
	counted *widgets.Text
	empty   noActivities
	area    *fyne.Container
	whole   fyne.CanvasObject
}

// NewActivities makes the page.
func NewActivities(deps Deps) *Activities {
	p := &Activities{activityModel: activityModel{deps: deps}, slot: NewSlot(deps.Runner), rest: NewSlot(deps.Runner)}
	p.build()
	return p
}

func (p *Activities) build() {
	d := p.deps
	p.tiles = emptyTiles(4)
	column := func(id string, weight, least float32) widgets.Column {
		return widgets.Column{ID: id, Title: d.Text("views.activities.column." + id), Weight: weight, Min: least, Sortable: true}
	}
	p.table = widgets.NewTable(d.Overlay, []widgets.Column{
		column("date", 0.9, dateWide), column("type", 0.9, 76), column("subject", 2.4, 150), column("about", 2.4, 150), column("rep", 1.3, 96), column("outcome", 1.2, 96),
	})
	p.table.OnOpen = p.open
	p.table.OnSort = func(column string, descending bool) {
		p.sort, p.down = column, descending
		p.showRows()
	}
	p.table.OnMenu = p.menu
	p.counted = widgets.NewText("", widgets.SizeCaption, widgets.RoleMuted)
	p.area = container.NewStack(p.table, loadingCard(12))
	search := newSearch(d, d.Text("views.activities.search"), func(text string) {
		p.filter.Text = text
		p.Load(p.scope)
	})
	kinds := []string{d.Text("views.activities.allTypes")}
	var kind *widgets.Picker
	p.noneStates(func() {
		p.filter.Type = ""
		kind.SetChosen("0")
		p.filter.Text = ""
		search.Clear()
		p.Load(p.scope)
	})
	for _, t := range activityTypes() {
		kinds = append(kinds, typeText(d.Text, t))
	}
	kind = d.choice(kinds, 0, func(place int) {
		p.filter.Type = ""
		if place > 0 {
			p.filter.Type = activityTypes()[place-1]
		}
		p.Load(p.scope)
	})
	states := []string{d.Text("views.activities.done"), d.Text("views.activities.planned")}
	state := d.remembered("activities.view", states, func(place int) {
		p.filter.Planned = place == 1
		p.Load(p.scope)
	})
	p.filter.Planned = state.Chosen() == 1
	log := newIconButton(d.Text("views.activities.log"), theme.ContentAddIcon(), p.New)
	log.Importance = widget.HighImportance
	plan := newIconButton(d.Text("views.activities.plan"), theme.CalendarIcon(), p.plan)
	bar := container.NewHBox(state, fixed(150, kind), fixed(220, search), layout.NewSpacer(), container.NewCenter(p.counted), plan, log)
	gap := container.New(layout.NewCustomPaddedLayout(widgets.Space, widgets.Space, 0, 0), bar)
	p.whole = framed(container.NewVBox(p.tiles, gap), nil, nil, nil, p.area)
}

// Object is the page's content.
func (p *Activities) Object() fyne.CanvasObject { return p.whole }

// Topics are the changes that make the page stale.
func (p *Activities) Topics() []app.Topic {
	return []app.Topic{app.TopicActivities, app.TopicDeals, app.TopicLeads, app.TopicTeam, app.TopicSettings}
}

// New opens the form for an activity.
func (p *Activities) New() { p.deps.Shell.Log(app.LogForm{}) }

// plan opens the form for a next step.
func (p *Activities) plan() { p.deps.Shell.Plan(sales.Activity{}) }

// Focus gives the keyboard to the list.
func (p *Activities) Focus() fyne.Focusable { return p.table }

// Load fetches the scope's activities.
func (p *Activities) Load(scope app.Scope) {
	p.scope = scope
	filter := p.filter
	filter.Limit = firstActivities
	p.rest.Cancel()
	Load(p.slot, p.deps.Context, func(ctx context.Context) (*app.ActivityList, error) {
		return p.deps.Service.ActivityList(ctx, scope, filter)
	}, p.apply)
}

func (p *Activities) apply(list *app.ActivityList, err error) {
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
	p.showRows()
	if p.cut() {
		p.loadRest()
	}
}

// loadRest reads the rows that the first ones left out.
func (p *Activities) loadRest() {
	before, scope, filter := p.list, p.scope, p.filter
	filter.Limit = mostActivities
	Load(p.rest, p.deps.Context, func(ctx context.Context) (*app.ActivityList, error) {
		return p.deps.Service.LongerActivityList(ctx, before, scope, filter)
	}, func(longer *app.ActivityList, err error) {
		if err != nil {
			p.deps.Shell.Fail(err)
			return
		}
		p.list = longer
		p.showRows()
	})
}

// showRows shows the list in the order chosen.
func (p *Activities) showRows() {
	list := p.list
	p.order()
	p.table.SetSort(p.sort, p.down)
	p.counted.Set(p.count(), widgets.RoleMuted)
	p.table.SetData(widgets.TableData{
		Length: func() int { return len(list.Rows) },
		ID:     func(row int) string { return string(list.Rows[row].ID) },
		Cell:   func(row, column int) widgets.Cell { return p.cell(list.Rows[row], column) },
	})
	var content fyne.CanvasObject = p.table
	if len(list.Rows) == 0 {
		content = p.none()
	}
	p.area.Objects = []fyne.CanvasObject{content}
	p.area.Refresh()
}

// showTiles shows what each type came to in the period, and its goal.
func (p *Activities) showTiles() {
	var tiles []fyne.CanvasObject
	for _, m := range p.tiled() {
		tiles = append(tiles, newTile(activityStat(p.deps, m), func() {
			p.deps.Shell.Explain(typeText(p.deps.Text, m.Type), sales.Subject{Metric: "attempts", Rep: p.scope.RepID, Part: string(m.Type)})
		}))
	}
	tiles = append(tiles, newTile(contactStat(p.deps, p.list.Metrics), func() {
		p.deps.Shell.Explain(p.deps.Text("views.activities.contact"), sales.Subject{Metric: "contact_rate", Rep: p.scope.RepID})
	}))
	p.deps.keep(p.tiles, func() {
		p.tiles.Objects = tiles
		p.tiles.Refresh()
	})
}

// open shows the deal or lead that an activity is about; a planned one is
// logged as done.
func (p *Activities) open(id string) {
	a, found := p.find(id)
	switch {
	case !found:
	case a.Planned:
		p.complete(a)
	case a.DealID != "":
		p.deps.Shell.OpenDeal(a.DealID)
	case a.LeadID != "":
		p.deps.Shell.OpenLead(a.LeadID)
	}
}

// complete opens the log form on a planned activity.
func (p *Activities) complete(a sales.Activity) {
	p.deps.Shell.Log(app.LogForm{Activity: a, CompleteID: a.ID})
}

// menu shows what can be done with a row's activity.
func (p *Activities) menu(id string, at fyne.Position) {
	if a, found := p.find(id); found {
		showActivityMenu(p.deps, a, func() { p.complete(a) }, at)
	}
}
