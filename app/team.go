package app

import (
	"context"
	"strings"

	"attain/app/sales"
)

// SaveRep adds a rep (empty id) or replaces the fields, and returns the id.
func (s *Service) SaveRep(ctx context.Context, rep sales.Rep) (sales.ID, error) {
	rep.Name = strings.TrimSpace(rep.Name)
	if rep.Name == "" {
		return "", invalid("name", "app.error.name")
	}
	if rep.Left != 0 && rep.Left < rep.Started {
		return "", invalid("left", "app.error.leftBeforeStart")
	}
	if rep.Capacity < 0 {
		return "", invalid("capacity", "app.error.negative")
	}
	if rep.ID == "" {
		rep.ID = NewID()
	}
	err := s.write(ctx, Label("views.did.saveRep", "Name", rep.Name), func(tx sales.Tx) error {
		reps, err := tx.Reps(ctx)
		if err != nil {
			return err
		}
		for _, other := range reps {
			if other.ID != rep.ID && strings.EqualFold(other.Name, rep.Name) && other.ExternalID == rep.ExternalID {
				return invalid("name", "app.error.nameTaken")
			}
		}
		return tx.Put(ctx, &rep)
	})
	return rep.ID, err
}

// SaveProduct adds a product (empty id) or replaces the fields.
func (s *Service) SaveProduct(ctx context.Context, product sales.Product) (sales.ID, error) {
	product.Name = strings.TrimSpace(product.Name)
	switch {
	case product.Name == "":
		return "", invalid("name", "app.error.name")
	case product.Price != nil && *product.Price < 0:
		return "", invalid("price", "app.error.negative")
	}
	if product.ID == "" {
		product.ID = NewID()
	}
	return product.ID, s.put(ctx, Label("views.did.saveProduct", "Name", product.Name), &product)
}

// SaveAccount adds an account (empty id) or replaces the fields.
func (s *Service) SaveAccount(ctx context.Context, account sales.Account) (sales.ID, error) {
	account.Name = strings.TrimSpace(account.Name)
	if account.Name == "" {
		return "", invalid("name", "app.error.name")
	}
	if account.ID == "" {
		account.ID = NewID()
	}
	return account.ID, s.put(ctx, Label("views.did.saveAccount", "Name", account.Name), &account)
}

// SaveContact adds a contact (empty id) or replaces the fields.
func (s *Service) SaveContact(ctx context.Context, contact sales.Contact) (sales.ID, error) {
	contact.Name = strings.TrimSpace(contact.Name)
	if contact.Name == "" {
		return "", invalid("name", "app.error.name")
	}
	if contact.ID == "" {
		contact.ID = NewID()
	}
	return contact.ID, s.put(ctx, Label("views.did.saveContact", "Name", contact.Name), &contact)
}

// MergeContacts puts one contact in the place of its duplicate: empty fields
// are filled from it, its activities move over, and it is deleted.
func (s *Service) MergeContacts(ctx context.Context, keep, duplicate sales.ID) error {
	return s.write(ctx, "views.did.mergeContacts", func(tx sales.Tx) error {
		contacts, err := tx.Contacts(ctx, sales.ContactQuery{})
		if err != nil {
			return err
		}
		var kept, other *sales.Contact
		for i := range contacts {
			switch contacts[i].ID {
			case keep:
				kept = &contacts[i]
			case duplicate:
				other = &contacts[i]
			}
		}
		if kept == nil || other == nil || keep == duplicate {
			return &sales.NotFound{Kind: sales.KindContact, Name: string(duplicate)}
		}
		fillContact(kept, other)
		if err := tx.Put(ctx, kept); err != nil {
			return err
		}
		activities, err := tx.Activities(ctx, sales.ActivityQuery{ContactID: duplicate})
		if err != nil {
			return err
		}
		for _, a := range activities {
			a.ContactID = keep
			if err := tx.Put(ctx, &a); err != nil {
				return err
			}
		}
		return tx.Delete(ctx, sales.KindContact, duplicate)
	})
}

func fillContact(kept, other *sales.Contact) {
	fill := func(to *string, from string) {
		if *to == "" {
			*to = from
		}
	}
	fill(&kept.Phone, other.Phone)
	fill(&kept.Email, other.Email)
	fill(&kept.Title, other.Title)
	if kept.AccountID == "" {
		kept.AccountID = other.AccountID
	}
	if kept.LeadID == "" {
		kept.LeadID = other.LeadID
	}
	if kept.DealID == "" {
		kept.DealID = other.DealID
	}
}

