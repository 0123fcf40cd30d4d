package sales

import (
	"cmp"
	"maps"
	"slices"
)

// ClosedMonth is what a month counted when it was closed. It stays so: what
// changes afterwards is credited, as a difference, on the first day of the
// next month that is not closed; see Settle.
type ClosedMonth struct {
	Month       Month
	Deals       []DealFact       // won or lost in it
	Adjustments []AdjustmentFact // dated in it, later changes of earlier closed months among them
	Quotas      []Quota          // its rows
}

// NewClosedMonth takes from facts as of a month's last day what the month
// counts.
func NewClosedMonth(f *Facts, month Month) ClosedMonth {
	closed := ClosedMonth{Month: month}
	for _, d := range f.Deals {
		if d.Kind != StageOpen && d.Since.Month() == month {
			d.Kept = false
			closed.Deals = append(closed.Deals, d)
		}
	}
	for _, a := range f.Adjustments {
		if a.Day.Month() == month {
			closed.Adjustments = append(closed.Adjustments, a)
		}
	}
	for _, q := range f.Quotas {
		if q.Month == month {
			closed.Quotas = append(closed.Quotas, q)
		}
	}
	return closed
}

// Settle returns the facts with the closed months as they were closed. What
// the records say differently since is an adjustment of the next open month:
//
//   - A deal that a closed month counted stays there as it was. Where it is
//     worth less now, was moved to another day, reopened or deleted, its credit
//     is taken back and what it is worth now is credited; of the same day only
//     the difference stands.
//   - A deal that was reopened and closed again in an open month counts there
//     once more: it was closed twice.
//   - What was entered later with a day in a closed month counts on the first
//     day of the next open one.
//   - Quotas of closed months are those that were closed.
//
// So the credit of all months adds up to what the records say. The facts must
// reach back to the first closed month; those returned hold what was closed
// since history.
func Settle(f *Facts, closed []ClosedMonth, history Day) *Facts {
	s := settling{f: f, closed: make(map[Month]bool), booked: make(map[posted]map[ID]Credit), counted: make(map[ID]DealFact), since: make(map[posted]Month)}
	for _, c := range closed {
		s.closed[c.Month] = true
	}
	for i := range closed {
		s.take(&closed[i])
	}
	s.compareDeals()
	s.compareAdjustments()
	s.post()
	settled := *f
	settled.History = history
	settled.Deals = slices.DeleteFunc(s.deals, func(d DealFact) bool { return d.Kind != StageOpen && d.Since < history })
	slices.SortStableFunc(settled.Deals, func(a, b DealFact) int { return cmp.Compare(a.ID, b.ID) })
	settled.Adjustments = slices.DeleteFunc(s.adjustments, func(a AdjustmentFact) bool { return a.Day < history || a.Day > f.AsOf })
	slices.SortStableFunc(settled.Adjustments, func(a, b AdjustmentFact) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.ID, b.ID), cmp.Compare(a.DealID, b.DealID), cmp.Compare(a.RepID, b.RepID))
	})
	settled.Quotas = s.quotas(closed)
	return &settled
}

// posted names what credit comes from: a deal, or an adjustment.
type posted struct{ deal, adjustment ID }

// settling is one run of Settle.
type settling struct {
	f       *Facts
	closed  map[Month]bool
	booked  map[posted]map[ID]Credit // credited in closed months, by rep
	since   map[posted]Month         // the first closed month that counted it
	counted map[ID]DealFact          // deals as closed months counted them last

	deals       []DealFact
	adjustments []AdjustmentFact
	now         map[posted][]dated // what the records say
}

// dated is credit with its day.
type dated struct {
	day    Day
	deal   ID
	credit Credit
}

// next returns the first day of the first month after one that is not closed.
func (s *settling) next(month Month) Day {
	for month++; s.closed[month]; {
		month++
	}
	return month.First()
}

// take notes what a closed month counted up to the day.
func (s *settling) take(c *ClosedMonth) {
	for _, d := range c.Deals {
		if d.Since > s.f.AsOf {
			continue
		}
		s.counted[d.ID] = d
		s.deals = append(s.deals, d)
		if d.Kind == StageWon {
			s.book(posted{deal: d.ID}, c.Month, s.f.CreditOf(d))
		} else {
			s.book(posted{deal: d.ID}, c.Month, nil)
		}
	}
	for _, a := range c.Adjustments {
		if a.Day > s.f.AsOf {
			continue
		}
		s.adjustments = append(s.adjustments, a)
		key := posted{adjustment: a.ID}
		if a.ID == "" {
			key = posted{deal: a.DealID}
		}
		s.book(key, c.Month, s.f.creditsOf(a))
	}
}

func (s *settling) book(key posted, month Month, credits []Credit) {
	if s.booked[key] == nil {
		s.booked[key] = make(map[ID]Credit)
		s.since[key] = month
	}
	for _, c := range credits {
		sum := s.booked[key][c.RepID]
		s.booked[key][c.RepID] = Credit{RepID: c.RepID, Amount: sum.Amount + c.Amount, Units: sum.Units + c.Units}
	}
}

// creditsOf returns how an adjustment is divided.
func (f *Facts) creditsOf(a AdjustmentFact) []Credit {
	if a.RepID != "" {
		return []Credit{{RepID: a.RepID, Amount: a.Amount, Units: a.Units}}
	}
	return f.CreditOf(DealFact{OwnerID: a.Owner, Shares: a.Shares, Amount: a.Amount, Units: a.Units})
}

