package xlsx

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Numbers of formats that stand for all formats of a table that is read.
const (
	plainFormat  = 32000 // not defined anywhere: the number as it is
	dateFormat   = 32001
	timeFormat   = 32002
	dateTemplate = `yyyy-mm-dd"T"hh:mm:ss`
	timeTemplate = `[h]:mm:ss`
)

// plainFormats replaces every number format of the opened workbook (not of
// the file) by one of three, so that streaming the rows tells dates from
// numbers and loses no digits: reading a cell's own style would mean to hold
// the whole sheet in memory.
func plainFormats(file *excelize.File) error {
	styles := file.Styles
	if styles == nil || styles.CellXfs == nil {
		return nil
	}
	custom := map[int]string{}
	if styles.NumFmts != nil {
		for _, format := range styles.NumFmts.NumFmt {
			custom[format.NumFmtID] = format.FormatCode
		}
	}
	for i := range styles.CellXfs.Xf {
		style := &styles.CellXfs.Xf[i]
		number := 0
		if style.NumFmtID != nil {
			number = *style.NumFmtID
		}
		plain := formatFor(number, custom[number])
		style.NumFmtID = &plain
	}
	return defineFormats(file)
}

// defineFormats adds the two formats to the workbook by the library's own
// way, which makes its table of formats if there is none.
func defineFormats(file *excelize.File) error {
	for number, template := range map[int]string{dateFormat: dateTemplate, timeFormat: timeTemplate} {
		style, err := file.NewStyle(&excelize.Style{CustomNumFmt: &template})
		if err != nil {
			return fmt.Errorf("prepare the workbook's formats: %w", err)
		}
		made := *file.Styles.CellXfs.Xf[style].NumFmtID
		for _, format := range file.Styles.NumFmts.NumFmt {
			if format.NumFmtID == made {
				format.NumFmtID = number
			}
		}
	}
	return nil
}

// formatFor decides which of the three formats a format becomes. The numbers
// below 60 are built in (ECMA-376 part 1, 18.8.30).
func formatFor(number int, code string) int {
	if code != "" {
		return formatOfCode(code)
	}
	switch {
	case number >= 14 && number <= 17, number == 22, number >= 27 && number <= 31, number == 36, number >= 50 && number <= 58:
		return dateFormat
	case number >= 18 && number <= 21, number >= 32 && number <= 35, number >= 45 && number <= 47:
		return timeFormat
	}
	return plainFormat
}

// literalPattern is what stands in a format code without meaning for dates:
// quoted texts, escaped signs, padding, colours and locales.
var literalPattern = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[(?i:\$[^\]]*|black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|[<>=][^\]]*)\]`)

func formatOfCode(code string) int {
	code, _, _ = strings.Cut(literalPattern.ReplaceAllString(code, ""), ";")
	code = strings.ToLower(code)
	switch {
	case code == "general":
		return plainFormat
	case strings.ContainsAny(code, "yd"):
		return dateFormat
	case strings.ContainsAny(code, "hs"):
		return timeFormat
	case strings.Contains(code, "m"):
		return dateFormat
	}
	return plainFormat
}
