package data

import (
	"context"
	"database/sql"
	"maps"
	"reflect"
	"slices"

	"attain/app/sales"
)

// mostChanged is how many changed deals and leads facts are mended for; more
// are faster folded anew.
const mostChanged = 2000

// changes are what was written, as far as facts depend on it.
type changes struct {
	all        bool // more than is told here
	plain      bool // something that facts take as it stands
	moved      bool // deals that were moved, or came to be or went, for any day
	activities bool // some activity, or which of them count
	deals      map[sales.ID]bool
	leads      map[sales.ID]bool
}

// none reports whether no facts can have changed.
func (c *changes) none() bool {
	return !c.all && !c.plain && !c.moved && !c.activities && len(c.deals) == 0 && len(c.leads) == 0
}

func (c *changes) clone() changes {
	clone := *c
	clone.deals, clone.leads = maps.Clone(c.deals), maps.Clone(c.leads)
	return clone
}

func (c *changes) add(more changes) {
	c.all, c.plain, c.moved, c.activities = c.all || more.all, c.plain || more.plain, c.moved || more.moved, c.activities || more.activities
	for id := range more.deals {
		c.deal(id)
	}
	for id := range more.leads {
		c.lead(id)
	}
}

func (c *changes) deal(id sales.ID) {
	if id == "" || c.all {
		return
	}
	if c.deals == nil {
		c.deals = map[sales.ID]bool{}
	}
	c.deals[id] = true
	c.all = len(c.deals) > mostChanged
}

func (c *changes) lead(id sales.ID) {
	if id == "" || c.all {
		return
	}
	if c.leads == nil {
		c.leads = map[sales.ID]bool{}
	}
	c.leads[id] = true
	c.all = len(c.leads) > mostChanged
}

// note takes note of a written or removed row.
func (c *changes) note(kind sales.Kind, before, after []any) {
	rows := [][]any{before, after}
	rows = slices.DeleteFunc(rows, func(row []any) bool { return row == nil })
	switch kind {
	case sales.KindContact, sales.KindClosing: // are in no facts
	case sales.KindRep, sales.KindProduct, sales.KindGoal, sales.KindCriterion, sales.KindQuota, sales.KindAdjustment, sales.KindSetting:
		c.plain = true
	case sales.KindActivity:
		c.activities = true
		for _, row := range rows {
			c.deal(idIn(row, activityDeal))
			c.lead(idIn(row, activityLead))
		}
	case sales.KindDeal:
		c.row(before, after)
	case sales.KindMove:
		c.moved = true
		c.ofDeal(rows)
	case sales.KindLine, sales.KindShare, sales.KindValue:
		c.ofDeal(rows)
	case sales.KindLead:
		c.lead(idIn(rows[0], 0))
	case sales.KindAccount:
		c.all = c.all || len(rows) == 2 // its name is in every deal of it
	default: // a stage: where every deal is depends on it
		c.all = true
	}
}

// row takes note of a deal that was made, changed or removed.
func (c *changes) row(before, after []any) {
	c.deal(idOf(before, after))
	if before == nil || after == nil {
		c.moved = true
		return
	}
	trashed := before[dealDeleted] != after[dealDeleted]
	c.moved = c.moved || trashed || before[dealCreated] != after[dealCreated]
	c.activities = c.activities || trashed
}

func (c *changes) ofDeal(rows [][]any) {
	for _, row := range rows {
		c.deal(idIn(row, moveDeal))
	}
}

// refreshed returns facts with what was changed folded again, as a fresh fold
// gives them. What did not change is shared with the old ones.
func (r reader) refreshed(ctx context.Context, q sales.FactsQuery, old *sales.Facts, changed changes) (*sales.Facts, error) {
	facts := &sales.Facts{AsOf: q.AsOf, Period: q.Period, History: q.History}
	if err := r.plainFacts(ctx, facts); err != nil {
		return nil, err
	}
	if !reflect.DeepEqual(facts.Settings, old.Settings) {
		return r.Facts(ctx, q)
	}
	facts.Deals, facts.Histogram, facts.Adjustments, facts.Stays = old.Deals, old.Histogram, old.Adjustments, old.Stays
	facts.Activities, facts.Leads, facts.Effects, facts.Moves, facts.Trend = old.Activities, old.Leads, old.Effects, old.Moves, old.Trend
	some := &folding{reader: r, facts: &sales.Facts{AsOf: q.AsOf, Period: q.Period, History: q.History}, args: factArgs(facts), only: ofChanged}
	some.args = append(some.args,
		sql.Named("changed", jsonList(slices.Collect(maps.Keys(changed.deals)))),
		sql.Named("changedLeads", jsonList(slices.Collect(maps.Keys(changed.leads)))))
	if err := some.records(ctx, q, changed); err != nil {
		return nil, err
	}
	some.into(facts, changed)
	whole := &folding{reader: r, facts: facts, args: factArgs(facts)}
	return facts, whole.sums(ctx, q, changed)
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
	facts.Deals = replaced(facts.Deals, f.facts.Deals, changed.deals, func(d *sales.DealFact) sales.ID { return d.ID })
	facts.Stays = replaced(facts.Stays, f.facts.Stays, changed.deals, func(s *sales.StayFact) sales.ID { return s.DealID })
	facts.Moves = replaced(facts.Moves, f.facts.Moves, changed.deals, func(m *sales.PipelineMove) sales.ID { return m.DealID })
	facts.Leads = replaced(facts.Leads, f.facts.Leads, changed.leads, func(l *sales.LeadFact) sales.ID { return l.ID })
}

// sums folds again what is summed up over records, and what deals tell of
// others' activities.
func (f *folding) sums(ctx context.Context, q sales.FactsQuery, changed changes) error {
	folds := []func(context.Context) error{f.adjustments}
	if changed.moved {
		folds = append(folds, f.histogram)
	}
	if q.Credit {
		return inOrder(ctx, folds)
	}
	ofDeals := changed.activities || changed.moved || len(changed.deals) > 0
	if changed.activities {
		folds = append(folds, f.activities, f.trend)
	}
	if ofDeals {
		folds = append(folds, f.effects)
	}
	if ofDeals || len(changed.leads) > 0 {
		f.facts.Deals = slices.Clone(f.facts.Deals)
		for i := range f.facts.Deals {
			f.facts.Deals[i].Called = false
		}
		folds = append(folds, f.called)
	}
	return inOrder(ctx, folds)
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

// replaced returns a list in order of ids, in which the facts of changed ids
// are those folded again.
func replaced[T any](old, again []T, changed map[sales.ID]bool, id func(*T) sales.ID) []T {
	if len(changed) == 0 {
		return old
	}
	var list []T
	for i := range old {
		of := id(&old[i])
		if changed[of] {
			continue
		}
		for len(again) > 0 && id(&again[0]) < of {
			list, again = append(list, again[0]), again[1:]
		}
		list = append(list, old[i])
	}
	return append(list, again...)
}
