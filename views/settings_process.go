package views

import (
	"context"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// process is the section with the sales process: its stages in order.
func (p *settingsPage) process() fyne.CanvasObject {
	text := p.deps.Text
	stages := p.liveStages()
	ids, cells := make([]string, len(stages)), make([][]widgets.Cell, len(stages))
	for i, stage := range stages {
		ids[i], cells[i] = string(stage.ID), p.stageCells(stage)
	}
	table := p.table([]widgets.Column{
		{Title: text("views.settings.stage.name"), Weight: 2, Min: 150},
		{Title: text("views.settings.stage.probability"), Weight: 1, Min: 90, Number: true},
		{Title: text("views.settings.stage.limit"), Weight: 1, Min: 90, Number: true},
		{Title: text("views.settings.stage.quiet"), Weight: 1, Min: 90, Number: true},
		{Title: text("views.settings.stage.late"), Weight: 1, Min: 80},
		{Title: text("views.settings.stage.criteria"), Weight: 1, Min: 90, Number: true},
	}, ids, cells, func(row int) { p.editStage(row) })
	move := func(by int) func() { return func() { p.moveStage(row(table, ids), by) } }
	return p.section(text("views.settings.process"), text("views.settings.processWhy"), table,
		newIconButton("", theme.MoveUpIcon(), move(-1)), newIconButton("", theme.MoveDownIcon(), move(1)),
		newButton(text("views.settings.edit"), func() { p.editStage(row(table, ids)) }),
		newButton(text("views.settings.remove"), func() { p.removeStage(row(table, ids)) }),
		p.add(text("views.settings.stage.add"), func() { p.editStage(-1) }))
}

// liveStages are the stages that are not archived.
func (p *settingsPage) liveStages() []sales.Stage {
	return slices.DeleteFunc(slices.Clone(p.data.stages), func(stage sales.Stage) bool { return stage.Archived })
}

func (p *settingsPage) stageCells(stage sales.Stage) []widgets.Cell {
	f := p.deps.Format
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
		late = widgets.Cell{Text: p.deps.Text("views.settings.yes"), Mark: true, Role: widgets.RoleAccent}
	}
	days := func(n int) string {
		if n == 0 {
			return none
		}
		return p.deps.Text("views.pipeline.days", "Days", f.Count(n))
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

// moveStage exchanges an open stage with its neighbour.
func (p *settingsPage) moveStage(at, by int) {
	stages := p.liveStages()
	to := at + by
	if at < 0 || to < 0 || to >= len(stages) || stages[at].Kind != sales.StageOpen || stages[to].Kind != sales.StageOpen {
		return
	}
	stages[at], stages[to] = stages[to], stages[at]
	p.saveProcess(stages)
}

// removeStage takes an open stage out; the store keeps it archived where
// deals were in it.
func (p *settingsPage) removeStage(at int) {
	stages := p.liveStages()
	if at < 0 || stages[at].Kind != sales.StageOpen {
		return
	}
	p.saveProcess(slices.Delete(stages, at, at+1))
}

// saveProcess saves the stages with the archived ones behind them.
func (p *settingsPage) saveProcess(stages []sales.Stage) {
	p.deps.Shell.Do(func(ctx context.Context) error { return p.processCommand(stages)(ctx) }, nil)
}

func (p *settingsPage) processCommand(stages []sales.Stage) Command {
	service := p.deps.Service
	all := slices.Clone(stages)
	for _, stage := range p.data.stages {
		if stage.Archived {
			all = append(all, stage)
		}
	}
	return func(ctx context.Context) error { return service.SaveProcess(ctx, all) }
}

// stageForm is the form of one stage.
type stageForm struct {
	name, definition, criteria *widgets.Input
	probability, limit, quiet  *widgets.NumberEntry
	late                       *widgets.CheckBox
}

// editStage opens the form of a stage; -1 is a new one before won and lost.
func (p *settingsPage) editStage(at int) {
	text := p.deps.Text
	stages := p.liveStages()
	stage := sales.Stage{Kind: sales.StageOpen, Probability: 0.5, QuietDays: p.data.settings.Thresholds.DefaultQuietDays}
	if at >= 0 {
		stage = stages[at]
	}
	f := stageForm{
		name: textEntry(stage.Name), definition: widgets.NewNotes(2), criteria: widgets.NewNotes(4),
		probability: p.deps.numberEntry(int64(math.Round(stage.Probability*1000)), 1),
		limit:       p.deps.numberEntry(int64(stage.DayLimit), 0), quiet: p.deps.numberEntry(int64(stage.QuietDays), 0),
		late: newCheck(text("views.settings.stage.lateLong"), nil),
	}
	f.definition.SetText(stage.Definition)
	f.criteria.SetText(criteriaText(stage.Criteria))
	f.late.SetChecked(stage.Late)
	fields := map[string]*widgets.Field{
		"name":        widgets.NewField(text("views.settings.stage.name"), f.name).Require(),
		"probability": widgets.NewField(text("views.settings.stage.probability"), f.probability).Hint(text("views.settings.percent")),
		"quiet_days":  widgets.NewField(text("views.settings.stage.quiet"), f.quiet).Hint(text("views.settings.stage.quietWhy")),
		"day_limit":   widgets.NewField(text("views.settings.stage.limit"), f.limit).Hint(text("views.settings.stage.limitWhy")),
	}
	rows := []fyne.CanvasObject{fields["name"], widgets.NewField(text("views.settings.stage.definition"), f.definition)}
	if stage.Kind == sales.StageOpen {
		rows = append(rows, widgets.NewField(text("views.settings.stage.criteria"), f.criteria).Hint(text("views.settings.lines")),
			columns(fields["probability"], fields["day_limit"], fields["quiet_days"]), f.late)
	}
	p.deps.Shell.AskForm(FormDialog{
		Title: text("views.settings.stage.title"), Submit: text("views.shell.save"), Rows: rows, Fields: fields, First: f.name, Wide: 640,
		Read: func() (Command, error) {
			f.into(&stage)
			return p.processCommand(placeStage(stages, at, stage)), nil
		},
	})
}

// into writes the inputs into a stage.
func (f stageForm) into(stage *sales.Stage) {
	stage.Name, stage.Definition = f.name.Text, strings.TrimSpace(f.definition.Text)
	if stage.Kind != sales.StageOpen {
		return
	}
	stage.Probability = float64(numberIn(f.probability)) / 1000
	stage.DayLimit, stage.QuietDays, stage.Late = int(numberIn(f.limit)), int(numberIn(f.quiet)), f.late.Checked
	stage.Criteria = criteriaIn(f.criteria.Text, stage.Criteria)
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
