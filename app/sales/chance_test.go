package sales

import (
	"math"
	"math/rand/v2"
	"testing"
)

func stageFacts(stages ...Stage) *Facts {
	f := &Facts{AsOf: DayOf(2026, 6, 30), History: DayOf(2025, 6, 1), Period: MonthPeriod(MonthOf(2026, 6)), Settings: DefaultSettings(), Stages: stages}
	return f
}

func tally(f *Facts, stage ID, days int, outcome StageKind, n int) {
	f.Histogram = append(f.Histogram, StayCount{Stage: stage, Days: days, Outcome: outcome, Count: n})
}

func openDeal(f *Facts, stage ID, age int) DealFact {
	return DealFact{Stage: stage, Kind: StageOpen, Since: f.AsOf.Add(-age)}
}

// In this world deals leave the stage each day by a fixed hazard for winning,
// that stops after 20 days, and one for losing; a third are cut off early.
func TestChanceFindsTheTruthBehindCensoredStays(t *testing.T) {
	const winHazard, loseHazard, stop = 0.05, 0.02, 20
	random := rand.New(rand.NewPCG(1, 2))
	f := stageFacts(Stage{ID: "a", Kind: StageOpen, Position: 1, Probability: 0.5})
	for range 20000 {
		cut := 1000
		if random.Float64() < 0.33 {
			cut = random.IntN(30)
		}
		for day := 0; ; day++ {
			if day >= cut {
				tally(f, "a", day-1+1, StageOpen, 1)
				break
			}
			x := random.Float64()
			if x < loseHazard {
				tally(f, "a", day, StageLost, 1)
				break
			}
			if day < stop && x < loseHazard+winHazard {
				tally(f, "a", day, StageWon, 1)
				break
			}
		}
	}
	chance := NewChance(f)
	for _, age := range []int{0, 3, 8, 15, 18} {
		survive, want := 1.0, 0.0
		for day := age + 1; day < stop; day++ {
			want += survive * winHazard
			survive *= 1 - winHazard - loseHazard
		}
		got := chance.WinChance(openDeal(f, "a", age), f.AsOf)
		if math.Abs(got-want) > 0.03 {
			t.Errorf("at age %d: chance %.3f, want %.3f", age, got, want)
		}
	}
	if got := chance.WinChance(openDeal(f, "a", 25), f.AsOf); got > 0.02 {
		t.Errorf("past the last win: chance %.3f, want about 0", got)
	}
}

func TestChanceFallsBackWhereTheSampleIsSmall(t *testing.T) {
	f := stageFacts(Stage{ID: "a", Kind: StageOpen, Position: 1, Probability: 0.4}, Stage{ID: "w", Kind: StageWon})
	deal := openDeal(f, "a", 3)
	if got := NewChance(f).WinChance(deal, f.AsOf); got != 0.4 {
		t.Errorf("without history: %v, want the stage's 0.4", got)
	}
	own := 0.9
	deal.Probability = &own
	if got := NewChance(f).WinChance(deal, f.AsOf); got != 0.9 {
		t.Errorf("with its own probability: %v, want 0.9", got)
	}
	tally(f, "a", 10, StageLost, 20)
	// 20 lost deals weigh as much as the prior.
	if got := NewChance(f).WinChance(openDeal(f, "a", 3), f.AsOf); math.Abs(got-0.2) > 1e-9 {
		t.Errorf("with 20 lost deals: %v, want 0.2", got)
	}
	if got := NewChance(f).Sample(openDeal(f, "a", 3), f.AsOf); got != 20 {
		t.Errorf("sample %d, want 20", got)
	}
	// None of the 20 got as old as 30 days: the latest supported age holds.
	if got := NewChance(f).WinChance(openDeal(f, "a", 30), f.AsOf); math.Abs(got-0.2) > 1e-9 {
		t.Errorf("beyond every age seen: %v, want 0.2", got)
	}
}

func TestChanceOfUnknownStageIsTheShareWon(t *testing.T) {
	f := stageFacts(Stage{ID: "a", Kind: StageOpen, Position: 1, Probability: 0.4})
	if got := NewChance(f).WinChance(DealFact{Kind: StageOpen}, f.AsOf); got != 0 {
		t.Errorf("no history: %v, want 0", got)
	}
	f.Deals = []DealFact{{Kind: StageWon}, {Kind: StageLost}, {Kind: StageLost}, {Kind: StageLost}, {Kind: StageOpen, Stage: "a"}}
	c := NewChance(f)
	if got := c.WinChance(DealFact{Kind: StageOpen}, f.AsOf); got != 0.25 {
		t.Errorf("1 of 4 won: %v, want 0.25", got)
	}
	if got := c.Sample(DealFact{Kind: StageOpen}, f.AsOf); got != 4 {
		t.Errorf("sample %d, want 4", got)
	}
	own := 0.7
	if got := c.WinChance(DealFact{Kind: StageOpen, Probability: &own}, f.AsOf); got != 0.7 {
		t.Errorf("own probability: %v, want 0.7", got)
	}
	if c.WinChance(DealFact{Kind: StageWon}, f.AsOf) != 1 || c.WinChance(DealFact{Kind: StageLost}, f.AsOf) != 0 {
		t.Error("a closed deal is certain")
	}
}

// A deal that passed the first stage and is open in the second counts for the
// first by the chance it has in the second.
func TestChanceCountsPassedDealsByWhatFollows(t *testing.T) {
	f := stageFacts(Stage{ID: "b", Kind: StageOpen, Position: 2, Probability: 0.5}, Stage{ID: "a", Kind: StageOpen, Position: 1, Probability: 0.5})
	tally(f, "b", 5, StageWon, 8000)
	tally(f, "b", 5, StageLost, 2000)
	tally(f, "a", 5, StagePassed, 10000)
	want := 0.8
	if got := NewChance(f).WinChance(openDeal(f, "a", 0), f.AsOf); math.Abs(got-want) > 0.01 {
		t.Errorf("none open: %.3f, want %.3f", got, want)
	}
	f.Deals = []DealFact{{Kind: StageOpen, Stage: "b"}}
	if got := NewChance(f).WinChance(openDeal(f, "a", 0), f.AsOf); math.Abs(got-want) > 0.01 {
		t.Errorf("one open: %.3f, want %.3f", got, want)
	}
}

func TestChanceIsAlwaysAProbability(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	outcomes := []StageKind{StageWon, StageLost, StageOpen, StagePassed, ""}
	for range 300 {
		f := stageFacts(
			Stage{ID: "a", Kind: StageOpen, Position: 1, Probability: math.NaN()},
			Stage{ID: "b", Kind: StageOpen, Position: 2, Probability: 7},
			Stage{ID: "c", Kind: StageOpen, Position: 3, Probability: -1})
		for range random.IntN(40) {
			tally(f, []ID{"a", "b", "c", "", "x"}[random.IntN(5)], random.IntN(60)-5, outcomes[random.IntN(5)], random.IntN(4))
		}
		f.Settings.Thresholds.ChanceSample = random.IntN(3) * 10
		c := NewChance(f)
		for range 30 {
			d := openDeal(f, []ID{"a", "b", "c", ""}[random.IntN(4)], random.IntN(80)-10)
			if random.IntN(5) == 0 {
				d.Since = 0
			}
			if p := c.WinChance(d, f.AsOf); math.IsNaN(p) || p < 0 || p > 1 {
				t.Fatalf("chance %v of %+v", p, d)
			}
		}
	}
}
