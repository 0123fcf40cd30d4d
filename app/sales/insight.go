package sales

import (
	"cmp"
	"slices"
)

// InsightKind is what an insight is for its subject.
type InsightKind string

// The kinds of insights.
const (
	Strength    InsightKind = "strength"
	Weakness    InsightKind = "weakness"
	Opportunity InsightKind = "opportunity"
	Risk        InsightKind = "risk"
)

// Figure is one of the two numbers an insight compares.
type Figure struct {
	Value  float64 `json:"value"`
	Sample int     `json:"sample"` // observations it rests on
	Ratio  *Ratio  `json:"ratio,omitempty"`
}

// Insight is metric insight: a signal with the two numbers compared, the
// records behind it and what to do. Its words come from Title, Reason and
// Action.
type Insight struct {
	Kind    InsightKind  `json:"kind"`
	Signal  string       `json:"signal"`           // what it is about, "win_rate", "stuck" ...
	RepID   ID           `json:"rep_id,omitempty"` // empty: the team
	Stage   ID           `json:"stage,omitempty"`
	Group   string       `json:"group,omitempty"` // the lead source
	Type    ActivityType `json:"type,omitempty"`
	Metric  string       `json:"metric"`            // name of metrics.md that it is read from
	Own     Figure       `json:"own"`               // of the subject
	Other   Figure       `json:"other"`             // what it is compared with
	PValue  *float64     `json:"p_value,omitempty"` // of the test; nil for a rule
	Rule    bool         `json:"rule"`              // raised by a limit that the user set, not by a test
	Stake   float64      `json:"stake"`             // money at stake, minor units: of a month for a test, now for a rule
	Records []ID         `json:"records,omitempty"`
	Of      Kind         `json:"of,omitempty"` // what the records are

	key    string // of the texts
	amount float64
	count  int
	name   string // rep's
	stage  string // stage's name
	money  Currency
}

// Insights is what stands out about a team, most money at stake first.
type Insights struct {
	All    []Insight
	Tested int // comparisons that were tested; false discovery is controlled over all of them

	builder *insightBuilder // that found them
}

// InsightInput is what insights are found in.
type InsightInput struct {
	Report *Report // of the period shown; the rules are read from it
	Facts  *Facts  // the facts of that period
	// Window is the facts of the twelve months up to the same day, as Period
	// and as History: a month is too short to test anything.
	Window *Facts
	Chance ChanceModel // nil: the stages' probabilities
	// Before are the insights found in earlier facts of the same questions:
	// what is the same is not tested again. Without, all is.
	Before Insights
}

// FindInsights tests how reps, stages, sources and types differ, applies the
// rules that the thresholds set, and ranks what stands out by the money at
// stake.
//
// Tests: Fisher's exact test for shares, a conditional binomial test for
// rates, the rank test of Mann and Whitney for days and amounts. A rep is
// compared with the other reps, without those who stand out so far that they
// alone would make the others look special. Of everything tested the
// procedure of Benjamini and Hochberg keeps the expected share of false
// findings at Thresholds.FalseDiscovery; both samples have
// Thresholds.InsightSample at least. The article's figures on follow-ups (80 %
// and five, 48 %) raise nothing.
func FindInsights(in InsightInput) Insights {
	b := newInsightBuilder(in)
	b.learn()
	b.tests()
	b.rules()
	slices.SortStableFunc(b.found, func(x, y Insight) int {
		return cmp.Or(-cmp.Compare(x.Stake, y.Stake), cmp.Compare(x.Signal, y.Signal), cmp.Compare(x.name, y.name),
			cmp.Compare(x.stage, y.stage), cmp.Compare(x.Group, y.Group), cmp.Compare(x.Type, y.Type))
	})
	b.in.Before, b.before, b.same = Insights{}, nil, nil // nothing older is held
	return Insights{All: b.found, Tested: b.tested, builder: b}
}

func newInsightBuilder(in InsightInput) *insightBuilder {
	b := &insightBuilder{in: in, same: &differences{}}
	if before := in.Before.builder; before != nil {
		b.same = newDifferences(before.window, in.Window)
		if b.same.known != nil {
			b.before = map[question]*family{}
			for _, f := range before.asked {
				b.before[f.question()] = f
			}
		}
	}
	b.window = newFrameAfter(in.Window, Models{}, b.same)
	if b.period = in.Report.frame; b.period == nil || b.period.f != in.Facts {
		b.period = newFrame(in.Facts, Models{})
	}
	return b
}

// Team returns what the team's page shows: what is about the team, and what
// the tests found about single reps. Rules that concern one rep's own deals
// are part of the team's and are not repeated.
func (s Insights) Team() []Insight {
	var list []Insight
	for _, i := range s.All {
		if i.RepID == "" || !i.Rule {
			list = append(list, i)
		}
	}
	return list
}

// Rep returns what concerns one rep.
func (s Insights) Rep(rep ID) []Insight {
	var list []Insight
	for _, i := range s.All {
		if i.RepID == rep && rep != "" {
			list = append(list, i)
		}
	}
	return list
}

// insightBuilder collects insights.
type insightBuilder struct {
	in      InsightInput
	window  *frame
	period  *frame
	months  float64 // in the window
	average float64 // amount of a won deal
	winRate float64
	qualify float64 // share of decided leads that qualify
	tested  int
	found   []Insight

	asked  []*family            // what was tested
	before map[question]*family // what was tested of earlier facts; nil: nothing
	same   *differences         // from these, of the window
}

// learn takes the team's usual figures, by which shares become money.
func (b *insightBuilder) learn() {
	team := b.window.team
	p := b.in.Window.Period
	won, lost := team.closedIn(StageWon, p), team.closedIn(StageLost, p)
	b.months = max(float64(min(p.To, b.in.Window.AsOf).Sub(p.From)+1)/30.4, 1)
	b.average = Ratio{float64(sumAmounts(won)), float64(len(won))}.Of(0)
	b.winRate = share(len(won), len(won)+len(lost)).Of(0)
	b.qualify = conversion(team.leadsDecided()).Of(0)
}

// chance is the model's, or the one the deal is weighted by.
func (b *insightBuilder) chance(d *DealFact) float64 {
	if b.in.Chance == nil {
		return b.in.Facts.Probability(d)
	}
	return b.in.Chance.WinChance(*d, b.in.Facts.AsOf)
}

// hopes is what open deals are worth by their chances, and their ids.
func (b *insightBuilder) hopes(deals []*DealFact) (value float64, ids []ID) {
	for _, d := range deals {
		value += b.chance(d) * float64(d.Amount)
		ids = append(ids, d.ID)
	}
	return value, ids
}

// add completes an insight with the names of its subject.
func (b *insightBuilder) add(i Insight) {
	if rep := b.window.reps[i.RepID]; rep != nil {
		i.name = rep.rep.Name
	}
	if stage := b.window.stages[i.Stage]; stage != nil {
		i.stage = stage.Name
	}
	if i.key == "" {
		i.key = i.Signal
	}
	i.money = b.in.Facts.Currency
	b.found = append(b.found, i)
}
