package importer

import (
	"slices"
	"sort"
	"strconv"
	"strings"
)

// mapping says which column each field is read from.
type mapping struct {
	columns map[string]int // field -> column
	wide    []wideColumn   // month columns of a quota sheet
	implied map[string]string
	preset  string
}

// wideColumn is a column whose header names a quota's period.
type wideColumn struct {
	column int
	period Period
}

// match finds the mapping for a table's headers: by hand if there is any
// --map, else by field names, then the preset's columns, then synonyms.
func match(kind Kind, headers []string, opts Options) (mapping, error) {
	if err := checkFields(kind, opts); err != nil {
		return mapping{}, err
	}
	result := mapping{columns: map[string]int{}}
	if len(opts.Map) > 0 {
		if err := result.byHand(kind, headers, opts.Map); err != nil {
			return mapping{}, err
		}
		result.ofOneType(kind, headers, opts)
		return result, nil
	}
	if opts.NoHeader {
		for i, s := range fieldSpecs(kind) {
			if i < len(headers) {
				result.columns[s.Name] = i
			}
		}
		return result, nil
	}
	preset, err := choosePreset(opts.Preset, kind, headers)
	if err != nil {
		return mapping{}, err
	}
	result.preset = preset
	result.byName(kind, headers, preset)
	switch kind {
	case KindStageHistory:
		result.ofManyFields(headers)
	case KindStages:
		result.ofPipelines(headers)
	case KindReps, KindContacts, KindLeads:
		result.ofNameParts(headers)
	default:
		result.ofOneType(kind, headers, opts)
	}
	return result, nil
}

// ofManyFields tells a history of many fields, in which a column names the field
// and another holds its new value, from one of stages alone. HubSpot calls the
// former "name", as other tables call much else.
func (m *mapping) ofManyFields(headers []string) {
	stage, ok := m.columns["stage"]
	if !ok || !means(fold(headers[stage]), "value newvalue tovalue to after 새값 새로운값 변경값 변경후값 이후값 값") {
		delete(m.columns, "property")
		return
	}
	if _, named := m.columns["property"]; named {
		return
	}
	for i, header := range headers {
		if fold(header) == "name" && !m.reads(i) {
			m.columns["property"] = i
		}
	}
}

// ofNameParts tells the whole name from a part of it: "Vorname, Name" and "Prénom,
// Nom" are first and last, "Nombre, Apellidos" too, and so is 이름 beside 성.
func (m *mapping) ofNameParts(headers []string) {
	column, ok := m.columns["name"]
	if !ok {
		return
	}
	_, first := m.columns["first_name"]
	_, last := m.columns["last_name"]
	switch header := fold(headers[column]); {
	case first && !last && means(header, "name nom"):
		m.columns["last_name"] = column
	case last && !first && means(header, "nombre 이름 name"):
		m.columns["first_name"] = column
	default:
		return
	}
	delete(m.columns, "name")
}

// ofOneType finds the type of a table of activities that has no column for it.
func (m *mapping) ofOneType(kind Kind, headers []string, opts Options) {
	_, typed := m.columns["type"]
	_, finer := m.columns["subtype"]
	if kind != KindActivities || typed || finer || opts.Const["type"] != "" {
		return
	}
	if one := impliedType(headers); one != "" {
		m.implied = map[string]string{"type": string(one)}
	}
}

// ofPipelines tells a list of stages from one of pipelines, which has a label and
// an order too, but nothing that only stages have.
func (m *mapping) ofPipelines(headers []string) {
	name, ok := m.columns["name"]
	if !ok || !means(fold(headers[name]), "label name 이름 명칭") {
		return
	}
	for _, field := range []string{"kind", "probability", "is_closed", "is_won", "day_limit", "definition", "criteria", "late"} {
		if _, ok := m.columns[field]; ok {
			return
		}
	}
	if id, ok := m.columns["external_id"]; !ok || fold(headers[id]) != "stageid" {
		if _, order := m.columns["order"]; order {
			delete(m.columns, "name")
		}
	}
}

// reads reports whether a field is read from the column.
func (m *mapping) reads(column int) bool {
	for _, read := range m.columns {
		if read == column {
			return true
		}
	}
	return false
}

// checkFields finds names in the options that are no fields of the kind.
func checkFields(kind Kind, opts Options) error {
	var names []string
	for name := range opts.Map {
		names = append(names, name)
	}
	for name := range opts.Const {
		names = append(names, name)
	}
	for name := range opts.Values {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if _, ok := fieldOf(kind, name); !ok {
			return &FileError{Kind: ErrField, Detail: name}
		}
	}
	return nil
}

// byHand takes the user's own mapping.
func (m *mapping) byHand(kind Kind, headers []string, given map[string]string) error {
	for name, column := range given {
		field, _ := fieldOf(kind, name)
		index, ok := columnNamed(headers, column)
		if !ok {
			return &FileError{Kind: ErrColumn, Detail: column}
		}
		m.columns[field.Name] = index
	}
	return nil
}

