package sales_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"attain/app/sales"
)

// planted tells whether the sample team's generator makes a person stand out
// so, or something that follows from it. The people in order: the best, an
// average one, one who opens but does not close, an average one, one who gives
// up, one who loses deals at the second stage, a nearly average one, a newcomer.
func planted(person int, i sales.Insight) bool {
	at := i.Signal
	if i.Stage != "" {
		at += " " + strings.TrimPrefix(string(i.Stage), "sales.stage.")
	}
	of := map[int]string{
		0: "+activity_ratio +days_to_win +deal_size +give_up +lead_conversion +opened +stage_conversion proposal +stage_conversion negotiation +win_rate",
		2: "+activity_ratio +lead_conversion +opened -opener -stage_conversion negotiation -win_rate -deal_size -days_to_win",
		4: "-give_up -neglect -lead_conversion -opened -activity_ratio",
		5: "-stage_conversion discovery -win_rate -days_to_win",
		6: "+give_up +activity_ratio +days_to_win",
		7: "-activity_ratio -lead_conversion -opened -deal_size -days_to_win -give_up",
	}[person]
	sign := map[sales.InsightKind]string{sales.Strength: "+", sales.Weakness: "-"}[i.Kind]
	return person < 0 || strings.Contains(of+" ", sign+at+" ")
}

// What the generator plants is found in every sample team, and of all that is
// found about as much is chance as the settings accept.
func TestInsightsFindWhatWasPlantedAndNothingElse(t *testing.T) {
	seeds := uint64(4)
	if os.Getenv("ATTAIN_SOAK") != "" {
		seeds = 20
	}
	all, other := 0, 0
	for seed := uint64(1); seed <= seeds; seed++ {
		w := sampleTeam(t, seed, 18, sales.DayOf(2026, time.October, 20))
		_, found := insightsOf(t, w, sales.DayOf(2026, time.October, 20))
		has := func(kind sales.InsightKind, signal string, person int, part string) {
			t.Helper()
			if !slices.ContainsFunc(found.All, func(i sales.Insight) bool {
				return i.Kind == kind && i.Signal == signal && (person < 0 || i.RepID == w.reps[person].ID) && (part == "" || string(i.Stage) == part || i.Group == part) && !i.Rule
			}) {
				t.Errorf("seed %d: no %s %s of person %d", seed, kind, signal, person)
			}
		}
		has(sales.Weakness, "opener", 2, "")
		has(sales.Weakness, "stage_conversion", 2, "sales.stage.negotiation")
		has(sales.Weakness, "give_up", 4, "")
		has(sales.Weakness, "stage_conversion", 5, "sales.stage.discovery")
		has(sales.Strength, "stage_conversion", 0, "sales.stage.negotiation")
		has(sales.Strength, "activity_ratio", 0, "")
		has(sales.Risk, "lead_source", -1, "Cold list")
		has(sales.Risk, "lead_fit", -1, sales.FitPoor)
		for _, i := range found.All {
			person := slices.IndexFunc(w.reps, func(r sales.Rep) bool { return r.ID == i.RepID })
			if i.PValue == nil {
				continue
			}
			if all++; !planted(person, i) {
				other++
				t.Logf("seed %d: %s %s", seed, i.Kind, i.Title(catalogue(t, "en")))
			}
			if person == 0 && i.Kind == sales.Weakness || (person == 4 || person == 7) && i.Kind == sales.Strength {
				t.Errorf("seed %d: the wrong way round: %s %s", seed, i.Kind, i.Title(catalogue(t, "en")))
			}
		}
	}
	t.Logf("%d of %d findings were not planted", other, all)
	if share := float64(other) / float64(all); share > 0.08 {
		t.Errorf("%d of %d findings were not planted, want about 5 %%", other, all)
	}
}
