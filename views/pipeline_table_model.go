package views

import (
	"cmp"
	"slices"

	"attain/app/sales"
	"attain/views/widgets"
)

// arrange sorts deals by a column of the table.
func (m pipelineModel) arrange(deals []sales.BoardDeal, column string, descending bool) {
	places := map[sales.ID]int{} // without a stage it stands before all, as on the board
	for i, stage := range m.data.Stages {
		places[stage.ID] = i + 1
	}
	by := map[string]func(a, b sales.BoardDeal) int{
		"name":    func(a, b sales.BoardDeal) int { return cmp.Compare(a.Name, b.Name) },
		"account": func(a, b sales.BoardDeal) int { return cmp.Compare(a.Account, b.Account) },
		"rep":     func(a, b sales.BoardDeal) int { return cmp.Compare(a.OwnerName, b.OwnerName) },
		"stage":   func(a, b sales.BoardDeal) int { return cmp.Compare(places[a.Stage], places[b.Stage]) },
		"amount":  func(a, b sales.BoardDeal) int { return cmp.Compare(a.Amount, b.Amount) },
		"chance": func(a, b sales.BoardDeal) int {
			return cmp.Compare(m.data.Chances[a.ID], m.data.Chances[b.ID])
		},
		"age":  func(a, b sales.BoardDeal) int { return cmp.Compare(b.Since, a.Since) },
		"due":  func(a, b sales.BoardDeal) int { return cmp.Or(openFirst(a, b), cmp.Compare(closeDay(a), closeDay(b))) },
		"next": func(a, b sales.BoardDeal) int { return cmp.Compare(datedFirst(a.NextDue), datedFirst(b.NextDue)) },
	}[column]
	slices.SortStableFunc(deals, func(a, b sales.BoardDeal) int {
		order := cmp.Or(by(a, b), cmp.Compare(a.ID, b.ID))
		if descending {
			return -order
		}
		return order
	})
}

// takers are who gives deals away, with the open deals they have and will have,
// and who can be given them: reps who have not left.
func (m pipelineModel) takers(ids []sales.ID) (givers []string, takers []widgets.Option) {
	load := map[sales.ID]sales.Load{}
	for _, rep := range m.data.Report.Reps {
		load[rep.Rep.ID] = rep.Metrics.Load
	}
	given, open := givenBy(m, ids)
	for _, rep := range m.data.Reps {
		if given := given[rep.ID]; given > 0 {
			givers = append(givers, rep.Name+" · "+m.reassignDetail(load[rep.ID], -given))
		}
		if rep.Left != 0 && rep.Left < m.data.AsOf {
			continue
		}
		takers = append(takers, widgets.Option{ID: string(rep.ID), Text: rep.Name, Detail: m.reassignDetail(load[rep.ID], open-given[rep.ID])})
	}
	return givers, takers
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

// cell is what the row of a deal says in a column.
func (m pipelineModel) cell(d sales.BoardDeal, column int) widgets.Cell {
	switch column {
	case 0:
		return widgets.Cell{Text: d.Name, Bold: true}
	case 1:
		return widgets.Cell{Text: d.Account}
	case 2:
		return widgets.Cell{Text: d.OwnerName}
	case 3:
		return m.stageCell(d)
	case 4:
		return widgets.Cell{Text: m.exact(d)}
	}
	if d.Kind == sales.StageOpen {
		return m.openCell(d, column)
	}
	switch column {
	case 7:
		return widgets.Cell{Text: m.format.Day(d.Since, m.data.AsOf)}
	case 8:
		return widgets.Cell{Text: d.Reason}
	}
	return widgets.Cell{Text: none}
}

// openCell is what only an open deal has: chance, age, expected close, next
// step.
func (m pipelineModel) openCell(d sales.BoardDeal, column int) widgets.Cell {
	f, data := m.format, m.data
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
	text, role := m.nextStep(d)
	if d.NextStep && d.NextDue != 0 { // the column's head says that it is the next step
		text = f.Day(d.NextDue, data.AsOf)
	}
	return widgets.Cell{Text: text, Role: role}
}

// stageCell is the stage, won and lost in their colours.
func (m pipelineModel) stageCell(d sales.BoardDeal) widgets.Cell {
	for _, stage := range m.data.Stages {
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
	return widgets.Cell{Text: m.text("views.pipeline.noStage")}
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
func (m pipelineModel) reassignDetail(load sales.Load, more int) string {
	if load.High == nil {
		return m.text("views.pipeline.load", "Open", load.Open, "After", load.Open+more)
	}
	return m.text("views.pipeline.loadOf", "Open", load.Open, "After", load.Open+more, "High", m.format.Number(*load.High, 0))
}
