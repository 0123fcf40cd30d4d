package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"attain/app/sales"
)

// TrashDays is how many days a deal lies in the trash before PurgeTrash
// deletes it.
const TrashDays = 30

// Trash lists the deals in the trash, those that went last first.
func (s *Service) Trash(ctx context.Context) ([]sales.Deal, error) {
	deals, err := s.store.Deals(ctx, sales.DealQuery{Deleted: true})
	slices.SortStableFunc(deals, func(a, b sales.Deal) int { return cmp.Compare(b.Deleted, a.Deleted) })
	return deals, err
}

// PurgeTrash deletes the deals that lie in the trash for more than 30 days,
// with what hangs on them, after a backup, and returns how many. Like every
// change it can be undone. It is called when the database is opened and after
// each scheduled backup.
func (s *Service) PurgeTrash(ctx context.Context) (int, error) {
	deals, err := s.Trash(ctx)
	if err != nil {
		return 0, err
	}
	var ids []sales.ID
	for _, deal := range deals {
		if s.Today().Sub(deal.Deleted) > TrashDays {
			ids = append(ids, deal.ID)
		}
	}
	return s.purge(ctx, "views.did.purgeTrash", ids)
}

// EmptyTrash deletes every deal in the trash at once, as PurgeTrash does those
// that lie there long, and returns how many.
func (s *Service) EmptyTrash(ctx context.Context) (int, error) {
	deals, err := s.Trash(ctx)
	if err != nil {
		return 0, err
	}
	ids := make([]sales.ID, len(deals))
	for i, deal := range deals {
		ids[i] = deal.ID
	}
	return s.purge(ctx, "views.did.emptyTrash", ids)
}

// purge deletes deals with what hangs on them, after a backup.
func (s *Service) purge(ctx context.Context, label string, ids []sales.ID) (int, error) {
	if len(ids) == 0 {
		return 0, nil
	}
	if err := s.BackUpBefore(ctx, manyRecords); err != nil {
		return 0, fmt.Errorf("back up before the trash is emptied: %w", err)
	}
	return len(ids), s.write(ctx, Label(label, "Count", fmt.Sprint(len(ids))), func(tx sales.Tx) error {
		return tx.Delete(ctx, sales.KindDeal, ids...)
	})
}
