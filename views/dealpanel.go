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

// DealPanel is the side panel of one deal.
type DealPanel struct {
	sheet
	deps  Deps
	id    sales.ID
	slot  *Slot
	model dealModel
}

// NewDealPanel makes the panel of a deal.
func NewDealPanel(deps Deps, id sales.ID) *DealPanel {
	return &DealPanel{sheet: newSheet(), deps: deps, id: id, slot: NewSlot(deps.Runner)}
}

// Topics are the changes after which the panel loads again.
func (p *DealPanel) Topics() []app.Topic {
	return []app.Topic{app.TopicDeals, app.TopicActivities, app.TopicTeam, app.TopicProcess}
}

// Load fetches the deal and shows it.
func (p *DealPanel) Load() {
	Load(p.slot, p.deps.Context, func(ctx context.Context) (dealModel, error) {
		m := dealModel{deps: p.deps, today: p.deps.Service.Today(), reps: map[sales.ID]string{}}
		var err error
		if m.detail, err = p.deps.Service.Deal(ctx, p.id); err != nil {
			return m, err
		}
		if m.stages, err = p.deps.Service.Stages(ctx); err != nil {
			return m, err
		}
		reps, err := p.deps.Service.Reps(ctx)
		for _, rep := range reps {
			m.reps[rep.ID] = rep.Name
		}
		return m, err
	}, func(m dealModel, err error) {
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
func (p *DealPanel) show() {
	apart := func(part fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(widgets.Space/2, widgets.Space/2, 0, 0), part)
	}
	parts := []fyne.CanvasObject{p.head(), apart(p.buttons()), p.facts()}
	if next := p.nextStep(); next != nil {
		parts = append(parts, next)
	}
	if checks := p.model.checks(); len(checks) > 0 {
		list := widgets.NewChecklist(checks, p.check)
		list.OnSpareKey = passedFrom(list)
		parts = append(parts, p.section("views.deal.checklist"), list)
	}
	parts = append(parts, p.contacts())
	if notes := p.model.detail.Deal.Notes; notes != "" {
		parts = append(parts, p.section("views.deal.notes"), widgets.NewParagraph(notes, widgets.SizeBody, widgets.RoleNone))
	}
	parts = append(parts, p.section("views.deal.timeline"), widgets.NewTimeline(p.model.timeline()))
	p.set(p.deps.Shell.Window().Canvas(), parts...)
}

func (p *DealPanel) section(key string) fyne.CanvasObject { return sectionTitle(p.deps.Text(key)) }

// head is the deal's name, amount, chance and stage.
func (p *DealPanel) head() fyne.CanvasObject {
	d, f := p.model.detail, p.deps.Format
	title := widgets.NewParagraph(d.Deal.Name, widgets.SizeHeading, widgets.RoleNone)
	stage := p.model.stage()
	tag := widgets.Tag{Text: stage.Name, Role: widgets.RoleAccent}
	line := f.MoneyOr(d.Deal.Amount, p.deps.Text("views.deal.noAmount"))
	switch stage.Kind {
	case sales.StageWon:
		tag.Role = widgets.RoleWon
	case sales.StageLost:
		tag.Role = widgets.RoleLost
	default:
		if d.Fact.Since != 0 {
			line += " · " + p.deps.Text("views.deal.inStage", "Days", f.Count(p.model.today.Sub(d.Fact.Since)))
		}
	}
	return container.NewVBox(title, container.NewHBox(widgets.NewBadge(tag), widgets.NewText(line, widgets.SizeBody, widgets.RoleMuted)))
}

// buttons are what is done most with a deal.
func (p *DealPanel) buttons() fyne.CanvasObject {
	d := p.deps
	log := newIconButton(d.Text("views.deal.log"), theme.ContentAddIcon(), p.log)
	log.Importance = widget.HighImportance
	row := []fyne.CanvasObject{log}
	for _, stage := range p.model.stages {
		if stage.Kind == sales.StageOpen || p.model.stage().Kind != sales.StageOpen || stage.Archived {
			continue
		}
		row = append(row, newButton(stage.Name, func() { d.Shell.CloseDeal(p.id, stage.ID, nil) }))
	}
	if p.model.stage().Kind != sales.StageOpen {
		row = append(row, newButton(d.Text("views.deal.reopen"), func() { d.Shell.CloseDeal(p.id, p.model.reopenIn(), nil) }))
	}
	row = append(row, newButton(d.Text("views.deal.move"), nil), newButton(d.Text("views.deal.edit"), p.edit))
	if move, ok := row[len(row)-2].(*widgets.Button); ok {
		move.OnTapped = func() { p.popUp(move, p.moveMenu()) }
	}
	more := newIconButton("", theme.MoreHorizontalIcon(), nil)
	more.OnTapped = func() { p.popUp(more, p.moreMenu()) }
	return container.NewHBox(append(row, more)...)
}

// popUp shows a menu under a button.
func (p *DealPanel) popUp(under fyne.CanvasObject, menu *fyne.Menu) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	widget.ShowPopUpMenuAtPosition(menu, p.deps.Shell.Window().Canvas(), at.AddXY(0, under.Size().Height))
}

func (p *DealPanel) moveMenu() *fyne.Menu {
	menu := fyne.NewMenu("")
	for _, stage := range p.model.stages {
		if !stage.Archived && stage.ID != p.model.detail.Fact.Stage {
			menu.Items = append(menu.Items, fyne.NewMenuItem(stage.Name, func() { p.deps.Shell.CloseDeal(p.id, stage.ID, nil) }))
		}
	}
	return menu
}

func (p *DealPanel) moreMenu() *fyne.Menu {
	d := p.deps
	return fyne.NewMenu("",
		fyne.NewMenuItem(d.Text("views.deal.products"), p.editLines),
		fyne.NewMenuItem(d.Text("views.deal.split"), p.split),
		fyne.NewMenuItem(d.Text("views.deal.adjust"), p.adjust),
		fyne.NewMenuItem(d.Text("views.deal.history"), p.history),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(d.Text("views.pipeline.menu.delete"), func() {
			d.Shell.Do(func(ctx context.Context) error { return d.Service.DeleteDeals(ctx, p.id) }, d.Shell.ClosePanel)
		}))
}

// facts are the deal's fields, name beside value; a number opens what it
// counts, the account its panel.
func (p *DealPanel) facts() fyne.CanvasObject {
	return factGrid(p.deps.Overlay, p.model.facts(), func(line fact) func() {
		switch line.opens {
		case factFollowUps:
			return func() { p.deps.Shell.OpenRecords(line.name, sales.KindActivity, p.model.followUps()) }
		case factChance:
			return p.explainChance
		case factStep:
			return p.planStep
		case factAccount:
			return func() { p.deps.Shell.OpenAccount(p.model.detail.Account.ID) }
		default:
			return nil
		}
	})
}

// planStep changes the step that comes next, or plans one.
func (p *DealPanel) planStep() {
	step, planned := p.model.step()
	if !planned {
		step = sales.Activity{DealID: p.id, RepID: p.model.detail.Deal.OwnerID}
	}
	p.deps.Shell.Plan(step)
}

// nextStep is what is written to do next beside planned activities.
func (p *DealPanel) nextStep() fyne.CanvasObject {
	deal := p.model.detail.Deal
	if deal.NextStep == "" {
		return nil
	}
	line := deal.NextStep
	if deal.NextStepDue != 0 {
		line += " · " + p.deps.Format.Day(deal.NextStepDue, p.model.today)
	}
	return widgets.NewCard("", widgets.NewParagraph(p.deps.Text("views.deal.next", "Step", line), widgets.SizeBody, widgets.RoleNone))
}

// contacts are the people of the deal and its account.
func (p *DealPanel) contacts() fyne.CanvasObject {
	deal := p.model.detail.Deal
	return contactsOf{
		deps: p.deps, people: p.model.detail.Contacts,
		fresh: sales.Contact{AccountID: deal.AccountID, DealID: p.id}, about: sales.Activity{DealID: p.id, RepID: deal.OwnerID},
	}.list()
}

func (p *DealPanel) log() {
	p.deps.Shell.Log(app.LogForm{Activity: sales.Activity{DealID: p.id}})
}

// check ticks a criterion; one that could not be kept is shown as it was.
func (p *DealPanel) check(id string, done bool) {
	p.deps.Shell.Try(func(ctx context.Context) error {
		return p.deps.Service.CheckCriterion(ctx, p.id, sales.ID(id), done)
	}, func(err error) {
		p.deps.Shell.Fail(err)
		p.show()
	})
}
