package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"attain/views/widgets"
)

// mostNames is how many unknown names are shown to be translated.
const mostNames = 60

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
		w.take(name, id)
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
