package views

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// TestANameThatIsThereAlreadyOffersItsRecord types the name of a lead and of a
// customer for another one: it is offered beneath the field and opens, and may
// be used twice all the same.
func TestANameThatIsThereAlreadyOffersItsRecord(t *testing.T) {
	s, account, _ := withAccount(t)
	elsewhere := ok(s.service.SaveLead(ctx, sales.Lead{Name: "JOON LEE", Company: "Elsewhere"}))
	askLead(s.shell.deps, sales.Lead{})
	s.fill("Lead", "Joon")
	s.settle()
	s.misses("There is a lead of this name")
	s.fill("Lead", "joon lee ")
	s.fill("Company", "Elsewhere")
	s.settle()
	s.sees("There is a lead of this name: JOON LEE")
	s.fill("Company", "Nuri Shipyard")
	s.settle()
	s.sees("There is a lead of this name: Joon Lee")
	s.press("Save")
	if got := len(ok(s.service.Leads(ctx, sales.LeadQuery{}))); got != 3 {
		t.Errorf("%d leads", got)
	}
	askLead(s.shell.deps, sales.Lead{})
	s.fill("Lead", "Joon Lee")
	s.fill("Company", "Elsewhere")
	s.settle()
	s.altEnter()
	if len(s.shell.dialogs) > 0 || s.shell.side.kind != sales.KindLead || s.shell.side.id != elsewhere {
		t.Errorf("%d forms are open, and %s %q", len(s.shell.dialogs), s.shell.side.kind, s.shell.side.id)
	}
	s.shell.NewDeal(app.DealForm{})
	s.fill("Account", "nuri shipyard")
	s.sees("A known account. Open it: Alt+Enter")
	s.field("Account").OpenOffer()
	s.settle()
	s.sees("Shipping", "Cranes")
	other := ok(s.service.SaveAccount(ctx, sales.Account{Name: "Dongbang"}))
	s.shell.OpenAccount(other)
	s.settle()
	s.press("Edit")
	s.fill("Name", "NURI shipyard")
	s.settle()
	s.sees("Nuri Shipyard is a customer already. Open it: Alt+Enter")
	s.field("Name").OpenOffer()
	s.settle()
	if s.shell.side.kind != sales.KindAccount || s.shell.side.id != account {
		t.Error("the customer did not open")
	}
}

// TestAPersonOrProductThatIsThereAlreadyIsOffered types the name of a contact and
// of a product that are there: Alt+Enter opens them in the place of the new one.
func TestAPersonOrProductThatIsThereAlreadyIsOffered(t *testing.T) {
	s, account, _ := withAccount(t)
	ok(s.service.SaveContact(ctx, sales.Contact{Name: "Sora Kang", Phone: "02-1", Email: "elsewhere@example.com"}))
	ok(s.service.SaveContact(ctx, sales.Contact{Name: "Sora Kang", AccountID: account, Title: "Buyer"}))
	people := contactsOf{deps: s.shell.deps, fresh: sales.Contact{AccountID: account}}
	people.ask(people.fresh)
	s.fill("Name", "Sora")
	s.settle()
	s.misses("There is a contact of this name")
	s.fill("Name", "sora kang ")
	s.settle()
	s.sees("There is a contact of this name: Sora Kang", "· Nuri Shipyard. Open it: Alt+Enter")
	s.altEnter()
	if got := s.field("Role").Input.(*widgets.Input).Text; len(s.shell.dialogs) != 1 || got != "Buyer" {
		t.Errorf("%d forms are open, the title is %q", len(s.shell.dialogs), got)
	}
	s.shell.CloseDialog()
	people.fresh = sales.Contact{}
	people.ask(people.fresh)
	s.fill("Name", "Sora Kang")
	s.settle()
	s.sees("There is a contact of this name: Sora Kang", "· elsewhere@example.com.")
	s.shell.CloseDialog()
	price := sales.Amount(500)
	ok(s.service.SaveProduct(ctx, sales.Product{Name: "Winch", Price: &price}))
	page := settingsOf(s)
	page.editProduct(sales.Product{})
	s.fill("Product", "WINCH")
	s.settle()
	s.sees("Winch is a product already. Open it: Alt+Enter")
	s.altEnter()
	if got := s.field("Product").Input.(*widgets.Input).Text; len(s.shell.dialogs) != 1 || got != "Winch" {
		t.Errorf("%d forms are open, of %q", len(s.shell.dialogs), got)
	}
	s.settle()
	s.misses("is a product already") // itself
}

// altEnter opens what is offered beneath the field that has the keyboard.
func (s *stand) altEnter() {
	s.t.Helper()
	s.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierAlt})
	s.settle()
}
