package sales

import (
	"slices"
	"strings"
)

// families lists every question the tests put to the window's facts.
func (b *insightBuilder) families() []*family {
	list := []*family{b.winRates(), b.opened(), b.dealSizes(), b.cycles(), b.patience(), b.care(), b.leadsByRep(), b.leadsBySource(), b.leadsByFit()}
	list = append(list, b.stageConversions()...)
	list = append(list, b.activityRatios()...)
	list = append(list, b.drops()...)
	return slices.DeleteFunc(list, func(f *family) bool { return len(f.units) < 2 })
}

// eachRep makes a member of the family of every rep, or takes those from before
// where what they are made of is the same.
func (b *insightBuilder) eachRep(f *family, same bool, fill func(s *scope, u *unitSample)) *family {
	if b.again(f, same) {
		return f
	}
	for _, rep := range b.in.Window.Reps {
		u := &unitSample{rep: rep.ID}
		fill(b.window.reps[rep.ID], u)
		f.units = append(f.units, u)
	}
	return f
}

// again gives a family the members it had before, where what they are made of
// is the same.
func (b *insightBuilder) again(f *family, same bool) bool {
	before := b.before[f.question()]
	if !same || before == nil {
		return false
	}
	for _, u := range before.units {
		member := *u
		member.apart = false
		f.units = append(f.units, &member)
	}
	return true
}

func idsOf(deals []*DealFact) (ids []ID) {
	for _, d := range deals {
		ids = append(ids, d.ID)
	}
	return ids
}

func (b *insightBuilder) winRates() *family {
	f := &family{signal: "win_rate", metric: "win_rate", of: KindDeal, least: 0.1, better: Strength, worse: Weakness}
	f.stake = func(u *unitSample, own, other float64) float64 { return (own - other) * u.den * b.average }
	return b.eachRep(f, b.same.sameDeals, func(s *scope, u *unitSample) {
		won, lost := s.closedIn(StageWon, b.in.Window.Period), s.closedIn(StageLost, b.in.Window.Period)
		u.num, u.den = len(won), float64(len(won)+len(lost))
		u.records = append(idsOf(won), idsOf(lost)...)
	})
}

func (b *insightBuilder) stageConversions() []*family {
	var list []*family
	for _, stage := range openStages(b.in.Window.Stages) {
		f := &family{signal: "stage_conversion", metric: "stage_conversion", of: KindDeal, stage: stage.ID, least: 0.1, better: Strength, worse: Weakness}
		var team Ratio
		for _, c := range b.window.team.cohorts {
			if c.stage == stage.ID && (c.fate == fateAdvanced || c.fate == fateLost) {
				team.Den++
				if c.fate == fateAdvanced {
					team.Num++
				}
			}
		}
		// What a deal that advances here is worth: the win rate of all that
		// enter, over the share that advances.
		worth := b.average * b.winRate / max(team.Of(1), 0.1)
		f.stake = func(u *unitSample, own, other float64) float64 { return (own - other) * u.den * worth }
		list = append(list, b.eachRep(f, b.same.sameStays, func(s *scope, u *unitSample) {
			for _, c := range s.cohorts {
				if c.stage != stage.ID || c.fate != fateAdvanced && c.fate != fateLost {
					continue
				}
				u.den++
				u.records = append(u.records, c.deal)
				if c.fate == fateAdvanced {
					u.num++
				}
			}
		}))
	}
	return list
}

func (b *insightBuilder) activityRatios() []*family {
	var list []*family
	connected := 0
	for _, a := range b.window.team.activities {
		connected += a.Connected
	}
	won := float64(len(b.window.team.closedIn(StageWon, b.in.Window.Period)))
	worth := Ratio{won * b.average, float64(connected)}.Of(0)
	for _, t := range b.window.types {
		f := &family{signal: "activity_ratio", metric: "activity_ratio", typ: t, least: 0.1, better: Strength, worse: Weakness}
		f.stake = func(u *unitSample, own, other float64) float64 { return (own - other) * u.den * worth }
		list = append(list, b.eachRep(f, false, func(s *scope, u *unitSample) {
			for _, a := range s.activities {
				if a.Type == t {
					u.num += min(a.Connected, a.Attempts)
					u.den += float64(a.Attempts)
				}
			}
		}))
	}
	return list
}

