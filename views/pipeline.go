package views

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// Pipeline is the page of open deals: a board, and the same deals as a table.
type Pipeline struct {
	deps   Deps
	model  pipelineModel
	filter pipelineFilter
	scope  app.Scope
	slot   *Slot

	board   *widgets.Board
	table   *pipelineTable
	search  *widgets.SearchEntry
	product *widgets.Picker
	total   *fyne.Container // the sums over the board
	checks  []*widgets.CheckBox
	empty   *widgets.EmptyState
	unfound *widgets.EmptyState // no deal passes the filter
	area    *fyne.Container
	whole   fyne.CanvasObject
	asTable bool
}

// NewPipeline makes the page.
func NewPipeline(deps Deps) *Pipeline {
	p := &Pipeline{deps: deps, slot: NewSlot(deps.Runner)}
	p.build()
	return p
}

func (p *Pipeline) build() {
	d := p.deps
	p.board = widgets.NewBoard(d.Overlay)
	p.board.OnOpen = func(id string) { d.Shell.OpenDeal(sales.ID(id)) }
	p.board.OnMove = func(id, column string, _ int) { p.move(sales.ID(id), column) }
	p.board.OnMenu = p.menu
	p.board.OnColumn = p.openColumn
	p.table = newPipelineTable(d)
	p.table.table.OnMenu = p.tableMenu
	p.search = newSearch(d, d.Text("views.pipeline.search"), func(text string) {
		p.filter.Text = text
		p.show()
	})
	p.product = d.picker(d.Text("views.pipeline.allProducts"), nil)
	p.product.OnChosen = func(id string) {
		p.filter.Product = sales.ID(id)
		if id == allProducts {
			p.filter.Product = ""
		}
		p.show()
	}
	p.total = container.NewHBox()
	p.empty = widgets.NewEmptyState(theme.ListIcon(), d.Text("views.pipeline.none.title"), d.Text("views.pipeline.none.text"), d.Text("views.pipeline.new"), p.New)
	p.unfound = widgets.NewEmptyState(theme.SearchIcon(), d.Text("views.pipeline.unfound.title"), d.Text("views.pipeline.unfound.text"), d.Text("views.pipeline.unfound.clear"), p.showAll)
	p.area = container.NewStack(p.board, container.NewGridWithRows(1, loadingCard(8), loadingCard(8), loadingCard(8), loadingCard(8)))
	check := func(key string, set func(bool)) *widgets.CheckBox {
		box := newCheck(d.Text(key), func(on bool) {
			set(on)
			p.show()
		})
		p.checks = append(p.checks, box)
		return box
	}
	view := d.remembered("pipeline.view", []string{d.Text("views.pipeline.board"), d.Text("views.pipeline.table")}, func(place int) {
		p.asTable = place == 1
		p.show()
	})
	p.asTable = view.Chosen() == 1
	create := newIconButton(d.Text("views.pipeline.new"), theme.ContentAddIcon(), p.New)
	create.Importance = widget.HighImportance
	bar := container.NewHBox(
		fixed(200, p.search), fixed(164, p.product),
		check("views.pipeline.filter.due", func(on bool) { p.filter.Due = on }),
		check("views.pipeline.filter.stuck", func(on bool) { p.filter.Stuck = on }),
		check("views.pipeline.filter.neglected", func(on bool) { p.filter.Neglected = on }),
		layout.NewSpacer(), view, create)
	p.whole = framed(container.NewVBox(bar, container.New(layout.NewCustomPaddedLayout(0, 0, -rowInset, 0), p.total)), nil, nil, nil, p.area)
}

// Object is the page's content.
func (p *Pipeline) Object() fyne.CanvasObject { return p.whole }

// Topics are the changes that make the page stale.
func (p *Pipeline) Topics() []app.Topic {
	return []app.Topic{app.TopicDeals, app.TopicActivities, app.TopicProcess, app.TopicTeam, app.TopicSettings, app.TopicQuotas}
}

