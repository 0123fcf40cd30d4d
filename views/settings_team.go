package views

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/app/sales"
	"attain/views/widgets"
)

// team is the section with the reps.
func (p *settingsPage) team() fyne.CanvasObject {
	text, f, today := p.deps.Text, p.deps.Format, p.deps.Service.Today()
	ids, cells := make([]string, len(p.data.reps)), make([][]widgets.Cell, len(p.data.reps))
	for i, rep := range p.data.reps {
		state := widgets.Cell{}
		switch {
		case rep.Left != 0 && rep.Left < today:
			state = widgets.Cell{Text: text("views.shell.left"), Role: widgets.RoleMuted, Mark: true}
		case rep.IsManager:
			state = widgets.Cell{Text: text("views.settings.rep.isManager"), Role: widgets.RoleAccent, Mark: true}
		}
		capacity := none
		if rep.Capacity > 0 {
			capacity = f.Count(rep.Capacity)
		}
		ids[i] = string(rep.ID)
		cells[i] = []widgets.Cell{
			{Text: rep.Name, Bold: true}, {Text: rep.Email}, {Text: rep.Manager}, {Text: f.Day(rep.Started, today)}, {Text: f.Day(rep.Left, today)}, {Text: capacity}, state,
		}
	}
	open := func(row int) {
		if row >= 0 {
			p.editRep(p.data.reps[row])
		}
	}
	table := p.table([]widgets.Column{
		{Title: text("views.settings.rep.name"), Weight: 2, Min: 120},
		{Title: text("views.settings.rep.email"), Weight: 2, Min: 120},
		{Title: text("views.settings.rep.manager"), Weight: 1.5, Min: 100},
		{Title: text("views.settings.rep.started"), Weight: 1, Min: 100},
		{Title: text("views.settings.rep.left"), Weight: 1, Min: 90},
		{Title: text("views.settings.rep.capacity"), Weight: 1, Min: 70, Number: true},
		{Weight: 1, Min: 90},
	}, ids, cells, open)
	return p.section(text("views.settings.team"), text("views.settings.teamWhy"), table,
		newButton(text("views.settings.edit"), func() { open(row(table, ids)) }),
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
func (s *shell) askFirstRep() {
	s.Say(s.deps.Text("views.shell.firstRep"))
	askRep(s.deps, sales.Rep{})
}

// rampText writes a ramp as "25, 50, 75".
func rampText(ramp []int) string {
	parts := make([]string, len(ramp))
	for i, share := range ramp {
		parts[i] = strconv.Itoa(share)
	}
	return strings.Join(parts, ", ")
}

// rampIn reads per cent by month, separated by commas or spaces.
func rampIn(words string) ([]int, error) {
	var ramp []int
	for _, part := range strings.FieldsFunc(words, func(r rune) bool { return r == ',' || r == ' ' || r == '%' }) {
		share, err := strconv.Atoi(part)
		if err != nil || share < 0 || share > 100 {
			return nil, &sales.Invalid{Field: "ramp", Reason: "views.settings.rep.rampInvalid", Args: []any{"Value", quoted(part)}}
		}
		ramp = append(ramp, share)
	}
	return ramp, nil
}

// mostQuoted is how many letters of a wrong input its error repeats.
const mostQuoted = 30

// quoted is the beginning of an input, for the error that refuses it.
func quoted(input string) string {
	if letters := []rune(input); len(letters) > mostQuoted {
		return string(letters[:mostQuoted]) + "…"
	}
	return input
}

// absencesText writes absences one a line.
func absencesText(absences []sales.Absence) string {
	lines := make([]string, len(absences))
	for i, absence := range absences {
		lines[i] = absence.From.String()
		if absence.To != absence.From {
			lines[i] += " – " + absence.To.String()
		}
	}
	return strings.Join(lines, "\n")
}

// absencesIn reads absences one a line: a day, or two with something between.
func absencesIn(lines string) ([]sales.Absence, error) {
	var absences []sales.Absence
	for line := range strings.Lines(lines) {
		days, err := daysIn(line)
		refuse := func(reason string) ([]sales.Absence, error) {
			return nil, &sales.Invalid{Field: "absences", Reason: reason, Args: []any{"Value", quoted(strings.TrimSpace(line))}}
		}
		switch {
		case err != nil || len(days) > 2:
			return refuse("views.settings.rep.absencesInvalid")
		case len(days) == 2 && days[1] < days[0]:
			return refuse("views.settings.spanReversed")
		case len(days) == 1:
			absences = append(absences, sales.Absence{From: days[0], To: days[0]})
		case len(days) == 2:
			absences = append(absences, sales.Absence{From: days[0], To: days[1]})
		}
	}
	return absences, nil
}

// daysIn reads the days of the form 2026-10-31 in a line; signs between them
// that are no part of a date are passed over.
func daysIn(line string) ([]sales.Day, error) {
	var days []sales.Day
	for _, word := range strings.FieldsFunc(line, func(r rune) bool { return r != '-' && (r < '0' || r > '9') }) {
		if word == "-" {
			continue
		}
		day, err := sales.ParseDay(word)
		if err != nil {
			return nil, fmt.Errorf("days in %q: %w", line, err)
		}
		days = append(days, day)
	}
	if len(days) == 0 && strings.TrimSpace(line) != "" {
		return nil, &sales.Invalid{Field: "holidays", Reason: "sales.error.date", Args: []any{"Text", strings.TrimSpace(line)}}
	}
	return days, nil
}
