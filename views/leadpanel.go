package views

import (
	"context"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// LeadPanel is the side panel of one lead.
type LeadPanel struct {
	deps   Deps
	id     sales.ID
	slot   *Slot
	detail *app.LeadDetail
	box    *fyne.Container
	whole  fyne.CanvasObject
}

// NewLeadPanel makes the panel of a lead.
func NewLeadPanel(deps Deps, id sales.ID) *LeadPanel {
	p := &LeadPanel{deps: deps, id: id, slot: NewSlot(deps.Runner), box: container.NewVBox(widgets.NewSkeleton(6))}
	p.whole = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 2*widgets.Space, 2*widgets.Space, 2*widgets.Space), p.box))
	return p
}

// Object is the panel's content.
func (p *LeadPanel) Object() fyne.CanvasObject { return p.whole }

// Topics are the changes after which the panel loads again.
func (p *LeadPanel) Topics() []app.Topic {
	return []app.Topic{app.TopicLeads, app.TopicActivities, app.TopicTeam, app.TopicSettings}
}

// Load fetches the lead and shows it.
func (p *LeadPanel) Load() {
	Load(p.slot, p.deps.Context, func(ctx context.Context) (*app.LeadDetail, error) { return p.deps.Service.Lead(ctx, p.id) },
		func(detail *app.LeadDetail, err error) {
			if err != nil {
				p.deps.Shell.ClosePanel()
				p.deps.Shell.Fail(err)
				return
			}
			p.detail = detail
			p.show()
		})
}

func (p *LeadPanel) show() {
	d, lead := p.deps, p.detail.Lead
	badges := container.NewHBox(widgets.NewBadge(leadTag(d, lead.Status)))
	if p.detail.Scored {
		badges.Add(widgets.NewBadge(fitTag(d, p.detail.Score, true)))
	}
	p.box.Objects = []fyne.CanvasObject{
		widgets.NewParagraph(lead.Name, widgets.SizeHeading, widgets.RoleNone), badges, p.buttons(), p.facts(),
	}
	if lead.Notes != "" {
		p.box.Add(widgets.NewParagraph(lead.Notes, widgets.SizeBody, widgets.RoleNone))
	}
	p.box.Add(contactsOf{
		deps: d, people: p.detail.Contacts, fresh: sales.Contact{LeadID: p.id}, about: sales.Activity{LeadID: p.id, RepID: lead.RepID},
	}.list())
	p.box.Add(container.New(layout.NewCustomPaddedLayout(widgets.Space, 0, 0, 0), widgets.NewTitle(d.Text("views.deal.timeline"))))
	p.box.Add(widgets.NewTimeline(p.timeline()))
	p.box.Refresh()
}

func (p *LeadPanel) buttons() fyne.CanvasObject {
	d, lead := p.deps, p.detail.Lead
	log := widget.NewButtonWithIcon(d.Text("views.deal.log"), theme.ContentAddIcon(), func() {
		d.Shell.Log(app.LogForm{Activity: sales.Activity{LeadID: p.id}})
	})
	log.Importance = widget.HighImportance
	row := container.NewHBox(log)
	if lead.Status == sales.LeadNew || lead.Status == sales.LeadWorking {
		row.Add(widget.NewButton(d.Text("views.leads.qualify"), p.qualify))
		row.Add(widget.NewButton(d.Text("views.leads.disqualify"), p.disqualify))
	}
	if lead.DealID != "" {
		row.Add(widget.NewButton(d.Text("views.leads.openDeal"), func() { d.Shell.OpenDeal(lead.DealID) }))
	}
	row.Add(widget.NewButton(d.Text("views.deal.edit"), func() { askLead(d, lead) }))
	row.Add(widget.NewButtonWithIcon("", theme.DeleteIcon(), func() {
		d.Shell.Do(func() error { return d.Service.DeleteLeads(d.Context, p.id) }, d.Shell.ClosePanel)
	}))
	return row
}

func (p *LeadPanel) facts() fyne.CanvasObject {
	d, lead := p.deps, p.detail.Lead
	today := d.Service.Today()
	lines := [][2]string{
		{d.Text("views.leads.column.company"), orNone(lead.Company)},
		{d.Text("views.leads.column.source"), orNone(lead.Source)},
		{d.Text("views.leads.column.rep"), orNone(p.detail.Rep)},
		{d.Text("views.leads.column.created"), d.Format.Day(lead.Created, today)},
		{d.Text("views.leads.column.touches"), d.Format.Count(lead.Touches)},
	}
	if lead.Decided != 0 {
		lines = append(lines, [2]string{d.Text("views.leads.decided"), d.Format.Day(lead.Decided, today)})
	}
	if lead.Reason != "" {
		lines = append(lines, [2]string{d.Text("views.deal.reason"), lead.Reason})
	}
	for _, name := range slices.Sorted(maps.Keys(lead.Attributes)) {
		lines = append(lines, [2]string{name, lead.Attributes[name]})
	}
	grid := container.New(layout.NewFormLayout())
	for _, line := range lines {
		grid.Add(widgets.NewText(line[0], widgets.SizeCaption, widgets.RoleMuted))
		grid.Add(widgets.NewText(line[1], widgets.SizeBody, widgets.RoleNone).Shrink(60))
	}
	return grid
}

