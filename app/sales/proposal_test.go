package sales_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"attain/app/sales"
)

// Proposed a month ahead, month after month, a realistic quota is reached
// about as often as it says.
func TestProposalsAreReachedAsOftenAsTheySay(t *testing.T) {
	reached, n, said := 0, 0, 0.0
	for seed := uint64(1); seed <= 2; seed++ {
		w := sampleTeam(t, seed, 26, sales.DayOf(2026, time.October, 31))
		for i := range w.reps {
			w.reps[i].Ramp = nil // the target without the ramp is what is simulated
		}
		for m := sales.MonthOf(2026, 2); m <= sales.MonthOf(2026, 10); m++ {
			asOf := m.First().Add(-1)
			f := w.facts(sales.MonthPeriod(m), asOf, m.Add(-13).First())
			came := map[sales.ID]sales.Amount{}
			end := w.facts(sales.MonthPeriod(m), m.Last(), m.First())
			for _, d := range end.Deals {
				if d.Kind == sales.StageWon && end.Period.Contains(d.Since) {
					for _, c := range end.CreditOf(d) {
						came[c.RepID] += c.Amount
					}
				}
			}
			for _, p := range sales.Propose(f, sales.NewChance(f), []sales.Month{m}) {
				n++
				said += p.Reached
				if came[p.RepID] >= p.Value {
					reached++
				}
			}
		}
	}
	share, promised := float64(reached)/float64(n), said/float64(n)
	if promised < 0.69 || promised > 0.85 {
		t.Errorf("proposals say they are reached in %.2f of months, want about 0.7", promised)
	}
	if share < promised-0.12 || share > promised+0.12 {
		t.Errorf("%.2f of %d proposals were reached, they say %.2f", share, n, promised)
	}
}

func TestProposalGivesItsReasons(t *testing.T) {
	w := sampleTeam(t, 1, 18, sales.DayOf(2026, time.October, 31))
	today := sales.DayOf(2026, 10, 31)
	last := len(w.reps) - 1
	w.reps[0].Left = sales.DayOf(2026, 10, 15)
	w.reps[last].Started = sales.DayOf(2026, 9, 1)
	w.reps[last].Ramp = []int{25, 50, 75, 100}
	f := w.facts(sales.MonthPeriod(sales.MonthOf(2026, 10)), today, sales.DayOf(2025, 10, 1))
	months := []sales.Month{sales.MonthOf(2026, 11), sales.MonthOf(2026, 12)}
	list := sales.Propose(f, sales.NewChance(f), months)
	if len(list) != 2*(len(w.reps)-1) {
		t.Fatalf("%d proposals, want two for each of those who stay", len(list))
	}
	text, korean := catalogue(t, "en"), catalogue(t, "ko")
	for _, p := range list {
		reasons := p.Reasons(text)
		all := strings.Join(reasons, " · ")
		if p.RepID == w.reps[0].ID {
			t.Error("a proposal for someone who has left")
		}
		if p.Value <= 0 || leftover.MatchString(all) || leftover.MatchString(strings.Join(p.Reasons(korean), "")) {
			t.Errorf("%d: %s", p.Value, all)
		}
		for _, want := range []string{"a month over the last", "win rate (", "simulated months"} {
			if !strings.Contains(all, want) {
				t.Errorf("%q misses %q", all, want)
			}
		}
		if newcomer := p.RepID == w.reps[last].ID; newcomer != strings.Contains(all, "Ramp of 75%") && p.Month == months[0] {
			t.Errorf("the ramp in %q", all)
		} else if newcomer != strings.Contains(all, "the rest follows the team") {
			t.Errorf("the team in %q", all)
		}
		if p.Reached < 0.7 {
			t.Errorf("%s reached in %v of months", all, p.Reached)
		}
	}
	// Without a set start, history begins with the first deal.
	undated := *f
	undated.Reps = slices.Clone(f.Reps)
	undated.Reps[1].Started = 0
	for _, p := range sales.Propose(&undated, sales.NewChance(&undated), months[:1]) {
		if p.RepID == undated.Reps[1].ID && p.Months != 12 {
			t.Errorf("%d months of history, want 12", p.Months)
		}
	}
	// Nor does it begin later than the first order of unknown creation.
	undated.Deals = slices.Clone(f.Deals)
	for i := range undated.Deals {
		if d := &undated.Deals[i]; d.Kind != sales.StageOpen {
			d.Created = 0
		}
	}
	for _, p := range sales.Propose(&undated, sales.NewChance(&undated), months[:1]) {
		if p.Value <= 0 || p.RepID == undated.Reps[1].ID && p.Months != 12 {
			t.Errorf("from orders: %d, of %d months of history, want 12", p.Value, p.Months)
		}
	}
	empty := &sales.Facts{AsOf: today, Period: f.Period, History: f.History, Settings: f.Settings, Stages: f.Stages, Reps: f.Reps[:1]}
	empty.Reps = slices.Clone(empty.Reps)
	empty.Reps[0].Left = 0
	none := sales.Propose(empty, sales.NewChance(empty), months[:1])
	if len(none) != 1 || none[0].Value != 0 || len(none[0].Reasons(text)) != 1 {
		t.Errorf("without any history: %+v", none)
	}
}
