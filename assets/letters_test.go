package assets

import (
	"testing"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// european are the letters that names in Europe are written with, and what the
// font's own files lack beside them.
const european = "äöüÄÖÜßéèêëÉÈÊËàâáãåÀÂÁÃÅçÇñÑíìîïÍÌÎÏóòôõÓÒÔÕúùûÚÙÛýÿÝøØæÆłŁđ" +
	"śŚźŹżŻćĆńŃąĄęĘčČřŘšŠžŽěĚďĎťŤľĽňŇůŮőŐűŰğĞıİşŞțȚșȘāĀēĒīĪūŪģĢķĶļĻņŅ€„‚•"

// TestFontsHoldTheLettersOfEurope reads the fonts as the window does: one
// letter of another font in a word is drawn thicker and on another base line.
func TestFontsHoldTheLettersOfEurope(t *testing.T) {
	for name, file := range map[string][]byte{"regular": FontRegular, "bold": FontBold} {
		f, err := sfnt.Parse(file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var buffer sfnt.Buffer
		look := func(letter rune) (fixed.Rectangle26_6, fixed.Int26_6) {
			t.Helper()
			glyph, err := f.GlyphIndex(&buffer, letter)
			if err != nil || glyph == 0 {
				t.Errorf("%s: no %c (%v)", name, letter, err)
			}
			shape, advance, err := f.GlyphBounds(&buffer, glyph, fixed.I(int(f.UnitsPerEm())), font.HintingNone)
			if err != nil {
				t.Errorf("%s: %c: %v", name, letter, err)
			}
			return shape, advance
		}
		for _, letter := range european + "aZ9한글뷁" {
			if shape, advance := look(letter); shape.Empty() || advance <= 0 {
				t.Errorf("%s: %c has no shape or no width", name, letter)
			}
		}
		o, wide := look('o')
		dotted, same := look('ö')
		if wide != same || dotted.Max.Y != o.Max.Y || dotted.Min.Y >= o.Min.Y {
			t.Errorf("%s: ö is no o with something above it: %v, %v", name, dotted, o)
		}
		capital, _ := look('Ö')
		if round, _ := look('O'); capital.Min.Y >= round.Min.Y {
			t.Errorf("%s: the dots of Ö lie in it", name)
		}
		if ascent := -fixed.I(1000); capital.Min.Y < ascent {
			t.Errorf("%s: Ö reaches %v above the line", name, -capital.Min.Y)
		}
	}
}

// TestWhatIsNoFontStaysAsItIs leaves alone what cannot be read.
func TestWhatIsNoFontStaysAsItIs(t *testing.T) {
	for _, file := range []string{"", "no font", "\x00\x01\x00\x00\x00\x00 and nothing more"} {
		if got := completed([]byte(file)); string(got) != file {
			t.Errorf("%q became %q", file, got)
		}
	}
}

// TestOwnLettersAreAsInTheFile compares the letters of the font's own with those
// of its file.
func TestOwnLettersAreAsInTheFile(t *testing.T) {
	before, after := mustParse(t, boldFile), mustParse(t, FontBold)
	var buffer sfnt.Buffer
	for letter := rune(' '); letter < 0xFFFF; letter++ {
		was, err := before.GlyphIndex(&buffer, letter)
		if err != nil {
			t.Fatal(err)
		}
		is, err := after.GlyphIndex(&buffer, letter)
		if err != nil {
			t.Fatal(err)
		}
		if was != 0 && was != is && !blank(before, was) {
			t.Fatalf("%c was glyph %d and is %d", letter, was, is)
		}
		if is != 0 && blank(after, is) && unicode.IsPrint(letter) && letter != ' ' && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, letter) {
			t.Fatalf("%U is claimed and drawn as nothing", letter)
		}
	}
}

// blank reports whether a glyph draws nothing.
func blank(f *sfnt.Font, glyph sfnt.GlyphIndex) bool {
	var buffer sfnt.Buffer
	shape, err := f.LoadGlyph(&buffer, glyph, fixed.I(1000), nil)
	return err == nil && len(shape) == 0
}

func mustParse(t *testing.T, file []byte) *sfnt.Font {
	t.Helper()
	f, err := sfnt.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func BenchmarkCompletedFont(b *testing.B) {
	for b.Loop() {
		completed(regularFile)
	}
}
