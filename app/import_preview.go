package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

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

// OnlyExported reports a kind of table that hardly any other program has.
func OnlyExported(kind ImportKind) bool {
	return slices.Contains([]ImportKind{importer.KindSettings, importer.KindProfile, importer.KindGoals}, kind)
}

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

// ImportMeaning is by what a field is found: how its texts look, and the heads
// under which other programs keep it, in all languages, parted by "|".
type ImportMeaning struct {
	Type  importer.ValueType
	Heads string
}

// ImportMeanings are the meanings of the fields of a kind, by name.
func ImportMeanings(kind ImportKind) map[string]ImportMeaning {
	meanings, heads := map[string]ImportMeaning{}, importer.Heads(kind)
	for _, field := range importer.Fields(kind) {
		meanings[field.Name] = ImportMeaning{field.Type, heads[field.Name]}
	}
	return meanings
}

// ImportFile returns the source for a CSV file or a workbook, which is read from
// its file once and from memory afterwards. Errors: the file cannot be read, is empty, is an old or encrypted workbook, or is the
// open database.
func (s *Service) ImportFile(path string) (ImportSource, error) {
	if err := s.refuseOwn(path); err != nil {
		return ImportSource{}, err
	}
	source, err := importer.FileSource(path, s.opts.OpenWorkbook)
	return kept(source), err
}

// keptReading is what is remembered of how a source was read.
type keptReading struct {
	Map    map[string]string            `json:"map,omitempty"`
	Const  map[string]string            `json:"const,omitempty"`
	Values map[string]map[string]string `json:"values,omitempty"`
	Key    []string                     `json:"key,omitempty"`
	// Formats are how columns were written, for what a later table leaves open.
	Formats map[string]importer.Format `json:"formats,omitempty"`
}

// empty reports that nothing was mapped by hand.
func (k keptReading) empty() bool { return len(k.Map)+len(k.Const)+len(k.Values)+len(k.Key) == 0 }

// sourceKey names a source: the kind of its rows and its header.
func sourceKey(kind importer.Kind, d *importer.Detection) string {
	return string(kind) + ":" + d.Fingerprint
}

// keepReading remembers what was mapped by hand for the next table with the
// same header.
func (r *importRun) keepReading(ctx context.Context) error {
	options, detected := r.form.Options, r.result.Report.Detection
	if detected == nil {
		return nil
	}
	kept := keptReading{options.Map, options.Const, options.Values, r.form.Key, detected.Formats()}
	if kept.empty() && len(kept.Formats) == 0 {
		return nil
	}
	if kept.empty() {
		earlier, err := keptOf(ctx, r.tx, r.form.Kind, detected)
		if err != nil {
			return err
		}
		kept.Map, kept.Const, kept.Values, kept.Key = earlier.Map, earlier.Const, earlier.Values, earlier.Key
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("keep the mapping: %w", err)
	}
	return r.tx.KeepImportMapping(ctx, sourceKey(r.form.Kind, detected), string(text))
}

// keptOf is what is remembered of a source; nothing if it was never imported.
func keptOf(ctx context.Context, r sales.Reader, kind importer.Kind, d *importer.Detection) (keptReading, error) {
	var kept keptReading
	text, err := r.ImportMapping(ctx, sourceKey(kind, d))
	if err != nil || text == "" {
		return kept, err
	}
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return kept, fmt.Errorf("read the mapping kept for %s: %w", d.Name, err)
	}
	return kept, nil
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
// maps nothing and names no preset, what was mapped by hand for the last table
// with the same header counts. Dates and numbers that could be written in two
// ways are taken as in that table.
func (s *Service) DetectImport(ctx context.Context, form ImportForm) (ImportReading, error) {
	reading := ImportReading{Options: form.Options, Key: form.Key}
	detection, err := s.detect(ctx, form)
	if err != nil {
		return reading, err
	}
	reading.Detection = detection
	kept, err := keptOf(ctx, s.store, form.Kind, detection)
	if err != nil {
		return reading, err
	}
	given := keptReading{Map: form.Options.Map, Const: form.Options.Const, Values: form.Options.Values, Key: form.Key}
	byHand := given.empty() && form.Key == nil && form.Options.Preset == "" && !kept.empty()
	if byHand {
		form.Options.Map, form.Options.Const, form.Options.Values, form.Key = kept.Map, kept.Const, kept.Values, kept.Key
	}
	if form.Options.Formats == nil {
		form.Options.Formats = kept.Formats
	}
	if !byHand && !leftOpen(detection, form.Options.Formats) {
		return reading, nil
	}
	again, err := s.detect(ctx, form)
	var unfit *importer.FileError
	if errors.As(err, &unfit) {
		return reading, nil // a field or column that is no more: read it afresh
	}
	if err != nil {
		return reading, err
	}
	return ImportReading{Detection: again, Options: form.Options, Key: form.Key, Remembered: byHand}, nil
}

// leftOpen reports a column that could be written in two ways and of which an
// earlier table says which.
func leftOpen(d *importer.Detection, known map[string]importer.Format) bool {
	return slices.ContainsFunc(d.Columns, func(c importer.Column) bool {
		earlier, there := known[c.Header]
		return there && c.Field != "" && (c.Format.Ambiguous || earlier.Percent && !c.Format.Percent)
	})
}

// saysOutcome are the fields of which any says how a deal ended.
const saysOutcome = "outcome stage is_won is_closed won_time lost_time"

// LacksOutcome reports a table of deals in which nothing says how they ended:
// all become open deals, unless one outcome is given for all.
func LacksOutcome(d *ImportDetection, options ImportOptions) bool {
	if d == nil || d.Kind != importer.KindDeals {
		return false
	}
	for field := range strings.FieldsSeq(saysOutcome) {
		if _, mapped := d.Column(field); mapped || options.Const[field] != "" {
			return false
		}
	}
	return true
}

// GuessImport says what the rows of a file most likely are; ok is false where
// nothing in it says so.
func (s *Service) GuessImport(ctx context.Context, form ImportForm) (kind ImportKind, ok bool, err error) {
	source, _ := counted(form.Source, form.Progress)
	return importer.Guess(ctx, source, form.Options)
}

// GuessImportSheet is the first sheet of a workbook that most likely holds rows
// of the form's kind, or of any where it has none, and what they are; empty
// where there is none.
func (s *Service) GuessImportSheet(ctx context.Context, form ImportForm) (sheet string, kind ImportKind, err error) {
	return importer.GuessSheet(ctx, form.Source, form.Kind, form.Options)
}

func (s *Service) detect(ctx context.Context, form ImportForm) (*importer.Detection, error) {
	options, err := s.importOptions(ctx, s.store, form)
	if err != nil {
		return nil, err
	}
	source, _ := counted(form.Source, form.Progress)
	return importer.Detect(ctx, source, form.Kind, options)
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
