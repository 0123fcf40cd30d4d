package views

import (
	"slices"
	"strings"
	"unicode"

	"attain/app/sales"
)

// The scopes of a report beside one rep's.
const (
	scopeTeam = "team"
	scopeReps = "reps" // one workbook for each rep
)

// reportMonths is how many months the page offers beside the closed ones.
const reportMonths = 24

// reportModel knows which months and people there are reports of.
type reportModel struct {
	today  sales.Day
	closed []sales.Closing
	reps   []sales.Rep
}

// months are those a report can be asked for, newest first.
func (m reportModel) months() []sales.Month {
	var months []sales.Month
	for i := range reportMonths {
		months = append(months, m.today.Month().Add(-i))
	}
	for _, c := range m.closed {
		if !slices.Contains(months, c.Month) {
			months = append(months, c.Month)
		}
	}
	slices.SortFunc(months, func(a, b sales.Month) int { return int(b - a) })
	return months
}

// closing is a month's closing, if it is closed.
func (m reportModel) closing(month sales.Month) (sales.Closing, bool) {
	for _, c := range m.closed {
		if c.Month == month {
			return c, true
		}
	}
	return sales.Closing{}, false
}

// closable reports whether a month is over and not closed.
func (m reportModel) closable(month sales.Month) bool {
	_, closed := m.closing(month)
	return !closed && m.today > month.Last()
}

// newestFirst are the closed months, the last on top.
func (m reportModel) newestFirst() []sales.Closing {
	list := slices.Clone(m.closed)
	slices.SortFunc(list, func(a, b sales.Closing) int { return int(b.Month - a.Month) })
	return list
}

// workbookName is the file name of a month's workbook; rep is empty for the
// team's. Letters that no file system takes become hyphens.
func workbookName(month sales.Month, rep string) string {
	name := "attain-" + month.String()
	if safe := fileWord(rep); safe != "" {
		name += "-" + safe
	}
	return name + ".xlsx"
}

// fileWord is a name as a part of a file name.
func fileWord(name string) string {
	word := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return '-'
	}, strings.TrimSpace(name))
	for strings.Contains(word, "--") {
		word = strings.ReplaceAll(word, "--", "-")
	}
	letters := []rune(strings.Trim(word, "-"))
	return string(letters[:min(len(letters), 60)])
}

// uniqueNames gives every rep a file name of its own: two of the same name
// are numbered.
func uniqueNames(month sales.Month, reps []sales.Rep) []string {
	used := map[string]int{}
	names := make([]string, len(reps))
	for i, rep := range reps {
		name := workbookName(month, rep.Name)
		used[strings.ToLower(name)]++
		if n := used[strings.ToLower(name)]; n > 1 {
			name = strings.TrimSuffix(name, ".xlsx") + "-" + string(rune('0'+min(n, 9))) + ".xlsx"
		}
		names[i] = name
	}
	return names
}
