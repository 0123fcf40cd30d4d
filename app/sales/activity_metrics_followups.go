package sales

import "slices"

const (
	countedFollowUps = 10 // from here on "or more"
	countedTouches   = 10 // from here on "or more"
)

// followUps returns metric follow_ups. Count and PerAdvance look at what was
// done in the period, PerOpportunity at the deals that were open at its end
// or closed in it, and PerWin at the deals won in it, with all follow-ups
// they ever took.
func (s *scope) followUps() FollowUps {
	u := FollowUps{WinsByCount: make([]int, countedFollowUps+1)}
	onDeals := 0
	for _, a := range s.activities {
		u.Count += a.FollowUps
		onDeals += a.ToDeals
	}
	u.PerAdvance = share(onDeals, len(s.advances))
	for _, d := range s.worked() {
		u.PerOpportunity.Num += float64(d.followUps())
		u.PerOpportunity.Den++
	}
	for _, d := range s.closedIn(StageWon, s.f.Period) {
		taken := d.followUps()
		u.PerWin.Num += float64(taken)
		u.PerWin.Den++
		u.WinsByCount[min(taken, countedFollowUps)]++
		if taken >= s.f.Settings.Thresholds.FollowUps {
			u.FiveOrMore.Num++
		}
		u.FiveOrMore.Den++
	}
	return u
}

// worked returns the open deals, and those closed in the period.
func (s *scope) worked() []*DealFact {
	worked := slices.Concat(s.openDeals(nil), s.closedIn(StageWon, s.f.Period), s.closedIn(StageLost, s.f.Period))
	if !slices.ContainsFunc(worked, func(d *DealFact) bool { return d.Kept }) {
		return worked
	}
	present := make(map[ID]bool, len(worked))
	for _, d := range worked {
		present[d.ID] = present[d.ID] || !d.Kept
	}
	return slices.DeleteFunc(worked, func(d *DealFact) bool { return d.Kept && present[d.ID] })
}

// followUps returns the touches of a deal after the first one.
func (d *DealFact) followUps() int { return max(0, d.Touches-1) }

// silence is a lead or deal that we tried to reach and that never answered.
type silence struct {
	id       ID
	kind     Kind
	attempts int
	last     Day
	open     bool // undecided, so that more could still be done
	next     bool // a next step is planned
}

// silences returns the unanswered deals and leads with an attempt at least
// that pass. Won deals and qualified leads were answered, whatever was logged.
func (s *scope) silences(pass func(*silence) bool) []silence {
	var list []silence
	add := func(q silence) {
		if pass(&q) {
			list = append(list, q)
		}
	}
	for _, d := range s.deals {
		if !d.Kept && d.Attempts > 0 && !d.Answered && d.Kind != StageWon && d.LastTouch.Known() {
			add(silence{d.ID, KindDeal, d.Attempts, d.LastTouch, d.Kind == StageOpen, d.NextStep})
		}
	}
	for _, l := range s.leads {
		if l.Attempts > 0 && !l.Answered && l.Status != LeadQualified && l.LastTouch.Known() {
			add(silence{l.ID, KindLead, l.Attempts, l.LastTouch, l.Status != LeadDisqualified, l.NextStep})
		}
	}
	return list
}

// TouchedSince returns the first day on which a last touch can be so that
// metric give_up counts it in the period: GiveUpDays before the first day, or
// that day itself. What was settled before the period and last touched before
// that day is in no figure of it.
func (t Thresholds) TouchedSince(p Period) Day { return p.From.Add(-max(t.GiveUpDays, 0)) }

// gaveUp returns those given up in the period: GiveUpDays after the last
// touch, with no next step planned, whether or not they were closed since.
func (s *scope) gaveUp() []silence { return s.silences(s.givenUp) }

func (s *scope) givenUp(q *silence) bool {
	return !q.next && s.happened(q.last.Add(s.f.Settings.Thresholds.GiveUpDays))
}

// nearGivingUp returns those still open without a next step for which more
// than half of GiveUpDays have passed since the last touch, and not all.
func (s *scope) nearGivingUp() []silence {
	limit := s.f.Settings.Thresholds.GiveUpDays
	return s.silences(func(q *silence) bool {
		quiet := s.f.AsOf.Sub(q.last)
		return !q.next && q.open && 2*quiet > limit && quiet < limit
	})
}

// giveUp returns metric give_up.
func (s *scope) giveUp() GiveUp {
	g := GiveUp{ByTouches: make([]int, countedTouches)}
	for _, q := range s.gaveUp() {
		g.ByTouches[min(q.attempts, countedTouches)-1]++
		if q.attempts == 1 {
			g.GaveUpAfterOne.Num++
		}
		g.GaveUpAfterOne.Den++
	}
	for _, q := range s.nearGivingUp() {
		g.AboutToBeGivenUp = append(g.AboutToBeGivenUp, q.id)
	}
	return g
}