func (p *LeadPanel) timeline() []widgets.Moment {
	d := p.deps
	var moments []widgets.Moment
	for _, a := range p.detail.Activities {
		m := widgets.Moment{ID: string(a.ID), Title: typeText(d.Text, a.Type), Text: a.Subject, When: d.Format.Day(a.Day, d.Service.Today()), Icon: activityIcon(a.Type)}
		switch {
		case a.Planned:
			m.Title, m.Role = d.Text("views.deal.plannedStep", "Type", m.Title), widgets.RoleAccent
		case a.Outcome != "":
			m.Title += " · " + outcomeText(d.Text, a.Outcome)
		}
		moments = append(moments, m)
	}
	return moments
}

// qualify opens the form of the deal that the lead becomes.
func (p *LeadPanel) qualify() {
	d, lead := p.deps, p.detail.Lead
	name, account := textEntry(lead.Name), textEntry(lead.Company)
	amount, expected := d.moneyEntry(nil), d.dateEntry(0)
	fields := map[string]*widgets.Field{"name": widgets.NewField(d.Text("views.deal.name"), name).Require(), "amount": widgets.NewField(d.Text("views.deal.amount"), amount)}
	d.Shell.AskForm(FormDialog{
		Title: d.Text("views.leads.qualify"), Submit: d.Text("views.leads.qualify"), First: name, Fields: fields,
		Rows: []fyne.CanvasObject{
			fields["name"], widgets.NewField(d.Text("views.deal.account"), account),
			columns(fields["amount"], widgets.NewField(d.Text("views.deal.expected"), expected)),
		},
		Read: func() (Command, error) {
			form := app.DealForm{Account: strings.TrimSpace(account.Text)}
			form.Name, form.Amount, form.ExpectedClose = name.Text, amountIn(amount), dayIn(expected)
			return func(ctx context.Context) error {
				_, err := d.Service.QualifyLead(ctx, p.id, form)
				return err
			}, nil
		},
	})
}

// disqualify asks why the lead ends.
func (p *LeadPanel) disqualify() {
	d := p.deps
	reason := textEntry("")
	field := widgets.NewField(d.Text("views.deal.reason"), reason).Require()
	d.Shell.AskForm(FormDialog{
		Title: d.Text("views.leads.disqualify"), Submit: d.Text("views.leads.disqualify"), First: reason,
		Fields: map[string]*widgets.Field{"reason": field}, Rows: []fyne.CanvasObject{field},
		Read: func() (Command, error) {
			why := reason.Text
			return func(ctx context.Context) error { return d.Service.DisqualifyLead(ctx, p.id, why) }, nil
		},
	})
}

// askLead opens the form of a new lead, or of one that is there.
func askLead(d Deps, lead sales.Lead) {
	name, company, source := textEntry(lead.Name), textEntry(lead.Company), textEntry(lead.Source)
	notes, attributes := widgets.NewNotes(2), widgets.NewNotes(3)
	notes.SetText(lead.Notes)
	attributes.SetText(attributeLines(lead.Attributes))
	touches := d.numberEntry(int64(lead.Touches), 0)
	fields := map[string]*widgets.Field{
		"name": widgets.NewField(d.Text("views.leads.column.name"), name).Require(), "touches": widgets.NewField(d.Text("views.leads.column.touches"), touches),
	}
	title := d.Text("views.leads.new")
	if lead.ID != "" {
		title = d.Text("views.deal.edit")
	}
	d.Shell.AskForm(FormDialog{
		Title: title, Submit: d.Text("views.deal.save"), First: name, Fields: fields,
		Rows: []fyne.CanvasObject{
			columns(fields["name"], widgets.NewField(d.Text("views.leads.column.company"), company)),
			columns(widgets.NewField(d.Text("views.leads.column.source"), source), fields["touches"]),
			widgets.NewField(d.Text("views.leads.attributes"), attributes).Hint(d.Text("views.leads.attributes.hint")),
			widgets.NewField(d.Text("views.deal.notes"), notes),
		},
		Read: func() (Command, error) {
			lead.Name, lead.Company, lead.Source, lead.Notes = name.Text, company.Text, strings.TrimSpace(source.Text), notes.Text
			lead.Touches, lead.Attributes = int(numberIn(touches)), attributesIn(attributes.Text)
			return func(ctx context.Context) error {
				_, err := d.Service.SaveLead(ctx, lead)
				return err
			}, nil
		},
	})
}

// attributeLines writes a lead's attributes one a line, "industry: Health".
func attributeLines(attributes map[string]string) string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		lines = append(lines, name+": "+attributes[name])
	}
	return strings.Join(lines, "\n")
}

// attributesIn reads what attributeLines writes; lines without a colon are
// left out.
func attributesIn(text string) map[string]string {
	attributes := map[string]string{}
	for line := range strings.Lines(text) {
		if name, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(name) != "" {
			attributes[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	return attributes
}
