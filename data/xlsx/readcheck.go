package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Bounds on what a workbook unpacks to. Large sheets are unpacked to a
// temporary file and streamed; all other parts are held in memory, and those
// that describe the workbook become structures some 25 times their size.
const (
	maxUnpacked  = 400 << 20
	maxInMemory  = 8 << 20
	maxHeld      = 64 << 20
	maxDescribed = 8 << 20
	maxParts     = 5000
	maxDirectory = 4 << 20
	maxRelations = 1 << 20
)

// checkArchive unpacks the workbook once into nothing, before anything is
// kept: sizes as they really are, checksums, sheets that were cut off, and XML
// that would not fit in memory. The library would read a damaged part as far
// as it goes and say nothing.
func checkArchive(ctx context.Context, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("open the workbook: %w", err)
	}
	err = checkFile(ctx, file)
	return errors.Join(err, file.Close())
}

func checkFile(ctx context.Context, file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("open the workbook: %w", err)
	}
	bounded := &boundedReader{source: file, left: maxDirectory}
	archive, err := zip.NewReader(bounded, info.Size())
	switch {
	case bounded.left < 0:
		return unreadable("contents", "its table of contents is too long", megabytes(maxDirectory))
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return because("damaged", "the file is damaged or cut off", err)
	}
	bounded.left = info.Size() + maxUnpacked // the parts have bounds of their own
	return checkParts(ctx, archive.File)
}

// boundedReader bounds how much of a file is read.
type boundedReader struct {
	source io.ReaderAt
	left   int64
}

// ReadAt reads as long as something is left.
func (b *boundedReader) ReadAt(p []byte, offset int64) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, errors.New("too much to read")
	}
	return b.source.ReadAt(p, offset)
}

// because is an unreadable workbook with the error that says so.
func because(reason, sentence string, err error) error {
	e := unreadable(reason, sentence, "")
	e.Err = err
	return e
}

// inPart says in which part of the archive something is wrong.
func inPart(name string, err error) error {
	var e *Unreadable
	if errors.As(err, &e) {
		e.Part = name
	}
	return err
}

func megabytes(bytes int) string { return strconv.Itoa(bytes>>20) + " MB" }

func checkParts(ctx context.Context, parts []*zip.File) error {
	if len(parts) > maxParts {
		return unreadable("parts", "it has too many parts", strconv.Itoa(len(parts)))
	}
	if !slices.ContainsFunc(parts, func(part *zip.File) bool { return strings.EqualFold(part.Name, "[Content_Types].xml") }) {
		return unreadable("archive", "it is an archive, but not a workbook", "")
	}
	var unpacked, held, described int64
	for _, part := range parts {
		size, err := checkPart(ctx, part, maxUnpacked-unpacked)
		if err != nil {
			return inPart(part.Name, err)
		}
		unpacked += size
		if !isStreamed(part.Name) || size <= maxInMemory {
			held += size
		}
		if isDescription(part.Name) {
			described += size
		}
		if held > maxHeld || described > maxDescribed {
			return inPart(part.Name, unreadable("memory", "it needs too much memory; save the sheet as CSV", ""))
		}
	}
	return nil
}

// isStreamed says which parts the library leaves on disk if they are large.
func isStreamed(name string) bool {
	name = partName(name)
	return strings.HasPrefix(name, "xl/worksheets/sheet") || name == "xl/sharedstrings.xml"
}

// isAside says which parts reading a table never looks at.
func isAside(name string) bool {
	name = partName(name)
	return !strings.HasSuffix(name, ".rels") && slices.ContainsFunc([]string{
		"docprops/", "customxml/", "xl/activex/", "xl/calcchain", "xl/charts/", "xl/comments", "xl/ctrlprops/", "xl/drawings/",
		"xl/embeddings/", "xl/externallinks/", "xl/media/", "xl/persons/", "xl/pivotcache/", "xl/pivottables/", "xl/printersettings/",
		"xl/querytables/", "xl/slicercaches/", "xl/slicers/", "xl/tables/", "xl/threadedcomments/", "xl/timelines/",
	}, func(aside string) bool { return strings.HasPrefix(name, aside) })
}

