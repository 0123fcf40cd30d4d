// Package salestest holds what tests of several rooms need to prove figures:
// random histories of a sales team, and the naive fold, which computes Facts
// from the records one by one, slowly and plainly. What the store folds by SQL
// has to agree with it to the last unit.
package salestest

import "attain/app/sales"

// Records is everything a database holds that figures are computed from.
type Records struct {
	Settings    sales.Settings
	Stages      []sales.Stage
	Reps        []sales.Rep
	Products    []sales.Product
	Accounts    []sales.Account
	Deals       []sales.Deal
	Lines       []sales.Line
	Shares      []sales.Share
	Values      []sales.Value
	Moves       []sales.Move
	Leads       []sales.Lead
	Activities  []sales.Activity
	Quotas      []sales.Quota
	Adjustments []sales.Adjustment
	Goals       []sales.Goal
	Profile     []sales.Criterion
}

// All returns the records in an order in which a store can write them: what
// is referred to comes first. The settings, which are no list, are left out.
func (r *Records) All() []sales.Record {
	var all []sales.Record
	all = appendAll(all, r.Stages)
	all = appendAll(all, r.Reps)
	all = appendAll(all, r.Products)
	all = appendAll(all, r.Accounts)
	all = appendAll(all, r.Deals)
	all = appendAll(all, r.Lines)
	all = appendAll(all, r.Shares)
	all = appendAll(all, r.Values)
	all = appendAll(all, r.Moves)
	all = appendAll(all, r.Leads)
	all = appendAll(all, r.Activities)
	all = appendAll(all, r.Quotas)
	all = appendAll(all, r.Adjustments)
	all = appendAll(all, r.Goals)
	return appendAll(all, r.Profile)
}

func appendAll[T any, P interface {
	*T
	sales.Record
}](all []sales.Record, records []T) []sales.Record {
	for i := range records {
		all = append(all, P(&records[i]))
	}
	return all
}
