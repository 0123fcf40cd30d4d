package app

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"attain/app/sales"
)

// PersonData is all that is kept of a person, for handing it out on request.
type PersonData struct {
	Person     sales.Person
	Activities []sales.Activity // with them
	Deals      []sales.Deal     // they belong to
	History    []sales.Change   // of their own records, newest first
}

// FindPeople returns those whose id, name or mail address is exactly the
// given one, case and outer spaces aside. A lead and the contacts that were
// taken down with it under the same name are one person. What was deleted is
// not found: undo brings it back.
func (s *Service) FindPeople(ctx context.Context, named string) ([]sales.Person, error) {
	named = strings.TrimSpace(named)
	if named == "" {
		return nil, invalid("name", "app.error.name")
	}
	contacts, err := s.store.Contacts(ctx, sales.ContactQuery{})
	if err != nil {
		return nil, err
	}
	var people []sales.Person
	ofLead := map[sales.ID]int{}
	err = s.store.EachLead(ctx, func(lead sales.Lead) error {
		if string(lead.ID) == named || strings.EqualFold(strings.TrimSpace(lead.Name), named) {
			ofLead[lead.ID] = len(people)
			people = append(people, sales.Person{Leads: []sales.Lead{lead}})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, c := range contacts {
		if i, ok := ofLead[c.LeadID]; ok && strings.EqualFold(strings.TrimSpace(c.Name), strings.TrimSpace(people[i].Leads[0].Name)) {
			people[i].Contacts = append(people[i].Contacts, c)
			continue
		}
		if string(c.ID) == named || strings.EqualFold(strings.TrimSpace(c.Name), named) || strings.EqualFold(strings.TrimSpace(c.Email), named) {
			people = append(people, sales.Person{Contacts: []sales.Contact{c}})
		}
	}
	return people, nil
}

// PersonOf returns the person that a contact or a lead is. A contact that was
// taken down with a lead under the same name is one person with it.
func (s *Service) PersonOf(ctx context.Context, id sales.ID) (sales.Person, error) {
	contacts, err := s.store.Contacts(ctx, sales.ContactQuery{})
	if err != nil {
		return sales.Person{}, err
	}
	for _, c := range contacts {
		if c.ID == id && c.LeadID != "" {
			people, err := s.FindPeople(ctx, string(c.LeadID))
			if err != nil {
				return sales.Person{}, err
			}
			for _, p := range people {
				if slices.ContainsFunc(p.Contacts, func(other sales.Contact) bool { return other.ID == id }) {
					return p, nil
				}
			}
		}
	}
	people, err := s.FindPeople(ctx, string(id))
	if err == nil && len(people) == 0 {
		err = &sales.NotFound{Kind: sales.KindContact, Name: string(id)}
	}
	if err != nil {
		return sales.Person{}, err
	}
	return people[0], nil
}

// WritePersonData writes all that is kept of a person to a file as JSON, whole
// or not at all; a passphrase, if any, seals it.
func (s *Service) WritePersonData(ctx context.Context, p sales.Person, path, passphrase string) error {
	found, err := s.PersonData(ctx, p)
	if err != nil {
		return err
	}
	return s.out.sealed(path, passphrase, func(w io.Writer) error {
		encoder := json.NewEncoder(w)
		encoder.SetIndent("", "  ")
		return encoder.Encode(found)
	})
}

// PersonData gathers all that is kept of a person.
func (s *Service) PersonData(ctx context.Context, p sales.Person) (PersonData, error) {
	found := PersonData{Person: p}
	seen, deals := map[sales.ID]bool{}, map[sales.ID]bool{}
	gather := func(kind sales.Kind, id, deal sales.ID, q sales.ActivityQuery) error {
		activities, err := s.store.Activities(ctx, q)
		if err != nil {
			return err
		}
		for _, a := range activities {
			if !seen[a.ID] {
				seen[a.ID] = true
				found.Activities = append(found.Activities, a)
			}
		}
		if deal != "" && !deals[deal] {
			deals[deal] = true
			d, err := dealOf(ctx, s.store, deal)
			if err != nil {
				return err
			}
			found.Deals = append(found.Deals, d)
		}
		history, err := s.store.History(ctx, kind, id)
		found.History = append(found.History, history...)
		return err
	}
	for _, c := range p.Contacts {
		if err := gather(sales.KindContact, c.ID, c.DealID, sales.ActivityQuery{ContactID: c.ID}); err != nil {
			return found, err
		}
	}
	for _, l := range p.Leads {
		if err := gather(sales.KindLead, l.ID, l.DealID, sales.ActivityQuery{LeadID: l.ID}); err != nil {
			return found, err
		}
	}
	return found, nil
}

// ErasePerson takes a person's name, phone, mail, title and notes out of their
// records, out of the words of their activities and deals, out of what closed
// months froze and out of the change log, for good: it cannot be undone.
// Figures stay. It returns the
// backups that still hold them, the newest first.
func (s *Service) ErasePerson(ctx context.Context, p sales.Person) (sales.Erasure, []BackupFile, error) {
	settings, err := s.Settings(ctx)
	if err != nil {
		return sales.Erasure{}, nil, err
	}
	erased, err := s.store.Erase(ctx, s.opts.Who, p, s.opts.Text(settings.Language)("app.person.erased"), repack)
	if err != nil {
		return erased, nil, err
	}
	s.bus.publish(Event{Topics: allTopics(), Restored: true})
	backups, err := s.Backups(ctx)
	return erased, backups, err
}
