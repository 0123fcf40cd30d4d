package sales

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folded is a text as searches compare it: without case, width and accents, and
// with Hangul composed, so that what was typed is found however it was written.
func Folded(text string) string {
	if ascii(text) {
		return strings.ToLower(text)
	}
	var bare strings.Builder
	for _, r := range norm.NFKD.String(text) {
		if r < 0x300 || r > 0x36F { // those are what NFKD parts from a letter
			spell(&bare, unicode.ToLower(r))
		}
	}
	return norm.NFC.String(bare.String())
}

// spell writes a letter out that Unicode does not take apart.
func spell(to *strings.Builder, letter rune) {
	switch letter {
	case 'ß':
		to.WriteString("ss")
	case 'æ':
		to.WriteString("ae")
	case 'œ':
		to.WriteString("oe")
	case 'ø':
		to.WriteByte('o')
	case 'ł':
		to.WriteByte('l')
	case 'đ':
		to.WriteByte('d')
	case 'ı':
		to.WriteByte('i')
	default:
		to.WriteRune(letter)
	}
}

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Search is what somebody looks for: words that must all be there, in any order.
type Search []string

// NewSearch reads what was typed; without a word it finds everything.
func NewSearch(typed string) Search { return strings.Fields(Folded(typed)) }

// In reports whether each word is in one of the texts.
func (s Search) In(texts ...string) bool {
	if len(s) == 0 {
		return true
	}
	text := Folded(strings.Join(texts, "\n"))
	for _, word := range s {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
