package views

import "github.com/sahilm/fuzzy"

// Rank orders texts by how well they match what was typed, best first, and
// leaves out those that do not. It answers indexes into texts and is what
// pickers and the command palette are given.
func Rank(typed string, texts []string) []int {
	matches := fuzzy.Find(typed, texts)
	order := make([]int, len(matches))
	for i, match := range matches {
		order[i] = match.Index
	}
	return order
}
