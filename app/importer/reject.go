package importer

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"

	"attain/app/sales"
)

// The columns that the file of rejected rows has beside the table's own. They
// are no fields, so the file can be mended and imported again as it is.
const (
	rejectLine   = "reject_line"
	rejectReason = "reject_reason"
)

// RejectWriter writes rejected rows as CSV (UTF-8 with byte order mark, so
// that spreadsheets read it) with the table's own columns, the line and the
// reason, in file order whatever order they come in. They wait in a temporary
// file. Nothing is written when there are none.
type RejectWriter struct {
	spool   spool
	places  []rejectPlace
	headers []string
	keep    []int
	text    sales.Text
}

type rejectPlace struct {
	line int
	place
}

// NewRejectWriter returns a writer whose reasons are in the language of text.
func NewRejectWriter(text sales.Text) *RejectWriter { return &RejectWriter{text: text} }

// Write keeps a row; it is a Sink.Reject.
func (w *RejectWriter) Write(rejection Rejection) error {
	record := appendRow(appendText(nil, rejection.Text(w.text)), rejection.Line, rejection.Row)
	at, err := w.spool.add(record)
	w.places = append(w.places, rejectPlace{rejection.Line, at})
	return err
}

// Len is the number of rows kept.
func (w *RejectWriter) Len() int { return len(w.places) }

// Close removes the temporary file.
func (w *RejectWriter) Close() error { return w.spool.Close() }

// Save writes the rows of a table with these headers (see
// Detection.Headers).
func (w *RejectWriter) Save(target io.Writer, headers []string) error {
	if len(w.places) == 0 {
		return nil
	}
	w.headers, w.keep = nil, nil
	for i, header := range headers {
		if header != rejectLine && header != rejectReason {
			w.headers, w.keep = append(w.headers, header), append(w.keep, i)
		}
	}
	if _, err := io.WriteString(target, "\uFEFF"); err != nil {
		return fmt.Errorf("write rejected rows: %w", err)
	}
	out := csv.NewWriter(target)
	if err := writeGuarded(out, w.headers, rejectLine, rejectReason); err != nil {
		return err
	}
	slices.SortStableFunc(w.places, func(a, b rejectPlace) int { return a.line - b.line })
	for _, p := range w.places {
		if err := w.write(out, p.place); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write rejected rows: %w", err)
	}
	return nil
}

// write writes one kept row.
func (w *RejectWriter) write(out *csv.Writer, p place) error {
	record, err := w.spool.read(p)
	if err != nil {
		return err
	}
	reason, record, err := takeText(record)
	if err != nil {
		return fmt.Errorf("write rejected rows: %w", err)
	}
	line, row, _, err := takeRow(record)
	if err != nil {
		return fmt.Errorf("write rejected rows: %w", err)
	}
	cells := make([]string, len(w.keep))
	for i, column := range w.keep {
		if column < len(row) {
			cells[i] = row[column]
		}
	}
	return writeGuarded(out, cells, strconv.Itoa(line), reason)
}

func writeGuarded(out *csv.Writer, cells []string, more ...string) error {
	guarded := make([]string, 0, len(cells)+len(more))
	for _, cell := range append(append([]string{}, cells...), more...) {
		guarded = append(guarded, Guard(Unguard(cell)))
	}
	if err := out.Write(guarded); err != nil {
		return fmt.Errorf("write rejected rows: %w", err)
	}
	return nil
}
