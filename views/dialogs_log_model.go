package views

import (
	"slices"
	"strings"
	"time"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// subjects are the open deals and leads an activity can be about, and who
// can have done it.
type subjects struct {
	reps     []sales.Rep
	deals    []sales.Deal
	leads    []sales.Lead
	accounts map[sales.ID]string
}

// repeatNone stands for no repetition in a picker, where "" is no choice.
const repeatNone = "never"

// The prefixes that tell deals from leads in one picker.
const dealPrefix, leadPrefix = "deal:", "lead:"

// logModel decides what the forms of an activity and of a next step offer and
// take for granted.
type logModel struct {
	deps     *Deps
	form     app.LogForm
	subjects subjects
	settings sales.Settings // as they are now: who uses the file
	inView   sales.ID       // the rep in view, or ""
	last     sales.ID       // the rep of the last activity logged in this file, or ""
}

// mine is the rep whose deals and leads are offered first, or "".
func (m *logModel) mine() sales.ID {
	if m.settings.Role == "rep" {
		return m.settings.RepID
	}
	return m.inView
}

// aboutOptions offers the open deals and leads, those of who is at work first:
// an activity goes to the owner of what it is about, out of sight of who logs it.
func (m *logModel) aboutOptions() []widgets.Option {
	text := m.deps.Text
	if mine := m.mine(); mine != "" {
		slices.SortStableFunc(m.subjects.deals, func(a, b sales.Deal) int { return ownFirst(a.OwnerID == mine, b.OwnerID == mine) })
		slices.SortStableFunc(m.subjects.leads, func(a, b sales.Lead) int { return ownFirst(a.RepID == mine, b.RepID == mine) })
	}
	options := []widgets.Option{}
	for _, deal := range m.subjects.deals {
		options = append(options, widgets.Option{
			ID: dealPrefix + string(deal.ID), Text: deal.Name, Detail: m.subjects.accounts[deal.AccountID], Section: text("views.log.deals"),
		})
	}
	for _, lead := range m.subjects.leads {
		options = append(options, widgets.Option{ID: leadPrefix + string(lead.ID), Text: lead.Name, Detail: lead.Company, Section: text("views.log.leads")})
	}
	return options
}

// typeOptions offers the types of activities.
func typeOptions(text sales.Text) []widgets.Option {
	options := []widgets.Option{}
	for _, t := range activityTypes() {
		options = append(options, widgets.Option{ID: string(t), Text: typeText(text, t)})
	}
	return options
}

// outcomeOptions offers the outcomes of a type, the usual one first.
func outcomeOptions(text sales.Text, t sales.ActivityType) []widgets.Option {
	options := []widgets.Option{}
	for _, outcome := range outcomesOf(t) {
		options = append(options, widgets.Option{ID: string(outcome), Text: outcomeText(text, outcome)})
	}
	return options
}

// aboutID is the choice that stands for a deal or a lead, "" for neither.
func aboutID(dealID, leadID sales.ID) string {
	switch {
	case dealID != "":
		return dealPrefix + string(dealID)
	case leadID != "":
		return leadPrefix + string(leadID)
	}
	return ""
}

// aboutIn is the deal or the lead that a choice stands for.
func aboutIn(id string) (dealID, leadID sales.ID) {
	if deal, found := strings.CutPrefix(id, dealPrefix); found {
		return sales.ID(deal), ""
	}
	if lead, found := strings.CutPrefix(id, leadPrefix); found {
		return "", sales.ID(lead)
	}
	return "", ""
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

// nextHint says when the next step is due without a day, and that a step which
// repeats comes again by itself.
func (m *logModel) nextHint() string {
	text, today, format := m.deps.Text, m.deps.Service.Today(), m.deps.Format
	if planned := m.form.Activity; m.form.CompleteID != "" {
		if again := sales.NextOccurrence(planned.Day, planned.Repeat, today); again != 0 {
			return text("views.log.repeats", "Day", format.Day(again, today))
		}
	}
	return text("views.log.nextHint", "Day", format.Day(today.Add(1), today))
}

// owner is the rep who most likely did it: the form's, the user, the
// owner of the deal or lead chosen, the one in view, the one chosen so far, the
// one who uses the file, the one of the last activity, the only one; only someone
// whom the form offers.
func (m *logModel) owner(about, chosen string) sales.ID {
	candidates := []sales.ID{m.form.Activity.RepID}
	if m.settings.Role == "rep" {
		candidates = append(candidates, m.settings.RepID)
	}
	dealID, leadID := aboutIn(about)
	for _, deal := range m.subjects.deals {
		if deal.ID == dealID {
			candidates = append(candidates, deal.OwnerID)
		}
	}
	for _, lead := range m.subjects.leads {
		if lead.ID == leadID {
			candidates = append(candidates, lead.RepID)
		}
	}
	candidates = append(candidates, m.inView, sales.ID(chosen), m.settings.RepID, m.last)
	if len(m.subjects.reps) == 1 {
		candidates = append(candidates, m.subjects.reps[0].ID)
	}
	for _, id := range candidates {
		if id != "" && m.offers(id) {
			return id
		}
	}
	return ""
}

// offers reports whether a rep can be chosen: not who has left.
func (m *logModel) offers(id sales.ID) bool {
	return slices.ContainsFunc(repOptions(m.subjects.reps, m.deps.Service.Today()), func(o widgets.Option) bool { return o.ID == string(id) })
}

// logTyped is what stands in the form of an activity.
type logTyped struct {
	kind, outcome, about, rep, nextKind string // choices
	subject, notes, next                string
	day                                 sales.Day
	step                                stepTyped
}

// filled is the form as it is logged by what was typed into it: with a next
// step where its words or anything else of it were filled in.
func (m *logModel) filled(typed logTyped) app.LogForm {
	form := m.form
	a := &form.Activity
	a.Type, a.Outcome = sales.ActivityType(typed.kind), sales.Outcome(typed.outcome)
	a.Direction = sales.DefaultDirection(a.Type)
	a.Subject, a.Notes, a.RepID = typed.subject, typed.notes, sales.ID(typed.rep)
	dealID, leadID := aboutIn(typed.about)
	if a.DealID != dealID || leadID != "" {
		a.AccountID = "" // the new deal's own is taken, a lead has none
	}
	a.DealID, a.LeadID = dealID, leadID
	if typed.day != a.Day {
		a.Day, a.At = typed.day, time.Time{}
	}
	form.NextSubject, form.NextType = typed.next, sales.ActivityType(typed.nextKind)
	if form.NextSubject != "" || typed.step.planned() {
		var step sales.Activity
		typed.step.into(m.deps.Service, &step)
		form.NextDay, form.NextAt, form.RemindAt, form.NextRepeat = step.Day, step.At, step.RemindAt, step.Repeat
	}
	return form
}

// planned is the step as it is saved by what was typed into its form; a new one
// may not be due before today.
func (m *logModel) planned(step sales.Activity, typed logTyped) (sales.Activity, error) {
	service := m.deps.Service
	step.Type, step.Outcome, step.Planned = sales.ActivityType(typed.kind), "", true
	step.Direction = sales.DefaultDirection(step.Type)
	step.Subject, step.Notes, step.RepID = strings.TrimSpace(typed.subject), typed.notes, sales.ID(typed.rep)
	dealID, leadID := aboutIn(typed.about)
	if step.DealID != dealID {
		step.AccountID = ""
	}
	step.DealID, step.LeadID = dealID, leadID
	typed.step.into(service, &step)
	if step.ID == "" && step.Day < service.Today() {
		return step, &sales.Invalid{Field: "date", Reason: "app.error.past"}
	}
	return step, nil
}
