package sales

// NewReport computes every metric of the facts' period as of the facts' day,
// for the team and for each rep. It fails only where sums exceed what an
// amount can hold.
func NewReport(f *Facts, models Models) (*Report, error) {
	if err := checkSums(f); err != nil {
		return nil, err
	}
	fr := newFrame(f, models)
	report := &Report{
		Period: f.Period, AsOf: f.AsOf, Currency: f.Currency,
		Team: fr.team.metrics(), Trend: fr.team.trend(),
		StageNames: make(map[ID]string, len(f.Stages)),
	}
	for _, stage := range f.Stages {
		report.StageNames[stage.ID] = stage.Name
	}
	for i := range f.Reps {
		s := fr.reps[f.Reps[i].ID]
		report.Reps = append(report.Reps, RepMetrics{Rep: f.Reps[i], Metrics: s.metrics(), Trend: s.trend()})
	}
	return report, nil
}

// metrics computes every metric of the scope. The order matters where one
// metric is made of others: outcomes and open deals come before coverage,
// projections and the plan.
func (s *scope) metrics() Metrics {
	m := Metrics{Progress: s.progress}
	s.measureAttainment(&m)
	s.measureOutcomes(&m)
	s.measurePipeline(&m)
	s.measureProjections(&m)
	s.measureCoverage(&m)
	s.measureActivities(&m)
	s.measureLeads(&m)
	m.Load = s.load(&m)
	m.Plan = s.plan(&m)
	m.Movement = s.movement()
	m.Stages = s.stageMetrics()
	m.Products = s.products()
	m.Units = s.units()
	return m
}
