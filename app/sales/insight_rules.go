package sales

import "math"

// surely and hardly are the chances from which a quota that is on track, or
// behind, is worth a word.
const (
	surely = 0.8
	hardly = 0.5
)

// rules raises what the user's own limits say, for the team and each rep.
func (b *insightBuilder) rules() {
	b.rulesOf(b.period.team, &b.in.Report.Team, b.in.Report.Trend)
	for i := range b.in.Report.Reps {
		rep := &b.in.Report.Reps[i]
		if s := b.period.reps[rep.Rep.ID]; s != nil && !rep.Rep.gone(b.in.Facts.AsOf) {
			b.rulesOf(s, &rep.Metrics, rep.Trend)
		}
	}
	b.contact(b.window.team)
	for _, rep := range b.in.Window.Reps {
		if !rep.gone(b.in.Facts.AsOf) {
			b.contact(b.window.reps[rep.ID])
		}
	}
}

// gone reports whether the rep has left.
func (r *Rep) gone(asOf Day) bool { return r.Left.Known() && r.Left < asOf }

func (b *insightBuilder) rulesOf(s *scope, m *Metrics, trend []TrendMonth) {
	b.outcome(s, m, trend)
	b.deals(s, m)
	b.coverage(s, m)
	b.load(s, m)
	b.turn(s, trend)
}

// outcome says whether the quota will be reached. One that was set for some months
// only is soon within reach of what all of them bring: that is no strength.
func (b *insightBuilder) outcome(s *scope, m *Metrics, trend []TrendMonth) {
	if m.AttainProbability == nil || m.Gap == nil {
		return
	}
	p := *m.AttainProbability
	i := Insight{
		RepID: s.id(), Signal: "attainment", Metric: "attain_probability", Rule: true,
		Own: Figure{Value: p}, Other: Figure{Value: m.Attainment.Of(0), Ratio: &m.Attainment}, amount: float64(*m.Gap), count: m.Progress.Left(),
	}
	switch {
	case *m.Gap > 0 && p < hardly && (m.Band == Behind || m.Band == OffTrack):
		i.Kind, i.key, i.Stake = Risk, "attainment.low", float64(*m.Gap)*(1-p)
	case p >= surely && m.Band == OnTrack && !partly(s.f.Period, trend):
		i.Kind, i.key, i.Stake = Strength, "attainment.high", max(float64(m.Credited)-deref(m.ExpectedToDate), 0)
	default:
		return
	}
	b.add(i)
}

// partly reports whether only some months of a period have a quota.
func partly(p Period, trend []TrendMonth) bool {
	cover, _ := coverOf(p.Months(), trend)
	return cover.Partly()
}

func deref(v *float64) float64 {
	if v == nil {
		return 0
	}
	return *v
}

// deals points at open deals that need somebody.
func (b *insightBuilder) deals(s *scope, m *Metrics) {
	point := func(signal string, kind InsightKind, list []*DealFact) {
		if len(list) == 0 {
			return
		}
		stake, ids := b.hopes(list)
		b.add(Insight{
			Kind: kind, Signal: signal, RepID: s.id(), Metric: signal, Rule: true, Own: Figure{Value: float64(len(list)), Sample: m.Open},
			Other: Figure{Value: float64(m.Open)}, Stake: stake, Records: ids, Of: KindDeal, amount: float64(sumAmounts(list)), count: len(list),
		})
	}
	point("stuck", Risk, s.openDeals(s.isStuck))
	point("neglected", Risk, s.openDeals(s.isNeglected))
	point("overdue", Risk, s.openDeals(s.overdue))
	b.givingUp(s)
}

// givingUp points at open deals and leads that never answered and are about
// to be given up.
func (b *insightBuilder) givingUp(s *scope) {
	near := s.nearGivingUp()
	if len(near) == 0 {
		return
	}
	var stake float64
	var ids []ID
	leads := 0
	known := map[ID]*DealFact{}
	for _, d := range s.open {
		known[d.ID] = d
	}
	for _, q := range near {
		ids = append(ids, q.id)
		if d := known[q.id]; d != nil && q.kind == KindDeal {
			stake += b.chance(d) * float64(d.Amount)
			continue
		}
		leads++
		stake += b.qualify * b.winRate * b.average
	}
	b.add(Insight{
		Kind: Opportunity, Signal: "about_to_be_given_up", RepID: s.id(), Metric: "give_up", Rule: true, Stake: stake, Records: ids,
		Own: Figure{Value: float64(len(near)), Sample: len(near)}, Other: Figure{Value: float64(leads)}, count: len(near),
	})
}

