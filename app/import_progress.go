package app

import (
	"io"
	"sync/atomic"

	"attain/app/importer"
)

// ImportProgress is how far a running import is. A table is first read, then
// some kinds apply what was read.
type ImportProgress struct {
	// Rows are those read so far.
	Rows int
	// Done of All are bytes of the file or, while Applying, records. All is 0
	// where it is not known, as in a workbook.
	Done, All int64
	Applying  bool
}

// toldEvery is after how many rows an import tells how far it is.
const toldEvery = 500

// toldBytes is after how many bytes looking at a file tells how far it is.
const toldBytes = 1 << 18

// counted is the source with a count of the bytes read since it was opened
// last; tell, if not nil, is told it now and then.
func counted(source importer.Source, tell func(ImportProgress)) (importer.Source, *atomic.Int64) {
	read := new(atomic.Int64)
	size := source.Size
	if open := source.Open; open != nil {
		source.Open = func() (io.ReadCloser, error) {
			file, err := open()
			if err != nil {
				return nil, err
			}
			read.Store(0)
			return &countedFile{ReadCloser: file, read: read, size: size, tell: tell}, nil
		}
	}
	return source, read
}

type countedFile struct {
	io.ReadCloser
	read       *atomic.Int64
	told, size int64
	tell       func(ImportProgress)
}

// Read counts what it reads.
func (f *countedFile) Read(into []byte) (int, error) {
	n, err := f.ReadCloser.Read(into)
	read := f.read.Add(int64(n))
	if f.tell != nil && read-f.told >= toldBytes {
		f.told = read
		f.tell(ImportProgress{Done: read, All: f.size})
	}
	return n, err
}

// tellRead tells how much of the file is read.
func (r *importRun) tellRead() {
	if r.rows++; r.form.Progress != nil && r.rows%toldEvery == 0 {
		r.form.Progress(ImportProgress{Rows: r.rows, Done: r.bytes.Load(), All: r.form.Source.Size})
	}
}

// tellApplied tells how much of what was read is applied.
func (r *importRun) tellApplied(done, all int) {
	if r.form.Progress != nil {
		r.form.Progress(ImportProgress{Rows: r.rows, Done: int64(done), All: int64(all), Applying: true})
	}
}
