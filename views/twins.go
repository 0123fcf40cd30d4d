package views

import (
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
	kind  sales.Kind
	id    sales.ID
	words string
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
				field.Offer(found.words, func() { openInstead(d, found.kind, found.id) })
			})
		})
	}
	for _, input := range inputs {
		input.OnChanged = look
	}
}

// openInstead closes the form that is open and shows a record in its place.
func openInstead(d Deps, kind sales.Kind, id sales.ID) {
	d.Shell.CloseDialog()
	if kind == sales.KindLead {
		d.Shell.OpenLead(id)
		return
	}
	d.Shell.OpenAccount(id)
}

// accountNamed is the account of a name, whatever its case; not the one of the
// id but.
func accountNamed(accounts []sales.Account, name string, but sales.ID) *sales.Account {
	for i := range accounts {
		if accounts[i].ID != but && sameName(accounts[i].Name, name) {
			return &accounts[i]
		}
	}
	return nil
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
	var found *sales.Lead
	for i := range leads {
		if leads[i].ID == lead.ID || !sameName(leads[i].Name, lead.Name) {
			continue
		}
		if found == nil || sameName(leads[i].Company, lead.Company) {
			found = &leads[i]
		}
	}
	if found == nil {
		return nil, nil
	}
	return &twin{sales.KindLead, found.ID, d.Text("views.twin.lead", "Name", found.Name, "Company", orNone(found.Company), "Status", leadTag(d, found.Status).Text)}, nil
}

func sameName(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }
