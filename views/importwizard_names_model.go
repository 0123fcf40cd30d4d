package views

import (
	"slices"

	"attain/app"
	"attain/views/widgets"
)

// endings are the outcomes that a stage's name can stand for.
func endings() []string { return []string{"won", "lost"} }

// chooseCreate stands for a name that is made, or rejected where nothing is.
const chooseCreate = "create"

// nameChoice is a name of the file that is not here, and what the user takes
// it for: a name here, or "" for itself.
type nameChoice struct {
	app.UnknownName
	means string
	asked bool // a near miss of it was looked for, and is not again
}

// values are the translations of names chosen so far, with those remembered.
func (m *importModel) values() map[string]map[string]string {
	values := map[string]map[string]string{}
	put := func(field, from, to string) {
		if values[field] == nil {
			values[field] = map[string]string{}
		}
		values[field][from] = to
	}
	for field, pairs := range m.form.Options.Values {
		for from, to := range pairs {
			put(field, from, to)
		}
	}
	for _, name := range m.names {
		for _, field := range name.fields() {
			if name.means != "" && name.allows(field) {
				put(field, name.Value, name.means)
			} else {
				delete(values[field], name.Value)
			}
		}
	}
	return values
}

// fields are those whose values a choice translates: a stage may stand in the
// column of the outcome, and an outcome in that of the stage.
func (n nameChoice) fields() []string {
	if n.Field == "stage" {
		return []string{"stage", "outcome"}
	}
	return []string{n.Field}
}

// allows reports a field that can have what is meant: a stage taken for
// another is no outcome.
func (n nameChoice) allows(field string) bool {
	return n.Field != "stage" || field == "stage" || slices.Contains(endings(), n.means)
}

// learn adds the names a preview found to those to choose for.
func (m *importModel) learn(preview app.ImportPreview) {
	known := func(field, value string) bool {
		return slices.ContainsFunc(m.names, func(n nameChoice) bool { return n.Field == field && n.Value == value })
	}
	for _, name := range preview.Unknown {
		if !known(name.Field, name.Value) {
			m.names = append(m.names, nameChoice{UnknownName: name})
		}
	}
	for _, rejection := range preview.Result.Rejections {
		if field := doubtful(rejection); field != "" && !known(field, rejection.Value) {
			m.names = append(m.names, nameChoice{UnknownName: app.UnknownName{Field: field, Value: rejection.Value}})
		}
	}
	slices.SortStableFunc(m.names, func(a, b nameChoice) int { return weight(b) - weight(a) })
}

// proposeNames takes near misses for the names they most likely mean. It
// reports whether the import has to be tried out anew with them.
func (m *importModel) proposeNames() (anew bool) {
	for i := range m.names {
		name := &m.names[i]
		if name.asked {
			continue
		}
		if name.asked = true; name.Nearest == "" || name.means != "" {
			continue
		}
		name.means = name.Nearest
		preview, ok := m.preview.Renamed(m.values(), name.Field, name.Value)
		m.preview, anew = preview, anew || !ok
	}
	return anew
}

// weight puts what asks for an answer first.
func weight(n nameChoice) int {
	switch {
	case n.Field == "outcome" || n.Field == "status" || n.Field == "type":
		return 2
	case n.Nearest != "":
		return 1
	default:
		return 0
	}
}

// doubtful is the field whose value a rejection asks to translate, "" if it
// asks nothing.
func doubtful(r app.Rejection) string {
	switch r.Reason {
	case "importer.reject.outcome", "importer.reject.closedHow":
		return "outcome"
	case "importer.reject.leadStatus":
		return "status"
	case "importer.reject.placeholder":
		return "type"
	default:
		return ""
	}
}

// nameText is a name with the rows that have it.
func (m *importModel) nameText(name nameChoice) string {
	switch name.Rows {
	case 0:
		return name.Value
	case 1:
		return m.text("views.import.nameRow", "Name", name.Value)
	}
	return m.text("views.import.nameRows", "Name", name.Value, "Count", m.deps.Format.Count(name.Rows))
}

// meanings are what a name can stand for.
func (m *importModel) meanings(name nameChoice) []widgets.Option {
	words := "views.import.createIt"
	if !m.form.Create || name.Field == "outcome" || name.Field == "status" || name.Field == "type" {
		words = "views.import.rejectIt"
	}
	options := []widgets.Option{{ID: chooseCreate, Text: m.text(words)}}
	switch name.Field {
	case "outcome", "stage":
		outcomes := endings()
		if name.Field == "outcome" {
			outcomes = []string{"won", "lost", "open"}
		}
		for _, outcome := range outcomes {
			options = append(options, widgets.Option{ID: outcome, Text: m.text("views.import.outcome." + outcome)})
		}
	case "status":
		for _, status := range []string{"new", "working", "qualified", "disqualified"} {
			options = append(options, widgets.Option{ID: status, Text: m.text("views.import.status." + status)})
		}
	}
	if name.Field == "type" {
		for _, kind := range activityTypes() {
			options = append(options, widgets.Option{ID: string(kind), Text: typeText(m.text, kind)})
		}
	}
	for _, known := range m.preview.Known[name.Field] {
		option := widgets.Option{ID: known, Text: known}
		if known == name.Nearest {
			option.Detail = m.text("views.import.near")
		}
		options = append(options, option)
	}
	return options
}

// take takes a name of the file for one here, chooseCreate for itself.
func (m *importModel) take(name nameChoice, id string) {
	for i := range m.names { // those found since may have moved it
		if named := &m.names[i]; named.Field == name.Field && named.Value == name.Value {
			named.asked = true
			if named.means = id; id == chooseCreate {
				named.means = ""
			}
		}
	}
}
