package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/app"
	"attain/views/widgets"
)

// The heights of the preview's tables, in logical pixels.
const (
	previewHigh float32 = 252
	rejectsHigh float32 = 180
	lineHigh    float32 = 36 // of a row or the header
	mendWide    float32 = 760
)

// previewStep shows what the import would do.
func (w *importWizard) previewStep() fyne.CanvasObject {
	result := w.preview.Result
	rows := append([]fyne.CanvasObject{w.tiles(result), w.notes(result)}, w.nothingLeft(result)...)
	rows = append(rows, w.otherCurrency()...)
	rows = append(rows, w.rejectedRows(result)...)
	rows = append(rows, w.ending()...)
	rows = append(rows, w.creating()...)
	rows = append(rows, w.conflicts()...)
	asked, others := w.nameRows()
	rows = append(rows, asked...)
	if len(w.preview.Rows) > 0 {
		rows = append(rows, widgets.NewTitle(w.text("views.import.firstRows")), w.rowsTable())
	}
	rows = append(rows, w.stageOrder()...)
	return stepBody(append(rows, others...))
}

// creating asks whether names that are not here are made, for kinds whose rows
// name others.
func (w *importWizard) creating() []fyne.CanvasObject {
	if !w.createsOthers() {
		return nil
	}
	create := newCheck(w.text("views.import.create"), nil)
	create.SetChecked(w.form.Create)
	create.OnChanged = func(on bool) {
		w.form.Create = on
		w.chosen()
	}
	return []fyne.CanvasObject{create}
}

// nothingLeft says why no row becomes anything, where none does.
func (w *importWizard) nothingLeft(result app.ImportResult) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i, line := range w.nothingTexts(result) {
		role := widgets.RoleOffTrack
		if i > 0 {
			role = widgets.RoleNone
		}
		rows = append(rows, widgets.NewParagraph(line, widgets.SizeBody, role))
	}
	return rows
}

// ending asks how deals ended where no column says so: a list of orders is
// won, and nobody would find out why all of it stands open.
func (w *importWizard) ending() []fyne.CanvasObject {
	if !w.lacksEnding() {
		return nil
	}
	choices := []widgets.Option{}
	for _, outcome := range []string{"open", "won", "lost"} {
		choices = append(choices, widgets.Option{ID: outcome, Text: w.text("views.import.ended." + outcome)})
	}
	ended := w.format("views.import.ended", choices, or(w.form.Options.Const["outcome"], "open"), func(id string) {
		w.endAs(id)
		w.chosen()
	})
	if w.past {
		_ = ended.Hint(w.text("views.import.ended.past"))
	}
	return []fyne.CanvasObject{ended}
}

// tiles are the counts of a result.
func (w *importWizard) tiles(result app.ImportResult) fyne.CanvasObject {
	tiles := []fyne.CanvasObject{}
	for _, count := range resultCounts(result) {
		tiles = append(tiles, newTile(widgets.Stat{Label: w.text(count.key), Value: w.shell.deps.Format.Count(count.n)}, nil))
	}
	return columns(tiles...)
}

// notes say what else is worth knowing of a result.
func (w *importWizard) notes(result app.ImportResult) fyne.CanvasObject {
	told := container.NewVBox()
	for _, line := range w.noteTexts(result) {
		told.Add(widgets.NewParagraph(line, widgets.SizeBody, widgets.RoleMuted))
	}
	return told
}
