package views

import (
	"cmp"
	"context"
	"strings"
	"time"

	"attain/app/sales"
	"attain/views/widgets"
)

// twinDelay is how long typing must pause before records of the same name are
// looked for.
const twinDelay = 250 * time.Millisecond

// mostTwins is how many records are looked at for one of the same name.
const mostTwins = 200

// twin is a record that has the name already which is being typed for another.
type twin struct {
	words string
	open  func() // shows it once the form is gone
}

// findTwin looks for a twin in the background; nil: there is none.
type findTwin func(ctx context.Context) (*twin, error)

// offerTwin looks for a record of the same name whenever typing in one of the
// inputs pauses, and offers it beneath the field: two of the same name are
// allowed, but seldom meant. ask reads the inputs and says how to look.
func offerTwin(d Deps, field *widgets.Field, ask func() findTwin, inputs ...*widgets.Input) {
	wait, slot := NewDebounce(d.Runner, twinDelay), NewSlot(d.Runner)
	look := func(string) {
		wait.Call(func() {
			Load(slot, d.Context, ask(), func(found *twin, err error) {
				if err != nil || found == nil {
					field.Offer("", nil) // a hint is not worth an error: saving says what is wrong
					return
				}
				field.Offer(found.words, func() { openInstead(d, found.open) })
			})
		})
	}
	for _, input := range inputs {
		input.OnChanged = look
	}
}

// openInstead closes the form that is open and shows a record in its place.
func openInstead(d Deps, open func()) {
	d.Shell.CloseDialog()
	open()
}

// leadTwin is a lead of the same name, rather one of the same company.
func leadTwin(ctx context.Context, d Deps, lead sales.Lead) (*twin, error) {
	if strings.TrimSpace(lead.Name) == "" {
		return nil, nil
	}
	leads, err := d.Service.Leads(ctx, sales.LeadQuery{Text: strings.TrimSpace(lead.Name), Limit: mostTwins})
	if err != nil {
		return nil, err
	}
	found := leadNamed(leads, lead)
	if found == nil {
		return nil, nil
	}
	words := d.Text("views.twin.lead", "Name", found.Name, "Company", orNone(found.Company), "Status", leadTag(d, found.Status).Text)
	return &twin{words, func() { d.Shell.OpenLead(found.ID) }}, nil
}

// accountTwin is an account of the same name.
func accountTwin(ctx context.Context, d Deps, account sales.Account) (*twin, error) {
	accounts, err := d.Service.Accounts(ctx)
	if other := accountNamed(accounts, account.Name, account.ID); other != nil {
		return &twin{d.Text("views.twin.account", "Name", other.Name), func() { d.Shell.OpenAccount(other.ID) }}, err
	}
	return nil, err
}

// contactTwin is a person of the same name, rather one of the same account.
// Without a panel of its own it opens as a form.
func contactTwin(ctx context.Context, c contactsOf, contact sales.Contact) (*twin, error) {
	name := strings.TrimSpace(contact.Name)
	if name == "" {
		return nil, nil
	}
	people, err := c.deps.Service.Contacts(ctx, sales.ContactQuery{Text: name})
	if err != nil {
		return nil, err
	}
	found := personNamed(people, contact)
	if found == nil {
		return nil, nil
	}
	accounts, err := c.deps.Service.Accounts(ctx)
	place := ""
	for _, account := range accounts {
		if account.ID == found.AccountID {
			place = account.Name
		}
	}
	words := c.deps.Text("views.twin.contact", "Name", found.Name, "Place", cmp.Or(place, found.Email, found.Phone, none))
	return &twin{words, func() { c.ask(*found) }}, err
}

// twin is a product of the same name.
func (p *settingsPage) twin(ctx context.Context, product sales.Product) (*twin, error) {
	products, err := p.deps.Service.Products(ctx)
	if other := productNamed(products, product); other != nil {
		return &twin{p.deps.Text("views.twin.product", "Name", other.Name), func() { p.editProduct(*other) }}, err
	}
	return nil, err
}
