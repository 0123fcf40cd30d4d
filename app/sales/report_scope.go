package sales

import (
	"cmp"
	"slices"
)

// frame holds what all scopes of one report share.
type frame struct {
	f        *Facts
	models   Models
	calendar Calendar
	end      Day // last day of the period that has happened: min(To, AsOf)
	progress Progress
	stages   map[ID]*Stage
	stuck    map[ID]float64 // days in a stage above which a deal is stuck
	types    []ActivityType
	quotas   quotaBook
	team     *scope
	reps     map[ID]*scope
	scores   *fitScores
}

// scope is the part of the facts that one rep, or the team, is measured by.
// Every metric is computed by a method of scope, so that a rep's figure and
// the team's come from the same formula.
type scope struct {
	*frame
	rep        *Rep // nil: the team
	deals      []*DealFact
	open       []*DealFact // of them, the open ones
	credits    []credit
	cohorts    []cohort
	ended      []endedStay
	advances   []advance
	activities []ActivityCount
	leads      []*LeadFact
	effects    []EffectCount
	moves      []PipelineMove
	months     []ActivityMonth
	history    past // what the plan's rates are taken from
}

// credit is what one won deal, or one adjustment, brings a scope.
type credit struct {
	deal       *DealFact       // nil for an adjustment
	adjustment *AdjustmentFact // nil for a deal
	day        Day
	amount     Amount
	units      int64
}

func newFrame(f *Facts, models Models) *frame { return newFrameAfter(f, models, &differences{}) }

// newFrameAfter is newFrame, with what an earlier frame knows of what is the
// same.
func newFrameAfter(f *Facts, models Models, d *differences) *frame {
	fr := &frame{
		scores: &fitScores{of: map[*LeadFact]fitScore{}},
		f:      f, models: models, calendar: f.Settings.Calendar(), end: min(f.Period.To, f.AsOf),
		stages: make(map[ID]*Stage, len(f.Stages)), reps: make(map[ID]*scope, len(f.Reps)),
	}
	fr.progress = fr.calendar.Progress(f.Period, f.AsOf)
	for i := range f.Stages {
		fr.stages[f.Stages[i].ID] = &f.Stages[i]
	}
	fr.team = &scope{frame: fr}
	for i := range f.Reps {
		fr.reps[f.Reps[i].ID] = &scope{frame: fr, rep: &f.Reps[i]}
	}
	fr.stuck = stuckLimits(f)
	fr.types = activityTypes(f)
	fr.distribute(d)
	fr.quotas = newQuotaBook(fr)
	fr.scopes(func(s *scope) {
		before := d.counterpart(s)
		if before != nil && d.sameDealsOf(s) && slices.Equal(s.months, before.months) {
			s.history = before.history
		} else {
			s.history = s.past()
		}
	})
	return fr
}

// scopes calls do with the team's scope and with each rep's.
func (fr *frame) scopes(do func(*scope)) {
	do(fr.team)
	for _, s := range fr.reps {
		do(s)
	}
}

// each calls do with the team's scope and with the rep's, where there is one.
func (fr *frame) each(rep ID, do func(*scope)) {
	do(fr.team)
	if s := fr.reps[rep]; s != nil {
		do(s)
	}
}

// distribute gives every fact to the team and to its rep.
func (fr *frame) distribute(d *differences) {
	f := fr.f
	fr.inherit(d)
	if !d.sameDeals {
		fr.distributeDeals()
	}
	if !d.sameStays {
		fr.distributeStays()
	}
	if !d.sameLeads {
		for i := range f.Leads {
			fr.each(f.Leads[i].RepID, func(s *scope) { s.leads = append(s.leads, &f.Leads[i]) })
		}
	}
	for _, a := range f.Activities {
		fr.each(a.RepID, func(s *scope) { s.activities = append(s.activities, a) })
	}
	for _, e := range f.Effects {
		fr.each(e.RepID, func(s *scope) { s.effects = append(s.effects, e) })
	}
	for _, m := range f.Moves {
		fr.each(m.Owner, func(s *scope) { s.moves = append(s.moves, m) })
	}
	for _, m := range f.Trend {
		fr.each(m.RepID, func(s *scope) { s.months = append(s.months, m) })
	}
}

