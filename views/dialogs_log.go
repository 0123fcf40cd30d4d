package views

import (
	"context"
	"slices"
	"strings"
	"time"
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

// subjects are the open deals and leads an activity can be about, and who
// can have done it.
type subjects struct {
	reps     []sales.Rep
	deals    []sales.Deal
	leads    []sales.Lead
	accounts map[sales.ID]string
}

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
	shell    *shell
	form     app.LogForm
	subjects subjects

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
			s.askFirstRep()
		default:
			show(found)
		}
	})
}

func newLogForm(s *shell, form app.LogForm, found subjects) *logForm {
	f := &logForm{shell: s, form: form, subjects: found}
	d := &s.deps
	if f.form.Activity.Type == "" {
		f.form.Activity.Type = sales.Call
	}
	f.subject, f.next, f.notes = textEntry(form.Activity.Subject), textEntry(form.NextSubject), widgets.NewNotes(2)
	f.notes.SetText(form.Activity.Notes)
	f.subject.CursorColumn = utf8.RuneCountInString(form.Activity.Subject) // words are added
	f.kind, f.nextKind = d.picker("", f.typeOptions()), d.picker(d.Text("views.log.sameType"), f.typeOptions())
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

// repeatNone stands for no repetition in a picker, where "" is no choice.
const repeatNone = "never"

func (f *logForm) typeOptions() []widgets.Option {
	options := []widgets.Option{}
	for _, t := range activityTypes() {
		options = append(options, widgets.Option{ID: string(t), Text: typeText(f.shell.deps.Text, t)})
	}
	return options
}

// The prefixes that tell deals from leads in one picker.
const dealPrefix, leadPrefix = "deal:", "lead:"

// aboutOptions offers the open deals and leads, those of who is at work first:
// an activity goes to the owner of what it is about, out of sight of who logs it.
func (f *logForm) aboutOptions() []widgets.Option {
	text := f.shell.deps.Text
	mine := f.shell.scope.RepID
	if f.shell.settings.Role == "rep" {
		mine = f.shell.settings.RepID
	}
	if mine != "" {
		slices.SortStableFunc(f.subjects.deals, func(a, b sales.Deal) int { return ownFirst(a.OwnerID == mine, b.OwnerID == mine) })
		slices.SortStableFunc(f.subjects.leads, func(a, b sales.Lead) int { return ownFirst(a.RepID == mine, b.RepID == mine) })
	}
	options := []widgets.Option{}
	for _, deal := range f.subjects.deals {
		options = append(options, widgets.Option{
			ID: dealPrefix + string(deal.ID), Text: deal.Name, Detail: f.subjects.accounts[deal.AccountID], Section: text("views.log.deals"),
		})
	}
	for _, lead := range f.subjects.leads {
		options = append(options, widgets.Option{ID: leadPrefix + string(lead.ID), Text: lead.Name, Detail: lead.Company, Section: text("views.log.leads")})
	}
	return options
}

// ownFirst orders what is one's own before what is others'.
func ownFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// repOptions offers the reps who have not left.
func repOptions(reps []sales.Rep, today sales.Day) []widgets.Option {
	options := []widgets.Option{}
	for _, rep := range reps {
		if rep.Left == 0 || rep.Left >= today {
			options = append(options, widgets.Option{ID: string(rep.ID), Text: rep.Name})
		}
	}
	return options
}

// setType offers the outcomes of a type, with the usual one chosen.
func (f *logForm) setType(t sales.ActivityType) {
	options := []widgets.Option{}
	for _, outcome := range outcomesOf(t) {
		options = append(options, widgets.Option{ID: string(outcome), Text: outcomeText(f.shell.deps.Text, outcome)})
	}
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
	switch {
	case f.form.Activity.DealID != "":
		f.about.SetChosen(dealPrefix + string(f.form.Activity.DealID))
	case f.form.Activity.LeadID != "":
		f.about.SetChosen(leadPrefix + string(f.form.Activity.LeadID))
	}
	f.about.OnChosen = func(string) { f.rep.SetChosen(string(f.owner())) }
	f.rep.SetChosen(string(f.owner()))
}

// chosen is the deal or the lead the activity is about.
func (f *logForm) chosen() (dealID, leadID sales.ID) {
	id := f.about.Chosen()
	if deal, found := strings.CutPrefix(id, dealPrefix); found {
		return sales.ID(deal), ""
	}
	if lead, found := strings.CutPrefix(id, leadPrefix); found {
		return "", sales.ID(lead)
	}
	return "", ""
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

// nextHint says when the next step is due without a day, and that a step which
// repeats comes again by itself.
func (f *logForm) nextHint() string {
	text, today, format := f.shell.deps.Text, f.shell.deps.Service.Today(), f.shell.deps.Format
	if planned := f.form.Activity; f.form.CompleteID != "" {
		if again := sales.NextOccurrence(planned.Day, planned.Repeat, today); again != 0 {
			return text("views.log.repeats", "Day", format.Day(again, today))
		}
	}
	return text("views.log.nextHint", "Day", format.Day(today.Add(1), today))
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

// read turns the inputs into the command that logs the activity.
func (f *logForm) read() (Command, error) {
	form := f.form
	a := &form.Activity
	a.Type, a.Outcome = sales.ActivityType(f.kind.Chosen()), sales.Outcome(f.outcome.Chosen())
	a.Direction = sales.DefaultDirection(a.Type)
	a.Subject, a.Notes, a.RepID = f.subject.Text, f.notes.Text, sales.ID(f.rep.Chosen())
	dealID, leadID := f.chosen()
	if a.DealID != dealID || leadID != "" {
		a.AccountID = "" // the new deal's own is taken, a lead has none
	}
	a.DealID, a.LeadID = dealID, leadID
	if day := dayIn(f.day); day != a.Day {
		a.Day, a.At = day, time.Time{}
	}
	form.NextSubject, form.NextType = f.next.Text, sales.ActivityType(f.nextKind.Chosen())
	if form.NextSubject != "" || f.when.planned() {
		var step sales.Activity
		f.when.into(&step)
		form.NextDay, form.NextAt, form.RemindAt, form.NextRepeat = step.Day, step.At, step.RemindAt, step.Repeat
	}
	f.shell.app.Preferences().SetString(lastRep+f.shell.options.Path, string(a.RepID))
	service := f.shell.deps.Service
	return func(ctx context.Context) error {
		_, err := service.LogActivity(ctx, form)
		return err
	}, nil
}
