package views

import (
	"cmp"
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
		column("amount", 1.3, 92, true), column("chance", 0.8, 60, true), column("age", 0.8, 60, true), column("due", 1.1, 80, false), column("next", 1.5, 100, false),
	})
	t.table.Multi = true
	t.table.OnOpen = func(id string) { deps.Shell.OpenDeal(sales.ID(id)) }
	t.table.OnSort = func(column string, descending bool) {
		t.sort, t.descending = column, descending
		t.arrange()
	}
	t.button = newButton("", func() { askReassign(deps, t.model, t.selected) })
	t.showButton()
	t.table.OnSelected = func(ids []string) {
		t.selected = t.selected[:0]
		for _, id := range ids {
			t.selected = append(t.selected, sales.ID(id))
		}
		t.showButton()
	}
	t.whole = container.NewBorder(nil, container.NewHBox(layout.NewSpacer(), t.button), nil, nil, t.table)
	return t
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
}

// arrange sorts the deals and shows them.
func (t *pipelineTable) arrange() {
	names := map[sales.ID]int{}
	for i, stage := range t.model.data.Stages {
		names[stage.ID] = i
	}
	by := map[string]func(a, b sales.BoardDeal) int{
		"name":    func(a, b sales.BoardDeal) int { return cmp.Compare(a.Name, b.Name) },
		"account": func(a, b sales.BoardDeal) int { return cmp.Compare(a.Account, b.Account) },
		"rep":     func(a, b sales.BoardDeal) int { return cmp.Compare(a.OwnerName, b.OwnerName) },
		"stage":   func(a, b sales.BoardDeal) int { return cmp.Compare(names[a.Stage], names[b.Stage]) },
		"amount":  func(a, b sales.BoardDeal) int { return cmp.Compare(a.Amount, b.Amount) },
		"chance": func(a, b sales.BoardDeal) int {
			return cmp.Compare(t.model.data.Chances[a.ID], t.model.data.Chances[b.ID])
		},
		"age":  func(a, b sales.BoardDeal) int { return cmp.Compare(b.Since, a.Since) },
		"due":  func(a, b sales.BoardDeal) int { return cmp.Or(openFirst(a, b), cmp.Compare(closeDay(a), closeDay(b))) },
		"next": func(a, b sales.BoardDeal) int { return cmp.Compare(datedFirst(a.NextDue), datedFirst(b.NextDue)) },
	}[t.sort]
	slices.SortStableFunc(t.deals, func(a, b sales.BoardDeal) int {
		order := cmp.Or(by(a, b), cmp.Compare(a.ID, b.ID))
		if t.descending {
			return -order
		}
		return order
	})
	t.table.SetSort(t.sort, t.descending)
	t.table.SetData(widgets.TableData{
		Length: func() int { return len(t.deals) },
		ID:     func(row int) string { return string(t.deals[row].ID) },
		Cell:   func(row, column int) widgets.Cell { return t.cell(t.deals[row], column) },
	})
}

// closeDay is when a deal was closed or is expected to close, far away where
// nobody knows, so that what has no date comes after what has one.
func closeDay(d sales.BoardDeal) sales.Day {
	if d.Kind != sales.StageOpen {
		return datedFirst(d.Since)
	}
	return datedFirst(d.ExpectedClose)
}

// openFirst puts what can still be done something about before what is closed.
func openFirst(a, b sales.BoardDeal) int {
	rank := func(d sales.BoardDeal) int {
		if d.Kind == sales.StageOpen {
			return 0
		}
		return 1
	}
	return cmp.Compare(rank(a), rank(b))
}

func datedFirst(day sales.Day) sales.Day {
	if day == 0 {
		return sales.DayOf(9999, 1, 1)
	}
	return day
}

