package sales

import "math"

// ChanceBasis is what the chance of a deal rests on: the deals that stayed
// longer in its stage than it has so far.
type ChanceBasis struct {
	Won     int     // of them, that were won
	Decided int     // of them, that were won or lost
	Running int     // of them, that have passed the stage and are still open; they count by their present chance
	Prior   float64 // what was set for the deal or its stage, towards which few deals are drawn
	Few     bool    // fewer decide than Thresholds.ChanceSample
}

// Basis returns what the chance of an open deal rests on; ok is false where
// its stage is not known, so that it rests on all closed deals.
func (c *Chance) Basis(f *Facts, d DealFact) (basis ChanceBasis, ok bool) {
	curve := c.curves[d.Stage]
	if curve == nil {
		return ChanceBasis{}, false
	}
	age := stageAge(d, f.AsOf)
	for _, s := range f.Histogram {
		if s.Stage != d.Stage || s.Days <= age {
			continue
		}
		switch s.Outcome {
		case StageWon:
			basis.Won += s.Count
			basis.Decided += s.Count
		case StageLost:
			basis.Decided += s.Count
		case StagePassed:
			basis.Running += s.Count
		case StageOpen: // says nothing yet
		}
	}
	basis.Prior = c.prior[d.Stage]
	if d.Probability != nil {
		basis.Prior = unit(*d.Probability)
	}
	basis.Few = math.Round(curve.sample(age)) < c.sample
	return basis, true
}
