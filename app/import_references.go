package app

import (
	"context"
	"fmt"
	"strings"

	"attain/app/importer"
	"attain/app/sales"
)

// dealEntry is what a reference to a deal needs to know of it.
type dealEntry struct{ ID, AccountID, OwnerID sales.ID }

// dealIndex finds the deals that were there before the import, read in one go
// on first use. It holds little of each, because a team may have a million.
// Names are read only when a reference is no id.
type dealIndex struct {
	byID   map[string]*dealEntry
	byName map[string][]*dealEntry
}

// deal returns the deal of an external id or name; nil if there is none.
func (r *resolver) deal(ctx context.Context, reference string) (*dealEntry, error) {
	if r.deals.byID == nil {
		if err := r.readDeals(ctx); err != nil {
			return nil, err
		}
	}
	if found, ok := r.deals.byID[reference]; ok {
		return found, nil
	}
	if r.deals.byName == nil {
		if err := r.readDealNames(ctx); err != nil {
			return nil, err
		}
	}
	found := r.deals.byName[fold(reference)]
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	}
	return nil, missing("deal", reference, "app.import.ambiguous")
}

func (r *resolver) readDeals(ctx context.Context) error {
	r.deals.byID = map[string]*dealEntry{}
	known := map[sales.ID]sales.ID{} // one text for each id, however many deals repeat it
	same := func(id sales.ID) sales.ID {
		if known[id] == "" {
			known[id] = id
		}
		return known[id]
	}
	return r.tx.EachDeal(ctx, func(d sales.Deal) error {
		entry := &dealEntry{d.ID, same(d.AccountID), same(d.OwnerID)}
		r.deals.byID[string(d.ID)] = entry
		if d.ExternalID != "" {
			r.deals.byID[d.ExternalID] = entry
		}
		return nil
	})
}

func (r *resolver) readDealNames(ctx context.Context) error {
	r.deals.byName = map[string][]*dealEntry{}
	return r.tx.EachDeal(ctx, func(d sales.Deal) error {
		name := fold(d.Name)
		r.deals.byName[name] = append(r.deals.byName[name], r.deals.byID[string(d.ID)])
		return nil
	})
}

// dealsThere are the deals that were there before a deals file came, by
// external id, or by name where that is the chosen key.
type dealsThere map[string][]sales.ID

func (r *importRun) dealsThere(ctx context.Context) (dealsThere, error) {
	there := dealsThere{}
	err := r.tx.EachDeal(ctx, func(d sales.Deal) error {
		switch {
		case r.byName():
			there[fold(d.Name)] = append(there[fold(d.Name)], d.ID)
		case d.ExternalID != "" && len(r.key) == 0:
			there[d.ExternalID] = []sales.ID{d.ID}
		}
		return nil
	})
	return there, err
}

// ids returns the ids of the deals that a row may mean.
func (there dealsThere) ids(reference string) []sales.ID {
	if ids := there[reference]; len(ids) > 0 {
		return ids
	}
	const lengthOfID = 36 // our own export writes it where there is no external id
	if len(reference) == lengthOfID {
		return []sales.ID{sales.ID(reference)}
	}
	return nil
}

// dealsOf reads deals, those in the trash too, by their ids.
func dealsOf(ctx context.Context, r sales.Reader, ids []sales.ID) (map[sales.ID]*sales.Deal, error) {
	found := make(map[sales.ID]*sales.Deal, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	for _, deleted := range []bool{false, true} {
		deals, err := r.Deals(ctx, sales.DealQuery{IDs: ids, Deleted: deleted})
		if err != nil {
			return nil, err
		}
		for _, d := range deals {
			found[d.ID] = &d
		}
	}
	return found, nil
}

// HasKey reports whether a key other than the external id can be chosen for a
// kind. Reps, products, accounts and contacts are matched by name anyway.
func HasKey(kind importer.Kind) bool {
	return kind == importer.KindDeals || kind == importer.KindLeads || kind == importer.KindActivities
}

// chooseKey finds the columns by which the rows of a file are told apart.
func (r *importRun) chooseKey() error {
	if len(r.form.Key) > 0 && !HasKey(r.form.Kind) {
		return &importer.FileError{Kind: importer.ErrOption, Name: r.form.Source.Name, Detail: "key"}
	}
	for _, name := range r.form.Key {
		column, ok := r.options.Detected.Find(name)
		if !ok {
			return &importer.FileError{Kind: importer.ErrColumn, Name: r.form.Source.Name, Detail: name}
		}
		r.key = append(r.key, column)
	}
	return nil
}

// byName says that the chosen key is the name alone, by which records are
// found that no import made.
func (r *importRun) byName() bool { return len(r.key) == 1 && r.key[0].Field == "name" }

// rowKey returns the key under which a row is remembered: the values of the
// chosen columns, else its external id, else its content and how often that
// content came before in this file.
func (r *importRun) rowKey(externalID string, origin *importer.Origin) (string, error) {
	if len(r.key) > 0 {
		return r.chosenKey(origin)
	}
	if externalID != "" {
		return "id:" + externalID, nil
	}
	content := checksumOf(origin.Row)
	r.seen[content]++
	return fmt.Sprintf("row:%x#%d", content, r.seen[content]), nil
}

// chosenKey is the key of the chosen columns' values.
func (r *importRun) chosenKey(origin *importer.Origin) (string, error) {
	values, empty := make([]string, 2*len(r.key)), true
	for i, column := range r.key {
		values[2*i] = column.Header
		if column.Field != "" {
			values[2*i] = column.Field
		}
		if column.Index < len(origin.Row) {
			values[2*i+1] = fold(importer.Unguard(origin.Row[column.Index]))
		}
		empty = empty && values[2*i+1] == ""
	}
	if empty {
		return "", &rowError{field: strings.Join(r.form.Key, ", "), reason: "app.import.emptyKey"}
	}
	return "key:" + hashOf(values), nil
}
