package sales

import (
	"math"
	"slices"
)

// seasonMonths is how many months of history it takes to learn the season.
const seasonMonths = 24

// usualMonths is how many whole months tell the usual number of wins.
const usualMonths = 3

// sellerRates is what the forecast knows of one rep.
type sellerRates struct {
	shift   float64 // log odds of winning against the team's
	perDay  float64 // opportunities per working day
	weight  float64 // deals that perDay rests on, the team's share included
	amounts []Amount
	own     float64 // share of amounts drawn from the rep's own, not the team's
	average Amount  // of a won deal, drawn towards the team's
}

// rates is what the forecast learns of all reps, each drawn towards the team
// by Thresholds.ShrinkSample.
type rates struct {
	reps    map[ID]*sellerRates
	amounts []Amount    // of the team's won deals, rising
	average Amount      // of them
	season  [12]float64 // creation of deals by calendar month, 1 is usual
	spread  float64     // relative spread of a month beyond chance: months are not alike
	usual   float64     // wins in a month, of late
	running float64     // wins in the running month so far
	elapsed float64     // share of a month's wins that usually have come by now
	worked  func(Day) bool
	shrink  float64
}

func newRates(f *Facts, q *quarters) *rates {
	calendar := f.Settings.Calendar()
	r := &rates{reps: map[ID]*sellerRates{}, shrink: math.Max(1, float64(f.Settings.Thresholds.ShrinkSample)), worked: calendar.Working}
	first := dataStart(f)
	r.learnAmounts(f)
	r.learnShifts(f)
	r.learnCreation(f, first)
	r.learnSeason(f, first)
	r.learnSpread(f, first, q)
	return r
}

// dataStart is the first day on which deals were created as the facts show
// them completely: their history's first day, or the first deal's.
func dataStart(f *Facts) Day {
	first := f.AsOf
	for _, d := range f.Deals {
		if d.Created.Known() {
			first = min(first, d.Created)
		}
	}
	return max(first, f.History)
}

func (r *rates) of(rep ID) *sellerRates {
	s := r.reps[rep]
	if s == nil {
		s = &sellerRates{}
		r.reps[rep] = s
	}
	return s
}

// learnAmounts collects what won deals brought.
func (r *rates) learnAmounts(f *Facts) {
	for _, d := range f.Deals {
		if d.Kind == StageWon && d.HasAmount {
			r.amounts = append(r.amounts, d.Amount)
			s := r.of(d.OwnerID)
			s.amounts = append(s.amounts, d.Amount)
		}
	}
	slices.Sort(r.amounts)
	r.average = Amount(math.Round(meanOf(r.amounts)))
	for _, rep := range f.Reps {
		s := r.of(rep.ID)
		slices.Sort(s.amounts)
		n := float64(len(s.amounts))
		s.own = n / (n + r.shrink)
		s.average = Amount(math.Round(s.own*meanOf(s.amounts) + (1-s.own)*float64(r.average)))
	}
}

func meanOf(amounts []Amount) float64 {
	if len(amounts) == 0 {
		return 0
	}
	var sum float64
	for _, a := range amounts {
		sum += float64(a)
	}
	return sum / float64(len(amounts))
}

// learnShifts compares each rep's win rate with the team's.
func (r *rates) learnShifts(f *Facts) {
	var team Ratio
	own := map[ID]*Ratio{}
	for _, d := range f.Deals {
		if d.Kind == StageOpen {
			continue
		}
		if own[d.OwnerID] == nil {
			own[d.OwnerID] = &Ratio{}
		}
		team.Den++
		own[d.OwnerID].Den++
		if d.Kind == StageWon {
			team.Num++
			own[d.OwnerID].Num++
		}
	}
	if team.Num == 0 || team.Num == team.Den {
		return
	}
	p := team.Num / team.Den
	for rep, ratio := range own {
		q := (ratio.Num + r.shrink*p) / (ratio.Den + r.shrink)
		r.of(rep).shift = math.Log(q/(1-q)) - math.Log(p/(1-p))
	}
}

// learnCreation counts how many opportunities each rep opens per working day.
func (r *rates) learnCreation(f *Facts, first Day) {
	count, started := openings(f, first)
	exposure := map[ID]float64{}
	var all, days float64
	for i := range f.Reps {
		rep := &f.Reps[i]
		from := max(first, rep.Started)
		if s, ok := started[rep.ID]; ok && !rep.Started.Known() {
			from = max(first, s)
		}
		exposure[rep.ID] = float64(len(r.workdays(rep, from, f.AsOf)))
		if count[rep.ID] > 0 {
			all += count[rep.ID]
			days += exposure[rep.ID]
		}
	}
	if all == 0 || days == 0 {
		return
	}
	usual := all / days
	for _, rep := range f.Reps {
		s, n := r.of(rep.ID), count[rep.ID]
		if n == 0 && exposure[rep.ID] >= r.shrink/usual {
			continue // has opened nothing in all that time: does not sell
		}
		s.weight = n + r.shrink
		s.perDay = s.weight / (exposure[rep.ID] + r.shrink/usual)
	}
}

