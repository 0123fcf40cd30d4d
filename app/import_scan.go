package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"attain/app/importer"
	"attain/app/sales"
)

// previewRows is how many rows a preview shows, mostUnknown how many unknown
// names it lists.
const previewRows, mostUnknown = 20, 200

// ImportPreview is what an import would do.
type ImportPreview struct {
	// Result is the outcome of the whole import, tried out and rolled back.
	Result ImportResult
	// Fields are the fields that the table carries, Rows the first rows as
	// they would become: one text per field.
	Fields []string
	Rows   [][]string
	// Unknown are names that are not here yet, the most frequent first.
	Unknown []UnknownName
	// Known are the names here by field: open stage, rep, product and account.
	Known map[string][]string
	// Stages are the open stages that the rows name, in the order in which a
	// deal most likely passes them.
	Stages []string
	// Unused says that a list of stages takes the place of the process: no deal
	// is here, or nobody ever used or edited its stages.
	Unused bool
	// AsFirst says that the process is the one that every database begins with.
	AsFirst bool

	tried  ImportForm
	words  [][]string // of each of Rows, what stands in the file where a name was taken for another
	stages []string   // the open stages as the file names them, in the order of their appearance
	spelt  map[[2]string]string
}

// UnknownName is a stage, rep, product or account that a file names and that
// is not here.
type UnknownName struct {
	Field, Value string
	Rows         int
	// Nearest is the name here that it most likely means; empty if none.
	Nearest string
}

// PreviewImport tries an import out: nothing of it is written.
func (s *Service) PreviewImport(ctx context.Context, form ImportForm) (ImportPreview, error) {
	scan := &importScan{form: form, unknown: map[[2]string]int{}, spelt: map[[2]string]string{}, place: s.Now().Location()}
	if err := scan.learn(ctx, s, s.store, form); err != nil {
		return ImportPreview{}, err
	}
	form.DryRun, form.see, form.Reject = true, scan.see, scan.reject
	result, err := s.Import(ctx, form)
	if err != nil {
		return ImportPreview{}, err
	}
	preview := ImportPreview{Result: result, Known: scan.known, tried: form, stages: scan.stages, spelt: scan.spelt}
	preview.Fields, preview.Rows, preview.words = scan.table()
	preview.Unknown, preview.Stages, preview.Unused = scan.names(), importer.StageOrder(taken(scan.stages, form.Options.Values)), scan.unused
	preview.AsFirst, err = s.processAsFirst(ctx)
	return preview, err
}

// processAsFirst reports a process that nobody has changed since it was made.
func (s *Service) processAsFirst(ctx context.Context) (bool, error) {
	stages, err := s.store.Stages(ctx)
	if err != nil {
		return false, err
	}
	told := func(all []sales.Stage) []string {
		var words []string
		for _, stage := range all {
			words = append(words, fmt.Sprint(stage.Name, stage.Definition, stage.Probability, stage.DayLimit, stage.QuietDays, stage.Late, stage.Archived, len(stage.Criteria)))
		}
		return words
	}
	for _, lang := range []string{"en", "ko"} {
		if slices.Equal(told(stages), told(sales.DefaultProcess(s.opts.Text(lang)))) {
			return true, nil
		}
	}
	return false, nil
}

// mostSeen is how many rows a preview keeps, to have some to show where the
// first are rejected.
const mostSeen = 1000

// seenRow is a row as it would become.
type seenRow struct {
	line   int
	values draftRow
	words  map[string]string // field -> the file's word, where a name was taken for another
	has    func(field string) bool
}

// importScan gathers what a preview shows beside the counts.
type importScan struct {
	form    ImportForm
	first   []seenRow
	known   map[string][]string
	folded  map[string]map[string]string // field -> names, external ids and aliases -> name
	unknown map[[2]string]int            // field and value -> rows
	stages  []string                     // open stages as the file names them, in the order of their appearance
	spelt   map[[2]string]string         // field and folded name -> how the file spells it, severalSpellings if in several ways
	unused  bool
	place   *time.Location
}

// learn reads the names that are here, and whether the process is in use.
func (scan *importScan) learn(ctx context.Context, s *Service, r sales.Reader, form ImportForm) error {
	var err error
	if scan.unused, err = s.replaceable(ctx, r); err != nil {
		return err
	}
	return scan.learnNames(ctx, r, form)
}

