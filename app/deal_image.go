package app

import (
	"context"
	"encoding/json"
	"fmt"

	"attain/app/sales"
)

// DealImage is how a deal's own fields stood at a moment of its history.
type DealImage struct {
	Name                   string
	AccountID, OwnerID     sales.ID
	Account                string // the account's name; empty: none, or gone since
	Amount                 *sales.Amount
	Units                  int64
	Created, ExpectedClose sales.Day
	Probability            *float64
	Source, Reason, Notes  string
	NextStep               string
	NextStepDue            sales.Day
}

// picture keeps how the deal was before a change of it and how it is after.
// Changes come newest first: of several in one batch the oldest is from where
// it came.
func (c *DealChange) picture(change sales.Change) error {
	if change.Before == "" || change.After == "" {
		return nil
	}
	was, err := dealIn(change.Before)
	if err != nil {
		return err
	}
	if c.Was = was; c.Is == nil {
		c.Is, err = dealIn(change.After)
	}
	return err
}

// dealIn reads a deal out of its image in the change log. A date that is not
// one is none.
func dealIn(image string) (*DealImage, error) {
	var row struct {
		Name          string
		AccountID     sales.ID `json:"account_id"`
		OwnerID       sales.ID `json:"owner_id"`
		Amount        *sales.Amount
		Units         int64
		Created       string
		ExpectedClose string `json:"expected_close"`
		Probability   *float64
		Source        string
		Reason        string
		Notes         string
		NextStep      string `json:"next_step"`
		NextStepDue   string `json:"next_step_due"`
	}
	if err := json.Unmarshal([]byte(image), &row); err != nil {
		return nil, fmt.Errorf("read a deal's history: %w", err)
	}
	day := func(text string) sales.Day {
		d, _ := sales.ParseDay(text) //nolint:errcheck // see above
		return d
	}
	return &DealImage{
		Name: row.Name, AccountID: row.AccountID, OwnerID: row.OwnerID, Amount: row.Amount, Units: row.Units, Created: day(row.Created),
		ExpectedClose: day(row.ExpectedClose), Probability: row.Probability, Source: row.Source, Reason: row.Reason, Notes: row.Notes,
		NextStep: row.NextStep, NextStepDue: day(row.NextStepDue),
	}, nil
}

// nameAccounts gives the images the names of their accounts, where one changed.
func (s *Service) nameAccounts(ctx context.Context, changes []DealChange) error {
	var names map[sales.ID]string
	for _, c := range changes {
		if c.Was == nil || c.Was.AccountID == c.Is.AccountID {
			continue
		}
		if names == nil {
			accounts, err := s.store.Accounts(ctx)
			if err != nil {
				return err
			}
			names = make(map[sales.ID]string, len(accounts))
			for _, account := range accounts {
				names[account.ID] = account.Name
			}
		}
		c.Was.Account, c.Is.Account = names[c.Was.AccountID], names[c.Is.AccountID]
	}
	return nil
}