// SaveProcess replaces the sales process. Stages keep their ids; one that is
// no longer in the list is archived if deals are or were in it, else deleted.
// Exactly one stage must be won and one lost, and at least one open.
func (s *Service) SaveProcess(ctx context.Context, stages []sales.Stage) error {
	if err := checkProcess(stages); err != nil {
		return err
	}
	return s.write(ctx, "views.did.saveProcess", func(tx sales.Tx) error { return putProcess(ctx, tx, stages) })
}

func checkProcess(stages []sales.Stage) error {
	count := map[sales.StageKind]int{}
	names := map[string]bool{}
	for i := range stages {
		stages[i].Name = strings.TrimSpace(stages[i].Name)
		name := strings.ToLower(stages[i].Name)
		switch {
		case name == "":
			return invalid("name", "app.error.name")
		case names[name]:
			return invalid("name", "app.error.nameTaken")
		case stages[i].Probability < 0 || stages[i].Probability > 1:
			return invalid("probability", "app.error.probability")
		case stages[i].DayLimit < 0:
			return invalid("day_limit", "app.error.negative")
		case stages[i].QuietDays < 0:
			return invalid("quiet_days", "app.error.negative")
		}
		names[name] = true
		if !stages[i].Archived {
			count[stages[i].Kind]++
		}
	}
	if count[sales.StageWon] != 1 || count[sales.StageLost] != 1 || count[sales.StageOpen] == 0 {
		return invalid("kind", "app.error.process")
	}
	return nil
}

func putProcess(ctx context.Context, tx sales.Tx, stages []sales.Stage) error {
	before, err := tx.Stages(ctx)
	if err != nil {
		return err
	}
	kept := map[sales.ID]bool{}
	for i := range stages {
		if stages[i].ID == "" {
			stages[i].ID = NewID()
		}
		for j := range stages[i].Criteria {
			if stages[i].Criteria[j].ID == "" {
				stages[i].Criteria[j].ID = NewID()
			}
		}
		stages[i].Position = i + 1
		kept[stages[i].ID] = true
		if err := tx.Put(ctx, &stages[i]); err != nil {
			return err
		}
	}
	used, err := usedStages(ctx, tx)
	if err != nil {
		return err
	}
	for _, stage := range before {
		switch {
		case kept[stage.ID]:
		case used[stage.ID]:
			stage.Archived = true
			if err := tx.Put(ctx, &stage); err != nil {
				return err
			}
		default:
			if err := tx.Delete(ctx, sales.KindStage, stage.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// usedStages tells which stages any deal is or was in.
func usedStages(ctx context.Context, r sales.Reader) (map[sales.ID]bool, error) {
	moves, err := r.Moves(ctx)
	if err != nil {
		return nil, err
	}
	used := map[sales.ID]bool{}
	for _, m := range moves {
		used[m.StageID] = true
	}
	return used, nil
}

// SaveGoal adds an activity goal (empty id) or replaces it.
func (s *Service) SaveGoal(ctx context.Context, goal sales.Goal) (sales.ID, error) {
	switch {
	case goal.Count < 0:
		return "", invalid("count", "app.error.negative")
	case goal.Count == 0:
		return "", invalid("count", "app.error.zero")
	}
	if goal.ID == "" {
		goal.ID = NewID()
	}
	return goal.ID, s.put(ctx, "views.did.saveGoal", &goal)
}

// SaveProfile replaces the ideal customer profile.
func (s *Service) SaveProfile(ctx context.Context, criteria []sales.Criterion) error {
	return s.write(ctx, "views.did.saveProfile", func(tx sales.Tx) error {
		before, err := tx.Profile(ctx)
		if err != nil {
			return err
		}
		kept := map[sales.ID]bool{}
		for i := range criteria {
			if criteria[i].Weight <= 0 {
				return invalid("weight", "app.error.weight")
			}
			if criteria[i].ID == "" {
				criteria[i].ID = NewID()
			}
			kept[criteria[i].ID] = true
			if err := tx.Put(ctx, &criteria[i]); err != nil {
				return err
			}
		}
		for _, c := range before {
			if !kept[c.ID] {
				if err := tx.Delete(ctx, sales.KindCriterion, c.ID); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// Delete deletes records of the kinds that a user may delete outright.
func (s *Service) Delete(ctx context.Context, kind sales.Kind, ids ...sales.ID) error {
	return s.writeMany(ctx, len(ids), "views.did.delete", func(tx sales.Tx) error { return tx.Delete(ctx, kind, ids...) })
}

func (s *Service) put(ctx context.Context, label string, record sales.Record) error {
	return s.write(ctx, label, func(tx sales.Tx) error { return tx.Put(ctx, record) })
}
