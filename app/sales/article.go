package sales

// ArticleFigure is a claim of the source article beside what the team's own
// records say. The article gives no primary source; its figures are settings.
type ArticleFigure struct {
	Name        string  // of the threshold that holds the article's figure, as in the settings' JSON
	Article     float64 // a fraction of 1, or a count per thousand
	Own         Ratio
	PerThousand bool // Own times 1,000 is what compares with Article
}

// ArticleFigures lists the article's figures beside those of the team, or of a
// rep:
//
//   - miss_share: months with a quota that a rep missed / all of them, over the
//     whole months of the trend.
//   - unknown_share: months without a quota, of which nobody can know whether it
//     was made / all of them, likewise.
//   - contact_benchmark: metric contact_rate of the period.
//   - follow_up_share: wins of the period that took Thresholds.FollowUps or more.
//   - gave_up_share: those given up in the period that were after one touch.
//   - data_gain: by how much the last six whole months won more than the six
//     before. What of it comes from deciding by data no record tells.
func ArticleFigures(report *Report, rep ID, t Thresholds) []ArticleFigure {
	m, trend, each := report.Team, report.Trend, make([][]TrendMonth, 0, len(report.Reps))
	for i := range report.Reps {
		if r := &report.Reps[i]; rep == "" || r.Rep.ID == rep {
			each = append(each, wholeMonths(r.Trend, report.AsOf))
			if rep != "" {
				m, trend = r.Metrics, r.Trend
			}
		}
	}
	whole := wholeMonths(trend, report.AsOf)
	return []ArticleFigure{
		{Name: "miss_share", Article: t.MissShare, Own: missed(each)},
		{Name: "unknown_share", Article: t.UnknownShare, Own: unset(whole)},
		{Name: "contact_benchmark", Article: t.ContactBenchmark, Own: m.ContactRate, PerThousand: true},
		{Name: "follow_up_share", Article: t.FollowUpShare, Own: m.FollowUps.FiveOrMore},
		{Name: "gave_up_share", Article: t.GaveUpShare, Own: m.GiveUp.GaveUpAfterOne},
		{Name: "data_gain", Article: t.DataGain, Own: growth(whole)},
	}
}

// wholeMonths returns the months of a trend that are over.
func wholeMonths(trend []TrendMonth, asOf Day) []TrendMonth {
	for i, month := range trend {
		if month.Month.Last() > asOf {
			return trend[:i]
		}
	}
	return trend
}

// missed counts the months with a quota of which less was credited.
func missed(reps [][]TrendMonth) (r Ratio) {
	for _, months := range reps {
		for _, month := range months {
			if month.Quota == nil || *month.Quota <= 0 {
				continue
			}
			r.Den++
			if month.Credited < *month.Quota {
				r.Num++
			}
		}
	}
	return r
}

// unset counts the months without a quota, from the first in which there was a
// quota or something was won.
func unset(months []TrendMonth) (r Ratio) {
	for _, month := range months {
		if r.Den == 0 && month.Quota == nil && month.Credited == 0 {
			continue
		}
		r.Den++
		if month.Quota == nil {
			r.Num++
		}
	}
	return r
}

// growth compares the last six months with the six before.
func growth(months []TrendMonth) Ratio {
	const half = 6
	if len(months) < 2*half {
		return Ratio{}
	}
	var before, after Amount
	for i, month := range months[len(months)-2*half:] {
		if i < half {
			before += month.Credited
		} else {
			after += month.Credited
		}
	}
	if before <= 0 {
		return Ratio{}
	}
	return Ratio{float64(after - before), float64(before)}
}