// isDescription says which parts become structures in memory: all but sheets,
// texts and what is not looked at.
func isDescription(name string) bool {
	return isXML(name) && !isAside(name) && !isStreamed(name) &&
		(strings.HasSuffix(name, ".rels") || !strings.HasPrefix(partName(name), "xl/worksheets/"))
}

func isXML(name string) bool {
	name = partName(name)
	return strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")
}

// partName is a part's name as the library compares it.
func partName(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(name, "\\", "/")), "/")
}

// checkPart unpacks one part and returns its real size.
func checkPart(ctx context.Context, part *zip.File, left int64) (size int64, err error) {
	stream, err := part.Open()
	if err != nil {
		return 0, because("damaged", "the file is damaged or cut off", err)
	}
	defer func() { err = errors.Join(err, stream.Close()) }()
	last, scan, relations := &lastBytes{}, &markupScan{}, &bytes.Buffer{}
	target, most := io.MultiWriter(last, io.Discard), int64(math.MaxInt64)
	if isXML(part.Name) && !isAside(part.Name) {
		target = io.MultiWriter(last, scan)
	}
	isRelations := strings.HasSuffix(partName(part.Name), ".rels")
	if isRelations {
		target, most = io.MultiWriter(target, relations), maxRelations
	}
	size, err = unpack(ctx, target, stream, min(left, most))
	switch {
	case errors.Is(err, errTooLarge) && size > left:
		return size, unreadable("size", "the workbook unpacks to too much; save the sheet as CSV", megabytes(maxUnpacked))
	case errors.Is(err, errTooLarge):
		return size, unreadable("memory", "it needs too much memory; save the sheet as CSV", "")
	case ctx.Err() != nil:
		return size, ctx.Err()
	case scan.fault != nil:
		return size, scan.fault
	case err != nil:
		return size, because("damaged", "the file is damaged or cut off", err)
	}
	if isStreamed(part.Name) && size > 0 && !last.closes() {
		return size, unreadable("cutOff", "the sheet is cut off", "")
	}
	if isRelations {
		return size, checkRelations(relations.Bytes())
	}
	return size, nil
}

// errTooLarge ends the unpacking of a part that is larger than it may be.
var errTooLarge = errors.New("the part is too large")

// unpack copies a part to its end, or until it is larger than most, and
// returns how many bytes came.
func unpack(ctx context.Context, target io.Writer, stream io.Reader, most int64) (size int64, err error) {
	for err == nil && ctx.Err() == nil {
		var n int64
		n, err = io.CopyN(target, stream, 1<<20)
		if size += n; size > most {
			return size, errTooLarge
		}
	}
	if errors.Is(err, io.EOF) {
		return size, nil
	}
	return size, err
}

// checkRelations refuses a workbook that names as its sheet, texts, styles or
// description a part that is not looked at here. What lies outside the file is
// never followed.
func checkRelations(content []byte) error {
	var relations struct {
		Relationship []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		}
	}
	if err := xml.Unmarshal(content, &relations); err != nil {
		return nil //nolint:nilerr // the library says what is wrong with it, if it needs it
	}
	for _, r := range relations.Relationship {
		read := slices.Contains([]string{"officeDocument", "worksheet", "sharedStrings", "styles", "theme"}, path.Base(r.Type))
		target := path.Clean("/xl/" + strings.ReplaceAll(r.Target, "\\", "/"))
		if read && !strings.EqualFold(r.Mode, "External") && (isAside(target) || isAside(path.Clean("/"+r.Target))) {
			return unreadable("place", "it takes its tables from where none can be", r.Target)
		}
	}
	return nil
}

// lastBytes keeps the end of what is written to it.
type lastBytes struct{ kept []byte }

// Write keeps the last bytes.
func (l *lastBytes) Write(p []byte) (int, error) {
	const keep = 64
	l.kept = append(l.kept, p[max(0, len(p)-keep):]...)
	l.kept = append(l.kept[:0], l.kept[max(0, len(l.kept)-keep):]...)
	return len(p), nil
}

// closes says whether an element ends in the last bytes, as it must at the end
// of a part that is whole.
func (l *lastBytes) closes() bool {
	return bytes.Contains(l.kept, []byte("</")) || bytes.Contains(l.kept, []byte("/>"))
}
