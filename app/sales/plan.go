package sales

// planWindow is how many months back a rate of the plan looks. The period
// alone would say nothing on its first day.
const planWindow = 12

// Names of the rates of metric activity_plan.
const (
	rateAverageWon  = "average_won"
	rateWin         = "win_rate"
	rateOpportunity = "opportunity_per_conversation"
	rateActivity    = "activity_ratio." // + type
)

// past is what a scope did in the plan's window.
type past struct {
	averageWon  Ratio // minor units per won deal
	winRate     Ratio
	opportunity Ratio // opportunities opened per conversation (any type)
	openDays    Ratio // calendar days that closed deals were open, per deal
	byType      map[ActivityType]Ratio
}

// window returns the days the plan's rates are taken from: the twelve months
// up to the day, as far as the facts are complete.
func (f *Facts) window() Period {
	from := f.AsOf.Month().Add(1 - planWindow).First()
	return Period{From: max(from, f.History), To: f.AsOf}
}

func (s *scope) past() past {
	w := s.f.window()
	won, lost := s.closedIn(StageWon, w), s.closedIn(StageLost, w)
	p := past{
		averageWon: Ratio{float64(sumAmounts(won)), float64(len(won))},
		winRate:    share(len(won), len(won)+len(lost)),
		byType:     make(map[ActivityType]Ratio),
	}
	p.opportunity.Num = float64(len(s.opened(w)))
	for _, month := range s.months {
		if month.Month < w.From.Month() || month.Month > w.To.Month() {
			continue
		}
		sum := p.byType[month.Type]
		p.byType[month.Type] = Ratio{sum.Num + float64(month.Connected), sum.Den + float64(month.Attempts)}
		p.opportunity.Den += float64(month.Connected)
	}
	for _, deals := range [][]*DealFact{won, lost} {
		for _, d := range deals {
			if d.Created.Known() {
				p.openDays.Num += float64(d.Since.Sub(d.Created))
				p.openDays.Den++
			}
		}
	}
	return p
}

// Shrink returns a rep's own rate drawn towards the team's as if k more
// observations had been made at the team's rate: (num + k·team) / (den + k).
// A team without observations leaves the own rate; neither: nil. It is the
// posterior mean of a rate under a prior of k observations.
// Source: Efron & Morris, Stein's Paradox in Statistics, Scientific American
// 236 (1977).
func Shrink(own, team Ratio, k int) *float64 {
	teamRate := team.Value()
	if teamRate == nil {
		return own.Value()
	}
	v := *teamRate
	if own.Den+float64(k) > 0 {
		v = (own.Num + float64(k)*v) / (own.Den + float64(k))
	}
	return &v
}

// planRates makes the plan's rates, and keeps each with both samples.
type planRates struct {
	own, team past
	k         int
	isTeam    bool
	used      []PlanRate
}

func (s *scope) newRates() *planRates {
	return &planRates{own: s.history, team: s.team.history, k: s.f.Settings.Thresholds.ShrinkSample, isTeam: s.rep == nil}
}

// shrink returns the rate to use: the team's own rate for the team, else the
// rep's, shrunk.
func (r *planRates) shrink(own, team Ratio) *float64 {
	if r.isTeam {
		return team.Value()
	}
	return Shrink(own, team, r.k)
}

// use is shrink for a rate that the plan shows.
func (r *planRates) use(name string, own, team Ratio) *float64 {
	v := r.shrink(own, team)
	rate := PlanRate{Name: name, Own: own, Team: team}
	if v != nil {
		rate.Used = *v
	}
	r.used = append(r.used, rate)
	return v
}

// plan returns metric activity_plan: backwards from what gap and weighted
// pipeline leave missing to wins, opportunities, conversations and attempts.
// It goes as far as rates are known and says why it stops.
func (s *scope) plan(m *Metrics) Plan {
	plan := Plan{DaysLeft: s.daysLeft()}
	if m.Gap == nil {
		plan.Why = "definitions.plan.no_quota"
		return plan
	}
	plan.Missing = max(0, float64(*m.Gap)-m.Weighted)
	plan.Met = plan.Missing == 0
	r := s.newRates()
	plan.Wins = over(&plan.Missing, r.use(rateAverageWon, r.own.averageWon, r.team.averageWon))
	plan.Opportunities = over(plan.Wins, r.use(rateWin, r.own.winRate, r.team.winRate))
	plan.Conversations = over(plan.Opportunities, r.use(rateOpportunity, r.own.opportunity, r.team.opportunity))
	plan.Attempts = s.planSteps(r, &plan)
	plan.Rates = r.used
	switch {
	case plan.Wins == nil || plan.Opportunities == nil:
		plan.Why = "definitions.plan.no_wins"
	case plan.Conversations == nil || len(plan.Attempts) == 0:
		plan.Why = "definitions.plan.no_conversations"
	}
	return plan
}