// coverage compares the pipeline with what is left of the quota.
func (b *insightBuilder) coverage(s *scope, m *Metrics) {
	if m.Gap == nil || *m.Gap == 0 || b.in.Facts.AsOf >= b.in.Facts.Period.To {
		return
	}
	gap := float64(*m.Gap)
	if cover := m.Coverage.Of(0); m.RequiredCover != nil && cover < *m.RequiredCover {
		b.add(Insight{
			Kind: Risk, Signal: "coverage", RepID: s.id(), Metric: "coverage", Rule: true, amount: gap,
			Own: Figure{Value: cover, Ratio: &m.Coverage}, Other: Figure{Value: *m.RequiredCover},
			Stake: gap * (1 - cover / *m.RequiredCover), Records: idsOf(s.openDeals(s.dueInPeriod)), Of: KindDeal,
		})
	}
	push := b.push(s)
	if late := m.LateCoverage.Of(0); late < 1 && len(push) > 0 {
		stake, ids := b.hopes(push)
		b.add(Insight{
			Kind: Opportunity, Signal: "late_coverage", RepID: s.id(), Metric: "late_coverage", Rule: true, amount: gap, count: len(push),
			Own: Figure{Value: late, Ratio: &m.LateCoverage}, Other: Figure{Value: 1}, Stake: min(stake, gap), Records: ids, Of: KindDeal,
		})
	}
}

// pushed is how many deals are named as most worth pushing.
const pushed = 5

func (b *insightBuilder) push(s *scope) []*DealFact {
	var ids []*DealFact
	for _, d := range rankDeals(s.openDeals(func(d *DealFact) bool { return !s.late(d) && !s.isStuck(d) }), b.chance) {
		if len(ids) < pushed && b.chance(d)*float64(d.Amount) > 0 {
			ids = append(ids, d)
		}
	}
	return ids
}

// load says whether a rep has too few or too many open deals.
func (b *insightBuilder) load(s *scope, m *Metrics) {
	if s.rep == nil {
		return
	}
	i := Insight{RepID: s.id(), Signal: "load", Metric: "load", Rule: true, Own: Figure{Value: float64(m.Load.Open), Sample: m.Load.Open}, Kind: Risk, count: m.Load.Open}
	i.Records, i.Of = idsOf(s.openDeals(nil)), KindDeal
	switch {
	case m.Load.State == "low" && m.Load.Low != nil:
		i.key, i.Other.Value = "load.low", *m.Load.Low
	case m.Load.State == "high" && m.Load.High != nil:
		i.key, i.Other.Value = "load.high", *m.Load.High
	default:
		return
	}
	i.Stake = math.Abs(i.Own.Value-i.Other.Value) * b.winRate * b.average
	b.add(i)
}

// turn tells of a turn of the revenue within the last months that has gone
// further than the limit from which the user calls a pace behind: a mean of
// three months below that share of the one before the turn, or above its
// inverse.
func (b *insightBuilder) turn(s *scope, trend []TrendMonth) {
	last := len(trend) - 1
	for last >= 0 && trend[last].Month.Last() > b.in.Facts.AsOf {
		last--
	}
	limit := b.in.Facts.Settings.Thresholds.Behind
	for at := last; at >= max(4, last-3); at-- {
		if !trend[at].Turn {
			continue
		}
		now, before := mean3(trend, last), mean3(trend, at-1)
		i := Insight{
			Kind: Risk, Signal: "revenue_turn", key: "revenue_turn.low", RepID: s.id(), Metric: "revenue_trend", Rule: true,
			Own: Figure{Value: now, Sample: 3}, Other: Figure{Value: before, Sample: 3}, count: int(trend[at].Month), Stake: math.Abs(now - before),
		}
		switch {
		case now < limit*before:
			b.add(i)
		case now*limit > before:
			i.Kind, i.key = Strength, "revenue_turn.high"
			b.add(i)
		}
		return
	}
}

func mean3(trend []TrendMonth, at int) float64 {
	return float64(trend[at].Credited+trend[at-1].Credited+trend[at-2].Credited) / 3
}

// contact warns of a contact rate significantly below the benchmark, by the
// same rule as metric contact_rate, over the window.
func (b *insightBuilder) contact(s *scope) {
	rate, warning := s.contactRate()
	if !warning {
		return
	}
	limit := b.in.Window.Settings.Thresholds.ContactBenchmark
	missing := limit/1000*rate.Den - rate.Num
	b.add(Insight{
		Kind: Risk, Signal: "contact_rate", RepID: s.id(), Metric: "contact_rate", Rule: true,
		Own: Figure{Value: rate.Of(0) * 1000, Sample: int(rate.Den), Ratio: &rate}, Other: Figure{Value: limit},
		Stake: missing * b.winRate * b.average / b.months, Records: idsOf(s.calledOpened()), Of: KindDeal, count: int(rate.Den),
	})
}
