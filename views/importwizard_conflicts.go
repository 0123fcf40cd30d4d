package views

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/views/widgets"
)

// mostConflicts is how many records that changed here and in the file are
// chosen for one by one.
const mostConflicts = 50

// chooseAll is a record's choice that follows the one for all.
const chooseAll = "all"

// conflicts ask what to do with records that changed here and in the file,
// all at once and one by one.
func (w *importWizard) conflicts() []fyne.CanvasObject {
	found := w.preview.Result.Conflicted
	if len(found) == 0 {
		return nil
	}
	all := w.shell.deps.picker("", w.conflictOptions(widgets.Option{ID: chooseNone, Text: w.text("views.import.conflict.ask")}))
	all.SetChosen(or(string(w.form.Conflict), chooseNone))
	all.OnChosen = func(id string) {
		w.form.Conflict, w.form.Choices = app.Conflict(given(id)), nil
		w.chosen()
	}
	count := w.shell.deps.Format.Count(w.preview.Result.Conflicts)
	rows := []fyne.CanvasObject{
		widgets.NewTitle(w.text("views.import.conflicts", "Count", count)),
		widgets.NewParagraph(w.text("views.import.conflictWhy"), widgets.SizeCaption, widgets.RoleMuted),
		widgets.NewField(w.text("views.import.conflict.all"), all),
	}
	for _, record := range found[:min(len(found), mostConflicts)] {
		rows = append(rows, w.conflictRow(record))
	}
	if more := w.preview.Result.Conflicts - mostConflicts; more > 0 {
		rows = append(rows, widgets.NewParagraph(w.text("views.import.conflict.more", "Count", w.shell.deps.Format.Count(more)), widgets.SizeCaption, widgets.RoleMuted))
	}
	return rows
}

// conflictRow is one record, what its row says, and the choice for it.
func (w *importWizard) conflictRow(record app.Rejection) fyne.CanvasObject {
	picker := w.shell.deps.picker("", w.conflictOptions(widgets.Option{ID: chooseAll, Text: w.text("views.import.conflict.asAll")}))
	picker.SetChosen(or(string(w.form.Choices[record.Line]), chooseAll))
	picker.OnChosen = func(id string) {
		w.decide(record.Line, id)
		w.chosen()
	}
	return columns(
		inLine(widgets.NewText(w.text("views.import.conflict.row", "Line", strconv.Itoa(record.Line), "Name", record.Value), widgets.SizeBody, widgets.RoleNone).Bold().Shrink(80)),
		inLine(widgets.NewText(strings.Join(record.Row, ", "), widgets.SizeBody, widgets.RoleMuted).Shrink(80)), picker)
}