// over returns what is needed of the step before: need / rate, nil where the
// rate is unknown or 0.
func over(need, rate *float64) *float64 {
	if need == nil || rate == nil || *rate <= 0 {
		return nil
	}
	v := *need / *rate
	return &v
}

// planSteps divides the conversations among the types of activity as they
// were divided before, and asks for the attempts they take.
func (s *scope) planSteps(r *planRates, plan *Plan) []PlanStep {
	var ownAll, teamAll float64
	for _, t := range allTypes(r.team.byType, r.own.byType) {
		ownAll += r.own.byType[t].Num
		teamAll += r.team.byType[t].Num
	}
	var steps []PlanStep
	for _, t := range allTypes(r.team.byType, r.own.byType) {
		own, team := r.own.byType[t], r.team.byType[t]
		mix := r.shrink(Ratio{own.Num, ownAll}, Ratio{team.Num, teamAll})
		if mix == nil || *mix == 0 || plan.Conversations == nil {
			continue
		}
		conversations := *plan.Conversations * *mix
		attempts := over(&conversations, r.use(rateActivity+string(t), own, team))
		if attempts == nil {
			continue
		}
		step := PlanStep{Type: t, Total: *attempts}
		if plan.DaysLeft > 0 {
			perDay := *attempts / float64(plan.DaysLeft)
			step.PerDay = &perDay
		}
		steps = append(steps, step)
	}
	return steps
}

func allTypes(maps ...map[ActivityType]Ratio) []ActivityType {
	seen := make(map[ActivityType]bool)
	for _, m := range maps {
		for t := range m {
			seen[t] = true
		}
	}
	return orderTypes(seen)
}

// daysLeft returns the working days left in the period, without the rep's
// absences.
func (s *scope) daysLeft() int {
	from := max(s.f.Period.From, s.f.AsOf.Add(1))
	left := s.calendar.WorkingDays(from, s.f.Period.To)
	if s.rep == nil || len(s.rep.Absences) == 0 {
		return left
	}
	return left - s.calendar.absentDays(s.rep.Absences, from, s.f.Period.To)
}

// load returns metric load. Low is how many deals the gap needs: gap /
// average_won / win_rate. High is the rep's capacity where set; else what
// can be worked on at once: the working days that a deal stays open, divided
// by the working days of work it takes (Thresholds.DaysPerDeal), since a rep
// finishes one deal in so many days and each stays that long (Little's law).
// Larger deals stay open longer and take more of it. The team's high is the
// sum over the reps who are there.
// Source: Little, A Proof for the Queuing Formula L = λW, Operations Research
// 9 (1961).
func (s *scope) load(m *Metrics) Load {
	load := Load{Open: m.Open}
	if m.Gap != nil {
		r := s.newRates()
		gap := float64(*m.Gap)
		wins := over(&gap, r.shrink(r.own.averageWon, r.team.averageWon))
		load.Low = over(wins, r.shrink(r.own.winRate, r.team.winRate))
	}
	load.High = s.capacity()
	switch {
	case load.High != nil && float64(load.Open) > *load.High:
		load.State = "high"
	case load.Low != nil && float64(load.Open) < *load.Low:
		load.State = "low"
	case load.High != nil || load.Low != nil:
		load.State = "ok"
	}
	return load
}

func (s *scope) capacity() *float64 {
	if s.rep == nil {
		return s.teamCapacity()
	}
	if s.rep.Capacity > 0 {
		v := float64(s.rep.Capacity)
		return &v
	}
	r := s.newRates()
	open := r.shrink(r.own.openDays, r.team.openDays)
	work := s.f.Settings.Thresholds.DaysPerDeal
	if open == nil || work <= 0 {
		return nil
	}
	workingShare := float64(7-len(s.calendar.Weekend)) / 7
	v := *open * workingShare / work
	return &v
}

func (s *scope) teamCapacity() *float64 {
	var sum float64
	known := false
	for _, id := range s.quotas.counted {
		rep := s.reps[id]
		if !rep.rep.worksIn(Period{From: s.f.AsOf, To: s.f.AsOf}) {
			continue
		}
		if v := rep.capacity(); v != nil {
			sum, known = sum+*v, true
		}
	}
	if !known {
		return nil
	}
	return &sum
}
