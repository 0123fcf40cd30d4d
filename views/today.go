package views

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// Today is a rep's page at nine in the morning: the quota and what it takes
// today, the next steps due, and the deals and leads that need somebody.
type Today struct {
	deps   Deps
	scope  app.Scope
	slot   *Slot
	loaded bool
	agenda *app.Agenda // what is shown

	ring     *widgets.ProgressRing
	standing *fyne.Container
	quotas   *widgets.Button
	plan     *widgets.Card
	planned  *fyne.Container // the plan's lines
	steps    *widgets.Card
	needs    *widgets.Card
	silent   *widgets.Card
	rows     []*tapRow // of the steps
	content  fyne.CanvasObject
	empty    fyne.CanvasObject
	failed   fyne.CanvasObject
	whole    *fyne.Container
}

// NewToday makes the page.
func NewToday(deps Deps) *Today {
	p := &Today{deps: deps, slot: NewSlot(deps.Runner)}
	p.build()
	return p
}

func (p *Today) build() {
	d := p.deps
	p.ring = widgets.NewProgressRing(112, widgets.Ring{Expected: -1})
	p.standing = container.New(&wrapColumn{})
	p.quotas = newButton(d.Text("views.today.setQuotas"), func() { d.Shell.Open(PageQuotas) })
	p.quotas.Importance = widget.HighImportance
	quota := widgets.NewCard(d.Text("views.today.quota"), framed(nil, p.quotas,
		container.New(layout.NewCustomPaddedLayout(0, 0, 0, pageGap), container.NewCenter(newTapRow(p.ring, p.openQuota, nil))), nil, container.New(&middle{}, p.standing)))
	p.plan = widgets.NewCard(d.Text("views.today.plan"), widgets.NewSkeleton(6))
	p.steps = widgets.NewCard(d.Text("views.today.steps"), widgets.NewSkeleton(6))
	p.steps.SetAction(p.logButtons())
	p.needs = widgets.NewCard(d.Text("views.today.needs"), widgets.NewSkeleton(5))
	p.silent = widgets.NewCard(d.Text("views.today.silent"), widgets.NewSkeleton(5))
	for _, list := range []struct {
		card  *widgets.Card
		title string
		items func(*app.Agenda) []sales.Item
	}{
		{p.steps, d.Text("views.today.steps"), stepItems},
		{p.needs, d.Text("views.today.needs"), needItems},
		{p.silent, d.Text("views.today.silent"), silentItems},
	} {
		list.card.OnSpareKey(passedFrom(list.card))
		list.card.OnSubtitle(func() { d.Shell.OpenItems(list.title, list.items(p.agenda)) })
	}
	left := container.New(&dayColumn{plan: &p.planned}, quota, p.plan, p.silent)
	right := container.New(&split{vertical: true, gap: pageGap, weights: []float32{1.1, 1}}, p.steps, p.needs)
	p.content = container.NewVScroll(container.New(&split{gap: pageGap, weights: []float32{0.46, 1}}, left, right))
	p.empty = widgets.NewEmptyState(theme.InfoIcon(), d.Text("views.today.empty.title"), d.Text("views.today.empty.text"), d.Text("views.today.empty.action"), func() { d.Shell.NewDeal(app.DealForm{}) })
	p.failed = newFailedState(d, func() { p.Load(p.scope) })
	p.whole = container.NewStack(loadingCards())
}

// logButtons log what was just done, with its next step in the same form.
func (p *Today) logButtons() fyne.CanvasObject {
	button := func(key string, icon fyne.Resource, kind sales.ActivityType) fyne.CanvasObject {
		b := newIconButton(p.deps.Text(key), icon, func() { p.log(sales.Activity{Type: kind}) })
		b.Importance = widget.HighImportance
		return widgets.WithTip(p.deps.Overlay, b, p.deps.Text("views.today.logTip"))
	}
	return container.NewHBox(
		button("views.today.logCall", theme.NewThemedResource(pageIcon(PageActivities)), sales.Call),
		button("views.today.logMail", theme.MailComposeIcon(), sales.Mail))
}

// openQuota opens what the ring counts: what was credited against the quota.
func (p *Today) openQuota() {
	metric := quotaMetric(p.agenda.Of(p.scope.RepID))
	p.deps.Shell.Explain(p.deps.Text("views.today.quota"), sales.Subject{Metric: metric, Rep: p.scope.RepID})
}

// log opens the form for something the rep in view has done today.
func (p *Today) log(a sales.Activity) {
	if a.RepID == "" {
		a.RepID = p.scope.RepID
	}
	a.Direction = sales.Outbound
	p.deps.Shell.Log(app.LogForm{Activity: a})
}

