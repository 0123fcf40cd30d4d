package sales

import "testing"

func TestOutcomesOfOctober(t *testing.T) {
	r := report(t, october())
	m := &r.Team
	check(t, "won", m.Won, 2)
	check(t, "lost", m.Lost, 2)
	check(t, "won_value", m.WonValue, 1300001)
	check(t, "lost_value", m.LostValue, 150000)
	check(t, "win_rate", m.WinRate, 0.5)
	check(t, "value_win_rate", m.ValueWinRate, 1300001.0/1450001)
	check(t, "hygiene_win_rate", m.HygieneWinRate, 0.4) // o2 is overdue and stuck, and one deal
	check(t, "average_won", m.AverageWon, 650000.5)
	check(t, "days_to_win", m.DaysToWin.Mean, 30)
	check(t, "median", m.DaysToWin.Median, 30)
	check(t, "n", m.DaysToWin.N, 1)
	check(t, "days_to_lose", m.DaysToLose.Mean, 9)
	check(t, "undated deals", m.UndatedDeals, 1)
	check(t, "opened", m.Opened, 2)
	check(t, "velocity", m.Velocity, 2*650000.5*0.5/30)
	check(t, "Ann's win rate", rep(t, r, "ann").WinRate, 2.0/3)
	check(t, "Bob's win rate", rep(t, r, "bob").WinRate, 0)
	check(t, "Bob's average", rep(t, r, "bob").AverageWon, nil)
	check(t, "Bob's velocity", rep(t, r, "bob").Velocity, nil)
	max := rep(t, r, "max")
	check(t, "Max's win rate", max.WinRate, nil)
	check(t, "Max's hygiene", max.HygieneWinRate, nil)
	check(t, "Max's days", max.DaysToWin.Mean, nil)
}

func TestDealsWonOnTheirFirstDayHaveNoVelocity(t *testing.T) {
	f := october()
	f.Deals = []DealFact{{ID: "d", Kind: StageWon, Since: oct(2), Created: oct(2), Amount: 5}}
	m := report(t, f).Team
	check(t, "days to win", m.DaysToWin.Mean, 0)
	check(t, "velocity", m.Velocity, nil)
}

func TestPeriodEndsBelongToThePeriod(t *testing.T) {
	f := october()
	f.AsOf = oct(31).Add(1)
	f.Deals = []DealFact{
		{ID: "1", Kind: StageWon, Since: sep(30), Created: sep(30), Amount: 1},
		{ID: "2", Kind: StageWon, Since: oct(1), Created: oct(1), Amount: 10},
		{ID: "3", Kind: StageLost, Since: oct(31), Created: oct(31), Amount: 100},
		{ID: "4", Kind: StageLost, Since: oct(31).Add(1), Created: oct(31).Add(1), Amount: 1000},
	}
	m := report(t, f).Team
	check(t, "won value", m.WonValue, 10)
	check(t, "lost value", m.LostValue, 100)
	check(t, "opened", m.Opened, 2)
}

func TestReasons(t *testing.T) {
	f := october()
	f.Deals = append(f.Deals, DealFact{ID: "l3", OwnerID: "bob", Kind: StageLost, Since: oct(1), Amount: 7, Reason: "no budget", LastStage: "s3"},
		DealFact{ID: "l4", OwnerID: "bob", Kind: StageLost, Since: oct(1), Amount: 5, LastStage: "s3"})
	m := report(t, f).Team
	wants := []struct {
		kind       StageKind
		reason     string
		count      int
		amount     Amount
		share, sum float64
	}{
		{StageWon, "", 2, 1300001, 1, 1},
		{StageLost, "price", 2, 150000, 0.5, 0.5},
		{StageLost, "no budget", 1, 7, 0.25, 0.75},
		{StageLost, "", 1, 5, 0.25, 1},
	}
	if len(m.Reasons) != len(wants) {
		t.Fatalf("%d lines: %+v", len(m.Reasons), m.Reasons)
	}
	for i, want := range wants {
		got := m.Reasons[i]
		if got.Kind != want.kind || got.Reason != want.reason || got.Count != want.count || got.Amount != want.amount {
			t.Errorf("line %d is %+v, want %+v", i, got, want)
		}
		check(t, "share of "+want.reason, got.Share, want.share)
		check(t, "cumulative share of "+want.reason, got.Cumulative, want.sum)
	}
	stages := m.ReasonsByStage
	if len(stages) != 3 || stages[0].Stage != "s4" || stages[1].Stage != "s3" || stages[1].Count != 3 || stages[2].Stage != "s2" {
		t.Errorf("by stage: %+v", stages)
	}
}

