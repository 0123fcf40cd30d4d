package importer

import (
	"context"
	"errors"
)

// Detect looks at a table and says how it would be read: encoding, delimiter,
// header, each column's type and format, and the mapping. Date orders and
// decimal signs are decided by the whole column. Errors are *FileError or
// wrap what the source returned.
func Detect(ctx context.Context, src Source, kind Kind, opts Options) (*Detection, error) {
	return nil, errors.New("detect: in the making")
}

// Read reads the table and hands its rows over as checked drafts, in file
// order; rows at fault are counted and reported, and never stop the reading.
// Errors are *FileError (the file as a whole cannot be imported: the caller
// rolls back what it wrote), the context's, or what sink returned.
func Read(ctx context.Context, src Source, kind Kind, opts Options, sink Sink) (Report, error) {
	return Report{}, errors.New("read: in the making")
}
