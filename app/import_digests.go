package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"attain/app/importer"
)

// checksum is a short digest of a value's JSON.
type checksum [12]byte

func checksumOf(v any) checksum {
	content, err := json.Marshal(v)
	if err != nil {
		return checksum{}
	}
	sum := sha256.Sum256(content)
	return checksum(sum[:12])
}

// hashOf returns a checksum as text.
func hashOf(v any) string {
	sum := checksumOf(v)
	return hex.EncodeToString(sum[:])
}

func cutDigest(digest string) (row, record string, ok bool) {
	for i := range len(digest) {
		if digest[i] == ':' {
			return digest[:i], digest[i+1:], true
		}
	}
	return digest, "", false
}

// rowDigest is the digest of a record's rows and of how the file is read:
// the same row read with another mapping or date format is another row.
func (r *importRun) rowDigest(rows ...[]string) string {
	if r.options.Detected.Numbering == "" {
		return hashOf([]any{r.reading, rows})
	}
	told := make([][]string, len(rows))
	for i, row := range rows {
		told[i] = r.options.Detected.Unnumbered(row)
	}
	return hashOf([]any{r.reading, told})
}

// readingOf is the digest of what decides how a row's texts are understood.
func readingOf(d *importer.Detection, options importer.Options) string {
	if d == nil {
		return ""
	}
	reading := []any{options.Const, options.Values, options.DateFormat}
	for _, column := range d.Columns {
		if column.Field != "" {
			format := column.Format
			format.Ambiguous, format.Mixed = false, false
			reading = append(reading, column.Field, column.Header, format)
		}
	}
	return hashOf(reading)
}
