package importer

import "strings"

// FormatTuples writes lists into one cell: items parted by ";", the parts of
// an item by "=", as in "Kim=60;Lee=40". Backslash takes ";", "=" and itself
// literally. ParseTuples reads it back.
func FormatTuples(items [][]string) string {
	var b strings.Builder
	for i, item := range items {
		if i > 0 {
			b.WriteByte(';')
		}
		for j, part := range item {
			if j > 0 {
				b.WriteByte('=')
			}
			b.WriteString(tupleEscape(part))
		}
	}
	return b.String()
}

func tupleEscape(part string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, "=", `\=`).Replace(part)
}

// ParseTuples takes a cell of FormatTuples apart. Spaces around parts are
// dropped, as people type them, and so are empty items.
func ParseTuples(cell string) [][]string {
	var items [][]string
	var item []string
	var part strings.Builder
	endPart := func() {
		item = append(item, strings.TrimSpace(part.String()))
		part.Reset()
	}
	endItem := func() {
		endPart()
		if strings.Join(item, "") != "" {
			items = append(items, item)
		}
		item = nil
	}
	escaped := false
	for _, r := range cell {
		switch {
		case escaped:
			part.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == ';':
			endItem()
		case r == '=':
			endPart()
		default:
			part.WriteRune(r)
		}
	}
	endItem()
	return items
}
