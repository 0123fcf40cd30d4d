package views

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"
)

// Rank orders texts by how well they match what was typed, best first, and
// leaves out those that do not: texts that begin with it, those with a word
// that does, those that hold it or all its words, then those with its letters in
// order. It answers indexes into texts and is what pickers and the palette are
// given.
func Rank(typed string, texts []string) []int {
	matches := fuzzy.Find(typed, texts)
	order := make([]int, len(matches))
	classes := make(map[int]int, len(matches))
	typed = strings.ToLower(typed)
	for i, match := range matches {
		order[i] = match.Index
		classes[match.Index] = matchClass(typed, strings.ToLower(match.Str))
	}
	for i, text := range texts {
		if _, known := classes[i]; !known && holdsWords(typed, strings.ToLower(text)) {
			order, classes[i] = append(order, i), 2
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(classes[a], classes[b]) })
	return order
}

// matchClass tells how a text holds what was typed, both in lower case.
func matchClass(typed, text string) int {
	switch {
	case strings.HasPrefix(text, typed):
		return 0
	case strings.Contains(text, " "+typed):
		return 1
	case holdsWords(typed, text):
		return 2
	default:
		return 3
	}
}

// holdsWords reports whether a text holds every word of what was typed, both in
// lower case.
func holdsWords(typed, text string) bool {
	for word := range strings.FieldsSeq(typed) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
