package views

import (
	"cmp"
	"context"
	"slices"
	"strings"

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
	deps   Deps
	scope  app.Scope
	slot   *Slot
	list   *app.LeadList
	rows   []app.LeadRow
	text   string
	state  int // 0 undecided, 1 qualified, 2 disqualified, 3 all
	sort   string
	down   bool
	tiles  *fyne.Container
	table  *widgets.Table
	source *widgets.Table
	groups []leadGroup
	asList bool // the leads, not the quality of where they come from
	empty  *widgets.EmptyState
	area   *fyne.Container
	whole  fyne.CanvasObject
}

// NewLeads makes the page.
func NewLeads(deps Deps) *Leads {
	p := &Leads{deps: deps, slot: NewSlot(deps.Runner), sort: "created", down: true, asList: true}
	p.build()
	return p
}

func (p *Leads) build() {
	d := p.deps
	p.tiles = emptyTiles(4)
	column := func(id string, weight, least float32, number bool) widgets.Column {
		return widgets.Column{ID: id, Title: d.Text("views.leads.column." + id), Weight: weight, Min: least, Number: number, Sortable: true}
	}
	p.table = widgets.NewTable(d.Overlay, []widgets.Column{
		column("name", 1.4, 120, false), column("company", 1.4, 120, false), column("source", 1, 90, false), column("rep", 1.1, 96, false),
		column("created", 0, 100, false), column("touches", 0, 86, true), column("attempts", 0, 92, true), column("fit", 0, 72, false), column("status", 0, 108, false),
	})
	p.table.OnOpen = func(id string) { d.Shell.OpenLead(sales.ID(id)) }
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
		p.text = strings.ToLower(strings.TrimSpace(text))
		p.show()
	})
	states := []string{d.Text("views.leads.state.open"), d.Text("views.leads.state.qualified"), d.Text("views.leads.state.disqualified"), d.Text("views.leads.state.all")}
	state := d.choice(states, 0, func(place int) {
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
	p.whole = container.NewBorder(container.NewVBox(p.tiles, gap), nil, nil, nil, p.area)
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
	d, m := p.deps, p.list.Metrics
	tile := func(key, value, hint, metric string) fyne.CanvasObject {
		return newTile(widgets.Stat{Label: d.Text(key), Value: value, Hint: hint}, func() {
			d.Shell.Explain(d.Text(key), sales.Subject{Metric: metric, Rep: p.scope.RepID})
		})
	}
	touches := none
	if m.LeadTouches != nil {
		touches = d.Format.Number(*m.LeadTouches, 1)
	}
	p.tiles.Objects = []fyne.CanvasObject{
		tile("views.leads.conversion", d.Format.Ratio(m.LeadConversion), d.Text("views.leads.conversion.hint", "Num", d.Format.Count(int(m.LeadConversion.Num)), "Den", d.Format.Count(int(m.LeadConversion.Den))), "lead_conversion"),
		tile("views.leads.warmShare", d.Format.Ratio(m.WarmShare), d.Text("views.leads.warmShare.hint", "Touches", d.Settings.Thresholds.WarmTouches), "warm_share"),
		tile("views.leads.fitShare", d.Format.Ratio(m.Fit.Share), d.Text("views.leads.fitShare.hint", "Good", d.Format.Count(m.Fit.Good), "Fair", d.Format.Count(m.Fit.Fair), "Poor", d.Format.Count(m.Fit.Poor)), "fit"),
		tile("views.leads.touches", touches, d.Text("views.leads.touches.hint"), "lead_touches"),
	}
	p.tiles.Refresh()
}

// show puts the leads of the filter in order into the table.
func (p *Leads) show() {
	if p.list == nil {
		return
	}
	p.rows = p.rows[:0]
	for _, row := range p.list.Rows {
		open := row.Status == sales.LeadNew || row.Status == sales.LeadWorking
		wanted := [4]bool{open, row.Status == sales.LeadQualified, row.Status == sales.LeadDisqualified, true}[p.state]
		if wanted && (p.text == "" || strings.Contains(strings.ToLower(row.Name+"\n"+row.Company+"\n"+row.Source+"\n"+row.Rep), p.text)) {
			p.rows = append(p.rows, row)
		}
	}
	p.order()
	p.table.SetSort(p.sort, p.down)
	p.table.SetData(widgets.TableData{
		Length: func() int { return len(p.rows) },
		ID:     func(row int) string { return string(p.rows[row].ID) },
		Cell:   func(row, column int) widgets.Cell { return p.cell(p.rows[row], column) },
	})
	p.showQuality()
	var content fyne.CanvasObject = p.table
	switch {
	case len(p.list.Rows) == 0:
		content = p.empty
	case !p.asList:
		content = p.source
	}
	p.area.Objects = []fyne.CanvasObject{content}
	p.area.Refresh()
}

func (p *Leads) order() {
	by := map[string]func(a, b app.LeadRow) int{
		"name": func(a, b app.LeadRow) int { return cmp.Compare(a.Name, b.Name) }, "company": func(a, b app.LeadRow) int { return cmp.Compare(a.Company, b.Company) },
		"source": func(a, b app.LeadRow) int { return cmp.Compare(a.Source, b.Source) }, "rep": func(a, b app.LeadRow) int { return cmp.Compare(a.Rep, b.Rep) },
		"created": func(a, b app.LeadRow) int { return cmp.Compare(a.Created, b.Created) }, "touches": func(a, b app.LeadRow) int { return cmp.Compare(a.Touches, b.Touches) },
		"attempts": func(a, b app.LeadRow) int { return cmp.Compare(a.Attempts, b.Attempts) }, "fit": func(a, b app.LeadRow) int { return cmp.Compare(a.Score, b.Score) },
		"status": func(a, b app.LeadRow) int { return cmp.Compare(a.Status, b.Status) },
	}[p.sort]
	slices.SortStableFunc(p.rows, func(a, b app.LeadRow) int {
		order := cmp.Or(by(a, b), cmp.Compare(a.ID, b.ID))
		if p.down {
			return -order
		}
		return order
	})
}

func (p *Leads) cell(row app.LeadRow, column int) widgets.Cell {
	d := p.deps
	switch column {
	case 0:
		return widgets.Cell{Text: row.Name, Bold: true}
	case 1:
		return widgets.Cell{Text: orNone(row.Company)}
	case 2:
		return widgets.Cell{Text: orNone(row.Source)}
	case 3:
		return widgets.Cell{Text: orNone(row.Rep)}
	case 4:
		return widgets.Cell{Text: d.Format.Day(row.Created, p.list.AsOf)}
	case 5:
		return widgets.Cell{Text: d.Format.Count(row.Touches)}
	case 6:
		return widgets.Cell{Text: d.Format.Count(row.Attempts)}
	case 7:
		tag := fitTag(d, row.Score, row.Scored)
		return widgets.Cell{Text: tag.Text, Role: tag.Role, Mark: row.Scored}
	}
	tag := leadTag(d, row.Status)
	return widgets.Cell{Text: tag.Text, Role: tag.Role}
}

// emptyTiles holds the place of so many tiles until their numbers come.
func emptyTiles(n int) *fyne.Container {
	tiles := container.NewGridWithRows(1)
	for range n {
		tiles.Add(loadingCard(3))
	}
	return tiles
}

// fitTag is the band of a lead's fit score.
func fitTag(d Deps, score float64, scored bool) widgets.Tag {
	switch t := d.Settings.Thresholds; {
	case !scored:
		return widgets.Tag{Text: none, Role: widgets.RoleMuted}
	case score >= t.FitGood:
		return widgets.Tag{Text: d.Text("views.leads.fit.good"), Role: widgets.RoleOnTrack}
	case score >= t.FitFair:
		return widgets.Tag{Text: d.Text("views.leads.fit.fair"), Role: widgets.RoleBehind}
	}
	return widgets.Tag{Text: d.Text("views.leads.fit.poor"), Role: widgets.RoleOffTrack}
}

// leadTag is a lead's status in words.
func leadTag(d Deps, status sales.LeadStatus) widgets.Tag {
	switch status {
	case sales.LeadQualified:
		return widgets.Tag{Text: d.Text("views.leads.status.qualified"), Role: widgets.RoleWon}
	case sales.LeadDisqualified:
		return widgets.Tag{Text: d.Text("views.leads.status.disqualified"), Role: widgets.RoleLost}
	case sales.LeadWorking:
		return widgets.Tag{Text: d.Text("views.leads.status.working"), Role: widgets.RoleAccent}
	default:
		return widgets.Tag{Text: d.Text("views.leads.status.new"), Role: widgets.RoleNone}
	}
}
