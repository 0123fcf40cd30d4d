package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Bounds on what a workbook unpacks to. Large sheets are unpacked to a
// temporary file and streamed; all other parts are held in memory.
const (
	maxUnpacked = 400 << 20
	maxInMemory = 8 << 20
	maxHeld     = 64 << 20
	maxParts    = 5000
)

// checkArchive unpacks the workbook once into nothing, before anything is
// kept: sizes as they really are, checksums, and sheets that were cut off.
// The library would read a damaged part as far as it goes and say nothing.
func checkArchive(ctx context.Context, path string) error {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return fmt.Errorf("open the workbook: the file is damaged or cut off: %w", err)
	}
	err = checkParts(ctx, archive.File)
	return errors.Join(err, archive.Close())
}

func checkParts(ctx context.Context, parts []*zip.File) error {
	if len(parts) > maxParts {
		return fmt.Errorf("open the workbook: it has %d parts, more than %d", len(parts), maxParts)
	}
	var unpacked, held int64
	if !slices.ContainsFunc(parts, func(part *zip.File) bool { return strings.EqualFold(part.Name, "[Content_Types].xml") }) {
		return errors.New("open the workbook: it is an archive, but not a workbook")
	}
	for _, part := range parts {
		size, err := checkPart(ctx, part, maxUnpacked-unpacked)
		if err != nil {
			return fmt.Errorf("open the workbook: part %q: %w", part.Name, err)
		}
		unpacked += size
		if !isStreamed(part.Name) || size <= maxInMemory {
			held += size
		}
		if held > maxHeld {
			return fmt.Errorf("open the workbook: it needs more than %d MB of memory", maxHeld>>20)
		}
	}
	return nil
}

// isStreamed says which parts the library leaves on disk if they are large.
func isStreamed(name string) bool {
	name = strings.ToLower(strings.ReplaceAll(name, "\\", "/"))
	return strings.HasPrefix(name, "xl/worksheets/sheet") || name == "xl/sharedstrings.xml"
}

// checkPart unpacks one part and returns its real size.
func checkPart(ctx context.Context, part *zip.File, left int64) (size int64, err error) {
	stream, err := part.Open()
	if err != nil {
		return 0, fmt.Errorf("unpack: %w", err)
	}
	defer func() { err = errors.Join(err, stream.Close()) }()
	last := &lastBytes{}
	for err == nil {
		if ctx.Err() != nil {
			return size, ctx.Err()
		}
		var n int64
		n, err = io.CopyN(last, stream, 1<<20)
		if size += n; size > left {
			return size, fmt.Errorf("unpacks to more than %d MB in all; save the sheet as CSV", maxUnpacked>>20)
		}
	}
	if !errors.Is(err, io.EOF) {
		return size, fmt.Errorf("unpack: damaged: %w", err)
	}
	if isStreamed(part.Name) && size > 0 && !bytes.Contains(last.kept, []byte("</")) && !bytes.Contains(last.kept, []byte("/>")) {
		return size, errors.New("the sheet is cut off")
	}
	return size, nil
}

// lastBytes keeps the end of what is written to it.
type lastBytes struct{ kept []byte }

func (l *lastBytes) Write(p []byte) (int, error) {
	const keep = 64
	l.kept = append(l.kept, p[max(0, len(p)-keep):]...)
	l.kept = append(l.kept[:0], l.kept[max(0, len(l.kept)-keep):]...)
	return len(p), nil
}
