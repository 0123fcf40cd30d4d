package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"attain/app/importer"
	"attain/app/sales"
)

// The importer's words, for rooms that may not know it.
type (
	// ImportKind says what one row of a table is.
	ImportKind = importer.Kind
	// ImportSource is a file to import from.
	ImportSource = importer.Source
	// ImportOptions say how a table is to be read.
	ImportOptions = importer.Options
	// ImportDetection is how a table is understood.
	ImportDetection = importer.Detection
	// ImportColumn is what is known of one column.
	ImportColumn = importer.Column
	// ImportFileError says why a whole file cannot be imported.
	ImportFileError = importer.FileError
	// Rejection is a row that is not imported, and why.
	Rejection = importer.Rejection
)

// ImportKinds lists the kinds in the order in which they are best imported.
func ImportKinds() []ImportKind { return importer.Kinds() }

// ImportPresets lists the systems whose exports are known by their columns.
func ImportPresets() []string { return importer.Presets()[1:] }

// ImportFields lists the fields that a row of the kind can carry, by name.
func ImportFields(kind ImportKind) []string {
	fields := importer.Fields(kind)
	names := make([]string, len(fields))
	for i, field := range fields {
		names[i] = field.Name
	}
	return names
}

// ImportFile returns the source for a CSV file or a workbook. Errors: the
// file cannot be read, is empty, or is an old or encrypted workbook.
func (s *Service) ImportFile(path string) (ImportSource, error) {
	return importer.FileSource(path, s.opts.OpenWorkbook)
}

// keptReading is what is remembered of how a source was read.
type keptReading struct {
	Map    map[string]string            `json:"map,omitempty"`
	Const  map[string]string            `json:"const,omitempty"`
	Values map[string]map[string]string `json:"values,omitempty"`
	Key    []string                     `json:"key,omitempty"`
}

func (k keptReading) empty() bool { return len(k.Map)+len(k.Const)+len(k.Values)+len(k.Key) == 0 }

// sourceKey names a source: the kind of its rows and its header.
func sourceKey(kind importer.Kind, d *importer.Detection) string {
	return string(kind) + ":" + d.Fingerprint
}

// keepReading remembers what was mapped by hand for the next table with the
// same header.
func (r *importRun) keepReading(ctx context.Context) error {
	options := r.form.Options
	kept := keptReading{options.Map, options.Const, options.Values, r.form.Key}
	if r.result.Report.Detection == nil || kept.empty() {
		return nil
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("keep the mapping: %w", err)
	}
	return r.tx.KeepImportMapping(ctx, sourceKey(r.form.Kind, r.result.Report.Detection), string(text))
}

// ImportReading is how a file would be read.
type ImportReading struct {
	Detection *ImportDetection
	// Options are the form's, completed by what is remembered of the source.
	Options ImportOptions
	// Key is the form's, or the remembered one.
	Key []string
	// Remembered says that a table with this header was imported before and
	// is read as it was then.
	Remembered bool
}

// DetectImport looks at a file and says how it would be read. Where the form
// maps nothing and names no preset, what was mapped by hand for the last table with the same
// header counts.
func (s *Service) DetectImport(ctx context.Context, form ImportForm) (ImportReading, error) {
	reading := ImportReading{Options: form.Options, Key: form.Key}
	detection, err := s.detect(ctx, form)
	if err != nil {
		return reading, err
	}
	reading.Detection = detection
	given := keptReading{form.Options.Map, form.Options.Const, form.Options.Values, form.Key}
	if !given.empty() || form.Key != nil || form.Options.Preset != "" {
		return reading, nil
	}
	text, err := s.store.ImportMapping(ctx, sourceKey(form.Kind, detection))
	if err != nil || text == "" {
		return reading, err
	}
	var kept keptReading
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return reading, fmt.Errorf("read the mapping kept for %s: %w", form.Source.Name, err)
	}
	form.Options.Map, form.Options.Const, form.Options.Values = kept.Map, kept.Const, kept.Values
	again, err := s.detect(ctx, form)
	var unfit *importer.FileError
	if errors.As(err, &unfit) {
		return reading, nil // a field or column that is no more: read it afresh
	}
	if err != nil {
		return reading, err
	}
	return ImportReading{Detection: again, Options: form.Options, Key: kept.Key, Remembered: true}, nil
}

