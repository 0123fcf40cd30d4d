package sales

import (
	"maps"
	"slices"
)

// Subject names a number of a report.
type Subject struct {
	Metric string // a name of metrics.md, or one of Explainable
	Rep    ID     // empty: the team
	// Part picks one of several numbers of a metric: the stage's id of
	// stage_..., the month ("2026-10") of revenue_trend, the type of
	// activities, the way ("new", "won" ...) of movement, "won:reason" or
	// "lost:reason" of reasons (with a stage's id for reasons_by_stage), the
	// number of touches of give_up, the source of lead_conversion, the band of
	// fit, the product's id of products. Empty: all of it.
	Part string
}

// Item is one record behind a number and what it adds to it.
type Item struct {
	Kind   Kind
	ID     ID
	Value  float64 // to the number, or to the numerator of a ratio or mean; money in minor units
	Weight float64 // to the denominator; 0 for counts and sums
}

// Explanation lists the records a number was computed from. A count or sum
// is the sum of the items' values; a ratio or mean is that divided by the sum
// of their weights, or by Den. Of names the metrics it was computed from
// besides; items of such a number may have no value of their own.
type Explanation struct {
	Items      []Item
	Ratio      bool // the number is a ratio or mean
	Den        *float64
	Of         []string
	Activities *ActivityFilter // the activities behind it, which facts hold folded
}

// ActivityFilter selects done activities of a period: outbound ones, but for
// FollowUps, which count touches from either side.
type ActivityFilter struct {
	Rep       ID           // empty: every rep
	Type      ActivityType // empty: every type
	Period    Period       // up to the facts' day
	Connected bool         // only those that connected: replies once per thread
	OnDeals   bool         // only those on a deal
	FollowUps bool         // only those on a deal or lead that were not the first on it
}

// IDs returns the records of one kind, each once, in the order of the items.
func (e *Explanation) IDs(kind Kind) []ID {
	var ids []ID
	seen := make(map[ID]bool)
	for _, item := range e.Items {
		if item.Kind == kind && !seen[item.ID] {
			seen[item.ID] = true
			ids = append(ids, item.ID)
		}
	}
	return ids
}

// Number returns the number that the items make, nil where a ratio has no
// denominator.
func (e *Explanation) Number() *float64 {
	var value, weight float64
	for _, item := range e.Items {
		value += item.Value
		weight += item.Weight
	}
	switch {
	case e.Den != nil:
		return Ratio{value, *e.Den}.Value()
	case e.Ratio:
		return Ratio{value, weight}.Value()
	default:
		return &value
	}
}

// explainer returns the records behind a metric of a scope.
type explainer func(s *scope, part string) *Explanation

// Explain returns the records behind a number of the facts' report. It is
// Invalid for a metric that has none of its own, NotFound for a rep that is
// not in the facts.
func Explain(f *Facts, subject Subject) (*Explanation, error) {
	explain, ok := explainers()[subject.Metric]
	if !ok {
		return nil, &Invalid{Field: "metric", Reason: "sales.error.noRecords", Args: []any{"Metric", subject.Metric}}
	}
	s := newFrame(f, Models{}).team
	if subject.Rep != "" {
		if s = s.reps[subject.Rep]; s == nil {
			return nil, &NotFound{Kind: KindRep, Name: string(subject.Rep)}
		}
	}
	return explain(s, subject.Part), nil
}

// Explainable lists the metrics that Explain knows, in order of name.
func Explainable() []string { return slices.Sorted(maps.Keys(explainers())) }

func explainers() map[string]explainer {
	all := make(map[string]explainer)
	for _, some := range []map[string]explainer{
		explainResults(), explainOutcomes(), explainPipeline(), explainStages(), explainActivities(), explainLeads(),
	} {
		maps.Copy(all, some)
	}
	return all
}

