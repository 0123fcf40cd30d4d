package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/views/widgets"
)

// doneStep says what was imported and how to take it back.
func (w *importWizard) doneStep() fyne.CanvasObject {
	s := w.shell
	buttons := container.NewHBox()
	if w.result.Changed() { // else undo would take back what was done before
		buttons.Add(newIconButton(w.text("views.shell.undo"), theme.ContentUndoIcon(), func() {
			w.dialog.Close()
			s.undo()
		}))
	}
	more := newIconButton(w.text("views.import.another"), theme.ContentAddIcon(), func() {
		w.path, w.kind = "", ""
		w.show(stepFile)
	})
	shut := newButton(w.text("views.import.close"), w.dialog.Close)
	shut.Importance = widget.HighImportance
	w.last = shut
	buttons.Add(more)
	buttons.Add(shut)
	rows := []fyne.CanvasObject{
		widgets.NewTitle(w.text("views.import.done", "File", w.form.Source.Name)), w.tiles(w.result), w.notes(w.result),
		buttons,
	}
	return stepBody(append(rows, w.rejectedRows(w.result)...))
}
