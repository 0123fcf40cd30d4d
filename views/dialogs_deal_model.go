package views

import (
	"cmp"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// dealChoices are what the form of a new deal offers.
type dealChoices struct {
	reps     []sales.Rep
	stages   []sales.Stage
	products []sales.Product
	accounts []sales.Account
}

// dealFormModel decides what the form of a new deal offers and takes for granted.
type dealFormModel struct {
	deps     *Deps
	form     app.DealForm
	choices  dealChoices
	settings sales.Settings
	inView   sales.ID // the rep in view, or ""
}

// productOptions offers what is sold, with its price.
func (m dealFormModel) productOptions() []widgets.Option {
	options := []widgets.Option{}
	for _, product := range m.choices.products {
		if !product.Archived {
			options = append(options, widgets.Option{ID: string(product.ID), Text: product.Name, Detail: m.deps.Format.MoneyOr(product.Price, "")})
		}
	}
	return options
}

// stageOptions offers the open stages.
func (m dealFormModel) stageOptions() []widgets.Option {
	options := []widgets.Option{}
	for _, stage := range m.choices.stages {
		if stage.Kind == sales.StageOpen && !stage.Archived {
			options = append(options, widgets.Option{ID: string(stage.ID), Text: stage.Name})
		}
	}
	return options
}

// firstOwner is the rep who most likely works on the deal.
func (m dealFormModel) firstOwner() sales.ID {
	switch {
	case m.form.OwnerID != "":
		return m.form.OwnerID
	case m.inView != "":
		return m.inView
	case m.settings.Role == "rep":
		return m.settings.RepID
	case len(m.choices.reps) == 1:
		return m.choices.reps[0].ID
	}
	return ""
}

// keptAccount is the account the form began with, while its name stands: there
// may be another one of the same name.
func (m dealFormModel) keptAccount(name string) sales.ID {
	for _, account := range m.choices.accounts {
		if account.ID == m.form.AccountID && account.Name == name {
			return account.ID
		}
	}
	return ""
}

// priced is the product's price times the units; ok is false where there is
// none, or it is too large for an amount.
func (m dealFormModel) priced(product string, units int64) (amount int64, ok bool) {
	units = max(1, units)
	for _, offered := range m.choices.products {
		if string(offered.ID) == product && offered.Price != nil && *offered.Price <= sales.MaxAmount/sales.Amount(units) {
			return int64(*offered.Price) * units, true
		}
	}
	return 0, false
}

// lined is the form with the one line of a product that is chosen; the whole
// amount is the line's.
func lined(form app.DealForm, product sales.ID) app.DealForm {
	if product == "" {
		return form
	}
	line := sales.Line{ProductID: product, Units: cmp.Or(form.Units, 1)}
	if form.Amount != nil {
		line.Amount = *form.Amount
	}
	form.Lines = []sales.Line{line}
	return form
}
