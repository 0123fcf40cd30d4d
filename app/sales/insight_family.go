package sales

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// trial is how the members of a family are compared.
type trial int

const (
	byShare trial = iota // num of den, whole numbers
	byRate               // num in an exposure of den
	byRank               // values
)

// unitSample is one member of a family: a rep, a source ...
type unitSample struct {
	rep     ID
	group   string
	num     int
	den     float64
	values  []float64
	records []ID
	apart   bool // stands out so far that it does not stand for the usual
}

// family is one question put to all its members: is this one different from
// the others?
type family struct {
	signal string
	metric string
	of     Kind
	stage  ID
	typ    ActivityType
	trial  trial
	lower  bool // lower is better
	least  float64
	units  []*unitSample
	// better and worse are the kinds of a difference to the good and to the
	// bad; empty: not worth saying.
	better, worse InsightKind
	stake         func(u *unitSample, own, other float64) float64 // a month's money

	pool   []pooled             // all members' values in order, once they were compared
	rounds map[string][]verdict // of all members compared, by who is set apart
}

// question tells one family from another.
type question struct {
	signal string
	stage  ID
	typ    ActivityType
}

func (f *family) question() question { return question{f.signal, f.stage, f.typ} }

// sameAs reports whether two families compare the same.
func (f *family) sameAs(g *family) bool {
	return f.trial == g.trial && slices.EqualFunc(f.units, g.units, func(u, v *unitSample) bool {
		return u.num == v.num && u.den == v.den && slices.Equal(u.values, v.values)
	})
}

// verdict is what a comparison found.
type verdict struct {
	own   Figure
	other Figure
	p     float64
	ok    bool // both samples suffice
}

// pooled is a value and whose it is.
type pooled struct {
	v  float64
	of *unitSample
}

// finding is the comparison of one member with the others.
type finding struct {
	verdict
	family *family
	unit   *unitSample
}

// others pools the members that one is compared with, but for their values.
func (f *family) others(u *unitSample) (rest unitSample, values int) {
	for _, v := range f.units {
		if v != u && !v.apart {
			rest.num += v.num
			rest.den += v.den
			values += len(v.values)
		}
	}
	return rest, values
}

// ranked returns the values of a member and of those it is compared with, in
// order together and each in order for itself. They are put in order once for
// all comparisons.
func (f *family) ranked(u *unitSample) (all []ranked, own, others []float64) {
	if f.pool == nil {
		for _, v := range f.units {
			for _, value := range v.values {
				f.pool = append(f.pool, pooled{value, v})
			}
		}
		slices.SortFunc(f.pool, func(x, y pooled) int { return cmp.Compare(x.v, y.v) })
	}
	all = make([]ranked, 0, len(f.pool))
	others = make([]float64, 0, len(f.pool))
	for _, x := range f.pool {
		switch {
		case x.of == u:
			own = append(own, x.v)
		case x.of.apart:
			continue
		default:
			others = append(others, x.v)
		}
		all = append(all, ranked{x.v, x.of == u})
	}
	return all, own, others
}

// suffices reports whether the samples of a member and of the others, of so
// many values, are large enough to be compared.
func (f *family) suffices(u, rest *unitSample, values, least int) bool {
	switch f.trial {
	case byRate:
		// A rep who does nothing is a finding too: what counts is what was to be expected.
		expected := Ratio{float64(rest.num) * u.den, rest.den}.Of(0)
		return u.den > 0 && rest.num >= least && max(expected, float64(u.num)) >= float64(least)
	case byRank:
		return len(u.values) >= least && values >= least
	default:
		return int(u.den) >= least && int(rest.den) >= least
	}
}

// compare tests a member against the others.
func (f *family) compare(u *unitSample, least int) verdict {
	rest, values := f.others(u)
	result := verdict{ok: f.suffices(u, &rest, values, least), p: 1}
	if !result.ok {
		return result
	}
	switch f.trial {
	case byShare:
		result.p = fisherExact(u.num, int(u.den), rest.num, int(rest.den))
		result.own, result.other = ratioFigure(u), ratioFigure(&rest)
	case byRate:
		result.p = poissonRates(u.num, u.den, rest.num, rest.den)
		result.own, result.other = ratioFigure(u), ratioFigure(&rest)
		result.own.Sample, result.other.Sample = u.num, rest.num
	case byRank:
		var way int
		all, own, others := f.ranked(u)
		result.p, way = rankTest(all, len(own), len(others))
		result.own = Figure{Value: middle(own), Sample: len(own)}
		result.other = Figure{Value: middle(others), Sample: len(others)}
		if cmp.Compare(result.own.Value, result.other.Value) != way {
			result.p = 1 // ranks and medians contradict each other: nothing plain to say
		}
	}
	return result
}

func ratioFigure(u *unitSample) Figure {
	r := Ratio{float64(u.num), u.den}
	return Figure{Value: r.Of(0), Sample: int(u.den), Ratio: &r}
}

