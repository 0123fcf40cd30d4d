package sales_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"attain/app/sales"
)

func monthFacts(w *world, m sales.Month, day int) *sales.Facts {
	return w.facts(sales.MonthPeriod(m), m.First().Add(day-1), m.Add(-12).First())
}

func forecast(f *sales.Facts) *sales.Forecast { return sales.NewForecast(f, sales.NewChance(f)) }

func wonIn(f *sales.Facts) (sum sales.Amount) {
	for _, d := range f.Deals {
		if d.Kind == sales.StageWon && f.Period.Contains(d.Since) {
			sum += d.Amount
		}
	}
	return sum
}

// Against what happened in the sample team, whose truth the forecast does not
// know: the mean is unbiased and four of five months end in the middle 80 %.
func TestForecastIsCalibratedOnTheSampleTeam(t *testing.T) {
	var mean, actual, within, n float64
	for seed := uint64(1); seed <= 2; seed++ {
		w := sampleTeam(t, seed, 24, sales.DayOf(2026, time.October, 31))
		for m := sales.MonthOf(2026, 1); m <= sales.MonthOf(2026, 10); m++ {
			came := float64(wonIn(monthFacts(w, m, 31)))
			for _, day := range []int{1, 16} {
				s := forecast(monthFacts(w, m, day)).Simulation("")
				mean += s.Mean
				actual += came
				n++
				if came >= s.End.P10 && came <= s.End.P90 {
					within++
				}
			}
		}
	}
	if ratio := mean / actual; ratio < 0.9 || ratio > 1.1 {
		t.Errorf("the forecast is %.2f of what came", ratio)
	}
	if share := within / n; share < 0.65 || share > 0.95 {
		t.Errorf("%.2f of %.0f months ended between P10 and P90, want about 0.8", share, n)
	}
}

// rename gives every record another id and shuffles the rows.
func rename(f sales.Facts, seed uint64) *sales.Facts {
	random := rand.New(rand.NewPCG(seed, 1))
	other := func(id sales.ID) sales.ID {
		if id == "" {
			return ""
		}
		return "x" + id
	}
	f.Reps = slices.Clone(f.Reps)
	for i := range f.Reps {
		f.Reps[i].ID = other(f.Reps[i].ID)
	}
	f.Quotas = slices.Clone(f.Quotas)
	for i := range f.Quotas {
		f.Quotas[i].RepID = other(f.Quotas[i].RepID)
	}
	f.Deals = slices.Clone(f.Deals)
	for i := range f.Deals {
		d := &f.Deals[i]
		d.ID, d.OwnerID = other(d.ID), other(d.OwnerID)
		d.Shares = slices.Clone(d.Shares)
		for j := range d.Shares {
			d.Shares[j].RepID = other(d.Shares[j].RepID)
		}
	}
	f.Histogram = slices.Clone(f.Histogram)
	random.Shuffle(len(f.Reps), func(i, j int) { f.Reps[i], f.Reps[j] = f.Reps[j], f.Reps[i] })
	random.Shuffle(len(f.Deals), func(i, j int) { f.Deals[i], f.Deals[j] = f.Deals[j], f.Deals[i] })
	random.Shuffle(len(f.Histogram), func(i, j int) { f.Histogram[i], f.Histogram[j] = f.Histogram[j], f.Histogram[i] })
	return &f
}

func TestForecastDependsNeitherOnIdsNorOnRowOrder(t *testing.T) {
	w := sampleTeam(t, 5, 14, sales.DayOf(2026, time.October, 31))
	f := monthFacts(w, sales.MonthOf(2026, 10), 7)
	a := forecast(f)
	for seed := uint64(1); seed <= 3; seed++ {
		b := forecast(rename(*f, seed))
		if *a.AttainProbability("") != *b.AttainProbability("") || a.Amount("") != b.Amount("") {
			t.Fatalf("the team's %v and %v, %v and %v", *a.AttainProbability(""), *b.AttainProbability(""), a.Amount(""), b.Amount(""))
		}
		for _, rep := range w.reps {
			if *a.AttainProbability(rep.ID) != *b.AttainProbability("x" + rep.ID) {
				t.Fatalf("%s's %v and %v", rep.Name, *a.AttainProbability(rep.ID), *b.AttainProbability("x" + rep.ID))
			}
		}
	}
}

