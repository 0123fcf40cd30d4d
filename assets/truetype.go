package assets

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
)

// trueType is a TrueType font taken apart as far as it takes to add letters
// that are put together of others.
type trueType struct {
	tables  map[string][]byte
	glyphs  []int // by character, 0: none
	count   int   // glyphs in all
	metrics int   // glyphs with a width of their own
	// What was added: shapes, where each ends, and how wide it is.
	shapes, ends, widths []byte
}

// box is how far a glyph reaches, in font units.
type box struct{ left, bottom, right, top int }

// The places of fields in the tables, see the OpenType specification.
const (
	headLoca     = 50 // 1: offsets of four bytes
	hheaMetrics  = 34
	maxpGlyphs   = 4
	maxpPieces   = 28 // most pieces of a glyph; after it how deep they lie
	cmapSegments = 6
)

func word(table []byte, at int) int { return int(binary.BigEndian.Uint16(table[at:])) }

func signed(table []byte, at int) int { return int(int16(word(table, at))) }

func long(table []byte, at int) int { return int(binary.BigEndian.Uint32(table[at:])) }

// readTrueType takes a font apart. ok is false for one it does not know: only
// fonts that the program carries are given to it, so it trusts their offsets.
func readTrueType(file []byte) (f *trueType, ok bool) {
	f = &trueType{tables: map[string][]byte{}, glyphs: make([]int, 1<<16)}
	if len(file) < 12 || long(file, 0) != 1<<16 {
		return nil, false
	}
	for i := range word(file, 4) {
		entry := file[12+16*i:]
		at, size := long(entry, 8), long(entry, 12)
		f.tables[string(entry[:4])] = file[at : at+size]
	}
	for _, needed := range []string{"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"} {
		if len(f.tables[needed]) == 0 {
			return nil, false
		}
	}
	f.count, f.metrics = word(f.tables["maxp"], maxpGlyphs), word(f.tables["hhea"], hheaMetrics)
	cmap := f.tables["cmap"]
	for i := range word(cmap, 2) {
		if entry := cmap[4+8*i:]; word(entry, 0) == 3 && word(entry, 2) == 1 && word(cmap, long(entry, 4)) == 4 {
			f.readCharacters(cmap[long(entry, 4):])
		}
	}
	return f, word(f.tables["head"], headLoca) == 1
}

// readCharacters reads a table of characters in format 4.
func (f *trueType) readCharacters(table []byte) {
	segments := word(table, cmapSegments) / 2
	ends, starts := table[14:], table[16+2*segments:]
	deltas, offsets := starts[2*segments:], starts[4*segments:]
	for s := range segments {
		first, last, offset := word(starts, 2*s), word(ends, 2*s), word(offsets, 2*s)
		for letter := first; letter <= last && letter < 0xFFFF; letter++ {
			glyph := letter
			if offset != 0 {
				if glyph = word(offsets, 2*s+offset+2*(letter-first)); glyph == 0 {
					continue
				}
			}
			if glyph = (glyph + word(deltas, 2*s)) & 0xFFFF; glyph != 0 {
				f.glyphs[letter] = glyph
			}
		}
	}
}

// box is how far a glyph reaches.
func (f *trueType) box(glyph int) box {
	from, to := long(f.tables["loca"], 4*glyph), long(f.tables["loca"], 4*glyph+4)
	if from == to {
		return box{}
	}
	shape := f.tables["glyf"][from:to]
	return box{signed(shape, 2), signed(shape, 4), signed(shape, 6), signed(shape, 8)}
}

// advance is a glyph's width.
func (f *trueType) advance(glyph int) int {
	return word(f.tables["hmtx"], 4*min(glyph, f.metrics-1))
}

// The flags of the pieces of a glyph.
const (
	wordArguments = 1 << 0
	areOffsets    = 1 << 1
	morePieces    = 1 << 5
	twoScales     = 1 << 6
)

// add puts a letter of this width together.
func (f *trueType) add(letter rune, advance int, pieces ...piece) {
	number := func(table []byte, value int) []byte { return binary.BigEndian.AppendUint16(table, uint16(value)) }
	whole := box{math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16}
	var body []byte
	for i, p := range pieces {
		reach := f.box(p.glyph)
		ends := []int{reach.bottom*p.high/fullScale + p.y, reach.top*p.high/fullScale + p.y}
		whole.left, whole.right = min(whole.left, reach.left*p.wide/fullScale+p.x), max(whole.right, reach.right*p.wide/fullScale+p.x)
		whole.bottom, whole.top = min(whole.bottom, ends[0], ends[1]), max(whole.top, ends[0], ends[1])
		flags := wordArguments | areOffsets | twoScales
		if i < len(pieces)-1 {
			flags |= morePieces
		}
		for _, value := range []int{flags, p.glyph, p.x, p.y, p.wide, p.high} {
			body = number(body, value)
		}
	}
	shape := []byte{0xFF, 0xFF} // a glyph of pieces
	for _, value := range []int{whole.left, whole.bottom, whole.right, whole.top} {
		shape = number(shape, value)
	}
	shape = append(shape, body...)
	for len(shape)%4 != 0 {
		shape = append(shape, 0)
	}
	f.shapes = append(f.shapes, shape...)
	f.ends = binary.BigEndian.AppendUint32(f.ends, uint32(len(f.tables["glyf"])+len(f.shapes)))
	f.widths = number(number(f.widths, advance), whole.left)
	f.glyphs[letter] = f.count
	f.count++
}

// write puts the font together again, with what was added.
func (f *trueType) write() []byte {
	original := f.count - len(f.widths)/4
	hmtx := append(make([]byte, 0, 4*f.count), f.tables["hmtx"][:4*f.metrics]...)
	bearings := f.tables["hmtx"][4*f.metrics:]
	for i := range original - f.metrics {
		hmtx = append(append(hmtx, hmtx[4*f.metrics-4:4*f.metrics-2]...), bearings[2*i:2*i+2]...)
	}
	f.tables["hmtx"] = append(hmtx, f.widths...)
	f.tables["glyf"] = slices.Concat(f.tables["glyf"], f.shapes)
	f.tables["loca"] = slices.Concat(f.tables["loca"], f.ends)
	f.tables["cmap"] = f.cmap12()
	f.change("hhea", hheaMetrics, f.count)
	f.change("maxp", maxpGlyphs, f.count)
	f.change("maxp", maxpPieces, 2)
	f.change("maxp", maxpPieces+2, 1)
	names := slices.Sorted(maps.Keys(f.tables))
	file := []byte{0, 1, 0, 0, 0, byte(len(names)), 0, 0, 0, 0, 0, 0}
	at, size := len(file)+16*len(names), 0
	for _, table := range f.tables {
		size += len(table) + 3
	}
	file = slices.Grow(file, at+size)
	for _, name := range names {
		file = append(file, name...)
		for _, value := range []int{0, at, len(f.tables[name])} { // nobody sums up a font in memory
			file = binary.BigEndian.AppendUint32(file, uint32(value))
		}
		at += (len(f.tables[name]) + 3) &^ 3
	}
	for _, name := range names {
		file = append(file, f.tables[name]...)
		for len(file)%4 != 0 {
			file = append(file, 0)
		}
	}
	return file
}

// change sets a number of two bytes in a table.
func (f *trueType) change(table string, at, value int) {
	f.tables[table] = slices.Clone(f.tables[table])
	binary.BigEndian.PutUint16(f.tables[table][at:], uint16(value))
}
