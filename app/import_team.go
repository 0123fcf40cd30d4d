package app

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"attain/app/importer"
	"attain/app/sales"
)

// importReps applies rows of reps: matched by external id, then by name. A
// rep whom the file knows by another id than before keeps the old one as an
// alias, so that both files' references are understood.
type importReps struct {
	*importRun
	taken map[sales.ID]bool // reps this file has named already
}

func (k *importReps) match(row *importer.RepDraft) (*sales.Rep, error) {
	present, fault := matchNamed(&k.reps, row.ExternalID, row.Name)
	if present != nil || fault != nil || row.Name == "" {
		return present, fault
	}
	if found := k.reps.byName[fold(row.Name)]; len(found) == 1 && !k.taken[found[0].ID] {
		return found[0], nil
	}
	return nil, nil
}

func (k *importReps) draft(ctx context.Context, d importer.Draft) error {
	row, err := draftOf[*importer.RepDraft](d)
	if err != nil {
		return err
	}
	present, fault := k.match(row)
	if fault != nil {
		return fault
	}
	rep := sales.Rep{ID: NewID()}
	if present != nil {
		rep = *present
	}
	if rep.Name == "" || row.Name != "" {
		rep.Name = row.Name
	}
	nameRep(&rep, row)
	if rep.Name == "" {
		rep.Name = row.ExternalID
		k.nameless(sales.KindRep, rep.Name)
	}
	setIf(&row.Origin, "email", &rep.Email, row.Email)
	setIf(&row.Origin, "manager", &rep.Manager, row.Manager)
	setIf(&row.Origin, "started", &rep.Started, row.Started)
	setIf(&row.Origin, "left", &rep.Left, row.Left)
	if rep.Left != 0 && rep.Left < rep.Started {
		return &rowError{field: "left", value: rep.Left.String(), reason: "app.error.leftBeforeStart"}
	}
	if err := repExtras(&rep, row.Extra); err != nil {
		return err
	}
	k.count(present != nil, present == nil || hashOf(present) != hashOf(rep))
	if present == nil {
		kept := rep
		k.addRep(&kept)
	} else {
		*present = rep
		k.reps.byExternal[rep.ExternalID] = present
		for _, alias := range rep.Aliases {
			k.reps.byExternal[alias] = present
		}
	}
	k.taken[rep.ID] = true
	return k.tx.Put(ctx, &rep)
}

// nameRep takes over the row's external id and aliases.
func nameRep(rep *sales.Rep, row *importer.RepDraft) {
	rep.Aliases = slices.Clone(rep.Aliases)
	if row.ExternalID != "" && row.ExternalID != rep.ExternalID && row.ExternalID != string(rep.ID) {
		addAlias(rep, rep.ExternalID)
		rep.ExternalID = row.ExternalID
	}
	for alias := range strings.SplitSeq(row.Extra["alias"], ";") {
		addAlias(rep, strings.TrimSpace(alias))
	}
}

// addAlias adds another id of a rep, once.
func addAlias(rep *sales.Rep, alias string) {
	if alias != "" && alias != rep.ExternalID && !slices.Contains(rep.Aliases, alias) {
		rep.Aliases = append(rep.Aliases, alias)
	}
}

// repExtras reads the fields that only our own export writes.
func repExtras(rep *sales.Rep, extra map[string]string) error {
	if text, ok := extra["capacity"]; ok {
		n, err := strconv.Atoi(orZero(text))
		if err != nil || n < 0 {
			return &rowError{field: "capacity", value: text, reason: "importer.reject.number"}
		}
		rep.Capacity = n
	}
	if text, ok := extra["is_manager"]; ok {
		rep.IsManager = text == "yes" || text == "1" || text == "true"
	}
	if text := extra["ramp"]; text != "" {
		rep.Ramp = nil
		for part := range strings.SplitSeq(text, ";") {
			n, err := strconv.Atoi(strings.TrimSpace(part))
			if err != nil {
				return &rowError{field: "ramp", value: text, reason: "importer.reject.number"}
			}
			rep.Ramp = append(rep.Ramp, n)
		}
	}
	if text := extra["absences"]; text != "" {
		rep.Absences = nil
		for part := range strings.SplitSeq(text, ";") {
			from, to, _ := strings.Cut(strings.TrimSpace(part), "/")
			first, err := sales.ParseDay(from)
			if err != nil {
				return &rowError{field: "absences", value: text, reason: "importer.reject.date"}
			}
			last, err := sales.ParseDay(to)
			if err != nil {
				return &rowError{field: "absences", value: text, reason: "importer.reject.date"}
			}
			rep.Absences = append(rep.Absences, sales.Absence{From: first, To: max(first, last)})
		}
	}
	return nil
}

