package views

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// LeadPanel is the side panel of one lead.
type LeadPanel struct {
	sheet
	deps   Deps
	id     sales.ID
	slot   *Slot
	detail *app.LeadDetail
}

// NewLeadPanel makes the panel of a lead.
func NewLeadPanel(deps Deps, id sales.ID) *LeadPanel {
	return &LeadPanel{sheet: newSheet(), deps: deps, id: id, slot: NewSlot(deps.Runner)}
}

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
	badges := container.NewHBox()
	for _, tag := range (leadModel{d, p.detail}).tags() {
		badges.Add(widgets.NewBadge(tag))
	}
	parts := []fyne.CanvasObject{
		widgets.NewParagraph(lead.Name, widgets.SizeHeading, widgets.RoleNone), badges, p.buttons(), p.facts(),
	}
	if lead.Notes != "" {
		parts = append(parts, widgets.NewParagraph(lead.Notes, widgets.SizeBody, widgets.RoleNone))
	}
	people := contactsOf{
		deps: d, people: p.detail.Contacts, fresh: sales.Contact{LeadID: p.id}, about: sales.Activity{LeadID: p.id, RepID: lead.RepID},
	}
	var timeline fyne.CanvasObject = widgets.NewTimeline(activityMoments(d, p.detail.Activities, nil))
	if len(p.detail.Activities) == 0 {
		timeline = widgets.NewParagraph(d.Text("views.leads.timeline.none"), widgets.SizeBody, widgets.RoleMuted)
	}
	p.set(p.deps.Shell.Window().Canvas(), append(parts, people.list(), sectionTitle(d.Text("views.deal.timeline")), timeline)...)
}

func (p *LeadPanel) buttons() fyne.CanvasObject {
	d, lead := p.deps, p.detail.Lead
	log := newIconButton(d.Text("views.deal.log"), theme.ContentAddIcon(), func() {
		d.Shell.Log(app.LogForm{Activity: sales.Activity{LeadID: p.id}})
	})
	log.Importance = widget.HighImportance
	row := container.NewHBox(log)
	if (leadModel{d, p.detail}).undecided() {
		row.Add(newButton(d.Text("views.leads.qualify"), p.qualify))
		row.Add(newButton(d.Text("views.leads.disqualify"), p.disqualify))
	}
	if lead.DealID != "" {
		row.Add(newButton(d.Text("views.leads.openDeal"), func() { d.Shell.OpenDeal(lead.DealID) }))
	}
	row.Add(newButton(d.Text("views.deal.edit"), func() { askLead(d, lead) }))
	row.Add(newIconButton("", theme.DeleteIcon(), func() {
		d.Shell.Do(func(ctx context.Context) error { return d.Service.DeleteLeads(ctx, p.id) }, d.Shell.ClosePanel)
	}))
	return row
}

func (p *LeadPanel) facts() fyne.CanvasObject {
	d := p.deps
	return factGrid(d.Overlay, leadModel{d, p.detail}.facts(), func(line fact) func() {
		if line.opens != factAccount {
			return nil
		}
		return func() { d.Shell.OpenAccount(p.detail.AccountID) }
	})
}

// qualify opens the form of the deal that the lead becomes. A deal is somebody's,
// whose the lead is or who closes it.
func (p *LeadPanel) qualify() {
	withReps(p.deps, func(reps []sales.Rep) {
		if p.detail.Lead.RepID == "" && len(repOptions(reps, p.deps.Service.Today())) == 0 {
			askFirstRep(p.deps)
			return
		}
		p.askQualify(reps)
	})
}

