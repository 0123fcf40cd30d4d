package sales

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// paces tells how much longer or shorter than usual a deal takes: large deals
// take longer, and every rep has a tempo. It is learned from won deals by a
// regression of the logarithm of days on the logarithm of the amount, an
// accelerated failure time model, with what is left over averaged by rep.
type paces struct {
	slope float64
	usual float64 // mean logarithm of the amount
	reps  map[ID]float64
}

// pacesSample is how many won deals it takes to learn from.
const pacesSample = 30

// newPaces learns from the facts' won deals; shrink is the weight, in deals,
// that draws a rep's tempo to the team's.
func newPaces(f *Facts, shrink float64) *paces {
	p := &paces{reps: map[ID]float64{}}
	var days, amounts []float64
	var owners []ID
	for _, d := range f.Deals {
		if d.Kind == StageWon && d.Created.Known() && d.Since >= d.Created && d.Amount > 0 {
			days = append(days, math.Log(float64(d.Since.Sub(d.Created)+1)))
			amounts = append(amounts, math.Log(float64(d.Amount)))
			owners = append(owners, d.OwnerID)
		}
	}
	if len(days) < pacesSample {
		return p
	}
	p.usual = stat.Mean(amounts, nil)
	usualDays := stat.Mean(days, nil)
	spread := stat.Variance(amounts, nil)
	if spread > 0 {
		slope := stat.Covariance(amounts, days, nil) / spread
		doubt := stat.Variance(days, nil) / spread / float64(len(days)) // of the slope, squared
		// Drawn to nothing by how far it may be chance.
		p.slope = min(max(slope*slope*slope/(slope*slope+doubt+1e-12), -0.5), 0.5)
	}
	sums, counts := map[ID]float64{}, map[ID]float64{}
	for i, owner := range owners {
		sums[owner] += days[i] - usualDays - p.slope*(amounts[i]-p.usual)
		counts[owner]++
	}
	for rep, sum := range sums {
		p.reps[rep] = sum / (counts[rep] + shrink)
	}
	return p
}

// of returns the factor on the days an open deal takes, 1 for a usual one.
func (p *paces) of(d *DealFact) float64 {
	log := p.reps[d.OwnerID]
	if d.Amount > 0 && p.usual > 0 {
		log += p.slope * (math.Log(float64(d.Amount)) - p.usual)
	}
	return math.Exp(min(max(log, -1), 1))
}
