package data

import (
	"context"
	"database/sql"
	"maps"
	"reflect"
	"slices"
	"sort"

	"attain/app/sales"
)

// refreshed returns facts with what was changed folded again, as a fresh fold
// gives them. What did not change is shared with the old ones.
func (r reader) refreshed(ctx context.Context, q sales.FactsQuery, old *sales.Facts, changed changes) (*sales.Facts, error) {
	mended := *old
	facts := &mended
	if changed.plain {
		if err := r.plainFacts(ctx, facts); err != nil {
			return nil, err
		}
		if !reflect.DeepEqual(facts.Settings, old.Settings) {
			return r.Facts(ctx, q)
		}
	}
	some := &folding{reader: r, facts: &sales.Facts{AsOf: q.AsOf, Period: q.Period, History: q.History, Stages: old.Stages}, args: factArgs(facts), only: ofChanged}
	some.args = append(some.args,
		sql.Named("changed", jsonList(slices.Collect(maps.Keys(changed.deals)))),
		sql.Named("changedLeads", jsonList(slices.Collect(maps.Keys(changed.leads)))),
		sql.Named("accounts", jsonList(slices.Collect(maps.Keys(changed.accounts)))))
	if err := some.touchedReps(ctx, &changed); err != nil {
		return nil, err
	}
	if err := some.records(ctx, q, changed); err != nil {
		return nil, err
	}
	some.into(facts, changed)
	return facts, some.sums(ctx, q, facts, changed)
}

// records folds the changed deals and leads.
func (f *folding) records(ctx context.Context, q sales.FactsQuery, changed changes) error {
	var folds []func(context.Context) error
	if len(changed.deals) > 0 {
		folds = append(folds, f.deals)
	}
	if len(changed.deals) > 0 && !q.Credit {
		folds = append(folds, f.touches, f.stays, f.moves)
	}
	if len(changed.leads) > 0 && !q.Credit {
		folds = append(folds, f.leads)
	}
	return inOrder(ctx, folds)
}

// into puts what was folded again in the place of what was.
func (f *folding) into(facts *sales.Facts, changed changes) {
	deals, leads := slices.Sorted(maps.Keys(changed.deals)), slices.Sorted(maps.Keys(changed.leads))
	for i := range f.facts.Deals { // as it was, until it is asked again
		for _, was := range runOf(facts.Deals, f.facts.Deals[i].ID, idOfDeal) {
			f.facts.Deals[i].Called = was.Called
		}
	}
	facts.Deals = replaced(facts.Deals, f.facts.Deals, deals, idOfDeal)
	facts.Stays = replaced(facts.Stays, f.facts.Stays, deals, func(s *sales.StayFact) sales.ID { return s.DealID })
	facts.Moves = replaced(facts.Moves, f.facts.Moves, deals, func(m *sales.PipelineMove) sales.ID { return m.DealID })
	facts.Leads = replaced(facts.Leads, f.facts.Leads, leads, func(l *sales.LeadFact) sales.ID { return l.ID })
}

// sums folds again what is summed up over records, and what deals tell of
// others' activities.
func (f *folding) sums(ctx context.Context, q sales.FactsQuery, facts *sales.Facts, changed changes) error {
	if changed.plain || len(changed.deals) > 0 {
		if err := f.adjustments(ctx); err != nil {
			return err
		}
		facts.Adjustments = renewed(facts.Adjustments, f.facts.Adjustments)
	}
	if changed.moved {
		if err := f.histogram(ctx); err != nil {
			return err
		}
		facts.Histogram = f.facts.Histogram
	}
	if q.Credit {
		return nil
	}
	if err := f.byRep(ctx, facts, changed); err != nil {
		return err
	}
	return f.calledAgain(ctx, facts, changed)
}

// byRep sums up again what reps did whom the changes touch; all of them, where
// records of nobody are among these.
func (f *folding) byRep(ctx context.Context, facts *sales.Facts, changed changes) error {
	reps := slices.Sorted(maps.Keys(changed.reps))
	if changed.activities {
		if err := inOrder(ctx, []func(context.Context) error{f.activities, f.trend}); err != nil {
			return err
		}
		facts.Activities = ofRepsAgain(f, facts.Activities, f.facts.Activities, reps, func(a *sales.ActivityCount) sales.ID { return a.RepID })
		facts.Trend = ofRepsAgain(f, facts.Trend, f.facts.Trend, reps, func(m *sales.ActivityMonth) sales.ID { return m.RepID })
	}
	if !changed.activities && !changed.moved && len(changed.deals) == 0 {
		return nil
	}
	if err := f.effects(ctx); err != nil {
		return err
	}
	facts.Effects = ofRepsAgain(f, facts.Effects, f.facts.Effects, reps, func(e *sales.EffectCount) sales.ID { return e.RepID })
	return nil
}

func ofRepsAgain[T any](f *folding, old, again []T, reps []sales.ID, id func(*T) sales.ID) []T {
	if f.reps == "" {
		return renewed(old, again)
	}
	return replaced(old, again, reps, id)
}

