package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync/atomic"

	"attain/app/importer"
	"attain/app/sales"
)

// ImportForm says what to import and how.
type ImportForm struct {
	Source   importer.Source
	Kind     importer.Kind
	Options  importer.Options
	Key      []string // columns or fields by which rows are told apart instead of the external id
	Create   bool     // make missing reps, accounts, products and stages
	Stages   []string // order of the open stages that Create makes
	DryRun   bool     // write nothing
	Conflict Conflict // what to do where a record was edited here since its last import
	// Choices are the same for single records, by the line of their first row;
	// they go before Conflict.
	Choices map[int]Conflict
	// Reject takes every rejected row as it is found; nil keeps only the
	// first ones in the result.
	Reject func(importer.Rejection) error
	// Progress is told how far the import is; nil is not told.
	Progress func(ImportProgress)
	// see is shown every draft before it is applied; a preview has it.
	see func(importer.Draft)
}

// Conflict is the choice for a record that changed both in the file and here.
type Conflict string

// The choices. Ask rejects the row with a reason, so that the user can choose.
const (
	ConflictAsk  Conflict = ""
	ConflictKeep Conflict = "keep" // keep what is here
	ConflictTake Conflict = "take" // take what the file says
)

// ImportResult is what became of an import's rows. Created, Updated and
// Unchanged count records; Merged counts rows that were further product
// lines of a record or moves that changed no stage.
type ImportResult struct {
	Report     importer.Report
	Read       int
	Created    int
	Updated    int
	Unchanged  int
	Rejected   int
	Merged     int
	Emptied    bool                    // a table that is the whole of its kind has no rows, so that nothing of it is kept
	Copies     int                     // rows that repeat another of the same deal in every cell
	Trashed    int                     // records here whose rows the source marks as deleted: deals went to the trash, others are gone
	Unclosed   int                     // closed deals of a file without close dates: open until their history comes
	Made       map[sales.Kind][]string // records that Create made, by name
	Nameless   map[sales.Kind][]string // of the records made, those that have an id for a name
	Process    *ProcessChange          // what became of the open stages; nil: nothing
	NewTypes   []string                // types of activities that no activity here had
	Rounded    int                     // amounts rounded to the currency's decimals
	Undated    int                     // deals whose creation date is unknown
	Unresolved int                     // references to deals or leads that are not there yet
	Conflicts  int                     // records that changed both in the file and here, whatever became of them
	Conflicted []importer.Rejection    // the first of them
	Rejections []importer.Rejection    // the first of them, in order of line
}

// Accepted reports whether any row was taken or was there already, or having
// none is what the table says.
func (r ImportResult) Accepted() bool {
	return r.Emptied || r.Report.Deleted > 0 || r.Created+r.Updated+r.Unchanged+r.Merged > 0
}

// Changed reports whether rows or what was made for them changed anything, so
// that there is something to undo.
func (r ImportResult) Changed() bool {
	return r.Created+r.Updated+r.Trashed+len(r.Made) > 0
}

// draftOf is a draft as the type that the import's kind hands over.
func draftOf[T importer.Draft](d importer.Draft) (T, error) {
	draft, ok := d.(T)
	if !ok {
		return draft, fmt.Errorf("import: a %T came for another kind of table", d)
	}
	return draft, nil
}

// errDryRun ends a transaction that must leave nothing.
var errDryRun = errors.New("dry run")

// importKind applies the drafts of one kind.
type importKind interface {
	draft(ctx context.Context, d importer.Draft) error
	finish(ctx context.Context) error
}

// Import brings a table into the database in one transaction and one undo
// step. Rows at fault are rejected with line and reason and do not stop the
// others. An error means that nothing was written.
func (s *Service) Import(ctx context.Context, form ImportForm) (ImportResult, error) {
	if !form.DryRun {
		if err := s.BackUpBefore(ctx, manyRecords); err != nil {
			return ImportResult{}, fmt.Errorf("back up before an import: %w", err)
		}
	}
	var run *importRun
	label := Label("views.did.import", "Kind", string(form.Kind), "File", form.Source.Name)
	err := s.write(ctx, label, func(tx sales.Tx) error {
		var err error
		if run, err = s.newImportRun(ctx, tx, form); err != nil {
			return err
		}
		if err := run.read(ctx); err != nil {
			return err
		}
		if form.DryRun || !run.result.Accepted() {
			return errDryRun
		}
		return run.remember(ctx)
	})
	if errors.Is(err, errDryRun) {
		err = nil
	}
	if err != nil || run == nil {
		return ImportResult{}, err
	}
	return run.result, nil
}

func (s *Service) importOptions(ctx context.Context, r sales.Reader, form ImportForm) (importer.Options, error) {
	options := form.Options
	settings, err := r.Settings(ctx)
	if err != nil {
		return options, err
	}
	stages, err := r.Stages(ctx)
	if err != nil {
		return options, err
	}
	options.Currency, options.Location = settings.Currency, s.opts.Now().Location()
	for _, stage := range stages {
		if stage.Kind == sales.StageOpen {
			options.Stages = append(options.Stages, stage.Name)
		}
	}
	options.Stages = append(options.Stages, form.Stages...)
	if form.Kind == importer.KindDeals || form.Kind == importer.KindStageHistory {
		options.Values, err = withStageIDs(ctx, r, options.Values, stages)
	}
	return options, err
}

