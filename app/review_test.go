package app_test

import (
	"reflect"
	"testing"

	"attain/app"
	"attain/app/sales"
)

// TestReviewOfPartsShowsWhatWholeFactsSay measures what a review measures from
// a part of the facts once more from all of them.
func TestReviewOfPartsShowsWhatWholeFactsSay(t *testing.T) {
	service := newService(t)
	ctx := t.Context()
	if err := service.FillDemo(ctx, app.Demo{Reps: 3, Months: 6, Seed: 1, Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	got := review(t, service, "2026-11")
	if len(got.Outlook) < 10 {
		t.Fatalf("the review looks back only %d times", len(got.Outlook))
	}
	for _, o := range got.Outlook {
		whole, err := service.Metrics(ctx, sales.MonthPeriod(o.Month), o.AsOf)
		if err != nil {
			t.Fatal(err)
		}
		want := whole.Report.Team
		for _, rep := range whole.Report.Reps {
			if rep.Rep.ID == o.RepID {
				want = rep.Metrics
			}
		}
		then := []any{o.Quota, o.Credited, o.RunRate, o.Pipeline, o.Probability}
		if say := []any{want.Quota, want.Credited, want.RunRateProjection, want.PipelineProjection, want.AttainProbability}; !reflect.DeepEqual(then, say) {
			t.Errorf("%s as of %s, rep %q: %v, all facts say %v", o.Month, o.AsOf, o.RepID, then, say)
		}
	}
	for _, part := range []*sales.Report{got.Quarter, got.Year} {
		whole, err := service.Metrics(ctx, part.Period, got.AsOf)
		if err != nil {
			t.Fatal(err)
		}
		if part.Team.Credited == 0 || part.Team.Credited != whole.Report.Team.Credited || !reflect.DeepEqual(part.Team.Quota, whole.Report.Team.Quota) {
			t.Errorf("%s: %v of %v, all facts say %v of %v", part.Period.Label, part.Team.Credited, part.Team.Quota,
				whole.Report.Team.Credited, whole.Report.Team.Quota)
		}
	}
}
