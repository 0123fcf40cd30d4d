package views

import (
	"slices"
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
	if !slices.ContainsFunc(app.ImportFields(w.kind), func(field string) bool { return field == "rep" || field == "account" || field == "stage" }) {
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
	if result.Accepted() || result.Rejected == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{widgets.NewParagraph(w.text("views.import.nothing"), widgets.SizeBody, widgets.RoleOffTrack)}
	if slices.ContainsFunc(result.Rejections, func(r app.Rejection) bool { return r.Reason == "app.import.noDeal" }) {
		rows = append(rows, widgets.NewParagraph(w.text("views.import.nothing.deals"), widgets.SizeBody, widgets.RoleNone))
	}
	return rows
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
	ended := w.format("views.import.ended", choices, or(w.form.Options.Const["outcome"], "open"), func(id string) {
		w.form.Options.Const = bare.Const
		if id != "open" {
			w.form.Options.Const = withEntry(bare.Const, "outcome", id)
		}
		w.past = false
		w.chosen()
	})
	if w.past {
		_ = ended.Hint(w.text("views.import.ended.past"))
	}
	return []fyne.CanvasObject{ended}
}

// proposeEnding takes deals of which nothing says how they ended for won where
// every date is past, as in a list of orders. It reports whether it did.
func (w *importWizard) proposeEnding() bool {
	at := slices.Index(w.preview.Fields, "expected_close")
	if w.ended || at < 0 || len(w.preview.Rows) == 0 || !app.LacksOutcome(w.reading.Detection, w.form.Options) {
		return false
	}
	w.ended = true
	today := w.shell.deps.Service.Today().String()
	if slices.ContainsFunc(w.preview.Rows, func(row []string) bool { return row[at] == "" || row[at] >= today }) {
		return false
	}
	w.form.Options.Const, w.past = withEntry(w.form.Options.Const, "outcome", "won"), true
	return true
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
		{"views.import.note.deleted", result.Report.Deleted},
		{"views.import.note.trashed", result.Trashed},
		{"views.import.note.merged", result.Merged},
		{"views.import.note.copies", result.Copies},
		{"views.import.note.unclosed", result.Unclosed},
		{"views.import.note.rounded", result.Rounded},
		{"views.import.note.undated", result.Undated},
		{"views.import.note.unresolved", result.Unresolved},
	} {
		if note.n > 0 {
			lines = append(lines, w.text(note.key, "Count", count(note.n)))
		}
	}
	if result.Report.AllDeleted {
		lines = append(lines, w.text("views.import.note.allDeleted"))
	}
	if n := result.Report.Others; n > 0 {
		lines = append(lines, w.text("views.import.note.others", "Count", count(n), "Fields", strings.Join(result.Report.OtherFields, ", ")))
	}
	lines = append(lines, w.madeTexts(result)...)
	if names := result.NewTypes; len(names) > 0 {
		lines = append(lines, w.text("views.import.note.newTypes", "Names", strings.Join(names, ", ")))
	}
	told := container.NewVBox()
	for _, line := range lines {
		told.Add(widgets.NewParagraph(line, widgets.SizeBody, widgets.RoleMuted))
	}
	return told
}

// namesTold is how many of the names that come along are told one by one,
// idsTold how many of the ids that stand for names.
const namesTold, idsTold = 6, 2

// madeTexts tell the records that come along with the rows, by name, and which
// of them have an id for one.
func (w *importWizard) madeTexts(result app.ImportResult) []string {
	if !result.Accepted() {
		return nil
	}
	var lines []string
	for _, made := range []struct {
		key   string
		kind  sales.Kind
		names []string
	}{
		{"views.import.note.rep", sales.KindRep, result.Made[sales.KindRep]},
		{"views.import.note.product", sales.KindProduct, result.Made[sales.KindProduct]},
		{"views.import.note.account", sales.KindAccount, result.Made[sales.KindAccount]},
		{"views.import.note.stage", sales.KindStage, w.stagesMade(result)},
	} {
		if len(made.names) == 0 {
			continue
		}
		ids := result.Nameless[made.kind]
		named := slices.DeleteFunc(slices.Clone(made.names), func(name string) bool { return slices.Contains(ids, name) })
		told := ""
		if len(named) > 0 {
			told = ": " + firstOf(named, namesTold)
		}
		line := w.text(made.key, "Count", w.shell.deps.Format.Count(len(made.names)), "Names", told)
		if n := len(ids); n > 0 {
			table := w.text("views.import.kind." + string(app.TableOf(made.kind)))
			line += " " + w.text("views.import.note.nameless", "Count", w.shell.deps.Format.Count(n), "Names", firstOf(ids, idsTold), "Table", table)
		}
		lines = append(lines, line)
	}
	return lines
}

// firstOf are the first of some names.
func firstOf(names []string, most int) string {
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + " …"
}

// stagesMade are the stages that the rows make and those that the order of the
// stages makes before.
func (w *importWizard) stagesMade(result app.ImportResult) []string {
	var made []string
	for _, name := range slices.Concat(w.form.Stages, result.Made[sales.KindStage]) {
		if !hasName(w.present, name) && !hasName(made, name) {
			made = append(made, name)
		}
	}
	return made
}
