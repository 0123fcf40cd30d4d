package salestest

import (
	"cmp"
	"slices"

	"attain/app/sales"
)

func (f *fold) activities() []sales.ActivityCount {
	type group struct {
		rep       sales.ID
		kind      sales.ActivityType
		direction sales.Direction
	}
	counts := map[group]*sales.ActivityCount{}
	threads := map[group]map[string]bool{}
	for _, a := range f.done {
		if !f.happened(a.Day) {
			continue
		}
		g := group{a.RepID, a.Type, a.Direction}
		if counts[g] == nil {
			counts[g] = &sales.ActivityCount{RepID: a.RepID, Type: a.Type, Direction: a.Direction}
			threads[g] = map[string]bool{}
		}
		c := counts[g]
		if a.Direction == sales.Outbound {
			attempt(c, a, threads[g])
		}
		switch {
		case a.DealID == "" && a.LeadID == "":
		case f.first(a):
			c.Firsts++
		default:
			c.FollowUps++
			if a.DealID != "" {
				c.ToDeals++
			}
		}
	}
	var folded []sales.ActivityCount
	for _, c := range counts {
		folded = append(folded, *c)
	}
	slices.SortFunc(folded, func(a, b sales.ActivityCount) int {
		return cmp.Or(cmp.Compare(a.RepID, b.RepID), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Direction, b.Direction))
	})
	return folded
}

// attempt counts an outbound activity.
func attempt(c *sales.ActivityCount, a sales.Activity, threads map[string]bool) {
	c.Attempts++
	c.Connected += connection(a, threads)
	if a.DealID != "" {
		c.OnDeals++
	}
	if a.LeadID != "" {
		c.OnLeads++
	}
}

// connection returns 1 for an activity that connected; for mails and messages
// only where no other of its thread did before.
func connection(a sales.Activity, threads map[string]bool) int {
	if !sales.Connects(a) {
		return 0
	}
	if a.Type == sales.Mail || a.Type == sales.Message {
		if threads[sales.Thread(a)] {
			return 0
		}
		threads[sales.Thread(a)] = true
	}
	return 1
}

// first reports whether no other activity on the same deal (else lead) was
// done before.
func (f *fold) first(a sales.Activity) bool {
	for _, b := range f.done {
		same := b.DealID == a.DealID
		if a.DealID == "" {
			same = b.LeadID == a.LeadID
		}
		if same && b.ID != a.ID && before(b, a) {
			return false
		}
	}
	return true
}

// before orders activities by when they were done; those done at the same
// moment by what they are, so that figures do not depend on ids.
func before(a, b sales.Activity) bool {
	return cmp.Or(cmp.Compare(a.Day, b.Day), a.At.Compare(b.At), cmp.Compare(a.Type, b.Type),
		cmp.Compare(a.Direction, b.Direction), cmp.Compare(a.RepID, b.RepID), cmp.Compare(a.ID, b.ID)) < 0
}

func (f *fold) trend() []sales.ActivityMonth {
	type group struct {
		rep   sales.ID
		month sales.Month
		kind  sales.ActivityType
	}
	counts := map[group]*sales.ActivityMonth{}
	threads := map[group]map[string]bool{}
	for _, a := range f.done {
		if a.Direction != sales.Outbound || !a.Day.Known() || a.Day < f.q.History {
			continue
		}
		g := group{a.RepID, a.Day.Month(), a.Type}
		if counts[g] == nil {
			counts[g] = &sales.ActivityMonth{RepID: g.rep, Month: g.month, Type: g.kind}
			threads[g] = map[string]bool{}
		}
		counts[g].Attempts++
		counts[g].Connected += connection(a, threads[g])
	}
	var folded []sales.ActivityMonth
	for _, c := range counts {
		folded = append(folded, *c)
	}
	slices.SortFunc(folded, func(a, b sales.ActivityMonth) int {
		return cmp.Or(cmp.Compare(a.RepID, b.RepID), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Type, b.Type))
	})
	return folded
}

