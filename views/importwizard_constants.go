package views

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/views/widgets"
)

// constants are values that all rows share, and a line for one more.
func (w *importWizard) constants() []fyne.CanvasObject {
	rows := []fyne.CanvasObject{
		widgets.NewTitle(w.text("views.import.constants")),
		widgets.NewParagraph(w.text("views.import.constantsWhy"), widgets.SizeCaption, widgets.RoleMuted),
	}
	for _, name := range slices.Sorted(maps.Keys(w.form.Options.Const)) {
		remove := newIconButton(w.text("views.import.remove"), theme.DeleteIcon(), func() { w.fix(name, "") })
		rows = append(rows, columns(inLine(widgets.NewText(fieldText(w.text, name), widgets.SizeBody, widgets.RoleNone).Bold()),
			inLine(widgets.NewText(w.form.Options.Const[name], widgets.SizeBody, widgets.RoleNone).Shrink(80)), remove))
	}
	options := []widgets.Option{}
	for _, name := range app.ImportFields(w.kind) {
		options = append(options, widgets.Option{ID: name, Text: fieldText(w.text, name), Detail: name})
	}
	field, value := w.shell.deps.picker(w.text("views.import.constantField"), options), textEntry("")
	value.PlaceHolder = w.text("views.import.constantValue")
	add := newIconButton(w.text("views.import.constantAdd"), theme.ContentAddIcon(), func() {
		if field.Chosen() != "" && strings.TrimSpace(value.Text) != "" {
			w.fix(field.Chosen(), strings.TrimSpace(value.Text))
		}
	})
	return append(rows, columns(field, value, add))
}

// fix gives all rows one value in a field; "" takes it away.
func (w *importWizard) fix(field, value string) {
	w.form.Options.Const = withEntry(w.form.Options.Const, field, value)
	w.detect()
}

// withEntry is a copy of a map with one entry set; "" takes it out.
func withEntry(entries map[string]string, key, value string) map[string]string {
	all := maps.Clone(entries)
	if all == nil {
		all = map[string]string{}
	}
	if all[key] = value; value == "" {
		delete(all, key)
	}
	return all
}
