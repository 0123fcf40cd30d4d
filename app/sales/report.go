package sales

import (
	"maps"
	"slices"
)

// NewReport computes every metric of the facts' period as of the facts' day,
// for the team and for each rep. It fails only where sums exceed what an
// amount can hold.
func NewReport(f *Facts, models Models) (*Report, error) {
	if err := checkSums(f); err != nil {
		return nil, err
	}
	return newFrame(f, models).report(nil, &differences{}), nil
}

// report measures every scope, or takes what a report before has of it that is
// the same.
func (fr *frame) report(before *Report, d *differences) *Report {
	f := fr.f
	report := &Report{
		Period: f.Period, AsOf: f.AsOf, Currency: f.Currency, StageNames: make(map[ID]string, len(f.Stages)), frame: fr,
	}
	var team RepMetrics
	earlier := map[ID]*RepMetrics{}
	if d.known != nil {
		earlier[""] = &RepMetrics{Metrics: before.Team, Trend: before.Trend}
		for i := range before.Reps {
			earlier[before.Reps[i].Rep.ID] = &before.Reps[i]
		}
	}
	team.Metrics, team.Trend = fr.team.measured(earlier[""], d)
	report.Team, report.Trend = team.Metrics, team.Trend
	for _, stage := range f.Stages {
		report.StageNames[stage.ID] = stage.Name
	}
	for i := range f.Reps {
		rep := RepMetrics{Rep: f.Reps[i]}
		rep.Metrics, rep.Trend = fr.reps[f.Reps[i].ID].measured(earlier[f.Reps[i].ID], d)
		report.Reps = append(report.Reps, rep)
	}
	return report
}

// measured is metrics; of a scope whose deals are those of its counterpart it
// takes what was measured of these, and measures what rests on what differs.
func (s *scope) measured(was *RepMetrics, d *differences) (Metrics, []TrendMonth) {
	before := d.counterpart(s)
	if was == nil || before == nil || !d.sameDealsOf(s) || !slices.Equal(s.types, before.types) || !maps.Equal(s.stuck, before.stuck) {
		return s.metrics()
	}
	m := was.Metrics
	if s.models.Chance != before.models.Chance {
		s.measurePipeline(&m)
	}
	s.measureProjections(&m)
	if !d.sameLeads {
		m.LeadTouches = nil
		s.measureLeads(&m)
		m.GiveUp = s.giveUp()
	}
	if !slices.Equal(s.activities, before.activities) || !slices.Equal(s.effects, before.effects) || !slices.Equal(s.advances, before.advances) {
		s.measureActivities(&m)
	}
	m.Load = s.load(&m)
	m.Plan = s.plan(&m)
	if !slices.Equal(s.moves, before.moves) {
		m.Movement = s.movement()
	}
	if !slices.Equal(s.cohorts, before.cohorts) || !slices.Equal(s.ended, before.ended) {
		m.Stages = s.stageMetrics()
	}
	return m, was.Trend
}

// metrics computes every metric of the scope, and its trend. The order matters where one
// metric is made of others: outcomes and open deals come before coverage,
// projections and the plan.
func (s *scope) metrics() (Metrics, []TrendMonth) {
	m := Metrics{Progress: s.progress}
	s.measureAttainment(&m)
	s.measureOutcomes(&m)
	trend := s.trend()
	m.Change = trend[trendMonths-1].Change
	s.measurePipeline(&m)
	s.measureProjections(&m)
	s.measureCoverage(&m)
	s.measureActivities(&m)
	m.GiveUp = s.giveUp()
	s.measureLeads(&m)
	m.Load = s.load(&m)
	m.Plan = s.plan(&m)
	m.Movement = s.movement()
	m.Stages = s.stageMetrics()
	m.Products = s.products()
	m.Units = s.units()
	return m, trend
}
