package views

import (
	"maps"
	"slices"
	"strings"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// proposeEnding takes deals of which nothing says how they ended for won where
// every date is past, as in a list of orders. It reports whether it did.
func (m *importModel) proposeEnding() bool {
	at := slices.Index(m.preview.Fields, "expected_close")
	if m.ended || at < 0 || len(m.preview.Rows) == 0 || !app.LacksOutcome(m.reading.Detection, m.form.Options) {
		return false
	}
	m.ended = true
	today := m.deps.Service.Today().String()
	if slices.ContainsFunc(m.preview.Rows, func(row []string) bool { return row[at] == "" || row[at] >= today }) {
		return false
	}
	m.form.Options.Const, m.past = withEntry(m.form.Options.Const, "outcome", "won"), true
	return true
}

// namesTold is how many of the names that come along are told one by one,
// idsTold how many of the ids that stand for names.
const namesTold, idsTold = 6, 2

// importCount is a count of a result under its name.
type importCount struct {
	key string
	n   int
}

// resultCounts are the counts that stand above everything.
func resultCounts(result app.ImportResult) []importCount {
	return []importCount{
		{"views.import.readCount", result.Read},
		{"views.import.created", result.Created},
		{"views.import.updated", result.Updated},
		{"views.import.unchanged", result.Unchanged},
		{"views.import.rejected", result.Rejected},
	}
}

// noteTexts say what else is worth knowing of a result.
func (m *importModel) noteTexts(result app.ImportResult) []string {
	lines := []string{}
	count := m.deps.Format.Count
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
			lines = append(lines, m.text(note.key, "Count", count(note.n)))
		}
	}
	if result.Report.AllDeleted {
		lines = append(lines, m.text("views.import.note.allDeleted"))
	}
	if n := result.Report.Others; n > 0 {
		lines = append(lines, m.text("views.import.note.others", "Count", count(n), "Fields", strings.Join(result.Report.OtherFields, ", ")))
	}
	lines = append(lines, m.madeTexts(result)...)
	if names := result.NewTypes; len(names) > 0 {
		lines = append(lines, m.text("views.import.note.newTypes", "Names", strings.Join(names, ", ")))
	}
	return lines
}

// nothingTexts say why no row becomes anything, where none does.
func (m *importModel) nothingTexts(result app.ImportResult) []string {
	if result.Accepted() || result.Rejected == 0 {
		return nil
	}
	lines := []string{m.text("views.import.nothing")}
	if slices.ContainsFunc(result.Rejections, func(r app.Rejection) bool { return r.Reason == "app.import.noDeal" }) {
		lines = append(lines, m.text("views.import.nothing.deals"))
	}
	return lines
}

// createsOthers reports whether the rows of the kind name records that can be
// made with them.
func (m *importModel) createsOthers() bool {
	return slices.ContainsFunc(app.ImportFields(m.kind), func(field string) bool { return field == "rep" || field == "account" || field == "stage" })
}

// endAs says how deals ended of which no column says so; "open" says nothing.
func (m *importModel) endAs(outcome string) {
	if outcome == "open" {
		outcome = ""
	}
	m.form.Options.Const, m.past = withEntry(m.form.Options.Const, "outcome", outcome), false
}

// lacksEnding reports whether no column says how deals ended, whatever was
// said for all of them.
func (m *importModel) lacksEnding() bool {
	bare := m.form.Options
	bare.Const = withEntry(bare.Const, "outcome", "")
	return app.LacksOutcome(m.reading.Detection, bare)
}

// otherCurrencyOf is the currency of the file where rows were rejected for it
// and no deal is here yet, so that the database can count in it; "" else.
func (m *importModel) otherCurrencyOf(here string) string {
	if !m.preview.Unused {
		return ""
	}
	for _, r := range m.preview.Result.Rejections {
		if r.Reason != "importer.reject.currency" {
			continue
		}
		code := m.reading.Detection.CurrencyOf(r)
		if _, err := sales.NewCurrency(code); err != nil || code == here {
			return ""
		}
		return code
	}
	return ""
}

// conflictOptions offer what to do with a record that changed here and in the
// file, after a first choice.
func (m *importModel) conflictOptions(first widgets.Option) []widgets.Option {
	return []widgets.Option{
		first,
		{ID: string(app.ConflictKeep), Text: m.text("views.import.conflict.keep")},
		{ID: string(app.ConflictTake), Text: m.text("views.import.conflict.file")},
	}
}

