package views

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/app"
	"attain/views/widgets"
)

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
		first = append(first, w.format("views.import.sheet", sheets, d.Sheet, w.turnTo))
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
	kind := w.format("views.import.kind", kindOptions(w.text, w.deps.Service.Text), string(w.kind), func(id string) { w.kind = app.ImportKind(id); w.unmap() })
	return container.NewVBox(
		columns(append(first,
			w.format("views.import.header", []widgets.Option{{ID: "yes", Text: w.text("views.import.header.yes")}, {ID: "no", Text: w.text("views.import.header.no")}}, header,
				func(id string) { options.NoHeader = id == "no"; w.unmap() }),
			w.format("views.import.preset", presets, or(options.Preset, chooseAuto), func(id string) { options.Preset = given(id); w.unmap() }))...),
		columns(append([]fyne.CanvasObject{kind, w.dateOrder(auto), w.decimal(auto)}, w.unit(auto)...)...), columns(append(w.key(), container.NewVBox())...), why)
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

func (w *importWizard) decimal(auto widgets.Option) fyne.CanvasObject {
	options := &w.form.Options
	return w.format("views.import.decimal", []widgets.Option{auto, {ID: ".", Text: "1,234.56"}, {ID: ",", Text: "1.234,56"}},
		or(signText(options.Decimal), chooseAuto), func(id string) { options.Decimal = signIn(given(id)); w.detect() })
}

// unit asks in what amounts are counted: a header or a title may say so, and
// may be wrong.
func (w *importWizard) unit(auto widgets.Option) []fyne.CanvasObject {
	fields := app.ImportFields(w.kind)
	if !slices.Contains(fields, "amount") && !slices.Contains(fields, "price") {
		return nil
	}
	options := &w.form.Options
	units := []widgets.Option{auto}
	for _, unit := range []string{"1", "1000", "10000", "1000000", "100000000"} {
		units = append(units, widgets.Option{ID: unit, Text: w.text("views.import.unit." + unit)})
	}
	field := w.format("views.import.unit", units, or(options.Unit, chooseAuto), func(id string) { options.Unit = given(id); w.detect() })
	if options.Unit == "" {
		for _, column := range w.reading.Detection.Columns {
			if column.Format.Power > 0 && column.Field != "" {
				_ = field.Hint(w.text("views.import.unit.found", "Column", column.Header, "Unit", w.powerText(column.Format.Power)))
				break
			}
		}
	}
	return []fyne.CanvasObject{field}
}

// format is a picker of one part of the reading.
func (w *importWizard) format(key string, options []widgets.Option, chosen string, take func(id string)) *widgets.Field {
	picker := w.shell.deps.picker("", options)
	picker.SetChosen(chosen)
	picker.OnChosen = func(id string) {
		w.touched = true
		take(id)
	}
	return widgets.NewField(w.text(key), picker)
}
