package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Nearest proposes the candidate that a name most likely means: the same but
// for case, spaces and signs ("GTXPro", "GTX Pro"), else within few typing
// errors (one in four letters, by the distance of Damerau and Levenshtein in
// its restricted form, https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance).
// Three errors are the most, and names that differ in a digit or in a word of
// one letter are no misspelling of each other: "rep_22" and "rep_23", "Team A"
// and "Team B". ok is false if none is near or two are equally near.
func Nearest(name string, candidates []string) (nearest string, ok bool) {
	folded := []rune(fold(name))
	if len(folded) == 0 {
		return "", false
	}
	best, tied := min(len(folded)/4, 3)+1, false
	for _, candidate := range candidates {
		other := []rune(fold(candidate))
		if len(other) == 0 || abs(len(other)-len(folded)) > best {
			continue
		}
		distance := editDistance(folded, other)
		if distance > 0 && distinguishing(name) != distinguishing(candidate) {
			continue
		}
		switch {
		case distance < best:
			nearest, best, ok, tied = candidate, distance, true, false
		case distance == best && ok && candidate != nearest:
			tied = true
		}
	}
	return nearest, ok && !tied
}

// distinguishing are a name's digits and words of one letter. A name with many
// digits is an id, of which every sign counts.
func distinguishing(name string) string {
	if digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, name); len(digits) > 4 {
		return name
	}
	var marks strings.Builder
	for word := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		for _, r := range word {
			if unicode.IsDigit(r) || utf8.RuneCountInString(word) == 1 {
				marks.WriteRune(r)
			}
		}
	}
	return marks.String()
}

func abs(n int) int { return max(n, -n) }

// editDistance counts insertions, deletions, substitutions and swaps of
// neighbours.
func editDistance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
