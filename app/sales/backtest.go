package sales

import (
	"fmt"
	"math"
)

// FactsOn gives what was known on a past day about a period. Its history
// should reach back 13 months before the period.
type FactsOn func(asOf Day, period Period) (*Facts, error)

// The forecasts that a backtest compares.
const (
	ByForecast = "forecast"
	ByLastYear = "last_year" // credited in the same month of last year
	ByRunRate  = "run_rate"  // metric run_rate_projection
	ByWeighted = "weighted"  // metric pipeline_projection
)

// backtestDays are the days of a month on which it is forecast.
func backtestDays() []int { return []int{1, 10, 20} }

func baselines() []string { return []string{ByLastYear, ByRunRate, ByWeighted} }

// BacktestCase is what was forecast of a month on one of its days for the
// team or a rep, and what came.
type BacktestCase struct {
	Month       Month
	Day         int
	RepID       ID // empty: the team
	Rep         string
	Amounts     map[string]*float64 // by forecast and baselines, minor units; nil: none to be had
	Actual      Amount
	Target      *Amount
	Pseudo      bool // the target is the mean of the 12 months before
	Probability *float64
	Reached     bool
}

// BacktestError is the mean absolute error of a baseline's amounts for the
// team in per cent of what came (1 is 100 %), beside the forecast's on the
// same cases. Months in which nothing came are left out.
type BacktestError struct {
	Baseline string  `json:"baseline"`
	Day      int     `json:"day"` // 0: all days
	Error    float64 `json:"error"`
	Forecast float64 `json:"forecast"`
	Cases    int     `json:"cases"`
}

// CalibrationBin is what came true of the probabilities between From and To.
type CalibrationBin struct {
	From  float64 `json:"from"`
	To    float64 `json:"to"`
	Said  float64 `json:"said"` // mean probability
	Came  float64 `json:"came"` // share reached
	Cases int     `json:"cases"`
}

// BacktestResult is how the forecast would have done.
type BacktestResult struct {
	Currency    Currency
	Months      []Month
	Errors      []BacktestError // each baseline, by day and (day 0) over all
	Brier       *float64        // of the probabilities, team and reps; nil without a case
	BrierBase   *float64
	Cases       int // probabilities
	Pseudo      int // of them against the mean of the 12 months before, no quota being set
	Calibration []CalibrationBin
	Misses      []string // baselines that the forecast does not beat over all days
	All         []BacktestCase
}

// Backtest replays whole past months: on the 1st, 10th and 20th it forecasts
// from what was known at the end of that day, and compares with what had come
// by the end of the month. Where no quota was set, the probability is that of
// the mean of the twelve months before (at least three), which the result
// counts as pseudo. The forecast amount is the median of the simulated ends,
// which is what keeps an absolute error small.
func Backtest(days FactsOn, months []Month) (*BacktestResult, error) {
	result := &BacktestResult{Months: months}
	for _, month := range months {
		period := MonthPeriod(month)
		end, err := days(period.To, period)
		if err != nil {
			return nil, fmt.Errorf("backtest %s: %w", month, err)
		}
		result.Currency = end.Currency
		actual := newFrame(end, Models{})
		for _, day := range backtestDays() {
			f, err := days(period.From.Add(day-1), period)
			if err != nil {
				return nil, fmt.Errorf("backtest %s on day %d: %w", month, day, err)
			}
			result.All = append(result.All, backtestDay(f, actual, month, day)...)
		}
	}
	result.score()
	return result, nil
}

// backtestDay makes the cases of one day: the team's, and one for each rep
// who worked then.
func backtestDay(f *Facts, actual *frame, month Month, day int) []BacktestCase {
	known := newFrame(f, Models{})
	pseudo := map[ID]bool{}
	aimed := *f
	aimed.Quotas = append([]Quota(nil), f.Quotas...)
	for _, s := range known.all() {
		if s.quota(f.Period) != nil {
			continue
		}
		if mean, ok := s.trailing(month); ok {
			pseudo[s.id()] = true
			aimed.Quotas = append(aimed.Quotas, Quota{RepID: s.id(), Month: month, Measure: MeasureMoney, Value: mean})
		}
	}
	forecast := NewForecast(&aimed, NewChance(&aimed))
	var cases []BacktestCase
	for _, s := range known.all() {
		came := actual.team
		if s.rep != nil {
			if came = actual.reps[s.rep.ID]; came == nil || !s.rep.worksIn(f.Period) {
				continue
			}
		}
		c := BacktestCase{Month: month, Day: day, RepID: s.id(), Pseudo: pseudo[s.id()], Probability: forecast.AttainProbability(s.id())}
		if s.rep != nil {
			c.Rep = s.rep.Name
		}
		c.Actual, _ = sumCredits(came.creditsIn(f.Period))
		if _, target := forecast.standing(forecast.frame.scope(s.id())); target != nil && c.Probability != nil {
			c.Target, c.Reached = target, c.Actual >= *target
		}
		c.Amounts = s.baselines(month)
		median := forecast.Median(s.id())
		c.Amounts[ByForecast] = &median
		cases = append(cases, c)
	}
	return cases
}