// Object is the page's content.
func (p *Today) Object() fyne.CanvasObject { return p.whole }

// Topics are the changes that make the page stale.
func (*Today) Topics() []app.Topic {
	return []app.Topic{app.TopicDeals, app.TopicActivities, app.TopicLeads, app.TopicQuotas, app.TopicProcess, app.TopicTeam, app.TopicSettings}
}

// New opens the form for an activity.
func (p *Today) New() { p.log(sales.Activity{}) }

// Focus gives the keyboard to the first next step.
func (p *Today) Focus() fyne.Focusable {
	if len(p.rows) == 0 {
		return nil
	}
	return p.rows[0]
}

// Load fetches the day of the scope.
func (p *Today) Load(scope app.Scope) {
	p.scope = scope
	whole := func() {
		Load(p.slot, p.deps.Context, func(ctx context.Context) (*app.Agenda, error) {
			return p.deps.Service.Agenda(ctx, scope)
		}, p.apply)
	}
	switch {
	case p.loaded:
		whole()
	case p.deps.Day != nil:
		p.begin(p.deps.Day)
		p.deps.Day = nil
		whole()
	default:
		Load(p.slot, p.deps.Context, func(ctx context.Context) (*app.Agenda, error) {
			return p.deps.Service.EarlyAgenda(ctx, scope)
		}, func(early *app.Agenda, err error) {
			if err == nil { // else the whole one will say so
				p.begin(early)
			}
			whole()
		})
	}
}

// begin shows what is known early, where that tells anything: what is to be
// done next, and where the quota stands.
func (p *Today) begin(early *app.Agenda) {
	model := newTodayModel(p.deps, p.scope, early)
	if model.empty() || len(early.Steps) == 0 && model.metrics.Quota == nil {
		return
	}
	p.agenda = early
	p.showQuota(model)
	p.showSteps(model)
	p.put(p.content)
}

func (p *Today) apply(agenda *app.Agenda, err error) {
	if err != nil {
		p.deps.Shell.Fail(err)
		if !p.loaded {
			p.put(p.failed)
		}
		return
	}
	model := newTodayModel(p.deps, p.scope, agenda)
	if model.empty() {
		p.put(p.empty)
		return
	}
	if month, old := lastMonth(agenda.Figures, model.metrics); old && len(agenda.Steps) == 0 {
		p.put(newOldPeriod(p.deps, month))
		return
	}
	steps := p.agenda == nil || p.agenda.AsOf != agenda.AsOf || !reflect.DeepEqual(p.agenda.Steps, agenda.Steps)
	p.loaded, p.agenda = true, agenda
	p.showQuota(model)
	p.showPlan(model)
	if steps {
		p.showSteps(model)
	}
	p.showNeeds(model)
	p.showSilent(model)
	p.put(p.content)
}

// put shows one of the page's states.
func (p *Today) put(state fyne.CanvasObject) {
	p.whole.Objects = []fyne.CanvasObject{state}
	p.whole.Refresh()
}

// showQuota shows where the quota stands.
func (p *Today) showQuota(m todayModel) {
	p.ring.Set(m.ring())
	p.quotas.Hidden = m.metrics.Quota != nil
	p.deps.keep(p.standing, func() {
		p.standing.Objects = nil
		for _, row := range p.labelledRows(m.standing()) {
			p.standing.Add(row)
		}
	})
}

// labelledRows are numbers that open their records.
func (p *Today) labelledRows(lines []labelled) []*tapRow {
	rows := make([]*tapRow, 0, len(lines))
	for _, line := range lines {
		label := widgets.NewText(line.Label, widgets.SizeCaption, widgets.RoleMuted)
		value := widgets.NewText(line.Value, widgets.SizeBody, line.Role).Bold().Align(fyne.TextAlignTrailing)
		rows = append(rows, newTapRow(framed(nil, nil, container.NewCenter(label), nil, value), func() {
			p.deps.Shell.Explain(line.Label, sales.Subject{Metric: line.Metric, Rep: p.scope.RepID})
		}, nil))
	}
	for _, row := range rows {
		row.neighbours = rows
	}
	return rows
}

