package views

import (
	"context"
	"maps"
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

// quotaSplitKey is where the page keeps the rule of splitting when it is
// rebuilt.
const quotaSplitKey = "quotas.split"

// Quotas is the page on which quotas are set: a sheet of reps and months with
// what they come to, and a proposal for the cell in hand.
type Quotas struct {
	deps  Deps
	query app.QuotaQuery
	sheet quotaSheet
	rule  splitRule
	basis *app.QuotaBasis
	// basisOf is the quarter whose proposals are there or on their way.
	basisOf quotaSpan
	scoped  int // the fiscal year that the period in view lies in
	slot    *Slot
	hints   *Slot
	queue   []app.QuotaValue      // typed while an earlier value is being written
	entered map[quotaPlace]string // as the cells had what is in the queue
	writing bool
	own     bool // what comes next is the page's own change
	awaited bool // the keyboard goes to the sheet once that is there

	grid    *widgets.Grid
	year    *widgets.Text
	product *widgets.Picker
	detail  *quotaDetail
	area    *fyne.Container
	sheets  fyne.CanvasObject
	empty   *widgets.EmptyState
	failed  *widgets.EmptyState
	whole   fyne.CanvasObject
}

// NewQuotas makes the page.
func NewQuotas(deps Deps) *Quotas {
	p := &Quotas{deps: deps, slot: NewSlot(deps.Runner), hints: NewSlot(deps.Runner), query: app.QuotaQuery{Measure: sales.MeasureMoney}}
	rule, err := strconv.Atoi(deps.Memory[quotaSplitKey])
	if err == nil && rule > 0 && rule < len(splitRules()) {
		p.rule = splitRule(rule)
	}
	p.sheet = quotaSheet{text: deps.Text, format: deps.Format, typed: map[quotaPlace]string{}, refused: map[quotaPlace]string{}}
	p.entered = map[quotaPlace]string{}
	p.build()
	return p
}

func (p *Quotas) build() {
	d := p.deps
	p.grid = widgets.NewGrid(d.Overlay)
	p.grid.OnEdit = p.edit
	p.grid.OnPaste = p.paste
	p.grid.OnGiveUp = p.forget
	p.grid.OnCurrent = func(int, int) { p.showDetail() }
	p.detail = newQuotaDetail(p)
	p.empty = widgets.NewEmptyState(theme.AccountIcon(), d.Text("views.quotas.none.title"), d.Text("views.quotas.none.text"),
		d.Text("views.quotas.none.open"), func() { d.Shell.Open(PageSettings) })
	p.sheets = framed(nil, container.New(layout.NewCustomPaddedLayout(2*widgets.Space, 0, 0, 0), p.detail.whole), nil, nil, p.grid)
	p.failed = newFailedState(d, p.reload)
	p.sheets.Hide()
	p.area = container.NewStack(p.sheets, widgets.NewCard(d.Text("views.nav."+PageQuotas), widgets.NewSkeleton(8)))
	p.whole = framed(container.New(layout.NewCustomPaddedLayout(0, widgets.Space, 0, 0), p.toolbar()), nil, nil, nil, p.area)
}

// toolbar chooses what the sheet shows and how wholes are split.
func (p *Quotas) toolbar() fyne.CanvasObject {
	d := p.deps
	p.year = widgets.NewText("", widgets.SizeTitle, widgets.RoleNone).Bold().Align(fyne.TextAlignCenter)
	earlier := newIconButton("", theme.NavigateBackIcon(), func() { p.turn(-1) })
	later := newIconButton("", theme.NavigateNextIcon(), func() { p.turn(1) })
	part := d.choice([]string{d.Text("views.quotas.wholeYear"), "Q1", "Q2", "Q3", "Q4"}, 0, func(place int) {
		p.sheet.quarter = place
		p.show()
		p.toMonth()
	})
	measure := d.choice([]string{d.Text("views.quotas.money", "Currency", d.Format.Currency.Code), d.Text("views.quotas.unitsOf")}, 0, func(place int) {
		p.query.Measure = []sales.QuotaMeasure{sales.MeasureMoney, sales.MeasureUnits}[place]
		p.reload()
	})
	p.product = d.picker(d.Text("views.quotas.allProducts"), nil)
	p.product.OnChosen = func(id string) {
		p.query.ProductID = sales.ID(id)
		p.reload()
	}
	rules := make([]string, 0, len(splitRules()))
	for _, rule := range splitRules() {
		rules = append(rules, d.Text("views.quotas.split."+rule))
	}
	split := d.choice(rules, int(p.rule), func(place int) {
		p.rule = splitRule(place)
		d.Memory[quotaSplitKey] = strconv.Itoa(place)
	})
	proposals := newIconButton(d.Text("views.quotas.proposals"), theme.ConfirmIcon(), p.askProposals)
	proposals.Importance = widget.HighImportance
	var more *widgets.Button
	more = newIconButton("", theme.MoreHorizontalIcon(), func() { p.menu(more) })
	return container.NewHBox(earlier, fixed(64, p.year), later, fixed(116, part), fixed(136, measure), fixed(150, p.product),
		layout.NewSpacer(), widgets.WithTip(d.Overlay, fixed(226, split), d.Text("views.quotas.split.why")), proposals, more)
}

// menu offers what changes many quotas at once.
func (p *Quotas) menu(under fyne.CanvasObject) {
	d := p.deps
	menu := fyne.NewMenu("",
		fyne.NewMenuItem(d.Text("views.quotas.copyYear"), p.askCopy),
		fyne.NewMenuItem(d.Text("views.quotas.reduce"), p.askReductions),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(d.Text("views.quotas.divideTeam"), p.divideTeam))
	at := d.Shell.Window().Canvas()
	position := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	widget.ShowPopUpMenuAtPosition(menu, at, position.AddXY(0, under.Size().Height))
}

// Object is the page's content.
func (p *Quotas) Object() fyne.CanvasObject { return p.whole }

// Topics are the changes that make the page stale.
func (p *Quotas) Topics() []app.Topic {
	return []app.Topic{app.TopicQuotas, app.TopicTeam, app.TopicSettings, app.TopicDeals}
}

// Focus gives the keyboard to the sheet.
//
// A sheet that is still loading cannot have it yet and takes it once it is
// there.
func (p *Quotas) Focus() fyne.Focusable {
	p.awaited = p.sheet.view == nil
	return p.grid
}

// Load fetches the fiscal year that the scope's period lies in. The year
// chosen on the page stays until the period moves to another.
func (p *Quotas) Load(scope app.Scope) {
	year := p.deps.Settings.Calendar().FiscalYear(scope.Period.From.Month())
	if p.scoped != year {
		p.scoped, p.query.FiscalYear = year, year
	}
	p.sheet.rep = scope.RepID
	if !p.own {
		p.basis, p.basisOf = nil, quotaSpan{}
	}
	p.own = false
	p.year.Set(strconv.Itoa(p.query.FiscalYear), widgets.RoleNone)
	p.reload()
}

func (p *Quotas) reload() {
	query := p.query
	Load(p.slot, p.deps.Context, func(ctx context.Context) (*app.QuotaView, error) {
		return p.deps.Service.QuotaView(ctx, query)
	}, p.apply)
}

func (p *Quotas) apply(view *app.QuotaView, err error) {
	if err != nil {
		if p.sheet.view == nil {
			p.put(p.failed)
		}
		p.deps.Shell.Fail(err)
		return
	}
	if p.writing {
		return // the sheet is ahead of what was read; its own write reloads it
	}
	fresh := p.sheet.view == nil || p.sheet.view.Query.FiscalYear != view.Query.FiscalYear
	if p.sheet.view != nil && p.sheet.view.Query != view.Query {
		clear(p.sheet.typed) // that was about other quotas
		clear(p.sheet.refused)
	}
	p.sheet.view = view
	p.fillProducts()
	p.show()
	if fresh {
		p.toMonth()
	}
	if p.awaited {
		p.awaited = false
		p.deps.Shell.Window().Canvas().Focus(p.grid)
	}
}

// turn goes some fiscal years on.
func (p *Quotas) turn(years int) {
	p.query.FiscalYear += years
	p.basis, p.basisOf = nil, quotaSpan{}
	p.reload()
}

// fillProducts offers the products, keeping the choice.
func (p *Quotas) fillProducts() {
	options := []widgets.Option{{Text: p.deps.Text("views.quotas.allProducts")}}
	for _, product := range p.sheet.view.Products {
		options = append(options, widgets.Option{ID: string(product.ID), Text: product.Name})
	}
	p.product.SetOptions(options)
	p.product.SetChosen(string(p.query.ProductID))
}

// show puts the sheet into the grid.
func (p *Quotas) show() {
	if p.sheet.view == nil {
		return
	}
	p.sheet.prepare()
	m := p.sheet
	p.year.Set(strconv.Itoa(m.view.Query.FiscalYear), widgets.RoleNone)
	lines, spans := m.lines(), m.spans()
	p.grid.SetColumns(m.head(), m.columns())
	p.grid.SetData(widgets.GridData{
		Rows: len(lines), FrozenRows: m.totals(),
		RowTitle: func(row int) string { return m.lineTitle(lines[row]) },
		Cell:     func(row, column int) widgets.GridCell { return m.cell(lines[row], spans[column]) },
	})
	if len(m.view.Reps) == 0 {
		p.put(p.empty)
	} else {
		p.put(p.sheets)
	}
	p.showDetail()
}

// put shows the sheet, or what stands in its place. The sheet stays in the
// window, hidden, so that it can have the keyboard before it is there.
func (p *Quotas) put(content fyne.CanvasObject) {
	if content.Visible() && p.area.Objects[len(p.area.Objects)-1] == content {
		return
	}
	p.sheets.Hide()
	p.area.Objects = []fyne.CanvasObject{p.sheets}
	if content != p.sheets {
		p.area.Objects = append(p.area.Objects, content)
	}
	content.Show()
	p.area.Refresh()
}

// toMonth goes to the running month, or to the first of another year.
func (p *Quotas) toMonth() {
	m := p.sheet
	if m.view == nil {
		return
	}
	row, _ := p.grid.Current()
	for i, span := range m.spans() {
		if !span.whole() && m.view.Grid.Months[span.first] == m.view.AsOf.Month() {
			p.grid.Go(row, i)
			return
		}
	}
	p.grid.Go(row, 0)
}

// current is the line and column in hand.
func (p *Quotas) current() (quotaLine, quotaSpan, bool) {
	if p.sheet.view == nil {
		return quotaLine{}, quotaSpan{}, false
	}
	lines, spans := p.sheet.lines(), p.sheet.spans()
	row, column := p.grid.Current()
	if row >= len(lines) || column >= len(spans) {
		return quotaLine{}, quotaSpan{}, false
	}
	return lines[row], spans[column], true
}

// season is what a scope was credited in the year before.
func (p *Quotas) season(rep sales.ID) map[sales.Month]sales.Amount {
	if p.basis == nil {
		return nil
	}
	return p.basis.Credited[rep]
}

// edit takes what was typed into a cell.
func (p *Quotas) edit(row, column int, text string) {
	line, span := p.sheet.lines()[row], p.sheet.spans()[column]
	place := p.sheet.place(line, span)
	value, ok := p.sheet.parse(text, p.sheet.value(line, span))
	if !ok {
		p.sheet.typed[place] = text
		p.show()
		return
	}
	p.sheet.forget(place)
	if value != nil && span.whole() && p.rule >= splitWeights {
		p.show()
		p.askSplit(line, span, *value)
		return
	}
	p.entered[place] = text
	p.write(p.sheet.fill(line, span, value, p.rule, p.season(line.row.RepID)))
}

// forget shows the value again of a cell that holds what is no number.
func (p *Quotas) forget(row, column int) {
	p.sheet.forget(p.sheet.place(p.sheet.lines()[row], p.sheet.spans()[column]))
	p.show()
}

// paste takes a block from a spreadsheet.
func (p *Quotas) paste(row, column int, block [][]string) {
	result := p.sheet.paste(row, column, block, min(p.rule, splitSeason), p.season)
	p.sheet.takePasted(result)
	maps.Copy(p.entered, p.sheet.inCells(result.values))
	p.write(result.values)
	if result.lost > 0 {
		p.deps.Shell.Say(p.deps.Text("views.quotas.pasted", "Left", result.lost))
	}
	if row, column, found := p.sheet.firstWrong(); found && len(result.wrong) > 0 {
		p.grid.Go(row, column)
		p.deps.Shell.Say(p.deps.Text("views.quotas.pasteWrong", "Wrong", len(result.wrong)))
	}
}

// write shows values at once and stores them, one write after the other: what
// is typed meanwhile goes together into the next.
func (p *Quotas) write(values []app.QuotaValue) {
	if len(values) == 0 {
		p.show()
		return
	}
	p.sheet.view = p.sheet.view.With(values...)
	p.queue = append(p.queue, values...)
	p.show()
	p.flush()
}

func (p *Quotas) flush() {
	if p.writing || len(p.queue) == 0 {
		return
	}
	values, entered, query := p.queue, p.entered, p.query
	p.queue, p.entered, p.writing, p.own = nil, map[quotaPlace]string{}, true, true
	var err error
	p.deps.Runner.Go(func() { err = p.deps.Service.SetQuotas(p.deps.Context, values...) }, func() {
		p.writing = false
		if err != nil {
			if maps.Copy(entered, p.entered); query == p.query { // else other quotas are in view
				p.sheet.refuse(entered, ErrorText(p.deps.Text, err))
			}
			p.queue, p.entered = nil, map[quotaPlace]string{}
			p.deps.Shell.Fail(err)
			p.reload()
			return
		}
		p.flush()
	})
}
