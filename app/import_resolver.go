package app

import (
	"context"
	"slices"
	"strings"

	"attain/app/importer"
	"attain/app/sales"
)

// resolver finds records by the words of a file: by external id first, then
// by name in any case. With create it makes what is missing.
type resolver struct {
	tx       sales.Tx
	create   bool
	made     map[sales.Kind][]string
	nearest  map[string]string // field and unknown name -> the name it most likely means
	reps     index[sales.Rep]
	products index[sales.Product]
	accounts index[sales.Account]
	stages   []sales.Stage
	met      map[sales.ID]bool // the stages that rows name
	deals    referenceIndex
	leads    referenceIndex
}

// index finds records of one kind.
type index[T any] struct {
	byExternal map[string]*T
	byName     map[string][]*T
}

func (x *index[T]) add(id sales.ID, externalID, name string, record *T) {
	if x.byName == nil {
		x.byExternal, x.byName = map[string]*T{}, map[string][]*T{}
	}
	x.byExternal[string(id)] = record
	if externalID != "" {
		x.byExternal[externalID] = record
	}
	x.byName[fold(name)] = append(x.byName[fold(name)], record)
}

// find returns the record of an external id or name, and whether a name
// stands for several.
func (x *index[T]) find(reference string) (record *T, ambiguous bool) {
	if record, ok := x.byExternal[reference]; ok {
		return record, false
	}
	found := x.byName[fold(reference)]
	if len(found) == 0 {
		return nil, false
	}
	return found[0], len(found) > 1
}

