package sales

import (
	"slices"
	"strings"
)

// QuotaCover is how much of a period, and of a team, its quota was set for. What
// was credited is held against the quota as a whole (see attainment), so that
// where only a part has one, attainment and pace say less than they seem to.
type QuotaCover struct {
	Months, AllMonths int    // months with a quota, of those of the period
	Reps, AllReps     int    // of the team where its quota is the reps' sum: reps with a quota, of those with one or with results
	Outside           Amount // credited in months without a quota
	OutsideReps       Amount // credited to reps without a quota, in months with one
}

// Partly reports whether only a part has a quota.
func (c QuotaCover) Partly() bool {
	return c.Months > 0 && (c.Months < c.AllMonths || c.Reps < c.AllReps)
}

// Cover is the cover of the report's own period, for a rep or, with the empty id,
// for the team.
func (r *Report) Cover(rep ID) QuotaCover { return r.CoverIn(r.Period, rep) }

// CoverIn is the cover of a period of whole months that the trend knows; of
// another, and of one that begins before the trend does, it is empty. A rep's
// months are those from the first day to the last.
func (r *Report) CoverIn(p Period, rep ID) QuotaCover {
	months := p.Months()
	if rep == "" {
		cover, known := coverOf(months, r.Trend)
		if known {
			r.coverReps(months, &cover)
		}
		return cover
	}
	for _, one := range r.Reps {
		if one.Rep.ID != rep {
			continue
		}
		employed := slices.DeleteFunc(slices.Clone(months), func(m Month) bool {
			return one.Rep.Started != 0 && m.Last() < one.Rep.Started || one.Rep.Left != 0 && m.First() > one.Rep.Left
		})
		cover, _ := coverOf(employed, one.Trend)
		return cover
	}
	return QuotaCover{}
}

// coverOf counts the months with a quota, from the first that has a quota or
// results; known is false where the trend lacks one of them.
func coverOf(months []Month, trend []TrendMonth) (cover QuotaCover, known bool) {
	begin := slices.IndexFunc(months, func(month Month) bool {
		return !slices.ContainsFunc(trend, func(t TrendMonth) bool { return t.Month == month && t.Quota == nil && t.Credited == 0 })
	})
	months = months[max(begin, 0):]
	cover.AllMonths = len(months)
	for _, month := range months {
		at := slices.IndexFunc(trend, func(t TrendMonth) bool { return t.Month == month })
		switch {
		case at < 0:
			return QuotaCover{}, false
		case trend[at].Quota != nil:
			cover.Months++
		default:
			cover.Outside += trend[at].Credited
		}
	}
	return cover, true
}

// coverReps counts the reps with a quota in any of the months where the team's
// quota is their sum. One without counts if anything was credited to them, and
// if they manage nobody.
func (r *Report) coverReps(months []Month, cover *QuotaCover) {
	sum := map[Month]Amount{}
	with, without, outside := 0, 0, Amount(0)
	for _, one := range r.Reps {
		set, credited := false, Amount(0)
		for _, t := range one.Trend {
			switch {
			case !slices.Contains(months, t.Month):
			case t.Quota != nil:
				set, sum[t.Month] = true, sum[t.Month]+*t.Quota
			default:
				credited += t.Credited
			}
		}
		switch {
		case set:
			with++
		case credited != 0 && !r.manages(one.Rep):
			without, outside = without+1, outside+credited
		}
	}
	for _, t := range r.Trend {
		if slices.Contains(months, t.Month) && t.Quota != nil && *t.Quota != sum[t.Month] {
			return // the team's own number
		}
	}
	cover.Reps, cover.AllReps, cover.OutsideReps = with, with+without, outside
}

// manages reports whether a rep is a manager, by the mark or by name.
func (r *Report) manages(rep Rep) bool {
	return rep.IsManager || slices.ContainsFunc(r.Reps, func(other RepMetrics) bool {
		return rep.Name != "" && strings.EqualFold(strings.TrimSpace(other.Rep.Manager), strings.TrimSpace(rep.Name))
	})
}
