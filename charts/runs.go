package charts

import (
	"unicode"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/math/fixed"
)

// run is a stretch of text drawn with one font.
type run struct {
	font *truetype.Font
	text string
}

// runs cuts a text wherever the font has to change because the main one
// lacks a glyph. A text in a script it lacks (Greek,
// Cyrillic ...) is drawn in the second font altogether. What neither has is
// drawn as a box.
func (c *Canvas) runs(s string, bold bool) []run {
	primary, fallback := c.fonts.regular, c.fonts.fallback
	if bold {
		primary, fallback = c.fonts.bold, c.fonts.fallbackBold
	}
	if foreign(primary, s) && covers(fallback, s) {
		return []run{{font: fallback, text: s}}
	}
	var runs []run
	add := func(r run) {
		if n := len(runs); n > 0 && runs[n-1].font == r.font {
			runs[n-1].text += r.text
			return
		}
		runs = append(runs, r)
	}
	for _, letter := range s {
		if primary.Index(letter) == 0 {
			if fallback.Index(letter) != 0 {
				add(run{font: fallback, text: string(letter)})
				continue
			}
			letter = '□' // such as Hanja: a visible gap, not a silent one
		}
		add(run{font: primary, text: string(letter)})
	}
	return runs
}

// foreign says whether a text has letters the font has not; single symbols do
// not count.
func foreign(font *truetype.Font, s string) bool {
	for _, letter := range s {
		if font.Index(letter) == 0 && unicode.IsLetter(letter) {
			return true
		}
	}
	return false
}

// covers says whether a font has every letter of a text.
func covers(font *truetype.Font, s string) bool {
	for _, r := range s {
		if font.Index(r) == 0 {
			return false
		}
	}
	return true
}

// advance is a run's width in ems.
func advance(r run) float64 {
	em := r.font.FUnitsPerEm()
	units, previous, first := 0, truetype.Index(0), true
	for _, letter := range r.text {
		index := r.font.Index(letter)
		if !first {
			units += int(r.font.Kern(fixed.Int26_6(em), previous, index))
		}
		units += int(r.font.HMetric(fixed.Int26_6(em), index).AdvanceWidth)
		previous, first = index, false
	}
	return float64(units) / float64(em)
}
