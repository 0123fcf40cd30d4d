package app

import (
	"context"
	"errors"
	"strings"

	"attain/app/sales"
)

// SaveLead adds a lead (empty id) or replaces its fields, and returns its id.
func (s *Service) SaveLead(ctx context.Context, lead sales.Lead) (sales.ID, error) {
	lead.Name, lead.Company = strings.TrimSpace(lead.Name), strings.TrimSpace(lead.Company)
	if lead.Name == "" {
		lead.Name = lead.Company
	}
	if lead.Status == "" {
		lead.Status = sales.LeadNew
	}
	switch {
	case lead.Name == "":
		return "", invalid("name", "app.error.name")
	case lead.Touches < 0:
		return "", invalid("touches", "app.error.negative")
	case lead.Created > s.Today():
		return "", invalid("created", "app.error.future")
	}
	label := "views.did.updateLead"
	if lead.ID == "" {
		lead.ID, label = NewID(), "views.did.createLead"
		if lead.Created == 0 {
			lead.Created = s.Today()
		}
	}
	err := s.write(ctx, Label(label, "Name", lead.Name), func(tx sales.Tx) error { return tx.Put(ctx, &lead) })
	return lead.ID, err
}

// QualifyLead turns a lead into a deal with the form's fields (name, account,
// rep and source default to the lead's), and returns the deal's id.
func (s *Service) QualifyLead(ctx context.Context, id sales.ID, form DealForm) (sales.ID, error) {
	lead, err := leadOf(ctx, s.store, id)
	if err != nil {
		return "", err
	}
	if lead.Status == sales.LeadQualified {
		return "", &sales.Conflict{Kind: sales.KindLead, ID: id, Reason: "app.error.alreadyQualified"}
	}
	deal := form.Deal
	deal.ID = NewID()
	if deal.Name == "" {
		deal.Name = lead.Name
	}
	if form.Account == "" && deal.AccountID == "" {
		form.Account = lead.Company
	}
	if deal.OwnerID == "" {
		deal.OwnerID = lead.RepID
	}
	if deal.Source == "" {
		deal.Source = lead.Source
	}
	deal.Created = s.Today()
	err = s.write(ctx, Label("views.did.qualify", "Name", lead.Name), func(tx sales.Tx) error {
		if err := s.checkDeal(ctx, tx, &deal, form); err != nil {
			return err
		}
		stage, err := openStage(ctx, tx, form.StageID)
		if err != nil {
			return err
		}
		lead.Status, lead.Decided, lead.DealID = sales.LeadQualified, s.Today(), deal.ID
		move := sales.Move{ID: NewID(), DealID: deal.ID, Seq: 1, StageID: stage.ID, At: s.instant(deal.Created), Day: deal.Created, OwnerID: deal.OwnerID}
		if err := tx.Put(ctx, &deal, &move, &lead); err != nil {
			return err
		}
		if err := errors.Join(takeContacts(ctx, tx, lead.ID, deal), takeSteps(ctx, tx, lead.ID, deal.ID)); err != nil {
			return err
		}
		return putParts(ctx, tx, deal, form)
	})
	return deal.ID, err
}

// takeContacts brings the people of a lead into the deal that it becomes.
func takeContacts(ctx context.Context, tx sales.Tx, lead sales.ID, deal sales.Deal) error {
	contacts, err := tx.Contacts(ctx, sales.ContactQuery{LeadID: lead})
	if err != nil {
		return err
	}
	for _, contact := range contacts {
		contact.DealID = deal.ID
		if contact.AccountID == "" {
			contact.AccountID = deal.AccountID
		}
		if err := tx.Put(ctx, &contact); err != nil {
			return err
		}
	}
	return nil
}

// takeSteps makes what is planned with a lead the next steps of the deal that it
// becomes: they are still to be done, and without them the deal would stand
// without any.
func takeSteps(ctx context.Context, tx sales.Tx, lead, deal sales.ID) error {
	planned := true
	steps, err := tx.Activities(ctx, sales.ActivityQuery{LeadID: lead, Planned: &planned})
	if err != nil {
		return err
	}
	for _, step := range steps {
		if step.DealID != "" {
			continue
		}
		step.LeadID, step.DealID = "", deal
		if err := tx.Put(ctx, &step); err != nil {
			return err
		}
	}
	return nil
}

// DisqualifyLead ends a lead with a reason.
func (s *Service) DisqualifyLead(ctx context.Context, id sales.ID, reason string) error {
	lead, err := leadOf(ctx, s.store, id)
	if err != nil {
		return err
	}
	if strings.TrimSpace(reason) == "" {
		return invalid("reason", "app.error.reason")
	}
	lead.Status, lead.Decided, lead.Reason = sales.LeadDisqualified, s.Today(), strings.TrimSpace(reason)
	return s.write(ctx, Label("views.did.disqualify", "Name", lead.Name), func(tx sales.Tx) error { return tx.Put(ctx, &lead) })
}

// DeleteLeads deletes leads; undo brings them back.
func (s *Service) DeleteLeads(ctx context.Context, ids ...sales.ID) error {
	return s.writeMany(ctx, len(ids), "views.did.deleteLeads", func(tx sales.Tx) error {
		return tx.Delete(ctx, sales.KindLead, ids...)
	})
}

func leadOf(ctx context.Context, r sales.Reader, id sales.ID) (sales.Lead, error) {
	found, err := r.Leads(ctx, sales.LeadQuery{IDs: []sales.ID{id}})
	if err != nil {
		return sales.Lead{}, err
	}
	if len(found) == 0 {
		return sales.Lead{}, &sales.NotFound{Kind: sales.KindLead, Name: string(id)}
	}
	return found[0], nil
}
