package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/views/widgets"
)

// mostNames is how many unknown names are shown to be translated.
const mostNames = 60

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
func (w *importWizard) values() map[string]map[string]string {
	values := map[string]map[string]string{}
	put := func(field, from, to string) {
		if values[field] == nil {
			values[field] = map[string]string{}
		}
		values[field][from] = to
	}
	for field, pairs := range w.form.Options.Values {
		for from, to := range pairs {
			put(field, from, to)
		}
	}
	for _, name := range w.names {
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
func (w *importWizard) learn(preview app.ImportPreview) {
	known := func(field, value string) bool {
		return slices.ContainsFunc(w.names, func(n nameChoice) bool { return n.Field == field && n.Value == value })
	}
	for _, name := range preview.Unknown {
		if !known(name.Field, name.Value) {
			w.names = append(w.names, nameChoice{UnknownName: name})
		}
	}
	for _, rejection := range preview.Result.Rejections {
		if field := doubtful(rejection); field != "" && !known(field, rejection.Value) {
			w.names = append(w.names, nameChoice{UnknownName: app.UnknownName{Field: field, Value: rejection.Value}})
		}
	}
	slices.SortStableFunc(w.names, func(a, b nameChoice) int { return weight(b) - weight(a) })
}

// proposeNames takes near misses for the names they most likely mean. It
// reports whether the import has to be tried out anew with them.
func (w *importWizard) proposeNames() (anew bool) {
	for i := range w.names {
		name := &w.names[i]
		if name.asked {
			continue
		}
		if name.asked = true; name.Nearest == "" || name.means != "" {
			continue
		}
		name.means = name.Nearest
		preview, ok := w.preview.Renamed(w.values(), name.Field, name.Value)
		w.preview, anew = preview, anew || !ok
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

// nameRows translate names that are not here: first those that ask for an
// answer or were taken for another, then those that are merely new.
func (w *importWizard) nameRows() (asked, others []fyne.CanvasObject) {
	shown := w.names[:min(len(w.names), mostNames)]
	for i := range shown {
		row := w.nameRow(shown[i])
		if weight(shown[i]) > 0 {
			asked = append(asked, row)
		} else {
			others = append(others, row)
		}
	}
	if len(asked) > 0 {
		head := []fyne.CanvasObject{widgets.NewTitle(w.text("views.import.asked"))}
		if slices.ContainsFunc(shown, func(name nameChoice) bool { return name.Nearest != "" }) {
			head = append(head, widgets.NewParagraph(w.text("views.import.askedWhy"), widgets.SizeCaption, widgets.RoleMuted))
		}
		asked = append(head, asked...)
	}
	if len(others) > 0 {
		others = append([]fyne.CanvasObject{
			widgets.NewTitle(w.text("views.import.names")), widgets.NewParagraph(w.text("views.import.namesWhy"), widgets.SizeCaption, widgets.RoleMuted),
		}, others...)
	}
	if len(w.names) > mostNames {
		others = append(others, widgets.NewParagraph(w.text("views.import.moreNames", "Count", len(w.names)-mostNames), widgets.SizeCaption, widgets.RoleMuted))
	}
	return asked, others
}

// nameRow is a name with the choice of what it means.
func (w *importWizard) nameRow(name nameChoice) fyne.CanvasObject {
	picker := w.shell.deps.picker("", w.meanings(name))
	picker.SetChosen(or(name.means, chooseCreate))
	picker.OnChosen = func(id string) {
		for i := range w.names { // those found since may have moved it
			if named := &w.names[i]; named.Field == name.Field && named.Value == name.Value {
				named.asked = true
				if named.means = id; id == chooseCreate {
					named.means = ""
				}
			}
		}
		w.renamed(name)
	}
	return columns(
		inLine(widgets.NewText(fieldText(w.text, name.Field), widgets.SizeBody, widgets.RoleMuted).Shrink(80)),
		inLine(widgets.NewText(w.nameText(name), widgets.SizeBody, widgets.RoleNone).Bold().Shrink(80)), picker)
}

// renamed shows what becomes of the import now that a name is taken for another:
// at once where only names change by it, else by trying the import out.
func (w *importWizard) renamed(name nameChoice) {
	if w.bringing {
		return
	}
	preview, ok := w.preview.Renamed(w.values(), name.Field, name.Value)
	if !ok || w.trying {
		w.chosen()
		return
	}
	w.touched, w.preview = true, preview
	w.arrange()
	w.show(stepPreview)
}

func (w *importWizard) nameText(name nameChoice) string {
	switch name.Rows {
	case 0:
		return name.Value
	case 1:
		return w.text("views.import.nameRow", "Name", name.Value)
	}
	return w.text("views.import.nameRows", "Name", name.Value, "Count", w.shell.deps.Format.Count(name.Rows))
}

// meanings are what a name can stand for.
func (w *importWizard) meanings(name nameChoice) []widgets.Option {
	words := "views.import.createIt"
	if !w.form.Create || name.Field == "outcome" || name.Field == "status" || name.Field == "type" {
		words = "views.import.rejectIt"
	}
	options := []widgets.Option{{ID: chooseCreate, Text: w.text(words)}}
	switch name.Field {
	case "outcome", "stage":
		outcomes := endings()
		if name.Field == "outcome" {
			outcomes = []string{"won", "lost", "open"}
		}
		for _, outcome := range outcomes {
			options = append(options, widgets.Option{ID: outcome, Text: w.text("views.import.outcome." + outcome)})
		}
	case "status":
		for _, status := range []string{"new", "working", "qualified", "disqualified"} {
			options = append(options, widgets.Option{ID: status, Text: w.text("views.import.status." + status)})
		}
	}
	if name.Field == "type" {
		for _, kind := range activityTypes() {
			options = append(options, widgets.Option{ID: string(kind), Text: typeText(w.text, kind)})
		}
	}
	for _, known := range w.preview.Known[name.Field] {
		option := widgets.Option{ID: known, Text: known}
		if known == name.Nearest {
			option.Detail = w.text("views.import.near")
		}
		options = append(options, option)
	}
	return options
}
