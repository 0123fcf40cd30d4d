package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"sync"

	"attain/app/importer"
)

// mostKept is how many bytes of a table are kept in memory, so that it is read
// from its file once however often it is tried out. A larger one is read again.
const mostKept = 64 << 20

// keptTable is a table as it was when it was first read to its end.
type keptTable struct {
	mu    sync.Mutex
	whole []byte // of a text table; nil until it was read to its end
	rows  map[string]*keptRows
}

// keptRows are the rows of a sheet.
type keptRows struct {
	rows   [][]string
	at     []int // the number of each row in the sheet
	name   string
	sheets []string
}

// kept is the source, read from its file until it was once read to the end and
// from memory afterwards. What was looked at is what is imported, whatever
// became of the file meanwhile.
func kept(source importer.Source) importer.Source {
	table := &keptTable{rows: map[string]*keptRows{}}
	if open := source.Open; open != nil && source.Size <= mostKept {
		source.Open = func() (io.ReadCloser, error) { return table.open(open, source.Size) }
	}
	if sheet := source.Sheet; sheet != nil {
		source.Sheet = func(ctx context.Context, name string) (importer.Rows, error) { return table.sheet(ctx, name, sheet) }
	}
	return source
}

func (k *keptTable) open(open func() (io.ReadCloser, error), size int64) (io.ReadCloser, error) {
	k.mu.Lock()
	whole := k.whole
	k.mu.Unlock()
	if whole != nil {
		return io.NopCloser(bytes.NewReader(whole)), nil
	}
	file, err := open()
	if err != nil {
		return nil, err
	}
	return &keeping{ReadCloser: file, table: k, read: make([]byte, 0, size)}, nil
}

// keeping is a file that is kept as it is read.
type keeping struct {
	io.ReadCloser
	table *keptTable
	read  []byte // nil: too much
}

// Read reads and keeps what it reads.
func (f *keeping) Read(into []byte) (int, error) {
	n, err := f.ReadCloser.Read(into)
	if f.read != nil {
		if f.read = append(f.read, into[:n]...); len(f.read) > mostKept {
			f.read = nil
		}
	}
	if errors.Is(err, io.EOF) && f.read != nil {
		f.table.mu.Lock()
		f.table.whole = f.read
		f.table.mu.Unlock()
		f.read = nil
	}
	return n, err
}

func (k *keptTable) sheet(ctx context.Context, name string, open func(context.Context, string) (importer.Rows, error)) (importer.Rows, error) {
	k.mu.Lock()
	rows := k.rows[name]
	k.mu.Unlock()
	if rows != nil {
		return &rereading{keptRows: rows}, nil
	}
	sheet, err := open(ctx, name)
	if err != nil {
		return nil, err
	}
	return &keepingRows{Rows: sheet, table: k, asked: name, kept: &keptRows{name: sheet.Sheet(), sheets: sheet.Sheets()}}, nil
}

// rowOverhead is what a row and each of its cells take beside their text.
const rowOverhead, cellOverhead = 32, 16

// keepingRows are the rows of a sheet that are kept as they are read.
type keepingRows struct {
	importer.Rows
	table *keptTable
	asked string
	kept  *keptRows // nil: too much
	size  int
}

// Next reads a row and keeps it.
func (r *keepingRows) Next() (cells []string, row int, err error) {
	cells, row, err = r.Rows.Next()
	switch {
	case r.kept == nil:
	case errors.Is(err, io.EOF):
		r.table.mu.Lock()
		r.table.rows[r.asked] = r.kept
		r.table.mu.Unlock()
		r.kept = nil
	case err == nil:
		r.size += rowOverhead
		for _, cell := range cells {
			r.size += cellOverhead + len(cell)
		}
		if r.kept.rows, r.kept.at = append(r.kept.rows, slices.Clone(cells)), append(r.kept.at, row); r.size > mostKept {
			r.kept = nil
		}
	}
	return cells, row, err
}

// rereading hands rows over again.
type rereading struct {
	*keptRows
	next int
}

// Next returns the next row.
func (r *rereading) Next() (cells []string, row int, err error) {
	if r.next == len(r.rows) {
		return nil, 0, io.EOF
	}
	r.next++
	return slices.Clone(r.rows[r.next-1]), r.at[r.next-1], nil
}

// Sheet is the name of the sheet.
func (r *rereading) Sheet() string { return r.name }

// Sheets are the names of all sheets.
func (r *rereading) Sheets() []string { return r.sheets }

// Close frees nothing: the rows stay for the next time.
func (r *rereading) Close() error { return nil }
