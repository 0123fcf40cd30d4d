package views

import (
	"maps"
	"slices"
	"strings"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// Choices of pickers that stand for no choice of the user's.
const (
	chooseAuto = "auto"
	chooseNone = "none"
)

// attrPrefix begins the field of a lead's profile criterion.
const attrPrefix = "attr."

// importModel is what the wizard knows of a table and of what it would become,
// and decides what is said, offered and taken for granted.
type importModel struct {
	deps    *Deps
	text    sales.Text
	kind    app.ImportKind
	form    app.ImportForm
	reading app.ImportReading
	preview app.ImportPreview
	known   map[string][]string // the names here that rows can refer to
	names   []nameChoice
	present []string // the open stages here before the import
	replace bool     // the file's stages replace them
	ended   bool     // it was looked whether deals of which nothing says so are won
	past    bool     // deals were taken for won because their dates are past
}

// lacks says in words what a table lacks to be read.
func (m *importModel) lacks(missing *app.ImportFileError) string {
	switch missing.Kind {
	case "missing":
		names := make([]string, len(missing.Fields))
		for i, name := range missing.Fields {
			names[i] = fieldText(m.text, name)
		}
		return m.text("views.import.lacks", "Fields", strings.Join(names, " / "))
	case "noYear":
		return m.text("views.import.lacksYear", "Months", missing.Detail)
	default:
		return missing.Localized(m.text)
	}
}

// understood says how the file was read in one sentence.
func (m *importModel) understood() string {
	d := m.reading.Detection
	parts := []string{d.Name}
	if d.Workbook {
		parts = append(parts, m.text("views.import.sheetIs", "Name", d.Sheet))
	} else {
		parts = append(parts, strings.ToUpper(d.Encoding), m.text("views.import.delimiterIs", "Name", m.delimiterText(d.Delimiter)))
	}
	if d.HeaderRow > 0 {
		parts = append(parts, m.text("views.import.headerIs", "Line", d.HeaderRow))
	} else {
		parts = append(parts, m.text("views.import.headerNone"))
	}
	if d.Preset != "" {
		parts = append(parts, m.text("views.import.presetIs", "Name", presetText(d.Preset)))
	}
	if d.Whole {
		parts = append(parts, m.text("views.import.rowsAre", "Count", m.deps.Format.Count(d.Sampled)))
	}
	if kind := d.Implied["type"]; kind != "" {
		parts = append(parts, m.text("views.import.impliedType", "Type", typeText(m.text, sales.ActivityType(kind))))
	}
	if d.Numbering != "" {
		parts = append(parts, m.text("views.import.numbering", "Column", d.Numbering))
	}
	if m.reading.Remembered {
		parts = append(parts, m.text("views.import.remembered"))
	}
	return strings.Join(parts, " · ")
}

func presetText(preset string) string {
	if preset == "hubspot" {
		return "HubSpot"
	}
	return strings.ToUpper(preset[:1]) + preset[1:]
}

// delimiterText is what parts the columns, in words.
func (m *importModel) delimiterText(delimiter rune) string {
	switch delimiter {
	case ',':
		return m.text("views.import.delimiter.comma")
	case ';':
		return m.text("views.import.delimiter.semicolon")
	case '\t':
		return m.text("views.import.delimiter.tab")
	default:
		return string(delimiter)
	}
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

// typeText says how the values of a column are read.
func (m *importModel) typeText(column app.ImportColumn) string {
	words := m.text("views.import.type." + string(column.Type))
	switch {
	case column.Period != nil:
		return m.text("views.import.type.period") + " (" + column.Header + ")"
	case column.Type == "date" && column.Format.Date != "":
		words += " (" + m.text("views.import.dates."+string(column.Format.Date)) + ")"
	case column.Type == "number" && column.Format.Decimal == ',':
		words += " (1.234,56)"
	}
	if column.Format.Power > 0 {
		words += " × " + m.powerText(column.Format.Power)
	}
	if column.Format.Mixed {
		words += " – " + m.text("views.import.mixed")
	}
	return words
}

// fieldOptions are the fields of the kind, found by their names, by what they
// look like and by what other programs call them, in any language.
func (m *importModel) fieldOptions() []widgets.Option {
	var options []widgets.Option
	meanings := app.ImportMeanings(m.kind)
	for _, name := range app.ImportFields(m.kind) {
		also := []string{strings.Join(strings.Fields(meanings[name].Heads), " ")}
		for _, language := range []string{"en", "ko"} {
			text := m.deps.Service.Text(language)
			also = append(also, fieldText(text, name), text("views.import.type."+string(meanings[name].Type)))
		}
		options = append(options, widgets.Option{ID: name, Text: fieldText(m.text, name), Detail: name, Also: strings.Join(also, "|")})
	}
	return options
}

// fieldText is a field in words.
func fieldText(text sales.Text, name string) string {
	if strings.HasPrefix(name, attrPrefix) {
		return text("views.import.profile", "Name", strings.TrimPrefix(name, attrPrefix))
	}
	return text("views.import.field." + name)
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

// powerText is a power of ten in digits.
func (m *importModel) powerText(power int) string {
	factor := 1
	for range power {
		factor *= 10
	}
	return m.deps.Format.Count(factor)
}

// chooseOther stands for a name that is not among those here.
const chooseOther = "\x00other"

// constantValues are what can stand in a field: words of a fixed set, or the
// names here; nil where it takes any text.
func (m *importModel) constantValues(field string) []widgets.Option {
	var options []widgets.Option
	for _, word := range app.ImportChoices(m.kind, field) {
		options = append(options, widgets.Option{ID: word, Text: m.inWords(field, word), Detail: word})
	}
	for _, name := range m.known[field] {
		options = append(options, widgets.Option{ID: name, Text: name})
	}
	if field == "type" || len(m.known[field]) > 0 {
		options = append(options, widgets.Option{ID: chooseOther, Text: m.text("views.import.constantOther")})
	}
	return options
}

// withEntry is a copy of a map with one entry set; "" takes it out.
func withEntry(entries map[string]string, key, value string) map[string]string {
	all := maps.Clone(entries)
	if all == nil {
		all = map[string]string{}
	}
	if all[key] = value; value == "" {
		delete(all, key)
	}
	return all
}

// inWords is a value that the program itself names, in the user's language;
// any other is as it is.
func (m *importModel) inWords(field, value string) string {
	if !slices.Contains(app.ImportChoices(m.kind, field), value) {
		return value
	}
	switch {
	case field == "outcome" && m.kind == "activities":
		return outcomeText(m.text, sales.Outcome(value))
	case field == "type":
		return typeText(m.text, sales.ActivityType(value))
	case field == "outcome" || field == "status" || field == "direction" || field == "length":
		return m.text("views.import." + field + "." + value)
	default: // yes or no
		return m.text("views.import." + value)
	}
}

// kindTexts are the kinds of tables that other programs have, in the order of
// their import.
func kindTexts(text sales.Text) []string {
	names := []string{}
	for _, kind := range app.ImportKinds() {
		if !app.OnlyExported(kind) {
			names = append(names, text("views.import.kind."+string(kind)))
		}
	}
	return names
}

// rare is 1 for a kind that hardly any other program has.
func rare(kind app.ImportKind) int {
	if app.OnlyExported(kind) {
		return 1
	}
	return 0
}

// profileName is the name of the profile's criterion that a column of leads can
// be read as: the one it is read as, else its header.
func profileName(column app.ImportColumn) string {
	if name, isProfile := strings.CutPrefix(column.Field, attrPrefix); isProfile {
		return name
	}
	return column.Header
}

// columnOptions offer what a column can be read as.
func (m *importModel) columnOptions(column app.ImportColumn) []widgets.Option {
	options := append([]widgets.Option{{ID: chooseNone, Text: m.text("views.import.unread")}}, m.fieldOptions()...)
	if m.kind == "leads" {
		name := profileName(column)
		options = append(options, widgets.Option{ID: attrPrefix + name, Text: m.text("views.import.profile", "Name", name)})
	}
	return options
}

// mapTo reads a column as a field, which no other column is then; "" reads it
// as nothing. What was asked of the values of other columns is asked no more.
func (m *importModel) mapTo(column app.ImportColumn, field string) {
	mapped := m.reading.Detection.Mapping()
	if status := mapped["outcome"]; m.kind == "deals" && len(m.form.Options.Map) == 0 && mapped["stage"] == "" && !strings.EqualFold(status, "outcome") && status != "" {
		mapped["stage"] = status // a status holds stages, too: as an outcome named by hand it would hold nothing else
		delete(mapped, "outcome")
	}
	maps.DeleteFunc(mapped, func(name, header string) bool { return name == field || header == column.Header })
	if field != "" {
		mapped[field] = column.Header
	}
	m.form.Options.Map = mapped
	m.names = slices.DeleteFunc(m.names, func(n nameChoice) bool {
		return n.Field == field || n.Field == column.Field || n.Field == "outcome" && (field == "stage" || column.Field == "stage")
	})
}

// kindOptions are the kinds of tables in the order of their import, those last
// that hardly any other program has. They are found by their names in any language, too.
func kindOptions(text sales.Text, in func(lang string) sales.Text) []widgets.Option {
	kinds := slices.Clone(app.ImportKinds())
	slices.SortStableFunc(kinds, func(a, b app.ImportKind) int { return rare(a) - rare(b) })
	options := []widgets.Option{}
	for _, kind := range kinds {
		options = append(options, widgets.Option{
			ID: string(kind), Text: text("views.import.kind." + string(kind)), Detail: text("views.import.about." + string(kind)),
			Also: string(kind) + "|" + in("en")("views.import.kind."+string(kind)) + "|" + in("ko")("views.import.kind."+string(kind)),
		})
	}
	return options
}
