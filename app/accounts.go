package app

import (
	"cmp"
	"context"
	"slices"

	"attain/app/sales"
)

// accountActivities is how many of its newest activities an account shows.
const accountActivities = 50

// AccountDetail is a customer with all that its panel shows.
type AccountDetail struct {
	Account    sales.Account
	Deals      []sales.DealFact // open ones by expected close, then closed ones, the newest first
	Leads      []sales.Lead     // of a company of its name, newest first
	Contacts   []sales.Contact
	Activities []sales.Activity // the newest of all its deals
	RepID      sales.ID         // who knows it best: owner of the first of Deals; empty: nobody
}

// Account returns a customer with all that its panel shows.
func (s *Service) Account(ctx context.Context, id sales.ID) (*AccountDetail, error) {
	account, err := accountOf(ctx, s.store, id)
	if err != nil {
		return nil, err
	}
	d := &AccountDetail{Account: account}
	facts, err := s.facts(ctx, sales.FactsQuery{Period: sales.MonthPeriod(s.Today().Month())})
	if err != nil {
		return nil, err
	}
	for _, fact := range facts.Deals {
		if fact.AccountID == id {
			d.Deals = append(d.Deals, fact)
		}
	}
	slices.SortStableFunc(d.Deals, firstOpen)
	if len(d.Deals) > 0 {
		d.RepID = d.Deals[0].OwnerID
	}
	leads, err := s.store.Leads(ctx, sales.LeadQuery{Text: account.Name})
	if err != nil {
		return nil, err
	}
	for _, lead := range leads {
		if fold(lead.Company) == fold(account.Name) {
			d.Leads = append(d.Leads, lead)
		}
	}
	if d.Contacts, err = s.store.Contacts(ctx, sales.ContactQuery{AccountID: id}); err != nil {
		return nil, err
	}
	d.Activities, err = s.store.Activities(ctx, sales.ActivityQuery{AccountID: id, Limit: accountActivities})
	return d, err
}

// firstOpen orders open deals by their expected close, undated ones last, and
// after them closed ones from the newest.
func firstOpen(a, b sales.DealFact) int {
	open := func(d sales.DealFact) bool { return d.Kind == sales.StageOpen }
	switch {
	case open(a) && open(b):
		return cmp.Or(undated(a)-undated(b), cmp.Compare(a.ExpectedClose, b.ExpectedClose), cmp.Compare(a.ID, b.ID))
	case open(a):
		return -1
	case open(b):
		return 1
	default:
		return cmp.Or(cmp.Compare(b.Since, a.Since), cmp.Compare(a.ID, b.ID))
	}
}

// undated is 1 for a deal without an expected close, else 0.
func undated(d sales.DealFact) int {
	if d.ExpectedClose == 0 {
		return 1
	}
	return 0
}

func accountOf(ctx context.Context, r sales.Reader, id sales.ID) (sales.Account, error) {
	accounts, err := r.Accounts(ctx)
	if err != nil {
		return sales.Account{}, err
	}
	for _, account := range accounts {
		if account.ID == id {
			return account, nil
		}
	}
	return sales.Account{}, &sales.NotFound{Kind: sales.KindAccount, Name: string(id)}
}

// accountNamed is the first account of a name, case aside; empty: none.
func accountNamed(ctx context.Context, r sales.Reader, name string) (sales.ID, error) {
	accounts, err := r.Accounts(ctx)
	if err != nil || fold(name) == "" {
		return "", err
	}
	for _, account := range accounts {
		if fold(account.Name) == fold(name) {
			return account.ID, nil
		}
	}
	return "", nil
}

// peopleOf are the contacts of a deal and those of its account.
func peopleOf(ctx context.Context, r sales.Reader, deal sales.Deal) ([]sales.Contact, error) {
	people, err := r.Contacts(ctx, sales.ContactQuery{DealID: deal.ID})
	if err != nil || deal.AccountID == "" {
		return people, err
	}
	colleagues, err := r.Contacts(ctx, sales.ContactQuery{AccountID: deal.AccountID})
	for _, contact := range colleagues {
		if !slices.ContainsFunc(people, func(c sales.Contact) bool { return c.ID == contact.ID }) {
			people = append(people, contact)
		}
	}
	return people, err
}
