package sales

import (
	"cmp"
	"math"
	"slices"
)

// Chance is metric win_chance: P(win | stage, age in the stage), estimated
// from the team's own history. It implements ChanceModel.
//
// Each open stage has a curve of how long deals stay and what becomes of them
// in the end. The chance of a deal of age a is the won share of what is
// decided after a. Where fewer deals than Thresholds.ChanceSample tell, it is
// drawn towards the stage's set probability, or the deal's own where it has
// one; where few deals ever got as old, towards the estimate of the latest
// age that enough deals reached.
type Chance struct {
	curves  map[ID]*curve
	prior   map[ID]float64
	base    map[ID]float64 // chance on entering the stage
	wins    map[ID]float64 // won deals that stayed in the stage
	overall Ratio
	sample  float64
}

// NewChance estimates the chances from the facts' history.
func NewChance(f *Facts) *Chance {
	c := &Chance{
		curves: map[ID]*curve{}, prior: map[ID]float64{}, base: map[ID]float64{}, wins: map[ID]float64{},
		sample: math.Max(1, float64(f.Settings.Thresholds.ChanceSample)),
	}
	for _, d := range f.Deals {
		switch d.Kind {
		case StageWon:
			c.overall.Num++
			c.overall.Den++
		case StageLost:
			c.overall.Den++
		default: // undecided
		}
	}
	c.learn(f)
	return c
}

// learn makes the stages' curves from the last to the first, because a deal
// that passed a stage and is still open counts there as won by the chance it
// has in the stages that follow.
func (c *Chance) learn(f *Facts) {
	byStage := map[ID][]StayCount{}
	for _, s := range f.Histogram {
		if s.Stage != "" && s.Count > 0 {
			byStage[s.Stage] = append(byStage[s.Stage], s)
			if s.Outcome == StageWon {
				c.wins[s.Stage] += float64(s.Count)
			}
		}
	}
	openIn := map[ID]float64{}
	for _, d := range f.Deals {
		if d.Kind == StageOpen {
			openIn[d.Stage]++
		}
	}
	stages := openStages(f.Stages)
	for i := len(stages) - 1; i >= 0; i-- {
		stage := stages[i]
		c.prior[stage.ID] = unit(stage.Probability)
		later := c.laterChance(stages[i+1:], openIn, unit(stage.Probability))
		c.curves[stage.ID] = newCurve(stayLives(byStage[stage.ID], later))
		c.base[stage.ID] = c.curves[stage.ID].shrunk(-1, c.prior[stage.ID], c.sample)
	}
}

// laterChance is the mean chance of the deals now open in the given stages;
// that of the first of them where none is open.
func (c *Chance) laterChance(stages []Stage, openIn map[ID]float64, fallback float64) float64 {
	var sum, count float64
	for _, s := range stages {
		sum += openIn[s.ID] * c.base[s.ID]
		count += openIn[s.ID]
	}
	switch {
	case count > 0:
		return sum / count
	case len(stages) > 0:
		return c.base[stages[0].ID]
	default:
		return fallback
	}
}

// stayLives turns counted stays into lifetimes; later is the chance of those
// that passed.
func stayLives(counts []StayCount, later float64) []lifetime {
	lives := make([]lifetime, 0, len(counts))
	// In one order, so that the last digit does not depend on row order.
	slices.SortStableFunc(counts, func(a, b StayCount) int {
		return cmp.Or(cmp.Compare(a.Days, b.Days), cmp.Compare(a.Outcome, b.Outcome), cmp.Compare(a.Count, b.Count))
	})
	for _, s := range counts {
		n := float64(s.Count)
		l := lifetime{entry: -1, days: max(s.Days, 0), weight: n}
		switch s.Outcome {
		case StageWon:
			l.won = n
		case StageLost:
			l.lost = n
		case StagePassed:
			l.won, l.lost = n*later, n*(1-later)
		case StageOpen: // still running
		}
		lives = append(lives, l)
	}
	return lives
}

// openStages lists the open stages in order of the process.
func openStages(stages []Stage) []Stage {
	var open []Stage
	for _, s := range stages {
		if s.Kind == StageOpen {
			open = append(open, s)
		}
	}
	slices.SortStableFunc(open, func(a, b Stage) int { return cmp.Compare(a.Position, b.Position) })
	return open
}

// WinChance returns the chance, 0 to 1, that an open deal is won some day. A
// deal without a date of entering its stage is judged as if it had just
// entered; a closed deal is certain. Without a known stage it is the deal's
// own probability, else the share of closed deals that were won, else 0.
func (c *Chance) WinChance(d DealFact, asOf Day) float64 {
	switch d.Kind {
	case StageWon:
		return 1
	case StageLost:
		return 0
	default: // open
	}
	curve := c.curves[d.Stage]
	if curve == nil {
		if d.Probability != nil {
			return unit(*d.Probability)
		}
		return c.overall.Of(0)
	}
	prior := c.prior[d.Stage]
	if d.Probability != nil {
		prior = unit(*d.Probability)
	}
	return unit(curve.shrunk(stageAge(d, asOf), prior, c.sample))
}

// Sample returns how many decided deals the chance of a deal rests on: those
// that stayed longer in its stage than it has so far.
func (c *Chance) Sample(d DealFact, asOf Day) int {
	curve := c.curves[d.Stage]
	if curve == nil {
		return int(c.overall.Den)
	}
	return int(math.Round(curve.sample(stageAge(d, asOf))))
}

// stageAge is the age in the present stage at the end of a day; -1 where it
// is not known, which is the age of a deal that has yet to begin its stay.
func stageAge(d DealFact, asOf Day) int {
	if !d.Since.Known() || asOf < d.Since {
		return -1
	}
	return asOf.Sub(d.Since)
}

// unit bounds a probability to 0 to 1; NaN is 0.
func unit(p float64) float64 {
	if math.IsNaN(p) {
		return 0
	}
	return min(max(p, 0), 1)
}
