package charts

import (
	"unicode"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// run is a stretch of text drawn with one font, or a single letter that gets
// an accent put on it.
type run struct {
	font   *truetype.Font
	text   string
	accent accent
}

// accent is a spacing glyph used as an accent: its size against the letter's
// and how far it is raised over a small letter, in ems. Glyph 0 is none.
type accent struct {
	glyph rune
	size  float64
	raise float64
}

// accentOf says how a combining mark is drawn. NanumSquare has no é but has
// both e and ´ (the Korean standard KS X 1001 lists the accents alone), so
// European names can be set in one hand instead of in a second, heavier font.
func accentOf(mark rune) accent {
	switch mark {
	case 0x0300:
		return accent{'`', 1, 0}
	case 0x0301:
		return accent{'´', 1, 0}
	case 0x0302:
		return accent{'^', 0.6, 0.32}
	case 0x0303:
		return accent{'˜', 1, 0}
	case 0x0306:
		return accent{'˘', 1, 0}
	case 0x0307:
		return accent{'˙', 1, 0}
	case 0x0308:
		return accent{'¨', 1, 0}
	case 0x030a:
		return accent{'˚', 1, 0}
	case 0x030c:
		return accent{'ˇ', 1, 0}
	case 0x0327:
		return accent{'¸', 1, 0}
	default:
		return accent{}
	}
}

// capitalRaise is how much higher an accent stands on a capital, in ems.
const capitalRaise = 0.2

// composed takes a letter the font lacks apart into a letter and an accent
// it has.
func composed(font *truetype.Font, letter rune) (run, bool) {
	parts := []rune(norm.NFD.String(string(letter)))
	if len(parts) != 2 {
		return run{}, false
	}
	base, mark := parts[0], accentOf(parts[1])
	if base == 'i' && parts[1] != 0x0327 && font.Index('ı') != 0 {
		base = 'ı' // the accent takes the dot's place
	}
	if mark.glyph == 0 || font.Index(base) == 0 || font.Index(mark.glyph) == 0 {
		return run{}, false
	}
	if unicode.IsUpper(base) && parts[1] != 0x0327 {
		mark.raise += capitalRaise
	}
	return run{font, string(base), mark}, true
}

// runs cuts a text wherever the font has to change because the main one
// lacks a glyph and cannot compose it. A text in a script it lacks (Greek,
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
		if n := len(runs); n > 0 && r.accent.glyph == 0 && runs[n-1].accent.glyph == 0 && runs[n-1].font == r.font {
			runs[n-1].text += r.text
			return
		}
		runs = append(runs, r)
	}
	for _, letter := range s {
		if primary.Index(letter) == 0 {
			if r, ok := composed(primary, letter); ok {
				add(r)
				continue
			}
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

// foreign says whether a text has letters the font neither has nor can
// compose; single symbols such as € do not count.
func foreign(font *truetype.Font, s string) bool {
	for _, letter := range s {
		if font.Index(letter) != 0 || !unicode.IsLetter(letter) {
			continue
		}
		if _, ok := composed(font, letter); !ok {
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

// advance is a run's width in ems; an accent takes no width.
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

// accent adds a run's accent to the path, centred over its letter at x; size
// is in device pixels.
func (c *Canvas) accent(r run, x, y, size float64) {
	mark := run{font: r.font, text: string(r.accent.glyph)}
	x += (advance(r) - advance(mark)*r.accent.size) / 2 * size
	c.gc.SetFontSize(size * r.accent.size)
	// A glyph that cannot be read is left out; the letter still stands.
	_, _ = c.gc.CreateStringPath(mark.text, x, y-r.accent.raise*size)
}
