package app

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"attain/app/sales"
)

// longestWord is how many bytes of a rep's name a file name holds: the longest
// file name that systems take is 255 bytes, and a temporary one is longer.
const longestWord = 180

// WorkbookName is the file name of a month's workbook; rep is empty for the
// team's. Letters that no file system takes become hyphens.
func WorkbookName(month sales.Month, rep string) string {
	return workbookStem(month, rep) + ".xlsx"
}

func workbookStem(month sales.Month, rep string) string {
	stem := "attain-" + month.String()
	if word := fileWord(rep); word != "" {
		stem += "-" + word
	}
	return stem
}

// fileWord is a name as a part of a file name.
func fileWord(name string) string {
	parts := strings.FieldsFunc(name, func(r rune) bool {
		return r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	word := strings.Join(parts, "-")
	for len(word) > longestWord {
		_, size := utf8.DecodeLastRuneInString(word)
		word = word[:len(word)-size]
	}
	return strings.TrimRight(word, "-")
}

// WorkbookNames gives every rep's workbook a file name of its own, which is
// not the team's either, whatever the case of letters: names that are taken
// are numbered.
func WorkbookNames(month sales.Month, reps []sales.Rep) []string {
	used := map[string]bool{strings.ToLower(WorkbookName(month, "")): true}
	names := make([]string, len(reps))
	for i, rep := range reps {
		stem := workbookStem(month, rep.Name)
		name := stem + ".xlsx"
		for n := 2; used[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s-%d.xlsx", stem, n)
		}
		used[strings.ToLower(name)] = true
		names[i] = name
	}
	return names
}
