package views

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"attain/app/sales"
)

// Rank orders texts by how well they match what was typed, best first, and
// leaves out those that do not: texts that begin with it, those with a word
// that does, those that hold it or all its words, then those with its letters in
// order. It answers indexes into texts and is what pickers and the palette are
// given.
func Rank(typed string, texts []string) []int {
	typed, texts = sales.Folded(typed), folded(texts)
	matches := fuzzy.Find(typed, texts)
	order := make([]int, len(matches))
	classes := make(map[int]int, len(matches))
	for i, match := range matches {
		order[i] = match.Index
		classes[match.Index] = matchClass(typed, match.Str)
	}
	for i, text := range texts {
		if _, known := classes[i]; !known && holdsWords(typed, text) {
			order, classes[i] = append(order, i), 2
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(classes[a], classes[b]) })
	return order
}

// folded are texts as searches compare them.
func folded(texts []string) []string {
	all := make([]string, len(texts))
	for i, text := range texts {
		all[i] = sales.Folded(text)
	}
	return all
}

// matchClass tells how a text holds what was typed, both folded.
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

// holdsWords reports whether a text holds every word of what was typed, both folded.
func holdsWords(typed, text string) bool {
	for word := range strings.FieldsSeq(typed) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
