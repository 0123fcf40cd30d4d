package sales

// measureAttainment fills quota, credited and what follows from the two.
func (s *scope) measureAttainment(m *Metrics) {
	m.Quota = s.quota(s.f.Period)
	if s.rep == nil {
		m.TeamQuota = m.Quota
		m.QuotaMismatch = s.quotas.mismatch(s.f.Period)
	}
	m.Credited, m.WonUnits = sumCredits(s.creditsIn(s.f.Period))
	if m.Quota == nil {
		return
	}
	quota := *m.Quota
	gap, surplus := max(0, quota-m.Credited), max(0, m.Credited-quota)
	m.Gap, m.Surplus = &gap, &surplus
	m.Attainment = Ratio{float64(m.Credited), float64(quota)}
	m.ExpectedToDate = s.expected(float64(quota))
	m.Pace, m.Band = s.pace(float64(m.Credited), m.ExpectedToDate)
}

// creditsIn returns the won deals closed, and the adjustments dated, in a
// period: what metric credited is the sum of.
func (s *scope) creditsIn(p Period) []credit {
	var in []credit
	for _, c := range s.credits {
		if p.Contains(c.day) {
			in = append(in, c)
		}
	}
	return in
}

func sumCredits(credits []credit) (amount Amount, units int64) {
	for _, c := range credits {
		amount += c.amount
		units += c.units
	}
	return amount, units
}

// expected returns metric expected_to_date of a quota: in proportion to the
// working days elapsed, nil for a period without any working day.
func (s *scope) expected(quota float64) *float64 {
	if s.progress.Total == 0 {
		return nil
	}
	v := quota * float64(s.progress.Elapsed) / float64(s.progress.Total)
	return &v
}

// pace returns metric pace and its band. It has no value before the first
// working day has elapsed, nor for a quota of 0.
func (s *scope) pace(credited float64, expected *float64) (Ratio, Band) {
	if expected == nil {
		return Ratio{Num: credited}, NoBand
	}
	pace := Ratio{credited, *expected}
	return pace, s.band(pace)
}

// band judges a pace. The period is early up to the end of its first fifth
// (Thresholds.EarlyShare).
func (s *scope) band(pace Ratio) Band {
	value, limits := pace.Value(), s.f.Settings.Thresholds
	switch {
	case value == nil:
		return NoBand
	case float64(s.progress.Elapsed) <= limits.EarlyShare*float64(s.progress.Total)+closeEnough:
		return Early
	case *value >= limits.OnTrack-closeEnough:
		return OnTrack
	case *value >= limits.Behind-closeEnough:
		return Behind
	default:
		return OffTrack
	}
}

// closeEnough is what a computed share may miss its limit by: 0.99 as a
// quotient of two sums must not fall short of 0.99 as a setting.
const closeEnough = 1e-9

// runRate returns metric run_rate_projection of what was reached so far: nil
// before the first working day has elapsed.
func (s *scope) runRate(reached float64) *float64 {
	if s.progress.Elapsed == 0 {
		return nil
	}
	v := reached / float64(s.progress.Elapsed) * float64(s.progress.Total)
	return &v
}

// measureProjections fills what the period may end with.
func (s *scope) measureProjections(m *Metrics) {
	m.RunRateProjection = s.runRate(float64(m.Credited))
	projection := float64(m.Credited) + sumOf(s.openDeals(s.dueInRest), s.weigh)
	m.PipelineProjection = &projection
	m.AttainProbability = nil
	if s.models.Forecast != nil && m.Quota != nil {
		m.AttainProbability = s.models.Forecast.AttainProbability(s.id())
	}
}

// dueInRest reports whether a deal is expected to close in what is left of
// the period. A deal due on the day itself is still open, not overdue, and
// counts.
func (s *scope) dueInRest(d *DealFact) bool {
	return d.ExpectedClose >= s.f.AsOf && s.f.Period.Contains(d.ExpectedClose)
}

// units returns the unit quota and what was reached of it: on all products
// where such a row is set, else on the products that have one. Nil where no
// unit quota is set.
func (s *scope) units() *UnitMetrics {
	quota := s.quotas.period(s.id(), "", MeasureUnits, s.f.Period)
	_, credited := sumCredits(s.creditsIn(s.f.Period))
	if quota == nil {
		quota, credited = s.unitsByProduct()
	}
	if quota == nil {
		return nil
	}
	u := &UnitMetrics{
		Quota: *quota, Credited: credited, Attainment: Ratio{float64(credited), float64(*quota)},
		Gap: max(0, *quota-credited), Surplus: max(0, credited-*quota),
		ExpectedToDate: s.expected(float64(*quota)), RunRate: s.runRate(float64(credited)),
	}
	u.Pace, u.Band = s.pace(float64(credited), u.ExpectedToDate)
	return u
}

func (s *scope) unitsByProduct() (quota *int64, credited int64) {
	lines := s.creditsByProduct()
	var sum int64
	for _, product := range s.f.Products {
		if part := s.quotas.period(s.id(), product.ID, MeasureUnits, s.f.Period); part != nil {
			sum += *part
			credited += lines[product.ID].units
			quota = &sum
		}
	}
	return quota, credited
}