// inherit takes what an earlier frame gave to the same scopes out of the same
// facts.
func (fr *frame) inherit(d *differences) {
	if d.known == nil {
		return
	}
	if d.sameLeads {
		fr.scores = d.known.scores
	}
	fr.scopes(func(s *scope) {
		before := d.counterpart(s)
		if d.sameDeals {
			s.deals, s.open, s.credits = before.deals, before.open, before.credits
		}
		if d.sameStays {
			s.cohorts, s.ended, s.advances = before.cohorts, before.ended, before.advances
		}
		if d.sameLeads {
			s.leads = before.leads
		}
	})
}

// distributeDeals gives the deals to their owners, won ones to those who share
// them, and adjustments to whom they concern.
func (fr *frame) distributeDeals() {
	f := fr.f
	fr.team.deals = make([]*DealFact, 0, len(f.Deals))
	for i := range f.Deals {
		d := &f.Deals[i]
		fr.each(d.OwnerID, func(s *scope) {
			s.deals = append(s.deals, d)
			if d.Kind == StageOpen {
				s.open = append(s.open, d)
			}
		})
		if d.Kind == StageWon {
			fr.credit(credit{deal: d, day: d.Since}, f.CreditOf(*d))
		}
	}
	for i := range f.Adjustments {
		a := &f.Adjustments[i]
		fr.credit(credit{adjustment: a, day: a.Day}, f.creditsOf(*a))
	}
}

// credit gives each rep their part, and the whole to the team.
func (fr *frame) credit(whole credit, parts []Credit) {
	for _, p := range parts {
		whole.amount += p.Amount
		whole.units += p.Units
		if s := fr.reps[p.RepID]; s != nil {
			part := whole
			part.amount, part.units = p.Amount, p.Units
			s.credits = append(s.credits, part)
		}
	}
	fr.team.credits = append(fr.team.credits, whole)
}

// split divides an amount and units among the reps who share a deal: all to
// the owner where there are no shares, else by largest remainder in order of
// the reps' names, then ids, so that the parts do not depend on row order.
func (f *Facts) split(owner ID, shares []Share, amount Amount, units int64) (reps []ID, amounts []Amount, unitParts []int64) {
	if len(shares) == 0 {
		return []ID{owner}, []Amount{amount}, []int64{units}
	}
	names := make(map[ID]string, len(shares))
	for i := range f.Reps {
		if id := f.Reps[i].ID; slices.ContainsFunc(shares, func(s Share) bool { return s.RepID == id }) {
			names[id] = f.Reps[i].Name
		}
	}
	ordered := slices.Clone(shares)
	slices.SortStableFunc(ordered, func(a, b Share) int {
		return cmp.Or(cmp.Compare(names[a.RepID], names[b.RepID]), cmp.Compare(a.RepID, b.RepID), cmp.Compare(a.ID, b.ID))
	})
	weights := make([]int64, len(ordered))
	for i, share := range ordered {
		reps = append(reps, share.RepID)
		weights[i] = share.Weight
	}
	for _, part := range Apportion(int64(amount), weights) {
		amounts = append(amounts, Amount(part))
	}
	return reps, amounts, Apportion(units, weights)
}

// Credit is a rep's part of a won deal or an adjustment.
type Credit struct {
	RepID  ID
	Amount Amount
	Units  int64
}

// CreditOf returns how the credit of a deal is divided, as metric credited
// does it.
func (f *Facts) CreditOf(d DealFact) []Credit {
	if d.Parts != nil {
		return d.Parts
	}
	if len(d.Shares) == 0 {
		return []Credit{{RepID: d.OwnerID, Amount: d.Amount, Units: d.Units}}
	}
	reps, amounts, units := f.split(d.OwnerID, d.Shares, d.Amount, d.Units)
	credits := make([]Credit, len(reps))
	for i := range reps {
		credits[i] = Credit{RepID: reps[i], Amount: amounts[i], Units: units[i]}
	}
	return credits
}