func orZero(text string) string {
	if text == "" {
		return "0"
	}
	return text
}

// setIf sets a field that the table carries.
func setIf[T any](origin *importer.Origin, field string, to *T, value T) {
	if origin.Has(field) {
		*to = value
	}
}

// matchNamed finds the record of a row that has an external id and a name.
// A name alone matches only a record of that name; a name with an external id
// also takes over a record of that name that has none yet.
func matchNamed[T any](x *index[T], externalID, name string) (*T, error) {
	if externalID == "" && name == "" {
		return nil, &rowError{field: "name", reason: "app.import.noName"}
	}
	if externalID != "" {
		if found := x.byExternal[externalID]; found != nil {
			return found, nil
		}
		// Made under that id by a file that knew no name.
		if found := x.byName[fold(externalID)]; len(found) == 1 && externalOf(found[0]) == "" {
			return found[0], nil
		}
	}
	found := x.byName[fold(name)]
	switch {
	case name == "" || len(found) == 0:
		return nil, nil
	case externalID != "" && externalOf(found[0]) != "":
		return nil, nil // another record that happens to have the same name
	case len(found) > 1:
		return nil, missing("name", name, "app.import.ambiguous")
	}
	return found[0], nil
}

func externalOf(record any) string {
	switch r := record.(type) {
	case *sales.Rep:
		return r.ExternalID
	case *sales.Product:
		return r.ExternalID
	case *sales.Account:
		return r.ExternalID
	}
	return ""
}

// importProducts applies rows of products.
type importProducts struct{ *importRun }

func (k *importProducts) draft(ctx context.Context, d importer.Draft) error {
	row, err := draftOf[*importer.ProductDraft](d)
	if err != nil {
		return err
	}
	present, fault := matchNamed(&k.products, row.ExternalID, row.Name)
	if fault != nil {
		return fault
	}
	product := sales.Product{ID: NewID(), Name: row.ExternalID}
	if present != nil {
		product = *present
	}
	if row.Name != "" {
		product.Name = row.Name
	}
	if row.ExternalID != "" && row.ExternalID != string(product.ID) {
		product.ExternalID = row.ExternalID
	}
	setIf(&row.Origin, "category", &product.Category, row.Category)
	if row.Has("price") {
		price, err := k.amount("price", row.Price)
		if err != nil {
			return err
		}
		product.Price = price
	}
	if text, ok := row.Extra["archived"]; ok {
		product.Archived = text == "yes"
	}
	if present == nil && row.Name == "" {
		k.nameless(sales.KindProduct, product.Name)
	}
	k.count(present != nil, present == nil || hashOf(present) != hashOf(product))
	if present == nil {
		kept := product
		k.products.add(product.ID, product.ExternalID, product.Name, &kept)
	} else {
		*present = product
	}
	return k.tx.Put(ctx, &product)
}

func (k *importProducts) finish(context.Context) error { return nil }

// importAccounts applies rows of accounts.
type importAccounts struct{ *importRun }