func (f *fold) effects() []sales.EffectCount {
	type group struct {
		rep  sales.ID
		kind sales.ActivityType
	}
	counts := map[group]*sales.EffectCount{}
	of := func(rep sales.ID, kind sales.ActivityType) *sales.EffectCount {
		g := group{rep, kind}
		if counts[g] == nil {
			counts[g] = &sales.EffectCount{RepID: rep, Type: kind}
		}
		return counts[g]
	}
	for _, a := range f.done {
		if a.Direction != sales.Outbound || a.DealID == "" {
			continue
		}
		if f.happened(a.Day) {
			c := of(a.RepID, a.Type)
			c.Attempts++
			if f.advanced(a.DealID, a.Day) {
				c.Advanced++
			}
		}
		in := f.at(a.DealID, f.q.AsOf)
		if in < 0 {
			continue
		}
		now := f.paths[a.DealID][in]
		if now.kind == sales.StageOpen || !f.happened(now.entered) || a.Day > now.entered {
			continue
		}
		if c := of(f.ownerOf(a.DealID), a.Type); now.kind == sales.StageWon {
			c.OnWon++
		} else {
			c.OnLost++
		}
	}
	var folded []sales.EffectCount
	for _, c := range counts {
		folded = append(folded, *c)
	}
	slices.SortFunc(folded, func(a, b sales.EffectCount) int {
		return cmp.Or(cmp.Compare(a.RepID, b.RepID), cmp.Compare(a.Type, b.Type))
	})
	return folded
}

// advanced reports whether the deal went to a later open stage, or was won,
// on the day or within the days after it in which an effect is seen.
func (f *fold) advanced(deal sales.ID, day sales.Day) bool {
	last := min(day.Add(f.Settings.Thresholds.EffectDays), f.q.AsOf)
	path := f.paths[deal]
	for i := 1; i < len(path); i++ {
		from, to := path[i-1], path[i]
		if from.kind != sales.StageOpen || to.entered < day || to.entered > last {
			continue
		}
		later := from.stage != "" && to.kind == sales.StageOpen && to.stage != "" && f.place[to.stage] > f.place[from.stage]
		if later || to.kind == sales.StageWon {
			return true
		}
	}
	return false
}

func (f *fold) leads() []sales.LeadFact {
	var facts []sales.LeadFact
	for _, l := range f.Leads {
		decided := l.Status == sales.LeadQualified || l.Status == sales.LeadDisqualified
		undecided := !decided || l.Decided > f.q.AsOf
		if l.Created > f.q.AsOf || !undecided && l.Created < f.q.History && l.Decided < f.q.History {
			continue
		}
		if !undecided && max(l.Created, l.Decided) < f.q.Period.From && !f.touchedOfLate(l) {
			continue
		}
		facts = append(facts, f.lead(l, undecided, decided))
	}
	slices.SortFunc(facts, func(a, b sales.LeadFact) int { return cmp.Compare(a.ID, b.ID) })
	return facts
}

// touchedOfLate reports whether something was done on a lead, or is planned,
// since the day from which the period asks for it.
func (f *fold) touchedOfLate(l sales.Lead) bool {
	since := f.Settings.Thresholds.TouchedSince(f.q.Period)
	return slices.ContainsFunc(f.Activities, func(a sales.Activity) bool { return a.LeadID == l.ID && a.Day >= since })
}

func (f *fold) lead(l sales.Lead, undecided, decided bool) sales.LeadFact {
	of := func(a sales.Activity) bool { return a.LeadID == l.ID }
	t := f.touches(of)
	fact := sales.LeadFact{
		ID: l.ID, Name: l.Name, Company: l.Company, RepID: l.RepID, Source: l.Source, Created: l.Created, Status: l.Status,
		Attributes: l.Attributes, Touches: l.Touches + f.warmTouches(of),
		Attempts: t.attempts, FirstTouch: t.first, LastTouch: t.last, Answered: t.answered,
	}
	fact.NextStep, _ = f.nextStep(of)
	until := f.q.AsOf
	switch {
	case !undecided:
		fact.Decided, fact.Reason = l.Decided, l.Reason
		if l.Decided.Known() {
			until = l.Decided
		}
	case decided && t.attempts > 0:
		fact.Status = sales.LeadWorking
	case decided:
		fact.Status = sales.LeadNew
	}
	if f.deal[l.DealID] != nil && (!decided || !undecided) {
		fact.DealID = l.DealID
	}
	for _, a := range f.done {
		if of(a) && a.Direction == sales.Outbound && a.Day <= until {
			if fact.ByType == nil {
				fact.ByType = map[sales.ActivityType]int{}
			}
			fact.ByType[a.Type]++
		}
	}
	return fact
}

// warmTouches counts the touches before the first attempt.
func (f *fold) warmTouches(of func(sales.Activity) bool) int {
	touches := []sales.ActivityType{sales.Web, sales.MailOpen, sales.MailClick, sales.Social, sales.Event, sales.Referral}
	count := 0
	for _, a := range f.done {
		if !of(a) || a.Direction != sales.Inbound || !slices.Contains(touches, a.Type) {
			continue
		}
		late := slices.ContainsFunc(f.done, func(b sales.Activity) bool {
			return of(b) && b.Direction == sales.Outbound && (b.Day < a.Day || b.Day == a.Day && !b.At.After(a.At))
		})
		if !late {
			count++
		}
	}
	return count
}