// importRun is one running import.
type importRun struct {
	*resolver
	service  *Service
	form     ImportForm
	options  importer.Options
	currency sales.Currency
	result   ImportResult
	marks    map[string]sales.ImportedRow // rows of this import by key
	reading  string                       // digest of how the file is read, see rowDigest
	plan     stagePlan
	deleted  []string           // external ids of rows that the source marks as deleted
	seen     map[checksum]int32 // rows without external id, by content
	key      []importer.Column  // by which rows are told apart; none: the external id
	noted    noted              // what is known of the rows of the running batch
	waiting  map[sales.Kind][]sales.Record
	rows     int           // read so far
	bytes    *atomic.Int64 // read so far
}

func (s *Service) newImportRun(ctx context.Context, tx sales.Tx, form ImportForm) (*importRun, error) {
	options, err := s.importOptions(ctx, tx, form)
	if err != nil {
		return nil, err
	}
	if err := s.ensureProcess(ctx, tx, "en", false); err != nil {
		return nil, err
	}
	lookup, err := newResolver(ctx, tx, form.Create)
	if err != nil {
		return nil, err
	}
	money, err := sales.NewCurrency(options.Currency)
	if err != nil {
		return nil, err
	}
	run := &importRun{
		resolver: lookup, service: s, form: form, options: options, currency: money,
		marks: map[string]sales.ImportedRow{}, seen: map[checksum]int32{},
		waiting: map[sales.Kind][]sales.Record{},
	}
	return run, run.planStages(ctx)
}

// read streams the table through the kind's handler.
func (r *importRun) read(ctx context.Context) error {
	if r.options.Detected == nil || r.options.Detected.Kind != r.form.Kind {
		source, _ := counted(r.form.Source, r.form.Progress)
		detected, err := importer.Detect(ctx, source, r.form.Kind, r.options)
		if err != nil {
			return err
		}
		r.options.Detected = detected
	}
	if err := r.chooseKey(); err != nil {
		return err
	}
	kind, err := r.handler(ctx)
	if err != nil {
		return err
	}
	if aside, ok := kind.(io.Closer); ok {
		defer aside.Close() //nolint:errcheck // a temporary file, from which all was read
	}
	r.reading = readingOf(r.options.Detected, r.options)
	var source importer.Source
	source, r.bytes = counted(r.form.Source, nil)
	report, err := importer.Read(ctx, source, r.form.Kind, r.options, importer.Sink{
		Draft: func(d importer.Draft) error {
			r.tellRead()
			if r.form.see != nil {
				r.form.see(d)
			}
			return r.settle(kind.draft(ctx, d), d.Source())
		},
		Reject: func(rejection importer.Rejection) error {
			r.tellRead()
			return r.reject(rejection)
		},
		Deleted: r.noteDeleted,
	})
	if err != nil {
		return err
	}
	if err := kind.finish(ctx); err != nil {
		return err
	}
	if err := r.trashDeleted(ctx, kind); err != nil {
		return err
	}
	if err := r.settleProcess(ctx); err != nil {
		return err
	}
	r.result.Report, r.result.Read, r.result.Made = report, report.Read, r.made
	r.namelessMade()
	r.result.Emptied = report.Read == 0 && (r.form.Kind == importer.KindProfile || r.form.Kind == importer.KindGoals)
	slices.SortStableFunc(r.result.Rejections, func(a, b importer.Rejection) int { return a.Line - b.Line })
	return nil
}

func (r *importRun) handler(ctx context.Context) (importKind, error) {
	switch r.form.Kind {
	case importer.KindSettings:
		return newImportSettings(ctx, r)
	case importer.KindStages:
		return newImportStages(ctx, r)
	case importer.KindProfile:
		return newImportProfile(ctx, r)
	case importer.KindGoals:
		return newImportGoals(ctx, r)
	case importer.KindReps:
		return &importReps{importRun: r, taken: map[sales.ID]bool{}}, nil
	case importer.KindProducts:
		return &importProducts{r}, nil
	case importer.KindAccounts:
		return &importAccounts{r}, nil
	case importer.KindContacts:
		return newImportContacts(ctx, r)
	case importer.KindQuotas:
		return &importQuotas{run: r}, nil
	case importer.KindDeals:
		return newImportDeals(ctx, r)
	case importer.KindStageHistory:
		return newImportHistory(r), nil
	case importer.KindLeads:
		return newImportLeads(ctx, r)
	case importer.KindActivities:
		return newImportActivities(r), nil
	}
	return nil, invalid("kind", "app.error.kind")
}

