package sales

import (
	"reflect"
	"slices"
)

// Measure is NewReport with the models that a report of a team takes: the
// chances to win and, with simulate, the forecast. before is a report of
// earlier facts of the same question, or nil: what it was computed from and
// still is the same is not computed again, and every figure is the one that a
// report without it gives, to the last digit.
func Measure(f *Facts, simulate bool, before *Report) (*Report, error) {
	d := differencesOf(before, f)
	models := Models{}
	var chance *Chance
	if d.known != nil {
		chance, _ = d.known.models.Chance.(*Chance)
	}
	if chance == nil || !d.sameChance {
		chance = NewChance(f)
	}
	models.Chance = chance
	if simulate {
		if d.known != nil && d.sameForecast {
			models.Forecast = d.known.models.Forecast
		}
		if models.Forecast == nil {
			models.Forecast = NewForecast(f, chance)
		}
	}
	if !d.sameSums {
		if err := checkSums(f); err != nil {
			return nil, err
		}
	}
	return newFrameAfter(f, models, d).report(before, d), nil
}

// Models are the models that the report was computed with.
func (r *Report) Models() Models { return r.frame.models }

// differences tell what earlier facts of the same question, of which a frame
// is known, have in common with new ones. Without a known frame it is nothing.
type differences struct {
	known   *frame
	touched map[ID]bool // reps in whose deals and credits something differs

	sameDeals    bool // all deals and adjustments
	sameStays    bool
	sameLeads    bool
	sameChance   bool // all that chances to win are learned from
	sameForecast bool // all that a forecast is computed from
	sameSums     bool // all that is ever added up
}

// differencesOf compares the facts of a report, nil for none, with others.
func differencesOf(before *Report, f *Facts) *differences {
	if before == nil {
		return &differences{}
	}
	return newDifferences(before.frame, f)
}

func newDifferences(known *frame, f *Facts) *differences {
	if known == nil || !sameQuestion(known.f, f) {
		return &differences{}
	}
	old := known.f
	d := &differences{known: known, touched: map[ID]bool{}, sameDeals: true, sameChance: sameList(old.Histogram, f.Histogram), sameForecast: true}
	d.compareDeals(old.Deals, f.Deals)
	if !sameList(old.Adjustments, f.Adjustments) {
		d.sameDeals, d.sameForecast = false, false
		for _, a := range slices.Concat(old.Adjustments, f.Adjustments) {
			d.touch(a.RepID, a.Owner, a.Shares, nil)
		}
	}
	d.sameForecast = d.sameForecast && d.sameChance
	d.sameStays = sameSlice(old.Stays, f.Stays)
	d.sameLeads = sameSlice(old.Leads, f.Leads)
	d.sameSums = d.sameDeals && sameSlice(old.Moves, f.Moves)
	return d
}

// sameQuestion reports whether two facts are of one question and agree in all
// that is no record of selling.
func sameQuestion(a, b *Facts) bool {
	return a.AsOf == b.AsOf && a.Period == b.Period && a.History == b.History && a.Currency == b.Currency && a.counted == nil && b.counted == nil &&
		reflect.DeepEqual(a.Settings, b.Settings) && sameList(a.Stages, b.Stages) && sameList(a.Reps, b.Reps) && sameList(a.Products, b.Products) &&
		sameList(a.Quotas, b.Quotas) && sameList(a.Goals, b.Goals) && sameList(a.Profile, b.Profile)
}

// sameSlice reports whether two lists are one: nobody changes a list of facts.
func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// sameList reports whether two lists hold the same.
func sameList[T any](a, b []T) bool {
	return sameSlice(a, b) || len(a) == len(b) && reflect.DeepEqual(a, b)
}

// compareDeals walks two lists of deals side by side. A deal that has no
// counterpart where it should stand differs.
func (d *differences) compareDeals(old, now []DealFact) {
	if sameSlice(old, now) {
		return
	}
	for len(old) > 0 || len(now) > 0 {
		switch {
		case len(now) == 0 || len(old) > 0 && old[0].ID < now[0].ID:
			d.deal(&old[0], nil)
			old = old[1:]
		case len(old) == 0 || now[0].ID < old[0].ID:
			d.deal(nil, &now[0])
			now = now[1:]
		default:
			if !old[0].same(&now[0]) {
				d.deal(&old[0], &now[0])
			}
			old, now = old[1:], now[1:]
		}
	}
}

// deal takes note of a deal that differs, nil where there was or is none.
func (d *differences) deal(old, now *DealFact) {
	d.sameDeals = false
	for _, x := range []*DealFact{old, now} {
		if x != nil {
			d.touch("", x.OwnerID, x.Shares, x.Parts)
		}
	}
	if old == nil || now == nil {
		d.sameChance, d.sameForecast = false, false
		return
	}
	d.sameChance = d.sameChance && old.Kind == now.Kind && old.Stage == now.Stage
	d.sameForecast = d.sameForecast && old.sameButTouches(now)
}

func (d *differences) touch(rep, owner ID, shares []Share, parts []Credit) {
	d.touched[rep], d.touched[owner] = true, true
	for _, share := range shares {
		d.touched[share.RepID] = true
	}
	for _, part := range parts {
		d.touched[part.RepID] = true
	}
}

// counterpart returns the scope that an earlier frame has for the same rep,
// or team; nil where there is none.
func (d *differences) counterpart(s *scope) *scope {
	if d.known == nil {
		return nil
	}
	if s.rep == nil {
		return d.known.team
	}
	return d.known.reps[s.rep.ID]
}

// sameDealsOf reports whether a scope's deals and credits are those of its
// counterpart.
func (d *differences) sameDealsOf(s *scope) bool {
	return d.sameDeals || s.rep != nil && !d.touched[s.rep.ID]
}

// same reports whether two deals hold the same.
func (d *DealFact) same(o *DealFact) bool {
	return d.Touches == o.Touches && d.Attempts == o.Attempts && d.FirstTouch == o.FirstTouch && d.LastTouch == o.LastTouch &&
		d.Answered == o.Answered && d.NextStep == o.NextStep && d.NextDue == o.NextDue && d.Called == o.Called && d.sameButTouches(o)
}

// sameButTouches reports whether two deals hold the same but for what was done
// on them and is planned.
func (d *DealFact) sameButTouches(o *DealFact) bool {
	return d.sameCourse(o) && d.sameWorth(o) && d.ID == o.ID && d.ExternalID == o.ExternalID && d.Name == o.Name &&
		d.AccountID == o.AccountID && d.Account == o.Account && d.OwnerID == o.OwnerID && d.Source == o.Source && d.Reason == o.Reason
}

// sameCourse compares when two deals came and where they stand.
func (d *DealFact) sameCourse(o *DealFact) bool {
	return d.Created == o.Created && d.Stage == o.Stage && d.Kind == o.Kind && d.Since == o.Since && d.LastStage == o.LastStage &&
		d.Reopened == o.Reopened && d.ExpectedClose == o.ExpectedClose && d.Kept == o.Kept
}

// sameWorth compares what two deals may bring, and to whom.
func (d *DealFact) sameWorth(o *DealFact) bool {
	chance := d.Probability == o.Probability || d.Probability != nil && o.Probability != nil && *d.Probability == *o.Probability
	return chance && d.Amount == o.Amount && d.HasAmount == o.HasAmount && d.Units == o.Units &&
		slices.Equal(d.Shares, o.Shares) && slices.Equal(d.Lines, o.Lines) && slices.Equal(d.Parts, o.Parts) && (d.Parts == nil) == (o.Parts == nil)
}
