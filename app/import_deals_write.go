package app

import (
	"context"
	"fmt"

	"attain/app/sales"
)

// write puts the deal and what hangs on it, and reports whether anything of a
// present deal changed.
func (b *dealBuild) write(ctx context.Context, run *importRun, present *sales.Deal) (bool, error) {
	changed := present == nil || hashOf(present) != hashOf(b.deal)
	b.put = run.tx.Put
	if present == nil {
		b.put = run.later
	}
	if err := b.put(ctx, &b.deal); err != nil {
		return false, err
	}
	for _, write := range []func(context.Context, *importRun, bool) (bool, error){b.writeLines, b.writeShares, b.writeAdjustments, b.writeValues, b.writeMoves} {
		wrote, err := write(ctx, run, present != nil)
		if err != nil {
			return false, fmt.Errorf("write deal %s: %w", b.deal.ExternalID, err)
		}
		changed = changed || wrote
	}
	if present != nil {
		*present = b.deal
	}
	return changed, nil
}

func (b *dealBuild) writeLines(ctx context.Context, run *importRun, existed bool) (bool, error) {
	if b.lines == nil {
		return false, nil
	}
	var old []sales.Line
	if existed {
		var err error
		if old, err = run.tx.Lines(ctx, b.deal.ID); err != nil {
			return false, err
		}
	}
	if len(b.lines) == 1 && b.lines[0].ProductID == "" && len(old) == 0 {
		return false, nil // a single line without a product says nothing more than the deal
	}
	same := len(old) == len(b.lines)
	for i := range b.lines {
		b.lines[i].DealID = b.deal.ID
		if i < len(old) {
			b.lines[i].ID = old[i].ID
			same = same && old[i] == b.lines[i]
		} else {
			b.lines[i].ID = NewID()
		}
		if err := b.put(ctx, &b.lines[i]); err != nil {
			return false, err
		}
	}
	for i := len(b.lines); i < len(old); i++ {
		if err := run.tx.Delete(ctx, sales.KindLine, old[i].ID); err != nil {
			return false, err
		}
	}
	return !same, nil
}

func (b *dealBuild) writeShares(ctx context.Context, run *importRun, existed bool) (bool, error) {
	if !b.hasShares {
		return false, nil
	}
	var old []sales.Share
	if existed {
		var err error
		if old, err = run.tx.Shares(ctx, b.deal.ID); err != nil {
			return false, err
		}
	}
	same := len(old) == len(b.shares)
	for i := range b.shares {
		b.shares[i].DealID = b.deal.ID
		same = same && old[i].RepID == b.shares[i].RepID && old[i].Weight == b.shares[i].Weight
	}
	if same {
		return false, nil
	}
	for _, share := range old {
		if err := run.tx.Delete(ctx, sales.KindShare, share.ID); err != nil {
			return false, err
		}
	}
	for i := range b.shares {
		b.shares[i].ID = NewID()
		if err := b.put(ctx, &b.shares[i]); err != nil {
			return false, err
		}
	}
	return true, nil
}

func (b *dealBuild) writeAdjustments(ctx context.Context, run *importRun, existed bool) (bool, error) {
	if len(b.adjustments) == 0 {
		return false, nil
	}
	var old []sales.Adjustment
	if existed {
		var err error
		if old, err = run.tx.Adjustments(ctx, b.deal.ID); err != nil {
			return false, err
		}
	}
	changed := false
	for i, a := range b.adjustments {
		a.DealID = b.deal.ID
		if i < len(old) {
			a.ID = old[i].ID
			changed = changed || a != old[i]
		} else {
			a.ID, changed = NewID(), true
		}
		if err := b.put(ctx, &a); err != nil {
			return false, err
		}
	}
	return changed, nil
}

func (b *dealBuild) writeValues(ctx context.Context, run *importRun, existed bool) (bool, error) {
	if len(b.values) == 0 {
		return false, nil
	}
	if !existed {
		for i := range b.values {
			b.values[i].ID = NewID()
			if err := b.put(ctx, &b.values[i]); err != nil {
				return false, err
			}
		}
		return true, nil
	}
	return replaceValues(ctx, run.tx, b.deal.ID, b.values)
}