// decide says what to do with the record of one line; chooseAll leaves it to
// what is chosen for all.
func (m *importModel) decide(line int, id string) {
	choices := map[int]app.Conflict{} // another one: the last may be being read
	maps.Copy(choices, m.form.Choices)
	if choices[line] = app.Conflict(id); id == chooseAll {
		delete(choices, line)
	}
	m.form.Choices = choices
}

// stagesLeft are the stages here that are left out where the file's take the
// place of the process.
func (m *importModel) stagesLeft() []string {
	return slices.DeleteFunc(slices.Clone(m.present), func(name string) bool { return hasName(m.preview.Stages, name) })
}

// exchange changes places of two stages.
func (m *importModel) exchange(from, to int) {
	m.form.Stages = slices.Clone(m.form.Stages)
	m.form.Stages[from], m.form.Stages[to] = m.form.Stages[to], m.form.Stages[from]
}

// madeTexts tell the records that come along with the rows, by name, and which
// of them have an id for one.
func (m *importModel) madeTexts(result app.ImportResult) []string {
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
		{"views.import.note.stage", sales.KindStage, m.stagesMade(result)},
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
		line := m.text(made.key, "Count", m.deps.Format.Count(len(made.names)), "Names", told)
		if n := len(ids); n > 0 {
			table := m.text("views.import.kind." + string(app.TableOf(made.kind)))
			line += " " + m.text("views.import.note.nameless", "Count", m.deps.Format.Count(n), "Names", firstOf(ids, idsTold), "Table", table)
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
func (m *importModel) stagesMade(result app.ImportResult) []string {
	var made []string
	for _, name := range slices.Concat(m.form.Stages, result.Made[sales.KindStage]) {
		if !hasName(m.present, name) && !hasName(made, name) {
			made = append(made, name)
		}
	}
	return made
}

// arrange puts the stages that the import makes into an order, keeping what
// the user moved. In a database without deals they are the whole process:
// those of the file alone where it uses none that is here or nobody has changed
// the process that every database begins with, else behind those that are. It reports whether the import has to be tried out anew: where no
// stage is made any more.
func (m *importModel) arrange() (anew bool) {
	preview := m.preview
	if m.form.Stages == nil {
		m.present = preview.Known["stage"]
	}
	here := func(name string) bool { return hasName(m.present, name) }
	made := slices.DeleteFunc(slices.Clone(preview.Stages), here)
	if !m.form.Create || len(made) == 0 {
		anew = len(m.form.Stages) > 0
		m.form.Stages = nil
		return anew
	}
	if m.form.Stages == nil {
		m.replace = preview.Unused && (preview.AsFirst || !slices.ContainsFunc(preview.Stages, here))
	}
	wanted := made
	switch {
	case preview.Unused && m.replace: // those that are here too, where a name was taken for one of them
		wanted = preview.Stages
	case preview.Unused:
		wanted = append(slices.Clone(m.present), made...)
	}
	order := slices.DeleteFunc(slices.Clone(m.form.Stages), func(name string) bool { return !hasName(wanted, name) })
	for _, name := range wanted {
		if !hasName(order, name) {
			order = append(order, name)
		}
	}
	m.form.Stages = order
	m.preview.Known = maps.Clone(preview.Known)
	m.preview.Known["stage"] = slices.Clone(m.present)
	for _, name := range order { // other names may be taken for them
		if !here(name) {
			m.preview.Known["stage"] = append(m.preview.Known["stage"], name)
		}
	}
	return false
}

// hasName reports a name among others, in any case.
func hasName(names []string, name string) bool {
	return slices.ContainsFunc(names, func(other string) bool { return strings.EqualFold(other, name) })
}

// reason says why a row is not imported, with the field in words.
func (m *importModel) reason(r app.Rejection) string {
	switch r.Reason {
	case "app.import.noRep", "app.import.noProduct", "app.import.noAccount", "app.import.noStage":
		return m.text("views.import.unknown", "Field", fieldText(m.text, r.Field), "Value", r.Value)
	case "importer.reject.outcome", "importer.reject.closedHow", "importer.reject.leadStatus":
		key := "views.import.meaning." + strings.TrimPrefix(r.Reason, "importer.reject.")
		return m.text(key, "Value", r.Value)
	}
	if r.Field != "" {
		r.Field = fieldText(m.text, r.Field)
	}
	return sentence(r.Text(m.text))
}
