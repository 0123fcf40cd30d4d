package app

import (
	"context"
	"fmt"
	"strings"

	"attain/app/importer"
	"attain/app/sales"
)

// reference is what is needed to know of a deal or lead that a row names.
type reference struct{ ID, AccountID, RepID sales.ID }

// referenceIndex finds deals, or leads, by external id or name. They are read in
// one go on first use. It holds little of each, because a team may have a
// million, and names only when something is no id.
type referenceIndex struct {
	field  string // what a row calls them
	each   func(ctx context.Context, f func(found reference, externalID, name string) error) error
	byID   map[string]*reference
	byName map[string][]*reference
}

func newReferenceIndexes(tx sales.Tx) (deals, leads referenceIndex) {
	deals.field, leads.field = "deal", "lead"
	deals.each = func(ctx context.Context, f func(reference, string, string) error) error {
		return tx.EachDeal(ctx, func(d sales.Deal) error { return f(reference{d.ID, d.AccountID, d.OwnerID}, d.ExternalID, d.Name) })
	}
	leads.each = func(ctx context.Context, f func(reference, string, string) error) error {
		return tx.EachLead(ctx, func(l sales.Lead) error { return f(reference{ID: l.ID, RepID: l.RepID}, l.ExternalID, l.Name) })
	}
	return deals, leads
}

// deal returns the deal of an external id or name; nil if there is none.
func (r *resolver) deal(ctx context.Context, text string) (*reference, error) {
	return r.deals.find(ctx, text)
}

// lead returns the lead of an external id or name; nil if there is none.
func (r *resolver) lead(ctx context.Context, text string) (*reference, error) {
	return r.leads.find(ctx, text)
}

func (x *referenceIndex) find(ctx context.Context, text string) (*reference, error) {
	if x.byID == nil {
		if err := x.read(ctx); err != nil {
			return nil, err
		}
	}
	if found, ok := x.byID[text]; ok {
		return found, nil
	}
	if x.byName == nil {
		if err := x.readNames(ctx); err != nil {
			return nil, err
		}
	}
	found := x.byName[fold(text)]
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	}
	return nil, missing(x.field, text, "app.import.ambiguous")
}

func (x *referenceIndex) read(ctx context.Context) error {
	x.byID = map[string]*reference{}
	known := map[sales.ID]sales.ID{} // one text for each id, however many repeat it
	same := func(id sales.ID) sales.ID {
		if known[id] == "" {
			known[id] = id
		}
		return known[id]
	}
	return x.each(ctx, func(found reference, externalID, _ string) error {
		entry := &reference{found.ID, same(found.AccountID), same(found.RepID)}
		x.byID[string(found.ID)] = entry
		if externalID != "" {
			x.byID[externalID] = entry
		}
		return nil
	})
}

func (x *referenceIndex) readNames(ctx context.Context) error {
	x.byName = map[string][]*reference{}
	return x.each(ctx, func(found reference, _, name string) error {
		x.byName[fold(name)] = append(x.byName[fold(name)], x.byID[string(found.ID)])
		return nil
	})
}

// recordsThere are the records that were there before a file of their kind
// came, by external id, or by name where that is the chosen key.
type recordsThere map[string][]sales.ID

func (there recordsThere) add(r *importRun, id sales.ID, externalID, name string) {
	switch {
	case r.byName():
		there[fold(name)] = append(there[fold(name)], id)
	case externalID != "" && len(r.key) == 0:
		there[externalID] = []sales.ID{id}
	}
}

// dealsThere are the deals that were there before a deals file came.
func (r *importRun) dealsThere(ctx context.Context) (recordsThere, error) {
	there := recordsThere{}
	return there, r.tx.EachDeal(ctx, func(d sales.Deal) error {
		there.add(r, d.ID, d.ExternalID, d.Name)
		return nil
	})
}

// ids returns the ids of the records that an external id may mean.
func (there recordsThere) ids(reference string) []sales.ID {
	if ids := there[reference]; len(ids) > 0 {
		return ids
	}
	const lengthOfID = 36 // our own export writes it where there is no external id
	if len(reference) == lengthOfID {
		return []sales.ID{sales.ID(reference)}
	}
	return nil
}

// only returns the one record of the ids that a row may be about; nil is none,
// also where it was deleted since.
func only[T any](ids []sales.ID, read map[sales.ID]*T, name string) (*T, error) {
	switch len(ids) {
	case 0:
		return nil, nil
	case 1:
		return read[ids[0]], nil
	}
	return nil, missing("name", name, "app.import.ambiguous")
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
	content := checksumOf(r.options.Detected.Unnumbered(origin.Row))
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
