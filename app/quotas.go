package app

import (
	"context"

	"attain/app/sales"
)

// QuotaCell names one cell of the quota grid: a scope and a measure. No rep
// is the team's own number, no product all products.
type QuotaCell struct {
	RepID     sales.ID
	ProductID sales.ID
	Measure   sales.QuotaMeasure
}

// QuotaValue is the value of a month; nil deletes the row ("not set").
type QuotaValue struct {
	Cell  QuotaCell
	Month sales.Month
	Value *int64
}

// SetQuotas writes month rows in one undo step: one edited cell, a quarter or
// year that was split, a pasted block.
func (s *Service) SetQuotas(ctx context.Context, values ...QuotaValue) error {
	for _, v := range values {
		switch {
		case v.Value != nil && *v.Value < 0:
			return invalid("quota", "app.error.negative")
		case v.Value != nil && *v.Value > int64(sales.MaxAmount):
			return invalid("quota", "app.error.tooLarge")
		case v.Month == 0:
			return invalid("month", "app.error.month")
		}
	}
	if len(values) == 0 {
		return nil
	}
	return s.write(ctx, "views.did.setQuota", func(tx sales.Tx) error { return putQuotas(ctx, tx, values) })
}

// putQuotas writes month rows over the ones that are there.
func putQuotas(ctx context.Context, tx sales.Tx, values []QuotaValue) error {
	from, to := values[0].Month, values[0].Month
	for _, v := range values {
		from, to = min(from, v.Month), max(to, v.Month)
	}
	rows, err := tx.Quotas(ctx, from, to)
	if err != nil {
		return err
	}
	type key struct {
		cell  QuotaCell
		month sales.Month
	}
	present := make(map[key]sales.ID, len(rows))
	for _, row := range rows {
		present[key{QuotaCell{row.RepID, row.ProductID, row.Measure}, row.Month}] = row.ID
	}
	for _, v := range values {
		if v.Cell.Measure == "" {
			v.Cell.Measure = sales.MeasureMoney
		}
		id, exists := present[key{v.Cell, v.Month}]
		switch {
		case v.Value == nil && exists:
			err = tx.Delete(ctx, sales.KindQuota, id)
			delete(present, key{v.Cell, v.Month})
		case v.Value != nil:
			if !exists {
				id = NewID()
				present[key{v.Cell, v.Month}] = id
			}
			err = tx.Put(ctx, &sales.Quota{ID: id, RepID: v.Cell.RepID, ProductID: v.Cell.ProductID, Measure: v.Cell.Measure, Month: v.Month, Value: *v.Value})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// SetWhole splits a quarter's or year's quota over the period's months by
// weights (nil: evenly) and writes the parts, which add up exactly.
func (s *Service) SetWhole(ctx context.Context, cell QuotaCell, period sales.Period, total int64, weights []int64) error {
	months := period.Months()
	if weights == nil {
		weights = make([]int64, len(months))
	}
	if len(weights) != len(months) {
		return invalid("weights", "app.error.weights")
	}
	if total < 0 {
		return invalid("quota", "app.error.negative")
	}
	values := make([]QuotaValue, 0, len(months))
	for i, part := range sales.Apportion(total, weights) {
		values = append(values, QuotaValue{Cell: cell, Month: months[i], Value: &part})
	}
	return s.SetQuotas(ctx, values...)
}

// Quotas lists the month rows of a period.
func (s *Service) Quotas(ctx context.Context, period sales.Period) ([]sales.Quota, error) {
	return s.store.Quotas(ctx, period.From.Month(), period.To.Month())
}
