package importer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Rows are the rows of a workbook's sheet, streamed. data/xlsx.Table is one.
type Rows interface {
	// Next returns the texts of the next row that exists and its number in
	// the sheet, from 1; io.EOF after the last. The slice is the caller's.
	// Cells formatted as dates come as 2006-01-02T15:04:05[.000], numbers as
	// plain decimals whatever their format.
	Next() (cells []string, row int, err error)
	// Sheet is the name of the sheet that is read.
	Sheet() string
	// Sheets are the names of all sheets in order.
	Sheets() []string
	// Close frees the workbook.
	Close() error
}

// OpenWorkbook opens a sheet of a workbook file; an empty name is the first
// sheet that has rows. It is injected, because the importer knows no
// workbook format.
type OpenWorkbook func(ctx context.Context, path, sheet string) (Rows, error)

// Source is a file to import from. It is opened more than once: columns are
// understood first, then rows are read.
type Source struct {
	// Name is shown to the user and remembered with mappings.
	Name string
	// Size is how many bytes the file has; 0 if unknown.
	Size int64
	// Open opens the bytes of a text table. It is nil for a workbook.
	Open func() (io.ReadCloser, error)
	// Sheet opens a sheet of a workbook. It is nil for a text table.
	Sheet func(ctx context.Context, sheet string) (Rows, error)
}

// FileSource returns the source for a file, telling a workbook from a text
// table by its first bytes. openWorkbook may be nil where no workbooks are
// expected. Errors: the file cannot be read, is empty, is an old or encrypted
// workbook, or is a workbook and openWorkbook is nil.
func FileSource(path string, openWorkbook OpenWorkbook) (Source, error) {
	name := filepath.Base(path)
	file, err := os.Open(path)
	if err != nil {
		return Source{}, fmt.Errorf("read a table: %w", err) // os says which file
	}
	head := make([]byte, 8)
	n, err := io.ReadFull(file, head)
	var size int64
	if info, statErr := file.Stat(); statErr == nil {
		size = info.Size()
	}
	closeErr := file.Close()
	switch {
	case errors.Is(err, io.EOF):
		return Source{}, &FileError{Kind: ErrEmpty, Name: name}
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return Source{}, fmt.Errorf("read %s: %w", name, err)
	case closeErr != nil:
		return Source{}, fmt.Errorf("close %s: %w", name, closeErr)
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		if openWorkbook == nil {
			return Source{}, &FileError{Kind: ErrWorkbook, Name: name}
		}
		return Source{Name: name, Sheet: func(ctx context.Context, sheet string) (Rows, error) {
			return openWorkbook(ctx, path, sheet)
		}}, nil
	case bytes.HasPrefix(head, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return Source{}, &FileError{Kind: ErrOldWorkbook, Name: name}
	}
	return Source{Name: name, Size: size, Open: func() (io.ReadCloser, error) { return os.Open(path) }}, nil
}

// BytesSource returns the source for a text table held in memory.
func BytesSource(name string, content []byte) Source {
	return Source{Name: name, Size: int64(len(content)), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(content)), nil
	}}
}