func (s *Service) detect(ctx context.Context, form ImportForm) (*importer.Detection, error) {
	options, err := s.importOptions(ctx, s.store, form)
	if err != nil {
		return nil, err
	}
	return importer.Detect(ctx, form.Source, form.Kind, options)
}

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
	scan := &importScan{unknown: map[[2]string]int{}, place: s.Now().Location()}
	if err := s.scanImport(ctx, form, scan); err != nil {
		return ImportPreview{}, err
	}
	form.DryRun = true
	result, err := s.Import(ctx, form)
	if err != nil {
		return ImportPreview{}, err
	}
	preview := ImportPreview{Result: result, Fields: scan.fields, Rows: scan.rows, Known: scan.known}
	preview.Unknown = scan.names()
	return preview, nil
}

// importScan gathers what a preview shows beside the counts.
type importScan struct {
	fields  []string
	rows    [][]string
	known   map[string][]string
	folded  map[string]map[string]bool // field -> names and external ids
	unknown map[[2]string]int          // field and value -> rows
	place   *time.Location
}

func (s *Service) scanImport(ctx context.Context, form ImportForm, scan *importScan) error {
	options, err := s.importOptions(ctx, s.store, form)
	if err != nil {
		return err
	}
	if err := scan.learn(ctx, s.store, form); err != nil {
		return err
	}
	rows := 0
	_, err = importer.Read(ctx, form.Source, form.Kind, options, importer.Sink{Draft: func(d importer.Draft) error {
		if rows++; form.Progress != nil && rows%500 == 0 {
			form.Progress(rows)
		}
		scan.see(d)
		return nil
	}})
	return err
}

// learn reads the names that are here.
func (scan *importScan) learn(ctx context.Context, r sales.Reader, form ImportForm) error {
	scan.known, scan.folded = map[string][]string{}, map[string]map[string]bool{"stage": {}, "rep": {}, "product": {}, "account": {}}
	note := func(field, name string, more ...string) {
		scan.known[field] = append(scan.known[field], name)
		for _, word := range append(more, name) {
			scan.folded[field][fold(word)] = true
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
			scan.folded["stage"][fold(stage.Name)] = true
		}
	}
	for _, name := range form.Stages {
		note("stage", name)
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
	values := draftTexts(d, scan.place)
	for field, known := range scan.folded {
		if name := values.of(field); name != "" && !known[fold(name)] {
			scan.unknown[[2]string{field, name}]++
		}
	}
	if len(scan.rows) == previewRows {
		return
	}
	if scan.fields == nil {
		for _, value := range values {
			if d.Source().Has(value.field) || value.always {
				scan.fields = append(scan.fields, value.field)
			}
		}
	}
	row := make([]string, len(scan.fields))
	for i, field := range scan.fields {
		row[i] = values.of(field)
	}
	scan.rows = append(scan.rows, row)
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

// SaveRejected tries the import out and writes every rejected row with its
// line and reason into a CSV file that can be mended and imported again.
func (s *Service) SaveRejected(ctx context.Context, form ImportForm, path, lang string) error {
	rejected := importer.NewRejectWriter(s.Text(lang))
	defer rejected.Close() //nolint:errcheck // a temporary file, from which all was read
	form.DryRun, form.Reject = true, rejected.Write
	result, err := s.Import(ctx, form)
	if err != nil {
		return err
	}
	headers := result.Report.Detection.Headers()
	return WriteFile(path, func(w io.Writer) error { return rejected.Save(w, headers) })
}
