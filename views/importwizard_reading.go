package views

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// mostColumns is how many columns of a table can be mapped by hand here.
const mostColumns = 120

// Choices of pickers that stand for no choice of the user's.
const (
	chooseAuto = "auto"
	chooseNone = "none"
)

// attrPrefix begins the field of a lead's profile criterion.
const attrPrefix = "attr."

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

// lacks says in words what a table lacks to be read.
func (w *importWizard) lacks(missing *app.ImportFileError) string {
	switch missing.Kind {
	case "missing":
		names := make([]string, len(missing.Fields))
		for i, name := range missing.Fields {
			names[i] = fieldText(w.text, name)
		}
		return w.text("views.import.lacks", "Fields", strings.Join(names, " / "))
	case "noYear":
		return w.text("views.import.lacksYear", "Months", missing.Detail)
	default:
		return missing.Localized(w.text)
	}
}

// understood says how the file was read in one sentence.
func (w *importWizard) understood() string {
	d := w.reading.Detection
	parts := []string{d.Name}
	if d.Workbook {
		parts = append(parts, w.text("views.import.sheetIs", "Name", d.Sheet))
	} else {
		parts = append(parts, strings.ToUpper(d.Encoding), w.text("views.import.delimiterIs", "Name", w.delimiterText(d.Delimiter)))
	}
	if d.HeaderRow > 0 {
		parts = append(parts, w.text("views.import.headerIs", "Line", d.HeaderRow))
	} else {
		parts = append(parts, w.text("views.import.headerNone"))
	}
	if d.Preset != "" {
		parts = append(parts, w.text("views.import.presetIs", "Name", presetText(d.Preset)))
	}
	if d.Whole {
		parts = append(parts, w.text("views.import.rowsAre", "Count", w.shell.deps.Format.Count(d.Sampled)))
	}
	if kind := d.Implied["type"]; kind != "" {
		parts = append(parts, w.text("views.import.impliedType", "Type", typeText(w.text, sales.ActivityType(kind))))
	}
	if d.Numbering != "" {
		parts = append(parts, w.text("views.import.numbering", "Column", d.Numbering))
	}
	if w.reading.Remembered {
		parts = append(parts, w.text("views.import.remembered"))
	}
	return strings.Join(parts, " · ")
}

func presetText(preset string) string {
	if preset == "hubspot" {
		return "HubSpot"
	}
	return strings.ToUpper(preset[:1]) + preset[1:]
}

func (w *importWizard) delimiterText(delimiter rune) string {
	switch delimiter {
	case ',':
		return w.text("views.import.delimiter.comma")
	case ';':
		return w.text("views.import.delimiter.semicolon")
	case '\t':
		return w.text("views.import.delimiter.tab")
	default:
		return string(delimiter)
	}
}

// unmap forgets the mapping, because other columns may come, and reads again.
func (w *importWizard) unmap() {
	w.form.Options.Map, w.form.Options.Const, w.form.Options.Mended, w.form.Key, w.names = nil, nil, nil, nil, nil
	w.detect()
}

// given is a picker's choice, "" where it stands for none.
func given(id string) string {
	if id == chooseAuto || id == chooseNone {
		return ""
	}
	return id
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func signText(sign rune) string {
	if sign == 0 {
		return ""
	}
	return string(sign)
}

func signIn(text string) rune {
	for _, sign := range text {
		return sign
	}
	return 0
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

func (w *importWizard) typeText(column app.ImportColumn) string {
	words := w.text("views.import.type." + string(column.Type))
	switch {
	case column.Period != nil:
		return w.text("views.import.type.period") + " (" + column.Header + ")"
	case column.Type == "date" && column.Format.Date != "":
		words += " (" + w.text("views.import.dates."+string(column.Format.Date)) + ")"
	case column.Type == "number" && column.Format.Decimal == ',':
		words += " (1.234,56)"
	}
	if column.Format.Power > 0 {
		words += " × " + w.powerText(column.Format.Power)
	}
	if column.Format.Mixed {
		words += " – " + w.text("views.import.mixed")
	}
	return words
}

// fieldOptions are the fields of the kind, found by their names, by what they
// look like and by what other programs call them, in any language.
func (w *importWizard) fieldOptions() []widgets.Option {
	var options []widgets.Option
	meanings := app.ImportMeanings(w.kind)
	for _, name := range app.ImportFields(w.kind) {
		also := []string{strings.Join(strings.Fields(meanings[name].Heads), " ")}
		for _, language := range []string{"en", "ko"} {
			text := w.shell.options.Text(language)
			also = append(also, fieldText(text, name), text("views.import.type."+string(meanings[name].Type)))
		}
		options = append(options, widgets.Option{ID: name, Text: fieldText(w.text, name), Detail: name, Also: strings.Join(also, "|")})
	}
	return options
}

// fieldPicker chooses what a column is read as.
func (w *importWizard) fieldPicker(column app.ImportColumn) fyne.CanvasObject {
	options := []widgets.Option{{ID: chooseNone, Text: w.text("views.import.unread")}}
	options = append(options, w.fieldOptions()...)
	if w.kind == "leads" {
		name, isProfile := strings.CutPrefix(column.Field, attrPrefix)
		if !isProfile {
			name = column.Header
		}
		options = append(options, widgets.Option{ID: attrPrefix + name, Text: w.text("views.import.profile", "Name", name)})
	}
	picker := w.shell.deps.picker("", options)
	picker.SetChosen(or(column.Field, chooseNone))
	if column.Period != nil {
		picker.Disable()
	}
	picker.OnChosen = func(id string) { w.mapColumn(column, given(id)) }
	return picker
}

// mapColumn reads a column as a field, which no other column is then.
func (w *importWizard) mapColumn(column app.ImportColumn, field string) {
	mapped := w.reading.Detection.Mapping()
	if status := mapped["outcome"]; w.kind == "deals" && len(w.form.Options.Map) == 0 && mapped["stage"] == "" && !strings.EqualFold(status, "outcome") && status != "" {
		mapped["stage"] = status // a status holds stages, too: as an outcome named by hand it would hold nothing else
		delete(mapped, "outcome")
	}
	maps.DeleteFunc(mapped, func(name, header string) bool { return name == field || header == column.Header })
	if field != "" {
		mapped[field] = column.Header
	}
	w.form.Options.Map, w.touched = mapped, true
	w.names = slices.DeleteFunc(w.names, func(n nameChoice) bool { // what was asked of other columns is asked no more
		return n.Field == field || n.Field == column.Field || n.Field == "outcome" && (field == "stage" || column.Field == "stage")
	})
	w.detect()
}

// fieldText is a field in words.
func fieldText(text sales.Text, name string) string {
	if strings.HasPrefix(name, attrPrefix) {
		return text("views.import.profile", "Name", strings.TrimPrefix(name, attrPrefix))
	}
	return text("views.import.field." + name)
}