// touchedReps adds to the reps of the changed rows those who own changed deals
// or worked on changed deals and leads: what they did may count otherwise now.
// It names them and the period's days to the queries.
func (f *folding) touchedReps(ctx context.Context, changed *changes) error {
	var rep sales.ID
	err := f.scan(ctx, "the reps of changed records", `
		SELECT coalesce(rep_id, '') FROM activities WHERE deal_id IN (SELECT value FROM json_each(:changed))
		UNION SELECT coalesce(rep_id, '') FROM activities WHERE lead_id IN (SELECT value FROM json_each(:changedLeads))
		UNION SELECT coalesce(s.owner_id, d.owner_id, '') FROM stays s JOIN deals d ON d.id = s.deal_id WHERE s.deal_id IN (SELECT value FROM json_each(:changed))
		UNION SELECT coalesce(owner_id, '') FROM deals WHERE id IN (SELECT value FROM json_each(:changed))`, f.args, func(rows *sql.Rows) error {
		err := rows.Scan(&rep)
		changed.take(&changed.reps, rep)
		return err
	})
	var days []string
	for day := f.facts.Period.From; day <= min(f.facts.Period.To, f.facts.AsOf); day++ {
		days = append(days, day.String())
	}
	if !changed.reps[""] {
		f.reps = ofReps
	}
	f.args = append(f.args, sql.Named("reps", jsonList(slices.Collect(maps.Keys(changed.reps)))), sql.Named("days", jsonList(days)))
	return err
}

// ofReps are the reps to whom sums are narrowed. On each of the days of a
// period they are found by the index of an activity's day and rep.
const ofReps = " IN (SELECT value FROM json_each(:reps))"

// happening is the condition that an activity (or what began with one) is of
// the period, and where it is narrowed of some reps.
func (f *folding) happening(day, rep string) string {
	if f.reps == "" {
		return day + " BETWEEN :from AND :end"
	}
	return day + " IN (SELECT value FROM json_each(:days)) AND " + rep + f.reps
}

// theirs narrows a query to the rows of some reps by a column.
func (f *folding) theirs(rep string) string {
	if f.reps == "" {
		return ""
	}
	return " AND " + rep + f.reps
}

// calledAgain asks again whether deals count as called whom the changes can
// concern: the changed ones, those of their accounts and of changed leads.
func (f *folding) calledAgain(ctx context.Context, facts *sales.Facts, changed changes) error {
	if len(changed.deals)+len(changed.leads)+len(changed.accounts) == 0 {
		return nil
	}
	var id sales.ID
	var called, copied bool
	return f.scan(ctx, "calls before deals", "SELECT d.id, d.created BETWEEN :from AND :end AND "+wasCalled+` FROM deals d WHERE d.deleted = '' AND d.id IN (
		SELECT value FROM json_each(:changed) UNION SELECT deal_id FROM leads WHERE id IN (SELECT value FROM json_each(:changedLeads))
		UNION SELECT id FROM deals WHERE account_id IN (SELECT value FROM json_each(:accounts)
			UNION SELECT account_id FROM deals WHERE id IN (SELECT value FROM json_each(:changed))
			UNION SELECT account_id FROM activities WHERE deal_id IN (SELECT value FROM json_each(:changed))))`, f.args, func(rows *sql.Rows) error {
		if err := rows.Scan(&id, &called); err != nil {
			return err
		}
		deal := runOf(facts.Deals, id, idOfDeal)
		if len(deal) == 0 || deal[0].Called == called {
			return nil
		}
		if !copied {
			facts.Deals, copied = slices.Clone(facts.Deals), true // others read the old list
		}
		runOf(facts.Deals, id, idOfDeal)[0].Called = called
		return nil
	})
}

// inOrder runs folds one after the other.
func inOrder(ctx context.Context, folds []func(context.Context) error) error {
	for _, fold := range folds {
		if err := fold(ctx); err != nil {
			return err
		}
	}
	return nil
}

// replaced returns a list in order of ids, in which the facts of changed ids,
// also in order, are those folded again: the old list itself where these say
// the same, so that whoever keeps what was computed from it can tell.
func replaced[T any](old, again []T, changed []sales.ID, id func(*T) sales.ID) []T {
	same := true
	for _, of := range changed {
		same = same && equal(runOf(old, of, id), runOf(again, of, id))
	}
	if same {
		return old
	}
	list := make([]T, 0, len(old)+len(again))
	for _, of := range changed {
		first := firstOf(old, of, id)
		list = append(append(list, old[:first]...), runOf(again, of, id)...)
		old = old[first+len(runOf(old, of, id)):]
	}
	list = append(list, old...)
	if len(list) == 0 {
		return nil
	}
	return list
}

// renewed is replaced for a list that was folded again as a whole.
func renewed[T any](old, again []T) []T {
	if equal(old, again) {
		return old
	}
	return again
}

func equal[T any](a, b []T) bool {
	return slices.EqualFunc(a, b, func(a, b T) bool { return reflect.DeepEqual(a, b) })
}

// firstOf returns where the facts of an id begin, or would, in a list in order.
func firstOf[T any](list []T, of sales.ID, id func(*T) sales.ID) int {
	return sort.Search(len(list), func(i int) bool { return id(&list[i]) >= of })
}

// runOf returns the facts of an id in a list in order.
func runOf[T any](list []T, of sales.ID, id func(*T) sales.ID) []T {
	first := firstOf(list, of, id)
	end := first
	for end < len(list) && id(&list[end]) == of {
		end++
	}
	return list[first:end]
}

func idOfDeal(d *sales.DealFact) sales.ID { return d.ID }
