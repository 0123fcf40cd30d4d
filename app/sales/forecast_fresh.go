package sales

// imagineNew lists the wins of deals that each rep has yet to open.
func (fc *Forecast) imagineNew(names streams, t *timing, r *rates, ahead []int) {
	f := fc.frame.f
	won, among := t.incidence(ahead[len(ahead)-1]), newPool(r.amounts)
	for i := range f.Reps {
		rep := &f.Reps[i]
		s := r.of(rep.ID)
		moved := make([]float64, len(won))
		for x := range won {
			moved[x] = won[x] * s.factor(t.cycle)
		}
		fc.hopes = append(fc.hopes, hope{
			key: names.of("new", rep.Name, rep.Started, rep.Left), fresh: true, seller: s, among: among,
			by: r.expected(rep, f.AsOf, ahead, moved), credits: []Credit{{RepID: rep.ID}},
		})
	}
}

// incidence returns the share of new deals that are won within 0, 1, ... h
// days of their creation.
func (t *timing) incidence(h int) []float64 {
	won := make([]float64, min(h, longestHorizon)+1)
	for x := range won {
		if i := t.cycle.after(x); i > 0 {
			won[x] = t.cycle.wonUpTo[i-1]
		}
	}
	return won
}

// factor is by how much the rep's win rate raises the number of wins.
func (s *sellerRates) factor(c *curve) float64 {
	p, ok := c.chance(-1)
	if !ok || p == 0 {
		return 1
	}
	return shifted(p, s.shift) / p
}

// orderDays is how far back wins of unknown creation tell how many are to come:
// a list of orders stops telling soon after a team begins to keep its deals.
const orderDays = 90

// imagineOrders lists the wins that come without a deal to be seen before:
// those of a team that knows its orders and not when they were asked for.
// undated is how many wins the open deals of unknown creation of each rep are
// expected to bring, which are among them.
func (fc *Forecast) imagineOrders(names streams, ahead []int, undated map[ID]float64) {
	f := fc.frame.f
	r := newOrders(f)
	among := newPool(r.amounts)
	atOnce := []float64{1}
	for i := range f.Reps {
		rep := &f.Reps[i]
		s := r.of(rep.ID)
		by := r.expected(rep, f.AsOf, ahead, atOnce)
		all := by[len(by)-1]
		if all <= undated[rep.ID] {
			continue
		}
		for x := range by {
			by[x] *= 1 - undated[rep.ID]/all
		}
		fc.hopes = append(fc.hopes, hope{
			key: names.of("orders", rep.Name, rep.Started, rep.Left), fresh: true, seller: s, among: among,
			by: by, credits: []Credit{{RepID: rep.ID}},
		})
	}
}

// newOrders learns how many deals of unknown creation each rep wins, and of
// what amounts.
func newOrders(f *Facts) *rates {
	lately := *f
	lately.History = max(f.History, f.AsOf.Add(1-orderDays))
	lately.Deals = nil
	for _, d := range f.Deals {
		if d.Kind == StageWon && !d.Created.Known() && d.Since >= lately.History {
			d.Created = d.Since // is known and won on one day
			lately.Deals = append(lately.Deals, d)
		}
	}
	calendar := f.Settings.Calendar()
	r := &rates{reps: map[ID]*sellerRates{}, shrink: max(1, float64(f.Settings.Thresholds.ShrinkSample)), worked: calendar.Working}
	for i := range r.season {
		r.season[i] = 1
	}
	r.learnAmounts(&lately)
	r.learnCreation(&lately, dataStart(&lately))
	return r
}
