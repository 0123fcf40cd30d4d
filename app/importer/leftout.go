package importer

import (
	"slices"
	"strings"
	"unicode"
)

// leftOut reports a row that is no record: a sum of other rows, or what a
// report prints below its table. below says that it is the latter, which is
// not counted as read.
func (r *rowReader) leftOut(cells []string) (out, below bool) {
	if slices.Contains([]Kind{KindSettings, KindStages, KindProfile, KindGoals}, r.kind) {
		return false, false
	}
	if r.opts.NoHeader || len(r.table.headers) < 3 {
		return false, false
	}
	if strings.TrimSpace(cells[0]) != "" && filled(cells) == 1 {
		if r.footer = r.footer || isFooter(cells[0]); r.footer {
			return true, true
		}
	}
	r.footer = false
	return isSum(cells), false
}

// isFooter recognises the first line below a report's table.
func isFooter(text string) bool {
	if strings.HasPrefix(text, "※") {
		return true
	}
	folded := fold(cut(text, 80))
	for _, start := range []string{
		"grandtotal", "confidentialinformation", "copyright", "generatedby", "reportgenerated", "exportedby", "endofreport", "이하여백", "이하빈칸",
	} {
		if strings.HasPrefix(folded, start) {
			return true
		}
	}
	return false
}

// isSum reports a row that has the word for a sum and beside it nothing but
// numbers: no date, no stage, no name.
func isSum(cells []string) bool {
	found := false
	for _, cell := range cells {
		text := cellText(cell)
		first := strings.IndexFunc(text, unicode.IsLetter)
		switch {
		case text == "" || first < 0:
		case len(text) > 60:
			return false
		case sumRow(strings.TrimRightFunc(beforeParenthesis(text), unicode.IsPunct)):
			found = true
		case means(fold(text), "count average avg records 건수 평균") || isNumber(text):
		default:
			return false
		}
	}
	return found
}

// beforeParenthesis leaves out a count behind a word: "Total (3)", "합계(3건)".
func beforeParenthesis(text string) string {
	if open := strings.IndexByte(text, '('); open > 0 {
		return text[:open]
	}
	return text
}

func isNumber(text string) bool {
	_, point := parseNumber(text, '.')
	_, comma := parseNumber(text, ',')
	return point == nil || comma == nil
}

// marksDeleted reports the head of a column that marks rows as deleted.
func marksDeleted(header string) bool {
	return slices.Contains(strings.Split(strings.ReplaceAll(deletedHeads, " ", ""), "|"), fold(header))
}

// findDeleted finds the columns besides the one of the field that mark a row as
// deleted: Fivetran has its own beside that of the system it reads. What is
// mapped by hand, or said for all rows, counts alone, and a column by which
// every row is deleted not at all.
func (r *rowReader) findDeleted(d *Detection) {
	_, said := r.consts["deleted"]
	if _, known := fieldOf(r.kind, "deleted"); !known || said || len(r.opts.Map) > 0 {
		return
	}
	for _, column := range d.Columns {
		switch {
		case column.Field != "":
		case column.AllDeleted:
			r.allDeleted = true
		case marksDeleted(column.Header):
			r.marks = append(r.marks, column.Index)
		}
	}
}

// deleted reports a row that the source marks as deleted.
func (v *rowValues) deleted() bool {
	if v.reader.base["deleted"] {
		if gone, _ := yes(v.typed("deleted", TypeYesNo)); gone {
			return true
		}
	}
	for _, column := range v.reader.marks {
		if column < len(v.cells) {
			if gone, _ := yes(cellText(v.cells[column])); gone {
				return true
			}
		}
	}
	return false
}

// addDeleted counts a row that the source marks as deleted.
func (r *Report) addDeleted(line int) {
	r.Deleted++
	if len(r.DeletedLines) < maxOtherFields {
		r.DeletedLines = append(r.DeletedLines, line)
	}
}
