package assets

import (
	"encoding/binary"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The Korean fonts hold Latin letters and, each by itself, the accents of
// European languages, but hardly a letter with an accent and no euro sign. A
// text with one of them would be drawn in two fonts, thin and bold on two base
// lines. So the missing letters are put together, in memory, of what the font
// holds: the font's files stay as their authors made them.

// accent says by which character an accent of Unicode can be drawn.
type accent struct {
	drawn  rune
	turned bool // upside down
	below  bool // under the letter
}

// accents are those of European languages by their combining characters.
func accents() map[rune]accent {
	return map[rune]accent{
		0x300: {drawn: '`'}, 0x301: {drawn: '´'}, 0x302: {drawn: 'ˇ', turned: true}, 0x303: {drawn: '˜'}, 0x304: {drawn: '-'},
		0x306: {drawn: '˘'}, 0x307: {drawn: '˙'}, 0x308: {drawn: '¨'}, 0x30A: {drawn: '˚'}, 0x30B: {drawn: '˝'}, 0x30C: {drawn: 'ˇ'},
		0x326: {drawn: ',', below: true}, 0x327: {drawn: '¸', below: true}, 0x328: {drawn: '˛', below: true},
	}
}

// composed are the letters of Latin-1 and Latin Extended-A and B.
const firstComposed, lastComposed = 0xC0, 0x21B

// The places of the signs that are not made of a letter and an accent.
const (
	euro         = '€'
	lowQuote     = '‚'
	lowQuotes    = '„'
	accentGap    = 25 // how much closer an accent lies to a capital
	commaBelow   = 60 // how far a comma below a letter is let down
	fullScale    = 1 << 14
	euroScale    = fullScale * 4 / 5
	bulletScale  = fullScale * 2 / 5
	quoteAdvance = 3 // of 4 parts of a comma's
)

// piece is a glyph within a letter: moved by font units, and stretched in parts
// of fullScale, downwards if negative.
type piece struct {
	glyph      int
	x, y       int
	wide, high int
}

// completed is a TrueType font with the letters it can be made to hold. What
// it cannot read it returns as it is.
func completed(file []byte) []byte {
	f, ok := readTrueType(file)
	if !ok {
		return file
	}
	f.dropBlank()
	for letter := rune(firstComposed); letter <= lastComposed; letter++ {
		f.compose(letter)
	}
	f.signs()
	return f.write()
}

// dropBlank forgets the characters that the font claims and draws as nothing,
// from the bullet that hides a passphrase to thousands of Chinese characters:
// what is forgotten is drawn in another font instead.
func (f *trueType) dropBlank() {
	for at, glyph := range f.glyphs {
		letter := rune(at)
		seen := unicode.IsGraphic(letter) && !unicode.IsSpace(letter) && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, letter)
		if glyph != 0 && seen && f.box(glyph) == (box{}) {
			f.glyphs[letter] = 0
		}
	}
}

// compose adds a letter, if the font has none but what it consists of.
func (f *trueType) compose(letter rune) {
	parts := []rune(norm.NFD.String(string(letter)))
	if f.glyphs[letter] != 0 || len(parts) != 2 {
		return
	}
	over, known := accents()[parts[1]]
	base, mark := f.glyphs[parts[0]], f.glyphs[over.drawn]
	if !known || base == 0 || mark == 0 {
		return
	}
	if dotless := f.glyphs['ı']; parts[0] == 'i' && !over.below && dotless != 0 {
		base = dotless
	}
	under, sign := f.box(base), f.box(mark)
	p := piece{glyph: mark, x: (under.left+under.right)/2 - (sign.left+sign.right)/2, wide: fullScale, high: fullScale}
	if strings.ContainsRune("ďľťĽ", letter) {
		p.glyph = f.glyphs['\''] // stands beside tall letters
		p.x = under.right - f.box(p.glyph).left + accentGap
		f.add(letter, f.advance(base)+2*accentGap, piece{glyph: base, wide: fullScale, high: fullScale}, p)
		return
	}
	switch rise := under.top - f.box(f.glyphs['o']).top; {
	case over.drawn == ',':
		p.y = -sign.top - commaBelow
	case over.drawn == '-':
		p.y = f.box(f.glyphs['¨']).bottom - sign.bottom + max(0, rise-accentGap)
	case !over.below && rise > 0:
		p.y = max(0, rise-accentGap)
	}
	if over.turned {
		p.high, p.y = -fullScale, p.y+sign.top+sign.bottom
	}
	f.add(letter, f.advance(base), piece{glyph: base, wide: fullScale, high: fullScale}, p)
}

// signs adds the euro, a C with an equals sign through it, the low quotation
// marks, commas, and the bullet, a small disc.
func (f *trueType) signs() {
	whole := func(glyph, x int) piece { return piece{glyph: glyph, x: x, wide: fullScale, high: fullScale} }
	if c, equals := f.glyphs['C'], f.glyphs['=']; f.glyphs[euro] == 0 && c != 0 && equals != 0 {
		round, bars := f.box(c), f.box(equals)
		left := round.left/4 - bars.left*euroScale/fullScale
		up := (round.top+round.bottom)/2 - (bars.top+bars.bottom)/2*euroScale/fullScale
		f.add(euro, f.advance(c), whole(c, 0), piece{glyph: equals, x: left, y: up, wide: euroScale, high: euroScale})
	}
	if disc, dot := f.glyphs['●'], f.glyphs['·']; f.glyphs['•'] == 0 && disc != 0 && dot != 0 {
		round, middle := f.box(disc), f.box(dot)
		up := (middle.top + middle.bottom - (round.top+round.bottom)*bulletScale/fullScale) / 2
		f.add('•', f.advance(disc)*bulletScale/fullScale, piece{glyph: disc, y: up, wide: bulletScale, high: bulletScale})
	}
	if comma := f.glyphs[',']; comma != 0 {
		wide := f.advance(comma) * quoteAdvance / 4
		if f.glyphs[lowQuote] == 0 {
			f.add(lowQuote, f.advance(comma), whole(comma, 0))
		}
		if f.glyphs[lowQuotes] == 0 {
			f.add(lowQuotes, f.advance(comma)+wide, whole(comma, 0), whole(comma, wide))
		}
	}
}

// runs are the characters of the font in order, as groups of followers.
func (f *trueType) runs() (runs [][3]uint32) {
	for letter, number := range f.glyphs {
		at, glyph := uint32(letter), uint32(number)
		if glyph == 0 {
			continue
		}
		if n := len(runs); n > 0 && runs[n-1][1]+1 == at && runs[n-1][2]+at-runs[n-1][0] == glyph {
			runs[n-1][1] = at
			continue
		}
		runs = append(runs, [3]uint32{at, at, glyph})
	}
	return runs
}

// cmap12 is the table of characters in its widest format.
func (f *trueType) cmap12() []byte {
	runs := f.runs()
	table := binary.BigEndian.AppendUint32(nil, 1)  // version 0, one subtable
	table = append(table, 0, 3, 0, 10, 0, 0, 0, 12) // Unicode in full, 12 bytes from here
	table = append(table, 0, 12, 0, 0)
	for _, number := range []uint32{uint32(16 + 12*len(runs)), 0, uint32(len(runs))} {
		table = binary.BigEndian.AppendUint32(table, number)
	}
	for _, run := range runs {
		for _, number := range run {
			table = binary.BigEndian.AppendUint32(table, number)
		}
	}
	return table
}