func TestForecastFanAgreesWithTheProbability(t *testing.T) {
	w := sampleTeam(t, 6, 26, sales.DayOf(2026, time.October, 31))
	f := w.facts(sales.MonthPeriod(sales.MonthOf(2026, 10)), sales.DayOf(2026, 10, 9), sales.DayOf(2024, 9, 1))
	fc := forecast(f)
	var means float64
	for _, rep := range append([]sales.Rep{{}}, w.reps...) {
		s := fc.Simulation(rep.ID)
		if rep.ID != "" {
			means += s.Mean
		}
		if s.Fan[0].Day != f.AsOf || s.Fan[0].P10 != float64(s.Credited) || s.Fan[0].P90 != float64(s.Credited) {
			t.Errorf("%q: the fan begins with %+v, want the credited %d", rep.Name, s.Fan[0], s.Credited)
		}
		last := s.Fan[len(s.Fan)-1]
		if last.Day != f.Period.To || last.Quantiles != s.End {
			t.Errorf("%q: the fan ends with %+v, want %+v", rep.Name, last, s.End)
		}
		for i, day := range s.Fan {
			if !(day.P10 <= day.P25 && day.P25 <= day.P50 && day.P50 <= day.P75 && day.P75 <= day.P90) {
				t.Errorf("%q: quantiles out of order: %+v", rep.Name, day)
			}
			if i > 0 && (day.P50 < s.Fan[i-1].P50 || day.Day <= s.Fan[i-1].Day) {
				t.Errorf("%q: the fan falls or stands still on %s", rep.Name, day.Day)
			}
		}
		if *s.Probability != *fc.AttainProbability(rep.ID) || s.Mean != fc.Amount(rep.ID) {
			t.Errorf("%q: the simulation does not agree with the figures", rep.Name)
		}
		if high := float64(*s.Quota) <= s.End.P10; high && *s.Probability < 0.88 {
			t.Errorf("%q: quota under P10 but probability %v", rep.Name, *s.Probability)
		}
		if low := float64(*s.Quota) > s.End.P90; low && *s.Probability > 0.12 {
			t.Errorf("%q: quota above P90 but probability %v", rep.Name, *s.Probability)
		}
		if s.Realistic > sales.Amount(s.End.P50) || s.Realistic < sales.Amount(s.End.P25)-1 {
			t.Errorf("%q: realistic %d outside P25 to P50 %+v", rep.Name, s.Realistic, s.End)
		}
	}
	// Refunds without shares and splits go to people of the team, so that the
	// parts make the whole.
	if total := fc.Amount(""); math.Abs(means-total) > 1+1e-9*total+float64(len(f.Deals)) {
		t.Errorf("the reps' forecasts add up to %.0f, the team's is %.0f", means, total)
	}
	if s := fc.Simulation("nobody"); s.Fan != nil || fc.AttainProbability("nobody") != nil {
		t.Error("an unknown rep has no outlook")
	}
}

func TestForecastIsCertainWhenThePeriodIsOver(t *testing.T) {
	w := sampleTeam(t, 7, 12, sales.DayOf(2026, time.October, 31))
	m := sales.MonthOf(2026, 8)
	f := monthFacts(w, m, 40)
	fc := forecast(f)
	for _, rep := range append([]sales.Rep{{}}, w.reps...) {
		s := fc.Simulation(rep.ID)
		want := 0.0
		if s.Credited >= *s.Quota {
			want = 1
		}
		if *s.Probability != want || s.Mean != float64(s.Credited) || len(s.Fan) != 1 {
			t.Errorf("%q: %+v, want certainty", rep.Name, s)
		}
	}
	f.Quotas = nil
	if p := forecast(f).AttainProbability(""); p != nil {
		t.Errorf("without a quota: %v", *p)
	}
	f.Quotas = []sales.Quota{{Month: m, Measure: sales.MeasureMoney}}
	if p := forecast(f).AttainProbability(""); p != nil {
		t.Errorf("with a quota of 0: %v", *p)
	}
}

func TestForecastOfALaterPeriodLeavesOutWhatComesBefore(t *testing.T) {
	w := sampleTeam(t, 8, 16, sales.DayOf(2026, time.October, 15))
	asOf := sales.DayOf(2026, 10, 15)
	history := sales.DayOf(2025, 10, 1)
	next := forecast(w.facts(sales.MonthPeriod(sales.MonthOf(2026, 11)), asOf, history))
	this := forecast(w.facts(sales.MonthPeriod(sales.MonthOf(2026, 10)), asOf, history))
	both := forecast(w.facts(sales.Period{From: sales.DayOf(2026, 10, 1), To: sales.DayOf(2026, 11, 30)}, asOf, history))
	s := next.Simulation("")
	if s.Credited != 0 || s.Fan[0].Day != sales.DayOf(2026, 10, 31) || s.Fan[0].P90 != 0 {
		t.Errorf("the next month begins with %+v", s.Fan[0])
	}
	sum, whole := this.Amount("")+next.Amount(""), both.Amount("")
	if math.Abs(sum-whole)/whole > 0.08 {
		t.Errorf("two months one by one %.0f, together %.0f", sum, whole)
	}
}

