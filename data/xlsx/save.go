package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"

	"github.com/xuri/excelize/v2"
)

// contentTypes is the part that lists the parts. Its entries come in no fixed
// order from the library.
const contentTypes = "[Content_Types].xml"

// writeSorted writes a workbook with the parts of the archive in order of
// name, so that the same content gives the same bytes. The library would hold
// the whole archive in memory; here it goes to a temporary file first.
func writeSorted(w io.Writer, file *excelize.File) (err error) {
	raw, err := os.CreateTemp("", "attain-workbook-*")
	if err != nil {
		return fmt.Errorf("make the workbook: %w", err)
	}
	defer func() { err = errors.Join(err, raw.Close(), os.Remove(raw.Name())) }()
	file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(raw) })
	if _, err := file.WriteToBuffer(); err != nil {
		return fmt.Errorf("make the workbook: %w", err)
	}
	size, err := raw.Seek(0, io.SeekEnd)
	if err != nil {
		return fmt.Errorf("make the workbook: %w", err)
	}
	archive, err := zip.NewReader(raw, size)
	if err != nil {
		return fmt.Errorf("order the workbook: %w", err)
	}
	slices.SortFunc(archive.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, part := range archive.File {
		if err := copyPart(out, part); err != nil {
			return fmt.Errorf("write the workbook: %w", err)
		}
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("write the workbook: %w", err)
	}
	return nil
}

func copyPart(out *zip.Writer, part *zip.File) error {
	if part.Name != contentTypes {
		return out.Copy(part)
	}
	r, err := part.Open()
	if err != nil {
		return err
	}
	content, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil {
		return err
	}
	w, err := out.Create(part.Name)
	if err != nil {
		return err
	}
	_, err = w.Write(sortedDefaults(content))
	return err
}

// sortedDefaults puts the default types of a content list in order.
func sortedDefaults(content []byte) []byte {
	entry := regexp.MustCompile(`<Default [^>]*></Default>`)
	entries := entry.FindAll(content, -1)
	sorted := slices.Clone(entries)
	slices.SortFunc(sorted, bytes.Compare)
	next := 0
	return entry.ReplaceAllFunc(content, func([]byte) []byte {
		next++
		return sorted[next-1]
	})
}
