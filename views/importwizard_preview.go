package views

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/app"
	"attain/app/sales"
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
	rows := append([]fyne.CanvasObject{w.tiles(result), w.notes(result)}, w.rejectedRows(result)...)
	rows = append(rows, w.ending()...)
	create := newCheck(w.text("views.import.create"), nil)
	create.SetChecked(w.form.Create)
	create.OnChanged = func(on bool) {
		w.form.Create = on
		w.try(false)
	}
	rows = append(rows, create)
	rows = append(rows, w.conflicts()...)
	asked, others := w.nameRows()
	rows = append(rows, asked...)
	if len(w.preview.Rows) > 0 {
		rows = append(rows, widgets.NewTitle(w.text("views.import.firstRows")), w.rowsTable())
	}
	rows = append(rows, w.stageOrder()...)
	return stepBody(append(rows, others...))
}

// ending asks how deals ended where no column says so: a list of orders is
// won, and nobody would find out why all of it stands open.
func (w *importWizard) ending() []fyne.CanvasObject {
	bare := w.form.Options
	bare.Const = withEntry(bare.Const, "outcome", "")
	if !app.LacksOutcome(w.reading.Detection, bare) {
		return nil
	}
	choices := []widgets.Option{}
	for _, outcome := range []string{"open", "won", "lost"} {
		choices = append(choices, widgets.Option{ID: outcome, Text: w.text("views.import.ended." + outcome)})
	}
	return []fyne.CanvasObject{w.format("views.import.ended", choices, or(w.form.Options.Const["outcome"], "open"), func(id string) {
		w.form.Options.Const = bare.Const
		if id != "open" {
			w.form.Options.Const = withEntry(bare.Const, "outcome", id)
		}
		w.try(false)
	})}
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
		tiles = append(tiles, newTile(widgets.Stat{Label: w.text(count.key), Value: w.shell.deps.Format.Count(count.n)}, nil))
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
	if n := result.Report.Others; n > 0 {
		lines = append(lines, w.text("views.import.note.others", "Count", count(n), "Fields", strings.Join(result.Report.OtherFields, ", ")))
	}
	for _, kind := range []sales.Kind{sales.KindRep, sales.KindProduct, sales.KindAccount, sales.KindStage} {
		if names := result.Nameless[kind]; len(names) > 0 {
			table := w.text("views.import.kind." + string(app.TableOf(kind)))
			lines = append(lines, w.text("views.import.note.nameless", "Count", count(len(names)), "Names", strings.Join(names[:min(len(names), 3)], ", "), "Table", table))
		}
	}
	if names := result.NewTypes; len(names) > 0 {
		lines = append(lines, w.text("views.import.note.newTypes", "Names", strings.Join(names, ", ")))
	}
	return widgets.NewParagraph(strings.Join(lines, " "), widgets.SizeBody, widgets.RoleMuted)
}

// rowsTable shows the first rows as they would become.
func (w *importWizard) rowsTable() fyne.CanvasObject {
	titles := []widgets.Column{}
	for _, field := range w.preview.Fields {
		titles = append(titles, widgets.Column{ID: field, Title: fieldText(w.text, field), Weight: 1, Min: 86})
	}
	rows := make([][]string, len(w.preview.Rows))
	for i, cells := range w.preview.Rows {
		rows[i] = make([]string, len(cells))
		for at, text := range cells {
			rows[i][at] = w.inWords(w.preview.Fields[at], text)
		}
	}
	return w.table(titles, rows, previewHigh)
}

// inWords is a value that the program itself names, in the user's language.
func (w *importWizard) inWords(field, value string) string {
	switch {
	case field == "outcome" && (value == "won" || value == "lost" || value == "open"):
		return w.text("views.import.outcome." + value)
	case field == "status" && slices.Contains([]string{"new", "working", "qualified", "disqualified"}, value):
		return w.text("views.import.status." + value)
	}
	return value
}

// table shows texts in rows, sideways too where they are many; it is as high
// as its rows need, and at most so high.
func (w *importWizard) table(titles []widgets.Column, rows [][]string, high float32) fyne.CanvasObject {
	object, _ := w.tableOf(titles, rows, high)
	return object
}

// tableOf is such a table with what it stands in.
func (w *importWizard) tableOf(titles []widgets.Column, rows [][]string, high float32) (fyne.CanvasObject, *widgets.Table) {
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
	return container.NewStack(floor(1, high), container.NewHScroll(container.NewStack(floor(wide, high), table))), table
}
