package sales_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attain/app/sales"
	"attain/app/sales/salestest"
)

// scopes returns the team's metrics under the empty id, and the reps'.
func scopes(r *sales.Report) map[sales.ID]*sales.Metrics {
	all := map[sales.ID]*sales.Metrics{"": &r.Team}
	for i := range r.Reps {
		all[r.Reps[i].Rep.ID] = &r.Reps[i].Metrics
	}
	return all
}

// measured draws a random history and a question about it.
func measured(t *rapid.T) (*sales.Facts, *sales.Report) {
	records := salestest.Histories().Draw(t, "history")
	question := salestest.Questions().Draw(t, "question")
	facts, err := salestest.Fold(records, question)
	if err != nil {
		t.Fatal(err)
	}
	report, err := sales.NewReport(facts, sales.Models{})
	if err != nil {
		t.Fatal(err)
	}
	return facts, report
}

// naive counts the main figures of a scope from the facts, in the plainest
// way: one loop, one line for each definition.
type naive struct {
	won, lost, open, opened, overdue, undated              int
	wonValue, lostValue, openValue, credited, due, lateDue sales.Amount
	weighted                                               float64
}

func count(f *sales.Facts, rep sales.ID) naive {
	var n naive
	for _, d := range f.Deals {
		inPeriod := d.Since >= f.Period.From && d.Since <= f.Period.To
		if d.Kind == sales.StageWon && inPeriod {
			n.credited += part(f, rep, d.OwnerID, d.Shares, d.Amount)
		}
		if rep != "" && d.OwnerID != rep {
			continue
		}
		if d.Created >= f.Period.From && d.Created <= f.Period.To && d.Created != 0 {
			n.opened++
		}
		switch {
		case d.Kind == sales.StageWon && inPeriod:
			n.won++
			n.wonValue += d.Amount
		case d.Kind == sales.StageLost && inPeriod:
			n.lost++
			n.lostValue += d.Amount
		case d.Kind == sales.StageOpen:
			n.countOpen(f, d)
		}
	}
	for _, a := range f.Adjustments {
		if a.Day < f.Period.From || a.Day > f.Period.To {
			continue
		}
		owner, shares := a.Owner, a.Shares
		if a.RepID != "" {
			owner, shares = a.RepID, nil
		}
		n.credited += part(f, rep, owner, shares, a.Amount)
	}
	return n
}

func (n *naive) countOpen(f *sales.Facts, d sales.DealFact) {
	n.open++
	n.openValue += d.Amount
	probability, late := 0.0, false
	for _, stage := range f.Stages {
		if stage.ID == d.Stage {
			probability, late = stage.Probability, stage.Late
		}
	}
	if d.Probability != nil {
		probability = *d.Probability
	}
	n.weighted += float64(d.Amount) * probability
	switch {
	case d.ExpectedClose == 0:
		n.undated++
	case d.ExpectedClose < f.AsOf:
		n.overdue++
	}
	if d.ExpectedClose >= f.Period.From && d.ExpectedClose <= f.Period.To {
		n.due += d.Amount
		if late {
			n.lateDue += d.Amount
		}
	}
}

// byName puts shares in order of the reps' names, then ids.
func byName(f *sales.Facts, shares []sales.Share) []sales.Share {
	names := map[sales.ID]string{}
	for _, r := range f.Reps {
		names[r.ID] = r.Name
	}
	key := func(s sales.Share) string { return names[s.RepID] + "\x00" + string(s.RepID) + "\x00" + string(s.ID) }
	return slices.SortedFunc(slices.Values(shares), func(a, b sales.Share) int { return strings.Compare(key(a), key(b)) })
}

// part returns a rep's part of an amount: whole weights first, then a unit
// each to the largest fractions.
func part(f *sales.Facts, rep, owner sales.ID, shares []sales.Share, amount sales.Amount) sales.Amount {
	if rep == "" || len(shares) == 0 && owner == rep {
		return amount
	}
	ordered := byName(f, shares)
	var sum, mine int64
	for _, s := range ordered {
		sum += s.Weight
	}
	sign := int64(1)
	if amount < 0 {
		sign = -1
	}
	total := int64(amount) * sign
	type piece struct {
		rep             sales.ID
		whole, fraction int64
	}
	var pieces []piece
	left := total
	for _, s := range ordered {
		weight, of := s.Weight, sum
		if sum == 0 {
			weight, of = 1, int64(len(ordered))
		}
		p := piece{s.RepID, total * weight / of, total * weight % of}
		left -= p.whole
		pieces = append(pieces, p)
	}
	slices.SortStableFunc(pieces, func(a, b piece) int { return int(b.fraction - a.fraction) })
	for i, p := range pieces {
		if int64(i) < left {
			p.whole++
		}
		if p.rep == rep {
			mine += p.whole
		}
	}
	return sales.Amount(sign * mine)
}

func TestMainFiguresAgreeWithAPlainCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, report := measured(t)
		for rep, m := range scopes(report) {
			got := naive{
				m.Won, m.Lost, m.Open, m.Opened, m.Overdue.Count, m.Undated.Count,
				m.WonValue, m.LostValue, m.OpenValue, m.Credited, sales.Amount(m.Coverage.Num), sales.Amount(m.LateCoverage.Num), m.Weighted,
			}
			want := count(f, rep)
			if math.Abs(got.weighted-want.weighted) < 1e-6 {
				got.weighted = want.weighted
			}
			if got != want {
				t.Fatalf("%q: %+v, want %+v", rep, got, want)
			}
		}
	})
}

func TestFiguresAddUpInEveryHistory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, report := measured(t)
		for rep, m := range scopes(report) {
			v := m.Movement
			if v.Start+v.New+v.PulledIn+v.ValueChange-v.Won-v.Lost-v.PushedOut != v.End {
				t.Fatalf("movement of %q does not add up: %+v", rep, v)
			}
			if f.AsOf <= f.Period.To && v.End != m.OpenValue {
				t.Fatalf("movement of %q ends with %d, open are %d", rep, v.End, m.OpenValue)
			}
			var products sales.Amount
			for _, p := range m.Products {
				products += p.Credited
			}
			if len(m.Products) > 0 && products != m.Credited {
				t.Fatalf("products of %q add up to %d, credited are %d", rep, products, m.Credited)
			}
			for _, s := range m.Stages {
				if s.Advanced+s.Still+s.Lost+s.Back != s.Entered {
					t.Fatalf("%q: the fates of %+v do not add up", rep, s)
				}
			}
			reasons := 0
			for _, r := range m.Reasons {
				reasons += r.Count
			}
			if reasons != m.Won+m.Lost {
				t.Fatalf("%q: %d reasons for %d closed deals", rep, reasons, m.Won+m.Lost)
			}
			checkPeriodInTrend(t, f, m, report, rep)
		}
	})
}

// checkPeriodInTrend compares a month's own figures with the trend's.
func checkPeriodInTrend(t *rapid.T, f *sales.Facts, m *sales.Metrics, report *sales.Report, rep sales.ID) {
	if rep != "" || f.Period != sales.MonthPeriod(f.Period.To.Month()) {
		return
	}
	last := report.Trend[len(report.Trend)-1]
	if last.Credited != m.Credited || last.Won != m.Won {
		t.Fatalf("the trend ends with %+v, the month has %d credited, %d won", last, m.Credited, m.Won)
	}
}

// TestFiguresDoNotDependOnRowOrder shuffles what the store might return in
// another order.
func TestFiguresDoNotDependOnRowOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, report := measured(t)
		slices.Reverse(f.Deals)
		slices.Reverse(f.Stays)
		slices.Reverse(f.Adjustments)
		slices.Reverse(f.Activities)
		slices.Reverse(f.Leads)
		slices.Reverse(f.Moves)
		slices.Reverse(f.Effects)
		slices.Reverse(f.Quotas)
		for i := range f.Deals {
			f.Deals[i].Shares = slices.Clone(f.Deals[i].Shares)
			slices.Reverse(f.Deals[i].Shares)
		}
		again, err := sales.NewReport(f, sales.Models{})
		if err != nil {
			t.Fatal(err)
		}
		for rep, m := range scopes(again) {
			before := scopes(report)[rep]
			a, b := *m, *before
			for _, x := range []*sales.Metrics{&a, &b} {
				slices.Sort(x.GiveUp.AboutToBeGivenUp)
			}
			if x, y := fmt.Sprintf("%.6v", flat(a)), fmt.Sprintf("%.6v", flat(b)); x != y {
				t.Fatalf("%q:\n%s\n%s", rep, x, y)
			}
		}
	})
}

// flat makes metrics comparable as text: values instead of pointers.
func flat(m sales.Metrics) []any {
	value := func(p *float64) any {
		if p == nil {
			return nil
		}
		return *p
	}
	return []any{
		m.Credited, m.Won, m.Lost, m.WonValue, m.LostValue, m.WinRate, m.HygieneWinRate, m.Opened, value(m.DaysToWin.Median),
		m.Open, m.OpenValue, m.Weighted, m.Coverage, m.Stuck, m.Neglected, m.AllActivities, m.ContactRate, m.FollowUps.Count,
		m.FollowUps.PerAdvance, m.GiveUp, m.LeadConversion, m.LeadsBySource, m.WarmShare, m.Reasons, m.ReasonsByStage, m.Movement,
	}
}