// A year ahead is drawn by sums; it must be in line with the months before.
func TestForecastOfAYearIsInLineWithTheLastOne(t *testing.T) {
	w := sampleTeam(t, 9, 30, sales.DayOf(2026, time.October, 31))
	for i := range w.reps {
		w.reps[i].Left = 0
	}
	f := w.facts(sales.Period{From: sales.DayOf(2026, 11, 1), To: sales.DayOf(2027, 10, 31)}, sales.DayOf(2026, 10, 31), sales.DayOf(2024, 6, 1))
	var last sales.Amount
	for _, d := range f.Deals {
		if d.Kind == sales.StageWon && d.Since > f.AsOf.Add(-365) {
			last += d.Amount
		}
	}
	s := forecast(f).Simulation("")
	if ratio := s.Mean / float64(last); ratio < 0.7 || ratio > 1.4 {
		t.Errorf("the next year is %.2f of the last", ratio)
	}
	if s.End.P90 <= s.End.P10*1.05 {
		t.Errorf("a year is not certain: %+v", s.End)
	}
}

// largeTeam has fifty reps with a year of history and 15 open deals each.
func largeTeam() *sales.Facts {
	random := rand.New(rand.NewPCG(1, 1))
	asOf := sales.DayOf(2026, 10, 5)
	f := &sales.Facts{AsOf: asOf, Period: sales.MonthPeriod(sales.MonthOf(2026, 10)), History: asOf.Add(-400), Settings: sales.DefaultSettings(), Stages: sales.DefaultProcess(key)}
	for i := range f.Stages {
		f.Stages[i].ID = sales.ID(f.Stages[i].Name)
	}
	for r := range 50 {
		rep := sales.Rep{ID: sales.ID(fmt.Sprint("r", r)), Name: fmt.Sprint("Rep ", r)}
		f.Reps = append(f.Reps, rep)
		f.Quotas = append(f.Quotas, sales.Quota{RepID: rep.ID, Month: sales.MonthOf(2026, 10), Measure: sales.MeasureMoney, Value: 1_000_000})
		for i := range 75 {
			d := sales.DealFact{Name: fmt.Sprint("deal ", r, i), OwnerID: rep.ID, Created: asOf.Add(-random.IntN(400)), HasAmount: i%7 > 0, Amount: sales.Amount(random.IntN(400_000))}
			d.Stage, d.Kind, d.Since = f.Stages[i%4].ID, sales.StageOpen, asOf.Add(-random.IntN(20))
			if i >= 15 {
				d.Kind, d.Since = sales.StageLost, min(asOf, d.Created.Add(random.IntN(80)))
				if random.IntN(3) == 0 {
					d.Kind = sales.StageWon
				}
			}
			f.Deals = append(f.Deals, d)
		}
	}
	for _, stage := range f.Stages[:4] {
		for days := range 40 {
			for _, outcome := range []sales.StageKind{sales.StageWon, sales.StageLost, sales.StagePassed} {
				f.Histogram = append(f.Histogram, sales.StayCount{Stage: stage.ID, Days: days, Outcome: outcome, Count: 10})
			}
		}
	}
	return f
}

func BenchmarkForecastOfFiftyReps(b *testing.B) {
	f := largeTeam()
	for b.Loop() {
		forecast(f).AttainProbability("")
	}
}

func TestForecastWithoutHistoryUsesStageAndExpectedDate(t *testing.T) {
	f := largeTeam()
	f.Histogram = nil
	f.Deals = []sales.DealFact{{Name: "only", Kind: sales.StageOpen, Stage: f.Stages[3].ID, Since: f.AsOf.Add(-2), OwnerID: "r0", HasAmount: true, Amount: 2_000_000, ExpectedClose: f.AsOf.Add(5)}}
	soon := *forecast(f).AttainProbability("r0")
	if soon < 0.2 || soon > 0.75 {
		t.Errorf("due in five days, stage 0.75: %v", soon)
	}
	f.Deals[0].ExpectedClose = f.AsOf.Add(200)
	if late := *forecast(f).AttainProbability("r0"); late >= soon {
		t.Errorf("due in 200 days %v, in five %v", late, soon)
	}
	f.Deals[0].ExpectedClose = f.AsOf.Add(-300)
	if past := *forecast(f).AttainProbability("r0"); past >= soon {
		t.Errorf("due 300 days ago %v, in five days %v", past, soon)
	}
	f.Deals[0] = sales.DealFact{Name: "undated", Kind: sales.StageOpen, OwnerID: "r0", HasAmount: true, Amount: 2_000_000}
	if p := *forecast(f).AttainProbability("r0"); p != 0 {
		t.Errorf("no stage, no history: %v, want 0", p)
	}
}
