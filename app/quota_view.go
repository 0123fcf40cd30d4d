package app

import (
	"context"
	"fmt"
	"slices"

	"attain/app/sales"
)

// QuotaQuery asks for the quotas of a fiscal year in one measure.
type QuotaQuery struct {
	FiscalYear int      // 0: the running one
	ProductID  sales.ID // empty: all products
	Measure    sales.QuotaMeasure
}

// QuotaView is what the Quotas page shows: a fiscal year's grid, and what is
// needed to fill it.
type QuotaView struct {
	Query    QuotaQuery
	Grid     sales.QuotaGrid
	Before   sales.QuotaGrid // the year before, of the same reps
	Reps     []sales.Rep     // of the grid's rows
	Products []sales.Product // those not archived, and the one in view
	Calendar sales.Calendar
	AsOf     sales.Day

	counted []sales.ID // who add to the team's sum
	rows    []sales.Quota
}

// With returns the view as it will be once values are written, to show them
// before they are.
func (v *QuotaView) With(values ...QuotaValue) *QuotaView {
	rows := slices.Clone(v.rows)
	for _, value := range values {
		if value.Cell.Measure == "" {
			value.Cell.Measure = sales.MeasureMoney
		}
		rows = slices.DeleteFunc(rows, func(row sales.Quota) bool {
			return row.Month == value.Month && value.Cell == QuotaCell{row.RepID, row.ProductID, row.Measure}
		})
		if value.Value != nil {
			rows = append(rows, sales.Quota{RepID: value.Cell.RepID, ProductID: value.Cell.ProductID, Measure: value.Cell.Measure, Month: value.Month, Value: *value.Value})
		}
	}
	changed := *v
	changed.rows = rows
	changed.layOut()
	return &changed
}

// layOut makes the grids from the rows.
func (v *QuotaView) layOut() {
	q := v.Query
	v.Grid = sales.NewQuotaGrid(v.Calendar, q.FiscalYear, v.Reps, v.counted, v.rows, q.ProductID, q.Measure)
	v.Before = sales.NewQuotaGrid(v.Calendar, q.FiscalYear-1, v.Reps, v.counted, v.rows, q.ProductID, q.Measure)
}

// Copied returns what the year's quotas become when those of the year before
// are taken over, raised by a share (0.05: 5 % more). Reps get nothing for
// months in which they do not work; filled leaves months alone that have a
// quota.
func (v *QuotaView) Copied(raise float64, filled bool) []QuotaValue {
	first := v.Grid.Months[0]
	have := map[QuotaValue]bool{}
	var before []sales.Quota
	for _, row := range v.rows {
		if row.ProductID != v.Query.ProductID || row.Measure != v.Query.Measure {
			continue
		}
		if row.Month < first {
			before = append(before, row)
		} else {
			have[QuotaValue{Cell: QuotaCell{RepID: row.RepID}, Month: row.Month}] = true
		}
	}
	var values []QuotaValue
	for _, row := range sales.CopyLastYear(before, first, raise) {
		if filled && have[QuotaValue{Cell: QuotaCell{RepID: row.RepID}, Month: row.Month}] || row.RepID != "" && !v.working(row.RepID, row.Month) {
			continue
		}
		values = append(values, QuotaValue{Cell: QuotaCell{row.RepID, row.ProductID, row.Measure}, Month: row.Month, Value: &row.Value})
	}
	return values
}

// working reports whether a rep of the view works in a month.
func (v *QuotaView) working(rep sales.ID, month sales.Month) bool {
	return slices.ContainsFunc(v.Reps, func(r sales.Rep) bool {
		return r.ID == rep && worksBetween(r, month.First(), month.Last())
	})
}

// Reduction is a month's quota that a ramp or absence makes smaller.
type Reduction struct {
	Rep       sales.Rep
	Month     sales.Month
	From, To  int64
	Ramp      int // per cent left by the ramp; 100: none
	AbsentFor int // working days of the month
}

