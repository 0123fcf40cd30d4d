package sales_test

import (
	"testing"
	"time"

	"attain/app/sales"
)

// TestEveryPrintedRatioHasItsTwoSides divides the samples and finds the
// ratios that stand inside the parts.
func TestEveryPrintedRatioHasItsTwoSides(t *testing.T) {
	w := sampleTeam(t, 1, 14, sales.DayOf(2026, time.October, 31))
	f := w.facts(sales.MonthPeriod(sales.MonthOf(2026, 9)), sales.DayOf(2026, 10, 20), sales.DayOf(2025, 10, 1))
	report, err := sales.NewReport(f, sales.Models{})
	if err != nil {
		t.Fatal(err)
	}
	d := report.Document().Team
	want := map[string]*float64{
		"follow_ups.per_opportunity": d.FollowUps.PerOpportunity, "follow_ups.per_advance": d.FollowUps.PerAdvance,
		"follow_ups.per_win": d.FollowUps.PerWin, "follow_ups.five_or_more": d.FollowUps.FiveOrMore,
		"give_up.gave_up_after_one": d.GiveUp.GaveUpAfterOne, "fit.share": d.Fit.Share, "win_rate": d.WinRate,
	}
	for _, l := range d.ActivitiesPerLead {
		want["activities_per_lead."+string(l.Type)+".qualified"] = l.Qualified
		want["activities_per_lead."+string(l.Type)+".disqualified"] = l.Disqualified
	}
	for _, e := range d.Effectiveness {
		want["effectiveness."+string(e.Type)+".per_won"] = e.PerWon
		want["effectiveness."+string(e.Type)+".per_lost"] = e.PerLost
	}
	for name, ratio := range want {
		sides, there := d.Samples[name]
		switch {
		case !there:
			t.Errorf("%s has no sample", name)
		case ratio == nil && sides[1] != 0, ratio != nil && sides[0]/sides[1] != *ratio:
			t.Errorf("%s is %v of %v", name, ratio, sides)
		}
	}
	for _, g := range d.LeadsBySource {
		if g.Conversion != nil && float64(g.Qualified)/float64(g.Decided) != *g.Conversion {
			t.Errorf("%+v", g)
		}
	}
}
