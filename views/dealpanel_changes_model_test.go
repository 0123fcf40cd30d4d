package views

import (
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/sales"
)

func TestAChangeOfADealSaysFromWhatToWhat(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := dealAlone(d)
		m.reps = map[sales.ID]string{"x": "Kim", "y": "Lee"}
		amount, more := sales.Amount(1_000_00), sales.Amount(1_500_00)
		was := app.DealImage{Name: "Cranes", OwnerID: "x", Amount: &amount, Units: 1, ExpectedClose: m.today}
		is := app.DealImage{Name: "Cranes", OwnerID: "y", Amount: &more, Units: 3, Account: "Nuri", Notes: strings.Repeat("long\n", 40)}
		line := func(field, was, is string) string {
			return d.Text("views.deal.changes.line", "Field", d.Text(field), "Was", was, "Is", is)
		}
		want := []string{
			line("views.deal.account", "–", "Nuri"), line("views.log.rep", "Kim", "Lee"),
			line("views.deal.amount", d.Format.Money(amount), d.Format.Money(more)), line("views.dealform.units", "1", "3"),
			line("views.deal.expected", d.Format.Day(m.today, m.today), "–"),
			line("views.deal.notes", "–", strings.TrimSuffix(strings.Repeat("long ", 12), " ")+" …"),
		}
		if got := m.changedFields(app.DealChange{Was: &was, Is: &is}); !slices.Equal(got, want) {
			t.Errorf("it says %q, want %q", got, want)
		}
		if got := m.changedFields(app.DealChange{}); got != nil {
			t.Errorf("of another record's change it says %q", got)
		}
	})
}
