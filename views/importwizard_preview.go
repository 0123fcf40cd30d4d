package views

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// mostNames is how many unknown names are shown to be translated.
const mostNames = 60

// The heights of the preview's tables, in logical pixels.
const (
	previewHigh float32 = 252
	rejectsHigh float32 = 180
	lineHigh    float32 = 36 // of a row or the header
)

// chooseCreate stands for a name that is made, or rejected where nothing is.
const chooseCreate = "create"

// nameChoice is a name of the file that is not here, and what the user takes
// it for: a name here, or "" for itself.
type nameChoice struct {
	app.UnknownName
	means string
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
			if name.means != "" {
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

// learn adds the names a preview found to those to choose for. It reports
// whether near misses were proposed, so that the preview has to be made anew.
func (w *importWizard) learn(preview app.ImportPreview, propose bool) (proposed bool) {
	known := func(field, value string) bool {
		return slices.ContainsFunc(w.names, func(n nameChoice) bool { return n.Field == field && n.Value == value })
	}
	for _, name := range preview.Unknown {
		if known(name.Field, name.Value) {
			continue
		}
		choice := nameChoice{UnknownName: name}
		if propose && name.Nearest != "" {
			choice.means, proposed = name.Nearest, true
		}
		w.names = append(w.names, choice)
	}
	for _, rejection := range preview.Result.Rejections {
		if field := doubtful(rejection); field != "" && !known(field, rejection.Value) {
			w.names = append(w.names, nameChoice{UnknownName: app.UnknownName{Field: field, Value: rejection.Value}})
		}
	}
	slices.SortStableFunc(w.names, func(a, b nameChoice) int { return weight(b) - weight(a) })
	return proposed
}

// weight puts what asks for an answer first.
func weight(n nameChoice) int {
	switch {
	case n.Field == "outcome" || n.Field == "status":
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
	default:
		return ""
	}
}

// previewStep shows what the import would do.
func (w *importWizard) previewStep() fyne.CanvasObject {
	result := w.preview.Result
	rows := append([]fyne.CanvasObject{w.tiles(result), w.notes(result)}, w.rejectedRows(result)...)
	create := newCheck(w.text("views.import.create"), nil)
	create.SetChecked(w.form.Create)
	create.OnChanged = func(on bool) {
		w.form.Create = on
		w.try(false)
	}
	rows = append(rows, create)
	rows = append(rows, w.conflicts()...)
	rows = append(rows, w.nameRows()...)
	if len(w.preview.Rows) > 0 {
		rows = append(rows, widgets.NewTitle(w.text("views.import.firstRows")), w.rowsTable())
	}
	return stepBody(rows)
}

// rejectedRows are the rejected rows under their title, if there are any.
func (w *importWizard) rejectedRows(result app.ImportResult) []fyne.CanvasObject {
	if result.Rejected == 0 {
		return nil
	}
	save := newIconButton(w.text("views.import.saveRejected"), theme.DocumentSaveIcon(), w.saveRejected)
	return []fyne.CanvasObject{container.NewBorder(nil, nil, widgets.NewTitle(w.text("views.import.rejectedRows")), save), w.rejects(result)}
}

// tiles are the counts of a result.
func (w *importWizard) tiles(result app.ImportResult) fyne.CanvasObject {
	tiles := []fyne.CanvasObject{}
	for _, count := range []struct {
		key string
		n   int
	}{
		{"views.import.readCount", result.Read},
		{"views.import.created", result.Created},
		{"views.import.updated", result.Updated},
		{"views.import.unchanged", result.Unchanged},
		{"views.import.rejected", result.Rejected},
	} {
		tiles = append(tiles, widgets.NewStatTile(widgets.Stat{Label: w.text(count.key), Value: w.shell.deps.Format.Count(count.n)}, nil))
	}
	return columns(tiles...)
}

// notes say what else is worth knowing of a result.
func (w *importWizard) notes(result app.ImportResult) fyne.CanvasObject {
	lines := []string{}
	count := w.shell.deps.Format.Count
	for _, note := range []struct {
		key string
		n   int
	}{
		{"views.import.note.ignored", result.Report.Ignored},
		{"views.import.note.merged", result.Merged},
		{"views.import.note.copies", result.Copies},
		{"views.import.note.unclosed", result.Unclosed},
		{"views.import.note.rounded", result.Rounded},
		{"views.import.note.undated", result.Undated},
		{"views.import.note.unresolved", result.Unresolved},
		{"views.import.note.rep", len(result.Made[sales.KindRep])},
		{"views.import.note.product", len(result.Made[sales.KindProduct])},
		{"views.import.note.account", len(result.Made[sales.KindAccount])},
		{"views.import.note.stage", len(result.Made[sales.KindStage])},
	} {
		if note.n > 0 {
			lines = append(lines, w.text(note.key, "Count", count(note.n)))
		}
	}
	return widgets.NewParagraph(strings.Join(lines, " "), widgets.SizeBody, widgets.RoleMuted)
}

// nameRows translate names that are not here.
func (w *importWizard) nameRows() []fyne.CanvasObject {
	if len(w.names) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{
		widgets.NewTitle(w.text("views.import.names")), widgets.NewParagraph(w.text("views.import.namesWhy"), widgets.SizeCaption, widgets.RoleMuted),
	}
	for i := range w.names[:min(len(w.names), mostNames)] {
		name := &w.names[i]
		picker := w.shell.deps.picker("", w.meanings(*name))
		picker.SetChosen(or(name.means, chooseCreate))
		picker.OnChosen = func(id string) {
			name.means = id
			if id == chooseCreate {
				name.means = ""
			}
			w.try(false)
		}
		rows = append(rows, columns(
			inLine(widgets.NewText(fieldText(w.text, name.Field), widgets.SizeBody, widgets.RoleMuted).Shrink(80)),
			inLine(widgets.NewText(w.nameText(*name), widgets.SizeBody, widgets.RoleNone).Bold().Shrink(80)), picker))
	}
	if len(w.names) > mostNames {
		rows = append(rows, widgets.NewParagraph(w.text("views.import.moreNames", "Count", len(w.names)-mostNames), widgets.SizeCaption, widgets.RoleMuted))
	}
	return rows
}

func (w *importWizard) nameText(name nameChoice) string {
	if name.Rows == 0 {
		return name.Value
	}
	return w.text("views.import.nameRows", "Name", name.Value, "Count", w.shell.deps.Format.Count(name.Rows))
}

// meanings are what a name can stand for.
func (w *importWizard) meanings(name nameChoice) []widgets.Option {
	words := "views.import.createIt"
	if !w.form.Create || name.Field == "outcome" || name.Field == "status" {
		words = "views.import.rejectIt"
	}
	options := []widgets.Option{{ID: chooseCreate, Text: w.text(words)}}
	switch name.Field {
	case "outcome", "stage":
		for _, outcome := range []string{"won", "lost", "open"} {
			if name.Field == "stage" && outcome == "open" {
				continue
			}
			options = append(options, widgets.Option{ID: outcome, Text: w.text("views.import.outcome." + outcome)})
		}
	case "status":
		for _, status := range []string{"new", "working", "qualified", "disqualified"} {
			options = append(options, widgets.Option{ID: status, Text: w.text("views.import.status." + status)})
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

// rowsTable shows the first rows as they would become.
func (w *importWizard) rowsTable() fyne.CanvasObject {
	titles := []widgets.Column{}
	for _, field := range w.preview.Fields {
		titles = append(titles, widgets.Column{ID: field, Title: fieldText(w.text, field), Weight: 1, Min: 86})
	}
	return w.table(titles, w.preview.Rows, previewHigh)
}

// table shows texts in rows, sideways too where they are many; it is as high
// as its rows need, and at most so high.
func (w *importWizard) table(titles []widgets.Column, rows [][]string, high float32) fyne.CanvasObject {
	table := widgets.NewTable(w.shell.overlay, titles)
	table.SetData(widgets.TableData{
		Length: func() int { return len(rows) }, ID: strconv.Itoa,
		Cell: func(row, column int) widgets.Cell { return widgets.Cell{Text: rows[row][column]} },
	})
	high = min(high, float32(len(rows)+1)*lineHigh)
	wide := float32(0)
	for _, column := range titles {
		wide += column.Min + 2*widgets.Space
	}
	return container.NewStack(floor(1, high), container.NewHScroll(container.NewStack(floor(wide, high), table)))
}

// rejects lists the first rejected rows with line and reason.
func (w *importWizard) rejects(result app.ImportResult) fyne.CanvasObject {
	rows := make([][]string, 0, len(result.Rejections))
	for _, r := range result.Rejections {
		rows = append(rows, []string{strconv.Itoa(r.Line), w.reason(r), strings.Join(r.Row, ", ")})
	}
	return w.table([]widgets.Column{
		{Title: w.text("views.import.line"), Min: 70, Number: true},
		{Title: w.text("views.import.reason"), Weight: 1, Min: 380},
		{Title: w.text("views.import.row"), Weight: 1, Min: 380},
	}, rows, rejectsHigh)
}

// reason says why a row is not imported, with the field in words.
func (w *importWizard) reason(r app.Rejection) string {
	switch r.Reason {
	case "app.import.noRep", "app.import.noProduct", "app.import.noAccount", "app.import.noStage":
		return w.text("views.import.unknown", "Field", fieldText(w.text, r.Field), "Value", r.Value)
	}
	if r.Field != "" {
		r.Field = fieldText(w.text, r.Field)
	}
	return sentence(r.Text(w.text))
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
		Done: func() { s.Say(w.text("views.export.wrote", "Path", place.Text)) },
	})
}