func TestProducts(t *testing.T) {
	f := october()
	month := f.Period.To.Month()
	f.Products = []Product{{ID: "a", Name: "A"}, {ID: "b", Name: "B"}, {ID: "gone", Name: "Gone", Archived: true}, {ID: "back", Name: "Back", Archived: true}}
	f.Deals[0].Lines = []Line{{ProductID: "a", Units: 2, Amount: 600001}, {ProductID: "b", Units: 1, Amount: 400000}}
	f.Deals[3].Lines = []Line{{ProductID: "b", Amount: 100000}}
	f.Deals[5].Lines = []Line{{ProductID: "a", Amount: 150000}, {ProductID: "a", Amount: 250000}}
	f.Deals[9].Lines = []Line{{ProductID: "back", Amount: 60000}}
	f.Quotas = append(f.Quotas, Quota{RepID: "ann", ProductID: "a", Month: month, Measure: MeasureMoney, Value: 1200002},
		Quota{RepID: "bob", ProductID: "b", Month: month, Measure: MeasureUnits, Value: 4})
	r := report(t, f)
	check(t, "quota is of all products only", r.Team.Quota, 2300000)
	var names string
	var sum Amount
	for _, p := range r.Team.Products {
		names += p.Name + ","
		sum += p.Credited
	}
	if names != "A,B,Back,," {
		t.Errorf("products %q", names)
	}
	check(t, "sum of products", sum, r.Team.Credited)
	a, b, none := r.Team.Products[0], r.Team.Products[1], r.Team.Products[3]
	check(t, "credited of A", a.Credited, 600001)
	check(t, "attainment of A", a.Attainment, 600001.0/1200002)
	check(t, "units of A", a.Units, 2)
	check(t, "unit ratio of A", a.UnitRatio, nil)
	check(t, "open A", a.Open, 1)
	check(t, "open value of A", a.OpenValue, 400000)
	check(t, "win rate of A", a.WinRate, 1)
	check(t, "win rate of B", b.WinRate, 0.5)
	check(t, "unit ratio of B", b.UnitRatio, 0.25)
	check(t, "credited without product", none.Credited, 280000) // w2 and the refund
	check(t, "lost without product", none.Lost, 1)
	check(t, "quota of A for Bob", rep(t, r, "bob").Products[0].Quota, nil)
	check(t, "Ann's half of A", rep(t, r, "ann").Products[0].Credited, 300001)
	check(t, "Bob's half of A", rep(t, r, "bob").Products[0].Credited, 300000)
	check(t, "Bob's half of B", rep(t, r, "bob").Products[1].Credited, 200000)
}

func TestLinesMayTakeSomethingOff(t *testing.T) {
	f := october()
	f.Products = []Product{{ID: "a", Name: "A"}, {ID: "rebate", Name: "Rebate"}}
	f.Deals = []DealFact{{
		ID: "d", OwnerID: "ann", Kind: StageWon, Since: oct(2), Amount: 400, Units: 5,
		Lines: []Line{{ProductID: "a", Amount: 500, Units: 6}, {ProductID: "rebate", Amount: -100, Units: -1}},
	}}
	f.Adjustments = nil
	m := report(t, f).Team
	check(t, "credited of A", m.Products[0].Credited, 500)
	check(t, "units of A", m.Products[0].Units, 6)
	check(t, "credited of the rebate", m.Products[1].Credited, -100)
}