func (t *pipelineTable) cell(d sales.BoardDeal, column int) widgets.Cell {
	switch column {
	case 0:
		return widgets.Cell{Text: d.Name, Bold: true}
	case 1:
		return widgets.Cell{Text: d.Account}
	case 2:
		return widgets.Cell{Text: d.OwnerName}
	case 3:
		return t.stageCell(d)
	case 4:
		return widgets.Cell{Text: t.model.exact(d)}
	}
	if d.Kind == sales.StageOpen {
		return t.openCell(d, column)
	}
	switch column {
	case 7:
		return widgets.Cell{Text: t.deps.Format.Day(d.Since, t.model.data.AsOf)}
	case 8:
		return widgets.Cell{Text: d.Reason}
	}
	return widgets.Cell{Text: none}
}

// openCell is what only an open deal has: chance, age, expected close, next
// step.
func (t *pipelineTable) openCell(d sales.BoardDeal, column int) widgets.Cell {
	f, data := t.deps.Format, t.model.data
	switch column {
	case 5:
		chance := data.Chances[d.ID]
		return widgets.Cell{Text: f.Percent(&chance)}
	case 6:
		if d.Since == 0 {
			return widgets.Cell{Text: none}
		}
		cell := widgets.Cell{Text: f.Count(data.AsOf.Sub(d.Since))}
		if data.Judged[d.ID].Stuck {
			cell.Role = widgets.RoleStuck
		}
		return cell
	case 7:
		return widgets.Cell{Text: f.Day(d.ExpectedClose, data.AsOf)}
	}
	text, role := t.model.nextStep(d)
	if d.NextStep && d.NextDue != 0 { // the column's head says that it is the next step
		text = f.Day(d.NextDue, data.AsOf)
	}
	return widgets.Cell{Text: text, Role: role}
}

func (t *pipelineTable) stageCell(d sales.BoardDeal) widgets.Cell {
	for _, stage := range t.model.data.Stages {
		if stage.ID == d.Stage {
			role := widgets.RoleNone
			switch stage.Kind {
			case sales.StageWon:
				role = widgets.RoleWon
			case sales.StageLost:
				role = widgets.RoleLost
			default: // open: in the plain colour
			}
			return widgets.Cell{Text: stage.Name, Role: role}
		}
	}
	return widgets.Cell{Text: t.deps.Text("views.pipeline.noStage")}
}

// askReassign lets the user choose who gets some deals; the open deals of
// each rep stand beside the name, with what they will be.
func askReassign(deps Deps, model pipelineModel, ids []sales.ID) {
	if len(ids) == 0 {
		return
	}
	load := map[sales.ID]sales.Load{}
	for _, rep := range model.data.Report.Reps {
		load[rep.Rep.ID] = rep.Metrics.Load
	}
	givers, open := givenBy(model, ids)
	var options []widgets.Option
	rows := []fyne.CanvasObject{}
	for _, rep := range model.data.Reps {
		if given := givers[rep.ID]; given > 0 {
			rows = append(rows, widgets.NewText(rep.Name+" · "+reassignDetail(deps, load[rep.ID], -given), widgets.SizeBody, widgets.RoleMuted))
		}
		if rep.Left != 0 && rep.Left < model.data.AsOf {
			continue
		}
		options = append(options, widgets.Option{ID: string(rep.ID), Text: rep.Name, Detail: reassignDetail(deps, load[rep.ID], open-givers[rep.ID])})
	}
	picker := deps.picker(deps.Text("views.pipeline.reassign.hint"), options)
	field := widgets.NewField(deps.Text("views.pipeline.column.rep"), picker).Require()
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

// givenBy is how many of the deals are open, which is what a load counts, by
// the reps who have them, and in all.
func givenBy(model pipelineModel, ids []sales.ID) (givers map[sales.ID]int, open int) {
	givers = map[sales.ID]int{}
	for _, deal := range model.data.Deals {
		if deal.Kind == sales.StageOpen && slices.Contains(ids, deal.ID) {
			givers[deal.OwnerID]++
			open++
		}
	}
	return givers, open
}

// reassignDetail says how many open deals a rep has and would have, and the
// most the rep can carry.
func reassignDetail(deps Deps, load sales.Load, more int) string {
	if load.High == nil {
		return deps.Text("views.pipeline.load", "Open", load.Open, "After", load.Open+more)
	}
	return deps.Text("views.pipeline.loadOf", "Open", load.Open, "After", load.Open+more, "High", deps.Format.Number(*load.High, 0))
}
