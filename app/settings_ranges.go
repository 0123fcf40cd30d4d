package app

import (
	"errors"

	"attain/app/sales"
)

// bounds is what a threshold may be, both ends included, and the reason for
// which another value is refused.
type bounds struct {
	field       string
	value       float64
	least, most float64
	reason      string
}

// hundredth is the smallest step in which shares and days are kept.
const hundredth = 0.01

// thresholdBounds are the bounds of every threshold in the order of the form.
func thresholdBounds(t sales.Thresholds) []bounds {
	share := func(field string, value float64) bounds { return bounds{field, value, 0, 1, "app.error.percent"} }
	pace := func(field string, value float64) bounds { return bounds{field, value, hundredth, 2, "app.error.pace"} }
	days := func(field string, value int) bounds { return bounds{field, float64(value), 1, 365, "app.error.days"} }
	sample := func(field string, value int) bounds {
		return bounds{field, float64(value), 1, 10_000, "app.error.sample"}
	}
	times := func(field string, value int) bounds { return bounds{field, float64(value), 1, 100, "app.error.times"} }
	return []bounds{
		pace("on_track", t.OnTrack), pace("behind", t.Behind), share("early_share", t.EarlyShare),
		{"contact_benchmark", t.ContactBenchmark, 0, 1000, "app.error.perThousand"},
		sample("contact_min_calls", t.ContactMinCalls),
		times("follow_ups", t.FollowUps), share("follow_up_share", t.FollowUpShare), share("gave_up_share", t.GaveUpShare),
		share("miss_share", t.MissShare), share("unknown_share", t.UnknownShare), share("data_gain", t.DataGain),
		days("give_up_days", t.GiveUpDays), days("effect_days", t.EffectDays),
		sample("stuck_sample", t.StuckSample), sample("chance_sample", t.ChanceSample),
		share("fit_good", t.FitGood), share("fit_fair", t.FitFair), times("warm_touches", t.WarmTouches),
		{"false_discovery", t.FalseDiscovery, 0.0001, 0.9999, "app.error.falseDiscovery"},
		sample("insight_sample", t.InsightSample),
		{"draws", float64(t.Draws), 100, 1_000_000, "app.error.draws"},
		sample("shrink_sample", t.ShrinkSample),
		{"forecast_history", float64(t.ForecastHistory), 1, 120, "app.error.months"},
		days("default_quiet_days", t.DefaultQuietDays),
		{"days_per_deal", t.DaysPerDeal, hundredth, 365, "app.error.daysPerDeal"},
		days("closing_within_days", t.ClosingWithinDays),
	}
}

// checkThresholds refuses what lies out of bounds, each of it by an Invalid of
// its own, and limits in the wrong order. What is no number lies out of all
// bounds.
func checkThresholds(t sales.Thresholds) error {
	var wrong []error
	for _, b := range thresholdBounds(t) {
		if within := b.value >= b.least && b.value <= b.most; !within {
			wrong = append(wrong, invalid(b.field, b.reason))
		}
	}
	if len(wrong) > 0 {
		return errors.Join(wrong...)
	}
	switch {
	case t.OnTrack < t.Behind:
		return invalid("on_track", "app.error.bands")
	case t.FitGood < t.FitFair:
		return invalid("fit_good", "app.error.fit")
	}
	return nil
}
