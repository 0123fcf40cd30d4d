package sales

import (
	"slices"

	"gonum.org/v1/gonum/floats"
)

// openDeals returns the open deals of the scope that pass the filter (nil:
// all of them).
func (s *scope) openDeals(pass func(*DealFact) bool) []*DealFact {
	if pass == nil {
		return slices.Clone(s.open)
	}
	var open []*DealFact
	for _, d := range s.open {
		if pass(d) {
			open = append(open, d)
		}
	}
	return open
}

// Probability returns the chance to win by which a deal is weighted: its own,
// else its stage's, else (stage unknown) 0. Lost is 0; won is 1.
func (f *Facts) Probability(d *DealFact) float64 {
	for i := range f.Stages {
		if f.Stages[i].ID == d.Stage {
			return probability(d, &f.Stages[i])
		}
	}
	return probability(d, nil)
}

func probability(d *DealFact, stage *Stage) float64 {
	switch {
	case d.Kind == StageWon:
		return 1
	case d.Kind == StageLost:
		return 0
	case d.Probability != nil:
		return *d.Probability
	case stage != nil:
		return stage.Probability
	default:
		return 0
	}
}

// weigh returns an open deal's amount × probability in minor units.
func (s *scope) weigh(d *DealFact) float64 {
	return float64(d.Amount) * probability(d, s.stages[d.Stage])
}

// overdue reports whether an open deal's expected close has passed. A deal
// due on the day itself is not overdue yet.
func (s *scope) overdue(d *DealFact) bool {
	return d.ExpectedClose.Known() && d.ExpectedClose < s.f.AsOf
}

func undated(d *DealFact) bool { return !d.ExpectedClose.Known() }

// dueInPeriod reports whether a deal is expected to close in the period.
func (s *scope) dueInPeriod(d *DealFact) bool { return s.f.Period.Contains(d.ExpectedClose) }

func (s *scope) late(d *DealFact) bool {
	stage := s.stages[d.Stage]
	return stage != nil && stage.Late
}

func (s *scope) bucket(deals []*DealFact) Bucket {
	return Bucket{Count: len(deals), Value: sumAmounts(deals), Weighted: sumOf(deals, s.weigh)}
}

// sumOf adds up computed values in order of size, so that the sum does not
// depend, in its last digits, on the order of records.
func sumOf[T any](items []T, value func(T) float64) float64 {
	values := make([]float64, len(items))
	for i, item := range items {
		values[i] = value(item)
	}
	slices.Sort(values)
	return floats.Sum(values)
}

// measurePipeline fills what is open as of the day.
func (s *scope) measurePipeline(m *Metrics) {
	open := s.openDeals(nil)
	all := s.bucket(open)
	m.Open, m.OpenValue, m.Weighted = all.Count, all.Value, all.Weighted
	m.Overdue = s.bucket(s.openDeals(s.overdue))
	m.Undated = s.bucket(s.openDeals(undated))
	m.Stuck = len(s.openDeals(s.isStuck))
	m.Neglected = len(s.openDeals(s.isNeglected))
	if s.models.Chance != nil {
		chance := func(d *DealFact) float64 { return s.models.Chance.WinChance(*d, s.f.AsOf) }
		m.WinChance = Ratio{sumOf(open, chance), float64(len(open))}
	}
}

// measureCoverage compares what is expected to close in the period with the
// gap. Without a quota there is no gap to cover.
func (s *scope) measureCoverage(m *Metrics) {
	expected := s.openDeals(s.dueInPeriod)
	m.ExpectedOpen = sumAmounts(expected)
	late := sumAmounts(s.openDeals(func(d *DealFact) bool { return s.dueInPeriod(d) && s.late(d) }))
	m.Coverage, m.LateCoverage = Ratio{Num: float64(m.ExpectedOpen)}, Ratio{Num: float64(late)}
	if m.Gap != nil {
		m.CoverageMet = *m.Gap == 0
		m.Coverage.Den, m.LateCoverage.Den = float64(*m.Gap), float64(*m.Gap)
	}
	if rate := m.ValueWinRate.Value(); rate != nil && *rate > 0 {
		required := 1 / *rate
		m.RequiredCover = &required
	}
}

// stuckLimits returns the age above which a deal is stuck in each open stage:
// the larger of twice the median and the P75 of the stays there of deals that
// were won, where there are Thresholds.StuckSample of them, else the stage's
// day limit. A stage without an entry never makes a deal stuck.
func stuckLimits(f *Facts) map[ID]float64 {
	samples := make(map[ID]daySample)
	for _, stay := range f.Histogram {
		if stay.Outcome != StageWon {
			continue
		}
		if samples[stay.Stage] == nil {
			samples[stay.Stage] = make(daySample)
		}
		samples[stay.Stage][stay.Days] += stay.Count
	}
	limits := make(map[ID]float64)
	for _, stage := range f.Stages {
		history := samples[stage.ID].spread()
		switch {
		case stage.Kind != StageOpen:
		case history.N > 0 && history.N >= f.Settings.Thresholds.StuckSample:
			limits[stage.ID] = max(2**history.Median, *history.P75)
		case stage.DayLimit > 0:
			limits[stage.ID] = float64(stage.DayLimit)
		}
	}
	return limits
}

// isStuck reports metric stuck. A deal that entered its stage on an unknown
// day is not judged.
func (s *scope) isStuck(d *DealFact) bool {
	limit, judged := s.stuck[d.Stage]
	return judged && d.Since.Known() && float64(s.f.AsOf.Sub(d.Since)) > limit
}

// isNeglected reports metric neglected: no next step, or no touch for more
// days than the deal's stage allows. A deal never touched counts from its
// creation, or from its entry into the stage where that is unknown.
func (s *scope) isNeglected(d *DealFact) bool {
	if !d.NextStep {
		return true
	}
	quiet := s.f.Settings.Thresholds.DefaultQuietDays
	if stage := s.stages[d.Stage]; stage != nil && stage.QuietDays > 0 {
		quiet = stage.QuietDays
	}
	last := d.LastTouch
	for _, other := range []Day{d.Created, d.Since} {
		if !last.Known() {
			last = other
		}
	}
	return last.Known() && s.f.AsOf.Sub(last) > quiet
}

// StuckLimits returns the days in each open stage above which a deal is
// stuck; a stage that is not in it never makes one stuck.
func (f *Facts) StuckLimits() map[ID]float64 { return stuckLimits(f) }

// Judgement is what the board's card says of an open deal.
type Judgement struct {
	Stuck     bool
	Neglected bool
	Overdue   bool
}

// Judge tells of each open deal whether it is stuck, neglected or overdue, by
// the same rules as the metrics of those names.
func Judge(f *Facts) map[ID]Judgement {
	s := newFrame(f, Models{}).team
	judged := make(map[ID]Judgement)
	for _, d := range s.openDeals(nil) {
		judged[d.ID] = Judgement{Stuck: s.isStuck(d), Neglected: s.isNeglected(d), Overdue: s.overdue(d)}
	}
	return judged
}
