package sales_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"attain/app/sales"
)

// closingWorld is a team whose records change while its months are closed.
type closingWorld struct {
	deals       map[sales.ID]sales.DealFact
	adjustments map[sales.ID]sales.AdjustmentFact
	first       sales.Month
	today       sales.Day
}

// facts are the raw facts of a period as of today.
func (w *closingWorld) facts(p sales.Period) *sales.Facts {
	currency, err := sales.NewCurrency("USD")
	if err != nil {
		panic(err)
	}
	f := &sales.Facts{
		AsOf: w.today, Period: p, History: w.first.First(), Settings: sales.DefaultSettings(), Currency: currency,
		Reps:   []sales.Rep{{ID: "r1", Name: "A"}, {ID: "r2", Name: "B"}},
		Stages: []sales.Stage{{ID: "s1", Kind: sales.StageOpen, Position: 1}, {ID: "w", Kind: sales.StageWon}, {ID: "l", Kind: sales.StageLost}},
	}
	for _, d := range w.deals {
		f.Deals = append(f.Deals, d)
	}
	for _, a := range w.adjustments {
		f.Adjustments = append(f.Adjustments, a)
	}
	slices.SortFunc(f.Deals, func(a, b sales.DealFact) int { return int(a.Created - b.Created) })
	return f
}

// change creates, edits, moves, reopens or deletes a record.
func (w *closingWorld) change(t *rapid.T) {
	id := sales.ID(fmt.Sprint("d", rapid.IntRange(1, 6).Draw(t, "deal")))
	day := w.first.First().Add(rapid.IntRange(0, 130).Draw(t, "day"))
	if rapid.IntRange(0, 4).Draw(t, "what") == 0 {
		a := sales.AdjustmentFact{ID: "a" + id, DealID: id, Owner: "r1", Day: day, Amount: sales.Amount(rapid.IntRange(-500, 500).Draw(t, "refund"))}
		if w.adjustments[a.ID] = a; rapid.Bool().Draw(t, "delete") {
			delete(w.adjustments, a.ID)
		}
		return
	}
	d, known := w.deals[id]
	if known && rapid.IntRange(0, 3).Draw(t, "delete") == 0 {
		delete(w.deals, id)
		return
	}
	kind := rapid.SampledFrom([]sales.StageKind{sales.StageOpen, sales.StageWon, sales.StageWon, sales.StageLost}).Draw(t, "kind")
	if known && d.Kind != sales.StageOpen && kind == sales.StageOpen {
		d.Reopened++
	}
	d.ID, d.Kind, d.Since, d.Created, d.HasAmount = id, kind, day, w.first.First(), true
	d.OwnerID = rapid.SampledFrom([]sales.ID{"r1", "r2"}).Draw(t, "owner")
	d.Amount = sales.Amount(rapid.IntRange(0, 10001).Draw(t, "amount"))
	d.Units = int64(rapid.IntRange(0, 9).Draw(t, "units"))
	if d.Shares = nil; rapid.Bool().Draw(t, "shared") {
		d.Shares = []sales.Share{{RepID: "r1", Weight: 1}, {RepID: "r2", Weight: 2}}
	}
	w.deals[id] = d
}

// result is what a month counts of a scope.
type result struct {
	credited       sales.Amount
	units          int64
	won, lost      int
	wonSum, misses sales.Amount
}

func resultsOf(t *rapid.T, f *sales.Facts) map[sales.ID]result {
	report, err := sales.NewReport(f, sales.Models{})
	if err != nil {
		t.Fatal(err)
	}
	of := func(m sales.Metrics) result {
		return result{m.Credited, m.WonUnits, m.Won, m.Lost, m.WonValue, m.LostValue}
	}
	results := map[sales.ID]result{"": of(report.Team)}
	for _, rep := range report.Reps {
		results[rep.Rep.ID] = of(rep.Metrics)
	}
	for _, rep := range []sales.ID{"", "r1", "r2"} {
		e, err := sales.Explain(f, sales.Subject{Metric: "credited", Rep: rep})
		if err != nil || sales.Amount(*e.Number()) != results[rep].credited {
			t.Fatalf("%q is credited %d, its records say %v, %v", rep, results[rep].credited, e, err)
		}
	}
	return results
}

// TestClosedMonthsStayAndNothingIsLost closes months in any order while
// records change in every way: no closed month ever moves, and what all months
// are credited adds up to what the records say.
func TestClosedMonthsStayAndNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &closingWorld{
			deals: map[sales.ID]sales.DealFact{}, adjustments: map[sales.ID]sales.AdjustmentFact{},
			first: sales.MonthOf(2024, time.January), today: sales.MonthOf(2024, time.June).Last(),
		}
		var closed []sales.ClosedMonth
		frozen := map[sales.Month]map[sales.ID]result{}
		settled := func(p sales.Period) *sales.Facts { return sales.Settle(w.facts(p), closed, w.first.First()) }
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			for range rapid.IntRange(1, 4).Draw(t, "changes") {
				w.change(t)
			}
			month := w.first.Add(rapid.IntRange(0, 4).Draw(t, "month"))
			if frozen[month] == nil && rapid.Bool().Draw(t, "close") {
				f := settled(sales.MonthPeriod(month))
				frozen[month] = resultsOf(t, f)
				closed = append(closed, sales.NewClosedMonth(f, month))
				slices.SortFunc(closed, func(a, b sales.ClosedMonth) int { return int(a.Month - b.Month) })
			}
			sums := map[sales.ID]sales.Amount{}
			for m := w.first; m.First() <= w.today; m++ {
				now := resultsOf(t, settled(sales.MonthPeriod(m)))
				for rep, r := range now {
					sums[rep] += r.credited
					if was, is := frozen[m]; is && r != was[rep] {
						t.Fatalf("closed %s of %q was %+v, is %+v", m, rep, was[rep], r)
					}
				}
			}
			all := sales.Period{From: w.first.First(), To: w.today}
			raw, whole := resultsOf(t, w.facts(all)), resultsOf(t, settled(all))
			for rep := range raw {
				if sums[rep] != raw[rep].credited || whole[rep].credited != raw[rep].credited || whole[rep].units != raw[rep].units {
					t.Fatalf("%q: months add up to %d, the whole to %+v, the records say %+v", rep, sums[rep], whole[rep], raw[rep])
				}
			}
		}
	})
}
