package sales

import (
	"cmp"
	"slices"
)

// fate is what became of a deal after it first entered a stage.
type fate string

const (
	fateAdvanced fate = "advanced"
	fateStill    fate = "still"
	fateLost     fate = "lost"
	fateBack     fate = "back"
)

// cohort is a deal's first entry into a stage within the period.
type cohort struct {
	deal  ID
	stage ID
	fate  fate
}

// endedStay is a stay that ended within the period.
type endedStay struct {
	deal  ID
	stage ID
	days  int
}

// advance is a deal's step to a later stage within the period.
type advance struct {
	deal  ID
	stage ID // where it went
}

// distributeStays reads the deals' paths through the stages and gives what
// happened in the period to the team and to the rep who owned the deal when
// it entered the stage.
func (fr *frame) distributeStays() {
	stays := fr.f.pathsInOrder()
	for len(stays) > 0 {
		n := 1
		for n < len(stays) && stays[n].DealID == stays[0].DealID {
			n++
		}
		fr.readPath(stays[:n])
		stays = stays[n:]
	}
}

// pathsInOrder returns the stays by deal, and those of a deal in their order,
// as the store gives them.
func (f *Facts) pathsInOrder() []StayFact {
	if slices.IsSortedFunc(f.Stays, compareStays) {
		return f.Stays
	}
	stays := slices.Clone(f.Stays)
	slices.SortStableFunc(stays, compareStays)
	return stays
}

// compareStays orders stays by deal, then by their order in it.
func compareStays(a, b StayFact) int {
	return cmp.Or(cmp.Compare(a.DealID, b.DealID), cmp.Compare(a.Seq, b.Seq))
}

// readPath takes in one deal's stays, in order.
func (fr *frame) readPath(path []StayFact) {
	for i, stay := range path {
		if i > 0 && fr.happened(stay.Entered) && fr.rank(stay) > fr.rank(path[i-1]) && fr.rank(path[i-1]) > 0 {
			fr.each(stay.OwnerID, func(s *scope) {
				s.advances = append(s.advances, advance{deal: stay.DealID, stage: stay.Stage})
			})
		}
		if stay.Kind != StageOpen || stay.Stage == "" {
			continue
		}
		if fr.happened(stay.Left) && stay.Entered.Known() {
			fr.each(stay.OwnerID, func(s *scope) {
				s.ended = append(s.ended, endedStay{deal: stay.DealID, stage: stay.Stage, days: stay.Left.Sub(stay.Entered)})
			})
		}
		again := slices.ContainsFunc(path[:i], func(before StayFact) bool {
			return before.Stage == stay.Stage && before.Kind == StageOpen
		})
		if !again && fr.happened(stay.Entered) {
			fr.each(stay.OwnerID, func(s *scope) {
				s.cohorts = append(s.cohorts, cohort{
					deal: stay.DealID, stage: stay.Stage, fate: fr.fate(path[i:]),
				})
			})
		}
	}
}

// happened reports whether a day is known and lies in the period, up to now.
func (fr *frame) happened(day Day) bool { return fr.f.Period.Contains(day) && day <= fr.f.AsOf }

// wonRank is the rank of won, after every open stage.
const wonRank = 1 << 30

// rank orders stages: open ones by position, won last. Lost and unknown
// stages have rank 0, which is no step forward and none to step from.
func (fr *frame) rank(stay StayFact) int {
	stage := fr.stages[stay.Stage]
	switch {
	case stay.Kind == StageWon:
		return wonRank
	case stay.Kind != StageOpen || stage == nil:
		return 0
	default:
		return stage.Position
	}
}

// fate classifies the path from a deal's first stay in a stage on; the
// earlier class takes precedence: advanced if it ever reached a later stage
// or was won, still if it is there, lost if it was closed lost, else back.
func (fr *frame) fate(path []StayFact) fate {
	lost := false
	for _, stay := range path[1:] {
		if fr.rank(stay) > fr.rank(path[0]) {
			return fateAdvanced
		}
		lost = lost || stay.Kind == StageLost
	}
	switch {
	case path[len(path)-1].Stage == path[0].Stage:
		return fateStill
	case lost:
		return fateLost
	default:
		return fateBack
	}
}

// stageMetrics returns funnel, time and open deals of every open stage in
// order; of archived ones only those with a figure.
func (s *scope) stageMetrics() []StageMetrics {
	rows := make(map[ID]*StageMetrics, len(s.f.Stages))
	days := make(map[ID]map[ID]int) // by stage, by deal
	for _, stage := range s.f.Stages {
		if stage.Kind == StageOpen {
			rows[stage.ID] = &StageMetrics{Stage: stage.ID, Name: stage.Name}
			days[stage.ID] = make(map[ID]int)
		}
	}
	for _, c := range s.cohorts {
		if row := rows[c.stage]; row != nil {
			row.count(c.fate)
		}
	}
	for _, stay := range s.ended {
		if byDeal := days[stay.stage]; byDeal != nil {
			byDeal[stay.deal] += stay.days
		}
	}
	ages := make(map[ID]daySample)
	for _, d := range s.openDeals(nil) {
		if row := rows[d.Stage]; row != nil {
			if age := stageAge(*d, s.f.AsOf); age >= 0 {
				if ages[d.Stage] == nil {
					ages[d.Stage] = make(daySample)
				}
				ages[d.Stage][age]++
			}
			row.Open++
			row.OpenValue += d.Amount
			if s.isStuck(d) {
				row.Stuck++
			}
		}
	}
	for stage, sample := range ages {
		rows[stage].Age = sample.spread()
	}
	return s.orderStages(rows, days)
}

func (row *StageMetrics) count(f fate) {
	row.Entered++
	switch f {
	case fateAdvanced:
		row.Advanced++
	case fateStill:
		row.Still++
	case fateLost:
		row.Lost++
	case fateBack:
		row.Back++
	}
}

// conversion is advanced ÷ (advanced + lost), as docs/metrics.md has it.
func (row *StageMetrics) conversion() Ratio { return share(row.Advanced, row.Advanced+row.Lost) }

// Without returns what is left of a stage's cohort, its counts and conversion,
// when others' parts of it are taken away: the deals of nobody listed.
func (row *StageMetrics) Without(parts ...StageMetrics) StageMetrics {
	left := StageMetrics{Stage: row.Stage, Name: row.Name, Advanced: row.Advanced, Lost: row.Lost, Back: row.Back, Still: row.Still}
	for i := range parts {
		left.Advanced -= parts[i].Advanced
		left.Lost -= parts[i].Lost
		left.Back -= parts[i].Back
		left.Still -= parts[i].Still
	}
	left.Entered = left.Advanced + left.Lost + left.Back + left.Still
	left.Conversion = left.conversion()
	return left
}

func (s *scope) orderStages(rows map[ID]*StageMetrics, days map[ID]map[ID]int) []StageMetrics {
	var list []StageMetrics
	for _, stage := range s.f.Stages {
		row := rows[stage.ID]
		if row == nil {
			continue
		}
		row.Conversion = row.conversion()
		sample := make(daySample)
		for _, sum := range days[stage.ID] {
			sample[sum]++
		}
		row.Days = sample.spread()
		row.Weighted = sumOf(s.openDeals(func(d *DealFact) bool { return d.Stage == stage.ID }), s.weigh)
		if !stage.Archived || row.Entered+row.Open+row.Days.N > 0 {
			list = append(list, *row)
		}
	}
	return list
}
