package importer

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// spool keeps records in a temporary file, so that what has to wait for the
// end of a large table takes no memory. All is written before any is read.
type spool struct {
	file   *os.File
	writer *bufio.Writer
	size   int64
}

// place is where a record lies in a spool; the zero place is none.
type place struct {
	at     int64
	length uint32
}

// add writes a record and returns its place.
func (s *spool) add(record []byte) (place, error) {
	if s.file == nil {
		file, err := os.CreateTemp("", "attain-import-")
		if err != nil {
			return place{}, fmt.Errorf("keep rows aside: %w", err)
		}
		s.file, s.writer = file, bufio.NewWriterSize(file, 1<<18)
	}
	if _, err := s.writer.Write(record); err != nil {
		return place{}, fmt.Errorf("keep rows aside: %w", err)
	}
	p := place{s.size, uint32(len(record))} //nolint:gosec // a row is bounded by MaxRowBytes
	s.size += int64(len(record))
	return p, nil
}

// read returns a record.
func (s *spool) read(p place) ([]byte, error) {
	if s.writer.Buffered() > 0 {
		if err := s.writer.Flush(); err != nil {
			return nil, fmt.Errorf("keep rows aside: %w", err)
		}
	}
	record := make([]byte, p.length)
	if _, err := s.file.ReadAt(record, p.at); err != nil {
		return nil, fmt.Errorf("read rows kept aside: %w", err)
	}
	return record, nil
}

// Close removes the file.
func (s *spool) Close() error {
	if s.file == nil {
		return nil
	}
	err := errors.Join(s.file.Close(), os.Remove(s.file.Name()))
	s.file = nil
	return err
}

// appendText writes a text with its length in front.
func appendText(record []byte, text string) []byte {
	return append(binary.AppendUvarint(record, uint64(len(text))), text...)
}

// takeNumber and takeText read what appendText and AppendUvarint wrote.
func takeNumber(record []byte) (uint64, []byte, error) {
	number, size := binary.Uvarint(record)
	if size <= 0 {
		return 0, nil, io.ErrUnexpectedEOF
	}
	return number, record[size:], nil
}

func takeText(record []byte) (string, []byte, error) {
	length, record, err := takeNumber(record)
	if err != nil || length > uint64(len(record)) {
		return "", nil, io.ErrUnexpectedEOF
	}
	return string(record[:length]), record[length:], nil
}

// appendRow writes a row's line and cells.
func appendRow(record []byte, line int, cells []string) []byte {
	record = binary.AppendUvarint(record, uint64(line)) //nolint:gosec // lines count from 1
	record = binary.AppendUvarint(record, uint64(len(cells)))
	for _, cell := range cells {
		record = appendText(record, cell)
	}
	return record
}

// takeRow reads what appendRow wrote.
func takeRow(record []byte) (line int, cells []string, rest []byte, err error) {
	number, record, err := takeNumber(record)
	if err != nil {
		return 0, nil, nil, err
	}
	count, record, err := takeNumber(record)
	if err != nil || count > uint64(len(record)) {
		return 0, nil, nil, io.ErrUnexpectedEOF
	}
	cells = make([]string, count)
	for i := range cells {
		if cells[i], record, err = takeText(record); err != nil {
			return 0, nil, nil, err
		}
	}
	return int(number), cells, record, nil //nolint:gosec // written from an int
}