// openings counts the opportunities each rep opened since first, and tells
// when each opened the first one known.
func openings(f *Facts, first Day) (count map[ID]float64, started map[ID]Day) {
	count, started = map[ID]float64{}, map[ID]Day{}
	for _, d := range f.Deals {
		if d.Kept || !d.Created.Known() || d.Created > f.AsOf {
			continue
		}
		if s, ok := started[d.OwnerID]; !ok || d.Created < s {
			started[d.OwnerID] = d.Created
		}
		if d.Created >= first {
			count[d.OwnerID]++
		}
	}
	return count, started
}

// workdays lists the days on which a rep works.
func (r *rates) workdays(rep *Rep, from, to Day) []Day {
	if rep.Left.Known() {
		to = min(to, rep.Left)
	}
	var days []Day
	for day := max(from, rep.Started, 1); day <= to; day++ {
		if r.worked(day) && !away(rep, day) {
			days = append(days, day)
		}
	}
	return days
}

func away(rep *Rep, day Day) bool {
	for _, a := range rep.Absences {
		if day >= a.From && day <= a.To {
			return true
		}
	}
	return false
}

// learnSeason compares the calendar months over whole years, where there are
// at least two, and draws them half towards no season, since two years tell
// little of one month.
func (r *rates) learnSeason(f *Facts, first Day) {
	for i := range r.season {
		r.season[i] = 1
	}
	last := f.AsOf.Add(1).Month().Add(-1) // the last whole month
	years := int(last-first.Add(-1).Month()) / 12
	if years*12 < seasonMonths {
		return
	}
	begin := last.Add(1 - 12*years)
	var counts [12]float64
	total := 0.0
	for _, d := range f.Deals {
		if !d.Kept && d.Created.Known() && d.Created.Month() >= begin && d.Created.Month() <= last {
			counts[d.Created.Month()%12]++
			total++
		}
	}
	for i := range r.season {
		usual := total / 12
		r.season[i] = (counts[i] + usual) / (2 * max(usual, 0.5))
		if total == 0 {
			r.season[i] = 1
		}
	}
}

// learnSpread measures how much more the number of wins varies from month to
// month than independent deals would: the variance beyond Poisson's, relative
// to the squared mean, bounded by a spread of 0.35. The variance is taken
// from the differences of successive months, so that growth is no spread.
// Source: J. von Neumann et al., The mean square successive difference,
// Annals of Mathematical Statistics 12 (1941).
func (r *rates) learnSpread(f *Facts, first Day, q *quarters) {
	running := f.AsOf.Add(1).Month()
	begin := max(first, f.History).Month() + 2 // a young pipeline wins nothing yet
	counts := map[Month]float64{}
	var all, early float64
	today := f.AsOf.Sub(running.First())
	for _, d := range f.Deals {
		if d.Kind != StageWon {
			continue
		}
		m := d.Since.Month()
		counts[m] += 1 / q.of(m)
		if m < running {
			all++
			if d.Since.Sub(m.First()) <= today {
				early++
			}
		}
	}
	// By now, as many deals of a month are usually won as of past months, and
	// where few tell, as days have passed.
	passed := float64(today+1) / float64(running.Last().Sub(running.First())+1)
	r.elapsed = (early + 30*passed) / (all + 30)
	r.running = counts[running] * q.of(running)
	for m := running.Add(-usualMonths); m < running; m++ {
		r.usual += counts[m] / usualMonths
	}
	n := float64(running - begin)
	if n < 6 {
		return
	}
	var sum, squares float64
	for m := begin; m < running; m++ {
		sum += counts[m]
		if m > begin {
			squares += (counts[m] - counts[m-1]) * (counts[m] - counts[m-1])
		}
	}
	mean, variance := sum/n, squares/(n-1)/2
	if mean > 0 {
		r.spread = math.Sqrt(min(max((variance-mean)/(mean*mean), 0), 0.35*0.35))
	}
}

// expected returns how many deals that the rep has yet to open are won within
// each number of days ahead; won is the incidence of winning by days since
// creation.
func (r *rates) expected(rep *Rep, asOf Day, ahead []int, won []float64) []float64 {
	s := r.of(rep.ID)
	sums := make([]float64, len(ahead))
	if s.perDay == 0 || len(ahead) == 0 || len(won) == 0 {
		return sums
	}
	for _, day := range r.workdays(rep, asOf.Add(1), asOf.Add(ahead[len(ahead)-1])) {
		perDay := s.perDay * r.season[day.Month()%12]
		for i, h := range ahead {
			if left := h - day.Sub(asOf); left >= 0 {
				sums[i] += perDay * won[min(left, len(won)-1)]
			}
		}
	}
	return sums
}
