package views

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"attain/app/sales"
	"attain/views/widgets"
)

// calendar is the section with working days, holidays and the fiscal year.
func (p *settingsPage) calendar() fyne.CanvasObject {
	text, settings := p.deps.Text, p.data.settings
	names := strings.Fields(text("views.shell.date.days"))
	checks := make([]*widgets.CheckBox, 7)
	row := container.NewHBox()
	for _, day := range sales.Weekdays(time.Monday) {
		checks[day] = newCheck(names[day], nil)
		checks[day].SetChecked(true)
		row.Add(checks[day])
	}
	for _, day := range settings.Weekend {
		checks[day].SetChecked(false)
	}
	holidays := widgets.NewNotes(8)
	holidays.OnSpareKey = passedFrom(holidays)
	holidays.SetText(daysText(settings.Holidays))
	month := p.deps.picker("", monthOptions(text))
	month.SetChosen(strconv.Itoa(int(settings.FiscalStart)))
	fields := map[string]*widgets.Field{
		"weekend":      widgets.NewField(text("views.settings.workdays"), row),
		"holidays":     widgets.NewField(text("views.settings.holidays"), holidays).Hint(text("views.settings.holidaysWhy")),
		"fiscal_start": widgets.NewField(text("views.firstrun.fiscal"), month),
	}
	form := p.form([]fyne.CanvasObject{fields["weekend"], columns(fields["holidays"], container.NewVBox(fields["fiscal_start"]))}, fields, func() (Command, error) {
		days, err := holidaysIn(holidays.Text)
		if err != nil {
			return nil, err
		}
		start, err := strconv.Atoi(month.Chosen())
		if err != nil {
			return nil, &sales.Invalid{Field: "fiscal_start", Reason: "app.error.month"}
		}
		return p.saveSettings(func(s *sales.Settings) {
			s.Weekend, s.Holidays, s.FiscalStart = nil, days, sales.MonthOf(1, 1).Add(start-1).Calendar()
			for day, check := range checks {
				if !check.Checked {
					s.Weekend = append(s.Weekend, time.Weekday(day))
				}
			}
		}), nil
	})
	return p.section(text("views.settings.calendar"), text("views.settings.calendarWhy"), form)
}

// thresholdColumns is how many thresholds stand side by side.
const thresholdColumns = 3

// thresholds is the section with the limits that drive bands and warnings.
func (p *settingsPage) thresholds() fyne.CanvasObject {
	text := p.deps.Text
	values := p.data.settings.Thresholds
	all := thresholdsOf(&values)
	entries := make([]*widgets.NumberEntry, len(all))
	fields := map[string]*widgets.Field{}
	var rows, line []fyne.CanvasObject
	for i, t := range all {
		entries[i] = p.deps.numberEntry(t.shown())
		field := widgets.NewField(text("views.settings.threshold."+t.key), entries[i]).Hint(t.hint(text))
		fields[t.field] = field
		if line = append(line, field); len(line) == thresholdColumns {
			rows, line = append(rows, columns(line...)), nil
		}
	}
	for len(line)%thresholdColumns != 0 {
		line = append(line, layout.NewSpacer())
	}
	if len(line) > 0 {
		rows = append(rows, columns(line...))
	}
	form := p.form(rows, fields, func() (Command, error) {
		numbers := make([]int64, len(entries))
		var empty []error
		for i, entry := range entries {
			number, filled, valid := entry.Number()
			if !filled || !valid {
				empty = append(empty, &sales.Invalid{Field: all[i].field, Reason: "views.shell.number.invalid"})
			}
			numbers[i] = number
		}
		if len(empty) > 0 {
			return nil, errors.Join(empty...)
		}
		return p.saveSettings(func(s *sales.Settings) {
			for i, t := range thresholdsOf(&s.Thresholds) {
				t.take(numbers[i])
			}
		}), nil
	})
	return p.section(text("views.settings.thresholds"), text("views.settings.thresholdsWhy"), form)
}

// general is the section with language, looks, currency and who uses this.
func (p *settingsPage) general() fyne.CanvasObject {
	text, settings := p.deps.Text, p.data.settings
	language := p.deps.picker("", languageOptions())
	language.SetChosen(p.deps.Settings.Language)
	look := p.deps.picker("", lookOptions(text))
	look.SetChosen(settings.Theme)
	currency := p.deps.picker("", currencyOptions(p.deps.Format.Lang))
	currency.SetChosen(settings.Currency)
	who := p.deps.picker("", roleOptions(text))
	who.SetChosen(settings.Role)
	rep := p.deps.picker(text("views.log.rep"), repOptions(p.data.reps, p.deps.Service.Today()))
	rep.SetChosen(string(settings.RepID))
	managers := p.deps.picker("", managerOptions(text))
	managers.SetChosen(settings.ManagersInSum)
	fields := map[string]*widgets.Field{
		"language": widgets.NewField(text("views.firstrun.language"), language),
		"currency": widgets.NewField(text("views.firstrun.currency"), currency).Hint(text("views.settings.currencyWhy")),
		"rep":      widgets.NewField(text("views.settings.whoRep"), rep).Hint(text("views.settings.whoRepWhy")),
	}
	rows := []fyne.CanvasObject{
		columns(fields["language"], widgets.NewField(text("views.settings.theme"), look), fields["currency"]),
		columns(widgets.NewField(text("views.firstrun.who"), who), fields["rep"],
			widgets.NewField(text("views.settings.managers"), managers).Hint(text("views.settings.managersWhy"))),
	}
	form := p.form(rows, fields, func() (Command, error) {
		if who.Chosen() == "rep" && rep.Chosen() == "" {
			return nil, &sales.Invalid{Field: "rep", Reason: "app.error.rep"}
		}
		chosen := language.Chosen()
		save := p.saveSettings(func(s *sales.Settings) {
			s.Language, s.Theme, s.Currency, s.ManagersInSum = chosen, look.Chosen(), currency.Chosen(), managers.Chosen()
			s.Role, s.RepID = who.Chosen(), sales.ID(rep.Chosen())
		})
		return func(ctx context.Context) error {
			err := save(ctx)
			if err == nil {
				p.deps.Runner.Post(func() { p.deps.Shell.Speak(chosen) })
			}
			return err
		}, nil
	})
	return p.section(text("views.settings.general"), text("views.settings.generalWhy"), form)
}
