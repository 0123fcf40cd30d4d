package sales

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestQuotaPartsOfAMonth(t *testing.T) {
	c := DefaultSettings().Calendar()
	month := oct(1).Month()
	for _, x := range []struct {
		value    int64
		from, to Day
		want     int64
	}{
		{2200, oct(1), oct(31), 2200},
		{2200, sep(1), oct(15), 1100},
		{2200, oct(16), oct(31), 1100},
		{2200, oct(3), oct(4), 0},
		{2200, oct(1), oct(1), 100},
		{2200, sep(1), sep(30), 0},
		{1, oct(1), oct(14), 0},
		{1, oct(1), oct(15), 1},
		{1, oct(16), oct(31), 0},
		{-1, oct(1), oct(31), -1},
		{-3, oct(1), oct(15), -1},
		{-22, oct(1), oct(1), -1},
	} {
		check(t, x.from.String()+" to "+x.to.String(), c.QuotaPart(x.value, month, Period{From: x.from, To: x.to}), x.want)
	}
	c.Weekend = []time.Weekday{0, 1, 2, 3, 4, 5, 6}
	check(t, "by calendar days", c.QuotaPart(3100, month, Period{From: oct(1), To: oct(10)}), 1000)
}

func TestQuotaPartsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Calendar{Weekend: rapid.SampledFrom([][]time.Weekday{nil, {0, 6}, {0, 1, 2, 3, 4, 5, 6}}).Draw(t, "weekend"), Holidays: []Day{oct(5)}}
		value := rapid.Int64Range(0, int64(MaxAmount)).Draw(t, "value")
		month := rapid.SampledFrom([]Month{oct(1).Month(), MonthOf(2024, time.February)}).Draw(t, "month")
		var sum int64
		for from := month.First(); from <= month.Last(); {
			to := from.Add(rapid.IntRange(0, 12).Draw(t, "days"))
			part := c.QuotaPart(value, month, Period{From: from, To: to})
			if part < 0 {
				t.Fatalf("part %d of %d", part, value)
			}
			sum += part
			from = to.Add(1)
		}
		if sum != value {
			t.Fatalf("the parts of %d add up to %d", value, sum)
		}
	})
}

func TestSplits(t *testing.T) {
	if got := SplitEven(100, 3); !slices.Equal(got, []int64{34, 33, 33}) {
		t.Errorf("even: %v", got)
	}
	got, err := SplitWeighted(100, []int64{1, 2, 0})
	if err != nil || !slices.Equal(got, []int64{33, 67, 0}) {
		t.Errorf("weighted: %v, %v", got, err)
	}
	var invalid *Invalid
	for _, weights := range [][]int64{nil, {1, -1}} {
		if _, err := SplitWeighted(100, weights); !errors.As(err, &invalid) || invalid.Field != "weights" {
			t.Errorf("weights %v: %v", weights, err)
		}
	}
	if _, err := SplitByHand(100, []int64{50, 49}); !errors.As(err, &invalid) || invalid.Error() != "parts: sales.error.parts [Sum 99 Total 100]" {
		t.Errorf("by hand: %v", err)
	}
	byHand, err := SplitByHand(100, []int64{50, 50})
	if err != nil || !slices.Equal(byHand, []int64{50, 50}) {
		t.Errorf("by hand: %v, %v", byHand, err)
	}
	credited := map[Month]Amount{oct(1).Month() - 12: 30, oct(1).Month() - 11: -5, oct(1).Month() - 10: 70}
	if got := SeasonWeights(credited, oct(1).Month(), 4); !slices.Equal(got, []int64{30, 0, 70, 0}) {
		t.Errorf("season: %v", got)
	}
}

func TestSplitsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(0, int64(MaxAmount)).Draw(t, "total")
		weights := rapid.SliceOfN(rapid.Int64Range(0, 1<<40), 1, 12).Draw(t, "weights")
		parts, err := SplitWeighted(total, weights)
		if err != nil {
			t.Fatal(err)
		}
		for _, split := range [][]int64{parts, SplitEven(total, len(weights))} {
			var sum int64
			for _, part := range split {
				sum += part
			}
			if sum != total {
				t.Fatalf("%v adds up to %d, not %d", split, sum, total)
			}
		}
	})
}

func TestRampAndAbsence(t *testing.T) {
	month := oct(1).Month()
	newcomer := Rep{Started: sep(20), Ramp: []int{25, 50, 75}}
	for i, want := range []int64{0, 25, 51, 76, 101} { // of 101, half rounded up
		check(t, "ramp", Ramped(101, month.Add(i-2), newcomer), want)
	}
	check(t, "no ramp", Ramped(101, month, Rep{Started: sep(20)}), 101)
	check(t, "no start", Ramped(101, month, Rep{Ramp: []int{0}}), 101)
	c := DefaultSettings().Calendar()
	away := Rep{Absences: []Absence{{From: oct(5), To: oct(9)}, {From: oct(8), To: oct(15)}, {From: oct(30), To: oct(31).Add(9)}}}
	check(t, "absent for 10 of 22 days", c.Attended(2200, month, away), 1200)
	check(t, "absent in the next month", c.Attended(2100, month+1, away), 1500) // 6 of 21 days
	check(t, "not absent", c.Attended(2200, month-1, away), 2200)
	away.Started, away.Ramp = oct(1), []int{50}
	check(t, "ramp, then absence", c.Effective(2200, month, away), 600)
	c.Weekend = []time.Weekday{0, 1, 2, 3, 4, 5, 6}
	check(t, "no working days", c.Attended(2200, month, away), 2200)
}

