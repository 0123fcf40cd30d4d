package sales

import (
	"testing"
	"time"
)

// monthly is the facts of a team that won the given thousands in the thirteen
// months up to October 2026, one deal a month on its 12th.
func monthly(asOf Day, thousands ...int) *Facts {
	f := october()
	f.AsOf, f.Deals, f.Adjustments, f.Quotas = asOf, nil, nil, nil
	for i, amount := range thousands {
		day := MonthOf(2025, time.October).Add(i).First().Add(11)
		f.Deals = append(f.Deals, DealFact{ID: ID(day.String()), OwnerID: "ann", Kind: StageWon, Since: day, Amount: Amount(amount * 1000), Units: 2})
	}
	return f
}

func TestTrendComparesMonths(t *testing.T) {
	f := monthly(oct(31), 10, 20, 0, 5, 0, 0, 1, 1, 1, 1, 1, 40, 30)
	f.Quotas = []Quota{{Month: oct(1).Month() - 1, Measure: MeasureMoney, Value: 9}}
	r := report(t, f)
	if len(r.Trend) != 13 || r.Trend[0].Month.String() != "2025-10" || r.Trend[12].Month.String() != "2026-10" {
		t.Fatalf("trend of %d months from %s", len(r.Trend), r.Trend[0].Month)
	}
	wants := []any{nil, 1.0, -1.0, nil, -1.0, nil, nil, 0.0}
	for i, want := range wants {
		check(t, "change of "+r.Trend[i].Month.String(), r.Trend[i].Change, want)
	}
	check(t, "credited", r.Trend[11].Credited, 40000)
	check(t, "won", r.Trend[11].Won, 1)
	check(t, "won in the first month", r.Trend[0].Won, 1)
	check(t, "credited in the first month", r.Trend[0].Credited, 10000)
	check(t, "units", r.Trend[11].Units, 2)
	check(t, "quota", r.Trend[11].Quota, 9)
	check(t, "no quota", r.Trend[12].Quota, nil)
	check(t, "the period's change", r.Team.Change, -0.25)
	check(t, "Ann's trend", r.Reps[0].Trend[12].Credited, 30000)
	check(t, "Bob's trend", r.Reps[1].Trend[12].Credited, 0)
}

func TestRunningMonthIsComparedAtEqualWorkingDays(t *testing.T) {
	f := monthly(oct(6), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	f.Deals = []DealFact{
		{ID: "a", Kind: StageWon, Since: sep(4), Amount: 100}, // the fourth working day of September
		{ID: "b", Kind: StageWon, Since: sep(7), Amount: 900}, // the fifth
		{ID: "c", Kind: StageWon, Since: oct(1), Amount: 150},
	}
	r := report(t, f) // four working days have elapsed
	last := r.Trend[12]
	check(t, "change", last.Change, 0.5)
	if !last.Running || r.Trend[11].Running {
		t.Error("only October is running")
	}
	f.AsOf = oct(1)
	if !report(t, f).Trend[12].Running {
		t.Error("a month runs from its first day")
	}
	f.AsOf = oct(7)
	check(t, "change a day later", report(t, f).Trend[12].Change, -0.85)
	f.AsOf, f.Period = DayOf(2026, time.November, 1), MonthPeriod(oct(1).Month()+1) // a Sunday: no working day yet
	f.Deals = append(f.Deals, DealFact{ID: "d", Kind: StageWon, Since: f.AsOf, Amount: 5})
	check(t, "change before the first working day", report(t, f).Trend[12].Change, nil) // October 1 was worked
	f.AsOf, f.Period = oct(31), MonthPeriod(oct(1).Month())
	if report(t, f).Trend[12].Running {
		t.Error("a month is over at the end of its last day")
	}
	f.AsOf = sep(30)
	if report(t, f).Trend[12].Running {
		t.Error("a month that has not begun is not running")
	}
}

func TestTurnsOfTheTrend(t *testing.T) {
	cases := map[string]struct {
		asOf      Day
		thousands []int
		turns     []int
	}{
		"rising":                     {oct(31), []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}, nil},
		"falling, from the 7th":      {oct(31), []int{1, 2, 3, 4, 5, 6, 3, 2, 1, 1, 1, 1, 1}, []int{6}},
		"one bad month is no turn":   {oct(31), []int{1, 2, 3, 4, 5, 6, 3, 8, 9, 10, 11, 12, 13}, nil},
		"down and up again":          {oct(31), []int{9, 8, 7, 6, 5, 4, 3, 9, 9, 9, 9, 9, 9}, []int{7}},
		"running month says nothing": {oct(15), []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 1}, nil},
		"falling at the end":         {oct(31), []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 1}, []int{11}},
		"flat":                       {oct(31), []int{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}, nil},
		"last month alone":           {oct(31), []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1}, nil},
	}
	for name, c := range cases {
		var turns []int
		for i, month := range report(t, monthly(c.asOf, c.thousands...)).Trend {
			if month.Turn {
				turns = append(turns, i)
			}
		}
		if len(turns) != len(c.turns) || len(turns) > 0 && turns[0] != c.turns[0] {
			t.Errorf("%s: turns at %v, want %v", name, turns, c.turns)
		}
	}
}
