package views

import (
	"context"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

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
		i.repeat.SetChosen(string(step.Repeat.Kind()))
	}
	i.dayAt = widgets.NewField(text("views.log.nextDay"), i.day)
	return i
}

// fields are the inputs under their labels.
func (i *stepInputs) fields() []fyne.CanvasObject {
	text := i.deps.Text
	return []fyne.CanvasObject{
		i.dayAt, widgets.NewField(text("views.step.time"), i.time),
		widgets.NewField(text("views.step.remind"), i.remind), widgets.NewField(text("views.log.repeat"), i.repeat),
	}
}

// typed is what stands in them.
func (i *stepInputs) typed() stepTyped {
	minutes, filled, right := i.time.Minutes()
	return stepTyped{
		filled: i.day.Text != "" || i.time.Text != "", day: dayIn(i.day), minutes: minutes, timed: filled && right,
		remind: i.remind.Chosen(), repeat: i.repeat.Chosen(),
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
	typed, service := f.typed(), f.deps.Service
	typed.subject, typed.step = f.words.Text, f.when.typed()
	step, err := f.planned(f.step, typed)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) error {
		if step.ID != "" {
			return service.UpdateActivity(ctx, step)
		}
		_, err := service.PlanActivity(ctx, step)
		return err
	}, nil
}