// columnNamed finds a column by its header (exactly, then in any case and
// spacing) or by its number from 1.
func columnNamed(headers []string, name string) (int, bool) {
	name = strings.TrimSpace(name)
	for i, header := range headers {
		if strings.TrimSpace(header) == name {
			return i, true
		}
	}
	folded := fold(name)
	for i, header := range headers {
		if folded != "" && fold(header) == folded {
			return i, true
		}
	}
	number, err := strconv.Atoi(strings.TrimPrefix(name, "#"))
	return number - 1, err == nil && number >= 1 && number <= len(headers)
}

// byName matches headers to fields; each column serves one field.
func (m *mapping) byName(kind Kind, headers []string, preset string) {
	index, stripped, bracketed := m.indexed(kind, headers)
	used := map[int]bool{}
	take := func(field, folded string, from map[string]int) {
		column, ok := from[folded]
		if _, done := m.columns[field]; ok && !done && !used[column] {
			m.columns[field], used[column] = column, true
		}
	}
	specs := fieldSpecs(kind)
	if preset != "" {
		for _, pair := range presetColumns(preset, kind) {
			take(pair[1], pair[0], index)
		}
	}
	for _, s := range specs {
		take(s.Name, fold(s.Name), index)
	}
	for _, from := range []map[string]int{index, stripped, bracketed} {
		for _, s := range specs {
			take(s.Name, fold(s.Name), from)
			for alias := range strings.SplitSeq(s.aliases, "|") {
				take(s.Name, fold(alias), from)
			}
		}
	}
}

// indexed finds columns by what their headers say: as they stand, without what a
// system puts before and a unit behind, and either part of "고객사 (Customer)".
// Profile criteria are mapped at once.
func (m *mapping) indexed(kind Kind, headers []string) (index, stripped, bracketed map[string]int) {
	index, stripped, bracketed = map[string]int{}, map[string]int{}, map[string]int{}
	for i, header := range headers {
		if attr, ok := attrName(header); ok && kind == KindLeads {
			m.columns[AttrPrefix+attr] = i
			continue
		}
		keep(index, fold(header), i)
		for _, short := range withoutPrefix(fold(header)) {
			keep(stripped, short, i)
		}
		if name, inner, ok := headerParts(header); ok {
			if _, unit := unitNamed(inner); unit {
				keep(stripped, fold(name), i)
			}
			keep(bracketed, fold(name), i)
			keep(bracketed, fold(inner), i)
		}
	}
	return index, stripped, bracketed
}

func keep(index map[string]int, name string, column int) {
	if _, there := index[name]; !there && name != "" {
		index[name] = column
	}
}

// withoutPrefix returns a folded header without the object's name that some
// systems put before each column.
func withoutPrefix(folded string) []string {
	var short []string
	for _, prefix := range []string{"propertyhs", "property", "hs", "deal", "opportunity", "lead", "activity", "contact", "person", "organization"} {
		if rest, ok := strings.CutPrefix(folded, prefix); ok && rest != "" {
			short = append(short, rest)
		}
	}
	return short
}

// needs says which fields a table of the kind cannot do without: one of each
// group, parted by "|".
func needs(kind Kind) []string {
	switch kind {
	case KindDeals:
		return []string{"name|account|external_id"}
	case KindStageHistory:
		return []string{"deal", "stage|outcome", "at"}
	case KindActivities:
		return []string{"at", "type|subtype"}
	case KindQuotas:
		return []string{"period|year", "amount|units"}
	case KindReps, KindContacts:
		return []string{"name|external_id|first_name|last_name|email"}
	case KindProducts, KindAccounts:
		return []string{"name|external_id"}
	case KindLeads:
		return []string{"name|company|email|phone|external_id|first_name|last_name"}
	case KindSettings:
		return []string{"name", "value"}
	case KindStages:
		return []string{"name"}
	case KindProfile:
		return []string{"attribute", "value"}
	case KindGoals:
		return []string{"type", "count"}
	default:
		return nil
	}
}

// check tells whether the mapping and the constants suffice.
func (m *mapping) check(kind Kind, opts Options, headers []string) error {
	if len(m.columns) == 0 && len(m.wide) == 0 {
		return &FileError{Kind: ErrNoHeader, Detail: strings.Join(headers[:min(len(headers), 8)], ", ")}
	}
	if len(m.wide) > 0 {
		return nil
	}
	for _, group := range needs(kind) {
		found := false
		for name := range strings.SplitSeq(group, "|") {
			_, mapped := m.columns[name]
			found = found || mapped || opts.Const[name] != "" || m.implied[name] != ""
		}
		if !found {
			return missing(kind, strings.Split(group, "|"), headers)
		}
	}
	return nil
}

// missing says that one of some fields has no column. Months without a year
// are a quota sheet that lacks just that.
func missing(kind Kind, fields, headers []string) *FileError {
	if months := slices.DeleteFunc(slices.Clone(headers), func(header string) bool { return !bareMonth(header) }); kind == KindQuotas && len(months) > 1 {
		return &FileError{Kind: ErrNoYear, Detail: strings.Join(months[:min(len(months), 3)], ", ") + " …"}
	}
	last := len(fields) - 1
	words := strings.Join(fields[:last], ", ")
	if last > 0 {
		words += " or "
	}
	return &FileError{Kind: ErrMissing, Detail: words + fields[last], Fields: fields}
}
