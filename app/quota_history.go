package app

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"attain/app/sales"
)

// QuotaChange is one change of a month's quota.
type QuotaChange struct {
	Batch         sales.Batch
	Month         sales.Month
	Before, After *int64 // nil: not set
}

// QuotaHistory lists who changed the quota of a cell in months from one to
// another, newest first. Of a value that was taken away altogether only what
// came after it was set anew is known.
func (s *Service) QuotaHistory(ctx context.Context, cell QuotaCell, from, to sales.Month) ([]QuotaChange, error) {
	rows, err := s.store.Quotas(ctx, from, to)
	if err != nil {
		return nil, err
	}
	var found []QuotaChange
	for _, row := range rows {
		if row.RepID != cell.RepID || row.ProductID != cell.ProductID || row.Measure != cell.Measure {
			continue
		}
		changes, err := s.store.History(ctx, sales.KindQuota, row.ID)
		if err != nil {
			return nil, err
		}
		for _, c := range changes {
			change := QuotaChange{Batch: c.Batch, Month: row.Month}
			if change.Before, err = valueIn(c.Before); err != nil {
				return nil, err
			}
			if change.After, err = valueIn(c.After); err != nil {
				return nil, err
			}
			found = append(found, change)
		}
	}
	slices.SortStableFunc(found, func(a, b QuotaChange) int { return -cmp.Compare(a.Batch.ID, b.Batch.ID) })
	return found, nil
}

// valueIn reads the value out of a quota's image in the change log.
func valueIn(image string) (*int64, error) {
	if image == "" {
		return nil, nil
	}
	var row struct{ Value int64 }
	if err := json.Unmarshal([]byte(image), &row); err != nil {
		return nil, fmt.Errorf("read a quota's history: %w", err)
	}
	return &row.Value, nil
}
