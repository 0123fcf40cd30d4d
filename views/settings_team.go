package views

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/app/sales"
	"attain/views/widgets"
)

// team is the section with the reps.
func (p *settingsPage) team() fyne.CanvasObject {
	text, rows := p.deps.Text, p.teamRows()
	open := func(row int) {
		if row >= 0 {
			p.editRep(p.data.reps[row])
		}
	}
	table := p.table([]widgets.Column{
		{Title: text("views.settings.rep.name"), Weight: 1, Min: 120},
		{Title: text("views.settings.rep.email"), Weight: 2, Min: 120},
		{Title: text("views.settings.rep.manager"), Weight: 2, Min: 100},
		{Title: text("views.settings.rep.started"), Min: dateWide},
		{Title: text("views.settings.rep.left"), Min: dateWide},
		{Title: text("views.settings.rep.capacity"), Min: 70, Number: true},
		{Min: 90},
	}, rows, open)
	return p.section(text("views.settings.team"), text("views.settings.teamWhy"), table,
		newButton(text("views.settings.edit"), func() { open(row(table, rows.ids)) }),
		p.add(text("views.settings.rep.add"), func() { p.editRep(sales.Rep{}) }))
}

// editRep opens the form of a rep; one without an id is new.
func (p *settingsPage) editRep(rep sales.Rep) { askRep(p.deps, rep) }

// askRep opens the form of a rep.
func askRep(deps Deps, rep sales.Rep) {
	text := deps.Text
	name, email, manager := textEntry(rep.Name), textEntry(rep.Email), textEntry(rep.Manager)
	started, left := deps.dateEntry(rep.Started), deps.dateEntry(rep.Left)
	capacity := widgets.NewNumberEntry(deps.Format.DecimalInput(0))
	if rep.Capacity > 0 {
		capacity.SetNumber(int64(rep.Capacity))
	}
	ramp, absences := textEntry(rampText(rep.Ramp)), widgets.NewNotes(3)
	absences.SetText(absencesText(rep.Absences))
	isManager := newCheck(text("views.settings.rep.isManagerLong"), nil)
	isManager.SetChecked(rep.IsManager)
	fields := map[string]*widgets.Field{
		"name": widgets.NewField(text("views.settings.rep.name"), name).Require(), "left": widgets.NewField(text("views.settings.rep.left"), left),
		"capacity": widgets.NewField(text("views.settings.rep.capacity"), capacity).Hint(text("views.settings.rep.capacityWhy")),
		"ramp":     widgets.NewField(text("views.settings.rep.ramp"), ramp).Hint(text("views.settings.rep.rampWhy")),
		"absences": widgets.NewField(text("views.settings.rep.absences"), absences).Hint(text("views.settings.rep.absencesWhy")),
	}
	rows := []fyne.CanvasObject{
		columns(fields["name"], widgets.NewField(text("views.settings.rep.email"), email)),
		columns(widgets.NewField(text("views.settings.rep.manager"), manager), fields["capacity"]),
		columns(widgets.NewField(text("views.settings.rep.started"), started), fields["left"]),
		fields["ramp"], fields["absences"], isManager,
	}
	if rep.ID != "" {
		rows = append(rows, container.NewHBox(historyButton(deps, sales.KindRep, rep.ID)))
	}
	deps.Shell.AskForm(FormDialog{
		Title: text("views.settings.rep.title"), Submit: text("views.shell.save"), Rows: rows, Fields: fields, First: name, Wide: 600,
		Read: func() (Command, error) {
			rep.Name, rep.Email, rep.Manager = name.Text, strings.TrimSpace(email.Text), strings.TrimSpace(manager.Text)
			rep.Started, rep.Left, rep.Capacity, rep.IsManager = dayIn(started), dayIn(left), int(numberIn(capacity)), isManager.Checked
			var badRamp, badAbsences error
			rep.Ramp, badRamp = rampIn(ramp.Text)
			rep.Absences, badAbsences = absencesIn(absences.Text)
			if badRamp != nil || badAbsences != nil {
				return nil, errors.Join(badRamp, badAbsences)
			}
			return func(ctx context.Context) error {
				_, err := deps.Service.SaveRep(ctx, rep)
				return err
			}, nil
		},
	})
}

// askFirstRep opens the form of a rep where there is none to work for.
func askFirstRep(d Deps) {
	d.Shell.Say(d.Text("views.shell.firstRep"))
	askRep(d, sales.Rep{})
}
