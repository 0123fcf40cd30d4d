package views

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// remindNever stands for no reminder in a picker, where "" is no choice.
const remindNever = "never"

// stepInputs are when a next step is due, when it reminds and how it comes
// again, in the form that logs and in the one that plans.
type stepInputs struct {
	deps   *Deps
	day    *widgets.DateEntry
	time   *widgets.TimeEntry
	remind *widgets.Picker
	repeat *widgets.Picker
	dayAt  *widgets.Field
}

// newStepInputs holds what a planned step says, or nothing.
func newStepInputs(d *Deps, step sales.Activity) *stepInputs {
	text := d.Text
	i := &stepInputs{deps: d, day: d.dateEntry(step.Day), remind: d.picker("", remindOptions(text)), repeat: d.picker("", repeatOptions(text))}
	i.time = widgets.NewTimeEntry(widgets.TimeTexts{
		Hint: text("views.step.time.hint"), Invalid: text("views.step.time.invalid"), Morning: text("views.step.time.morning"), Afternoon: text("views.step.time.afternoon"),
	})
	if !step.At.IsZero() {
		at := step.At.In(d.Service.Now().Location())
		i.time.SetMinutes(60*at.Hour() + at.Minute())
	}
	i.remind.SetChosen(remindNever)
	if !step.RemindAt.IsZero() {
		i.remind.SetChosen(nearestReminder(d.Service.DueAt(step).Sub(step.RemindAt)))
	}
	i.repeat.SetChosen(repeatNone)
	if step.Repeat != sales.RepeatNever {
		i.repeat.SetChosen(string(step.Repeat))
	}
	i.dayAt = widgets.NewField(text("views.log.nextDay"), i.day)
	return i
}

// reminders are the choices, in minutes before a step is due.
func reminders() []int { return []int{0, 10, 60, 24 * 60} }

func remindOptions(text sales.Text) []widgets.Option {
	options := []widgets.Option{{ID: remindNever, Text: text("views.step.remind.never")}}
	for _, minutes := range reminders() {
		id := strconv.Itoa(minutes)
		options = append(options, widgets.Option{ID: id, Text: text("views.step.remind." + id)})
	}
	return options
}

// nearestReminder is the choice that comes closest to what a step says.
func nearestReminder(before time.Duration) string {
	best := 0
	for _, minutes := range reminders() {
		if (before - time.Duration(minutes)*time.Minute).Abs() < (before - time.Duration(best)*time.Minute).Abs() {
			best = minutes
		}
	}
	return strconv.Itoa(best)
}

func repeatOptions(text sales.Text) []widgets.Option {
	return []widgets.Option{
		{ID: repeatNone, Text: text("views.log.repeat.never")},
		{ID: string(sales.RepeatDaily), Text: text("views.log.repeat.daily")},
		{ID: string(sales.RepeatWeekly), Text: text("views.log.repeat.weekly")},
		{ID: string(sales.RepeatMonthly), Text: text("views.log.repeat.monthly")},
	}
}

// fields are the inputs under their labels.
func (i *stepInputs) fields() []fyne.CanvasObject {
	text := i.deps.Text
	return []fyne.CanvasObject{
		i.dayAt, widgets.NewField(text("views.step.time"), i.time),
		widgets.NewField(text("views.step.remind"), i.remind), widgets.NewField(text("views.log.repeat"), i.repeat),
	}
}

// planned reports whether anything about a step was filled in.
func (i *stepInputs) planned() bool {
	return i.day.Text != "" || i.time.Text != "" || i.repeat.Chosen() != repeatNone || i.remind.Chosen() != remindNever
}

// into writes the inputs into a step; without a day it is due tomorrow.
func (i *stepInputs) into(step *sales.Activity) {
	service := i.deps.Service
	if step.Day = dayIn(i.day); step.Day == 0 {
		step.Day = service.Today().Add(1)
	}
	step.At, step.RemindAt, step.Repeat = time.Time{}, time.Time{}, sales.RepeatNever
	if minutes, filled, ok := i.time.Minutes(); filled && ok {
		y, m, d := step.Day.Time().Date()
		step.At = time.Date(y, m, d, minutes/60, minutes%60, 0, 0, service.Now().Location()).UTC()
	}
	if repeat := i.repeat.Chosen(); repeat != repeatNone {
		step.Repeat = sales.Repeat(repeat)
	}
	if minutes, err := strconv.Atoi(i.remind.Chosen()); err == nil {
		step.RemindAt = service.RemindBefore(*step, time.Duration(minutes)*time.Minute)
	}
}

// planForm is the form of a next step by itself.
type planForm struct {
	*logForm
	step  sales.Activity
	words *widgets.Input
	when  *stepInputs
}

// Plan opens the form of a next step: a new one, or with an id the one that
// is there.
func (s *shell) Plan(step sales.Activity) {
	s.withSubjects(step, func(found subjects) {
		form := &planForm{logForm: newLogForm(s, app.LogForm{Activity: step}, found), step: step, words: textEntry(step.Subject), when: newStepInputs(&s.deps, step)}
		form.show()
	})
}

func (f *planForm) show() {
	text := f.shell.deps.Text
	f.notes.SetText(f.step.Notes)
	fields := map[string]*widgets.Field{
		"type": widgets.NewField(text("views.log.type"), f.kind), "rep": widgets.NewField(text("views.log.rep"), f.rep), "date": f.when.dayAt,
	}
	title := "views.step.plan"
	if f.step.ID != "" {
		title = "views.step.edit"
	}
	f.shell.AskForm(FormDialog{
		Title: text(title), Submit: text("views.shell.save"), Fields: fields, First: f.words, Wide: 640, Read: f.read,
		Rows: []fyne.CanvasObject{
			widgets.NewField(text("views.step.what"), f.words),
			columns(fields["type"], widgets.NewField(text("views.log.about"), f.about), fields["rep"]),
			columns(f.when.fields()...),
			widgets.NewField(text("views.log.notes"), f.notes),
		},
	})
}

func (f *planForm) read() (Command, error) {
	step, service := f.step, f.shell.deps.Service
	step.Type, step.Outcome, step.Planned = sales.ActivityType(f.kind.Chosen()), "", true
	step.Direction = sales.DefaultDirection(step.Type)
	step.Subject, step.Notes, step.RepID = strings.TrimSpace(f.words.Text), f.notes.Text, sales.ID(f.rep.Chosen())
	dealID, leadID := f.chosen()
	if step.DealID != dealID {
		step.AccountID = ""
	}
	step.DealID, step.LeadID = dealID, leadID
	f.when.into(&step)
	if step.ID == "" && step.Day < service.Today() {
		return nil, &sales.Invalid{Field: "date", Reason: "app.error.past"}
	}
	return func(ctx context.Context) error {
		if step.ID != "" {
			return service.UpdateActivity(ctx, step)
		}
		_, err := service.PlanActivity(ctx, step)
		return err
	}, nil
}
