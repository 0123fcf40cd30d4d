package sales

// closedIn returns the deals owned at close that closed as won (lost) in the
// period.
func (s *scope) closedIn(kind StageKind, p Period) []*DealFact {
	var closed []*DealFact
	for _, d := range s.deals {
		if d.Kind == kind && p.Contains(d.Since) {
			closed = append(closed, d)
		}
	}
	return closed
}

func sumAmounts(deals []*DealFact) (sum Amount) {
	for _, d := range deals {
		sum += d.Amount
	}
	return sum
}

// measureOutcomes fills what became of the deals that closed in the period.
// A deal counts whole for its owner at close; only credited goes by shares.
func (s *scope) measureOutcomes(m *Metrics) {
	won, lost := s.closedIn(StageWon, s.f.Period), s.closedIn(StageLost, s.f.Period)
	m.Won, m.Lost = len(won), len(lost)
	m.WonValue, m.LostValue = sumAmounts(won), sumAmounts(lost)
	m.WinRate = share(m.Won, m.Won+m.Lost)
	m.ValueWinRate = Ratio{float64(m.WonValue), float64(m.WonValue) + float64(m.LostValue)}
	m.AverageWon = Ratio{float64(m.WonValue), float64(m.Won)}
	stale := s.openDeals(func(d *DealFact) bool { return s.overdue(d) || s.isStuck(d) })
	m.HygieneWinRate = share(m.Won, m.Won+m.Lost+len(stale))
	var undated int
	m.DaysToWin, undated = daysToClose(won)
	m.UndatedDeals = undated
	m.DaysToLose, undated = daysToClose(lost)
	m.UndatedDeals += undated
	m.Opened = len(s.opened(s.f.Period))
	m.Velocity = velocity(m)
	m.Reasons, m.ReasonsByStage = s.reasons(won, lost)
}

// share is the ratio of two counts.
func share(num, den int) Ratio { return Ratio{float64(num), float64(den)} }

// daysToClose returns the days from creation to close, and how many deals
// were left out because their creation date is unknown.
func daysToClose(closed []*DealFact) (spread Spread, undated int) {
	days := make(daySample)
	for _, d := range closed {
		if !d.Created.Known() {
			undated++
			continue
		}
		days[d.Since.Sub(d.Created)]++
	}
	return days.spread(), undated
}

// opened returns the opportunities created in a period.
func (s *scope) opened(p Period) []*DealFact {
	var opened []*DealFact
	for _, d := range s.deals {
		if !d.Kept && d.Created.Known() && p.Contains(d.Created) {
			opened = append(opened, d)
		}
	}
	return opened
}

// velocity returns opened × average_won × win_rate / mean days_to_win, minor
// units per day; nil where a part has no value or deals are won on the day
// they are created.
func velocity(m *Metrics) *float64 {
	average, rate, days := m.AverageWon.Value(), m.WinRate.Value(), m.DaysToWin.Mean
	if average == nil || rate == nil || days == nil || *days == 0 {
		return nil
	}
	v := float64(m.Opened) * *average * *rate / *days
	return &v
}
