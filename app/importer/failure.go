package importer

import (
	"errors"
	"fmt"
	"strings"

	"attain/app/sales"
)

// FailureKind is why a whole file cannot be imported. Its texts are in the
// catalogue under "importer.file." + kind.
type FailureKind string

// The failures of a whole file. Nothing of such a file is to be written.
const (
	ErrEmpty        FailureKind = "empty"        // no bytes or no rows
	ErrWorkbook     FailureKind = "workbook"     // a workbook where none can be read
	ErrOldWorkbook  FailureKind = "oldWorkbook"  // .xls or password protected
	ErrSheet        FailureKind = "sheet"        // the workbook cannot be read
	ErrNoHeader     FailureKind = "noHeader"     // no column is a known field
	ErrColumn       FailureKind = "column"       // --map names a column that is not there
	ErrField        FailureKind = "field"        // --map, --const or --value names an unknown field
	ErrMissing      FailureKind = "missing"      // a field without which rows mean nothing is not mapped
	ErrNoYear       FailureKind = "noYear"       // a column a month, but no year anywhere
	ErrNoStage      FailureKind = "noStage"      // a history of many fields in which no row tells of the stage
	ErrNUL          FailureKind = "nul"          // a NUL character in the text
	ErrQuote        FailureKind = "quote"        // a quote inside an unquoted field or after a quoted one
	ErrUnclosed     FailureKind = "unclosed"     // a quoted field that never ends
	ErrTruncated    FailureKind = "truncated"    // the last row stops in the middle
	ErrTooLong      FailureKind = "tooLong"      // a row beyond MaxRowBytes
	ErrFieldTooLong FailureKind = "fieldTooLong" // a field beyond MaxFieldBytes
	ErrColumns      FailureKind = "columns"      // more than MaxColumns columns
	ErrRows         FailureKind = "rows"         // more than MaxRows rows or MaxCells cells
	ErrEncoding     FailureKind = "encoding"     // an unknown encoding's name, or bytes that do not fit it
	ErrOption       FailureKind = "option"       // an option whose value makes no sense
)

// FileError says why a whole file cannot be imported, and where.
type FileError struct {
	Kind   FailureKind
	Name   string // the file
	Line   int    // physical line from 1, 0 if none
	Detail string // column, field or value it is about
	// Fields are those of which one is missing (ErrMissing).
	Fields []string
	// Examples are values that were found (ErrNoStage).
	Examples string
	Err      error // cause, if any
}

// Error is one plain English sentence.
func (e *FileError) Error() string {
	var b strings.Builder
	if e.Name != "" {
		fmt.Fprintf(&b, "%s: ", e.Name)
	}
	if e.Line > 0 {
		fmt.Fprintf(&b, "line %d: ", e.Line)
	}
	b.WriteString(e.sentence())
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *FileError) Unwrap() error { return e.Err }

// Localized returns the sentence in the user's language, with name and line.
func (e *FileError) Localized(text sales.Text) string {
	sentence := text("importer.file."+string(e.Kind), "Detail", e.Detail, "Examples", e.Examples, "Field", strings.Join(e.Fields[:min(len(e.Fields), 1)], ""))
	var cause interface{ Localized(sales.Text) string }
	if errors.As(e.Err, &cause) {
		sentence = cause.Localized(text)
	}
	if e.Line > 0 {
		sentence = text("importer.file.atLine", "Line", e.Line, "Sentence", sentence)
	}
	if e.Name != "" {
		sentence = e.Name + ": " + sentence
	}
	return sentence
}

// sentence is the English text without place.
func (e *FileError) sentence() string {
	if sentence, ok := structureSentences()[e.Kind]; ok {
		return sentence + in(e.Detail)
	}
	switch e.Kind {
	case ErrColumn:
		return fmt.Sprintf("there is no column %q", e.Detail)
	case ErrField:
		return fmt.Sprintf("there is no field %q", e.Detail)
	case ErrMissing:
		return fmt.Sprintf("no column for %s; say which it is (--map %s=COLUMN) or give it for all rows (--const %s=VALUE)", e.Detail, e.Fields[0], e.Fields[0])
	case ErrNoYear:
		return fmt.Sprintf("the months have no year (%s); give it for all rows: --const year=2026", e.Detail)
	case ErrNoStage:
		return fmt.Sprintf("no row tells of the stage: the column %q names other fields (%s); if one of them is the stage, say so: --value property:NAME=stage", e.Detail, e.Examples)
	case ErrTooLong:
		return fmt.Sprintf("the row is longer than %d MB: a quote is missing or there are too many columns", MaxRowBytes>>20)
	case ErrFieldTooLong:
		return fmt.Sprintf("a field is longer than %d KB", MaxFieldBytes>>10)
	case ErrColumns:
		return fmt.Sprintf("more than %d columns", MaxColumns)
	case ErrEncoding:
		return fmt.Sprintf("the text is not in the encoding %q or that encoding is unknown", e.Detail)
	default:
		return "an option makes no sense" + in(e.Detail)
	}
}

// structureSentences are the sentences about a file that is not a table.
func structureSentences() map[FailureKind]string {
	return map[FailureKind]string{
		ErrEmpty:       "the file holds no rows",
		ErrWorkbook:    "workbooks cannot be read here; save the sheet as CSV",
		ErrOldWorkbook: "an old (.xls) or password-protected workbook; save it as .xlsx without a password",
		ErrSheet:       "the workbook cannot be read",
		ErrNoHeader:    "no column is a known field",
		ErrNUL:         "a NUL character; the file is damaged or in another encoding",
		ErrQuote:       "a quote in the middle of a field",
		ErrUnclosed:    "a quoted field in the row that starts here is never closed",
		ErrRows:        "the table is too large to be imported at once; split it into several files",
		ErrTruncated:   "the last row stops in the middle; the file was cut off",
	}
}

func in(detail string) string {
	if detail == "" {
		return ""
	}
	return " (" + detail + ")"
}

// Bounds on what a table may hold, so that a hostile file needs bounded
// memory and time. MaxColumns is that of a workbook.
const (
	MaxRowBytes   = 2 << 20
	MaxFieldBytes = 1 << 20
	MaxColumns    = 16384
	MaxRows       = 2_000_000
	MaxCells      = 50_000_000
)
