package app

import (
	"context"
	"fmt"

	"attain/app/sales"
)

// ActivityList is a page of activities with the names their rows show, and
// the metrics of the scope.
type ActivityList struct {
	Rows    []sales.Activity // newest first; planned ones by due date
	Count   int              // how many there are in all
	Reps    map[sales.ID]string
	Deals   map[sales.ID]string
	Leads   map[sales.ID]string
	Metrics sales.Metrics
	AsOf    sales.Day
	Last    sales.Day // of the newest one before a period that has none; 0: there is none
}

// ActivityFilter narrows the list of activities.
type ActivityFilter struct {
	Type    sales.ActivityType
	Planned bool // planned ones, due or not, instead of those done in the period
	Text    string
	Limit   int
}

// ActivityList returns the scope's activities: done in its period, or planned.
func (s *Service) ActivityList(ctx context.Context, scope Scope, filter ActivityFilter) (*ActivityList, error) {
	figures, err := s.measure(ctx, scope.Period, scope.AsOf, false)
	if err != nil {
		return nil, err
	}
	list := &ActivityList{Metrics: figures.Of(scope.RepID), Reps: map[sales.ID]string{}, Deals: map[sales.ID]string{}, Leads: map[sales.ID]string{}}
	for _, rep := range figures.Facts.Reps {
		list.Reps[rep.ID] = rep.Name
	}
	return list, s.listActivities(ctx, list, scope, filter)
}

// LongerActivityList is a list read before with more rows, up to the limit of
// the filter; its metrics are not measured again.
func (s *Service) LongerActivityList(ctx context.Context, before *ActivityList, scope Scope, filter ActivityFilter) (*ActivityList, error) {
	longer := &ActivityList{Metrics: before.Metrics, Reps: before.Reps, Deals: map[sales.ID]string{}, Leads: map[sales.ID]string{}}
	return longer, s.listActivities(ctx, longer, scope, filter)
}

// listActivities reads the rows of a list and what they are about.
func (s *Service) listActivities(ctx context.Context, list *ActivityList, scope Scope, filter ActivityFilter) (err error) {
	if list.AsOf = scope.AsOf; list.AsOf == 0 {
		list.AsOf = s.Today() // of a closed month the figures are as of its end
	}
	query := sales.ActivityQuery{RepID: scope.RepID, Type: filter.Type, Planned: &filter.Planned, Text: filter.Text}
	if !filter.Planned {
		query.From, query.To = scope.Period.From, min(scope.Period.To, list.AsOf)
	}
	if list.Count, err = s.store.CountActivities(ctx, query); err != nil {
		return fmt.Errorf("list activities: %w", err)
	}
	query.Limit = filter.Limit
	if list.Rows, err = s.store.Activities(ctx, query); err != nil {
		return fmt.Errorf("list activities: %w", err)
	}
	if list.Count == 0 && !filter.Planned {
		if list.Last, err = s.lastActivity(ctx, query); err != nil {
			return err
		}
	}
	return s.nameSubjects(ctx, list)
}

// lastActivity is the day of the newest activity before a query's, 0 where
// there is none.
func (s *Service) lastActivity(ctx context.Context, query sales.ActivityQuery) (sales.Day, error) {
	query.From, query.To, query.Limit = 0, query.From.Add(-1), 1
	found, err := s.store.Activities(ctx, query)
	if err != nil || len(found) == 0 {
		return 0, err
	}
	return found[0].Day, nil
}

// nameSubjects looks up the deals and leads of the rows.
func (s *Service) nameSubjects(ctx context.Context, list *ActivityList) error {
	var deals, leads []sales.ID
	for _, a := range list.Rows {
		if _, known := list.Deals[a.DealID]; !known && a.DealID != "" {
			list.Deals[a.DealID] = ""
			deals = append(deals, a.DealID)
		}
		if _, known := list.Leads[a.LeadID]; !known && a.LeadID != "" {
			list.Leads[a.LeadID] = ""
			leads = append(leads, a.LeadID)
		}
	}
	if len(deals) > 0 {
		found, err := s.store.Deals(ctx, sales.DealQuery{IDs: deals})
		if err != nil {
			return fmt.Errorf("list activities: %w", err)
		}
		for _, d := range found {
			list.Deals[d.ID] = d.Name
		}
	}
	if len(leads) > 0 {
		found, err := s.store.Leads(ctx, sales.LeadQuery{IDs: leads})
		if err != nil {
			return fmt.Errorf("list activities: %w", err)
		}
		for _, l := range found {
			list.Leads[l.ID] = l.Name
		}
	}
	return nil
}

// TrendOf returns the months up to the period's last of one rep, or of the team
// for the empty id.
func (f *Figures) TrendOf(rep sales.ID) []sales.TrendMonth {
	for _, r := range f.Report.Reps {
		if r.Rep.ID == rep {
			return r.Trend
		}
	}
	return f.Report.Trend
}

// Of returns the metrics of a rep, or the team's for none.
func (f *Figures) Of(rep sales.ID) sales.Metrics {
	for _, r := range f.Report.Reps {
		if r.Rep.ID == rep {
			return r.Metrics
		}
	}
	return f.Report.Team
}