// fold is a name without differences of case and white space.
func fold(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

func newResolver(ctx context.Context, tx sales.Tx, create bool) (*resolver, error) {
	r := &resolver{tx: tx, create: create, made: map[sales.Kind][]string{}, nearest: map[string]string{}, met: map[sales.ID]bool{}}
	r.deals, r.leads = newReferenceIndexes(tx)
	reps, err := tx.Reps(ctx)
	if err != nil {
		return nil, err
	}
	for i := range reps {
		r.addRep(&reps[i])
	}
	products, err := tx.Products(ctx)
	if err != nil {
		return nil, err
	}
	for i := range products {
		r.products.add(products[i].ID, products[i].ExternalID, products[i].Name, &products[i])
	}
	accounts, err := tx.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	for i := range accounts {
		r.accounts.add(accounts[i].ID, accounts[i].ExternalID, accounts[i].Name, &accounts[i])
	}
	r.stages, err = tx.Stages(ctx)
	return r, err
}

// addRep makes a rep known by id, external id, aliases and name.
func (r *resolver) addRep(rep *sales.Rep) {
	r.reps.add(rep.ID, rep.ExternalID, rep.Name, rep)
	for _, alias := range rep.Aliases {
		r.reps.byExternal[alias] = rep
	}
}

func missing(field, value, reason string) error {
	return &rowError{field: field, value: value, reason: reason}
}

// unknown is a missing rep, product, account or stage, with the name here
// that the reference most likely means.
func (r *resolver) unknown(field, reference, reason string, names func() []string) error {
	key := field + "\x00" + reference
	nearest, looked := r.nearest[key]
	if !looked && len(r.nearest) < mostUnknown {
		nearest, _ = importer.Nearest(reference, names())
		r.nearest[key] = nearest
	}
	if nearest == "" {
		return missing(field, reference, reason)
	}
	return &rowError{field: field, value: reference, reason: reason + "Near", args: []any{"Nearest", nearest}}
}

// names lists the names of the records of an index.
func (x *index[T]) names(name func(*T) string) func() []string {
	return func() []string {
		var list []string
		for _, records := range x.byName {
			list = append(list, name(records[0]))
		}
		slices.Sort(list)
		return list
	}
}

// rep returns the id of a rep; the empty reference is no rep.
func (r *resolver) rep(ctx context.Context, reference string) (sales.ID, error) {
	if reference == "" {
		return "", nil
	}
	found, ambiguous := r.reps.find(reference)
	switch {
	case ambiguous:
		return "", missing("rep", reference, "app.import.ambiguous")
	case found != nil:
		return found.ID, nil
	case !r.create:
		return "", r.unknown("rep", reference, "app.import.noRep", r.reps.names(func(x *sales.Rep) string { return x.Name }))
	}
	rep := &sales.Rep{ID: NewID(), Name: reference}
	r.reps.add(rep.ID, "", reference, rep)
	r.made[sales.KindRep] = append(r.made[sales.KindRep], reference)
	return rep.ID, r.tx.Put(ctx, rep)
}

// product returns the id of a product; the empty reference is no product.
func (r *resolver) product(ctx context.Context, reference string) (sales.ID, error) {
	if reference == "" {
		return "", nil
	}
	found, ambiguous := r.products.find(reference)
	switch {
	case ambiguous:
		return "", missing("product", reference, "app.import.ambiguous")
	case found != nil:
		return found.ID, nil
	case !r.create:
		return "", r.unknown("product", reference, "app.import.noProduct", r.products.names(func(x *sales.Product) string { return x.Name }))
	}
	product := &sales.Product{ID: NewID(), Name: reference}
	r.products.add(product.ID, "", reference, product)
	r.made[sales.KindProduct] = append(r.made[sales.KindProduct], reference)
	return product.ID, r.tx.Put(ctx, product)
}

// account returns the id of an account; the empty reference is no account.
func (r *resolver) account(ctx context.Context, reference string) (sales.ID, error) {
	if reference == "" {
		return "", nil
	}
	found, ambiguous := r.accounts.find(reference)
	switch {
	case ambiguous:
		return "", missing("account", reference, "app.import.ambiguous")
	case found != nil:
		return found.ID, nil
	case !r.create:
		return "", r.unknown("account", reference, "app.import.noAccount", r.accounts.names(func(x *sales.Account) string { return x.Name }))
	}
	account := &sales.Account{ID: NewID(), Name: reference}
	r.accounts.add(account.ID, "", reference, account)
	r.made[sales.KindAccount] = append(r.made[sales.KindAccount], reference)
	return account.ID, r.tx.Put(ctx, account)
}

// stage returns the id of an open stage; the empty reference is no stage.
func (r *resolver) stage(ctx context.Context, reference string) (sales.ID, error) {
	if reference == "" {
		return "", nil
	}
	for _, stage := range r.stages {
		if fold(stage.Name) == fold(reference) {
			r.met[stage.ID] = true
			return stage.ID, nil
		}
	}
	if !r.create {
		return "", r.unknown("stage", reference, "app.import.noStage", r.openStages)
	}
	r.made[sales.KindStage] = append(r.made[sales.KindStage], reference)
	return r.addStage(ctx, reference)
}

func (r *resolver) openStages() []string {
	var names []string
	for _, stage := range r.stages {
		if stage.Kind == sales.StageOpen && !stage.Archived {
			names = append(names, stage.Name)
		}
	}
	return names
}

// addStage puts a new open stage behind the last open one.
func (r *resolver) addStage(ctx context.Context, name string) (sales.ID, error) {
	var open, closed []sales.Stage
	for _, stage := range r.stages {
		if stage.Kind == sales.StageOpen {
			open = append(open, stage)
		} else {
			closed = append(closed, stage)
		}
	}
	stage := sales.Stage{ID: NewID(), Name: name, Kind: sales.StageOpen, DayLimit: 30}
	if len(open) > 0 {
		stage.Probability = (open[len(open)-1].Probability + 1) / 2
	} else {
		stage.Probability = 0.5
	}
	r.stages = append(append(open, stage), closed...)
	for i := range r.stages {
		r.stages[i].Position = i + 1
		if err := r.tx.Put(ctx, &r.stages[i]); err != nil {
			return "", err
		}
	}
	return stage.ID, nil
}

// ending returns the won or lost stage.
func (r *resolver) ending(kind sales.StageKind) sales.ID {
	for _, stage := range r.stages {
		if stage.Kind == kind && !stage.Archived {
			return stage.ID
		}
	}
	return ""
}