func (p *LeadPanel) askQualify(reps []sales.Rep) {
	d, lead := p.deps, p.detail.Lead
	name, account := textEntry(lead.Name), textEntry(lead.Company)
	amount, expected, rep := d.moneyEntry(nil), d.dateEntry(0), d.leadRep(lead, reps)
	fields := map[string]*widgets.Field{
		"name": widgets.NewField(d.Text("views.deal.name"), name).Require(), "amount": widgets.NewField(d.Text("views.deal.amount"), amount),
		"rep": widgets.NewField(d.Text("views.leads.column.rep"), rep).Require(),
	}
	d.Shell.AskForm(FormDialog{
		Title: d.Text("views.leads.qualify"), Submit: d.Text("views.leads.qualify"), First: name, Fields: fields,
		Rows: []fyne.CanvasObject{
			fields["name"], widgets.NewField(d.Text("views.deal.account"), account),
			columns(fields["amount"], widgets.NewField(d.Text("views.deal.expected"), expected)), fields["rep"],
		},
		Read: func() (Command, error) {
			if rep.Chosen() == "" {
				return nil, &sales.Invalid{Field: "rep", Reason: "app.error.rep"}
			}
			form := app.DealForm{Account: strings.TrimSpace(account.Text)}
			form.Name, form.Amount, form.ExpectedClose, form.OwnerID = name.Text, amountIn(amount), dayIn(expected), sales.ID(rep.Chosen())
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

// withReps reads the reps and goes on with them.
func withReps(d Deps, next func([]sales.Rep)) {
	Load(NewSlot(d.Runner), d.Context, d.Service.Reps, func(reps []sales.Rep, err error) {
		if err != nil {
			d.Shell.Fail(err)
			return
		}
		next(reps)
	})
}

// leadRep chooses whose a lead is: one of those who have not left, or who has it
// now. The only rep has it without being asked.
func (d Deps) leadRep(lead sales.Lead, reps []sales.Rep) *widgets.Picker {
	options := repOptions(reps, d.Service.Today())
	for _, rep := range reps {
		if rep.ID == lead.RepID && !slices.ContainsFunc(options, func(o widgets.Option) bool { return o.ID == string(rep.ID) }) {
			options = append(options, widgets.Option{ID: string(rep.ID), Text: rep.Name})
		}
	}
	picker := d.picker(d.Text("views.pipeline.reassign.hint"), options)
	picker.SetChosen(string(lead.RepID))
	if lead.RepID == "" && len(options) == 1 {
		picker.SetChosen(options[0].ID)
	}
	return picker
}

// askLead opens the form of a new lead, or of one that is there.
func askLead(d Deps, lead sales.Lead) {
	withReps(d, func(reps []sales.Rep) { showLeadForm(d, lead, reps) })
}

func showLeadForm(d Deps, lead sales.Lead, reps []sales.Rep) {
	name, company, source := textEntry(lead.Name), textEntry(lead.Company), textEntry(lead.Source)
	notes, attributes := widgets.NewNotes(2), widgets.NewNotes(3)
	notes.SetText(lead.Notes)
	attributes.SetText(attributeLines(lead.Attributes))
	touches, rep := d.numberEntry(int64(lead.Touches), 0), d.leadRep(lead, reps)
	fields := map[string]*widgets.Field{
		"name": widgets.NewField(d.Text("views.leads.column.name"), name).Require(), "touches": widgets.NewField(d.Text("views.leads.column.touches"), touches),
	}
	offerTwin(d, fields["name"], func() findTwin {
		typed := sales.Lead{ID: lead.ID, Name: name.Text, Company: company.Text}
		return func(ctx context.Context) (*twin, error) { return leadTwin(ctx, d, typed) }
	}, name, company)
	title := d.Text("views.leads.new")
	if lead.ID != "" {
		title = d.Text("views.leads.edit")
	}
	rows := []fyne.CanvasObject{
		columns(fields["name"], widgets.NewField(d.Text("views.leads.column.company"), company)),
		columns(widgets.NewField(d.Text("views.leads.column.source"), source), fields["touches"], widgets.NewField(d.Text("views.leads.column.rep"), rep)),
		widgets.NewField(d.Text("views.leads.attributes"), attributes).Hint(d.Text("views.leads.attributes.hint")),
		widgets.NewField(d.Text("views.deal.notes"), notes),
	}
	if lead.ID != "" {
		rows = append(rows, container.NewHBox(personButton(d, lead.ID), historyButton(d, sales.KindLead, lead.ID)))
	}
	d.Shell.AskForm(FormDialog{
		Title: title, Submit: d.Text("views.deal.save"), First: name, Fields: fields, Rows: rows,
		Read: func() (Command, error) {
			lead.Name, lead.Company, lead.Source, lead.Notes = name.Text, company.Text, strings.TrimSpace(source.Text), notes.Text
			lead.Touches, lead.RepID, lead.Attributes = int(numberIn(touches)), sales.ID(rep.Chosen()), attributesIn(attributes.Text)
			return func(ctx context.Context) error {
				_, err := d.Service.SaveLead(ctx, lead)
				return err
			}, nil
		},
	})
}
