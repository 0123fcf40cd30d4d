package importer

import (
	"slices"
	"strings"

	"attain/app/sales"
)

// Rejection is a row, or one value of it, that is not imported, and why.
type Rejection struct {
	// Line is the physical line or sheet row where the row starts, from 1.
	Line int
	// Field is the field's name; empty if the row as a whole is at fault.
	Field string
	// Value is the text that was found.
	Value string
	// Reason is a catalogue key ("importer.reject.date"); Args fill its
	// placeholders besides Field and Value, as alternating names and values.
	Reason string
	Args   []any
	// Row is the row as it stands in the file, for the file of rejected rows.
	Row []string
}

// Text returns the reason in the user's language.
func (r Rejection) Text(text sales.Text) string {
	args := append([]any{"Field", r.Field, "Value", r.Value}, r.Args...)
	return text(r.Reason, args...)
}

// Report says what became of a table.
type Report struct {
	// Read counts the rows after the header that are not blank.
	Read int
	// Drafts counts the drafts handed over; a wide quota row gives several.
	Drafts int
	// Rejected counts the rejected rows.
	Rejected int
	// Ignored counts rows that are no records: sums of the others, and what a
	// report prints below its table.
	Ignored int
	// Deleted counts rows that the source marks as deleted; DeletedLines are the
	// first of them.
	Deleted      int
	DeletedLines []int
	// AllDeleted says that the source marks every row as deleted, and that they
	// were read all the same: a table of which nothing is left tells nothing.
	AllDeleted bool
	// Others counts rows of a history of many fields that tell of another field
	// than the stage; OtherFields are the first such fields.
	Others      int
	OtherFields []string
	// Rejections are the first MaxRejections of them, in file order. All go
	// to the callback Sink.Reject as they are found.
	Rejections []Rejection
	// Detection is how the table was understood.
	Detection *Detection
}

// addOther counts a row that tells of another field than the stage.
func (r *Report) addOther(field string) {
	r.Others++
	if len(r.OtherFields) < maxOtherFields && !contains(r.OtherFields, field) {
		r.OtherFields = append(r.OtherFields, field)
	}
}

// noStage is the failure of a history of many fields in which no row tells of
// the stage; nil for any other table.
func (r *Report) noStage() error {
	if r.Others == 0 || r.Drafts > 0 || r.Rejected > 0 {
		return nil
	}
	column, _ := r.Detection.Column("property")
	return &FileError{Kind: ErrNoStage, Name: r.Detection.Name, Detail: column.Header, Examples: strings.Join(r.OtherFields, ", ")}
}

// maxOtherFields bounds the fields that are named as left out.
const maxOtherFields = 5

// MaxRejections bounds the rejections a Report keeps in memory.
const MaxRejections = 1000

// Sink takes what Read finds, in file order.
type Sink struct {
	// Draft takes one checked row. An error stops the reading and is
	// returned as it is.
	Draft func(Draft) error
	// Reject takes one rejected row; nil keeps them in the Report only.
	Reject func(Rejection) error
	// Deleted takes the external id of a row that the source marks as deleted,
	// empty where it has none; nil is not told.
	Deleted func(externalID string)
}

// Detection is how a table is understood, to be shown before anything is
// written and to be overridden by Options.
type Detection struct {
	Kind      Kind
	Name      string
	Workbook  bool
	Sheet     string   // the sheet that is read, in a workbook
	Sheets    []string // all sheets of the workbook
	Encoding  string   // "utf-8", "cp949" ...; empty for a workbook
	BOM       bool
	Delimiter rune // 0 for a workbook
	// HeaderRow is the physical line of the header, 0 if there is none.
	HeaderRow int
	// Preset is the preset whose column names fit best; empty is none.
	Preset string
	// Columns are the table's columns in order.
	Columns []Column
	// Implied are fields without a column whose value the columns say for all
	// rows: a table with call outcomes is one of calls.
	Implied map[string]string
	// Numbering is the header of a column that only counts the rows: 1, 2, 3 ...;
	// empty if there is none. It is no id and says nothing of a row.
	Numbering string
	// Sampled is the number of rows looked at, Whole whether these were all.
	Sampled int
	Whole   bool
	// Preview holds the first rows, one text per column, guard removed.
	Preview [][]string
	// Missing is set if the table cannot be read with this mapping: a field
	// without which rows mean nothing has no column. Read fails with it; a
	// wizard shows it beside the columns.
	Missing *FileError
	// Fingerprint is the same for tables with the same header, by which a
	// mapping is remembered per source.
	Fingerprint string

	fields []fieldColumn // what is read from where; a column may serve two fields
	text   textFormat
}