// rowError is a row's fault found while it was applied.
type rowError struct {
	field, value, reason string
	args                 []any
}

// Error returns the reason's key; the user sees its text.
func (e *rowError) Error() string { return e.reason + ": " + e.field + " " + e.value }

// settle turns a row's fault into a rejection; other errors end the import.
func (r *importRun) settle(err error, origin *importer.Origin) error {
	if err == nil {
		return nil
	}
	rejection := importer.Rejection{Line: origin.Line, Row: origin.Row}
	var row *rowError
	var bad *sales.Invalid
	switch {
	case errors.As(err, &row):
		rejection.Field, rejection.Value, rejection.Reason, rejection.Args = row.field, row.value, row.reason, row.args
	case errors.As(err, &bad):
		rejection.Field, rejection.Reason = bad.Field, bad.Reason
	default:
		return err
	}
	return r.reject(rejection)
}

func (r *importRun) reject(rejection importer.Rejection) error {
	r.result.Rejected++
	if len(r.result.Rejections) < importer.MaxRejections {
		r.result.Rejections = append(r.result.Rejections, rejection)
	}
	if r.form.Reject != nil {
		return r.form.Reject(rejection)
	}
	return nil
}

// amount converts a decimal to minor units, counting what was rounded.
func (r *importRun) amount(field string, d importer.Decimal) (*sales.Amount, error) {
	if !d.Valid {
		return nil, nil
	}
	amount, rounded, err := r.currency.Round(d.Big(), d.Scale)
	if err != nil {
		return nil, &rowError{field: field, value: d.String(), reason: "app.error.tooLarge"}
	}
	if rounded {
		r.result.Rounded++
	}
	return &amount, nil
}

// earlier returns what is noted for a key of the batch that was recalled.
func (r *importRun) earlier(key string) (sales.ImportedRow, bool) {
	row, ok := r.noted[key]
	return row, ok
}

// change says what a row is to do to the record it belongs to.
type change struct {
	unchanged bool // the row is as it was at its last import
	conflict  bool // the row and the record both changed since
}

// judge compares a row and the present record with the last import.
func judge(row sales.ImportedRow, known bool, rowDigest string, record any) change {
	if !known {
		return change{}
	}
	before, recordBefore, _ := cutDigest(row.Digest)
	if before == rowDigest {
		return change{unchanged: true}
	}
	return change{conflict: recordBefore != "" && recordBefore != hashOf(record)}
}

// settled reports whether a verdict leaves nothing to write: the row is as it
// was, or the user keeps what is here, or is asked, which is an error.
func (r *importRun) settled(ctx context.Context, verdict change, kind sales.Kind, id sales.ID, origin *importer.Origin, name string) (bool, error) {
	if verdict.unchanged {
		r.result.Unchanged++
		return true, nil
	}
	if !verdict.conflict {
		return false, nil
	}
	edited, err := r.editedHere(ctx, kind, id)
	if err != nil || !edited {
		return false, err
	}
	r.result.Conflicts++
	if len(r.result.Conflicted) < importer.MaxRejections {
		r.result.Conflicted = append(r.result.Conflicted, importer.Rejection{
			Line: origin.Line, Row: origin.Row, Field: "external_id", Value: name, Reason: "app.import.conflict",
		})
	}
	choice, made := r.form.Choices[origin.Line]
	if !made {
		choice = r.form.Conflict
	}
	switch choice {
	case ConflictKeep:
		r.result.Unchanged++
		return true, nil
	case ConflictTake:
		return false, nil
	default:
		return true, &rowError{field: "external_id", value: name, reason: "app.import.conflict"}
	}
}

// editedHere tells a user's change from what imports of other kinds did to a
// record since the last import of this kind (a lead is linked when its deal
// arrives, a deal takes over the last amount of its history).
func (r *importRun) editedHere(ctx context.Context, kind sales.Kind, id sales.ID) (bool, error) {
	changes, err := r.tx.History(ctx, kind, id)
	if err != nil {
		return false, err
	}
	imported := Label("views.did.import") + "|"
	same := Label("views.did.import", "Kind", string(r.form.Kind)) + "|"
	for _, c := range changes {
		switch {
		case c.Batch.State != "done":
		case strings.HasPrefix(c.Batch.Label, same):
			return false, nil
		case !strings.HasPrefix(c.Batch.Label, imported):
			return true, nil
		}
	}
	return false, nil
}

// mark notes the record a row made.
func (r *importRun) mark(key, rowDigest string, id sales.ID, record any) {
	r.marks[key] = sales.ImportedRow{RecordID: id, Digest: rowDigest + ":" + hashOf(record)}
}

// remember keeps the mapping for the next import.
func (r *importRun) remember(ctx context.Context) error {
	return r.keepReading(ctx)
}

// count adds one record to the result.
func (r *importRun) count(existed, changed bool) {
	switch {
	case !existed:
		r.result.Created++
	case changed:
		r.result.Updated++
	default:
		r.result.Unchanged++
	}
}

// sortedNames lists a set's names in order.
func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