// showPlan shows what it takes: backwards from what is missing to what a day
// asks for.
func (p *Today) showPlan(m todayModel) {
	body := container.New(&wrapColumn{})
	for _, row := range p.labelledRows(m.chain()) {
		body.Add(row)
	}
	inset := func(object fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(rowInset, rowInset, rowInset, rowInset), object)
	}
	if words := m.planWords(); words != "" {
		body.Add(inset(widgets.NewParagraph(words, widgets.SizeCaption, widgets.RoleMuted)))
	}
	goals := m.goals()
	if len(goals) > 0 {
		title := p.deps.Text("views.today.plan.perDay", "Days", daysLeftText(p.deps.Text, m.metrics.Plan.DaysLeft))
		body.Add(inset(widgets.NewText(title, widgets.SizeCaption, widgets.RoleMuted).Shrink(80)))
	}
	for _, goal := range goals {
		body.Add(p.goalRow(goal))
	}
	p.planned = body
	// The room at the right is the scroll bar's, as beside the lists.
	p.deps.keep(p.plan, func() {
		p.plan.SetBody(pull(container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, widgets.Space), body))))
	})
}

// goalRow is what the day asks for of one type, and logs one on a click.
func (p *Today) goalRow(goal dayGoal) *tapRow {
	d := p.deps
	ring := goal.ring()
	count := widgets.NewText(d.Text("views.today.plan.done", "Done", goal.Done, "Need", goal.Need), widgets.SizeBody, widgets.RoleNone).Bold().Align(fyne.TextAlignTrailing)
	name := widgets.NewText(typeText(d.Text, goal.Type), widgets.SizeBody, widgets.RoleNone)
	row := framed(nil, nil, container.NewHBox(container.NewCenter(widgets.NewProgressRing(22, ring)), container.NewCenter(name)), nil, count)
	return newTapRow(row, func() { p.log(sales.Activity{Type: goal.Type}) }, nil)
}

// showSteps lists what is to be done next; the keyboard stays at its line.
func (p *Today) showSteps(m todayModel) {
	var lines []laterLine
	for _, step := range m.agenda.Steps[:min(len(m.agenda.Steps), mostLines)] {
		done := func() { p.complete(step.Activity) }
		body := func() fyne.CanvasObject { return p.lineBody(m.step(step), done) }
		menu := func(at fyne.Position) { showActivityMenu(p.deps, step.Activity, done, at) }
		lines = append(lines, laterLine{body, func() { p.openSubject(step.Activity) }, done, menu})
	}
	p.rows = laterRows(lines)
	p.steps.SetTitle(p.deps.Text("views.today.steps"), m.stepCounts())
	p.deps.keep(p.steps, func() { p.steps.SetBody(p.listBody(p.rows, len(m.agenda.Steps), "views.today.steps.none")) })
}

// complete opens the form that logs a step as done, its next step with it.
func (p *Today) complete(a sales.Activity) {
	p.deps.Shell.Log(doneForm(a))
}

// openSubject shows the deal or lead a step is about.
func (p *Today) openSubject(a sales.Activity) {
	switch {
	case a.DealID != "":
		p.deps.Shell.OpenDeal(a.DealID)
	case a.LeadID != "":
		p.deps.Shell.OpenLead(a.LeadID)
	default:
		p.complete(a)
	}
}

// showNeeds lists the deals that need somebody.
func (p *Today) showNeeds(m todayModel) {
	var lines []laterLine
	for _, need := range m.agenda.Needs[:min(len(m.agenda.Needs), mostLines)] {
		id := need.Deal.ID
		body := func() fyne.CanvasObject { return p.lineBody(m.need(need), nil) }
		lines = append(lines, laterLine{body, func() { p.deps.Shell.OpenDeal(id) }, func() {
			p.log(sales.Activity{DealID: id, RepID: need.Deal.OwnerID})
		}, nil})
	}
	p.needs.SetTitle(p.deps.Text("views.today.needs"), p.deps.Format.Count(len(m.agenda.Needs)))
	p.deps.keep(p.needs, func() { p.needs.SetBody(p.listBody(laterRows(lines), len(m.agenda.Needs), "views.today.needs.none")) })
}

// showSilent lists who is about to be given up.
func (p *Today) showSilent(m todayModel) {
	var lines []laterLine
	for _, s := range m.agenda.Silent[:min(len(m.agenda.Silent), mostLines)] {
		a := silentSubject(s)
		body := func() fyne.CanvasObject { return p.lineBody(m.silent(s), nil) }
		lines = append(lines, laterLine{body, func() { p.openSubject(a) }, func() { p.log(a) }, nil})
	}
	p.silent.SetTitle(p.deps.Text("views.today.silent"), p.deps.Format.Count(len(m.agenda.Silent)))
	p.deps.keep(p.silent, func() {
		p.silent.SetBody(p.listBody(laterRows(lines), len(m.agenda.Silent), "views.today.silent.none"))
	})
}