// say notes what the records say of something that closed months know.
func (s *settling) say(key posted, deal ID, day Day, credits []Credit) {
	if s.now == nil {
		s.now = make(map[posted][]dated)
	}
	for _, c := range credits {
		s.now[key] = append(s.now[key], dated{day, deal, c})
	}
}

// compareDeals goes through the deals as they are now.
func (s *settling) compareDeals() {
	beside := make(map[ID]bool)
	kept := s.deals
	s.deals = nil
	for _, d := range s.f.Deals {
		was, known := s.counted[d.ID]
		late := d.Kind != StageOpen && s.closed[d.Since.Month()]
		switch {
		case !known && late:
			if d.Since = s.next(d.Since.Month()); d.Since <= s.f.AsOf {
				s.deals = append(s.deals, d)
			}
		case !known:
			s.deals = append(s.deals, d)
		case d.Kind == StageOpen || d.Reopened > was.Reopened && !late:
			s.deals = append(s.deals, d)
			beside[d.ID] = true
		case d.Kind == StageWon:
			day := d.Since
			if late {
				day = s.next(day.Month())
			}
			s.say(posted{deal: d.ID}, d.ID, day, s.f.CreditOf(d))
		}
	}
	for _, d := range kept {
		d.Kept = beside[d.ID] || s.counted[d.ID].Since != d.Since
		s.deals = append(s.deals, d)
	}
}

// compareAdjustments goes through the refunds and corrections as they are now.
func (s *settling) compareAdjustments() {
	for _, a := range s.f.Adjustments {
		key := posted{adjustment: a.ID}
		late := s.closed[a.Day.Month()]
		if _, known := s.booked[key]; !known && !late {
			s.adjustments = append(s.adjustments, a)
			continue
		}
		day := a.Day
		if late {
			s.book(key, a.Day.Month(), nil)
			day = s.next(day.Month())
		}
		s.say(key, a.DealID, day, s.f.creditsOf(a))
	}
}

// post adds what the records say differently from what was booked.
func (s *settling) post() {
	type line struct {
		day Day
		rep ID
	}
	for key, booked := range s.booked {
		sums := make(map[line]Credit)
		add := func(day Day, c Credit, sign int64) {
			sum := sums[line{day, c.RepID}]
			sum.Amount += Amount(sign) * c.Amount
			sum.Units += sign * c.Units
			sums[line{day, c.RepID}] = sum
		}
		deal := key.deal
		for _, c := range booked {
			add(s.next(s.since[key]), c, -1)
		}
		for _, n := range s.now[key] {
			add(n.day, n.credit, 1)
			deal = n.deal
		}
		for at, sum := range sums {
			if sum.Amount != 0 || sum.Units != 0 {
				s.adjustments = append(s.adjustments, AdjustmentFact{
					ID: key.adjustment, DealID: deal, RepID: at.rep, Day: at.day, Amount: sum.Amount, Units: sum.Units, Closed: s.since[key],
				})
			}
		}
	}
}

// quotas returns the rows with those of closed months as they were closed.
func (s *settling) quotas(closed []ClosedMonth) []Quota {
	asked := make(map[Month]bool)
	for m := min(s.f.History, s.f.Period.From).Month(); m <= s.f.Period.To.Month(); m++ {
		asked[m] = true
	}
	rows := slices.DeleteFunc(slices.Clone(s.f.Quotas), func(q Quota) bool { return s.closed[q.Month] })
	for _, c := range closed {
		if asked[c.Month] {
			rows = append(rows, c.Quotas...)
		}
	}
	return rows
}

// ClosedChanges lists by how much the credit of closed months changed later,
// as the facts' period shows it: by month and rep, in order of month and name.
// f is settled.
func ClosedChanges(f *Facts, closed []ClosedMonth) []ClosedChange {
	type key struct {
		month Month
		rep   ID
	}
	frozen := make(map[key]Amount)
	for _, c := range closed {
		for _, d := range c.Deals {
			if d.Kind == StageWon {
				for _, part := range f.CreditOf(d) {
					frozen[key{c.Month, part.RepID}] += part.Amount
				}
			}
		}
		for _, a := range c.Adjustments {
			for _, part := range f.creditsOf(a) {
				of := c.Month
				if a.Closed != 0 {
					of = a.Closed
				}
				frozen[key{of, part.RepID}] += part.Amount
			}
		}
	}
	changed := make(map[key]Amount)
	for _, a := range f.Adjustments {
		if a.Closed != 0 && f.Period.Contains(a.Day) {
			changed[key{a.Closed, a.RepID}] += a.Amount
		}
	}
	names := make(map[ID]string, len(f.Reps))
	for _, rep := range f.Reps {
		names[rep.ID] = rep.Name
	}
	keys := slices.SortedFunc(maps.Keys(changed), func(a, b key) int {
		return cmp.Or(cmp.Compare(a.month, b.month), -cmp.Compare(min(1, len(a.rep)), min(1, len(b.rep))), cmp.Compare(names[a.rep], names[b.rep]), cmp.Compare(a.rep, b.rep))
	})
	var list []ClosedChange
	for _, k := range keys {
		if changed[k] != 0 {
			list = append(list, ClosedChange{Month: k.month, RepID: k.rep, Name: names[k.rep], Frozen: frozen[k], Now: frozen[k] + changed[k]})
		}
	}
	return list
}
