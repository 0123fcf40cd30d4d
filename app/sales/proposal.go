package sales

import (
	"math"
	"slices"
	"strconv"
)

// realisticShare is how often a proposed quota is reached in simulation.
const realisticShare = 0.7

// newcomerMonths is the history under which a proposal says that it follows
// the team's figures.
const newcomerMonths = 6

// Proposal is a realistic money quota of a rep for a month, with what it
// rests on.
type Proposal struct {
	RepID     ID
	Month     Month
	Value     Amount  // the quota proposed
	Reached   float64 // share of simulated months in which it is reached
	Average   float64 // credited in a usual month so far, minor units
	Months    int     // whole months of the rep's own history, 12 at most
	Team      float64 // credited per rep in a usual month of the team
	WinRate   Ratio
	Open      int
	OpenValue Amount // of the open deals
	Ramp      int    // per cent taken by the rep's ramp; 100 none
	money     Currency
}

// Propose returns a proposal for each rep and month: the amount that the rep
// reaches in seven of ten simulated months (see Forecast) from history,
// ratios and open pipeline, drawn towards the team's where the rep's own
// history is short, and reduced by the rep's ramp. Reps who do not work in a
// month have none. f is facts as of today, of any period.
func Propose(f *Facts, chance *Chance, months []Month) []Proposal {
	var list []Proposal
	base := newFrame(f, Models{})
	team := base.usualMonth()
	for _, month := range months {
		facts := *f
		facts.Period = MonthPeriod(month)
		fc := NewForecast(&facts, chance)
		for i := range f.Reps {
			rep := &f.Reps[i]
			if !rep.worksIn(facts.Period) {
				continue
			}
			p := base.basis(base.reps[rep.ID], team)
			p.Month, p.money, p.Ramp = month, f.Currency, int(Ramped(100, month, *rep))
			draws := fc.draw(rep.ID)
			p.Value = neat(Amount(Ramped(int64(reachedIn(draws, realisticShare)), month, *rep)), f.Currency)
			p.Reached = shareReaching(draws, p.Value)
			list = append(list, p)
		}
	}
	return list
}

// basis takes what the rep did so far.
func (fr *frame) basis(s *scope, team float64) Proposal {
	p := Proposal{RepID: s.id(), Team: team}
	p.Months, p.Average = fr.usual(s)
	w := fr.f.window()
	won, lost := s.closedIn(StageWon, w), s.closedIn(StageLost, w)
	p.WinRate = share(len(won), len(won)+len(lost))
	open := s.openDeals(nil)
	p.Open, p.OpenValue = len(open), sumAmounts(open)
	return p
}

// usual returns the whole months that a rep has worked, 12 at most and not
// before the facts' history, and the mean credited in them.
func (fr *frame) usual(s *scope) (months int, mean float64) {
	last := fr.f.AsOf.Add(1).Month().Add(-1)
	first := max(last.Add(-11), fr.f.History.Month())
	if started := s.begun(); started.Known() {
		first = max(first, started.Add(-1).Month().Add(1)) // the first whole one
	}
	if first > last {
		return 0, 0
	}
	months = int(last-first) + 1
	sum, _ := sumCredits(s.creditsIn(Period{From: first.First(), To: last.Last()}))
	return months, float64(sum) / float64(months)
}

// begun is when a rep began to sell: as set, else when the first deal was
// created or, where that is not known, closed, else unknown.
func (s *scope) begun() Day {
	if s.rep.Started.Known() {
		return s.rep.Started
	}
	var first Day
	for _, d := range s.deals {
		began := d.Created
		if !began.Known() && d.Kind != StageOpen {
			began = d.Since
		}
		if began.Known() && (!first.Known() || began < first) {
			first = began
		}
	}
	return first
}

// usualMonth is what a rep of the team is credited in a usual month.
func (fr *frame) usualMonth() float64 {
	var sum, months float64
	for _, rep := range fr.f.Reps {
		if s := fr.reps[rep.ID]; len(s.deals) > 0 {
			n, mean := fr.usual(s)
			sum += mean * float64(n)
			months += float64(n)
		}
	}
	return Ratio{sum, months}.Of(0)
}

// reachedIn returns the amount that the given share of draws reaches.
func reachedIn(draws []int64, share float64) Amount {
	sorted := append([]int64(nil), draws...)
	slices.Sort(sorted)
	at := int(math.Floor((1 - share) * float64(len(sorted))))
	return Amount(max(sorted[min(at, len(sorted)-1)], 0))
}

func shareReaching(draws []int64, value Amount) float64 {
	reached := 0
	for _, v := range draws {
		if Amount(v) >= value {
			reached++
		}
	}
	return float64(reached) / float64(len(draws))
}

// neat rounds down to two figures, a first figure of 1 to half a one more:
// 45,300 becomes 45,000 and 128,400 becomes 125,000; never below one major
// unit's step.
func neat(a Amount, c Currency) Amount {
	if a <= 0 {
		return 0
	}
	power := math.Pow10(int(math.Floor(math.Log10(float64(a)))))
	step := power / 10
	if float64(a) < 2*power {
		step /= 2
	}
	step = max(step, c.Scale())
	return Amount(math.Floor(float64(a)/step) * step)
}

// Baseless reports whether a proposal rests on nothing: neither the rep nor the
// team has won anything yet.
func (p Proposal) Baseless() bool { return p.Value == 0 && p.Average == 0 && p.Team == 0 }

// Reasons returns what the proposal rests on, one short sentence each.
func (p Proposal) Reasons(text Text) []string {
	lang := text("insights.language")
	money := func(minor float64) string { return p.money.FormatRounded(minor, lang) }
	var list []string
	say := func(key string, args ...any) { list = append(list, text("insights.proposal."+key, args...)) }
	if p.Baseless() {
		say("none")
		return list
	}
	switch {
	case p.Months == 1:
		say("history.one", "Money", money(p.Average))
	case p.Months > 1:
		say("history", "Money", money(p.Average), "Months", p.Months)
	}
	if p.Months < newcomerMonths {
		say("team", "Months", p.Months, "Money", money(p.Team))
	}
	if rate := p.WinRate.Value(); rate != nil {
		say("wins", "Rate", percent(*rate), "Num", grouped(p.WinRate.Num), "Den", grouped(p.WinRate.Den))
	}
	if p.Open > 0 {
		say("open", "Count", p.Open, "Money", money(float64(p.OpenValue)))
	}
	if p.Ramp != 100 {
		say("ramp", "Percent", strconv.Itoa(p.Ramp)+"%")
	}
	say("reached", "Money", money(float64(p.Value)), "Share", int(math.Round(p.Reached*10)))
	return list
}
