package app

import (
	"context"
	"fmt"

	"attain/app/sales"
)

// LeadList is the leads of a scope with the quality of their sources.
type LeadList struct {
	Rows    []LeadRow
	Metrics sales.Metrics
	AsOf    sales.Day
	Sources []string
	ByRep   []sales.LeadGroup // the quality of each rep's leads, who have any
}

// LeadRow is a lead as the list shows it.
type LeadRow struct {
	sales.LeadFact
	Rep    string
	Score  float64 // fit with the ideal customer profile, 0 to 1
	Scored bool    // false: the profile says nothing of it
}

// LeadList returns the leads that are undecided, or were created or decided
// in the scope's period.
func (s *Service) LeadList(ctx context.Context, scope Scope) (*LeadList, error) {
	figures, err := s.measure(ctx, scope.Period, scope.AsOf, false)
	if err != nil {
		return nil, fmt.Errorf("list leads: %w", err)
	}
	facts, err := s.fromRecords().facts(ctx, sales.FactsQuery{Period: scope.Period, AsOf: scope.AsOf})
	if err != nil {
		return nil, fmt.Errorf("list leads: %w", err)
	}
	list := &LeadList{Metrics: figures.Of(scope.RepID), AsOf: facts.AsOf}
	reps := map[sales.ID]string{}
	for _, rep := range facts.Reps {
		reps[rep.ID] = rep.Name
	}
	sources := map[string]bool{}
	for _, l := range facts.Leads {
		open := l.Status == sales.LeadNew || l.Status == sales.LeadWorking
		shown := open || scope.Period.Contains(l.Created) || scope.Period.Contains(l.Decided)
		if !shown || (scope.RepID != "" && l.RepID != scope.RepID) {
			continue
		}
		row := LeadRow{LeadFact: l, Rep: reps[l.RepID]}
		row.Score, row.Scored = sales.FitScore(facts.Profile, l.Attributes)
		list.Rows = append(list.Rows, row)
		sources[l.Source] = true
	}
	list.Sources = sortedNames(sources)
	list.ByRep = leadsByRep(figures.Report, scope.RepID)
	return list, nil
}

// leadsByRep returns the quality of the leads of each rep who has any, or of
// the one rep named.
func leadsByRep(report *sales.Report, only sales.ID) []sales.LeadGroup {
	var groups []sales.LeadGroup
	for _, rep := range report.Reps {
		group := sales.LeadGroup{Name: rep.Rep.Name, Conversion: rep.Metrics.LeadConversion, Warm: rep.Metrics.WarmShare}
		for _, source := range rep.Metrics.LeadsBySource {
			group.Leads += source.Leads
		}
		if group.Leads > 0 && (only == "" || only == rep.Rep.ID) {
			groups = append(groups, group)
		}
	}
	return groups
}

// LeadDetail is a lead with what its panel shows.
type LeadDetail struct {
	Lead       sales.Lead
	Rep        string
	Deal       string
	AccountID  sales.ID // the customer of the company's name; empty: none yet
	Activities []sales.Activity
	Contacts   []sales.Contact
	Profile    []sales.Criterion
	Score      float64
	Scored     bool
}

// Lead returns a lead with what its panel shows.
func (s *Service) Lead(ctx context.Context, id sales.ID) (*LeadDetail, error) {
	lead, err := leadOf(ctx, s.store, id)
	if err != nil {
		return nil, err
	}
	d := &LeadDetail{Lead: lead}
	if d.Activities, err = s.store.Activities(ctx, sales.ActivityQuery{LeadID: id}); err != nil {
		return nil, err
	}
	if d.Contacts, err = s.store.Contacts(ctx, sales.ContactQuery{LeadID: id}); err != nil {
		return nil, err
	}
	if d.Profile, err = s.store.Profile(ctx); err != nil {
		return nil, err
	}
	d.Score, d.Scored = sales.FitScore(d.Profile, lead.Attributes)
	if lead.RepID != "" {
		rep, err := repOf(ctx, s.store, lead.RepID)
		if err != nil {
			return nil, err
		}
		d.Rep = rep.Name
	}
	if d.AccountID, err = accountNamed(ctx, s.store, lead.Company); err != nil {
		return nil, err
	}
	if lead.DealID != "" {
		deal, err := dealOf(ctx, s.store, lead.DealID)
		if err != nil {
			return nil, err
		}
		d.Deal = deal.Name
	}
	return d, nil
}
