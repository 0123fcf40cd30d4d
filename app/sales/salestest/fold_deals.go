package salestest

import (
	"cmp"
	"slices"

	"attain/app/sales"
)

func (f *fold) dealFacts() []sales.DealFact {
	var facts []sales.DealFact
	for _, id := range f.dealIDs() {
		in := f.paths[id][f.at(id, f.q.AsOf)]
		if in.kind != sales.StageOpen && in.entered < f.q.History {
			continue
		}
		d := f.deal[id]
		fact := sales.DealFact{
			ID: id, ExternalID: d.ExternalID, Name: d.Name, AccountID: d.AccountID, Account: f.accountName(d.AccountID),
			OwnerID: f.ownerOf(id), Lines: f.lines(id), Shares: f.shares(id), Created: d.Created,
			Stage: in.stage, Kind: in.kind, Since: in.entered, Reopened: f.reopened(id),
			Amount: f.amountAt(id, f.q.AsOf), HasAmount: f.valueAt(id, f.q.AsOf) != nil, Units: d.Units,
			ExpectedClose: d.ExpectedClose, Probability: d.Probability, Source: d.Source, Reason: d.Reason,
			Called: f.called(d),
		}
		if in.kind != sales.StageOpen {
			fact.LastStage = f.lastStage(id)
		}
		t := f.touches(func(a sales.Activity) bool { return a.DealID == id })
		fact.Touches, fact.Attempts, fact.Answered = t.touches, t.attempts, t.answered
		fact.FirstTouch, fact.LastTouch = t.first, t.last
		fact.NextStep, fact.NextDue = f.nextStep(func(a sales.Activity) bool { return a.DealID == id })
		if d.NextStep != "" {
			fact.NextStep, fact.NextDue = true, earliest(fact.NextDue, d.NextStepDue)
		}
		facts = append(facts, fact)
	}
	return facts
}

func (f *fold) accountName(id sales.ID) string {
	for _, a := range f.Accounts {
		if a.ID == id {
			return a.Name
		}
	}
	return ""
}

func (f *fold) lines(deal sales.ID) []sales.Line {
	var found []sales.Line
	for _, l := range f.Lines {
		if l.DealID == deal {
			found = append(found, l)
		}
	}
	slices.SortFunc(found, func(a, b sales.Line) int { return cmp.Compare(a.ID, b.ID) })
	return found
}

func (f *fold) shares(deal sales.ID) []sales.Share {
	var found []sales.Share
	for _, s := range f.Shares {
		if s.DealID == deal {
			found = append(found, s)
		}
	}
	slices.SortFunc(found, func(a, b sales.Share) int { return cmp.Compare(a.ID, b.ID) })
	return found
}

func (f *fold) reopened(deal sales.ID) int {
	count := 0
	for i := 1; i <= f.at(deal, f.q.AsOf); i++ {
		if f.paths[deal][i].kind == sales.StageOpen && f.paths[deal][i-1].kind != sales.StageOpen {
			count++
		}
	}
	return count
}

func (f *fold) lastStage(deal sales.ID) sales.ID {
	for i := f.at(deal, f.q.AsOf); i >= 0; i-- {
		if s := f.paths[deal][i]; s.kind == sales.StageOpen && s.stage != "" {
			return s.stage
		}
	}
	return ""
}

// touched is what was done on a deal or lead.
type touched struct {
	touches, attempts int
	first, last       sales.Day
	answered          bool
}

func (f *fold) touches(of func(sales.Activity) bool) touched {
	var t touched
	for _, a := range f.done {
		if !of(a) {
			continue
		}
		t.touches++
		t.first, t.last = earliest(t.first, a.Day), max(t.last, a.Day)
		if a.Direction == sales.Outbound {
			t.attempts++
			t.answered = t.answered || sales.Connects(a)
		}
	}
	return t
}

// nextStep reports whether something was planned and not done at the end of
// the day, and when the earliest is due.
func (f *fold) nextStep(of func(sales.Activity) bool) (bool, sales.Day) {
	var planned bool
	var due sales.Day
	for _, a := range f.Activities {
		if !of(a) || f.trashed(a) || a.PlannedOn > f.q.AsOf {
			continue
		}
		if a.Planned || a.PlannedOn.Known() && a.Day > f.q.AsOf {
			planned, due = true, earliest(due, a.Day)
		}
	}
	return planned, due
}

// earliest returns the earlier of two days, of which unknown ones are none.
func earliest(a, b sales.Day) sales.Day {
	if !a.Known() || b.Known() && b < a {
		return b
	}
	return a
}

// called tells of a deal created in the period whether its lead, its account
// or itself had been called until then.
func (f *fold) called(d *sales.Deal) bool {
	if !f.happened(d.Created) {
		return false
	}
	for _, a := range f.done {
		if a.Type == sales.Call && a.Direction == sales.Outbound && a.Day <= d.Created && f.concerns(a, d) {
			return true
		}
	}
	return false
}

