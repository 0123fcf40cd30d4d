package data

import (
	"maps"
	"slices"

	"attain/app/sales"
)

// mostChanged is how many changed deals, leads, reps and accounts each facts
// are mended for; more are faster folded anew.
const mostChanged = 2000

// changes are what was written, as far as facts depend on it.
type changes struct {
	all        bool // more than is told here
	plain      bool // something that facts take as it stands
	moved      bool // deals that were moved, or came to be or went, for any day
	activities bool // some activity, or which of them count
	deals      map[sales.ID]bool
	leads      map[sales.ID]bool
	reps       map[sales.ID]bool // whose activities or deals these are or were; empty: nobody's
	accounts   map[sales.ID]bool // to which activities or deals belong or belonged
}

// none reports whether no facts can have changed.
func (c *changes) none() bool {
	return !c.all && !c.plain && !c.moved && !c.activities && len(c.deals) == 0 && len(c.leads) == 0
}

func (c *changes) clone() changes {
	clone := *c
	clone.deals, clone.leads = maps.Clone(c.deals), maps.Clone(c.leads)
	clone.reps, clone.accounts = maps.Clone(c.reps), maps.Clone(c.accounts)
	return clone
}

func (c *changes) add(more changes) {
	c.all, c.plain, c.moved, c.activities = c.all || more.all, c.plain || more.plain, c.moved || more.moved, c.activities || more.activities
	c.deal(slices.Collect(maps.Keys(more.deals))...)
	c.lead(slices.Collect(maps.Keys(more.leads))...)
	c.take(&c.reps, slices.Collect(maps.Keys(more.reps))...)
	c.account(slices.Collect(maps.Keys(more.accounts))...)
}

func (c *changes) deal(ids ...sales.ID) { c.take(&c.deals, known(ids)...) }

func (c *changes) lead(ids ...sales.ID) { c.take(&c.leads, known(ids)...) }

func (c *changes) account(ids ...sales.ID) { c.take(&c.accounts, known(ids)...) }

// known drops the ids of nothing.
func known(ids []sales.ID) []sales.ID {
	return slices.DeleteFunc(ids, func(id sales.ID) bool { return id == "" })
}

// take adds ids to a set, as long as they are few.
func (c *changes) take(set *map[sales.ID]bool, ids ...sales.ID) {
	for _, id := range ids {
		if c.all {
			return
		}
		if *set == nil {
			*set = map[sales.ID]bool{}
		}
		(*set)[id] = true
		c.all = len(*set) > mostChanged
	}
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
			c.account(idIn(row, activityAccount))
			c.take(&c.reps, idIn(row, activityRep))
		}
	case sales.KindDeal:
		c.row(before, after)
		for _, row := range rows {
			c.account(idIn(row, dealAccount))
			c.take(&c.reps, idIn(row, dealOwner))
		}
	case sales.KindMove:
		c.moved = true
		c.ofDeal(rows)
		for _, row := range rows {
			c.take(&c.reps, idIn(row, moveOwner))
		}
	case sales.KindLine, sales.KindShare, sales.KindValue:
		c.ofDeal(rows)
	case sales.KindLead:
		c.lead(idIn(rows[0], 0))
		for _, row := range rows {
			c.deal(idIn(row, leadDeal)) // it may count as called because of the lead
		}
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
