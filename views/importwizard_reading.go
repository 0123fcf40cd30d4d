package views

import (
	"maps"
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

// formats are the parts of the reading that can be overridden.
func (w *importWizard) formats() fyne.CanvasObject {
	d, options := w.reading.Detection, &w.form.Options
	auto := widgets.Option{ID: chooseAuto, Text: w.text("views.import.auto")}
	var first []fyne.CanvasObject
	if d.Workbook {
		sheets := []widgets.Option{}
		for _, sheet := range d.Sheets {
			sheets = append(sheets, widgets.Option{ID: sheet, Text: sheet})
		}
		first = append(first, w.format("views.import.sheet", sheets, d.Sheet, func(id string) { options.Sheet = id; w.unmap() }))
	} else {
		encodings := []widgets.Option{auto}
		for _, name := range []string{"utf-8", "cp949", "windows-1252", "utf-16le", "utf-16be"} {
			encodings = append(encodings, widgets.Option{ID: name, Text: strings.ToUpper(name)})
		}
		delimiters := []widgets.Option{auto}
		for _, sign := range []rune{',', ';', '\t', '|'} {
			delimiters = append(delimiters, widgets.Option{ID: string(sign), Text: w.delimiterText(sign)})
		}
		first = append(first,
			w.format("views.import.encoding", encodings, or(options.Encoding, chooseAuto), func(id string) { options.Encoding = given(id); w.unmap() }),
			w.format("views.import.delimiter", delimiters, or(signText(options.Delimiter), chooseAuto), func(id string) { options.Delimiter = signIn(given(id)); w.unmap() }))
	}
	presets := []widgets.Option{auto}
	for _, name := range app.ImportPresets() {
		presets = append(presets, widgets.Option{ID: name, Text: presetText(name)})
	}
	header := "yes"
	if options.NoHeader {
		header = "no"
	}
	why := widgets.NewParagraph(w.text("views.import.keyWhy"), widgets.SizeCaption, widgets.RoleMuted)
	why.Hidden = len(w.form.Key) == 0
	kind := w.format("views.import.kind", kindOptions(w.text), string(w.kind), func(id string) { w.kind = app.ImportKind(id); w.unmap() })
	return container.NewVBox(
		columns(append(first,
			w.format("views.import.header", []widgets.Option{{ID: "yes", Text: w.text("views.import.header.yes")}, {ID: "no", Text: w.text("views.import.header.no")}}, header,
				func(id string) { options.NoHeader = id == "no"; w.unmap() }),
			w.format("views.import.preset", presets, or(options.Preset, chooseAuto), func(id string) { options.Preset = given(id); w.unmap() }))...),
		columns(append([]fyne.CanvasObject{kind, w.dateOrder(auto), w.decimal(auto)}, w.key()...)...), why)
}

// key asks by which column rows are matched with records, for kinds that have
// a choice.
func (w *importWizard) key() []fyne.CanvasObject {
	if !app.HasKey(w.kind) {
		return nil
	}
	options, chosen := []widgets.Option{{ID: chooseAuto, Text: w.text("views.import.key.auto")}}, chooseAuto
	for _, column := range w.reading.Detection.Columns[:min(len(w.reading.Detection.Columns), mostColumns)] {
		options = append(options, widgets.Option{ID: column.Header, Text: column.Header})
	}
	if len(w.form.Key) > 0 {
		chosen = w.form.Key[0]
	}
	return []fyne.CanvasObject{w.format("views.import.key", options, chosen, func(id string) {
		w.form.Key = []string{}
		if id != chooseAuto {
			w.form.Key = []string{id}
		}
		w.detect()
	})}
}

// dateOrder asks for the order of dates in digits, and says where nothing in
// the file decides it.
func (w *importWizard) dateOrder(auto widgets.Option) fyne.CanvasObject {
	options, chosen := &w.form.Options, chooseAuto
	sign := dateSign(w.reading.Detection)
	layouts := map[string]string{"DMY": "2" + sign + "1" + sign + "2006", "MDY": "1" + sign + "2" + sign + "2006", "YMD": "2006" + sign + "1" + sign + "2"}
	orders := []widgets.Option{auto}
	for _, order := range []string{"DMY", "MDY", "YMD"} {
		orders = append(orders, widgets.Option{ID: order, Text: w.text("views.import.dates." + order)})
		if options.DateFormat == layouts[order] {
			chosen = order
		}
	}
	field := w.format("views.import.dates", orders, chosen, func(id string) { options.DateFormat = layouts[given(id)]; w.detect() })
	for _, column := range w.reading.Detection.Columns {
		if column.Format.Ambiguous && column.Format.Date != "" && column.Field != "" {
			_ = field.Hint(w.text("views.import.dates.ambiguous", "Column", column.Header, "Order", w.text("views.import.dates."+string(column.Format.Date))))
			break
		}
	}
	return field
}

// dateSign is what parts day, month and year in the dates of a file.
func dateSign(d *app.ImportDetection) string {
	for _, column := range d.Columns {
		if column.Format.Date == "" || column.Field == "" {
			continue
		}
		for _, sample := range column.Samples {
			if at := strings.IndexAny(sample, "/.-"); at > 0 {
				return sample[at : at+1]
			}
		}
	}
	return "/"
}

func (w *importWizard) decimal(auto widgets.Option) fyne.CanvasObject {
	options := &w.form.Options
	return w.format("views.import.decimal", []widgets.Option{auto, {ID: ".", Text: "1,234.56"}, {ID: ",", Text: "1.234,56"}},
		or(signText(options.Decimal), chooseAuto), func(id string) { options.Decimal = signIn(given(id)); w.detect() })
}

// format is a picker of one part of the reading.
func (w *importWizard) format(key string, options []widgets.Option, chosen string, take func(id string)) *widgets.Field {
	picker := w.shell.deps.picker("", options)
	picker.SetChosen(chosen)
	picker.OnChosen = take
	return widgets.NewField(w.text(key), picker)
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
		words += " × 1" + strings.Repeat("0", column.Format.Power)
	}
	if column.Format.Mixed {
		words += " – " + w.text("views.import.mixed")
	}
	return words
}

// fieldPicker chooses what a column is read as.
func (w *importWizard) fieldPicker(column app.ImportColumn) fyne.CanvasObject {
	options := []widgets.Option{{ID: chooseNone, Text: w.text("views.import.unread")}}
	for _, name := range app.ImportFields(w.kind) {
		options = append(options, widgets.Option{ID: name, Text: fieldText(w.text, name), Detail: name})
	}
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
	maps.DeleteFunc(mapped, func(name, header string) bool { return name == field || header == column.Header })
	if field != "" {
		mapped[field] = column.Header
	}
	w.form.Options.Map = mapped
	w.detect()
}

// fieldText is a field in words.
func fieldText(text sales.Text, name string) string {
	if strings.HasPrefix(name, attrPrefix) {
		return text("views.import.profile", "Name", strings.TrimPrefix(name, attrPrefix))
	}
	return text("views.import.field." + name)
}
