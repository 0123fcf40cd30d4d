package app

import (
	"attain/app/importer"
	"attain/app/sales"
)

// TableOf is the kind of table that names the records of a kind, empty for
// records that none does.
func TableOf(kind sales.Kind) ImportKind {
	switch kind {
	case sales.KindRep:
		return importer.KindReps
	case sales.KindProduct:
		return importer.KindProducts
	case sales.KindAccount:
		return importer.KindAccounts
	case sales.KindStage:
		return importer.KindStages
	default:
		return ""
	}
}

// nameless notes the names of records that are mere ids.
func (r *importRun) nameless(kind sales.Kind, names ...string) {
	for _, name := range names {
		if !importer.IsKey(name) {
			continue
		}
		if r.result.Nameless == nil {
			r.result.Nameless = map[sales.Kind][]string{}
		}
		r.result.Nameless[kind] = append(r.result.Nameless[kind], name)
	}
}

// namelessMade notes those that were made because a row named them.
func (r *importRun) namelessMade() {
	for kind, names := range r.made {
		r.nameless(kind, names...)
	}
}