// opened compares how many opportunities the reps open per working day.
func (b *insightBuilder) opened() *family {
	f := &family{signal: "opened", metric: "opened", of: KindDeal, trial: byRate, least: 0.25, better: Strength, worse: Weakness}
	f.stake = func(u *unitSample, own, other float64) float64 {
		return (own - other) * u.den * b.winRate * b.average
	}
	work := &rates{worked: b.window.calendar.Working}
	p := b.in.Window.Period
	return b.eachRep(f, b.same.sameDeals, func(s *scope, u *unitSample) {
		deals := s.opened(Period{From: p.From, To: min(p.To, b.in.Window.AsOf)})
		if len(deals) == 0 && len(s.deals) == 0 {
			return // carries no deals: not asked to
		}
		u.num, u.records = len(deals), idsOf(deals)
		u.den = float64(len(work.workdays(s.rep, p.From, min(p.To, b.in.Window.AsOf))))
	})
}

func (b *insightBuilder) dealSizes() *family {
	f := &family{signal: "deal_size", metric: "average_won", of: KindDeal, trial: byRank, least: 0.15, better: Strength, worse: Weakness}
	f.stake = func(u *unitSample, own, other float64) float64 { return (own - other) * float64(len(u.values)) }
	return b.eachRep(f, b.same.sameDeals, func(s *scope, u *unitSample) {
		for _, d := range s.closedIn(StageWon, b.in.Window.Period) {
			if d.HasAmount {
				u.values = append(u.values, float64(d.Amount))
				u.records = append(u.records, d.ID)
			}
		}
	})
}

// cycles compares how many days won deals take.
func (b *insightBuilder) cycles() *family {
	f := &family{signal: "days_to_win", metric: "days_to_win", of: KindDeal, trial: byRank, lower: true, least: 0.15, better: Strength, worse: Weakness}
	f.stake = func(u *unitSample, own, other float64) float64 {
		return (own - other) / max(own, other, 1) * float64(len(u.values)) * b.average
	}
	return b.eachRep(f, b.same.sameDeals, func(s *scope, u *unitSample) {
		for _, d := range s.closedIn(StageWon, b.in.Window.Period) {
			if d.Created.Known() {
				u.values = append(u.values, float64(d.Since.Sub(d.Created)))
				u.records = append(u.records, d.ID)
			}
		}
	})
}

// patience compares after how many attempts the reps give up on those who do
// not answer: the team's own figures, not the article's.
func (b *insightBuilder) patience() *family {
	f := &family{signal: "give_up", metric: "give_up", of: KindLead, trial: byRank, least: 0.2, worse: Weakness, better: Strength}
	f.stake = func(u *unitSample, own, other float64) float64 {
		return (own - other) / max(own, other, 1) * float64(len(u.values)) * b.qualify * b.winRate * b.average
	}
	return b.eachRep(f, b.same.sameLeads, func(s *scope, u *unitSample) {
		for _, q := range s.gaveUp() {
			if q.kind == KindLead {
				u.values = append(u.values, float64(q.attempts))
				u.records = append(u.records, q.id)
			}
		}
	})
}

// care compares the share of open deals that are neglected.
func (b *insightBuilder) care() *family {
	f := &family{signal: "neglect", metric: "neglected", of: KindDeal, lower: true, least: 0.25, worse: Weakness}
	f.stake = func(u *unitSample, own, other float64) float64 {
		// As of today, not over the window.
		return (own - other) * u.den * b.winRate * b.average * b.months
	}
	return b.eachRep(f, b.same.sameDeals, func(s *scope, u *unitSample) {
		open, neglected := s.openDeals(nil), s.openDeals(s.isNeglected)
		u.num, u.den, u.records = len(neglected), float64(len(open)), idsOf(neglected)
	})
}

func (b *insightBuilder) leadFamily(signal string) *family {
	f := &family{signal: signal, metric: "lead_conversion", of: KindLead, least: 0.1, better: Strength, worse: Weakness}
	f.stake = func(u *unitSample, own, other float64) float64 { return (own - other) * u.den * b.winRate * b.average }
	return f
}