// dealItems makes items of deals: value is what each adds.
func dealItems(deals []*DealFact, value func(*DealFact) float64) *Explanation {
	e := &Explanation{}
	for _, d := range deals {
		e.Items = append(e.Items, Item{Kind: KindDeal, ID: d.ID, Value: value(d)})
	}
	return e
}

func one(*DealFact) float64 { return 1 }

func amountOf(d *DealFact) float64 { return float64(d.Amount) }

// mean makes every item add one to the denominator.
func (e *Explanation) mean() *Explanation {
	e.Ratio = true
	for i := range e.Items {
		e.Items[i].Weight = 1
	}
	return e
}

// of names the metrics a number is computed from.
func (e *Explanation) of(metrics ...string) *Explanation {
	e.Of = metrics
	return e
}

func join(parts ...*Explanation) *Explanation {
	joined := &Explanation{}
	for _, part := range parts {
		joined.Items = append(joined.Items, part.Items...)
		joined.Ratio = joined.Ratio || part.Ratio
	}
	return joined
}

// Fraction returns the numerator and the denominator that the items make; ok
// is false where the number is no share of a whole: a sum, a count, a mean.
func (e *Explanation) Fraction() (part, whole float64, ok bool) {
	if !e.Ratio && e.Den == nil {
		return 0, 0, false
	}
	share := true
	for _, item := range e.Items {
		part, whole = part+item.Value, whole+item.Weight
		share = share && (item.Weight == 0 || item.Value <= item.Weight) // 0: it is in the numerator alone
	}
	if e.Den != nil {
		return part, *e.Den, true
	}
	return part, whole, share && whole > 0
}

// asDenominator turns what items add into what they add to the denominator.
func (e *Explanation) asDenominator() *Explanation {
	e.Ratio = true
	for i := range e.Items {
		e.Items[i].Weight, e.Items[i].Value = e.Items[i].Value, 0
	}
	return e
}

// creditItems makes items of credits: won deals and adjustments.
func creditItems(credits []credit, value func(credit) float64) *Explanation {
	e := &Explanation{}
	for _, c := range credits {
		item := Item{Kind: KindAdjustment, Value: value(c)}
		if c.deal != nil {
			item.Kind, item.ID = KindDeal, c.deal.ID
		} else {
			item.ID = c.adjustment.ID
			if item.ID == "" { // a closed month's deal that changed later
				item.Kind, item.ID = KindDeal, c.adjustment.DealID
			}
		}
		e.Items = append(e.Items, item)
	}
	return e
}

func creditAmount(c credit) float64 { return float64(c.amount) }

func creditUnits(c credit) float64 { return float64(c.units) }

// quotaItems makes items of the month rows that make a quota: what each adds
// to it in a period that may cut through months.
func (s *scope) quotaItems() *Explanation {
	e := &Explanation{}
	for _, month := range s.f.Period.Months() {
		value, ok := s.quotas.month(s.id(), "", MeasureMoney, month)
		if !ok {
			continue
		}
		rows := s.quotaRows(month)
		values := make([]int64, len(rows))
		for i, row := range rows {
			values[i] = row.Value
		}
		for i, part := range Apportion(s.calendar.QuotaPart(value, month, s.f.Period), values) {
			e.Items = append(e.Items, Item{Kind: KindQuota, ID: rows[i].ID, Value: float64(part)})
		}
	}
	return e
}

// quotaRows returns the rows that make the scope's quota of a month.
func (s *scope) quotaRows(month Month) []Quota {
	_, own := s.quotas.rows[quotaKey{s.id(), "", MeasureMoney, month}]
	var rows []Quota
	for _, q := range s.f.Quotas {
		if q.Month != month || q.ProductID != "" || q.Measure != MeasureMoney {
			continue
		}
		if own && q.RepID == s.id() || !own && q.RepID != "" && slices.Contains(s.quotas.counted, q.RepID) {
			rows = append(rows, q)
		}
	}
	return rows
}
