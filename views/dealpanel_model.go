package views

import (
	"cmp"
	"slices"
	"strings"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// dealModel turns a deal into what its panel shows.
type dealModel struct {
	detail *app.DealDetail
	stages []sales.Stage
	reps   map[sales.ID]string
	today  sales.Day
	deps   Deps
}

func (m dealModel) stage() sales.Stage {
	for _, stage := range m.stages {
		if stage.ID == m.detail.Fact.Stage {
			return stage
		}
	}
	return sales.Stage{Name: m.deps.Text("views.pipeline.noStage"), Kind: sales.StageOpen}
}

// reopenIn is the open stage a closed deal goes back to: where it was closed,
// else the first.
func (m dealModel) reopenIn() sales.ID {
	var first sales.ID
	for _, stage := range m.stages {
		if stage.Kind != sales.StageOpen || stage.Archived {
			continue
		}
		if stage.ID == m.detail.Fact.LastStage {
			return stage.ID
		}
		first = cmp.Or(first, stage.ID)
	}
	return first
}

func (m dealModel) stageName(id sales.ID) string {
	for _, stage := range m.stages {
		if stage.ID == id {
			return stage.Name
		}
	}
	return m.deps.Text("views.pipeline.noStage")
}

// fact is a line under the title: a name, its value, and which figure it is
// where it opens what it came from.
type fact struct {
	name, value string
	opens       string // which of the facts that open something it is, or ""
	role        widgets.Role
}

// The facts that open something.
const factFollowUps, factChance, factAccount, factStep = "followUps", "chance", "account", "step"

// facts are the lines under the title.
func (m dealModel) facts() []fact {
	d, f, text := m.detail, m.deps.Format, m.deps.Text
	account := fact{name: text("views.deal.account"), value: orNone(d.Account.Name)}
	if d.Account.ID != "" {
		account.opens = factAccount
	}
	lines := []fact{
		account,
		{name: text("views.deal.rep"), value: orNone(m.reps[d.Deal.OwnerID])},
		{name: text("views.deal.created"), value: f.Day(d.Deal.Created, m.today)},
		{name: text("views.deal.expected"), value: f.Day(d.Deal.ExpectedClose, m.today)},
		{name: text("views.deal.followUps"), value: f.Count(max(0, d.Fact.Touches-1)), opens: factFollowUps},
		{name: text("views.deal.source"), value: orNone(d.Deal.Source)},
	}
	if stage := m.stage(); stage.Kind != sales.StageOpen {
		lines[3] = fact{name: stage.Name, value: f.Day(d.Fact.Since, m.today)}
		lines = append(lines, fact{name: text("views.deal.reason"), value: orNone(d.Deal.Reason)})
	} else {
		lines = slices.Insert(lines, 0, m.stepFact(), fact{name: text("views.deal.winChance"), value: f.Percent(&d.Chance), opens: factChance})
	}
	lines = append(lines, m.products()...)
	if shares := m.shares(); shares != "" {
		lines = append(lines, fact{name: text("views.deal.split"), value: shares})
	}
	return lines
}

// step is the planned activity that comes next.
func (m dealModel) step() (next sales.Activity, planned bool) {
	for _, a := range m.detail.Activities {
		if a.Planned && (!planned || cmp.Or(cmp.Compare(a.Day, next.Day), a.At.Compare(next.At), cmp.Compare(a.ID, next.ID)) < 0) {
			next, planned = a, true
		}
	}
	return next, planned
}

// stepFact says what is agreed next and when, or that nothing is.
func (m dealModel) stepFact() fact {
	f, text := m.deps.Format, m.deps.Text
	line := fact{name: text("views.deal.nextStep"), opens: factStep}
	step, planned := m.step()
	switch {
	case !planned && m.detail.Deal.NextStep != "":
		line.value, line.opens = text("views.pipeline.nextStep"), "" // its words stand below
	case !planned:
		line.value, line.role = text("views.pipeline.noNextStep"), widgets.RoleBehind
	default:
		line.value = joined(f.Day(step.Day, m.today), typeText(text, step.Type), step.Subject)
		if step.Day < m.today {
			line.role = widgets.RoleOffTrack
		}
	}
	return line
}

// chanceWords say what the chance to win was computed from.
func (m dealModel) chanceWords() []string {
	basis, f, text := m.detail.Basis, m.deps.Format, m.deps.Text
	if basis == nil {
		return []string{text("views.deal.chance.all")}
	}
	words := []string{text("views.deal.chance.similar", "Won", f.Count(basis.Won), "Count", f.Count(basis.Decided), "Stage", m.stage().Name)}
	if basis.Running > 0 {
		words = append(words, text("views.deal.chance.running", "Count", f.Count(basis.Running)))
	}
	if basis.Few {
		words = append(words, text("views.deal.chance.few", "Prior", f.Percent(&basis.Prior)))
	}
	return append(words, text("views.deal.chance.result", "Chance", f.Percent(&m.detail.Chance)))
}

// followUps are the completed activities after the first one.
func (m dealModel) followUps() []sales.ID {
	var done []sales.Activity
	for _, a := range m.detail.Activities {
		if !a.Planned {
			done = append(done, a)
		}
	}
	slices.SortStableFunc(done, func(a, b sales.Activity) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	var ids []sales.ID
	for i, a := range done {
		if i > 0 {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// products are the product lines, one a row.
func (m dealModel) products() []fact {
	var lines []fact
	name := m.deps.Text("views.deal.products")
	for _, line := range m.detail.Lines {
		product := cmp.Or(m.detail.Products[line.ProductID], m.deps.Text("views.dealform.noProduct"))
		lines = append(lines, fact{name: name, value: m.deps.Text("views.deal.line",
			"Product", product, "Units", m.deps.Format.Count(int(line.Units)), "Amount", m.deps.Format.Money(line.Amount))})
		name = ""
	}
	return lines
}

func (m dealModel) shares() string {
	var total int64
	for _, s := range m.detail.Shares {
		total += s.Weight
	}
	var parts []string
	for _, s := range m.detail.Shares {
		share := float64(s.Weight) / float64(total)
		parts = append(parts, m.reps[s.RepID]+" "+m.deps.Format.Percent(&share))
	}
	return strings.Join(parts, ", ")
}

func orNone(text string) string {
	if text == "" {
		return none
	}
	return text
}

// checks are the exit criteria of the deal's stage.
func (m dealModel) checks() []widgets.Check {
	var checks []widgets.Check
	for _, c := range m.stage().Criteria {
		checks = append(checks, widgets.Check{ID: string(c.ID), Text: c.Text, Done: slices.Contains(m.detail.Deal.Checked, c.ID)})
	}
	return checks
}

// moment is an entry of the timeline with what it is ordered by.
type moment struct {
	day   sales.Day
	order int
	widgets.Moment
}

// timeline is what happened with the deal, newest first: planned next steps,
// activities, moves between stages, adjustments; and what was done while it
// was a lead.
func (m dealModel) timeline() []widgets.Moment {
	text, f := m.deps.Text, m.deps.Format
	var all []moment
	for _, a := range m.detail.Activities {
		all = append(all, m.activity(a))
	}
	for _, a := range m.detail.Before {
		entry := m.activity(a)
		entry.Title = joined(entry.Title, text("views.deal.asLead"))
		all = append(all, entry)
	}
	for _, move := range slices.Backward(m.detail.Moves) { // of one day too, the newest first
		entry := widgets.Moment{Title: text("views.deal.moved", "Stage", m.stageName(move.StageID)), When: f.Day(move.Day, m.today), Icon: moveIcon(), Role: widgets.RoleMuted}
		if move.StageID == "" {
			entry.Title = text("views.deal.opened")
		}
		all = append(all, moment{move.Day, 0, entry})
	}
	for _, lead := range m.detail.Leads {
		if lead.Decided != 0 {
			all = append(all, moment{lead.Decided, 0, widgets.Moment{Title: text("views.deal.fromLead", "Lead", lead.Name), When: f.Day(lead.Decided, m.today), Icon: moveIcon(), Role: widgets.RoleMuted}})
		}
	}
	for _, a := range m.detail.Adjustments {
		all = append(all, moment{a.Day, 0, widgets.Moment{Title: text("views.deal.adjusted", "Amount", f.Money(a.Amount)), Text: a.Reason, When: f.Day(a.Day, m.today), Icon: moveIcon(), Role: widgets.RoleBehind}})
	}
	slices.SortStableFunc(all, func(a, b moment) int { return cmp.Or(cmp.Compare(b.order/2, a.order/2), cmp.Compare(b.day, a.day)) })
	out := make([]widgets.Moment, len(all))
	for i := range all {
		out[i] = all[i].Moment
	}
	return out
}

// activity is one activity as an entry of the deal's timeline, with its notes.
func (m dealModel) activity(a sales.Activity) moment {
	entry, order := activityMoment(m.deps, a, m.today), 1
	if a.Planned {
		order = 2
	}
	if a.Notes != "" {
		entry.Text = strings.TrimSpace(entry.Text + "\n" + a.Notes)
	}
	return moment{a.Day, order, entry}
}

// sortOptions orders options by their text.
func sortOptions(options []widgets.Option) {
	slices.SortFunc(options, func(a, b widgets.Option) int { return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.ID, b.ID)) })
}

// activityMoments are activities as entries of a timeline: what is planned
// first, as the store orders them. about adds what an activity is about; nil
// adds nothing.
func activityMoments(d Deps, activities []sales.Activity, about func(sales.Activity) string) []widgets.Moment {
	today := d.Service.Today()
	moments := make([]widgets.Moment, 0, len(activities))
	for _, a := range activities {
		m := activityMoment(d, a, today)
		if about != nil {
			m.Text = joined(m.Text, about(a))
		}
		moments = append(moments, m)
	}
	return moments
}

// activityMoment is one activity on a timeline.
func activityMoment(d Deps, a sales.Activity, today sales.Day) widgets.Moment {
	kind := typeText(d.Text, a.Type)
	m := widgets.Moment{ID: string(a.ID), Title: kind, Text: a.Subject, When: d.Format.Day(a.Day, today), Icon: activityIcon(a.Type)}
	switch {
	case a.Planned && a.Day < today:
		m.Title, m.Role = d.Text("views.deal.overdueStep", "Type", kind), widgets.RoleOffTrack
	case a.Planned:
		m.Title, m.Role = d.Text("views.deal.plannedStep", "Type", kind), widgets.RoleAccent
	case a.Outcome != "":
		m.Title += " · " + outcomeText(d.Text, a.Outcome)
	}
	return m
}

// joined puts a dot between words; what is empty is left out.
func joined(words ...string) string {
	line := ""
	for _, word := range words {
		if word != "" && line != "" {
			line += " · "
		}
		line += word
	}
	return line
}
