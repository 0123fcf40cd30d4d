package sales

import "strings"

// quotaKey names one month row.
type quotaKey struct {
	rep     ID
	product ID
	measure QuotaMeasure
	month   Month
}

// quotaBook answers for every scope what the quota of a period is.
type quotaBook struct {
	calendar Calendar
	rows     map[quotaKey]int64
	counted  []ID // the reps whose quotas add up to the team's
}

func newQuotaBook(fr *frame) quotaBook {
	owns := func(rep ID) bool { return len(fr.reps[rep].deals) > 0 }
	book := quotaBook{
		calendar: fr.calendar, rows: make(map[quotaKey]int64, len(fr.f.Quotas)),
		counted: CountedReps(fr.f.Settings, fr.f.Reps, owns),
	}
	if fr.f.counted != nil {
		book.counted = fr.f.counted
	}
	for _, q := range fr.f.Quotas {
		book.rows[quotaKey{q.RepID, q.ProductID, q.Measure, q.Month}] += q.Value
	}
	return book
}

// CountedReps returns the reps whose quotas add up to the team's, in their
// order: all but the managers (marked as one, or named as manager by another
// rep), who count as Settings.ManagersInSum says: "always", "never", or else
// if they own deals.
func CountedReps(settings Settings, reps []Rep, owns func(rep ID) bool) []ID {
	named := make(map[string]bool)
	for _, rep := range reps {
		named[strings.ToLower(strings.TrimSpace(rep.Manager))] = true
	}
	var counted []ID
	for _, rep := range reps {
		manager := rep.IsManager || named[strings.ToLower(strings.TrimSpace(rep.Name))] && rep.Name != ""
		if !manager || settings.ManagersInSum == "always" || settings.ManagersInSum != "never" && owns(rep.ID) {
			counted = append(counted, rep.ID)
		}
	}
	return counted
}

// month returns the whole month's quota: a rep's row, or for the team (the
// empty rep) its own row, else the sum of the counted reps'.
func (b quotaBook) month(rep, product ID, measure QuotaMeasure, month Month) (int64, bool) {
	value, ok := b.rows[quotaKey{rep, product, measure, month}]
	if ok || rep != "" {
		return value, ok
	}
	return b.sumOfReps(product, measure, month)
}

func (b quotaBook) sumOfReps(product ID, measure QuotaMeasure, month Month) (sum int64, ok bool) {
	for _, rep := range b.counted {
		if value, set := b.rows[quotaKey{rep, product, measure, month}]; set {
			sum, ok = sum+value, true
		}
	}
	return sum, ok
}

// period returns the quota of a period, nil where no month of it has a row.
func (b quotaBook) period(rep, product ID, measure QuotaMeasure, p Period) *int64 {
	var sum int64
	set := false
	for _, month := range p.Months() {
		if value, ok := b.month(rep, product, measure, month); ok {
			sum, set = sum+b.calendar.QuotaPart(value, month, p), true
		}
	}
	if !set {
		return nil
	}
	return &sum
}

// mismatch returns the sum of the reps' quotas minus the team's own number
// over the months that have both, nil where none has.
func (b quotaBook) mismatch(p Period) *Amount {
	var sum Amount
	set := false
	for _, month := range p.Months() {
		own, ok := b.rows[quotaKey{"", "", MeasureMoney, month}]
		reps, some := b.sumOfReps("", MeasureMoney, month)
		if ok && some {
			sum, set = sum+Amount(b.calendar.QuotaPart(reps, month, p)-b.calendar.QuotaPart(own, month, p)), true
		}
	}
	if !set {
		return nil
	}
	return &sum
}

// QuotaPart returns what a period holds of a month's quota: by working days
// where it cuts through the month, by calendar days in a month without any.
// It is the difference of two rounded cumulative sums, so that the parts of a
// month cut in any way add up to the whole.
func (c Calendar) QuotaPart(value int64, month Month, p Period) int64 {
	first, last := month.First(), month.Last()
	from, to := max(first, p.From), min(last, p.To)
	if from > to {
		return 0
	}
	count := c.WorkingDays
	if count(first, last) == 0 {
		count = func(from, to Day) int { return to.Sub(from) + 1 }
	}
	total := int64(count(first, last))
	return shareUpTo(value, int64(count(first, to)), total) - shareUpTo(value, int64(count(first, from.Add(-1))), total)
}

// shareUpTo returns value × part / total, half rounded up. Values stay below
// 2^53 and totals below 32, so the product fits.
func shareUpTo(value, part, total int64) int64 {
	doubled := 2*value*part + total
	quotient := doubled / (2 * total)
	if doubled%(2*total) < 0 {
		quotient--
	}
	return quotient
}

// id returns the scope's rep, empty for the team.
func (s *scope) id() ID {
	if s.rep == nil {
		return ""
	}
	return s.rep.ID
}

// quota returns the scope's money quota of a period, nil where not set.
func (s *scope) quota(p Period) *Amount {
	return (*Amount)(s.quotas.period(s.id(), "", MeasureMoney, p))
}