// learnNames reads the names that are here.
func (scan *importScan) learnNames(ctx context.Context, r sales.Reader, form ImportForm) error {
	scan.known, scan.folded = map[string][]string{}, map[string]map[string]string{"stage": {}, "rep": {}, "product": {}, "account": {}}
	note := func(field, name string, more ...string) {
		scan.known[field] = append(scan.known[field], name)
		for _, word := range append(more, name) {
			scan.folded[field][fold(word)] = name
		}
	}
	stages, err := r.Stages(ctx)
	if err != nil {
		return err
	}
	for _, stage := range stages {
		switch {
		case stage.Archived:
		case stage.Kind == sales.StageOpen:
			note("stage", stage.Name)
		default:
			scan.folded["stage"][fold(stage.Name)] = stage.Name
		}
	}
	for _, name := range form.Stages {
		if scan.folded["stage"][fold(name)] == "" {
			note("stage", name)
		}
	}
	reps, err := r.Reps(ctx)
	if err != nil {
		return err
	}
	for _, rep := range reps {
		note("rep", rep.Name, append(rep.Aliases, rep.ExternalID, string(rep.ID))...)
	}
	products, err := r.Products(ctx)
	if err != nil {
		return err
	}
	for _, product := range products {
		note("product", product.Name, product.ExternalID, string(product.ID))
	}
	accounts, err := r.Accounts(ctx)
	if err != nil {
		return err
	}
	for _, account := range accounts {
		note("account", account.Name, account.ExternalID, string(account.ID))
	}
	return nil
}

// see takes in one draft.
func (scan *importScan) see(d importer.Draft) {
	values, words := draftTexts(d, scan.place), map[string]string{}
	for field, known := range scan.folded {
		name := values.of(field)
		if name == "" {
			continue
		}
		if known[fold(name)] == "" {
			scan.unknown[[2]string{field, name}]++
		}
		word := scan.word(d, field, name)
		switch known := [2]string{field, fold(word)}; scan.spelt[known] {
		case "":
			scan.spelt[known] = word
		case word:
		default:
			scan.spelt[known] = severalSpellings
		}
		if word != name {
			words[field] = word
		}
		if field == "stage" && !slices.Contains(scan.stages, word) && len(scan.stages) < mostUnknown {
			scan.stages = append(scan.stages, word)
		}
	}
	if len(scan.first) < mostSeen {
		scan.first = append(scan.first, seenRow{d.Source().Line, values, words, d.Source().Has})
	}
}

// reject takes a row out of those that are shown: it becomes nothing.
func (scan *importScan) reject(r importer.Rejection) error {
	scan.first = slices.DeleteFunc(scan.first, func(row seenRow) bool { return row.line == r.Line })
	return nil
}

// table is what the first rows become: the fields that any of them carries,
// and a text for each; words are the texts as the file has them.
func (scan *importScan) table() (fields []string, rows, words [][]string) {
	if len(scan.first) == 0 {
		return nil, nil, nil
	}
	first := scan.first[:min(len(scan.first), previewRows)]
	shown := map[string]bool{}
	for _, row := range first {
		for _, value := range row.values {
			shown[value.field] = shown[value.field] || value.always || row.has(value.field)
		}
	}
	for _, value := range first[0].values {
		if shown[value.field] {
			fields = append(fields, value.field)
		}
	}
	for _, seen := range first {
		values := seen.values
		row, inFile := make([]string, len(fields)), make([]string, len(fields))
		for i, field := range fields {
			row[i] = values.of(field)
			if inFile[i] = seen.words[field]; inFile[i] == "" {
				inFile[i] = row[i]
			}
			if name := scan.folded[field][fold(row[i])]; row[i] != "" && name != "" {
				row[i] = name // an id in the file is the record it names
			}
		}
		rows, words = append(rows, row), append(words, inFile)
	}
	return fields, rows, words
}

// names lists what is not here, the most frequent first.
func (scan *importScan) names() []UnknownName {
	list := make([]UnknownName, 0, len(scan.unknown))
	for key, rows := range scan.unknown {
		list = append(list, UnknownName{Field: key[0], Value: key[1], Rows: rows})
	}
	slices.SortFunc(list, func(a, b UnknownName) int {
		if a.Rows != b.Rows {
			return b.Rows - a.Rows
		}
		return strings.Compare(a.Field+a.Value, b.Field+b.Value)
	})
	list = list[:min(len(list), mostUnknown)]
	for i := range list {
		if nearest, ok := importer.Nearest(list[i].Value, scan.known[list[i].Field]); ok {
			list[i].Nearest = nearest
		}
	}
	return list
}
