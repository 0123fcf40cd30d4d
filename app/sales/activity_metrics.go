package sales

import (
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// usualTypes is the order in which types of activity are listed; the team's
// own follow in alphabetical order.
func usualTypes() []ActivityType {
	return []ActivityType{Call, Mail, Meeting, Message, Web, MailOpen, MailClick, Social, Event, Referral}
}

// activityTypes returns the types that a report lists: calls, mails and
// meetings always, others where there are attempts or a goal.
func activityTypes(f *Facts) []ActivityType {
	seen := map[ActivityType]bool{Call: true, Mail: true, Meeting: true}
	for _, a := range f.Activities {
		seen[a.Type] = seen[a.Type] || a.Attempts > 0
	}
	for _, goal := range f.Goals {
		seen[goal.Type] = true
	}
	return orderTypes(seen)
}

func orderTypes(seen map[ActivityType]bool) []ActivityType {
	var list, own []ActivityType
	usual := usualTypes()
	for _, t := range usual {
		if seen[t] {
			list = append(list, t)
		}
	}
	for t, is := range seen {
		if is && !slices.Contains(usual, t) {
			own = append(own, t)
		}
	}
	slices.Sort(own)
	return append(list, own...)
}

// measureActivities fills what was done in the period.
func (s *scope) measureActivities(m *Metrics) {
	m.Activities, m.AllActivities = nil, Ratio{}
	for _, t := range s.types {
		a := ActivityMetrics{Type: t}
		for _, count := range s.activities {
			if count.Type == t {
				a.Attempts += count.Attempts
				a.Connected += count.Connected
			}
		}
		a.Ratio = share(a.Connected, a.Attempts)
		if a.Goal, a.GoalDone = s.goal(&a); a.Goal != nil {
			a.GoalPace, a.GoalBand = s.pace(float64(a.GoalDone), s.expected(*a.Goal))
		}
		m.Activities = append(m.Activities, a)
		m.AllActivities.Num += a.Ratio.Num
		m.AllActivities.Den += a.Ratio.Den
	}
	m.ContactRate, m.ContactWarning = s.contactRate()
	m.FollowUps = s.followUps()
	m.Effectiveness = s.effectiveness(m)
}

// goal returns what the team's goals want of a type in the whole period and
// how many of it are done: a goal is per working week, a period holds as many
// weeks as its working days make. A rep's own goal goes before the one for
// every rep; the team's is the sum over the reps.
func (s *scope) goal(a *ActivityMetrics) (*float64, int) {
	week := 7 - len(s.calendar.Weekend)
	if week <= 0 {
		return nil, 0
	}
	weeks := float64(s.progress.Total) / float64(week)
	var wanted float64
	var set, connected bool
	for i := range s.f.Reps {
		rep := &s.f.Reps[i]
		if s.rep != nil && s.rep.ID != rep.ID || !rep.worksIn(s.f.Period) {
			continue
		}
		if goal := s.f.goalOf(rep.ID, a.Type); goal != nil {
			wanted, set, connected = wanted+float64(goal.Count)*weeks, true, goal.Connected
		}
	}
	if !set {
		return nil, 0
	}
	if connected {
		return &wanted, a.Connected
	}
	return &wanted, a.Attempts
}

func (f *Facts) goalOf(rep ID, t ActivityType) *Goal {
	var found *Goal
	for i := range f.Goals {
		goal := &f.Goals[i]
		if goal.Type == t && (goal.RepID == rep || goal.RepID == "" && found == nil) {
			found = goal
		}
	}
	return found
}

// worksIn reports whether the rep is there on some day of the period.
func (r *Rep) worksIn(p Period) bool {
	return (!r.Started.Known() || r.Started <= p.To) && (!r.Left.Known() || r.Left >= p.From)
}

// contactRate returns opportunities opened in the period from leads or
// accounts that were called, against outbound calls; and whether that is
// significantly below the benchmark.
func (s *scope) contactRate() (Ratio, bool) {
	calls := 0
	for _, a := range s.activities {
		if a.Type == Call {
			calls += a.Attempts
		}
	}
	opened := len(s.calledOpened())
	limits := s.f.Settings.Thresholds
	warning := calls >= limits.ContactMinCalls &&
		upperBound(opened, calls)*1000 < limits.ContactBenchmark
	return share(opened, calls), warning
}

func (s *scope) calledOpened() []*DealFact {
	return slices.DeleteFunc(s.opened(s.f.Period), func(d *DealFact) bool { return !d.Called })
}

// upperBound returns the upper end of the exact two-sided 95 % interval of a
// proportion (Clopper and Pearson).
// Source: Clopper & Pearson, The use of confidence or fiducial limits,
// Biometrika 26 (1934).
func upperBound(successes, trials int) float64 {
	if successes >= trials {
		return 1
	}
	return distuv.Beta{Alpha: float64(successes + 1), Beta: float64(trials - successes)}.Quantile(0.975)
}

// effectiveness returns per type what followed its attempts. It shows what
// went together, not what caused what.
func (s *scope) effectiveness(m *Metrics) []Effectiveness {
	var list []Effectiveness
	for _, t := range s.types {
		var sum EffectCount
		for _, e := range s.effects {
			if e.Type == t {
				sum.Attempts += e.Attempts
				sum.Advanced += e.Advanced
				sum.OnWon += e.OnWon
				sum.OnLost += e.OnLost
			}
		}
		list = append(list, Effectiveness{
			Type: t, Advanced: share(sum.Advanced, sum.Attempts),
			PerWon: share(sum.OnWon, m.Won), PerLost: share(sum.OnLost, m.Lost),
		})
	}
	return list
}