// matters reports whether a difference is large enough to act on, however
// certain it is: least of the others' figure, and for shares five points.
func (f *finding) matters() bool {
	difference := math.Abs(f.own.Value - f.other.Value)
	if f.family.trial == byShare && difference < 0.05 {
		return false
	}
	return difference > f.family.least*f.other.Value
}

// kind is what the difference is for the subject.
func (f *finding) kind() InsightKind {
	if (f.own.Value > f.other.Value) != f.family.lower {
		return f.family.better
	}
	return f.family.worse
}

// tests puts all questions and keeps what is discovered.
func (b *insightBuilder) tests() {
	families := b.families()
	for _, f := range families {
		f.rounds = map[string][]verdict{}
		if g := b.before[f.question()]; g != nil && f.sameAs(g) {
			maps.Copy(f.rounds, g.rounds)
		}
	}
	b.asked = families
	least := max(b.in.Window.Settings.Thresholds.InsightSample, 1)
	q := b.in.Window.Settings.Thresholds.FalseDiscovery
	for _, f := range families {
		for _, u := range f.units {
			if rest, values := f.others(u); f.suffices(u, &rest, values, least) {
				b.tested++
			}
		}
	}
	var all []finding
	for _, f := range families {
		all = append(all, f.settle(least, q/float64(max(b.tested, 1)))...)
	}
	p := make([]float64, len(all))
	for i := range all {
		p[i] = all[i].p
	}
	var kept []*finding
	for i, ok := range discoveries(p, q) {
		if ok && all[i].matters() && all[i].kind() != "" {
			kept = append(kept, &all[i])
		}
	}
	for _, f := range combine(kept) {
		b.report(f)
	}
}

// settle compares all members, setting apart one after another whoever
// differs beyond any doubt (its p-value would hold against all that is tested
// together), so that one outlier does not make the rest of the team look
// special. Where there is no difference nobody is set apart, but for the
// share of runs in which a false finding is accepted anyway.
func (f *family) settle(least int, beyondDoubt float64) []finding {
	for {
		var worst *unitSample
		lowest := beyondDoubt
		usual := 0
		for i, r := range f.round(least) {
			if f.units[i].apart {
				continue
			}
			usual++
			if r.ok && r.p <= lowest {
				worst, lowest = f.units[i], r.p
			}
		}
		if worst == nil || usual <= 3 {
			break
		}
		worst.apart = true
	}
	var results []finding
	for i, r := range f.round(least) {
		if r.ok {
			results = append(results, finding{verdict: r, family: f, unit: f.units[i]})
		}
	}
	return results
}

// round compares all members with those that are not set apart, once for the
// same members set apart.
func (f *family) round(least int) []verdict {
	apart := make([]byte, len(f.units))
	for i, u := range f.units {
		if u.apart {
			apart[i] = 1
		}
	}
	results, known := f.rounds[string(apart)]
	if !known {
		for _, u := range f.units {
			results = append(results, f.compare(u, least))
		}
		f.rounds[string(apart)] = results
	}
	return results
}

// combine says one thing once: who opens much and wins little is an opener
// who does not close; and a win rate that is off because of one stage is told
// of that stage.
func combine(found []*finding) []*finding {
	type about struct {
		signal string
		kind   InsightKind
		rep    ID
	}
	said := map[about]bool{}
	for _, f := range found {
		said[about{f.family.signal, f.kind(), f.unit.rep}] = true
	}
	var kept []*finding
	for _, f := range found {
		rep, signal, kind := f.unit.rep, f.family.signal, f.kind()
		opener := said[about{"opened", Strength, rep}] && said[about{"win_rate", Weakness, rep}]
		switch {
		case rep == "":
		case opener && signal == "opened" && kind == Strength:
			continue
		case opener && signal == "win_rate" && kind == Weakness:
			named := *f.family
			named.signal = "opener"
			f.family = &named
		case signal == "win_rate" && said[about{"stage_conversion", kind, rep}]:
			continue
		}
		kept = append(kept, f)
	}
	slices.SortStableFunc(kept, func(x, y *finding) int { return cmp.Compare(x.p, y.p) })
	return kept
}

// report makes an insight of a finding.
func (b *insightBuilder) report(f *finding) {
	p := f.p
	kind := f.kind()
	key := f.family.signal + ".low"
	if f.own.Value > f.other.Value {
		key = f.family.signal + ".high"
	}
	b.add(Insight{
		Kind: kind, Signal: f.family.signal, RepID: f.unit.rep, Stage: f.family.stage, Group: f.unit.group, Type: f.family.typ,
		Metric: f.family.metric, Own: f.own, Other: f.other, PValue: &p, Records: f.unit.records, Of: f.family.of,
		Stake: math.Abs(f.family.stake(f.unit, f.own.Value, f.other.Value)) / b.months, key: key,
	})
}
