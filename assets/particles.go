package assets

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// particle is a Korean particle that follows a final consonant or a vowel in
// two forms. A catalogue that cannot know the word before it writes both.
type particle struct{ both, consonant, vowel string }

func particles() []particle {
	return []particle{
		{"은(는)", "은", "는"}, {"이(가)", "이", "가"}, {"을(를)", "을", "를"}, {"과(와)", "과", "와"}, {"(으)로", "으로", "로"},
	}
}

// finals is the number of final consonants in Unicode's order of Hangul
// syllables, none first; finalRieul is the place of ㄹ, after which (으)로
// stands as after a vowel.
const (
	firstSyllable = '가'
	lastSyllable  = '힣'
	finals        = 28
	finalRieul    = 8
)

// agree writes the form of each particle that the syllable before it takes,
// be it in quotes or not: "유진은(는)" becomes "유진은". An amount ends with
// the name of its currency, whose sign stands before it: "US$5(으)로" becomes
// "US$5로", 오 달러로. After Latin letters and other digits, which are read in
// more than one way, both forms stay.
func agree(text string) string {
	for _, p := range particles() {
		parts := strings.Split(text, p.both)
		for i := range len(parts) - 1 {
			parts[i] += p.after(parts[i])
		}
		text = strings.Join(parts, "")
	}
	return text
}

// spoken is the last syllable of the currency that an amount at the end of a
// text is read with; 0 where it is no amount.
func spoken(text string) rune {
	number := strings.TrimRight(text, "0123456789.,")
	switch sign, _ := utf8.DecodeLastRuneInString(number); sign {
	case '$':
		return '러' // 달러
	case '€':
		return '로' // 유로
	case '£':
		return '드' // 파운드
	case '₩':
		return '원'
	case '¥':
		return '엔'
	default:
		return 0
	}
}

// after is the particle as it stands after a text.
func (p particle) after(text string) string {
	text = strings.TrimRight(text, `"'”’»」』`)
	last, _ := utf8.DecodeLastRuneInString(text)
	if unicode.IsDigit(last) {
		last = spoken(text)
	}
	if last < firstSyllable || last > lastSyllable {
		return p.both
	}
	switch final := (last - firstSyllable) % finals; {
	case final == 0, final == finalRieul && p.vowel == "로":
		return p.vowel
	default:
		return p.consonant
	}
}
