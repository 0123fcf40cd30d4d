package app

import (
	"context"
	"strings"
	"time"

	"attain/app/sales"
)

// LogForm is one activity with the next step agreed in it, as the one form of
// the window gives them. A next step is wanted where NextSubject is not empty
// or NextDay is known.
type LogForm struct {
	Activity    sales.Activity
	CompleteID  sales.ID // the planned activity that this one fulfils, or the attempt it completes; empty none
	NextType    sales.ActivityType
	NextSubject string
	NextDay     sales.Day
	NextAt      time.Time // instant of the next step; zero: none but the day
	NextRepeat  sales.Repeat
	RemindAt    time.Time
}

// LogActivity records a done activity and plans its next step in one step,
// and returns the activity's id. A planned repeating activity that it fulfils
// comes again.
func (s *Service) LogActivity(ctx context.Context, form LogForm) (sales.ID, error) {
	activity := form.Activity
	activity.ID, activity.Planned = NewID(), false
	err := s.write(ctx, Label("views.did.logActivity", "Subject", subjectOf(activity)), func(tx sales.Tx) error {
		if form.CompleteID != "" {
			planned, err := activityOf(ctx, tx, form.CompleteID)
			if err != nil {
				return err
			}
			activity.ID, activity.PlannedOn, activity.ExternalID = planned.ID, planned.PlannedOn, planned.ExternalID
			if activity.PlannedOn == 0 && planned.Planned {
				activity.PlannedOn = min(planned.Day, s.Today())
			}
			if err := s.again(ctx, tx, planned); err != nil {
				return err
			}
		}
		if err := s.checkActivity(ctx, tx, &activity); err != nil {
			return err
		}
		if err := tx.Put(ctx, &activity); err != nil {
			return err
		}
		return s.planNext(ctx, tx, activity, form)
	})
	return activity.ID, err
}

// planNext plans the form's next step on the same deal or lead.
func (s *Service) planNext(ctx context.Context, tx sales.Tx, done sales.Activity, form LogForm) error {
	if form.NextDay == 0 && strings.TrimSpace(form.NextSubject) == "" {
		return nil
	}
	next := sales.Activity{
		ID: NewID(), RepID: done.RepID, Type: form.NextType, Direction: sales.Outbound, Planned: true, PlannedOn: s.Today(),
		Day: form.NextDay, At: form.NextAt, DealID: done.DealID, LeadID: done.LeadID, AccountID: done.AccountID, ContactID: done.ContactID,
		Subject: strings.TrimSpace(form.NextSubject), Repeat: form.NextRepeat, RemindAt: form.RemindAt,
	}
	if next.Type == "" {
		next.Type = done.Type
	}
	if next.Day != 0 && next.Day < s.Today() {
		return invalid("next", "app.error.past")
	}
	if next.Day == 0 {
		next.Day = s.Today().Add(1)
	}
	return tx.Put(ctx, &next)
}

// PlanActivity plans something to do and returns its id.
func (s *Service) PlanActivity(ctx context.Context, activity sales.Activity) (sales.ID, error) {
	activity.ID, activity.Planned, activity.PlannedOn = NewID(), true, s.Today()
	err := s.write(ctx, Label("views.did.plan", "Subject", subjectOf(activity)), func(tx sales.Tx) error {
		if err := s.checkActivity(ctx, tx, &activity); err != nil {
			return err
		}
		return tx.Put(ctx, &activity)
	})
	return activity.ID, err
}

// CompleteActivity marks a planned activity as done today with an outcome. A
// repeating one is planned again.
func (s *Service) CompleteActivity(ctx context.Context, id sales.ID, outcome sales.Outcome) error {
	planned, err := activityOf(ctx, s.store, id)
	if err != nil {
		return err
	}
	form := LogForm{Activity: planned, CompleteID: id}
	form.Activity.Outcome, form.Activity.Day, form.Activity.At = outcome, s.Today(), s.opts.Now().UTC()
	form.Activity.Repeat, form.Activity.RemindAt = sales.RepeatNever, time.Time{}
	_, err = s.LogActivity(ctx, form)
	return err
}

