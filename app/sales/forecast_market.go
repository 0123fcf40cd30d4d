package sales

import (
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// quarters are factors on the wins of a month by its place in the fiscal
// quarter: many teams win more at a quarter's end than the ages of their deals
// tell.
type quarters struct {
	factor [3]float64 // 1 is usual
	place  func(Month) int
}

const (
	quarterMonths = 4 // whole months it takes to learn from
	quarterProof  = 3 // how many times what chance makes of them the means must differ before it counts
	quarterDoubt  = 2 // months, as which the spread of all months counts in that of months of one place
)

func (q *quarters) of(month Month) float64 { return q.factor[q.place(month)] }

// newQuarters learns by comparing what past months won with what the deals
// open then would have won by the curve of all deals, as studies of survival
// hold the observed against the expected.
func newQuarters(f *Facts, t *timing) *quarters {
	calendar := f.Settings.Calendar()
	q := &quarters{factor: [3]float64{1, 1, 1}, place: func(month Month) int {
		return int(month-calendar.YearStart(calendar.FiscalYear(month))) % 3
	}}
	running := f.AsOf.Add(1).Month()
	begin := max(dataStart(f), t.recorded).Add(-1).Month() + 1 // the first whole month
	won, due := map[Month]float64{}, map[Month]float64{}
	for _, d := range f.Deals {
		end := f.AsOf
		if d.Kind != StageOpen {
			end = d.Since
		}
		start := max(d.Created, t.recorded)
		if !d.Created.Known() || !end.Known() || end < start {
			continue
		}
		if d.Kind == StageWon {
			won[end.Month()]++
		}
		before := t.cycle.riskUpTo(start.Sub(d.Created) - 1)
		for m := start.Month(); m <= end.Month(); m++ {
			upTo := t.cycle.riskUpTo(min(end, m.Last()).Sub(d.Created))
			due[m] += upTo - before
			before = upTo
		}
	}
	var ratios [3][]float64
	for m := begin; m < running; m++ {
		if due[m] >= 1 {
			ratios[q.place(m)] = append(ratios[q.place(m)], won[m]/due[m])
		}
	}
	q.learn(ratios)
	return q
}

// learn sets the factors by an analysis of variance of the ratios of won to
// due. The means are drawn to 1, as James and Stein do, by how far the months
// of one place differ among themselves; with few months that is hard to tell,
// and the spread of all months stands in.
// Source: B. Efron, C. Morris, Stein's estimation rule and its competitors,
// Journal of the American Statistical Association 68 (1973).
func (q *quarters) learn(ratios [3][]float64) {
	var all []float64
	for _, of := range ratios {
		if len(of) == 0 {
			return
		}
		all = append(all, of...)
	}
	mean, whole := stat.MeanVariance(all, nil)
	n := float64(len(all))
	if n < quarterMonths || mean == 0 {
		return
	}
	within, between := quarterDoubt*whole, 0.0
	for _, of := range ratios {
		here := stat.Mean(of, nil)
		for _, ratio := range of {
			within += (ratio - here) * (ratio - here)
		}
		between += float64(len(of)) * (here - mean) * (here - mean)
	}
	within /= n - 3 + quarterDoubt
	spread := max(between/2-quarterProof*within, 0) / (n / 3) // variance of the true means
	if spread == 0 {
		return
	}
	for p, of := range ratios {
		months := float64(len(of))
		trust := months * spread / (months*spread + within)
		q.factor[p] = 1 + trust*(stat.Mean(of, nil)/mean-1)
	}
}

// marketStates returns equally likely states of the market in what is left of
// the period, as factors on all rates. A month's state is gamma-distributed
// around its place in the quarter with the spread of past months; what was won so far in the running
// month tells of its state (the gamma distribution is conjugate to counts),
// the months after it are new.
func marketStates(f *Facts, r *rates, q *quarters) (states [strata]float64) {
	from := max(f.AsOf.Add(1), f.Period.From)
	left := float64(f.Period.To.Sub(from) + 1)
	month := f.AsOf.Month()
	running, later, days := 0.0, 0.0, 0.0 // the running month's part and the others', and these in days
	for m := from.Month(); m <= f.Period.To.Month(); m++ {
		in := float64(min(m.Last(), f.Period.To).Sub(max(m.First(), from)) + 1)
		if m == month {
			running = in / left * q.of(m)
			continue
		}
		later += in / left * q.of(m)
		days += in
	}
	if r.spread == 0 || left <= 0 {
		for i := range states {
			states[i] = running + later
		}
		return states
	}
	shape := 1 / (r.spread * r.spread)
	won, due := r.running, r.usual*q.of(month)*r.elapsed
	if r.usual == 0 || running == 0 {
		won, due = 0, 0
	}
	seen := distuv.Gamma{Alpha: shape + won, Beta: shape + due}
	months := max(days/30, 1)
	unseen := distuv.Gamma{Alpha: shape * months, Beta: shape * months}
	for i := range states {
		at := (float64(i) + 0.5) / strata
		states[i] = running*seen.Quantile(at) + later*unseen.Quantile(at)
	}
	return states
}
