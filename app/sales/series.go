package sales

import "slices"

// DailyCredit returns the credit of a rep (the team for none) on each day of
// the facts' period: what metric credited adds up, for charts over days.
func DailyCredit(f *Facts, rep ID) map[Day]Amount {
	daily := map[Day]Amount{}
	for _, c := range scopeOf(f, rep).creditsIn(f.Period) {
		daily[c.day] += c.amount
	}
	return daily
}

// StageSample returns the days of metric stage_days of a rep (the team for
// none) in a stage, one number per deal, in ascending order.
func StageSample(f *Facts, stage, rep ID) []float64 {
	var days []float64
	sums := map[ID]int{}
	for _, stay := range scopeOf(f, rep).ended {
		if stay.stage == stage {
			sums[stay.deal] += stay.days
		}
	}
	for _, sum := range sums {
		days = append(days, float64(sum))
	}
	slices.Sort(days)
	return days
}

// Quantile returns a quantile of ordered values, as StageMetrics.Days has it;
// false for an empty sample.
func Quantile(ordered []float64, p float64) (float64, bool) {
	if len(ordered) == 0 {
		return 0, false
	}
	return quantile(ordered, slices.Repeat([]float64{1}, len(ordered)), len(ordered), p), true
}

// scopeOf returns the scope of a rep, the team's for none.
func scopeOf(f *Facts, rep ID) *scope {
	fr := newFrame(f, Models{})
	if s := fr.reps[rep]; s != nil {
		return s
	}
	return fr.team
}
