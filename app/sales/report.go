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
		Period: f.Period, AsOf: f.AsOf, Currency: f.Currency, StageNames: make(map[ID]string, len(f.Stages)),
	}
	report.Team, report.Trend = fr.team.metrics()
	for _, stage := range f.Stages {
		report.StageNames[stage.ID] = stage.Name
	}
	for i := range f.Reps {
		rep := RepMetrics{Rep: f.Reps[i]}
		rep.Metrics, rep.Trend = fr.reps[f.Reps[i].ID].metrics()
		report.Reps = append(report.Reps, rep)
	}
	return report, nil
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
	s.measureLeads(&m)
	m.Load = s.load(&m)
	m.Plan = s.plan(&m)
	m.Movement = s.movement()
	m.Stages = s.stageMetrics()
	m.Products = s.products()
	m.Units = s.units()
	return m, trend
}
