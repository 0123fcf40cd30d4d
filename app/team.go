package app

import (
	"context"
	"errors"
	"strings"

	"attain/app/sales"
)

// What nobody means who types a larger number.
const (
	mostCapacity = 10_000 // open deals of a rep
	mostDays     = 3650   // in a stage
	mostGoal     = 10_000 // activities in a week
	mostWeight   = 1000   // of a criterion
)

// fault is what may be wrong with a field, and the reason that is given then.
type fault struct {
	is            bool
	field, reason string
}

// faults joins an Invalid for each that is.
func faults(all ...fault) error {
	var wrong []error
	for _, f := range all {
		if f.is {
			wrong = append(wrong, invalid(f.field, f.reason))
		}
	}
	return errors.Join(wrong...)
}

// SaveRep adds a rep (empty id) or replaces the fields, and returns the id.
func (s *Service) SaveRep(ctx context.Context, rep sales.Rep) (sales.ID, error) {
	rep.Name = strings.TrimSpace(rep.Name)
	err := faults(
		fault{rep.Name == "", "name", "app.error.name"},
		fault{rep.Left != 0 && rep.Left < rep.Started, "left", "app.error.leftBeforeStart"},
		fault{rep.Capacity < 0, "capacity", "app.error.negative"},
		fault{rep.Capacity > mostCapacity, "capacity", "app.error.capacity"},
	)
	if err != nil {
		return "", err
	}
	if rep.ID == "" {
		rep.ID = NewID()
	}
	err = s.write(ctx, Label("views.did.saveRep", "Name", rep.Name), func(tx sales.Tx) error {
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
	err := faults(
		fault{product.Name == "", "name", "app.error.name"},
		fault{product.Price != nil && *product.Price < 0, "price", "app.error.negative"},
		fault{product.Price != nil && *product.Price > sales.MaxAmount, "price", "app.error.tooLarge"},
	)
	if err != nil {
		return "", err
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
	fill(&kept.ExternalID, other.ExternalID)
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
		err := faults(
			fault{name == "", "name", "app.error.name"},
			fault{names[name], "name", "app.error.nameTaken"},
			fault{stages[i].Probability < 0 || stages[i].Probability > 1, "probability", "app.error.probability"},
			fault{stages[i].DayLimit < 0, "day_limit", "app.error.negative"},
			fault{stages[i].DayLimit > mostDays, "day_limit", "app.error.stageDays"},
			fault{stages[i].QuietDays < 0, "quiet_days", "app.error.negative"},
			fault{stages[i].QuietDays > mostDays, "quiet_days", "app.error.stageDays"},
		)
		if err != nil {
			return err
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
	err := faults(
		fault{goal.Count < 0, "count", "app.error.negative"},
		fault{goal.Count == 0, "count", "app.error.zero"},
		fault{goal.Count > mostGoal, "count", "app.error.goal"},
	)
	if err != nil {
		return "", err
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
			err := faults(
				fault{!(criteria[i].Weight > 0), "weight", "app.error.weight"},
				fault{criteria[i].Weight > mostWeight, "weight", "app.error.weightLarge"},
			)
			if err != nil {
				return err
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
