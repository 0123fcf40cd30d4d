package views

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/views/widgets"
)

// rejectedRows are the rejected rows under their title, if there are any.
func (w *importWizard) rejectedRows(result app.ImportResult) []fyne.CanvasObject {
	if result.Rejected == 0 {
		return nil
	}
	buttons := container.NewHBox(
		newIconButton(w.text("views.import.mend"), theme.DocumentCreateIcon(), func() { w.mend(w.chosenReject(result)) }),
		newIconButton(w.text("views.import.saveRejected"), theme.DocumentSaveIcon(), w.saveRejected))
	if w.saved != "" {
		buttons.Add(newIconButton(w.text("views.import.bringMended"), theme.UploadIcon(), w.bringMended))
	}
	rows := []fyne.CanvasObject{container.NewBorder(nil, nil, widgets.NewTitle(w.text("views.import.rejectedRows")), buttons), w.rejects(result)}
	if w.saved != "" {
		rows = append(rows, widgets.NewParagraph(w.text("views.export.wrote", "Path", w.saved), widgets.SizeCaption, widgets.RoleMuted))
	}
	return rows
}

// chosenReject is the rejected row that is selected, else the first.
func (w *importWizard) chosenReject(result app.ImportResult) app.Rejection {
	if at, err := strconv.Atoi(w.rejected.Current()); err == nil && at < len(result.Rejections) {
		return result.Rejections[at]
	}
	return result.Rejections[0]
}

// mend opens a rejected row to be corrected. The corrected row is read in
// place of the one in the file, and the import is tried out anew.
func (w *importWizard) mend(r app.Rejection) {
	cells := slices.Clone(r.Row)
	var fault fyne.Focusable // nil: the row as a whole is at fault
	var fields []fyne.CanvasObject
	for _, column := range w.reading.Detection.Columns {
		if column.Index >= len(cells) || column.Field == "" {
			continue
		}
		field, entry := w.mendField(column, cells)
		if fault == nil && column.Field == r.Field && (r.Value == "" || strings.TrimSpace(entry.Text) == r.Value) {
			fault, fields = entry, append([]fyne.CanvasObject{field}, fields...) // what is at fault stands first
			continue
		}
		fields = append(fields, field)
	}
	rows := []fyne.CanvasObject{widgets.NewParagraph(w.reason(r), widgets.SizeBody, widgets.RoleOffTrack)}
	for at := 0; at < len(fields); at += 2 {
		rows = append(rows, columns(fields[at:min(at+2, len(fields))]...))
	}
	w.shell.AskForm(FormDialog{
		Title: w.text("views.import.mendTitle", "Line", strconv.Itoa(r.Line)), Submit: w.text("views.import.mendDone"), First: fault, Rows: rows, Wide: mendWide,
		Read: func() (Command, error) {
			mended := maps.Clone(w.form.Options.Mended)
			if mended == nil {
				mended = map[int][]string{}
			}
			mended[r.Line] = cells[:min(len(cells), len(w.reading.Detection.Columns))]
			w.form.Options.Mended = mended
			return nil, nil
		},
		Done: func() { w.chosen() },
	})
}

// mendField is a column's cell to be corrected, under what it is read as.
func (w *importWizard) mendField(column app.ImportColumn, cells []string) (*widgets.Field, *widgets.Input) {
	entry := textEntry(cells[column.Index])
	entry.OnChanged = func(text string) { cells[column.Index] = text }
	label := column.Header
	if words := fieldText(w.text, column.Field); column.Period == nil && !strings.EqualFold(words, label) {
		label += " → " + words
	}
	return widgets.NewField(label, entry), entry
}

// bringMended reads the file of rejected rows, mended by another program, as
// the file they are from was read.
func (w *importWizard) bringMended() {
	d, options := w.reading.Detection, w.form.Options
	w.form.Options = app.ImportOptions{
		Map: d.Mapping(), Const: options.Const, Values: w.values(), Formats: d.Formats(), DateFormat: options.DateFormat, Decimal: options.Decimal,
	}
	w.form.Source = app.ImportSource{}
	w.form.Choices, w.names, w.path, w.saved = nil, nil, w.saved, ""
	w.understand(func() { w.try(false) })
}

// rejects lists the first rejected rows with line and reason.
func (w *importWizard) rejects(result app.ImportResult) fyne.CanvasObject {
	rows := make([][]string, 0, len(result.Rejections))
	for _, r := range result.Rejections {
		rows = append(rows, []string{strconv.Itoa(r.Line), w.reason(r), strings.Join(r.Row, ", ")})
	}
	object, table := w.tableOf([]widgets.Column{
		{Title: w.text("views.import.line"), Min: 70, Number: true},
		{Title: w.text("views.import.reason"), Weight: 1, Min: 380},
		{Title: w.text("views.import.row"), Weight: 1, Min: 380},
	}, rows, rejectsHigh)
	w.rejected = table
	table.OnOpen = func(string) { w.mend(w.chosenReject(result)) }
	return object
}

// saveRejected asks for a file and writes the rejected rows to it.
func (w *importWizard) saveRejected() {
	s := w.shell
	place := textEntry(or(w.path, "rejected") + ".rejected.csv")
	s.AskForm(FormDialog{
		Title: w.text("views.import.saveRejected"), Submit: w.text("views.shell.save"), First: place,
		Rows: []fyne.CanvasObject{widgets.NewField(w.text("views.import.file"), place).Hint(w.text("views.import.saveRejectedWhy"))},
		Read: func() (Command, error) {
			form, path := w.form, strings.TrimSpace(place.Text)
			form.Options.Values = w.values()
			return func(ctx context.Context) error {
				return s.deps.Service.SaveRejected(ctx, form, path, s.settings.Language)
			}, nil
		},
		Done: func() {
			w.saved = strings.TrimSpace(place.Text)
			w.again()
		},
	})
}