func (u *unitSample) takeLeads(leads []*LeadFact) {
	for _, l := range leads {
		u.den++
		u.records = append(u.records, l.ID)
		if l.Status == LeadQualified {
			u.num++
		}
	}
}

func (b *insightBuilder) leadsByRep() *family {
	return b.eachRep(b.leadFamily("lead_conversion"), b.same.sameLeads, func(s *scope, u *unitSample) { u.takeLeads(s.leadsDecided()) })
}

func (b *insightBuilder) leadsBySource() *family {
	f := b.leadFamily("lead_source")
	f.better, f.worse = Opportunity, Risk
	if b.again(f, b.same.sameLeads) {
		return f
	}
	return f.split(b.window.team.leadsDecided(), func(l *LeadFact) string { return strings.TrimSpace(l.Source) })
}

func (b *insightBuilder) leadsByFit() *family {
	f := b.leadFamily("lead_fit")
	f.better, f.worse = Opportunity, Risk
	if b.again(f, b.same.sameLeads) {
		return f
	}
	return f.split(b.window.team.leadsDecided(), b.window.team.fitBand)
}

// split makes members of groups of leads; the group without a name has none.
func (f *family) split(leads []*LeadFact, name func(*LeadFact) string) *family {
	groups := map[string][]*LeadFact{}
	var names []string
	for _, l := range leads {
		n := name(l)
		if n != "" && groups[n] == nil {
			names = append(names, n)
		}
		if n != "" {
			groups[n] = append(groups[n], l)
		}
	}
	slices.Sort(names)
	for _, n := range names {
		u := &unitSample{group: n}
		u.takeLeads(groups[n])
		f.units = append(f.units, u)
	}
	return f
}

// recentDays is how many days drops compares with the rest of the window.
const recentDays = 91

// drops compares, for the whole team, the last three months with the months
// before: how many deals left each stage forward, and how many closed won. A
// deal counts on the day it leaves, so that both parts are complete.
func (b *insightBuilder) drops() []*family {
	asOf := b.in.Window.AsOf
	recent := func(day Day) bool { return day > asOf.Add(-recentDays) }
	byStage := map[ID]*family{}
	var list []*family
	question := func(signal string, stage ID) *family {
		f := &family{signal: signal, metric: "stage_conversion", of: KindDeal, stage: stage, least: 0.1, better: Strength, worse: Risk}
		f.units = []*unitSample{{group: "recent"}, {group: "before"}}
		f.stake = func(u *unitSample, own, other float64) float64 {
			return (own - other) * u.den * b.winRate * b.average * b.months / 3
		}
		list = append(list, f)
		return f
	}
	count := func(f *family, deal ID, day Day, good bool) {
		u := f.units[1]
		if recent(day) {
			u = f.units[0]
		}
		u.den++
		u.records = append(u.records, deal)
		if good {
			u.num++
		}
	}
	for _, stage := range openStages(b.in.Window.Stages) {
		byStage[stage.ID] = question("stage_drop", stage.ID)
	}
	b.departures(func(stage, deal ID, day Day, forward bool) {
		if f := byStage[stage]; f != nil {
			count(f, deal, day, forward)
		}
	})
	wins := question("win_drop", "")
	wins.metric = "win_rate"
	for _, kind := range []StageKind{StageWon, StageLost} {
		for _, d := range b.window.team.closedIn(kind, b.in.Window.Period) {
			count(wins, d.ID, d.Since, kind == StageWon)
		}
	}
	return list
}

// departures tells of every stay that ended in the window forward or lost.
func (b *insightBuilder) departures(tell func(stage, deal ID, day Day, forward bool)) {
	stays := b.in.Window.pathsInOrder()
	for i := 0; i+1 < len(stays); i++ {
		stay, next := stays[i], stays[i+1]
		if stay.Kind != StageOpen || stay.DealID != next.DealID || !b.window.happened(stay.Left) {
			continue
		}
		forward := b.window.rank(next) > b.window.rank(stay)
		if forward || next.Kind == StageLost {
			tell(stay.Stage, stay.DealID, stay.Left, forward)
		}
	}
}
