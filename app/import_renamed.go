package app

import (
	"maps"
	"slices"
	"strings"

	"attain/app/importer"
	"attain/app/sales"
)

// madeOf are the records that are made because a row names them, by field.
func madeOf(field string) sales.Kind {
	switch field {
	case "rep":
		return sales.KindRep
	case "product":
		return sales.KindProduct
	case "account":
		return sales.KindAccount
	case "stage":
		return sales.KindStage
	}
	return ""
}

// severalSpellings stands for a name that the file spells in several ways, which
// are made one record of the first.
const severalSpellings = "\x00"

// word is a draft's name as the file has it, where it was taken for another.
func (scan *importScan) word(d importer.Draft, field, name string) string {
	values, detected := scan.form.Options.Values[field], scan.form.Options.Detected
	if len(values) == 0 || detected == nil {
		return name
	}
	column, ok := detected.Column(field)
	if row := d.Source().Row; ok && column.Index < len(row) {
		for from := range values {
			if fold(from) == fold(row[column.Index]) {
				return strings.TrimSpace(row[column.Index])
			}
		}
	}
	return name
}

// Renamed is the preview as it is when the file's names are taken by other
// values than those it was tried with, of which the one of field and name
// differs: known from the preview alone, however large the file is. ok is false
// where more than names may change by it: where rows are told from others by
// what was made of them, or begin or cease to be taken.
func (p ImportPreview) Renamed(values map[string]map[string]string, field, name string) (renamed ImportPreview, ok bool) {
	before, means := meaning(p.tried.Options.Values, field, name), meaning(values, field, name)
	if !p.onlyNames(field, name) || !p.stands(field, before) || !p.stands(field, means) {
		return p, false
	}
	p.tried.Options.Values = values
	p.Rows = slices.Clone(p.Rows)
	for at, shown := range p.Fields {
		for i := range p.Rows {
			if shown == field && fold(p.words[i][at]) == fold(name) {
				p.Rows[i] = slices.Clone(p.Rows[i])
				p.Rows[i][at] = means
				if means == "" {
					p.Rows[i][at] = p.words[i][at]
				}
			}
		}
	}
	p.Result.Made, p.Result.Nameless = p.madeWith(field, name, means == "")
	p.Unknown = slices.DeleteFunc(slices.Clone(p.Unknown), func(u UnknownName) bool { return u.Field == field && u.Value == name })
	p.Stages = importer.StageOrder(taken(p.stages, values))
	return p, true
}

// meaning is what a name is taken for; empty if for itself.
func meaning(values map[string]map[string]string, field, name string) string {
	return values[field][name]
}

// onlyNames reports a name of which nothing hangs but who or what is named.
func (p ImportPreview) onlyNames(field, name string) bool {
	form, result := p.tried, p.Result
	known := result.Updated + result.Unchanged + result.Conflicts // told by how the file was read
	rows := form.Kind == importer.KindDeals || form.Kind == importer.KindLeads || form.Kind == importer.KindActivities
	if !rows || madeOf(field) == "" || !form.Create || known > 0 || len(form.Key) > 0 || len(form.Options.Const) > 0 && form.Options.Const[field] != "" {
		return false
	}
	if slices.ContainsFunc(result.Rejections, func(r importer.Rejection) bool { return r.Field == field && fold(r.Value) == fold(name) }) || result.Rejected > len(result.Rejections) {
		return false
	}
	return p.spelt[[2]string{field, fold(name)}] == name
}

// stands reports a meaning that stands for one record here, or none.
func (p ImportPreview) stands(field, means string) bool {
	if means == "" {
		return true
	}
	count := 0
	for _, known := range p.Known[field] {
		if fold(known) == fold(means) {
			count++
		}
	}
	return count == 1
}

// madeWith is what the import makes with a name that it makes or does not make.
func (p ImportPreview) madeWith(field, name string, making bool) (made, nameless map[sales.Kind][]string) {
	kind := madeOf(field)
	with := func(all map[sales.Kind][]string, making bool) map[sales.Kind][]string {
		all = maps.Clone(all)
		if all == nil {
			all = map[sales.Kind][]string{}
		}
		names := slices.DeleteFunc(slices.Clone(all[kind]), func(other string) bool { return strings.EqualFold(other, name) })
		if all[kind] = names; making {
			all[kind] = append(names, name)
		}
		if len(all[kind]) == 0 {
			delete(all, kind)
		}
		return all
	}
	return with(p.Result.Made, making), with(p.Result.Nameless, making && importer.IsKey(name))
}

// taken are stages of a file as they are taken by the values: those taken for
// won or lost are none.
func taken(stages []string, values map[string]map[string]string) []string {
	var open []string
	for _, name := range stages {
		if to := values["stage"][name]; to != "" {
			name = to
		}
		if !slices.Contains(open, name) {
			open = append(open, name)
		}
	}
	return open
}
