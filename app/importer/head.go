package importer

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// head is the header as it counts: completed by a row of merged cells right
// above it, and months by the year that a title or the sheet's name says.
func (t *table) head(above []tableRow, cells []string, kind Kind) []string {
	if len(above) == 0 {
		return t.dated(nil, cells, kind)
	}
	last := above[len(above)-1]
	next := last.line + 1 + strings.Count(strings.Join(last.cells, ""), "\n")
	if filled(last.cells) == 0 || isTitle(last.cells) || next < t.line {
		return t.dated(above, cells, kind)
	}
	return mergedHead(last.cells, cells)
}

// isTitle reports a row above a header that is a title or a note of it: a text at
// its beginning and nothing else but notes such as "(단위: 천원)" or "As of: ...".
// A group of merged columns begins further on.
func isTitle(cells []string) bool {
	if strings.TrimSpace(cells[0]) == "" {
		return false
	}
	for _, cell := range cells[1:] {
		text := strings.TrimSpace(cell)
		if text != "" && !strings.HasPrefix(text, "(") && !strings.ContainsAny(text, ":：") && !strings.HasPrefix(text, "단위") {
			return false
		}
	}
	return true
}

// yearPattern finds a year in a title.
var yearPattern = regexp.MustCompile(`(?:^|\D)((?:19|20|21)\d\d)(?:\D|$)`)

// dated gives the months of a quota sheet the year of the nearest title above
// them that says one, else that of the sheet's name.
func (t *table) dated(above []tableRow, cells []string, kind Kind) []string {
	if kind != KindQuotas {
		return cells
	}
	year := ""
	for _, title := range append([]tableRow{{cells: []string{t.sheet}}}, above...) {
		if found := yearPattern.FindStringSubmatch(strings.Join(title.cells, " ")); found != nil {
			year = found[1]
		}
	}
	if year == "" || hasYear(cells) {
		return cells
	}
	whole := make([]string, len(cells))
	for i, cell := range cells {
		whole[i] = cell
		if bareMonth(cell) {
			whole[i] = year + " " + strings.TrimSpace(cell)
		}
	}
	return whole
}

// hasYear reports a header that names a column of years, or periods with one.
func hasYear(cells []string) bool {
	for _, cell := range cells {
		if _, err := ParsePeriod(cell, 0, "", OrderYMD); err == nil || means(fold(cell), "year fiscalyear 연도 년도 년 회계연도") {
			return true
		}
	}
	return false
}

// mergedHead completes a header of two rows as merged cells give it: an empty
// cell takes the text above it, and a cell below a group ("2026" over "Jan",
// "Feb" ...) whose name occurs twice or is only a month gets the group's name
// in front.
func mergedHead(above, cells []string) []string {
	count := map[string]int{}
	for _, cell := range cells {
		count[fold(cell)]++
	}
	width := max(len(cells), len(trimTail(above)))
	merged := make([]string, width)
	group := ""
	for i := range merged {
		cell, upper := "", ""
		if i < len(cells) {
			cell = strings.TrimSpace(cells[i])
		}
		if i < len(above) {
			upper = strings.TrimSpace(above[i])
		}
		if upper != "" {
			group = upper
		}
		switch {
		case cell == "":
			merged[i] = upper
		case group != "" && (count[fold(cell)] > 1 || bareMonth(cell)):
			merged[i] = group + " " + cell
		default:
			merged[i] = cell
		}
	}
	return merged
}

// isSubhead reports whether the second of some rows completes the first, a header
// with cells merged over several columns: "Rep, 2026 Q1,, 2026 Q2," over ",Quota,
// Actual, Quota, Actual". It is certain where text stands below what is empty, no
// column has its head in neither row, and what stands there is nothing but heads:
// known ones, months, or names that come again in each group.
func isSubhead(rows []tableRow, kind Kind) bool {
	if len(rows) < 2 || rows[1].line > rows[0].line+1 || filled(rows[0].cells) < 2 || mostlyValues(rows[1].cells) {
		return false
	}
	groups, below := rows[0].cells, rows[1].cells
	count := map[string]int{}
	for _, cell := range below {
		count[fold(cell)]++
	}
	under, last := 0, max(len(trimTail(groups)), len(trimTail(below)))
	for i := range last {
		upper, cell := cellAt(groups, i), cellAt(below, i)
		switch {
		case upper == "" && cell == "":
			return false
		case cell == "":
		case isNumber(cell), count[fold(cell)] < 2 && !isHeaderOf(kind, cell) && !bareMonth(cell):
			return false
		case upper == "":
			under++
		}
	}
	return under > 0 && cellAt(groups, 0) != ""
}

func cellAt(cells []string, i int) string {
	if i >= len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[i])
}

// bareMonth reports a month or quarter without year.
func bareMonth(cell string) bool {
	if _, err := headerPeriod(cell, 0); err == nil || allDigits(cell) {
		return false
	}
	_, err := headerPeriod(cell, 2000)
	return err == nil
}

func isPeriodHeader(cell string) bool {
	_, err := headerPeriod(cell, 0)
	return err == nil || bareMonth(cell)
}

// headerPeriod reads a period as headers name them. A time of day and a number
// beyond years, months and days are data, not headers.
func headerPeriod(cell string, year int) (Period, error) {
	text := strings.TrimSuffix(strings.TrimSpace(cell), midnight)
	if strings.Contains(text, ":") || (allDigits(text) && len(text) > 8) {
		return Period{}, errNotPeriod
	}
	return ParsePeriod(text, year, "", OrderYMD)
}

// uniqueHeaders names empty columns by their number and numbers repeated
// names: "Amount", "Amount (2)".
func uniqueHeaders(cells []string) []string {
	seen := map[string]bool{}
	headers := make([]string, len(cells))
	for i, cell := range cells {
		name := strings.TrimSpace(Unguard(cell))
		if name == "" {
			name = "#" + strconv.Itoa(i+1)
		}
		header := name
		for n := 2; seen[header]; n++ {
			header = fmt.Sprintf("%s (%d)", name, n)
		}
		seen[header] = true
		headers[i] = header
	}
	return headers
}
