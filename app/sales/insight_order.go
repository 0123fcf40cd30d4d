package sales

import (
	"cmp"
	"slices"
)

// Promise is an open deal in the order in which it is most worth the time.
type Promise struct {
	Deal   DealFact
	Chance float64 // metric win_chance
	Value  float64 // chance × amount, minor units
}

// MostPromising lists the open deals of a rep, or of the team for the empty
// ID, by chance × amount. An old deal whose time has passed comes late even
// if it is large.
func MostPromising(f *Facts, chance ChanceModel, rep ID) []Promise {
	return promises(f, chance, rep, func(*scope, *DealFact) bool { return true })
}

// WorthPushing lists the open deals in earlier stages, not stuck, by chance ×
// amount: those to push when the late stages do not hold enough.
func WorthPushing(f *Facts, chance ChanceModel, rep ID) []Promise {
	return promises(f, chance, rep, func(s *scope, d *DealFact) bool { return !s.late(d) && !s.isStuck(d) })
}

func promises(f *Facts, chance ChanceModel, rep ID, pass func(*scope, *DealFact) bool) []Promise {
	s := scopeOf(f, rep)
	judge := func(d *DealFact) float64 { return chance.WinChance(*d, f.AsOf) }
	var list []Promise
	for _, d := range rankDeals(s.openDeals(func(d *DealFact) bool { return pass(s, d) }), judge) {
		p := judge(d)
		list = append(list, Promise{Deal: *d, Chance: p, Value: p * float64(d.Amount)})
	}
	return list
}

// rankDeals orders by chance × amount, then by chance, name and date.
func rankDeals(deals []*DealFact, chance func(*DealFact) float64) []*DealFact {
	value := map[*DealFact]float64{}
	for _, d := range deals {
		value[d] = chance(d)
	}
	ordered := slices.Clone(deals)
	slices.SortStableFunc(ordered, func(a, b *DealFact) int {
		return cmp.Or(-cmp.Compare(value[a]*float64(a.Amount), value[b]*float64(b.Amount)), -cmp.Compare(value[a], value[b]),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.Created, b.Created))
	})
	return ordered
}

// Silent is an open deal or lead that never answered and is about to be given
// up, see metric give_up.
type Silent struct {
	Kind     Kind
	ID       ID
	Attempts int
	Last     Day
}

// AboutToBeGivenUp lists them for a rep, or the team for the empty ID: the
// longest quiet first.
func AboutToBeGivenUp(f *Facts, rep ID) []Silent {
	var list []Silent
	for _, q := range scopeOf(f, rep).nearGivingUp() {
		list = append(list, Silent{Kind: q.kind, ID: q.id, Attempts: q.attempts, Last: q.last})
	}
	slices.SortStableFunc(list, func(a, b Silent) int { return cmp.Compare(a.Last, b.Last) })
	return list
}