// again plans the next occurrence of a repeating activity.
func (s *Service) again(ctx context.Context, tx sales.Tx, done sales.Activity) error {
	day := sales.NextOccurrence(done.Day, done.Repeat, s.Today())
	if day == 0 {
		return nil
	}
	next := done
	next.ID, next.ExternalID, next.PlannedOn = NewID(), "", s.Today()
	shift := day.Sub(done.Day)
	next.Day, next.Repeat = day, done.Repeat.After(done.Day)
	next.At, next.RemindAt = s.later(done.At, shift), s.later(done.RemindAt, shift)
	return tx.Put(ctx, &next)
}

// later is the same time of day so many local days on, whatever daylight
// saving does between; no time stays none.
func (s *Service) later(at time.Time, days int) time.Time {
	if at.IsZero() {
		return at
	}
	return at.In(s.Now().Location()).AddDate(0, 0, days).UTC()
}

// UpdateActivity replaces an activity's fields.
func (s *Service) UpdateActivity(ctx context.Context, activity sales.Activity) error {
	return s.write(ctx, Label("views.did.updateActivity", "Subject", subjectOf(activity)), func(tx sales.Tx) error {
		if _, err := activityOf(ctx, tx, activity.ID); err != nil {
			return err
		}
		if err := s.checkActivity(ctx, tx, &activity); err != nil {
			return err
		}
		return tx.Put(ctx, &activity)
	})
}

// PostponedTo is the day to which a planned activity moves that is put off by
// some days: counted from today where it is overdue.
func (s *Service) PostponedTo(activity sales.Activity, days int) sales.Day {
	return max(activity.Day, s.Today()).Add(days)
}

// PostponeActivity puts a planned activity off to a day, at the same time of
// day and with its reminder as long before it. One that comes monthly comes on
// its own day of the month again.
func (s *Service) PostponeActivity(ctx context.Context, id sales.ID, to sales.Day) error {
	activity, err := activityOf(ctx, s.store, id)
	if err != nil {
		return err
	}
	shift := to.Sub(activity.Day)
	activity.Repeat = activity.Repeat.Keeping(activity.Day)
	activity.Day, activity.At, activity.RemindAt = to, s.later(activity.At, shift), s.later(activity.RemindAt, shift)
	return s.UpdateActivity(ctx, activity)
}

// DeleteActivities deletes activities; undo brings them back.
func (s *Service) DeleteActivities(ctx context.Context, ids ...sales.ID) error {
	return s.writeMany(ctx, len(ids), "views.did.deleteActivities", func(tx sales.Tx) error {
		return tx.Delete(ctx, sales.KindActivity, ids...)
	})
}

// checkActivity validates and completes an activity: its day defaults to
// today, its direction to outbound, its account to the deal's.
func (s *Service) checkActivity(ctx context.Context, tx sales.Tx, a *sales.Activity) error {
	a.Subject = strings.TrimSpace(a.Subject)
	if a.Day == 0 {
		a.Day = s.Today()
	}
	if a.At.IsZero() && !a.Planned { // a step planned without a time has none
		a.At = s.instant(a.Day)
	}
	if a.Direction == "" {
		a.Direction = sales.Outbound
	}
	switch {
	case a.Type == "":
		return invalid("type", "app.error.type")
	case a.RepID == "":
		return invalid("rep", "app.error.rep")
	case !a.Planned && a.Day > s.Today():
		return invalid("date", "app.error.future")
	case a.Minutes < 0:
		return invalid("duration", "app.error.negative")
	}
	if a.DealID != "" && a.AccountID == "" {
		deal, err := dealOf(ctx, tx, a.DealID)
		if err != nil {
			return err
		}
		a.AccountID = deal.AccountID
	}
	return nil
}

func subjectOf(a sales.Activity) string {
	if a.Subject != "" {
		return a.Subject
	}
	return string(a.Type)
}

func activityOf(ctx context.Context, r sales.Reader, id sales.ID) (sales.Activity, error) {
	found, err := r.Activities(ctx, sales.ActivityQuery{IDs: []sales.ID{id}})
	if err != nil {
		return sales.Activity{}, err
	}
	if len(found) == 0 {
		return sales.Activity{}, &sales.NotFound{Kind: sales.KindActivity, Name: string(id)}
	}
	return found[0], nil
}