func TestCopyLastYear(t *testing.T) {
	first := MonthOf(2026, time.January)
	quotas := []Quota{
		{ID: "1", RepID: "ann", Month: first - 12, Measure: MeasureMoney, Value: 100},
		{ID: "2", RepID: "ann", Month: first - 11, Measure: MeasureMoney, Value: 200},
		{ID: "3", RepID: "ann", Month: first - 13, Measure: MeasureMoney, Value: 999},
		{ID: "4", RepID: "ann", Month: first, Measure: MeasureMoney, Value: 999},
		{ID: "5", Month: first - 1, ProductID: "p", Measure: MeasureUnits, Value: 10},
	}
	got := CopyLastYear(quotas, first, 0.05)
	want := []Quota{
		{RepID: "ann", Month: first, Measure: MeasureMoney, Value: 105},
		{RepID: "ann", Month: first + 1, Measure: MeasureMoney, Value: 210},
		{Month: first + 11, ProductID: "p", Measure: MeasureUnits, Value: 11}, // 10.5 rounds up
	}
	if !slices.Equal(got, want) {
		t.Errorf("copied %+v, want %+v", got, want)
	}
	lower := CopyLastYear(quotas[:2], first, -0.5)
	if lower[0].Value+lower[1].Value != 150 {
		t.Errorf("half of last year is %+v", lower)
	}
}

func TestCreditedByMonth(t *testing.T) {
	f := october()
	check(t, "team's September", CreditedByMonth(f, "")[sep(1).Month()], 200000)
	check(t, "Bob's October", CreditedByMonth(f, "bob")[oct(1).Month()], 480000)
	if got := CreditedByMonth(f, "nobody"); len(got) != 0 {
		t.Errorf("credit of an unknown rep: %v", got)
	}
}

func TestCreditOf(t *testing.T) {
	f := october()
	got := f.CreditOf(f.Deals[0])
	if want := []Credit{{"ann", 500001, 2}, {"bob", 500000, 1}}; !slices.Equal(got, want) {
		t.Errorf("credit %v, want %v", got, want)
	}
	if got := f.CreditOf(f.Deals[1]); len(got) != 1 || got[0].Amount != 300000 || got[0].RepID != "ann" {
		t.Errorf("an undivided deal's credit %v", got)
	}
	slices.Reverse(f.Reps)
	slices.Reverse(f.Deals[0].Shares)
	if again := f.CreditOf(f.Deals[0]); !slices.Equal(got[:0], again[:0]) || again[0].RepID != "ann" || again[0].Amount != 500001 {
		t.Errorf("the order of rows changed the parts: %v", again)
	}
}

func TestQuotaGrid(t *testing.T) {
	c := DefaultSettings().Calendar()
	c.FiscalStart = time.April
	first := MonthOf(2026, time.April)
	quotas := []Quota{
		{RepID: "ann", Month: first, Measure: MeasureMoney, Value: 10},
		{RepID: "ann", Month: first + 2, Measure: MeasureMoney, Value: 5},
		{RepID: "ann", Month: first + 11, Measure: MeasureMoney, Value: 7},
		{RepID: "bob", Month: first, Measure: MeasureMoney, Value: 1},
		{RepID: "max", Month: first, Measure: MeasureMoney, Value: 100},
		{Month: first, Measure: MeasureMoney, Value: 12},
		{Month: first + 1, Measure: MeasureMoney, Value: 3},
		{RepID: "ann", Month: first, Measure: MeasureUnits, Value: 77},
		{RepID: "ann", Month: first, Measure: MeasureMoney, ProductID: "p", Value: 77},
		{RepID: "ann", Month: first - 1, Measure: MeasureMoney, Value: 77},
		{RepID: "ann", Month: first + 12, Measure: MeasureMoney, Value: 77},
	}
	grid := NewQuotaGrid(c, 2027, october().Reps, []ID{"ann", "bob"}, quotas, "", MeasureMoney)
	if len(grid.Rows) != 3 || len(grid.Months) != 12 || grid.Months[0] != first {
		t.Fatalf("grid of %d rows from %s", len(grid.Rows), grid.Months[0])
	}
	ann := grid.Rows[0]
	check(t, "Ann's April", ann.Cells[0], 10)
	check(t, "Ann's May", ann.Cells[1], nil)
	check(t, "Ann's first quarter", ann.Quarters[0], 15)
	check(t, "Ann's second quarter", ann.Quarters[1], nil)
	check(t, "Ann's fourth quarter", ann.Quarters[3], 7)
	check(t, "Ann's year", ann.Year, 22)
	check(t, "sum of April", grid.Sum.Cells[0], 11)
	check(t, "team's April", grid.Team.Cells[0], 12)
	check(t, "mismatch of April", grid.Mismatch[0], -1)
	check(t, "mismatch of May", grid.Mismatch[1], nil)
	check(t, "mismatch of June", grid.Mismatch[2], nil)
	if !ann.Counted || grid.Rows[2].Counted {
		t.Error("Ann counts, Max does not")
	}
}
