package views

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/app"
	"attain/views/widgets"
)

// mostColumns is how many columns of a table can be mapped by hand here.
const mostColumns = 120

// readingStep shows how the file was understood; each part can be overridden.
func (w *importWizard) readingStep() fyne.CanvasObject {
	d := w.reading.Detection
	rows := []fyne.CanvasObject{widgets.NewParagraph(w.understood(), widgets.SizeBody, widgets.RoleNone)}
	if d.Missing != nil {
		w.say(w.lacks(d.Missing))
		w.next.Disable()
	}
	rows = append(rows, w.formats(), widgets.NewTitle(w.text("views.import.columns")), w.columnHead())
	for _, column := range d.Columns[:min(len(d.Columns), mostColumns)] {
		rows = append(rows, w.columnRow(column))
	}
	if len(d.Columns) > mostColumns {
		rows = append(rows, widgets.NewParagraph(w.text("views.import.moreColumns", "Count", len(d.Columns)-mostColumns), widgets.SizeCaption, widgets.RoleMuted))
	}
	rows = append(rows, w.constants()...)
	return stepBody(rows)
}

// unmap forgets the mapping, because other columns may come, and reads again.
func (w *importWizard) unmap() {
	w.form.Options.Map, w.form.Options.Const, w.form.Options.Mended, w.form.Key, w.names = nil, nil, nil, nil, nil
	w.detect()
}

func (w *importWizard) columnHead() fyne.CanvasObject {
	titles := []fyne.CanvasObject{}
	for _, key := range []string{"views.import.column", "views.import.samples", "views.import.type", "views.import.field"} {
		titles = append(titles, widgets.NewText(w.text(key), widgets.SizeCaption, widgets.RoleMuted).Shrink(80))
	}
	return columns(titles...)
}

// columnRow is one column of the file with the field it is read as.
func (w *importWizard) columnRow(column app.ImportColumn) fyne.CanvasObject {
	samples := strings.Join(column.Samples[:min(3, len(column.Samples))], " · ")
	return columns(
		inLine(widgets.NewText(column.Header, widgets.SizeBody, widgets.RoleNone).Bold().Shrink(80)),
		inLine(widgets.NewText(samples, widgets.SizeBody, widgets.RoleMuted).Shrink(80)),
		inLine(widgets.NewText(w.typeText(column), widgets.SizeBody, widgets.RoleMuted).Shrink(80)), w.fieldPicker(column))
}

// inLine gives a text the height of the picker beside it.
func inLine(object fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(floor(1, 36), object)
}

// fieldPicker chooses what a column is read as.
func (w *importWizard) fieldPicker(column app.ImportColumn) fyne.CanvasObject {
	picker := w.deps.picker("", w.columnOptions(column))
	picker.SetChosen(or(column.Field, chooseNone))
	if column.Period != nil {
		picker.Disable()
	}
	picker.OnChosen = func(id string) { w.mapColumn(column, given(id)) }
	return picker
}

// mapColumn reads a column as a field, which no other column is then.
func (w *importWizard) mapColumn(column app.ImportColumn, field string) {
	w.mapTo(column, field)
	w.touched = true
	w.detect()
}
