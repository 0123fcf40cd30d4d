package sales

import (
	"math"
	"slices"
	"sort"
)

// longestHorizon bounds how many days ahead a forecast looks.
const longestHorizon = 800

// slips are the days by which deals miss their expected close date, assumed
// until the team's own history tells: our assumption, more late than early.
var slips = [...]int{-14, -7, -3, 0, 0, 3, 7, 14, 30, 60}

// timing answers when an open deal that will be won is won.
type timing struct {
	asOf       Day
	recorded   Day // closes are known from this day on
	horizon    int // days ahead that matter
	chance     *Chance
	cycle      *curve           // from creation to the end
	downstream map[ID][]float64 // by days after leaving the stage: share of the won that are won by then
	trust      float64          // weight of the expected close date, 0 to 1
	slip       []int            // rising: days by which deals miss the date
	paces      *paces
	undated    float64 // factor on the wins of deals of unknown creation
}

func newTiming(f *Facts, chance *Chance) *timing {
	t := &timing{asOf: f.AsOf, chance: chance, recorded: recorded(f)}
	t.cycle = dealCurve(f, t.recorded)
	t.learnUndated(f)
	// Room for quick deals, whose days count for more.
	t.horizon = min(max(2*f.Period.To.Sub(f.AsOf), 0), longestHorizon)
	t.paces = newPaces(f, math.Max(1, float64(f.Settings.Thresholds.ShrinkSample)))
	t.learnDownstream(f.Stages)
	t.learnSlips(f)
	return t
}

// learnUndated compares the wins of deals of unknown creation date with those
// they would have had, were they new each month.
func (t *timing) learnUndated(f *Facts) {
	const month = 30
	won, due := float64(lean), float64(lean)
	chance, ok := t.cycle.chance(-1)
	for _, d := range f.Deals {
		if d.Created.Known() || !ok {
			continue
		}
		end := f.AsOf
		if d.Kind != StageOpen {
			end = d.Since
		}
		if d.Kind == StageWon {
			won++
		}
		due += chance * arrival(t.cycle, -1, month, nil) / month * float64(max(end.Sub(f.History), 0))
	}
	t.undated = won / due
}

// recorded is the first day from which the facts show when deals closed: their
// history's, or that of the first close where far more wins were due before it
// than chance leaves out, as of a table that begins with its first closes.
func recorded(f *Facts) Day {
	first := f.AsOf
	for _, d := range f.Deals {
		if d.Kind != StageOpen && d.Since.Known() {
			first = min(first, d.Since)
		}
	}
	if first <= f.History {
		return f.History
	}
	c := dealCurve(f, f.History)
	due := 0.0
	for _, d := range f.Deals {
		if start := max(d.Created, f.History); d.Created.Known() && start < first {
			due += c.riskUpTo(first.Sub(d.Created)-1) - c.riskUpTo(start.Sub(d.Created)-1)
		}
	}
	if due < unrecorded {
		return f.History
	}
	return first
}

// unrecorded is how many wins are due before the first close where closes
// were not recorded.
const unrecorded = 20

// dealCurve is the curve of whole deals by days since creation. A deal that
// was created before closes are known is watched from there on, because those
// of its age that closed earlier are not in the facts.
func dealCurve(f *Facts, from Day) *curve {
	var lives []lifetime
	for _, d := range f.Deals {
		end := f.AsOf
		if d.Kind != StageOpen {
			end = d.Since
		}
		if !d.Created.Known() || !end.Known() || end < d.Created {
			continue
		}
		l := lifetime{entry: -1, days: end.Sub(d.Created), weight: 1}
		if d.Created < from {
			l.entry = from.Sub(d.Created) - 1
		}
		if l.entry >= l.days {
			continue
		}
		switch d.Kind {
		case StageWon:
			l.won = 1
		case StageLost:
			l.lost = 1
		default: // undecided
		}
		lives = append(lives, l)
	}
	return newCurve(lives)
}

// learnDownstream adds up, from the last stage to the first, how long won
// deals take through the stages that follow: the convolution of the stays,
// each taken for the share of won deals that stayed there at all.
func (t *timing) learnDownstream(all []Stage) {
	t.downstream = map[ID][]float64{}
	most := 0.0
	for _, n := range t.chance.wins {
		most = max(most, n)
	}
	pmf := make([]float64, t.horizon+1)
	pmf[0] = 1
	stages := openStages(all)
	for i := len(stages) - 1; i >= 0; i-- {
		id := stages[i].ID
		cdf := slices.Clone(pmf)
		for x := 1; x < len(cdf); x++ {
			cdf[x] += cdf[x-1]
		}
		t.downstream[id] = cdf
		if most > 0 && !stages[i].Archived {
			pmf = convolve(pmf, t.chance.curves[id], t.chance.wins[id]/most)
		}
	}
}

// convolve adds to a duration the stay of a won deal, which the given share
// of deals makes. What exceeds the horizon is dropped.
func convolve(pmf []float64, stay *curve, share float64) []float64 {
	won, _, _ := stay.sums(-1)
	out := make([]float64, len(pmf))
	for x, p := range pmf {
		out[x] += p * (1 - share)
	}
	if won <= 0 {
		return pmf
	}
	for i, day := range stay.days {
		step := share * stay.wonAt[i] / won
		for x := day; x < len(out) && step > 0; x++ {
			out[x] += step * pmf[x-day]
		}
	}
	return out
}