// all lists the team's scope and the reps'.
func (fr *frame) all() []*scope {
	list := []*scope{fr.team}
	for _, rep := range fr.f.Reps {
		list = append(list, fr.reps[rep.ID])
	}
	return list
}

// scope returns a rep's scope, the team's for none.
func (fr *frame) scope(rep ID) *scope {
	if s := fr.reps[rep]; s != nil {
		return s
	}
	return fr.team
}

// trailing is the mean credited in the twelve months before, as far as the
// facts go; false for less than three or for nothing.
func (s *scope) trailing(month Month) (int64, bool) {
	first := max(month.Add(-12), s.f.History.Add(-1).Month().Add(1))
	if month-first < 3 {
		return 0, false
	}
	sum, _ := sumCredits(s.creditsIn(Period{From: first.First(), To: month.Add(-1).Last()}))
	if sum <= 0 {
		return 0, false
	}
	return int64(math.Round(float64(sum) / float64(month-first))), true
}

// baselines are the simple forecasts of the scope's month.
func (s *scope) baselines(month Month) map[string]*float64 {
	var m Metrics
	m.Credited, _ = sumCredits(s.creditsIn(s.f.Period))
	s.measureProjections(&m)
	simple := map[string]*float64{ByRunRate: m.RunRateProjection, ByWeighted: m.PipelineProjection, ByLastYear: nil}
	if before := month.Add(-12); before.First() >= s.f.History {
		sum, _ := sumCredits(s.creditsIn(MonthPeriod(before)))
		if sum != 0 {
			v := float64(sum)
			simple[ByLastYear] = &v
		}
	}
	return simple
}

// score sums up the cases.
func (r *BacktestResult) score() {
	for _, day := range append(backtestDays(), 0) {
		for _, name := range baselines() {
			e := r.errorOf(name, day)
			if e.Cases == 0 {
				continue
			}
			r.Errors = append(r.Errors, e)
			if day == 0 && e.Forecast >= e.Error {
				r.Misses = append(r.Misses, name)
			}
		}
	}
	r.calibrate()
}

func (r *BacktestResult) errorOf(name string, day int) BacktestError {
	e := BacktestError{Baseline: name, Day: day}
	for _, c := range r.All {
		said := c.Amounts[name]
		if c.RepID != "" || said == nil || c.Actual <= 0 || day != 0 && c.Day != day {
			continue
		}
		came := float64(c.Actual)
		e.Error += math.Abs(*said-came) / came
		e.Forecast += math.Abs(*c.Amounts[ByForecast]-came) / came
		e.Cases++
	}
	if e.Cases > 0 {
		e.Error /= float64(e.Cases)
		e.Forecast /= float64(e.Cases)
	}
	return e
}

// calibrate compares the probabilities with what came true.
// Source: G. W. Brier, Monthly Weather Review 78 (1950).
func (r *BacktestResult) calibrate() {
	const bins = 10
	r.Calibration = make([]CalibrationBin, bins)
	var brier, reached float64
	for _, c := range r.All {
		if c.Probability == nil || c.Target == nil {
			continue
		}
		p, came := *c.Probability, 0.0
		if c.Reached {
			came = 1
		}
		bin := &r.Calibration[min(int(p*bins), bins-1)]
		bin.Said += p
		bin.Came += came
		bin.Cases++
		brier += (p - came) * (p - came)
		reached += came
		r.Cases++
		if c.Pseudo {
			r.Pseudo++
		}
	}
	for i := range r.Calibration {
		bin := &r.Calibration[i]
		bin.From, bin.To = float64(i)/bins, float64(i+1)/bins
		if bin.Cases > 0 {
			bin.Said /= float64(bin.Cases)
			bin.Came /= float64(bin.Cases)
		}
	}
	if r.Cases > 0 {
		n := float64(r.Cases)
		rate := reached / n
		brier /= n
		base := rate * (1 - rate)
		r.Brier, r.BrierBase = &brier, &base
	}
}