// New opens the form for a new deal.
func (p *Pipeline) New() { p.deps.Shell.NewDeal(app.DealForm{}) }

// Deal is the deal that is marked on the board or alone in the table.
func (p *Pipeline) Deal() sales.ID {
	switch {
	case !p.asTable:
		return sales.ID(p.board.Selected())
	case len(p.table.selected) == 1:
		return p.table.selected[0]
	default:
		return ""
	}
}

// Focus gives the keyboard to the board.
func (p *Pipeline) Focus() fyne.Focusable { return p.board }

// Load fetches the board of the scope.
func (p *Pipeline) Load(scope app.Scope) {
	p.scope = scope
	filter := p.filter
	Load(p.slot, p.deps.Context, func(ctx context.Context) (loadedPipeline, error) {
		data, err := p.deps.Service.Pipeline(ctx, scope)
		if err != nil {
			return loadedPipeline{}, err
		}
		// The words on thousands of cards take longer than a frame. They are
		// written by a format of their own, which must not be shared.
		format := NewFormat(p.deps.Format.Lang, p.deps.Format.Currency, p.deps.Text)
		model := pipelineModel{data: data, text: p.deps.Text, format: format, period: scope.Period}
		return loadedPipeline{data, filter, model.columns(filter)}, nil
	}, p.apply)
}

// loadedPipeline is what is read in the background: a pipeline, and the
// board's columns as a filter lets them through.
type loadedPipeline struct {
	data    *app.Pipeline
	filter  pipelineFilter
	columns []widgets.BoardColumn
}

func (p *Pipeline) apply(loaded loadedPipeline, err error) {
	if err != nil {
		if p.model.data == nil {
			p.area.Objects = []fyne.CanvasObject{newFailedState(p.deps, func() { p.Load(p.scope) })}
			p.area.Refresh()
		}
		p.deps.Shell.Fail(err)
		return
	}
	p.model = pipelineModel{data: loaded.data, text: p.deps.Text, format: p.deps.Format, period: p.scope.Period}
	p.fillProducts()
	if p.filter != loaded.filter {
		loaded.columns = p.model.columns(p.filter)
	}
	p.showColumns(loaded.columns)
}

// allProducts is the product picker's choice of no product.
const allProducts = "all"

// fillProducts offers the products for the filter, keeping the choice.
func (p *Pipeline) fillProducts() {
	options := []widgets.Option{{ID: allProducts, Text: p.deps.Text("views.pipeline.allProducts")}}
	chosen := allProducts
	for _, product := range p.model.data.Report.Team.Products {
		if product.Product == "" {
			continue // what was sold without a product
		}
		options = append(options, widgets.Option{ID: string(product.Product), Text: product.Name})
		if product.Product == p.filter.Product {
			chosen = string(product.Product)
		}
	}
	p.product.SetOptions(options)
	p.product.SetChosen(chosen)
}

// show puts what the filter lets through on the board or into the table.
func (p *Pipeline) show() {
	if p.model.data != nil {
		p.showColumns(p.model.columns(p.filter))
	}
}

// showAll empties every filter.
func (p *Pipeline) showAll() {
	p.filter = pipelineFilter{}
	p.product.SetChosen(allProducts)
	p.search.Clear()
	for _, box := range p.checks {
		box.SetChecked(false)
	}
	p.show()
}

// showColumns is show with the board's columns.
func (p *Pipeline) showColumns(columns []widgets.BoardColumn) {
	p.showTotal()
	p.board.SetColumns(columns)
	if p.asTable {
		p.table.show(p.model, p.model.deals(p.filter))
	}
	var content fyne.CanvasObject = p.board
	switch {
	case len(p.model.data.Deals) == 0:
		content = p.empty
	case p.filter != (pipelineFilter{}) && !slices.ContainsFunc(columns, func(c widgets.BoardColumn) bool { return len(c.Cards) > 0 }):
		content = p.unfound
	case p.asTable:
		content = p.table.object()
	}
	if len(p.area.Objects) != 1 || p.area.Objects[0] != content {
		p.area.Objects = []fyne.CanvasObject{content}
		p.area.Refresh()
	}
}

