package sales

import (
	"math"
	"slices"
	"sync"
)

// Forecast simulates how the facts' period ends: metric attain_probability.
// It implements Forecaster.
//
// A draw wins or loses every open deal by its chance given stage and age
// (Chance, moved by the rep's own win rate), times the chance that a win
// comes within what is left of the period (from the stays of won deals and
// the expected close date). To that it adds deals not yet opened: a Poisson
// number by the rep's own rate of opening, drawn towards the team's, times
// the chance that a deal opened then is won in time, with amounts from
// history and, from 24 months of history on, a season. Wins of which nobody
// knows when they were opened, as a list of orders has them, come on as they
// did of late. Where months of one
// place in the fiscal quarter win more or less than the ages of their deals
// tell, so will those to come. Months vary more than independent deals do; the
// spread of past months is simulated as good and bad states that all reps
// share. The team is simulated jointly, a shared
// deal being won for all its owners in the same draw. The seed is fixed: the
// same facts give the same figures, whatever their order or ids.
//
// The facts' History should reach back Thresholds.ForecastHistory months or
// more.
type Forecast struct {
	frame  *frame
	draws  *draws
	checks []Day // days of the fan: the first is AsOf or the day before the period
	hopes  []hope
	once   sync.Once
	ends   map[ID]ending
}

// ending is the outcome of a scope's simulation.
type ending struct {
	probability *float64
	mean        float64
}

// Quantiles are the 10th, 25th, 50th, 75th and 90th percentile of simulated
// outcomes, in minor units.
type Quantiles struct {
	P10 float64 `json:"p10"`
	P25 float64 `json:"p25"`
	P50 float64 `json:"p50"`
	P75 float64 `json:"p75"`
	P90 float64 `json:"p90"`
}

// FanDay is what is credited up to a day, in simulated periods.
type FanDay struct {
	Day Day `json:"day"`
	Quantiles
}

// Simulation is how the period may end for the team or a rep.
type Simulation struct {
	Quota       *Amount   `json:"quota"`       // nil: not set
	Credited    Amount    `json:"credited"`    // so far
	Probability *float64  `json:"probability"` // to reach the quota; nil without one
	Mean        float64   `json:"mean"`        // the forecast amount: mean of the simulated ends, minor units
	End         Quantiles `json:"end"`         // of the period's end
	Fan         []FanDay  `json:"fan"`         // from today to the end, at most 17 days
	Realistic   Amount    `json:"realistic"`   // reached in 7 of 10 simulated periods
}

// fanDays is into how many steps the rest of the period is cut.
const fanDays = 16

// NewForecast prepares the simulation of the facts' period. It runs when the
// first figure is asked for.
func NewForecast(f *Facts, chance *Chance) *Forecast {
	fc := &Forecast{frame: newFrame(f, Models{})}
	fc.checks = checkpoints(f.Period, f.AsOf)
	times := newTiming(f, chance)
	seasons := newQuarters(f, times)
	learned := newRates(f, seasons)
	fc.draws = newDraws(f, learned, seasons)
	fc.imagine(times, learned)
	return fc
}

// checkpoints cuts the rest of the period. The first is the day up to which
// nothing counts.
func checkpoints(p Period, asOf Day) []Day {
	start := max(asOf, p.From.Add(-1))
	checks := []Day{start}
	left := p.To.Sub(start)
	steps := min(left, fanDays)
	for i := 1; i <= steps; i++ {
		checks = append(checks, start.Add(left*i/steps))
	}
	return checks
}

// imagine lists what may still be won.
func (fc *Forecast) imagine(t *timing, r *rates) {
	f := fc.frame.f
	ahead := make([]int, len(fc.checks))
	for i, day := range fc.checks {
		ahead[i] = day.Sub(f.AsOf)
	}
	if len(ahead) < 2 {
		return // the period is over
	}
	names, undated := streams{}, map[ID]float64{}
	owners := map[ID]string{}
	for _, rep := range f.Reps {
		owners[rep.ID] = rep.Name
	}
	for i := range f.Deals {
		d := &f.Deals[i]
		if d.Kind != StageOpen {
			continue
		}
		s := r.of(d.OwnerID)
		valued := *d
		if !d.HasAmount {
			valued.Amount = s.average
			if len(s.amounts) == 0 && s.average == 0 {
				valued.Amount = r.average
			}
		}
		stage := ""
		if at := fc.frame.stages[d.Stage]; at != nil {
			stage = at.Name
		}
		key := names.of(d.Name, d.Account, owners[d.OwnerID], stage, d.Created, d.Since, d.ExpectedClose, valued.Amount)
		by := t.deal(d, ahead, s.shift)
		if !d.Created.Known() {
			undated[d.OwnerID] += by[len(by)-1]
		}
		fc.hopes = append(fc.hopes, hope{key: key, amount: valued.Amount, by: by, seller: s, credits: f.CreditOf(valued)})
	}
	fc.imagineNew(names, t, r, ahead)
	fc.imagineOrders(names, ahead, undated)
}

