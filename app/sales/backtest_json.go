package sales

import "encoding/json"

// BacktestDocument is a backtest as `attain backtest --json` prints it: money
// in major units, errors and probabilities as fractions of 1, no value as null.
type BacktestDocument struct {
	Currency    string                 `json:"currency"`
	Months      []Month                `json:"months"` // replayed, in order
	Errors      []BacktestError        `json:"errors"` // each baseline by day, and over all as day 0
	Misses      []string               `json:"misses"` // baselines that the forecast does not beat over all days
	Brier       *float64               `json:"brier"`
	BrierBase   *float64               `json:"brier_base"` // of always saying the average
	Cases       int                    `json:"cases"`      // probabilities judged
	Pseudo      int                    `json:"pseudo"`     // of them against the mean of the 12 months before
	Calibration []CalibrationBin       `json:"calibration"`
	All         []BacktestCaseDocument `json:"all"`
}

// BacktestCaseDocument is one forecast of the team (rep null) or a rep.
type BacktestCaseDocument struct {
	Month       Month        `json:"month"`
	Day         int          `json:"day"`
	Rep         *string      `json:"rep"`
	Forecast    *float64     `json:"forecast"`
	LastYear    *float64     `json:"last_year"`
	RunRate     *float64     `json:"run_rate"`
	Weighted    *float64     `json:"weighted"`
	Actual      json.Number  `json:"actual"`
	Target      *json.Number `json:"target"`
	Pseudo      bool         `json:"pseudo"`
	Probability *float64     `json:"probability"`
	Reached     *bool        `json:"reached"`
}

// Document returns the result in its printed form.
func (r *BacktestResult) Document() *BacktestDocument {
	as := printer{currency: r.Currency}
	d := &BacktestDocument{
		Currency: r.Currency.Code, Months: listed(r.Months), Errors: listed(r.Errors), Misses: listed(r.Misses), Brier: r.Brier, BrierBase: r.BrierBase,
		Cases: r.Cases, Pseudo: r.Pseudo, Calibration: listed(r.Calibration), All: make([]BacktestCaseDocument, 0, len(r.All)),
	}
	for _, c := range r.All {
		row := BacktestCaseDocument{
			Month: c.Month, Day: c.Day, Forecast: as.computed(c.Amounts[ByForecast]), LastYear: as.computed(c.Amounts[ByLastYear]),
			RunRate: as.computed(c.Amounts[ByRunRate]), Weighted: as.computed(c.Amounts[ByWeighted]),
			Actual: as.money(c.Actual), Target: as.maybe(c.Target), Pseudo: c.Pseudo, Probability: c.Probability,
		}
		if c.RepID != "" {
			row.Rep = &c.Rep
		}
		if c.Target != nil {
			row.Reached = &c.Reached
		}
		d.All = append(d.All, row)
	}
	return d
}

// listed returns a list that prints as [] where there is none.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
