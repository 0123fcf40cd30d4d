package xlsx

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// longestName is how many UTF-16 units the name of a sheet may have.
const longestName = 31

// sheetName makes a valid sheet name that no other sheet of the workbook has:
// without the forbidden characters, not over 31 units, not "History", and
// different from the others whatever the case.
func (b *book) sheetName(wanted string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`[]:*?/\`, r):
			return '-'
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar:
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, strings.ToValidUTF8(wanted, ""))
	name = tidyName(name, longestName)
	if name == "" || strings.EqualFold(name, "history") {
		name = tidyName("Sheet "+name, longestName)
	}
	unique := name
	for i := 2; b.names[strings.ToLower(unique)]; i++ {
		suffix := " (" + strconv.Itoa(i) + ")"
		unique = tidyName(name, longestName-len(suffix)) + suffix
	}
	b.names[strings.ToLower(unique)] = true
	return unique
}

// tidyName cuts a name to a number of UTF-16 units and takes off what may not
// stand at its ends.
func tidyName(name string, longest int) string {
	name = strings.Trim(name, " '")
	units := 0
	for i, r := range name {
		units += utf16.RuneLen(r)
		if units > longest {
			name = name[:i]
			break
		}
	}
	return strings.Trim(name, " '")
}

// quoted is a sheet's name as formulas write it.
func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// at is the name of a cell, "B7". Columns and rows count from 1.
func at(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return "A1"
	}
	return name
}

// fixed is the name of a cell that stays when a formula is copied, "$B$7".
func fixed(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row, true)
	if err != nil {
		return "$A$1"
	}
	return name
}

// fixedCol and fixedRow hold on to one half of a reference, "$B7" and "B$7".
func fixedCol(col, row int) string { return "$" + at(col, row) }

func fixedRow(col, row int) string {
	name, err := excelize.ColumnNumberToName(col)
	if err != nil {
		return "A$1"
	}
	return name + "$" + strconv.Itoa(row)
}

// span is a range of cells, "B7:D9".
func span(col1, row1, col2, row2 int) string { return at(col1, row1) + ":" + at(col2, row2) }

// fixedSpan is a range that stays, "$B$7:$D$9".
func fixedSpan(col1, row1, col2, row2 int) string {
	return fixed(col1, row1) + ":" + fixed(col2, row2)
}
