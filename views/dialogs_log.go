package views

import (
	"context"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// mostSubjects is how many open deals and leads the forms offer to choose from.
const mostSubjects = 5000

// readSubjects fetches what forms offer, and the form's own deal or lead even
// where it is closed.
func readSubjects(ctx context.Context, service *app.Service, dealID, leadID sales.ID) (subjects, error) {
	var s subjects
	var err error
	if s.reps, err = service.Reps(ctx); err != nil {
		return s, err
	}
	if s.deals, err = service.Deals(ctx, sales.DealQuery{Kind: sales.StageOpen, Limit: mostSubjects}); err != nil {
		return s, err
	}
	if dealID != "" {
		own, err := service.Deals(ctx, sales.DealQuery{IDs: []sales.ID{dealID}})
		if err != nil {
			return s, err
		}
		s.deals = append(own, s.deals...)
	}
	for _, status := range []sales.LeadStatus{sales.LeadWorking, sales.LeadNew} {
		leads, err := service.Leads(ctx, sales.LeadQuery{Status: status, Limit: mostSubjects})
		if err != nil {
			return s, err
		}
		s.leads = append(s.leads, leads...)
	}
	if leadID != "" {
		own, err := service.Leads(ctx, sales.LeadQuery{IDs: []sales.ID{leadID}})
		if err != nil {
			return s, err
		}
		s.leads = append(own, s.leads...)
	}
	accounts, err := service.Accounts(ctx)
	s.accounts = make(map[sales.ID]string, len(accounts))
	for _, account := range accounts {
		s.accounts[account.ID] = account.Name
	}
	return s, err
}

// logForm is the one form for something done and the next step agreed in it.
type logForm struct {
	logModel
	shell *shell

	subject, notes, next     *widgets.Input
	about, rep               *widgets.Picker
	kind, outcome, nextKind  *widgets.Picker
	when                     *stepInputs
	day                      *widgets.DateEntry
	fields                   map[string]*widgets.Field
	outcomeField, aboutField *widgets.Field
}

// Log opens the form for an activity with its next step.
func (s *shell) Log(form app.LogForm) {
	s.withSubjects(form.Activity, func(found subjects) {
		newLogForm(s, form, found).show()
	})
}

// withSubjects reads what an activity can be about and shows its form. A team
// without a rep is asked for the first one instead.
func (s *shell) withSubjects(activity sales.Activity, show func(subjects)) {
	Load(s.load, s.ctx, func(ctx context.Context) (subjects, error) {
		return readSubjects(ctx, s.deps.Service, activity.DealID, activity.LeadID)
	}, func(found subjects, err error) {
		switch {
		case err != nil:
			s.Fail(err)
		case len(found.reps) == 0:
			askFirstRep(s.deps)
		default:
			show(found)
		}
	})
}

func newLogForm(s *shell, form app.LogForm, found subjects) *logForm {
	d := &s.deps
	f := &logForm{shell: s, logModel: logModel{
		deps: d, form: form, subjects: found, settings: s.settings, inView: s.scope.RepID, last: sales.ID(s.app.Preferences().String(lastRep + s.options.Path)),
	}}
	if f.form.Activity.Type == "" {
		f.form.Activity.Type = sales.Call
	}
	f.subject, f.next, f.notes = textEntry(form.Activity.Subject), textEntry(form.NextSubject), widgets.NewNotes(2)
	f.notes.SetText(form.Activity.Notes)
	f.subject.CursorColumn = utf8.RuneCountInString(form.Activity.Subject) // words are added
	f.kind, f.nextKind = d.picker("", typeOptions(d.Text)), d.picker(d.Text("views.log.sameType"), typeOptions(d.Text))
	f.outcome = d.picker(none, nil)
	f.about = d.picker(d.Text("views.log.nothing"), f.aboutOptions())
	f.rep = d.picker(d.Text("views.log.rep"), repOptions(found.reps, d.Service.Today()))
	f.when = newStepInputs(d, sales.Activity{Day: form.NextDay, At: form.NextAt, RemindAt: form.RemindAt, Repeat: form.NextRepeat})
	f.day = d.dateEntry(form.Activity.Day)
	if form.Activity.Day == 0 || form.CompleteID != "" { // what was planned is done today
		f.day.SetDate(d.Service.Today().String())
	}
	f.kind.SetChosen(string(f.form.Activity.Type))
	f.kind.OnChosen = func(id string) { f.setType(sales.ActivityType(id)) }
	f.setType(f.form.Activity.Type)
	if form.Activity.Outcome != "" {
		f.outcome.SetChosen(string(form.Activity.Outcome))
	}
	f.nextKind.SetChosen(string(form.NextType))
	f.chooseAbout()
	return f
}

// setType offers the outcomes of a type, with the usual one chosen.
func (f *logForm) setType(t sales.ActivityType) {
	options := outcomeOptions(f.deps.Text, t)
	f.outcome.SetOptions(options)
	if len(options) > 0 {
		f.outcome.SetChosen(options[0].ID)
		f.outcome.Enable()
	} else {
		f.outcome.SetChosen("")
		f.outcome.Disable()
	}
}

// chooseAbout chooses the form's deal or lead and the rep that goes with it.
func (f *logForm) chooseAbout() {
	if id := aboutID(f.form.Activity.DealID, f.form.Activity.LeadID); id != "" {
		f.about.SetChosen(id)
	}
	f.about.OnChosen = func(string) { f.rep.SetChosen(string(f.owner(f.about.Chosen(), f.rep.Chosen()))) }
	f.rep.SetChosen(string(f.owner(f.about.Chosen(), f.rep.Chosen())))
}

// show opens the form. The keyboard starts in the words, or at the deal where
// the rep is not known; Tab goes on to the words of the next step, Ctrl+Enter
// saves.
func (f *logForm) show() {
	text := f.shell.deps.Text
	f.outcomeField, f.aboutField = widgets.NewField(text("views.log.outcome"), f.outcome), widgets.NewField(text("views.log.about"), f.about)
	f.fields = map[string]*widgets.Field{
		"type": widgets.NewField(text("views.log.type"), f.kind), "date": widgets.NewField(text("views.log.date"), f.day),
		"rep": widgets.NewField(text("views.log.rep"), f.rep), "next": f.when.dayAt,
	}
	rows := []fyne.CanvasObject{
		columns(f.fields["type"], f.outcomeField, f.aboutField),
		widgets.NewField(text("views.log.subject"), f.subject),
		widgets.NewField(text("views.log.next"), f.next).Hint(f.nextHint()),
		columns(append([]fyne.CanvasObject{widgets.NewField(text("views.log.nextType"), f.nextKind)}, f.when.fields()...)...),
		f.quickDays(),
		widgets.NewField(text("views.log.notes"), f.notes),
		columns(f.fields["date"], f.fields["rep"]),
	}
	f.shell.AskForm(FormDialog{
		Title: text("views.log.title"), Submit: text("views.shell.save"), Rows: rows, Fields: f.fields, First: f.first(), Wide: 780, Read: f.read,
	})
}

// quickDays are buttons for the usual days of a next step.
func (f *logForm) quickDays() fyne.CanvasObject {
	text, today := f.shell.deps.Text, f.shell.deps.Service.Today()
	row := container.NewHBox(widgets.NewText(text("views.log.quick"), widgets.SizeCaption, widgets.RoleMuted))
	quick := func(label string, days int) {
		button := newButton(label, func() { f.when.day.SetDate(today.Add(days).String()) })
		button.Importance = widget.LowImportance
		row.Add(button)
	}
	quick(text("views.log.quick.1"), 1)
	quick(text("views.log.quick.3"), 3)
	quick(text("views.log.quick.7"), 7)
	return row
}

// typed is what stands in the inputs.
func (f *logForm) typed() logTyped {
	return logTyped{
		kind: f.kind.Chosen(), outcome: f.outcome.Chosen(), about: f.about.Chosen(), rep: f.rep.Chosen(), nextKind: f.nextKind.Chosen(),
		subject: f.subject.Text, notes: f.notes.Text, next: f.next.Text, day: dayIn(f.day), step: f.when.typed(),
	}
}

// read turns the inputs into the command that logs the activity.
func (f *logForm) read() (Command, error) {
	form := f.filled(f.typed())
	f.shell.app.Preferences().SetString(lastRep+f.shell.options.Path, string(form.Activity.RepID))
	service := f.shell.deps.Service
	return func(ctx context.Context) error {
		_, err := service.LogActivity(ctx, form)
		return err
	}, nil
}

// lastRep is where the window remembers the rep of the last activity logged in
// a file, also when it is opened again.
const lastRep = "log.rep:"

// first is what takes the keyboard: the words; where nobody knows yet who did
// it, what it is about, which tells.
func (f *logForm) first() fyne.Focusable {
	if f.rep.Chosen() == "" {
		return f.about
	}
	return f.subject
}