func (f *fold) concerns(a sales.Activity, d *sales.Deal) bool {
	if a.DealID == d.ID || d.AccountID != "" && a.AccountID == d.AccountID {
		return true
	}
	if on := f.deal[a.DealID]; on != nil && d.AccountID != "" && on.AccountID == d.AccountID {
		return true
	}
	for _, l := range f.Leads {
		if l.ID == a.LeadID && l.DealID == d.ID {
			return true
		}
	}
	return false
}

func (f *fold) stayFacts() []sales.StayFact {
	var facts []sales.StayFact
	for _, id := range f.dealIDs() {
		path := f.paths[id]
		in := slices.ContainsFunc(path, func(s stay) bool { return f.happened(s.entered) || f.happened(s.left) })
		for _, s := range path {
			if !in || s.entered > f.q.AsOf {
				continue
			}
			fact := sales.StayFact{DealID: id, Seq: s.seq, OwnerID: s.owner, Stage: s.stage, Kind: s.kind, Entered: s.entered}
			if s.left <= f.q.AsOf {
				fact.Left = s.left
			}
			facts = append(facts, fact)
		}
	}
	return facts
}

func (f *fold) histogram() []sales.StayCount {
	counts := map[sales.StayCount]int{}
	for _, id := range f.dealIDs() {
		now := f.at(id, f.q.AsOf)
		outcome := f.paths[id][now].kind
		if outcome == sales.StageOpen {
			outcome = sales.StagePassed
		}
		days := map[sales.ID]int{}
		for i, s := range f.paths[id] {
			if s.kind != sales.StageOpen || s.stage == "" || !s.entered.Known() {
				continue
			}
			switch {
			case i == now:
				counts[sales.StayCount{Stage: s.stage, Days: f.q.AsOf.Sub(s.entered), Outcome: sales.StageOpen}]++
			case s.left <= f.q.AsOf:
				days[s.stage] += s.left.Sub(s.entered)
			}
		}
		for stage, sum := range days {
			counts[sales.StayCount{Stage: stage, Days: sum, Outcome: outcome}]++
		}
	}
	var folded []sales.StayCount
	for c, n := range counts {
		c.Count = n
		folded = append(folded, c)
	}
	slices.SortFunc(folded, func(a, b sales.StayCount) int {
		return cmp.Or(cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Days, b.Days), cmp.Compare(a.Outcome, b.Outcome))
	})
	return folded
}

func (f *fold) adjustments() []sales.AdjustmentFact {
	var facts []sales.AdjustmentFact
	for _, a := range f.Adjustments {
		if a.Day < f.q.History || a.Day > f.q.AsOf || a.DealID != "" && f.deal[a.DealID] == nil {
			continue
		}
		facts = append(facts, sales.AdjustmentFact{
			ID: a.ID, DealID: a.DealID, RepID: a.RepID, Owner: f.ownerOf(a.DealID), Shares: f.shares(a.DealID),
			Day: a.Day, Amount: a.Amount, Units: a.Units, Reason: a.Reason,
		})
	}
	slices.SortFunc(facts, func(a, b sales.AdjustmentFact) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.ID, b.ID))
	})
	return facts
}

func (f *fold) moves() []sales.PipelineMove {
	start := min(f.q.Period.From.Add(-1), f.q.AsOf)
	var moves []sales.PipelineMove
	for _, id := range f.dealIDs() {
		if f.at(id, f.end) < 0 {
			continue
		}
		m := sales.PipelineMove{
			DealID: id, Owner: f.ownerOf(id), StartOpen: f.kindAt(id, start) == sales.StageOpen,
			Created: f.happened(f.deal[id].Created), EndKind: f.kindAt(id, f.end),
		}
		m.EndOpen = m.EndKind == sales.StageOpen
		came, reopened := f.cameOpen(id, start)
		switch {
		case m.StartOpen:
			m.StartValue = f.amountAt(id, start)
		case m.Created:
			m.FirstValue = f.amountAt(id, f.deal[id].Created)
		case reopened:
			m.FirstValue = f.amountAt(id, came)
		default:
			continue // closed from the start to the end
		}
		m.EndValue = f.amountAt(id, f.end)
		if !m.EndOpen {
			m.EndValue = f.amountAt(id, f.paths[id][f.at(id, f.end)].entered)
		}
		moves = append(moves, m)
	}
	return moves
}

// cameOpen returns the first day after start, and up to the end, on which the
// deal entered an open stage.
func (f *fold) cameOpen(deal sales.ID, start sales.Day) (sales.Day, bool) {
	for _, s := range f.paths[deal] {
		if s.kind == sales.StageOpen && s.entered > start && s.entered <= f.end {
			return s.entered, true
		}
	}
	return 0, false
}
