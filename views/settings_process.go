package views

import (
	"context"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"attain/app/sales"
	"attain/views/widgets"
)

// process is the section with the sales process: its stages in order.
func (p *settingsPage) process() fyne.CanvasObject {
	text := p.deps.Text
	rows := p.stageRows()
	table := p.table([]widgets.Column{
		{Title: text("views.settings.stage.name"), Weight: 2, Min: 150},
		{Title: text("views.settings.stage.probability"), Weight: 1, Min: 90, Number: true},
		{Title: text("views.settings.stage.limit"), Weight: 1, Min: 90, Number: true},
		{Title: text("views.settings.stage.quiet"), Weight: 1, Min: 90, Number: true},
		{Title: text("views.settings.stage.late"), Weight: 1, Min: 80},
		{Title: text("views.settings.stage.criteria"), Weight: 1, Min: 90, Number: true},
	}, rows, func(row int) { p.editStage(row) })
	move := func(by int) func() { return func() { p.moveStage(row(table, rows.ids), by) } }
	return p.section(text("views.settings.process"), text("views.settings.processWhy"), table,
		newIconButton("", theme.MoveUpIcon(), move(-1)), newIconButton("", theme.MoveDownIcon(), move(1)),
		newButton(text("views.settings.edit"), func() { p.editStage(row(table, rows.ids)) }),
		newButton(text("views.settings.remove"), func() { p.removeStage(row(table, rows.ids)) }),
		p.add(text("views.settings.stage.add"), func() { p.editStage(-1) }))
}

// moveStage exchanges an open stage with its neighbour.
func (p *settingsPage) moveStage(at, by int) {
	if stages, ok := p.moved(at, by); ok {
		p.saveProcess(stages)
	}
}

// removeStage takes an open stage out; the store keeps it archived where
// deals were in it.
func (p *settingsPage) removeStage(at int) {
	if stages, ok := p.without(at); ok {
		p.saveProcess(stages)
	}
}

// saveProcess saves the stages with the archived ones behind them.
func (p *settingsPage) saveProcess(stages []sales.Stage) {
	p.deps.Shell.Do(func(ctx context.Context) error { return p.processCommand(stages)(ctx) }, nil)
}

func (p *settingsPage) processCommand(stages []sales.Stage) Command {
	service, all := p.deps.Service, p.whole(stages)
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
	stage := p.newStage()
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