func (k *importAccounts) draft(ctx context.Context, d importer.Draft) error {
	row, err := draftOf[*importer.AccountDraft](d)
	if err != nil {
		return err
	}
	present, fault := matchNamed(&k.accounts, row.ExternalID, row.Name)
	if fault != nil {
		return fault
	}
	account := sales.Account{ID: NewID(), Name: row.ExternalID}
	if present != nil {
		account = *present
	}
	if row.Name != "" {
		account.Name = row.Name
	}
	if row.ExternalID != "" && row.ExternalID != string(account.ID) {
		account.ExternalID = row.ExternalID
	}
	setIf(&row.Origin, "industry", &account.Industry, row.Industry)
	setIf(&row.Origin, "region", &account.Region, row.Region)
	if present == nil && row.Name == "" {
		k.nameless(sales.KindAccount, account.Name)
	}
	k.count(present != nil, present == nil || hashOf(present) != hashOf(account))
	if present == nil {
		kept := account
		k.accounts.add(account.ID, account.ExternalID, account.Name, &kept)
	} else {
		*present = account
	}
	return k.tx.Put(ctx, &account)
}

func (k *importAccounts) finish(context.Context) error { return nil }

func (k *importReps) finish(context.Context) error { return nil }

// importQuotas applies rows of quotas: a quarter or year is split evenly over
// its months, the parts adding up exactly.
type importQuotas struct {
	run    *importRun
	values []QuotaValue
	lines  []int
}

func (k *importQuotas) draft(ctx context.Context, d importer.Draft) error {
	row, err := draftOf[*importer.QuotaDraft](d)
	if err != nil {
		return err
	}
	rep, err := k.run.rep(ctx, row.Rep)
	if err != nil {
		return err
	}
	product, err := k.run.product(ctx, row.Product)
	if err != nil {
		return err
	}
	settings, err := k.run.tx.Settings(ctx)
	if err != nil {
		return err
	}
	period, err := quotaPeriod(settings.Calendar(), row.Period)
	if err != nil {
		return err
	}
	amount, err := k.run.amount("amount", row.Amount)
	if err != nil {
		return err
	}
	if amount == nil && !row.Units.Valid {
		return &rowError{field: "amount", reason: "app.import.noQuota"}
	}
	if amount != nil {
		if err := k.add(QuotaCell{RepID: rep, ProductID: product, Measure: sales.MeasureMoney}, period, int64(*amount), row.Line); err != nil {
			return err
		}
	}
	if row.Units.Valid {
		units, _ := row.Units.Whole()
		return k.add(QuotaCell{RepID: rep, ProductID: product, Measure: sales.MeasureUnits}, period, units, row.Line)
	}
	return nil
}

func (k *importQuotas) add(cell QuotaCell, period sales.Period, total int64, line int) error {
	if total < 0 {
		return &rowError{field: "amount", value: strconv.FormatInt(total, 10), reason: "app.error.negative"}
	}
	months := period.Months()
	for i, part := range sales.Apportion(total, make([]int64, len(months))) {
		k.values = append(k.values, QuotaValue{Cell: cell, Month: months[i], Value: &part})
		k.lines = append(k.lines, line)
	}
	return nil
}

// finish writes the month rows; of several for one cell the last one counts.
func (k *importQuotas) finish(ctx context.Context) error {
	if len(k.values) == 0 {
		return nil
	}
	from, to := k.values[0].Month, k.values[0].Month
	for _, v := range k.values {
		from, to = min(from, v.Month), max(to, v.Month)
	}
	rows, err := k.run.tx.Quotas(ctx, from, to)
	if err != nil {
		return err
	}
	type key struct {
		cell  QuotaCell
		month sales.Month
	}
	before := map[key]int64{}
	for _, row := range rows {
		before[key{QuotaCell{row.RepID, row.ProductID, row.Measure}, row.Month}] = row.Value
	}
	counted := map[int]bool{}
	for i, v := range k.values {
		if counted[k.lines[i]] {
			continue
		}
		counted[k.lines[i]] = true
		old, existed := before[key{v.Cell, v.Month}]
		k.run.count(existed, old != *v.Value)
	}
	return putQuotas(ctx, k.run.tx, k.values)
}

// jsonText returns a value's JSON for a cell of an export.
func jsonText(v any) string {
	content, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(content)
}
