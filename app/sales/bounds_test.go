package sales

import (
	"math"
	"math/big"
	"testing"
	"time"
)

// What lies exactly on a bound, or has nothing to divide by. Each of these was
// a mutation that no other test noticed.

func TestAmountsUpToTheLargestAreKept(t *testing.T) {
	if sum, err := AddAmounts(math.MaxInt64-1, 1); err != nil || sum != math.MaxInt64 {
		t.Errorf("%d, %v", sum, err)
	}
	if sum, err := AddAmounts(math.MinInt64+1, -1); err != nil || sum != math.MinInt64 {
		t.Errorf("%d, %v", sum, err)
	}
	dollars := Currency{Code: "USD", Digits: 2}
	for value, fits := range map[int64]bool{int64(MaxAmount): true, -int64(MaxAmount): true, int64(MaxAmount) + 1: false} {
		if _, _, err := dollars.Round(big.NewInt(value), 2); (err == nil) != fits {
			t.Errorf("%d: %v", value, err)
		}
	}
}

func TestTouchesCountFromGiveUpDaysBeforeThePeriod(t *testing.T) {
	period := MonthPeriod(MonthOf(2026, time.October))
	for days, want := range map[int]Day{14: sep(17), 0: oct(1), -3: oct(1)} {
		if got := (Thresholds{GiveUpDays: days}).TouchedSince(period); got != want {
			t.Errorf("%d days: %s, want %s", days, got, want)
		}
	}
}

func TestDealDueOnTheDayCountsForWhatIsLeft(t *testing.T) {
	f := october()
	f.Deals = []DealFact{{ID: "o", OwnerID: "ann", Kind: StageOpen, Stage: "s3", Since: oct(1), Created: oct(1), Amount: 400000, HasAmount: true, ExpectedClose: oct(15)}}
	f.Adjustments = nil
	report, err := NewReport(f, Models{})
	if err != nil {
		t.Fatal(err)
	}
	if m := report.Team; m.ExpectedOpen != 400000 || *m.PipelineProjection != 200000 || m.Overdue.Count != 0 {
		t.Errorf("expected %d, projected %v, overdue %d", m.ExpectedOpen, *m.PipelineProjection, m.Overdue.Count)
	}
}

func TestProductsThatStirAreListed(t *testing.T) {
	deal := func(id ID, kind StageKind) DealFact {
		return DealFact{ID: id, OwnerID: "ann", Kind: kind, Stage: "s1", Since: oct(5), Created: oct(1), Lines: []Line{{ProductID: "p", Amount: 0}}}
	}
	for name, c := range map[string]struct {
		deals    []DealFact
		products []Product
		want     int
	}{
		"no products":                   {[]DealFact{{ID: "w", OwnerID: "ann", Kind: StageWon, Stage: "won", Since: oct(5), Amount: 100, HasAmount: true}}, nil, 0},
		"an archived one, open":         {[]DealFact{deal("o", StageOpen)}, []Product{{ID: "p", Name: "P", Archived: true}}, 1},
		"an archived one, won and lost": {[]DealFact{deal("w", StageWon), deal("l", StageLost)}, []Product{{ID: "p", Name: "P", Archived: true}}, 1},
		"an archived one, lost, open":   {[]DealFact{deal("o", StageOpen), deal("l", StageLost)}, []Product{{ID: "p", Name: "P", Archived: true}}, 1},
		"an archived one at rest":       {nil, []Product{{ID: "p", Name: "P", Archived: true}}, 0},
	} {
		f := october()
		f.Deals, f.Products, f.Adjustments, f.Quotas = c.deals, c.products, nil, nil
		report, err := NewReport(f, Models{})
		if err != nil {
			t.Fatal(err)
		}
		if got := len(report.Team.Products); got != c.want {
			t.Errorf("%s: %d listed, want %d: %+v", name, got, c.want, report.Team.Products)
		}
	}
}

func TestRatesOfNothing(t *testing.T) {
	check(t, "nothing of one's own and nothing to shrink by", Shrink(Ratio{}, Ratio{1, 10}, 0), 0.1)
	zero, ten := 0.0, 10.0
	if got := over(&ten, &zero); got != nil {
		t.Errorf("ten over no rate is %v", *got)
	}
}

func TestSharesOfFollowUpsAndOfGivingUp(t *testing.T) {
	ups, gave := FollowUps{WinsByCount: []int{0, 1, 3}}, GiveUp{ByTouches: []int{3, 1}}
	for what, c := range map[string]struct{ got, want Ratio }{
		"won after two or more": {ups.Took(2), Ratio{3, 4}}, "won after none": {ups.Took(0), Ratio{0, 4}}, "beyond": {ups.Took(3), Ratio{}},
		"given up after one": {gave.After(1), Ratio{3, 4}}, "after two or more": {gave.After(2), Ratio{1, 4}}, "after none": {gave.After(0), Ratio{}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", what, c.got, c.want)
		}
	}
}

func TestGoalIsJudgedByTheWorkingDaysElapsed(t *testing.T) {
	f := october() // 15 October: 11 of 22 working days
	f.Goals = []Goal{{Type: Call, Count: 10}, {Type: Mail, Count: 10}}
	f.Activities = []ActivityCount{{RepID: "ann", Type: Call, Direction: Outbound, Attempts: 22}, {RepID: "ann", Type: Mail, Direction: Outbound, Attempts: 18}}
	report, err := NewReport(f, Models{})
	if err != nil {
		t.Fatal(err)
	}
	for _, rep := range report.Reps {
		for _, a := range rep.Metrics.Activities {
			if want := map[ActivityType]Band{Call: OnTrack, Mail: Behind}[a.Type]; rep.Rep.ID == "ann" && a.Goal != nil && (a.GoalBand != want || a.GoalPace.Den != *a.Goal/2) {
				t.Errorf("%s: %v, %s, want %s of half of %v", a.Type, a.GoalPace, a.GoalBand, want, *a.Goal)
			}
		}
	}
}

func TestAgeIsOfTheStaysStillRunning(t *testing.T) {
	f := october()
	open := func(id ID, since Day) DealFact {
		return DealFact{ID: id, OwnerID: "ann", Kind: StageOpen, Stage: "s1", Since: since, Created: sep(1)}
	}
	f.Deals = []DealFact{open("a", oct(15)), open("b", oct(11)), open("c", oct(5)), open("d", 0)}
	report, err := NewReport(f, Models{})
	if err != nil {
		t.Fatal(err)
	}
	age := report.Team.Stages[0].Age
	check(t, "mean", age.Mean, 14.0/3)
	check(t, "median", age.Median, 4)
	check(t, "how many are known", age.N, 3)
}

func TestOverlappingAbsencesCountOnceInAnyOrder(t *testing.T) {
	calendar := DefaultSettings().Calendar()
	for _, absences := range [][]Absence{{{From: oct(12), To: oct(16)}, {From: oct(5), To: oct(14)}}, {{From: oct(5), To: oct(14)}, {From: oct(12), To: oct(16)}}} {
		if days := calendar.absentDays(absences, oct(1), oct(31)); days != 10 {
			t.Errorf("%v: %d working days, want 10", absences, days)
		}
	}
}
