package sales

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"
)

// strata is how many states of the market are simulated, each with its share
// of the draws: in a stratum every rate is a little higher or lower for all.
const strata = 50

// manyWins is the expected number of new wins of one rep above which their
// sum is drawn from a gamma distribution of the same mean and variance,
// instead of win by win: by then the two are close, and a year of a large
// team stays as fast as its month.
const manyWins = 8

// hope is a deal that may be won, or the deals a rep has yet to open.
type hope struct {
	key     uint64    // names its random stream, by content
	amount  Amount    // of an open deal
	by      []float64 // chance (number, for new deals) won up to each checkpoint
	seller  *sellerRates
	fresh   bool // wins of deals that are not in the facts
	among   pool // what such wins bring, where the seller's own do not tell
	credits []Credit
}

// pool is what won deals brought.
type pool struct {
	amounts []Amount
	mean    float64
	spread  float64 // standard deviation
}

func newPool(amounts []Amount) pool {
	values := make([]float64, len(amounts))
	for i, a := range amounts {
		values[i] = float64(a)
	}
	mean, variance := moments(values)
	return pool{amounts: amounts, mean: mean, spread: math.Sqrt(variance)}
}

// draws simulates hopes: total[i] is what draw i brings.
type draws struct {
	n     int
	seed  uint64
	shock [strata]float64
}

func newDraws(f *Facts, r *rates, q *quarters) *draws {
	d := &draws{n: max(f.Settings.Thresholds.Draws, strata), seed: uint64(f.Settings.Thresholds.Seed)}
	d.n -= d.n % strata
	d.shock = marketStates(f, r, q)
	return d
}

// sink takes a win.
type sink func(draw int, amount Amount)

// run plays one hope. The same hope always makes the same wins, so that a
// rep's part and the team's whole of a shared deal are won in the same draws.
// The wins are those that come after before, up to until.
func (d *draws) run(h *hope, until, before float64, win sink) {
	random := rand.New(rand.NewPCG(d.seed, h.key))
	q := until - before
	if q <= 0 {
		return
	}
	if h.fresh {
		d.runFresh(h, q, random, win)
		return
	}
	size := d.n / strata
	for s := range strata {
		p := min(q*d.shock[s], 0.995)
		d.runDeal(h.amount, p, s*size, size, random, win)
	}
}

// runDeal wins the deal with chance p in each of size draws from first on. It
// jumps from win to win by geometric steps; a likely deal from loss to loss.
func (d *draws) runDeal(amount Amount, p float64, first, size int, random *rand.Rand, win sink) {
	likely := p > 0.5
	if likely {
		p = 1 - p
	}
	rate := -math.Log1p(-p)
	next := step(random, rate, size)
	if !likely {
		for i := next; i < size; i += 1 + step(random, rate, size) {
			win(first+i, amount)
		}
		return
	}
	for i := range size {
		if i == next {
			next += 1 + step(random, rate, size)
			continue
		}
		win(first+i, amount)
	}
}

// step draws how many failures come before the next success; size or more
// are as good as never.
func step(random *rand.Rand, rate float64, size int) int {
	gap := random.ExpFloat64() / rate
	if gap >= float64(size) || math.IsNaN(gap) {
		return size
	}
	return int(gap)
}

// runFresh wins deals that are not in the facts: a Poisson number in each draw,
// with a rate that is itself uncertain, each of an amount from history.
func (d *draws) runFresh(h *hope, mean float64, random *rand.Rand, win sink) {
	if len(h.among.amounts) == 0 {
		return
	}
	size := d.n / strata
	doubt := distuv.Gamma{Alpha: h.seller.weight, Beta: h.seller.weight, Src: random}
	for s := range strata {
		rate := mean * d.shock[s] * doubt.Rand()
		if rate > manyWins {
			d.runSums(h, rate, s*size, size, random, win)
			continue
		}
		// Points of a Poisson process on a line of one unit per draw.
		for at := random.ExpFloat64() / rate; at < float64(size); at += random.ExpFloat64() / rate {
			win(s*size+int(at), h.drawAmount(random))
		}
	}
}

// runSums draws the sum of many new wins at once; see manyWins.
func (d *draws) runSums(h *hope, rate float64, first, size int, random *rand.Rand, win sink) {
	own := h.seller.own
	mean := own*meanOf(h.seller.amounts) + (1-own)*h.among.mean
	square := own*meanSquare(h.seller.amounts) + (1-own)*(h.among.mean*h.among.mean+h.among.spread*h.among.spread)
	if mean <= 0 || square <= 0 {
		return
	}
	sum := distuv.Gamma{Alpha: rate * mean * mean / square, Beta: mean / square, Src: random}
	for i := range size {
		win(first+i, Amount(math.Round(sum.Rand())))
	}
}

func meanSquare(amounts []Amount) float64 {
	if len(amounts) == 0 {
		return 0
	}
	sum := 0.0
	for _, a := range amounts {
		sum += float64(a) * float64(a)
	}
	return sum / float64(len(amounts))
}

func (h *hope) drawAmount(random *rand.Rand) Amount {
	if s := h.seller; len(s.amounts) > 0 && random.Float64() < s.own {
		return s.amounts[random.IntN(len(s.amounts))]
	}
	return h.among.amounts[random.IntN(len(h.among.amounts))]
}

// streams hands out random streams by content, so that figures depend
// neither on ids nor on the order of records: equal records get streams one
// after another, and it does not matter which gets which.
type streams map[uint64]uint64

func (s streams) of(content ...any) uint64 {
	hash := fnv.New64a()
	_, _ = fmt.Fprintln(hash, content...) // a hash takes everything
	key := hash.Sum64()
	s[key]++
	return key + (s[key]-1)*0x9e3779b97f4a7c15
}

// when draws in which step between checkpoints a win falls, from a stream of
// its own, so that the wins are the same with and without it.
type when struct {
	random *rand.Rand
	by     []float64
}

func newWhen(seed, key uint64, by []float64) when {
	return when{random: rand.New(rand.NewPCG(key, seed)), by: by}
}

func (w when) step() int {
	last := len(w.by) - 1
	x := w.by[0] + w.random.Float64()*(w.by[last]-w.by[0])
	for i := 1; i < last; i++ {
		if x < w.by[i] {
			return i
		}
	}
	return last
}
