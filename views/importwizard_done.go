package views

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/views/widgets"
)

// doneStep says what was imported and how to take it back.
func (w *importWizard) doneStep() fyne.CanvasObject {
	s := w.shell
	undo := newIconButton(w.text("views.shell.undo"), theme.ContentUndoIcon(), func() {
		w.dialog.Close()
		s.undo()
	})
	more := newIconButton(w.text("views.import.another"), theme.ContentAddIcon(), func() {
		w.names, w.path, w.form, w.kind = nil, "", app.ImportForm{Create: true}, nextKind(w.kind)
		w.show(stepFile)
	})
	shut := newButton(w.text("views.import.close"), w.dialog.Close)
	shut.Importance = widget.HighImportance
	rows := []fyne.CanvasObject{
		widgets.NewTitle(w.text("views.import.done", "File", w.form.Source.Name)), w.tiles(w.result), w.notes(w.result),
		container.NewHBox(undo, more, shut),
	}
	return stepBody(append(rows, w.rejectedRows(w.result)...))
}

// nextKind is the kind that is best imported after another.
func nextKind(kind app.ImportKind) app.ImportKind {
	kinds := app.ImportKinds()
	if i := slices.Index(kinds, kind); i >= 0 && i+1 < len(kinds) {
		return kinds[i+1]
	}
	return kind
}
