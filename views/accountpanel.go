package views

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// AccountPanel is the side panel of one customer.
type AccountPanel struct {
	sheet
	deps  Deps
	id    sales.ID
	slot  *Slot
	model accountModel
}

// NewAccountPanel makes the panel of an account.
func NewAccountPanel(deps Deps, id sales.ID) *AccountPanel {
	return &AccountPanel{sheet: newSheet(), deps: deps, id: id, slot: NewSlot(deps.Runner)}
}

// Topics are the changes after which the panel loads again.
func (p *AccountPanel) Topics() []app.Topic {
	return []app.Topic{app.TopicDeals, app.TopicLeads, app.TopicActivities, app.TopicTeam, app.TopicProcess}
}

// Load fetches the account and shows it.
func (p *AccountPanel) Load() {
	Load(p.slot, p.deps.Context, func(ctx context.Context) (accountModel, error) { return readAccount(ctx, p.deps, p.id) },
		func(m accountModel, err error) {
			if err != nil {
				p.deps.Shell.ClosePanel()
				p.deps.Shell.Fail(err)
				return
			}
			p.model = m
			p.show()
		})
}

// show builds the panel's parts from top to bottom.
func (p *AccountPanel) show() {
	d, detail := p.deps, p.model.detail
	parts := []fyne.CanvasObject{
		widgets.NewParagraph(detail.Account.Name, widgets.SizeHeading, widgets.RoleNone), p.buttons(), p.facts(),
		sectionTitle(d.Text("views.account.deals")),
	}
	parts = append(parts, p.lines(p.model.deals(), d.Text("views.account.noDeals"), sales.KindDeal, d.Shell.OpenDeal)...)
	if len(detail.Leads) > 0 {
		parts = append(parts, sectionTitle(d.Text("views.account.leads")))
		parts = append(parts, p.lines(p.model.leads(), "", sales.KindLead, d.Shell.OpenLead)...)
	}
	people := contactsOf{
		deps: d, people: detail.Contacts, fresh: sales.Contact{AccountID: p.id}, about: sales.Activity{AccountID: p.id, RepID: detail.RepID},
	}
	parts = append(parts, people.list(), sectionTitle(d.Text("views.deal.timeline")))
	if len(detail.Activities) == 0 {
		parts = append(parts, widgets.NewParagraph(d.Text("views.account.noActivities"), widgets.SizeBody, widgets.RoleMuted))
	}
	p.set(p.deps.Shell.Window().Canvas(), append(parts, widgets.NewTimeline(p.model.timeline()))...)
}

func (p *AccountPanel) buttons() fyne.CanvasObject {
	d := p.deps
	log := newIconButton(d.Text("views.deal.log"), theme.ContentAddIcon(), func() { d.Shell.Log(p.model.logForm()) })
	log.Importance = widget.HighImportance
	return container.NewHBox(log,
		newButton(d.Text("views.account.newDeal"), func() {
			d.Shell.NewDeal(app.DealForm{Deal: sales.Deal{AccountID: p.id, OwnerID: p.model.detail.RepID}})
		}),
		newButton(d.Text("views.deal.edit"), p.edit))
}

// facts are the account's fields and what its deals come to.
func (p *AccountPanel) facts() fyne.CanvasObject {
	return factGrid(p.deps.Overlay, p.model.facts(), func(line fact) func() {
		ids := p.model.dealsOf(sales.StageKind(line.opens))
		if line.opens == "" || len(ids) == 0 {
			return nil
		}
		return func() { p.deps.Shell.OpenRecords(line.name, sales.KindDeal, ids) }
	})
}

// accountLines is how many deals and leads the panel shows; the rest is a
// click away.
const accountLines = 8

// lines are records to open, or the words that there are none.
func (p *AccountPanel) lines(all []accountLine, none string, kind sales.Kind, open func(sales.ID)) []fyne.CanvasObject {
	if len(all) == 0 {
		return []fyne.CanvasObject{widgets.NewParagraph(none, widgets.SizeBody, widgets.RoleMuted)}
	}
	var rows []*tapRow
	for _, line := range all[:min(len(all), accountLines)] {
		rows = append(rows, newTapRow(line.body(), func() { open(line.id) }, nil))
	}
	if more := len(all) - len(rows); more > 0 {
		words := widgets.NewText(p.deps.Text("views.today.more", "Count", p.deps.Format.Count(more)), widgets.SizeCaption, widgets.RoleAccent)
		ids := make([]sales.ID, len(all))
		for i, line := range all {
			ids[i] = line.id
		}
		rows = append(rows, newTapRow(words, func() { p.deps.Shell.OpenRecords(p.model.detail.Account.Name, kind, ids) }, nil))
	}
	objects := make([]fyne.CanvasObject, len(rows))
	for i, row := range rows {
		row.neighbours = rows
		objects[i] = container.New(layout.NewCustomPaddedLayout(0, 0, -rowInset, -rowInset), row)
	}
	return objects
}

// edit opens the form of the account's own fields.
func (p *AccountPanel) edit() {
	d, account := p.deps, p.model.detail.Account
	name, industry, region := textEntry(account.Name), textEntry(account.Industry), textEntry(account.Region)
	field := widgets.NewField(d.Text("views.deal.name"), name).Require()
	offerTwin(d, field, func() findTwin {
		typed := sales.Account{ID: account.ID, Name: name.Text}
		return func(ctx context.Context) (*twin, error) { return accountTwin(ctx, d, typed) }
	}, name)
	d.Shell.AskForm(FormDialog{
		Title: d.Text("views.account.edit"), Submit: d.Text("views.deal.save"), First: name, Fields: map[string]*widgets.Field{"name": field},
		Rows: []fyne.CanvasObject{
			field, columns(widgets.NewField(d.Text("views.account.industry"), industry), widgets.NewField(d.Text("views.account.region"), region)),
			container.NewHBox(historyButton(d, sales.KindAccount, account.ID)),
		},
		Read: func() (Command, error) {
			account.Name, account.Industry, account.Region = name.Text, industry.Text, region.Text
			return func(ctx context.Context) error {
				_, err := d.Service.SaveAccount(ctx, account)
				return err
			}, nil
		},
	})
}

// body is the line: its title and trail, below them badge and detail.
func (l accountLine) body() fyne.CanvasObject {
	title := container.NewBorder(nil, nil, nil, widgets.NewText(l.trail, widgets.SizeCaption, widgets.RoleNone),
		widgets.NewText(l.title, widgets.SizeBody, widgets.RoleNone).Bold().Shrink(60))
	detail := container.NewBorder(nil, nil, widgets.NewBadge(l.tag), nil,
		container.New(&middle{}, widgets.NewText(l.detail, widgets.SizeCaption, widgets.RoleMuted).Shrink(60)))
	return container.New(layout.NewCustomPaddedVBoxLayout(2), title, detail)
}

// readAccount fetches an account with the names that its panel shows.
func readAccount(ctx context.Context, deps Deps, id sales.ID) (accountModel, error) {
	m := accountModel{deps: deps, stages: map[sales.ID]sales.Stage{}, reps: map[sales.ID]string{}}
	var err error
	if m.detail, err = deps.Service.Account(ctx, id); err != nil {
		return m, err
	}
	stages, err := deps.Service.Stages(ctx)
	if err != nil {
		return m, err
	}
	for _, stage := range stages {
		m.stages[stage.ID] = stage
	}
	reps, err := deps.Service.Reps(ctx)
	for _, rep := range reps {
		m.reps[rep.ID] = rep.Name
	}
	return m, err
}
