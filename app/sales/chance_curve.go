package sales

import (
	"math"
	"slices"
	"sort"
)

// lifetime is one group of observations of a curve: Weight deals that were
// watched from age Entry on and that, at age Days, left with the given
// weights of winning and losing, or were still there (both weights 0).
type lifetime struct {
	entry  int // age from which the deal was watched; -1: from the start
	days   int
	weight float64
	won    float64 // part of weight that left and was won, or will be
	lost   float64
}

// curve is the cumulative incidence of won and lost deals by their age: the
// Aalen–Johansen estimate for two competing risks, which takes deals that are
// still open for what they are, observations that were cut off, instead of
// leaving them out or counting them as lost.
//
// Source: O. Aalen, S. Johansen, "An empirical transition matrix for
// non-homogeneous Markov chains based on censored observations", 1978.
type curve struct {
	days    []int     // ages at which something was decided, rising
	wonAt   []float64 // probability, from the start, to leave at that age and be won
	wonUpTo []float64 // running sum of wonAt
	outUpTo []float64 // running sum of won and lost
	counts  []float64 // deals decided at that age or later
	beyond  float64   // wins a deal older than all these would have had by the rule of guess, of those who were
	risk    []float64 // running sum of the won share of those at risk at that age
}

// newCurve estimates the curve of the lifetimes.
func newCurve(lives []lifetime) *curve {
	events := map[int]*lifetime{}
	for _, l := range lives {
		if l.won+l.lost <= 0 {
			continue
		}
		e := events[l.days]
		if e == nil {
			e = &lifetime{days: l.days}
			events[l.days] = e
		}
		e.won += l.won
		e.lost += l.lost
	}
	c := &curve{}
	for day := range events {
		c.days = append(c.days, day)
	}
	slices.Sort(c.days)
	ends := sortedWeights(lives, func(l lifetime) int { return l.days })
	entries := sortedWeights(lives, func(l lifetime) int { return l.entry })
	survival, won, out, risk := 1.0, 0.0, 0.0, 0.0
	for _, day := range c.days {
		e := events[day]
		// At risk: entered before this age and not gone before it.
		atRisk := entries.below(day) - ends.below(day)
		if atRisk < e.won+e.lost { // rounding of fractional weights
			atRisk = e.won + e.lost
		}
		step := survival * e.won / atRisk
		won += step
		risk += e.won / atRisk
		out += survival * (e.won + e.lost) / atRisk
		survival = max(0, 1-out)
		c.wonAt = append(c.wonAt, step)
		c.wonUpTo = append(c.wonUpTo, won)
		c.outUpTo = append(c.outUpTo, out)
		c.risk = append(c.risk, risk)
	}
	c.count(events)
	c.lookBeyond(lives)
	return c
}

// lookBeyond adds up how many wins the deals that became older than any that
// was decided would have had, were each day's chance of an end one in its age:
// what has lasted is expected to last as long again. None of them had one.
func (c *curve) lookBeyond(lives []lifetime) {
	if len(c.days) == 0 {
		return
	}
	last := c.days[len(c.days)-1]
	won, _ := c.chance(-1)
	for _, l := range lives {
		if l.days > last {
			c.beyond += l.weight * won * math.Log(float64(l.days+1)/float64(max(last, l.entry)+1))
		}
	}
}

// count sums up from the end how many deals were decided at each age or later.
func (c *curve) count(events map[int]*lifetime) {
	c.counts = make([]float64, len(c.days))
	left := 0.0
	for i := len(c.days) - 1; i >= 0; i-- {
		e := events[c.days[i]]
		left += e.won + e.lost
		c.counts[i] = left
	}
}

// weights answers how much weight lies below an age.
type weights struct {
	ages []int
	sums []float64
}

func sortedWeights(lives []lifetime, age func(lifetime) int) weights {
	byAge := map[int]float64{}
	for _, l := range lives {
		byAge[age(l)] += l.weight
	}
	var w weights
	for a := range byAge {
		w.ages = append(w.ages, a)
	}
	slices.Sort(w.ages)
	sum := 0.0
	for _, a := range w.ages {
		sum += byAge[a]
		w.sums = append(w.sums, sum)
	}
	return w
}

func (w weights) below(age int) float64 {
	i := sort.SearchInts(w.ages, age)
	if i == 0 {
		return 0
	}
	return w.sums[i-1]
}

// riskUpTo returns how many wins a deal is expected to have had that was open
// all the time up to an age: the Nelson–Aalen estimate. Its sum over deals is
// that of their wins.
func (c *curve) riskUpTo(age int) float64 {
	if i := c.after(age); i > 0 {
		return c.risk[i-1]
	}
	return 0
}

// after returns the index of the first age above age.
func (c *curve) after(age int) int { return sort.SearchInts(c.days, age+1) }

// sample returns how many deals were decided at an age above age.
func (c *curve) sample(age int) float64 {
	if i := c.after(age); i < len(c.counts) {
		return c.counts[i]
	}
	return 0
}

// sums returns what lies above an age: the won part, the decided part, and
// all, which contains what was never seen to be decided.
func (c *curve) sums(age int) (won, decided, all float64) {
	n := len(c.days)
	if n == 0 {
		return 0, 0, 1
	}
	i := c.after(age)
	won, decided = c.wonUpTo[n-1], c.outUpTo[n-1]
	all = 1
	if i > 0 {
		won -= c.wonUpTo[i-1]
		decided -= c.outUpTo[i-1]
		all -= c.outUpTo[i-1]
	}
	return max(won, 0), max(decided, 0), max(all, 0)
}

// chance returns the won share of what is decided above an age, and whether
// there is any.
func (c *curve) chance(age int) (float64, bool) {
	if c.sample(age) <= 0 {
		return 0, false
	}
	won, decided, _ := c.sums(age)
	if decided <= 0 {
		return 0, false
	}
	return min(max(won/decided, 0), 1), true
}

// supported returns the greatest age up to age above which at least n deals
// were decided, or -1 where there is none.
func (c *curve) supported(age int, n float64) int {
	// counts fall with age, so that the last one that suffices bounds it.
	i := sort.Search(len(c.counts), func(i int) bool { return c.counts[i] < n })
	if i == 0 {
		return -1
	}
	return min(age, c.days[i-1]-1)
}

// shrunk returns the won share above an age, drawn towards prior by a weight
// of k deals; for an age that few deals reached it is drawn towards the
// estimate of the latest age that enough deals reached.
func (c *curve) shrunk(age int, prior, k float64) float64 {
	if at := c.supported(age, k); at >= 0 && at < age {
		prior = c.blend(at, prior, k)
	}
	return c.blend(age, prior, k)
}

func (c *curve) blend(age int, prior, k float64) float64 {
	own, ok := c.chance(age)
	if !ok {
		return prior
	}
	n := c.sample(age)
	return (n*own + k*prior) / (n + k)
}
