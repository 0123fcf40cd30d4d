package importer

import (
	"encoding/csv"
	"fmt"
	"io"
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
// reason. Nothing is written before the first row.
type RejectWriter struct {
	target  io.Writer
	csv     *csv.Writer
	headers []string
	keep    []int
	text    sales.Text
}

// NewRejectWriter returns a writer for a table with these headers (see
// Detection.Headers); reasons are written in the language of text.
func NewRejectWriter(target io.Writer, headers []string, text sales.Text) *RejectWriter {
	w := &RejectWriter{target: target, csv: csv.NewWriter(target), text: text}
	for i, header := range headers {
		if header != rejectLine && header != rejectReason {
			w.headers, w.keep = append(w.headers, header), append(w.keep, i)
		}
	}
	return w
}

// Write adds a row; it is a Sink.Reject.
func (w *RejectWriter) Write(rejection Rejection) error {
	if w.target != nil {
		if _, err := io.WriteString(w.target, "\uFEFF"); err != nil {
			return fmt.Errorf("write rejected rows: %w", err)
		}
		w.target = nil
		if err := w.row(w.headers, rejectLine, rejectReason); err != nil {
			return err
		}
	}
	cells := make([]string, len(w.keep))
	for i, column := range w.keep {
		if column < len(rejection.Row) {
			cells[i] = rejection.Row[column]
		}
	}
	return w.row(cells, strconv.Itoa(rejection.Line), rejection.Text(w.text))
}

func (w *RejectWriter) row(cells []string, more ...string) error {
	guarded := make([]string, 0, len(cells)+len(more))
	for _, cell := range append(append([]string{}, cells...), more...) {
		guarded = append(guarded, Guard(Unguard(cell)))
	}
	if err := w.csv.Write(guarded); err != nil {
		return fmt.Errorf("write rejected rows: %w", err)
	}
	return nil
}

// Flush writes what is buffered; to be called once at the end.
func (w *RejectWriter) Flush() error {
	w.csv.Flush()
	if err := w.csv.Error(); err != nil {
		return fmt.Errorf("write rejected rows: %w", err)
	}
	return nil
}
