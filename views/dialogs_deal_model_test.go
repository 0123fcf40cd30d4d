package views

import (
	"testing"

	"attain/app"
	"attain/app/sales"
)

// dealFormAlone is the form of a new deal, by no window.
func dealFormAlone(d *Deps) dealFormModel {
	return dealFormModel{deps: d, settings: d.Settings, choices: dealChoices{
		reps:     []sales.Rep{{ID: "x"}, {ID: "y"}},
		stages:   []sales.Stage{{ID: "1", Name: "Qualify", Kind: sales.StageOpen}, {ID: "2", Name: "Old", Kind: sales.StageOpen, Archived: true}, {ID: "w", Name: "Won", Kind: sales.StageWon}},
		products: []sales.Product{{ID: "p", Name: "Crane", Price: amount(500_00)}, {ID: "q", Name: "Lift"}, {ID: "o", Name: "Old", Archived: true}},
		accounts: []sales.Account{{ID: "a", Name: "Hansung"}, {ID: "b", Name: "Hansung"}},
	}}
}

func TestTheFormOfADealOffersWhatIsInUse(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := dealFormAlone(&d)
		products := m.productOptions()
		if got := optionTexts(products) + "; " + optionTexts(m.stageOptions()); got != "Crane Lift; Qualify" {
			t.Errorf("it offers %s", got)
		}
		if products[0].Detail != d.Format.Money(500_00) || products[1].Detail != "" {
			t.Errorf("the products are %+v", products)
		}
	})
}

func TestADealBelongsToWhoMostLikelyWorksOnIt(t *testing.T) {
	d := alone(t, "en")
	for _, c := range []struct {
		name   string
		change func(*dealFormModel)
		want   sales.ID
	}{
		{"nobody", func(*dealFormModel) {}, ""},
		{"the form's", func(m *dealFormModel) { m.form.OwnerID, m.inView = "y", "x" }, "y"},
		{"who is in view", func(m *dealFormModel) { m.inView, m.settings.Role, m.settings.RepID = "x", "rep", "y" }, "x"},
		{"the user who sells", func(m *dealFormModel) { m.settings.Role, m.settings.RepID = "rep", "y" }, "y"},
		{"the only one", func(m *dealFormModel) { m.choices.reps = m.choices.reps[:1] }, "x"},
	} {
		m := dealFormAlone(&d)
		c.change(&m)
		if got := m.firstOwner(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAProductGivesTheDealItsAmount(t *testing.T) {
	d := alone(t, "en")
	m := dealFormAlone(&d)
	for _, c := range []struct {
		product string
		units   int64
		want    int64
		ok      bool
	}{{"p", 0, 500_00, true}, {"p", 3, 1500_00, true}, {"q", 3, 0, false}, {"", 3, 0, false}, {"p", int64(sales.MaxAmount), 0, false}} {
		if got, ok := m.priced(c.product, c.units); got != c.want || ok != c.ok {
			t.Errorf("%d of %q are %d, %v", c.units, c.product, got, ok)
		}
	}
	form := lined(app.DealForm{Deal: sales.Deal{Amount: amount(900_00)}}, "p")
	if len(form.Lines) != 1 || form.Lines[0] != (sales.Line{ProductID: "p", Units: 1, Amount: 900_00}) {
		t.Errorf("the lines are %+v", form.Lines)
	}
	if form := lined(app.DealForm{}, ""); form.Lines != nil {
		t.Errorf("without a product the lines are %+v", form.Lines)
	}
	m.form.AccountID = "b"
	if m.keptAccount("Hansung") != "b" || m.keptAccount("Hansung 2") != "" {
		t.Error("the account it began with is not kept while its name stands")
	}
}