type fieldColumn struct {
	field  string
	column int
}

// Column is what is known of one column.
type Column struct {
	Index  int    // from 0
	Header string // unique: empty and repeated headers are numbered
	// Field is the field it is read as; empty if it is not read. A wide
	// quota sheet's month columns have "amount".
	Field string
	// Type is what the values look like, whatever the field.
	Type ValueType
	// Format describes dates ("DMY") or numbers ("1.234,56"); see Formats.
	Format Format
	// Period is the month, quarter or year that the header of a wide quota
	// column names.
	Period *Period
	// Samples are the first few different values that are not empty.
	Samples []string
	Empty   int // values that are empty or mean nothing (NULL, N/A ...)
	// AllDeleted says that the column marks every row as deleted; it is read
	// as such a mark only where it was mapped by hand.
	AllDeleted bool
}

// DateOrder is the order of day, month and year in dates of digits.
type DateOrder string

// The orders of a date.
const (
	OrderYMD DateOrder = "YMD"
	OrderDMY DateOrder = "DMY"
	OrderMDY DateOrder = "MDY"
)

// Format is how the values of a column are written.
type Format struct {
	// Date is the order of digits-only dates.
	Date DateOrder
	// Decimal is the decimal sign of numbers, '.' or ','.
	Decimal rune
	// Serial says that plain numbers are days counted by a workbook.
	Serial bool
	// Percent says that numbers without a sign are per cent, not fractions.
	Percent bool
	// Power says that numbers are counted in this power of ten, and Currency
	// in which currency (ISO codes joined by "|"), as the header or a title
	// says: "Amount (k€)", "단위: 천원". A number with its own goes by that.
	Power    int
	Currency string
	// Ambiguous says that nothing in the whole column decided it, so that
	// the usual order or sign was taken: worth asking the user.
	Ambiguous bool
	// Mixed says that some values contradict the choice; they are rejected.
	Mixed bool
}

// Column returns the column a field is read from; ok is false if none is.
func (d *Detection) Column(field string) (column Column, ok bool) {
	for _, f := range d.fields {
		if f.field == field {
			return d.Columns[f.column], true
		}
	}
	return Column{}, false
}

// Find returns the column of a header, in any case, or of a field.
func (d *Detection) Find(name string) (column Column, ok bool) {
	for _, c := range d.Columns {
		if fold(c.Header) == fold(name) {
			return c, true
		}
	}
	return d.Column(strings.TrimSpace(name))
}

// Unnumbered is a row without the number that only counts it, as the row itself
// is told from others.
func (d *Detection) Unnumbered(row []string) []string {
	if d.Numbering == "" {
		return row
	}
	for _, c := range d.Columns {
		if c.Header == d.Numbering && c.Index < len(row) {
			row = slices.Clone(row)
			row[c.Index] = ""
		}
	}
	return row
}

// Mapping returns field -> header as Options.Map takes it, to be remembered
// for tables with the same Fingerprint.
func (d *Detection) Mapping() map[string]string {
	mapped := map[string]string{}
	for _, f := range d.fields {
		mapped[f.field] = d.Columns[f.column].Header
	}
	return mapped
}

// Formats returns how the columns of dates and numbers are written, by header,
// as Options.Formats takes it.
func (d *Detection) Formats() map[string]Format {
	formats := map[string]Format{}
	for _, column := range d.Columns {
		f := column.Format
		if column.Field == "" || (column.Type != TypeDate && column.Type != TypeNumber && column.Type != TypePercent) {
			continue
		}
		if f.Date != "" || f.Decimal == ',' || f.Percent {
			formats[column.Header] = Format{Date: f.Date, Decimal: f.Decimal, Percent: f.Percent}
		}
	}
	return formats
}

// Headers returns the table's headers in order.
func (d *Detection) Headers() []string {
	headers := make([]string, len(d.Columns))
	for i, c := range d.Columns {
		headers[i] = c.Header
	}
	return headers
}
