package sales_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"attain/app/sales"
)

// quarterTeam opens three deals a day; one that is 20 days old is won with a
// chance of 2 % a day times the factor of the month's place in the quarter,
// and lost with 1 %.
func quarterTeam(seed uint64, factor [3]float64, until sales.Day) *sales.Facts {
	random := rand.New(rand.NewPCG(seed, 3))
	f := &sales.Facts{AsOf: until, History: until.Add(-420), Period: sales.MonthPeriod(until.Add(1).Month()), Settings: sales.DefaultSettings(), Stages: sales.DefaultProcess(key)}
	f.Reps = []sales.Rep{{ID: "r", Name: "Kim"}}
	for created := f.History; created <= until; created++ {
		for i := range 3 {
			d := sales.DealFact{Name: fmt.Sprint(created, i), OwnerID: "r", Created: created, Kind: sales.StageOpen, HasAmount: true, Amount: 100_000}
			for day := created.Add(20); day <= until && d.Kind == sales.StageOpen; day++ {
				switch x := random.Float64(); {
				case x < 0.02*factor[(day.Month()-sales.MonthOf(2026, time.January)+300)%3]:
					d.Kind, d.Since = sales.StageWon, day
				case x > 0.99:
					d.Kind, d.Since = sales.StageLost, day
				}
			}
			f.Deals = append(f.Deals, d)
		}
	}
	return f
}

func TestForecastLearnsThePlaceInTheQuarter(t *testing.T) {
	for name, test := range map[string]struct {
		factor   [3]float64
		low, top float64 // of the quarter's last month against the first of the next
	}{
		"wins cluster at the end": {[3]float64{0.5, 0.9, 1.6}, 2.5, 4.5},
		"all months are alike":    {[3]float64{1, 1, 1}, 0.8, 1.25},
	} {
		for seed := uint64(1); seed <= 3; seed++ {
			end := forecast(quarterTeam(seed, test.factor, sales.DayOf(2026, 8, 31))).Amount("")
			begin := forecast(quarterTeam(seed, test.factor, sales.DayOf(2026, 9, 30))).Amount("")
			if ratio := end / begin; ratio < test.low || ratio > test.top {
				t.Errorf("%s: September is %.2f of October, want %v to %v", name, ratio, test.low, test.top)
			}
		}
	}
}

// A quarter has one month of each place, so that its forecast is theirs.
func TestForecastOfAQuarterHasEveryPlace(t *testing.T) {
	f := quarterTeam(1, [3]float64{0.5, 0.9, 1.6}, sales.DayOf(2026, 9, 30))
	f.Period = f.Settings.Calendar().Quarter(2026, 4)
	quarter := forecast(f).Amount("")
	f.Deals = quarterTeam(1, [3]float64{1, 1, 1}, sales.DayOf(2026, 9, 30)).Deals
	if ratio := quarter / forecast(f).Amount(""); ratio < 0.8 || ratio > 1.2 {
		t.Errorf("the quarter is %.2f of that of a team whose months are alike", ratio)
	}
}

func TestForecastExpectsNothingOfDealsThatNeverClose(t *testing.T) {
	until := sales.DayOf(2026, 8, 31)
	f := quarterTeam(2, [3]float64{1, 1, 1}, until)
	before := forecast(f).Amount("")
	for name, created := range map[string]sales.Day{"older than any that closed": until.Add(-600), "of unknown creation": 0} {
		with := *f
		with.Deals = append([]sales.DealFact(nil), f.Deals...)
		for i := range 300 {
			with.Deals = append(with.Deals, sales.DealFact{Name: fmt.Sprint("forgotten ", i), OwnerID: "r", Created: created, Kind: sales.StageOpen, HasAmount: true, Amount: 100_000})
		}
		if more := forecast(&with).Amount("") / before; more > 1.1 || more < 0.95 {
			t.Errorf("300 deals %s make the forecast %.2f times as large", name, more)
		}
	}
}

// A table that begins with its first closes tells nothing of the months before.
func TestForecastLeavesOutTheTimeWithoutCloses(t *testing.T) {
	f := quarterTeam(3, [3]float64{1, 1, 1}, sales.DayOf(2026, 8, 31))
	whole := forecast(f).Amount("")
	first := f.History.Add(240)
	late := *f
	late.Deals = nil
	for _, d := range f.Deals {
		if d.Kind == sales.StageOpen || d.Since >= first {
			late.Deals = append(late.Deals, d)
		}
	}
	if ratio := forecast(&late).Amount("") / whole; ratio < 0.85 || ratio > 1.15 {
		t.Errorf("without the closes of the first eight months the forecast is %.2f of that with them", ratio)
	}
}
