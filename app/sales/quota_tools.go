package sales

import (
	"math"
	"math/big"
	"slices"
)

// SplitEven divides a quota of a year or quarter over n months so that the
// parts add up exactly; earlier months take the odd units.
func SplitEven(total int64, n int) []int64 { return Apportion(total, slices.Repeat([]int64{1}, n)) }

// SplitWeighted divides a quota by weights, one per month, so that the parts
// add up exactly. All weights zero is an even split. Invalid without weights
// or with a negative one.
func SplitWeighted(total int64, weights []int64) ([]int64, error) {
	if len(weights) == 0 {
		return nil, &Invalid{Field: "weights", Reason: "sales.error.noMonths"}
	}
	for i, w := range weights {
		if w < 0 {
			return nil, &Invalid{Field: "weights", Reason: "sales.error.monthWeight", Args: []any{"Month", i + 1}}
		}
	}
	return Apportion(total, weights), nil
}

// SplitByHand checks parts that the user gave: Invalid, with the difference,
// unless they add up to the total. It returns them unchanged.
func SplitByHand(total int64, parts []int64) ([]int64, error) {
	var sum int64
	for _, part := range parts {
		sum += part
	}
	if sum != total {
		return nil, &Invalid{Field: "parts", Reason: "sales.error.parts", Args: []any{"Sum", sum, "Total", total}}
	}
	return slices.Clone(parts), nil
}

// SeasonWeights returns the weights of n months beginning with first by what
// was credited in the same months of the year before. Months without a
// positive result weigh 0; if none has one, all weigh the same.
func SeasonWeights(credited map[Month]Amount, first Month, n int) []int64 {
	weights := make([]int64, n)
	for i := range weights {
		weights[i] = max(0, int64(credited[first.Add(i-12)]))
	}
	return weights
}

// CreditedByMonth returns what the facts credit a rep (or the team, with no
// rep) in each month, for SeasonWeights and for proposals.
func CreditedByMonth(f *Facts, rep ID) map[Month]Amount {
	fr := newFrame(f, Models{})
	s := fr.team
	if rep != "" {
		s = fr.reps[rep]
	}
	sums := make(map[Month]Amount)
	if s == nil {
		return sums
	}
	for _, c := range s.credits {
		sums[c.day.Month()] += c.amount
	}
	return sums
}

// Ramped returns a month's quota for a rep who is new: the per cent by month
// since the month in which the rep started; after the ramp, whole; before the
// start, 0. Half a unit rounds up. Without a start or a ramp it is unchanged.
func Ramped(value int64, month Month, rep Rep) int64 {
	if !rep.Started.Known() || len(rep.Ramp) == 0 {
		return value
	}
	switch i := int(month - rep.Started.Month()); {
	case i < 0:
		return 0
	case i < len(rep.Ramp):
		return shareOf(value, int64(rep.Ramp[i]), 100)
	default:
		return value
	}
}

// Attended returns a month's quota without the working days on which the rep
// is absent, in proportion to the month's working days. Half a unit rounds
// up. A month without working days is unchanged.
func (c Calendar) Attended(value int64, month Month, rep Rep) int64 {
	total := c.WorkingDays(month.First(), month.Last())
	if total == 0 {
		return value
	}
	absent := c.absentDays(rep.Absences, month.First(), month.Last())
	return shareOf(value, int64(total-absent), int64(total))
}

// absentDays counts the working days from one date to another that absences
// cover; overlapping absences count once.
func (c Calendar) absentDays(absences []Absence, from, to Day) int {
	ordered := slices.Clone(absences)
	slices.SortFunc(ordered, func(a, b Absence) int { return int(a.From - b.From) })
	count := 0
	for _, a := range ordered {
		first, last := max(a.From, from), min(a.To, to)
		count += c.WorkingDays(first, last)
		from = max(from, last.Add(1))
	}
	return count
}

// Effective returns a month's quota as it is stored: ramp first, then absence.
func (c Calendar) Effective(value int64, month Month, rep Rep) int64 {
	return c.Attended(Ramped(value, month, rep), month, rep)
}

// shareOf returns value × part / whole, half rounded up, without overflow.
func shareOf(value, part, whole int64) int64 {
	product := new(big.Int).Mul(big.NewInt(value), big.NewInt(part))
	product.Lsh(product, 1).Add(product, big.NewInt(whole))
	quotient, _ := new(big.Int).DivMod(product, big.NewInt(2*whole), new(big.Int))
	return quotient.Int64()
}

// CopyLastYear returns the quotas of a year made from those of the year
// before, raised (lowered) by a fraction: 0.05 is 5 % more. The year's sum of
// each scope, product and measure is rounded once and divided as the months
// were, so that the parts add up to it. Ids are left empty.
func CopyLastYear(quotas []Quota, firstMonth Month, raise float64) []Quota {
	var copied []Quota
	done := make(map[quotaKey]bool)
	for _, q := range quotas {
		key := quotaKey{q.RepID, q.ProductID, q.Measure, 0}
		if done[key] {
			continue
		}
		done[key] = true
		var months []Month
		var values []int64
		var sum int64
		for i := range 12 {
			for _, row := range quotas {
				if (quotaKey{row.RepID, row.ProductID, row.Measure, 0}) == key && row.Month == firstMonth.Add(i-12) {
					months = append(months, firstMonth.Add(i))
					values = append(values, row.Value)
					sum += row.Value
				}
			}
		}
		total := int64(math.Floor(float64(sum)*(1+raise) + 0.5))
		for i, part := range Apportion(total, values) {
			copied = append(copied, Quota{RepID: q.RepID, ProductID: q.ProductID, Measure: q.Measure, Month: months[i], Value: part})
		}
	}
	return copied
}
