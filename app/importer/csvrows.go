package importer

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/transform"
)

// tableRows yields the rows of a table; the slice is the caller's.
type tableRows interface {
	// next returns cells and the physical line where they start, io.EOF at
	// the end.
	next() ([]string, int, error)
	close() error
}

// textFormat is how a text table is to be read.
type textFormat struct {
	encoding  textEncoding
	delimiter rune
	crOnly    bool // lines end in a lone carriage return
	skipLines int  // lines before the table: "sep=;"
}

// detectText finds encoding, line ends and delimiter of a text table.
func detectText(src Source, opts Options) (format textFormat, err error) {
	stream, err := src.Open()
	if err != nil {
		return format, fmt.Errorf("open %s: %w", src.Name, err)
	}
	defer func() { err = errors.Join(err, stream.Close()) }()
	if format.encoding, err = encodingFor(stream, opts); err != nil {
		return format, named(err, src.Name)
	}
	sample, whole, err := sampleText(src, format.encoding)
	if err != nil {
		return format, err
	}
	if strings.TrimSpace(sample) == "" && whole {
		return format, &FileError{Kind: ErrEmpty, Name: src.Name}
	}
	format.crOnly = strings.Contains(sample, "\r") && !strings.Contains(sample, "\n")
	if format.crOnly {
		sample = strings.ReplaceAll(sample, "\r", "\n")
	}
	format.delimiter = opts.Delimiter
	if given, ok := separatorLine(sample); ok {
		format.skipLines = 1
		if format.delimiter == 0 {
			format.delimiter = given
		}
	}
	if format.delimiter == 0 {
		format.delimiter = detectDelimiter(sample, whole)
	}
	if strings.ContainsRune("\"\r\n\uFFFD", format.delimiter) {
		return format, &FileError{Kind: ErrOption, Name: src.Name, Detail: "delimiter " + string(format.delimiter)}
	}
	return format, nil
}

func encodingFor(stream io.Reader, opts Options) (textEncoding, error) {
	if opts.Encoding == "" {
		return detectEncoding(stream)
	}
	_, name, err := lookupEncoding(opts.Encoding)
	if err != nil {
		return textEncoding{}, err
	}
	head := make([]byte, 3)
	n, err := io.ReadFull(stream, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return textEncoding{}, fmt.Errorf("read the start of the table: %w", err)
	}
	if marked, ok := fromMark(head[:n]); ok && (marked.name == name || opts.Encoding == "utf-16") {
		return marked, nil
	}
	return textEncoding{name: name}, nil
}

// sampleText returns the start of the table as text and whether that is all.
func sampleText(src Source, found textEncoding) (text string, whole bool, err error) {
	stream, err := src.Open()
	if err != nil {
		return "", false, fmt.Errorf("open %s: %w", src.Name, err)
	}
	defer func() { err = errors.Join(err, stream.Close()) }()
	reader, err := decoded(stream, found.name, found.bom)
	if err != nil {
		return "", false, named(err, src.Name)
	}
	sample, err := io.ReadAll(io.LimitReader(reader, sniffBytes))
	if err != nil {
		return "", false, fmt.Errorf("read the start of %s: %w", src.Name, err)
	}
	return string(sample), len(sample) < sniffBytes, nil
}

// named adds the file's name to a file error.
func named(err error, name string) error {
	var failure *FileError
	if errors.As(err, &failure) && failure.Name == "" {
		failure.Name = name
	}
	return err
}

// csvRows are the rows of a text table.
type csvRows struct {
	ctx    context.Context
	name   string
	stream io.Closer
	budget *budgetReader
	reader *csv.Reader
	skip   int
	rows   int
	line   int // where the last row starts
	cells  int // cells of the last row
	width  int // cells of a whole row, 0 unknown
}