// Reduction returns what a month's quota of a rep comes to after ramp and
// absence; ok is false where they change nothing.
func (v *QuotaView) Reduction(rep sales.ID, month sales.Month, value int64) (r Reduction, ok bool) {
	i := slices.IndexFunc(v.Reps, func(r sales.Rep) bool { return r.ID == rep })
	if i < 0 {
		return Reduction{}, false
	}
	r = Reduction{Rep: v.Reps[i], Month: month, From: value, To: v.Calendar.Effective(value, month, v.Reps[i])}
	r.Ramp = int(sales.Ramped(100, month, r.Rep))
	for day := month.First(); day <= month.Last(); day++ {
		if v.Calendar.Working(day) && slices.ContainsFunc(r.Rep.Absences, func(a sales.Absence) bool { return a.From <= day && day <= a.To }) {
			r.AbsentFor++
		}
	}
	return r, r.To != r.From
}

// Reductions lists the quotas of the running and coming months that ramps and
// absences make smaller.
func (v *QuotaView) Reductions() []Reduction {
	var list []Reduction
	for _, row := range v.Grid.Rows {
		for i, cell := range row.Cells {
			if month := v.Grid.Months[i]; cell != nil && month >= v.AsOf.Month() {
				if r, ok := v.Reduction(row.RepID, month, *cell); ok {
					list = append(list, r)
				}
			}
		}
	}
	return list
}

// QuotaView returns a fiscal year's quotas. Its rows are the reps who work in
// the year or have a quota in it.
func (s *Service) QuotaView(ctx context.Context, q QuotaQuery) (*QuotaView, error) {
	view, err := s.quotaView(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("read the quotas of %d: %w", q.FiscalYear, err)
	}
	return view, nil
}

func (s *Service) quotaView(ctx context.Context, q QuotaQuery) (*QuotaView, error) {
	settings, err := s.store.Settings(ctx)
	if err != nil {
		return nil, err
	}
	view := &QuotaView{Query: q, Calendar: settings.Calendar(), AsOf: s.Today()}
	if view.Query.FiscalYear == 0 {
		view.Query.FiscalYear = view.Calendar.FiscalYear(view.AsOf.Month())
	}
	first := view.Calendar.YearStart(view.Query.FiscalYear)
	if view.rows, err = s.store.Quotas(ctx, first.Add(-12), first.Add(11)); err != nil {
		return nil, err
	}
	all, err := s.store.Reps(ctx)
	if err != nil {
		return nil, err
	}
	if view.counted, err = s.countedReps(ctx, settings, all); err != nil {
		return nil, err
	}
	for _, rep := range all {
		has := slices.ContainsFunc(view.rows, func(row sales.Quota) bool { return row.RepID == rep.ID && row.Month >= first })
		if has || worksBetween(rep, first.First(), first.Add(11).Last()) {
			view.Reps = append(view.Reps, rep)
		}
	}
	view.layOut()
	products, err := s.store.Products(ctx)
	if err != nil {
		return nil, err
	}
	for _, product := range products {
		if !product.Archived || product.ID == q.ProductID {
			view.Products = append(view.Products, product)
		}
	}
	return view, nil
}

// worksBetween reports whether a rep works on a day of a range.
func worksBetween(rep sales.Rep, from, to sales.Day) bool {
	return (!rep.Started.Known() || rep.Started <= to) && (!rep.Left.Known() || rep.Left >= from)
}

// countedReps returns the reps who add to the team's sum. Only of managers it
// matters whether they own deals, so only theirs are looked for.
func (s *Service) countedReps(ctx context.Context, settings sales.Settings, reps []sales.Rep) ([]sales.ID, error) {
	nobody := sales.CountedReps(settings, reps, func(sales.ID) bool { return false })
	owners := map[sales.ID]bool{}
	for _, rep := range reps {
		if slices.Contains(nobody, rep.ID) {
			continue
		}
		deals, err := s.store.Deals(ctx, sales.DealQuery{OwnerID: rep.ID, Limit: 1})
		if err != nil {
			return nil, err
		}
		owners[rep.ID] = len(deals) > 0
	}
	return sales.CountedReps(settings, reps, func(rep sales.ID) bool { return owners[rep] }), nil
}