// learnSlips learns from won deals how far off their expected close dates
// were, and how much they told beyond the usual duration. Dates that equal
// the close in most deals were overwritten at the close and tell nothing.
func (t *timing) learnSlips(f *Facts) {
	var missed, lasted []int
	exact := 0
	for _, d := range f.Deals {
		if d.Kind != StageWon || !d.ExpectedClose.Known() || !d.Created.Known() {
			continue
		}
		missed = append(missed, d.Since.Sub(d.ExpectedClose))
		lasted = append(lasted, d.Since.Sub(d.Created))
		if d.Since == d.ExpectedClose {
			exact++
		}
	}
	n, k := float64(len(missed)), t.chance.sample
	t.slip, t.trust = slips[:], 0.5
	if n < k || float64(exact) > n/2 {
		return
	}
	learned := 0.0
	if usual := deviation(lasted); usual > 0 {
		learned = min(max(1-deviation(missed)/usual, 0), 0.9)
	}
	slices.Sort(missed)
	t.slip, t.trust = missed, learned*n/(n+k)
}

// deviation is the mean absolute deviation from the median.
func deviation(values []int) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	median, sum := sorted[len(sorted)/2], 0.0
	for _, v := range sorted {
		sum += math.Abs(float64(v - median))
	}
	return sum / float64(len(sorted))
}

// deal returns, for each number of days ahead, the chance that an open deal
// is won by then. shift is the rep's own log odds against the team's.
func (t *timing) deal(d *DealFact, ahead []int, shift float64) []float64 {
	chance, by := t.history(d, ahead)
	chance = shifted(chance, shift)
	for i, h := range ahead {
		if d.ExpectedClose.Known() {
			by[i] = (1-t.trust)*by[i] + t.trust*t.byDate(d.ExpectedClose, h)
		}
		by[i] = min(chance*by[i], 1)
	}
	return by
}

// history returns a deal's chance to win and, for each number of days ahead,
// the share of such wins that have come by then: from the deal's age in its
// stage where enough deals tell, else from its age since creation.
func (t *timing) history(d *DealFact, ahead []int) (chance float64, by []float64) {
	by = make([]float64, len(ahead))
	chance = t.chance.WinChance(*d, t.asOf)
	pace := t.paces.of(d)
	stay := t.chance.curves[d.Stage]
	if stay != nil && d.Since.Known() && stay.sample(-1) >= t.chance.sample {
		age := stageAge(*d, t.asOf)
		for i, h := range ahead {
			by[i] = paced(stay, age, h, pace, t.downstream[d.Stage])
		}
		return chance, by
	}
	age := -1
	if d.Created.Known() && d.Created <= t.asOf {
		age = t.asOf.Sub(d.Created)
		if t.cycle.sample(-1) >= t.chance.sample {
			chance = t.cycle.shrunk(age, chance, t.chance.sample)
		}
	}
	for i, h := range ahead {
		by[i] = paced(t.cycle, age, h, pace, nil)
		if age < 0 {
			by[i] *= t.undated
		}
	}
	return chance, by
}

// paced is arrival for a deal that takes pace times the usual days: its age
// and the days ahead count for fewer, or more, of them.
func paced(c *curve, age, h int, pace float64, then []float64) float64 {
	if age > 0 {
		age = int(math.Round(float64(age) / pace))
	}
	days := float64(h) / pace
	low := int(days)
	part := days - float64(low)
	return (1-part)*arrival(c, age, low, then) + part*arrival(c, age, low+1, then)
}

// lean is the weight, in deals, of a rule of thumb against what was observed.
const lean = 5

// arrival is the share of the wins of deals of an age that have come h days
// later; then is the distribution of the days that follow the stay, nil for
// none. Where hardly any deal got as old it leans on the rule that what has
// lasted is expected to last about as long again.
func arrival(c *curve, age, h int, then []float64) float64 {
	if h <= 0 {
		return 0
	}
	follow := func(days int) float64 {
		if then == nil {
			return 1
		}
		return then[min(days, len(then)-1)]
	}
	guess := float64(h) / float64(age+1+h) * follow(h)
	if len(c.days) == 0 || age < 0 {
		guess = float64(h) / float64(60+h)
	}
	won, decided, all := c.sums(age)
	n := c.sample(age)
	guess *= lean / (lean + c.beyond)
	if won <= 0 || all <= 0 {
		return guess
	}
	sum := 0.0
	for i := c.after(age); i < len(c.days) && c.days[i]-age <= h; i++ {
		sum += c.wonAt[i] * follow(h-(c.days[i]-age))
	}
	return (n*sum/won*decided/all + lean*guess) / (n + lean)
}

// byDate is the share of wins that have come h days ahead by the expected
// close date and the usual slips, given that the deal is still open.
func (t *timing) byDate(expected Day, h int) float64 {
	late := t.asOf.Sub(expected)
	from := sort.SearchInts(t.slip, late+1)
	left := len(t.slip) - from
	if left == 0 {
		return float64(h) / float64(max(late, 0)+1+h)
	}
	return float64(sort.SearchInts(t.slip, late+h+1)-from) / float64(left)
}

// shifted moves a probability by log odds.
func shifted(p, shift float64) float64 {
	if p <= 0 || p >= 1 || shift == 0 {
		return unit(p)
	}
	return 1 / (1 + math.Exp(-(math.Log(p/(1-p)) + shift)))
}
