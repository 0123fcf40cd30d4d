package data

import (
	"context"

	"attain/app/sales"
)

// changesOfDeal selects, of a batch, what changed of a deal and of its parts,
// the last first. The images name the deal a part hangs on.
const changesOfDeal = `WHERE batch_id = (SELECT id FROM batches WHERE uid = ?) AND
	((kind = ? AND record_id = ?) OR
	(kind IN (?, ?, ?, ?, ?) AND json_extract(coalesce(after, before), '$.deal_id') = ?)) ORDER BY seq DESC`

// RevertDeal puts a deal back to what it was before a batch, see sales.Tx. It
// is a change like others: it is noted, and can be taken back itself.
func (t *transaction) RevertDeal(ctx context.Context, batch string, deal sales.ID) error {
	changes, err := t.changesOf(ctx, batch, deal)
	if err != nil {
		return err
	}
	if len(changes) == 0 {
		return &sales.NotFound{Kind: "batches", Name: batch}
	}
	for _, c := range changes {
		if err := t.revert(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

func (t *transaction) changesOf(ctx context.Context, batch string, deal sales.ID) ([]change, error) {
	if err := t.settle(ctx); err != nil {
		return nil, err
	}
	return t.changes(ctx, changesOfDeal, batch, string(sales.KindDeal), string(deal), string(sales.KindLine),
		string(sales.KindShare), string(sales.KindValue), string(sales.KindMove), string(sales.KindAdjustment), string(deal))
}

// revert writes the image of before a change over that of after it.
func (t *transaction) revert(ctx context.Context, c change) error {
	tb, _, err := t.found(ctx, c, c.after)
	if err != nil {
		return err
	}
	_, record, err := tb.rowOf(c.before)
	switch {
	case err != nil:
		return err
	case record == nil:
		return t.Delete(ctx, c.kind, c.id)
	default:
		return t.Put(ctx, record)
	}
}