// move takes a card to a column: closing stages ask for reason and date.
func (p *Pipeline) move(id sales.ID, column string) {
	if column == noStage {
		p.board.SnapBack()
		return
	}
	for _, stage := range p.model.data.Stages {
		if string(stage.ID) == column && stage.Kind != sales.StageOpen {
			p.board.SnapBack()
		}
	}
	p.deps.Shell.CloseDeal(id, sales.ID(column), p.board.SnapBack)
}

// showTotal writes the sums of what the filter lets through; each opens the
// deals it is made of.
func (p *Pipeline) showTotal() {
	open := p.model.open(p.filter)
	var rows []*tapRow
	for _, words := range p.model.total(open) {
		text := widgets.NewText(words, widgets.SizeCaption, widgets.RoleMuted)
		rows = append(rows, newTapRow(text, func() {
			p.deps.Shell.OpenWeighted(p.deps.Text("views.nav.pipeline"), p.model.weighted(open))
		}, nil))
	}
	p.deps.keep(p.total, func() {
		p.total.RemoveAll()
		for _, row := range rows {
			row.neighbours = rows
			p.total.Add(row)
		}
	})
}

// openColumn lists the records behind a column's sums.
func (p *Pipeline) openColumn(column string) {
	for _, c := range p.board.Columns() {
		if c.ID != column {
			continue
		}
		var deals []sales.BoardDeal
		for _, deal := range p.model.deals(p.filter) {
			if columnOf(deal) == column {
				deals = append(deals, deal)
			}
		}
		p.deps.Shell.OpenWeighted(c.Title, p.model.weighted(deals))
	}
}

// menu offers all that can be done with a card.
func (p *Pipeline) menu(id string, at fyne.Position) {
	d := p.deps
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(d.Text("views.pipeline.menu.open"), func() { d.Shell.OpenDeal(sales.ID(id)) }),
		fyne.NewMenuItem(d.Text("views.pipeline.menu.log"), func() { d.Shell.Log(app.LogForm{Activity: sales.Activity{DealID: sales.ID(id)}}) }),
	}
	move := fyne.NewMenuItem(d.Text("views.pipeline.menu.move"), nil)
	move.ChildMenu = fyne.NewMenu("")
	for _, stage := range p.model.data.Stages {
		move.ChildMenu.Items = append(move.ChildMenu.Items, fyne.NewMenuItem(stage.Name, func() { p.move(sales.ID(id), string(stage.ID)) }))
	}
	items = append(items, move, fyne.NewMenuItem(d.Text("views.pipeline.menu.reassign"), func() { p.reassign([]sales.ID{sales.ID(id)}) }),
		fyne.NewMenuItemSeparator(), fyne.NewMenuItem(d.Text("views.pipeline.menu.delete"), func() {
			d.Shell.Do(func(ctx context.Context) error { return d.Service.DeleteDeals(ctx, sales.ID(id)) }, nil)
		}))
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), d.Shell.Window().Canvas(), at)
}

// tableMenu is menu on a row, or what can be done with all rows selected.
func (p *Pipeline) tableMenu(id string, at fyne.Position) {
	ids := slices.Clone(p.table.selected)
	if len(ids) < 2 {
		p.menu(id, at)
		return
	}
	d := p.deps
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("",
		fyne.NewMenuItem(d.Text("views.pipeline.reassign.some", "Count", d.Format.Count(len(ids))), func() { p.reassign(ids) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(d.Text("views.pipeline.menu.delete"), func() {
			d.Shell.Do(func(ctx context.Context) error { return d.Service.DeleteDeals(ctx, ids...) }, nil)
		})), d.Shell.Window().Canvas(), at)
}

// reassign gives deals to another rep, with the load of both shown.
func (p *Pipeline) reassign(ids []sales.ID) { askReassign(p.deps, p.model, ids) }
