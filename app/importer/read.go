package importer

import (
	"context"
	"errors"
	"io"
	"sort"
	"strings"
)

// Read reads the table and hands its rows over as checked drafts, in file
// order; rows at fault are counted and reported, and never stop the reading.
// Errors are *FileError (the file as a whole cannot be imported: the caller
// rolls back what it wrote), the context's, or what sink returned.
func Read(ctx context.Context, src Source, kind Kind, opts Options, sink Sink) (Report, error) {
	report := Report{Detection: opts.Detected}
	if report.Detection == nil || report.Detection.Kind != kind {
		detection, err := Detect(ctx, src, kind, opts)
		if err != nil {
			return report, err
		}
		report.Detection = detection
	}
	if report.Detection.Missing != nil {
		return report, report.Detection.Missing
	}
	t, err := openTable(ctx, src, kind, opts, &report.Detection.text)
	if err != nil {
		return report, err
	}
	r := newRowReader(kind, opts, t, report.Detection)
	report.AllDeleted = r.allDeleted
	for err == nil {
		err = r.step(&report, sink)
	}
	if errors.Is(err, io.EOF) {
		err = report.noStage()
	}
	return report, errors.Join(err, t.close())
}

// rowReader turns rows into drafts.
type rowReader struct {
	kind    Kind
	opts    Options
	table   *table
	columns map[string]Column
	listed  []Column // the same, to walk through
	consts  map[string]string
	values  map[string]map[string]string // field -> folded text -> text
	wide    []Column
	attrs   []string // names of profile criteria, sorted
	extras  []string // names of extra fields that are there
	needed  int      // columns a row must have
	legacy  bool     // text that came through a decoder, which marks broken bytes
	footer  bool     // the rows below the table have begun
	preset  string   // whose export it is, empty for nobody's
	hours   bool     // "0:15" is hours and minutes
	pipe    int      // the column that names a deal's pipeline, -1 for none
	marks   []int    // further columns that mark rows as deleted
	// allDeleted says that a column which marks every row as deleted is not followed.
	allDeleted bool
	outcome    bool // the outcome column holds outcomes and nothing else
	base       fieldSet
	sets       map[string]fieldSet
	stages     map[string]bool
	words      vocabulary
}

func newRowReader(kind Kind, opts Options, t *table, d *Detection) *rowReader {
	r := &rowReader{
		kind: kind, opts: opts, table: t, columns: map[string]Column{}, consts: map[string]string{},
		values: map[string]map[string]string{}, base: fieldSet{}, sets: map[string]fieldSet{}, stages: map[string]bool{},
		legacy: !t.workbook && d.Encoding != EncodingUTF8, pipe: -1, preset: d.Preset, hours: d.Preset == "pipedrive",
	}
	for _, f := range d.fields {
		r.columns[f.field] = d.Columns[f.column]
		r.listed = append(r.listed, d.Columns[f.column])
		r.needed = max(r.needed, f.column+1)
		r.base[f.field] = true
	}
	for name, value := range opts.Const {
		field, _ := fieldOf(kind, name)
		r.consts[field.Name] = strings.TrimSpace(value)
		r.base[field.Name] = true
	}
	for field, value := range d.Implied {
		if !r.base[field] {
			r.consts[field], r.base[field] = value, true
		}
	}
	for name, table := range opts.Values {
		field, _ := fieldOf(kind, name)
		folded := make(map[string]string, len(table))
		for from, to := range table {
			folded[valueKey(from)] = strings.TrimSpace(to)
		}
		r.values[field.Name] = folded
	}
	for _, column := range d.Columns {
		if column.Period != nil {
			r.wide = append(r.wide, column)
			r.needed = max(r.needed, column.Index+1)
		}
	}
	for _, column := range d.Columns {
		if means(fold(column.Header), "pipeline dealpipeline 파이프라인") && column.Field == "" {
			r.pipe = column.Index
		}
	}
	for _, stage := range opts.Stages {
		r.stages[fold(stage)] = true
	}
	_, byHand := opts.Map["outcome"]
	r.outcome = byHand || fold(r.columns["outcome"].Header) == "outcome"
	r.findDeleted(d)
	r.listFields()
	return r
}

// listFields sorts the fields that are gathered rather than named: profile
// criteria and extras.
func (r *rowReader) listFields() {
	for name := range r.base {
		if attr, ok := attrName(name); ok {
			r.attrs = append(r.attrs, attr)
			continue
		}
		if field, _ := fieldOf(r.kind, name); field.Extra {
			r.extras = append(r.extras, name)
		}
	}
	sort.Strings(r.attrs)
	sort.Strings(r.extras)
}

// valueKey is how value mappings compare: in any case and spacing, but with
// signs, because "A+" and "A" are two values.
func valueKey(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(text), " "))
}

// step reads one row and hands on what came of it.
func (r *rowReader) step(report *Report, sink Sink) error {
	cells, line, err := r.table.next()
	if err != nil {
		return err
	}
	if mended, ok := r.opts.Mended[line]; ok {
		cells = mended
	}
	out, below := r.leftOut(cells)
	if below || r.repeatedHeader(cells) {
		report.Ignored++
		return nil
	}
	report.Read++
	if out {
		report.Ignored++
		return nil
	}
	row := &rowValues{reader: r, cells: cells, line: line}
	if row.deleted() {
		report.addDeleted(line)
		if sink.Deleted != nil {
			sink.Deleted(row.id("external_id"))
		}
		return nil
	}
	row.checkShape()
	drafts := row.drafts()
	if row.fault != nil {
		return r.reject(report, sink, row)
	}
	switch {
	case row.other:
		report.addOther(cut(row.text("property"), 80))
		return nil
	case row.ignored:
		report.Ignored++
		return nil
	}
	for _, draft := range drafts {
		report.Drafts++
		if err := sink.Draft(draft); err != nil {
			return err
		}
	}
	return nil
}

func (r *rowReader) reject(report *Report, sink Sink, row *rowValues) error {
	rejection := *row.fault
	rejection.Line = row.line
	rejection.Row = row.padded()
	report.Rejected++
	if len(report.Rejections) < MaxRejections {
		report.Rejections = append(report.Rejections, rejection)
	}
	if sink.Reject == nil {
		return nil
	}
	return sink.Reject(rejection)
}

// repeatedHeader recognises the header in the midst of the table, as files
// put together from several have it.
func (r *rowReader) repeatedHeader(cells []string) bool {
	if r.opts.NoHeader || len(cells) < len(r.table.headers) || len(r.columns) < 2 {
		return false
	}
	for _, column := range r.listed {
		if cellText(cells[column.Index]) != column.Header {
			return false
		}
	}
	return true
}

// presentWith returns the set of fields a draft carries: all mapped ones with
// some added and others, with a minus in front, taken off. Sets are shared.
func (r *rowReader) presentWith(changes ...string) fieldSet {
	if len(changes) == 0 {
		return r.base
	}
	key := strings.Join(changes, ",")
	if set, ok := r.sets[key]; ok {
		return set
	}
	set := fieldSet{}
	for name := range r.base {
		set[name] = true
	}
	for _, change := range changes {
		if name, off := strings.CutPrefix(change, "-"); off {
			delete(set, name)
		} else {
			set[change] = true
		}
	}
	r.sets[key] = set
	return set
}
