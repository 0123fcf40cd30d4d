package views

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

func readDealChoices(ctx context.Context, service *app.Service) (dealChoices, error) {
	var c dealChoices
	var err error
	if c.reps, err = service.Reps(ctx); err != nil {
		return c, err
	}
	if c.stages, err = service.Stages(ctx); err != nil {
		return c, err
	}
	if c.products, err = service.Products(ctx); err != nil {
		return c, err
	}
	c.accounts, err = service.Accounts(ctx)
	return c, err
}

// dealForm is the form of a new deal.
type dealForm struct {
	dealFormModel
	shell *shell

	name, account, source, next *widgets.Input
	amount, units               *widgets.NumberEntry
	product, owner, stage       *widgets.Picker
	expected, due               *widgets.DateEntry
	accountField                *widgets.Field
	fields                      map[string]*widgets.Field
}

// NewDeal opens the form for a new deal.
func (s *shell) NewDeal(form app.DealForm) {
	Load(s.load, s.ctx, func(ctx context.Context) (dealChoices, error) { return readDealChoices(ctx, s.deps.Service) },
		func(choices dealChoices, err error) {
			switch {
			case err != nil:
				s.Fail(err)
			case len(choices.reps) == 0:
				askFirstRep(s.deps)
			default:
				newDealForm(s, form, choices).show()
			}
		})
}

func newDealForm(s *shell, form app.DealForm, choices dealChoices) *dealForm {
	d := &s.deps
	f := &dealForm{shell: s, dealFormModel: dealFormModel{deps: d, form: form, choices: choices, settings: s.settings, inView: s.scope.RepID}}
	f.name, f.account, f.source, f.next = textEntry(form.Name), textEntry(form.Account), textEntry(form.Source), textEntry(form.NextStep)
	for _, account := range choices.accounts {
		if form.AccountID != "" && account.ID == form.AccountID {
			f.account.SetText(account.Name)
		}
	}
	f.amount, f.units = d.moneyEntry(form.Amount), widgets.NewNumberEntry(d.Format.DecimalInput(0))
	f.product = d.picker(d.Text("views.dealform.noProduct"), f.productOptions())
	f.owner = d.picker(d.Text("views.log.rep"), repOptions(choices.reps, d.Service.Today()))
	f.stage = d.picker("", f.stageOptions())
	f.expected, f.due = d.dateEntry(form.ExpectedClose), d.dateEntry(form.NextStepDue)
	f.owner.SetChosen(string(f.firstOwner()))
	if options := f.stageOptions(); len(options) > 0 {
		f.stage.SetChosen(options[0].ID)
	}
	if form.StageID != "" {
		f.stage.SetChosen(string(form.StageID))
	}
	return f
}

func (f *dealForm) show() {
	text := f.shell.deps.Text
	f.accountField = widgets.NewField(text("views.dealform.account"), f.account)
	f.account.OnChanged = func(string) { f.hintAccount() }
	f.product.OnChosen = func(string) { f.price() }
	f.units.OnNumber = func(int64, bool, bool) { f.price() }
	f.fields = map[string]*widgets.Field{
		"name":   widgets.NewField(text("views.dealform.name"), f.name),
		"amount": widgets.NewField(text("views.dealform.amount"), f.amount),
		"rep":    widgets.NewField(text("views.log.rep"), f.owner).Require(),
		"units":  widgets.NewField(text("views.dealform.units"), f.units),
	}
	f.hintAccount()
	rows := []fyne.CanvasObject{
		columns(f.fields["name"], f.accountField),
		columns(widgets.NewField(text("views.dealform.product"), f.product), f.fields["units"], f.fields["amount"]),
		columns(widgets.NewField(text("views.dealform.stage"), f.stage), f.fields["rep"], widgets.NewField(text("views.dealform.expected"), f.expected)),
		widgets.NewField(text("views.dealform.source"), f.source),
		columns(widgets.NewField(text("views.dealform.next"), f.next), widgets.NewField(text("views.dealform.due"), f.due)),
	}
	f.shell.AskForm(FormDialog{
		Title: text("views.dealform.title"), Submit: text("views.dealform.submit"), Rows: rows, Fields: f.fields, First: f.name, Wide: 640, Read: f.read,
	})
}

// hintAccount says whether the account's name is known.
func (f *dealForm) hintAccount() {
	text := f.shell.deps.Text
	name := strings.TrimSpace(f.account.Text)
	twin := accountNamed(f.choices.accounts, name, "")
	switch {
	case name == "":
		f.accountField.Offer("", nil)
	case twin == nil:
		f.accountField.Offer(text("views.dealform.new"), nil)
	default:
		f.accountField.Offer(text("views.dealform.known"), func() { openInstead(f.shell.deps, func() { f.shell.OpenAccount(twin.ID) }) })
	}
}

// price fills an empty amount with the product's price times the units.
func (f *dealForm) price() {
	if amount, ok := f.priced(f.product.Chosen(), numberIn(f.units)); ok {
		f.amount.SetNumber(amount)
	}
}

func (f *dealForm) read() (Command, error) {
	form := f.form
	form.Name, form.Account, form.AccountID, form.Source = f.name.Text, f.account.Text, f.keptAccount(f.account.Text), f.source.Text
	form.Amount, form.Units = amountIn(f.amount), numberIn(f.units)
	form.OwnerID, form.StageID = sales.ID(f.owner.Chosen()), sales.ID(f.stage.Chosen())
	form.ExpectedClose, form.NextStep, form.NextStepDue = dayIn(f.expected), f.next.Text, dayIn(f.due)
	if form.OwnerID == "" {
		return nil, &sales.Invalid{Field: "rep", Reason: "app.error.rep"}
	}
	form = lined(form, sales.ID(f.product.Chosen()))
	service := f.shell.deps.Service
	return func(ctx context.Context) error {
		_, err := service.CreateDeal(ctx, form)
		return err
	}, nil
}