// openText starts reading a text table at its first row.
func openText(ctx context.Context, src Source, format textFormat) (*csvRows, error) {
	stream, err := src.Open()
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", src.Name, err)
	}
	text, err := decoded(stream, format.encoding.name, format.encoding.bom)
	if err != nil {
		return nil, errors.Join(named(err, src.Name), stream.Close())
	}
	if format.crOnly {
		text = transform.NewReader(text, lineFeeds{})
	}
	buffered := bufio.NewReaderSize(text, sniffBytes)
	for range format.skipLines {
		if _, err := buffered.ReadString('\n'); err != nil && !errors.Is(err, io.EOF) {
			return nil, errors.Join(fmt.Errorf("read %s: %w", src.Name, err), stream.Close())
		}
	}
	budget := &budgetReader{source: buffered}
	reader := csv.NewReader(budget)
	reader.Comma = format.delimiter
	reader.FieldsPerRecord = -1
	// A space before a quote is harmless; with tabs it would eat delimiters.
	reader.TrimLeadingSpace = !unicode.IsSpace(format.delimiter)
	return &csvRows{ctx: ctx, name: src.Name, stream: stream, budget: budget, reader: reader, skip: format.skipLines}, nil
}

// next returns the next row, checked against the bounds of a table.
func (c *csvRows) next() ([]string, int, error) {
	if c.rows%256 == 0 && c.ctx.Err() != nil {
		return nil, 0, c.ctx.Err()
	}
	c.rows++
	c.budget.left = MaxRowBytes
	cells, err := c.reader.Read()
	if err != nil {
		return nil, 0, c.failure(err)
	}
	line, _ := c.reader.FieldPos(0)
	line += c.skip
	c.line, c.cells = line, len(cells)
	if len(cells) > MaxColumns {
		return nil, 0, &FileError{Kind: ErrColumns, Name: c.name, Line: line}
	}
	for _, cell := range cells {
		if len(cell) > MaxFieldBytes {
			return nil, 0, &FileError{Kind: ErrFieldTooLong, Name: c.name, Line: line}
		}
		if strings.IndexByte(cell, 0) >= 0 {
			return nil, 0, &FileError{Kind: ErrNUL, Name: c.name, Line: line}
		}
	}
	return cells, line, nil
}

// failure turns what the CSV reader found into a typed error.
func (c *csvRows) failure(err error) error {
	if errors.Is(err, errRowBudget) {
		return &FileError{Kind: ErrTooLong, Name: c.name, Line: c.line + 1}
	}
	var broken *csv.ParseError
	switch {
	case errors.As(err, &broken):
	case errors.Is(err, io.EOF):
		return c.end()
	default:
		return fmt.Errorf("read %s: %w", c.name, err)
	}
	if errors.Is(broken.Err, csv.ErrQuote) {
		if _, err := c.reader.Read(); errors.Is(err, io.EOF) {
			return &FileError{Kind: ErrUnclosed, Name: c.name, Line: broken.StartLine + c.skip}
		}
	}
	return &FileError{
		Kind: ErrQuote, Name: c.name, Line: broken.Line + c.skip,
		Detail: fmt.Sprintf("column %d", broken.Column),
	}
}

// end is reached after the last row. A row that is shorter than the others
// and has no line end was cut off.
func (c *csvRows) end() error {
	if c.cells < c.width && c.cells > 0 && !c.budget.newline {
		return &FileError{Kind: ErrTruncated, Name: c.name, Line: c.line}
	}
	return io.EOF
}

// expect sets the number of columns that a whole row has.
func (c *csvRows) expect(width int) { c.width = width }

func (c *csvRows) close() error { return c.stream.Close() }

var errRowBudget = errors.New("the row is too long")

// budgetReader stops a row from growing without bound, as after a quote that
// is never closed. left is refilled for each row.
type budgetReader struct {
	source  io.Reader
	left    int
	newline bool // the last byte handed out ended a line
}

// Read hands out at most what is left of the budget.
func (b *budgetReader) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errRowBudget
	}
	n, err := b.source.Read(p[:min(len(p), b.left)])
	b.left -= n
	if n > 0 {
		b.newline = p[n-1] == '\n'
	}
	return n, err
}
