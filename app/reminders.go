package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"attain/app/sales"
)

// dayBegins is the hour at which a next step without a time counts as due,
// for its reminder.
const dayBegins = 9

// DueAt returns the instant at which a next step is due: its time, else nine
// in the morning of its day where the user is.
func (s *Service) DueAt(a sales.Activity) time.Time {
	if !a.At.IsZero() {
		return a.At
	}
	y, m, d := a.Day.Time().Date()
	return time.Date(y, m, d, dayBegins, 0, 0, 0, s.Now().Location())
}

// RemindBefore returns the instant to be reminded of a next step some time
// before it is due: at once where that has passed and the step has not, no
// instant where the step itself has passed.
func (s *Service) RemindBefore(a sales.Activity, before time.Duration) time.Time {
	due, now := s.DueAt(a), s.Now()
	if due.Before(now) {
		return time.Time{}
	}
	at := due.Add(-before)
	if !at.After(now) {
		at = now.Add(time.Second) // the next look at the clock finds it
	}
	return at.UTC()
}

// Reminders returns the next steps whose reminder came due after one instant
// and up to another, the earliest first. On the machine of a rep these are the
// rep's own.
func (s *Service) Reminders(ctx context.Context, after, until time.Time) ([]Step, error) {
	settings, err := s.store.Settings(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for reminders: %w", err)
	}
	isPlanned := true
	query := sales.ActivityQuery{Planned: &isPlanned, RemindAfter: after, RemindUntil: until}
	if settings.Role == "rep" {
		query.RepID = settings.RepID
	}
	planned, err := s.store.Activities(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("look for reminders: %w", err)
	}
	steps, err := s.named(ctx, planned)
	if err != nil {
		return nil, fmt.Errorf("look for reminders: %w", err)
	}
	slices.SortStableFunc(steps, func(a, b Step) int {
		return cmp.Or(a.Activity.RemindAt.Compare(b.Activity.RemindAt), cmp.Compare(a.Activity.ID, b.Activity.ID))
	})
	return steps, nil
}

// named gives planned activities the names of their deals and leads.
func (s *Service) named(ctx context.Context, planned []sales.Activity) ([]Step, error) {
	names := &ActivityList{Rows: planned, Deals: map[sales.ID]string{}, Leads: map[sales.ID]string{}}
	if err := s.nameSubjects(ctx, names); err != nil {
		return nil, err
	}
	steps := make([]Step, len(planned))
	for i, a := range planned {
		steps[i] = Step{Activity: a, About: cmp.Or(names.Deals[a.DealID], names.Leads[a.LeadID], a.DealRef, a.LeadRef)}
	}
	return steps, nil
}
