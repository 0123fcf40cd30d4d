package sales

import (
	"fmt"
	"math"
	"testing"
	"time"
)

func oct(n int) Day { return DayOf(2026, time.October, n) }
func sep(n int) Day { return DayOf(2026, time.September, n) }

func fraction(v float64) *float64 { return &v }

// october is a team's October 2026 as of the 15th: 22 working days, of which
// 11 have elapsed. Every expected number of the tests on it was computed by
// hand from these records.
func october() *Facts {
	settings := DefaultSettings()
	month := MonthOf(2026, time.October)
	return &Facts{
		AsOf: oct(15), Period: MonthPeriod(month), History: DayOf(2025, time.October, 1),
		Settings: settings, Currency: Currency{Code: "USD", Digits: 2},
		Stages: []Stage{
			{ID: "s1", Name: "Qualification", Position: 1, Kind: StageOpen, Probability: 0.1, DayLimit: 14, QuietDays: 7},
			{ID: "s2", Name: "Discovery", Position: 2, Kind: StageOpen, Probability: 0.25, DayLimit: 21, QuietDays: 10},
			{ID: "s3", Name: "Proposal", Position: 3, Kind: StageOpen, Probability: 0.5, DayLimit: 21, QuietDays: 10, Late: true},
			{ID: "s4", Name: "Negotiation", Position: 4, Kind: StageOpen, Probability: 0.75, QuietDays: 7, Late: true},
			{ID: "old", Name: "Old", Position: 5, Kind: StageOpen, Archived: true},
			{ID: "won", Name: "Won", Position: 6, Kind: StageWon},
			{ID: "lost", Name: "Lost", Position: 7, Kind: StageLost},
		},
		Reps: []Rep{{ID: "ann", Name: "Ann", Manager: "max "}, {ID: "bob", Name: "Bob", Capacity: 5}, {ID: "max", Name: "Max"}},
		Quotas: []Quota{
			{ID: "q1", RepID: "ann", Month: month, Measure: MeasureMoney, Value: 1500000},
			{ID: "q2", RepID: "bob", Month: month, Measure: MeasureMoney, Value: 800000},
			{ID: "q3", RepID: "max", Month: month, Measure: MeasureMoney, Value: 500000},
		},
		Deals: []DealFact{
			{
				ID: "w1", OwnerID: "ann", Kind: StageWon, Stage: "won", Since: oct(5), Created: sep(5), Amount: 1000001, Units: 3, LastStage: "s4",
				Shares: []Share{{ID: "2", RepID: "bob", Weight: 1}, {ID: "1", RepID: "ann", Weight: 1}}, Touches: 7, Attempts: 6,
			},
			{ID: "w2", OwnerID: "ann", Kind: StageWon, Stage: "won", Since: oct(12), Amount: 300000, Units: 1, LastStage: "s4", Touches: 1},
			{ID: "w3", OwnerID: "bob", Kind: StageWon, Stage: "won", Since: sep(10), Created: DayOf(2026, time.August, 1), Amount: 200000, Units: 9},
			{ID: "l1", OwnerID: "bob", Kind: StageLost, Stage: "lost", Since: oct(8), Created: sep(28), Amount: 100000, Reason: "price", LastStage: "s2"},
			{
				ID: "l2", OwnerID: "ann", Kind: StageLost, Stage: "lost", Since: oct(9), Created: oct(1), Amount: 50000, Reason: "price ", LastStage: "s3",
				Touches: 1, Attempts: 1, FirstTouch: oct(1), LastTouch: oct(1),
			},
			{
				ID: "o1", OwnerID: "ann", Kind: StageOpen, Stage: "s3", Since: oct(1), Created: sep(1), Amount: 400000, ExpectedClose: oct(20),
				NextStep: true, Touches: 3, Attempts: 3, LastTouch: oct(10), Answered: true,
			},
			{
				ID: "o2", OwnerID: "ann", Kind: StageOpen, Stage: "s1", Since: sep(25), Created: sep(25), Amount: 80000, ExpectedClose: oct(10),
				Touches: 2, Attempts: 2, FirstTouch: sep(26), LastTouch: oct(7),
			},
			{
				ID: "o3", OwnerID: "bob", Kind: StageOpen, Stage: "s4", Since: oct(14), Created: sep(3), Amount: 100000, Probability: fraction(0.9),
				NextStep: true, LastTouch: oct(1),
			},
			{ID: "o4", OwnerID: "bob", Kind: StageOpen, Amount: 70000, ExpectedClose: oct(15), NextStep: true},
			{
				ID: "o5", OwnerID: "bob", Kind: StageOpen, Stage: "s2", Since: oct(2), Created: oct(2), Amount: 60000,
				ExpectedClose: DayOf(2026, time.November, 5), NextStep: true, Called: true, LastTouch: oct(14),
			},
		},
		Adjustments: []AdjustmentFact{{ID: "refund", DealID: "w3", Owner: "bob", Day: oct(7), Amount: -20000, Units: -2}},
	}
}

func report(t *testing.T, f *Facts) *Report {
	t.Helper()
	r, err := NewReport(f, Models{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rep returns one rep's metrics of a report.
func rep(t *testing.T, r *Report, id ID) *Metrics {
	t.Helper()
	for i := range r.Reps {
		if r.Reps[i].Rep.ID == id {
			return &r.Reps[i].Metrics
		}
	}
	t.Fatalf("no rep %s in the report", id)
	return nil
}

// check compares a figure with the one expected by hand. want is a number or
// nil for no value.
func check(t *testing.T, what string, got, want any) {
	t.Helper()
	g, gok := number(got)
	w, wok := number(want)
	if gok != wok || math.IsNaN(g) || gok && math.Abs(g-w) > 1e-9*math.Max(1, math.Abs(w)) {
		t.Errorf("%s is %s, want %s", what, shown(g, gok), shown(w, wok))
	}
}

func shown(v float64, ok bool) string {
	if !ok {
		return "no value"
	}
	return fmt.Sprint(v)
}

func number(v any) (float64, bool) {
	switch v := v.(type) {
	case nil:
		return 0, false
	case int:
		return float64(v), true
	case int64:
		return float64(v), true
	case float64:
		return v, true
	case Amount:
		return float64(v), true
	case Ratio:
		return number(v.Value())
	case *float64:
		if v == nil {
			return 0, false
		}
		return *v, true
	case *Amount:
		if v == nil {
			return 0, false
		}
		return float64(*v), true
	case *int64:
		if v == nil {
			return 0, false
		}
		return float64(*v), true
	default:
		panic("a type that no figure has")
	}
}
