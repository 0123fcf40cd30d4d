package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"attain/app/sales"
)

// labelTakeBack begins the label of a change that takes another one back; the
// other one's label follows.
const labelTakeBack = "views.did.takeBack"

// DealChange is one change of a deal: of its fields, its stage, its product
// lines, its split or its adjustments.
type DealChange struct {
	Batch    sales.Batch
	Takeable bool // it is the deal's newest change, and can be taken back
	// Was and Is are the deal's own fields before and after; both are nil where
	// the change is not of them, or made or removed the deal.
	Was, Is *DealImage
}

// DealHistory lists the changes of a deal and its parts, newest first. Parts
// that are no longer there are known by the deal's own changes.
func (s *Service) DealHistory(ctx context.Context, id sales.ID) ([]DealChange, error) {
	changes, err := s.store.History(ctx, sales.KindDeal, id)
	if err != nil {
		return nil, err
	}
	parts, err := s.partsOf(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, part := range parts {
		more, err := s.store.History(ctx, part.RecordKind(), part.RecordID())
		if err != nil {
			return nil, err
		}
		changes = append(changes, more...)
	}
	found, err := dealChanges(changes)
	if err != nil {
		return nil, err
	}
	return found, s.nameAccounts(ctx, found)
}

// RecordHistory lists the changes of any one record, newest first; none of them
// can be taken back alone.
func (s *Service) RecordHistory(ctx context.Context, kind sales.Kind, id sales.ID) ([]DealChange, error) {
	changes, err := s.store.History(ctx, kind, id)
	if err != nil {
		return nil, err
	}
	found, err := dealChanges(changes)
	if err != nil {
		return nil, err
	}
	for i := range found {
		found[i].Takeable = false
	}
	return found, nil
}

// partsOf are the records that a deal consists of beside its own.
func (s *Service) partsOf(ctx context.Context, id sales.ID) ([]sales.Record, error) {
	lines, err := s.store.Lines(ctx, id)
	if err != nil {
		return nil, err
	}
	shares, err := s.store.Shares(ctx, id)
	if err != nil {
		return nil, err
	}
	moves, err := s.store.Moves(ctx, id)
	if err != nil {
		return nil, err
	}
	adjustments, err := s.store.Adjustments(ctx, id)
	if err != nil {
		return nil, err
	}
	parts := make([]sales.Record, 0, len(lines)+len(shares)+len(moves)+len(adjustments))
	for i := range lines {
		parts = append(parts, &lines[i])
	}
	for i := range shares {
		parts = append(parts, &shares[i])
	}
	for i := range moves {
		parts = append(parts, &moves[i])
	}
	for i := range adjustments {
		parts = append(parts, &adjustments[i])
	}
	return parts, nil
}

// dealChanges are the batches of changes, each once, newest first. The newest
// that stands can be taken back unless it made the deal: deleting is another
// command. A batch's id orders by the time it was written.
func dealChanges(changes []sales.Change) ([]DealChange, error) {
	made := ""
	var found []DealChange
	for _, c := range changes {
		if c.Kind == sales.KindDeal && c.Before == "" {
			made = c.Batch.ID
		}
		place := slices.IndexFunc(found, func(other DealChange) bool { return other.Batch.ID == c.Batch.ID })
		if place < 0 {
			place, found = len(found), append(found, DealChange{Batch: c.Batch})
		}
		if c.Kind == sales.KindDeal {
			if err := found[place].picture(c); err != nil {
				return nil, err
			}
		}
	}
	slices.SortStableFunc(found, func(a, b DealChange) int { return -cmp.Compare(a.Batch.ID, b.Batch.ID) })
	newest := slices.IndexFunc(found, func(c DealChange) bool { return c.Batch.State == "done" })
	if newest >= 0 {
		found[newest].Takeable = found[newest].Batch.ID != made
	}
	return found, nil
}

// TakeBack takes a deal's newest change back, and leaves what the same command
// did to other records. It is a change like others, and can be undone.
func (s *Service) TakeBack(ctx context.Context, id sales.ID, change DealChange) error {
	return s.write(ctx, labelTakeBack+"|"+change.Batch.Label, func(tx sales.Tx) error {
		return tx.RevertDeal(ctx, change.Batch.ID, id)
	})
}

// takenBack splits the label of a change that takes another one back; ok says
// whether it is one.
func takenBack(label string) (other string, ok bool) {
	return strings.CutPrefix(label, labelTakeBack+"|")
}
