package views

import (
	"context"
	"math"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// edit opens the form of the deal's fields.
func (p *DealPanel) edit() {
	d, deal := p.deps, p.model.detail.Deal
	name, source := textEntry(deal.Name), textEntry(deal.Source)
	next, notes := textEntry(deal.NextStep), widgets.NewNotes(3)
	notes.SetText(deal.Notes)
	amount, chance := d.moneyEntry(deal.Amount), widgets.NewNumberEntry(d.Format.DecimalInput(0))
	if deal.Probability != nil {
		chance.SetNumber(int64(math.Round(*deal.Probability * 100)))
	}
	expected, due := d.dateEntry(deal.ExpectedClose), d.dateEntry(deal.NextStepDue)
	fields := map[string]*widgets.Field{
		"name": widgets.NewField(d.Text("views.deal.name"), name).Require(), "amount": widgets.NewField(d.Text("views.deal.amount"), amount),
		"probability": widgets.NewField(d.Text("views.deal.probability"), chance).Hint(d.Text("views.deal.probability.hint")),
	}
	if len(p.model.detail.Lines) > 1 {
		amount.Disable()
	}
	d.Shell.AskForm(FormDialog{
		Title: d.Text("views.deal.edit.title"), Submit: d.Text("views.deal.save"), First: name, Fields: fields,
		Rows: []fyne.CanvasObject{
			fields["name"], columns(fields["amount"], fields["probability"]),
			columns(widgets.NewField(d.Text("views.deal.expected"), expected), widgets.NewField(d.Text("views.deal.source"), source)),
			columns(widgets.NewField(d.Text("views.deal.nextStep"), next), widgets.NewField(d.Text("views.deal.nextDue"), due)),
			widgets.NewField(d.Text("views.deal.notes"), notes),
		},
		Read: func() (Command, error) {
			form := app.DealForm{Deal: deal, Lines: p.model.detail.Lines, Shares: p.model.detail.Shares}
			form.Name, form.Source, form.NextStep, form.Notes = name.Text, source.Text, next.Text, notes.Text
			form.Amount, form.ExpectedClose, form.NextStepDue = amountIn(amount), dayIn(expected), dayIn(due)
			if len(form.Lines) == 1 && form.Amount != nil {
				form.Lines = []sales.Line{form.Lines[0]}
				form.Lines[0].Amount = *form.Amount
			}
			form.Probability = nil
			if n, filled, ok := chance.Number(); filled && ok {
				share := float64(n) / 100
				form.Probability = &share
			}
			return func(ctx context.Context) error { return d.Service.UpdateDeal(ctx, form) }, nil
		},
	})
}

// adjust opens the form of a refund or correction.
func (p *DealPanel) adjust() {
	d := p.deps
	amount, reason, day := d.moneyEntry(nil), textEntry(""), d.dateEntry(p.model.today)
	field := widgets.NewField(d.Text("views.deal.adjust.amount"), amount).Require().Hint(d.Text("views.deal.adjust.hint"))
	d.Shell.AskForm(FormDialog{
		Title: d.Text("views.deal.adjust"), Submit: d.Text("views.deal.save"), First: amount, Fields: map[string]*widgets.Field{"amount": field},
		Rows: []fyne.CanvasObject{field, widgets.NewField(d.Text("views.deal.adjust.day"), day), widgets.NewField(d.Text("views.deal.reason"), reason)},
		Read: func() (Command, error) {
			a := sales.Adjustment{DealID: p.id, Day: dayIn(day), Reason: reason.Text}
			if value := amountIn(amount); value != nil {
				a.Amount = *value
			}
			return func(ctx context.Context) error { return d.Service.AdjustDeal(ctx, a) }, nil
		},
	})
}
