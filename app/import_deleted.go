package app

import (
	"context"
	"slices"

	"attain/app/sales"
)

// noteDeleted notes a row that the source marks as deleted.
func (r *importRun) noteDeleted(externalID string) {
	if externalID != "" && len(r.key) == 0 {
		r.deleted = append(r.deleted, externalID)
	}
}

// trashDeleted takes away what earlier imports made of rows that the source now
// marks as deleted: deals go to the trash, leads, contacts and activities go. What was
// edited here since stays where the form keeps such records, and so does a deal
// of which another row of the table lives.
func (r *importRun) trashDeleted(ctx context.Context, kind importKind) error {
	for from := 0; from < len(r.deleted); from += rowsAtOnce {
		ids := r.deleted[from:min(len(r.deleted), from+rowsAtOnce)]
		var err error
		switch k := kind.(type) {
		case *importDeals:
			err = k.trash(ctx, ids)
		case *importContacts:
			err = k.trash(ctx, ids)
		case *importLeads:
			err = r.remove(ctx, sales.KindLead, ids)
		case *importActivities:
			err = r.remove(ctx, sales.KindActivity, ids)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (k *importDeals) trash(ctx context.Context, externalIDs []string) error {
	var ids []sales.ID
	for _, id := range externalIDs {
		if !k.shelf.Has("id:" + id) {
			ids = append(ids, k.there.ids(id)...)
		}
	}
	deals, err := dealsOf(ctx, k.tx, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		deal := deals[id]
		if deal == nil || deal.Deleted != 0 {
			continue
		}
		if keep, err := k.keeps(ctx, sales.KindDeal, id); keep || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		deal.Deleted = k.service.Today()
		k.result.Trashed++
		if err := k.tx.Put(ctx, deal); err != nil {
			return err
		}
	}
	return nil
}

// remove deletes the records that rows with external ids made.
func (r *importRun) remove(ctx context.Context, kind sales.Kind, externalIDs []string) error {
	keys := make([]string, len(externalIDs))
	for i, id := range externalIDs {
		keys[i] = "id:" + id
	}
	rows, err := r.tx.Imported(ctx, kind, keys)
	if err != nil {
		return err
	}
	var ids []sales.ID
	for _, key := range keys {
		if row, known := rows[key]; known && !slices.Contains(ids, row.RecordID) {
			ids = append(ids, row.RecordID)
		}
	}
	if ids, err = r.present(ctx, kind, ids); err != nil {
		return err
	}
	for _, id := range ids {
		keep, err := r.keeps(ctx, kind, id)
		if err != nil {
			return err
		}
		if keep {
			continue
		}
		r.result.Trashed++
		if err := r.tx.Delete(ctx, kind, id); err != nil {
			return err
		}
	}
	return nil
}

// present are those of some leads or activities that are still here.
func (r *importRun) present(ctx context.Context, kind sales.Kind, ids []sales.ID) (there []sales.ID, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	if kind == sales.KindLead {
		leads, err := r.tx.Leads(ctx, sales.LeadQuery{IDs: ids})
		for _, lead := range leads {
			there = append(there, lead.ID)
		}
		return there, err
	}
	activities, err := r.tx.Activities(ctx, sales.ActivityQuery{IDs: ids})
	for _, activity := range activities {
		there = append(there, activity.ID)
	}
	return there, err
}

// keeps reports a record that was edited here since its last import, where the
// form keeps such.
func (r *importRun) keeps(ctx context.Context, kind sales.Kind, id sales.ID) (bool, error) {
	if r.form.Conflict == ConflictTake {
		return false, nil
	}
	edited, err := r.editedHere(ctx, kind, id)
	if edited {
		r.result.Conflicts++
	}
	return edited, err
}
