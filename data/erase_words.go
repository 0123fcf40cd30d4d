package data

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// replaceWord replaces a word in a text, whatever its case, where it stands by
// itself: "Li" is not taken out of "Liability". In Korean what follows a name
// is written on to it, so only letters and digits of other scripts count.
func replaceWord(text, word, by string) string {
	if word == "" || word == by {
		return text
	}
	var b strings.Builder
	rest := text
	for len(rest) > 0 {
		size := matched(rest, word)
		before, _ := utf8.DecodeLastRuneInString(text[:len(text)-len(rest)])
		after, _ := utf8.DecodeRuneInString(rest[size:])
		if size > 0 && !joins(before, []rune(word)[0]) && !joins(after, []rune(word)[len([]rune(word))-1]) {
			b.WriteString(by)
			rest = rest[size:]
			continue
		}
		_, size = utf8.DecodeRuneInString(rest)
		b.WriteString(rest[:size])
		rest = rest[size:]
	}
	return b.String()
}

// matched returns how many bytes of the beginning of a text are the word,
// whatever its case; 0: it does not begin so.
func matched(text, word string) int {
	size := 0
	for range word {
		_, n := utf8.DecodeRuneInString(text[size:])
		size += n
	}
	if strings.EqualFold(text[:size], word) {
		return size
	}
	return 0
}

// joins reports whether a rune beside one of a word makes one word with it.
func joins(beside, of rune) bool {
	letter := func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Hangul, unicode.Han, unicode.Hiragana, unicode.Katakana)
	}
	return letter(beside) && letter(of)
}
