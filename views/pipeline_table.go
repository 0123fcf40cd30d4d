package views

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"attain/app/sales"
	"attain/views/widgets"
)

// pipelineTable is the table view of the board's deals.
type pipelineTable struct {
	deps       Deps
	table      *widgets.Table
	button     *widgets.Button
	whole      fyne.CanvasObject
	model      pipelineModel
	deals      []sales.BoardDeal
	sort       string
	descending bool
	selected   []sales.ID
}

func newPipelineTable(deps Deps) *pipelineTable {
	t := &pipelineTable{deps: deps, sort: "due"}
	column := func(id string, weight, least float32, number bool) widgets.Column {
		return widgets.Column{ID: id, Title: deps.Text("views.pipeline.column." + id), Weight: weight, Min: least, Number: number, Sortable: true}
	}
	t.table = widgets.NewTable(deps.Overlay, []widgets.Column{
		column("name", 3, 160, false), column("account", 2, 110, false), column("rep", 1.4, 90, false), column("stage", 1.4, 90, false),
		column("amount", 1.3, 92, true), column("chance", 0.8, 60, true), column("age", 0.8, 60, true), column("due", 1.1, dateWide, false), column("next", 1.5, 100, false),
	})
	t.table.Multi = true
	t.table.OnOpen = func(id string) { deps.Shell.OpenDeal(sales.ID(id)) }
	t.table.OnSort = func(column string, descending bool) {
		t.sort, t.descending = column, descending
		t.arrange()
	}
	t.button = newButton("", func() { askReassign(deps, t.model, t.selected) })
	t.showButton()
	t.table.OnSelected = t.take
	t.whole = framed(nil, container.NewHBox(layout.NewSpacer(), t.button), nil, nil, t.table)
	return t
}

// take notes which deals are selected.
func (t *pipelineTable) take(ids []string) {
	t.selected = t.selected[:0]
	for _, id := range ids {
		t.selected = append(t.selected, sales.ID(id))
	}
	t.showButton()
}

// showButton says how many of the deals are selected.
func (t *pipelineTable) showButton() {
	if len(t.selected) == 0 {
		t.button.SetText(t.deps.Text("views.pipeline.reassign"))
		t.button.Disable()
		return
	}
	t.button.SetText(t.deps.Text("views.pipeline.reassign.some", "Count", t.deps.Format.Count(len(t.selected))))
	t.button.Enable()
}

func (t *pipelineTable) object() fyne.CanvasObject { return t.whole }

func (t *pipelineTable) show(model pipelineModel, deals []sales.BoardDeal) {
	t.model, t.deals = model, deals
	t.arrange()
	shown := make(map[sales.ID]bool, len(deals))
	for _, deal := range deals {
		shown[deal.ID] = true
	}
	t.selected = slices.DeleteFunc(t.selected, func(id sales.ID) bool { return !shown[id] }) // gone
	t.showButton()
}

// arrange sorts the deals and shows them.
func (t *pipelineTable) arrange() {
	t.model.arrange(t.deals, t.sort, t.descending)
	t.table.SetSort(t.sort, t.descending)
	t.table.SetData(widgets.TableData{
		Length: func() int { return len(t.deals) },
		ID:     func(row int) string { return string(t.deals[row].ID) },
		Cell:   func(row, column int) widgets.Cell { return t.model.cell(t.deals[row], column) },
	})
}

// askReassign lets the user choose who gets some deals; the open deals of
// each rep stand beside the name, with what they will be.
func askReassign(deps Deps, model pipelineModel, ids []sales.ID) {
	if len(ids) == 0 {
		return
	}
	givers, options := model.takers(ids)
	rows := []fyne.CanvasObject{}
	for _, line := range givers {
		rows = append(rows, widgets.NewText(line, widgets.SizeBody, widgets.RoleMuted))
	}
	picker := deps.picker(deps.Text("views.pipeline.reassign.hint"), options)
	field := widgets.NewField(deps.Text("views.pipeline.column.rep"), picker).Require()
	picker.OnChosen = func(id string) { // in the closed picker only the name stands
		at := slices.IndexFunc(options, func(one widgets.Option) bool { return one.ID == id })
		_ = field.Hint(options[at].Detail)
	}
	deps.Shell.AskForm(FormDialog{
		Title: deps.Text("views.pipeline.reassign.title", "Count", deps.Format.Count(len(ids))), Submit: deps.Text("views.pipeline.reassign"),
		Rows: append(rows, field), Fields: map[string]*widgets.Field{"rep": field}, First: picker,
		Read: func() (Command, error) {
			to := sales.ID(picker.Chosen())
			if to == "" {
				return nil, &sales.Invalid{Field: "rep", Reason: "app.error.rep"}
			}
			return func(ctx context.Context) error { return deps.Service.ReassignDeals(ctx, to, ids...) }, nil
		},
	})
}