// simulate runs all hopes once, for every scope's end of the period.
func (fc *Forecast) simulate() {
	n := fc.draws.n
	team := make([]int64, n)
	byRep := map[ID][]*hope{}
	for i := range fc.hopes {
		h := &fc.hopes[i]
		sole := len(h.credits) == 1
		if sole && fc.frame.reps[h.credits[0].RepID] != nil {
			byRep[h.credits[0].RepID] = append(byRep[h.credits[0].RepID], h)
			continue
		}
		fc.play(h, team)
		for c := range h.credits {
			rep := h.credits[c].RepID
			part := *h
			part.amount = h.credits[c].Amount
			byRep[rep] = append(byRep[rep], &part)
		}
	}
	fc.ends = map[ID]ending{}
	own := make([]int64, n)
	for _, rep := range fc.frame.f.Reps {
		clear(own)
		for _, h := range byRep[rep.ID] {
			if len(h.credits) == 1 {
				fc.play(h, own)
			}
		}
		for i, v := range own {
			team[i] += v
		}
		for _, h := range byRep[rep.ID] {
			if len(h.credits) > 1 {
				fc.play(h, own)
			}
		}
		fc.ends[rep.ID] = fc.end(fc.frame.reps[rep.ID], own)
	}
	fc.ends[""] = fc.end(fc.frame.team, team)
}

func (fc *Forecast) play(h *hope, total []int64) {
	fc.draws.run(h, h.by[len(h.by)-1], h.by[0], func(i int, amount Amount) { total[i] += int64(amount) })
}

// end judges the draws of a scope, which are what is still to come.
func (fc *Forecast) end(s *scope, total []int64) ending {
	credited, quota := fc.standing(s)
	sum, reached := 0.0, 0
	for _, v := range total {
		sum += float64(v)
		if quota != nil && credited+Amount(v) >= *quota {
			reached++
		}
	}
	e := ending{mean: float64(credited) + sum/float64(len(total))}
	if quota != nil && *quota > 0 {
		p := float64(reached) / float64(len(total))
		e.probability = &p
	}
	return e
}

// standing is what the scope has in the period so far, and its quota.
func (fc *Forecast) standing(s *scope) (Amount, *Amount) {
	credited, _ := sumCredits(s.creditsIn(fc.frame.f.Period))
	return credited, s.quota(fc.frame.f.Period)
}

// AttainProbability returns the chance of a rep, or of the team for the empty
// ID, to reach the quota; nil where none (or a quota of 0) is set, or the rep
// is unknown. It is certain once the period is over or the quota is reached,
// as far as refunds allow.
func (fc *Forecast) AttainProbability(rep ID) *float64 {
	fc.once.Do(fc.simulate)
	return fc.ends[rep].probability
}

// Amount returns the forecast of what a rep, or the team for the empty ID,
// ends the period with: the mean of the simulated ends, in minor units.
func (fc *Forecast) Amount(rep ID) float64 {
	fc.once.Do(fc.simulate)
	return fc.ends[rep].mean
}

// Median returns the middle of the simulated ends of a rep, or of the team
// for the empty ID, in minor units: what the end is as likely above as below.
func (fc *Forecast) Median(rep ID) float64 {
	draws := fc.draw(rep)
	slices.Sort(draws)
	return float64(draws[len(draws)/2])
}

// draw returns what a scope ends the period with in each draw.
func (fc *Forecast) draw(rep ID) []int64 {
	credited, _ := fc.standing(fc.frame.scope(rep))
	total := make([]int64, fc.draws.n)
	for i := range total {
		total[i] = int64(credited)
	}
	for i := range fc.hopes {
		h := fc.hopes[i]
		if rep != "" {
			part, ok := partOf(h, rep)
			if !ok {
				continue
			}
			h = part
		}
		fc.play(&h, total)
	}
	return total
}

// Simulation returns the whole distribution for a rep, or for the team for the
// empty ID; zero for an unknown rep.
func (fc *Forecast) Simulation(rep ID) Simulation {
	fc.once.Do(fc.simulate)
	s := fc.frame.team
	if rep != "" {
		s = fc.frame.reps[rep]
	}
	if s == nil {
		return Simulation{}
	}
	credited, quota := fc.standing(s)
	o := Simulation{Quota: quota, Credited: credited, Probability: fc.ends[rep].probability, Mean: fc.ends[rep].mean}
	totals := fc.fan(rep)
	sums := make([]float64, fc.draws.n)
	for i, day := range fc.checks {
		for j, v := range totals[i] {
			sums[j] += float64(v)
		}
		sorted := slices.Clone(sums)
		slices.Sort(sorted)
		q := quantilesOf(sorted, float64(credited))
		o.Fan = append(o.Fan, FanDay{Day: day, Quantiles: q})
		if i == len(fc.checks)-1 {
			o.End = q
			o.Realistic = credited + Amount(math.Round(sorted[len(sorted)*3/10]))
		}
	}
	return o
}

// fan replays the hopes of a scope and tells in which step each win falls.
func (fc *Forecast) fan(rep ID) [][]int64 {
	totals := make([][]int64, len(fc.checks))
	for i := range totals {
		totals[i] = make([]int64, fc.draws.n)
	}
	for i := range fc.hopes {
		h := fc.hopes[i]
		if rep != "" {
			part, ok := partOf(h, rep)
			if !ok {
				continue
			}
			h = part
		}
		when := newWhen(fc.draws.seed, h.key, h.by)
		fc.draws.run(&h, h.by[len(h.by)-1], h.by[0], func(j int, amount Amount) { totals[when.step()][j] += int64(amount) })
	}
	return totals
}

// partOf returns the hope as far as it is the rep's.
func partOf(h hope, rep ID) (hope, bool) {
	var part Amount
	found := false
	for _, c := range h.credits {
		if c.RepID == rep {
			part += c.Amount
			found = true
		}
	}
	if !h.fresh {
		h.amount = part
	}
	return h, found
}
