package app

import (
	"context"
	"strings"

	"attain/app/importer"
	"attain/app/sales"
)

// importContacts applies rows of contacts, matched by external id, else by name
// within the same account, lead or deal.
type importContacts struct {
	*importRun
	present map[string]*sales.Contact // by name and place
	byID    map[string]*sales.Contact // by external id, and by id, as our own export writes it
}

func newImportContacts(ctx context.Context, run *importRun) (*importContacts, error) {
	contacts, err := run.tx.Contacts(ctx, sales.ContactQuery{})
	if err != nil {
		return nil, err
	}
	k := &importContacts{importRun: run, present: map[string]*sales.Contact{}, byID: map[string]*sales.Contact{}}
	for i := range contacts {
		k.know(&contacts[i])
	}
	return k, nil
}

// know makes a contact known.
func (k *importContacts) know(c *sales.Contact) {
	k.present[contactKey(*c)], k.byID[string(c.ID)] = c, c
	if c.ExternalID != "" {
		k.byID[c.ExternalID] = c
	}
}

func contactKey(c sales.Contact) string {
	return strings.Join([]string{fold(c.Name), string(c.AccountID), string(c.LeadID), string(c.DealID)}, "\x00")
}

func (k *importContacts) draft(ctx context.Context, d importer.Draft) error {
	row, err := draftOf[*importer.ContactDraft](d)
	if err != nil {
		return err
	}
	contact := sales.Contact{Name: row.Name, ExternalID: row.ExternalID}
	if err := k.places(ctx, &contact, row); err != nil {
		return err
	}
	present := k.match(contact)
	switch {
	case present != nil:
		placed := contact
		contact = *present
		k.fill(&contact, placed, row)
	case row.Name == "" && row.Email == "":
		return &rowError{field: "name", reason: "app.import.noName"}
	default:
		contact.ID = NewID()
	}
	setIf(&row.Origin, "title", &contact.Title, row.Title)
	setIf(&row.Origin, "phone", &contact.Phone, row.Phone)
	setIf(&row.Origin, "email", &contact.Email, row.Email)
	if contact.Name == "" {
		contact.Name = row.Email
	}
	k.count(present != nil, present == nil || contact != *present)
	kept := contact
	k.know(&kept)
	return k.tx.Put(ctx, &contact)
}

// match finds the contact that a row is about: the one of its external id, else
// the one of that name at the same place, unless it has another external id.
func (k *importContacts) match(contact sales.Contact) *sales.Contact {
	if found := k.byID[contact.ExternalID]; contact.ExternalID != "" && found != nil {
		return found
	}
	found := k.present[contactKey(contact)]
	if found != nil && contact.ExternalID != "" && found.ExternalID != "" {
		return nil
	}
	return found
}

// fill takes over what the table carries of a contact that is here: its name,
// its external id and where it belongs.
func (k *importContacts) fill(contact *sales.Contact, row sales.Contact, d *importer.ContactDraft) {
	if row.Name != "" && row.Name != d.Email { // which stands for a name that is not known
		contact.Name = row.Name
	}
	if row.ExternalID != "" && row.ExternalID != string(contact.ID) {
		contact.ExternalID = row.ExternalID
	}
	for _, place := range []struct {
		field string
		to    *sales.ID
		id    sales.ID
	}{{"account", &contact.AccountID, row.AccountID}, {"deal", &contact.DealID, row.DealID}, {"lead", &contact.LeadID, row.LeadID}} {
		if d.Has(place.field) {
			*place.to = place.id
		}
	}
}

// places resolves the account, deal and lead that a contact belongs to.
func (k *importContacts) places(ctx context.Context, contact *sales.Contact, row *importer.ContactDraft) (err error) {
	if contact.AccountID, err = k.account(ctx, row.Account); err != nil {
		return err
	}
	if row.Deal != "" {
		deal, err := k.deal(ctx, row.Deal)
		if err != nil {
			return err
		}
		if deal == nil {
			return missing("deal", row.Deal, "app.import.noDeal")
		}
		contact.DealID = deal.ID
	}
	if row.Lead != "" {
		lead, err := k.lead(ctx, row.Lead)
		if err != nil {
			return err
		}
		if lead == nil {
			return missing("lead", row.Lead, "app.import.noLead")
		}
		contact.LeadID = lead.ID
	}
	return nil
}

// trash deletes the contacts that rows marked as deleted made.
func (k *importContacts) trash(ctx context.Context, externalIDs []string) error {
	for _, id := range externalIDs {
		contact := k.byID[id]
		if contact == nil {
			continue
		}
		keep, err := k.keeps(ctx, sales.KindContact, contact.ID)
		if err != nil {
			return err
		}
		if keep {
			continue
		}
		delete(k.byID, id)
		k.result.Trashed++
		if err := k.tx.Delete(ctx, sales.KindContact, contact.ID); err != nil {
			return err
		}
	}
	return nil
}

func (k *importContacts) finish(context.Context) error { return nil }
