package views

import (
	"slices"
	"strings"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// settingsData is all that the page shows.
type settingsData struct {
	settings sales.Settings
	stages   []sales.Stage
	reps     []sales.Rep
	products []sales.Product
	profile  []sales.Criterion
	goals    []sales.Goal
}

// settingsModel turns the settings into what the sections of their page show.
type settingsModel struct {
	deps Deps
	data settingsData
}

// settingsSections are the sections of the page in their order, the first one
// shown where none was chosen.
func settingsSections() []string {
	return []string{"process", "team", "products", "profile", "calendar", "goals", "thresholds", "general", "data"}
}

// sheetRows are the rows of a section's table, by their ids.
type sheetRows struct {
	ids   []string
	cells [][]widgets.Cell
}

func (r *sheetRows) add(id string, cells ...widgets.Cell) {
	r.ids, r.cells = append(r.ids, id), append(r.cells, cells)
}

// stageRows are the stages that are not archived.
func (m *settingsModel) stageRows() (rows sheetRows) {
	for _, stage := range m.liveStages() {
		rows.add(string(stage.ID), m.stageCells(stage)...)
	}
	return rows
}

// moved are the stages with an open one exchanged with its neighbour; ok is
// false where there is none to exchange it with.
func (m *settingsModel) moved(at, by int) (stages []sales.Stage, ok bool) {
	stages = m.liveStages()
	to := at + by
	if at < 0 || to < 0 || to >= len(stages) || stages[at].Kind != sales.StageOpen || stages[to].Kind != sales.StageOpen {
		return nil, false
	}
	stages[at], stages[to] = stages[to], stages[at]
	return stages, true
}

// without are the stages without an open one; ok is false where it is none.
func (m *settingsModel) without(at int) (stages []sales.Stage, ok bool) {
	stages = m.liveStages()
	if at < 0 || stages[at].Kind != sales.StageOpen {
		return nil, false
	}
	return slices.Delete(stages, at, at+1), true
}

// whole are stages with the archived ones behind them.
func (m *settingsModel) whole(stages []sales.Stage) []sales.Stage {
	all := slices.Clone(stages)
	for _, stage := range m.data.stages {
		if stage.Archived {
			all = append(all, stage)
		}
	}
	return all
}

// newStage is what the form of a new stage begins with.
func (m *settingsModel) newStage() sales.Stage {
	return sales.Stage{Kind: sales.StageOpen, Probability: 0.5, QuietDays: m.data.settings.Thresholds.DefaultQuietDays}
}

// liveStages are the stages that are not archived.
func (m *settingsModel) liveStages() []sales.Stage {
	return slices.DeleteFunc(slices.Clone(m.data.stages), func(stage sales.Stage) bool { return stage.Archived })
}

// stageCells are what the row of a stage says.
func (m *settingsModel) stageCells(stage sales.Stage) []widgets.Cell {
	f := m.deps.Format
	name := widgets.Cell{Text: stage.Name, Bold: true}
	if stage.Kind != sales.StageOpen {
		name.Mark, name.Role = true, widgets.RoleWon
		if stage.Kind == sales.StageLost {
			name.Role = widgets.RoleLost
		}
		return []widgets.Cell{name, {Text: f.Percent(&stage.Probability)}, {Text: none}, {Text: none}, {}, {}}
	}
	late := widgets.Cell{}
	if stage.Late {
		late = widgets.Cell{Text: m.deps.Text("views.settings.yes"), Mark: true, Role: widgets.RoleAccent}
	}
	days := func(n int) string {
		if n == 0 {
			return none
		}
		return m.deps.Text("views.pipeline.days", "Days", f.Count(n))
	}
	return []widgets.Cell{
		name,
		{Text: f.Percent(&stage.Probability)},
		{Text: days(stage.DayLimit)},
		{Text: days(stage.QuietDays)},
		late,
		{Text: f.Count(len(stage.Criteria))},
	}
}

// placeStage puts a stage in its place, or a new one before won and lost.
func placeStage(stages []sales.Stage, at int, stage sales.Stage) []sales.Stage {
	placed := slices.Clone(stages)
	if at >= 0 {
		placed[at] = stage
		return placed
	}
	end := slices.IndexFunc(placed, func(s sales.Stage) bool { return s.Kind != sales.StageOpen })
	if end < 0 {
		end = len(placed)
	}
	return slices.Insert(placed, end, stage)
}

// criteriaText writes exit criteria one a line.
func criteriaText(criteria []sales.Check) string {
	lines := make([]string, len(criteria))
	for i, check := range criteria {
		lines[i] = check.Text
	}
	return strings.Join(lines, "\n")
}

// criteriaIn reads exit criteria one a line. A line that was there before
// keeps its id, so that what deals have met stays met; so does a reworded
// line in the place of the one it replaces.
func criteriaIn(lines string, before []sales.Check) []sales.Check {
	var criteria []sales.Check
	used := map[sales.ID]bool{}
	for line := range strings.Lines(lines) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		check := sales.Check{Text: line}
		for _, old := range before {
			if old.Text == line && !used[old.ID] {
				check.ID = old.ID
			}
		}
		used[check.ID] = true
		criteria = append(criteria, check)
	}
	for i := range criteria {
		if criteria[i].ID == "" && i < len(before) && !used[before[i].ID] {
			criteria[i].ID = before[i].ID
			used[before[i].ID] = true
		}
		if criteria[i].ID == "" {
			criteria[i].ID = app.NewID()
		}
	}
	return criteria
}
