//go:build e2e

package main_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/image/draw"
)

// A word is a piece of text that tesseract reads on the screen, and its box
// in logical pixels.
type word struct {
	line string
	text string
	box  image.Rectangle
}

// everywhere is the whole screen, navigation and page its usual parts.
var everywhere = image.Rect(0, 0, logicalWidth, logicalHeight)

// A sight is a way to prepare the screen for reading.
type sight int

const (
	// flat turns every text dark on white, whatever it stands on.
	flat sight = iota
	// alone is flat, read in the first language only: next to English,
	// tesseract takes some Hangul for Latin.
	alone
	// plain shows the screen in grey, as it is.
	plain
	// inverted shows it with light and dark exchanged.
	inverted
)

// read returns the words in the part of a picture of the screen, seen in the
// given way. Text is enlarged to some 200 dpi, which tesseract reads best.
func (s *screen) read(shown image.Image, part image.Rectangle, seen sight) ([]word, error) {
	enlarge := 3
	if s.scale > 1 {
		enlarge = 1
	}
	from := image.Rectangle{Min: part.Min.Mul(s.scale), Max: part.Max.Mul(s.scale)}
	grey := image.NewGray(image.Rectangle{Max: from.Size()})
	draw.Draw(grey, grey.Bounds(), shown, from.Min, draw.Src)
	switch seen {
	case flat, alone:
		grey = flattened(grey, s.scale)
	case inverted:
		for i, v := range grey.Pix {
			grey.Pix[i] = 255 - v
		}
	case plain:
	}
	large := image.NewGray(image.Rect(0, 0, from.Dx()*enlarge, from.Dy()*enlarge))
	draw.CatmullRom.Scale(large, large.Bounds(), grey, grey.Bounds(), draw.Src, nil)
	var content bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&content, large); err != nil {
		return nil, fmt.Errorf("encode the picture to read: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 4*patience)
	defer cancel()
	languages := s.languages
	if seen == alone {
		languages, _, _ = strings.Cut(languages, "+")
	}
	command := s.command(ctx, "tesseract", "stdin", "stdout", "-l", languages, "--psm", "11", "--dpi", "200", "tsv")
	command.Stdin = &content
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("read the screen: %w", err)
	}
	return parseWords(string(out), part.Min, enlarge*s.scale), nil
}

// flattened returns how far each pixel is from its ground, dark for far. The
// ground is the median of the surroundings, of which text covers less than
// half: so white on a coloured button reads as well as black on white.
func flattened(grey *image.Gray, scale int) *image.Gray {
	const strongest = 110 // the distance that is drawn black
	tile, reach := 4*scale, 11*scale
	flat := image.NewGray(grey.Bounds())
	size := grey.Bounds()
	for top := 0; top < size.Max.Y; top += tile {
		for left := 0; left < size.Max.X; left += tile {
			here := image.Rect(left, top, left+tile, top+tile).Intersect(size)
			ground := int(median(grey, image.Rect(left-reach, top-reach/2, left+tile+reach, top+tile+reach/2).Intersect(size)))
			for y := here.Min.Y; y < here.Max.Y; y++ {
				for x := here.Min.X; x < here.Max.X; x++ {
					away := min(max(int(grey.GrayAt(x, y).Y)-ground, ground-int(grey.GrayAt(x, y).Y)), strongest)
					flat.Pix[flat.PixOffset(x, y)] = uint8(255 - away*255/strongest)
				}
			}
		}
	}
	return flat
}

func median(grey *image.Gray, part image.Rectangle) uint8 {
	var counts [256]int
	for y := part.Min.Y; y < part.Max.Y; y++ {
		row := grey.PixOffset(part.Min.X, y)
		for _, v := range grey.Pix[row : row+part.Dx()] {
			counts[v]++
		}
	}
	half := part.Dx() * part.Dy() / 2
	for v, count := range counts {
		if half -= count; half < 0 {
			return uint8(v)
		}
	}
	return 255
}

// parseWords takes tesseract's table of words apart.
func parseWords(table string, origin image.Point, pixels int) []word {
	var words []word
	for row := range strings.Lines(table) {
		cells := strings.Split(strings.TrimRight(row, "\n"), "\t")
		if len(cells) < 12 || cells[0] != "5" || strings.TrimSpace(cells[11]) == "" {
			continue
		}
		var at [4]int
		for i := range at {
			value, err := strconv.Atoi(cells[6+i])
			if err != nil {
				value = 0
			}
			at[i] = value / pixels
		}
		words = append(words, word{
			line: strings.Join(cells[1:5], "."),
			text: cells[11],
			box:  image.Rect(at[0], at[1], at[0]+at[2], at[1]+at[3]).Add(origin),
		})
	}
	return words
}

// search returns the boxes of the text among the words, from top to bottom.
// Case, spaces and punctuation do not count, because reading a screen is not
// sure about them; letters and digits do, and a text starts and ends at the
// edge of a word.
func search(words []word, text string) []image.Rectangle {
	wanted := essence(text)
	var found []image.Rectangle
	for first := range words {
		var read string
		box := words[first].box
		for _, next := range words[first:] {
			if next.line != words[first].line {
				break
			}
			read += essence(next.text)
			box = box.Union(next.box)
			if read == wanted {
				found = append(found, box)
				break
			}
			if !strings.HasPrefix(wanted, read) {
				break
			}
		}
	}
	return found
}

// essence keeps the letters and digits of a text, in lower case, and takes
// those that look alike as the same. Of a Hangul syllable it leaves out the
// final consonant, which is too small to read surely.
func essence(text string) string {
	return strings.Map(func(r rune) rune {
		switch r = unicode.ToLower(r); {
		case r == 'l' || r == '|' || r == '1':
			return 'i'
		case r == 'o':
			return '0'
		case r >= '가' && r <= '힣':
			const finals = 28
			return r - (r-'가')%finals
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return r
		}
		return -1
	}, text)
}

// A reading is what the screen was found to say. It is kept until the screen
// shows something else, since reading takes a second.
type reading struct {
	shown image.Image
	words map[glimpse][]word
}

type glimpse struct {
	part image.Rectangle
	seen sight
}

// wordsNow returns the words in the part of the settled screen.
func (s *screen) wordsNow(part image.Rectangle, seen sight) []word {
	s.t.Helper()
	shown := s.settled()
	if s.last.shown == nil || s.changed(s.last.shown, shown) > 0 {
		s.last = reading{shown: shown, words: map[glimpse][]word{}}
	}
	words, known := s.last.words[glimpse{part, seen}]
	if !known {
		var err error
		if words, err = s.read(shown, part, seen); err != nil {
			s.t.Fatal(err)
		}
		s.last.words[glimpse{part, seen}] = words
	}
	return words
}

// find returns where the part of the settled screen shows the text, from the
// top; nothing if it does not.
func (s *screen) find(part image.Rectangle, text string) []image.Rectangle {
	s.t.Helper()
	sights := []sight{flat, plain, inverted}
	if strings.Contains(s.languages, "+") {
		sights = slices.Insert(sights, 1, alone)
	}
	for _, seen := range sights {
		if found := search(s.wordsNow(part, seen), text); len(found) > 0 {
			return found
		}
	}
	return nil
}

// locate waits until the part of the screen shows the text and returns the
// centre of its first appearance, from the top.
func (s *screen) locate(part image.Rectangle, text string) image.Point {
	s.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		if found := s.find(part, text); len(found) > 0 {
			return found[0].Min.Add(found[0].Max).Div(2)
		}
		if time.Now().After(deadline) {
			s.keep("missing-"+essence(text), s.look())
			s.t.Fatalf("the screen never shows %q; it reads %q", text, s.text(part))
		}
	}
}

// text returns all that is read in the part of the screen.
func (s *screen) text(part image.Rectangle) string {
	s.t.Helper()
	var all []string
	for _, w := range s.wordsNow(part, flat) {
		all = append(all, w.text)
	}
	return strings.Join(all, " ")
}

// see waits until the screen shows each of the texts.
func (s *screen) see(texts ...string) {
	s.t.Helper()
	s.seeIn(everywhere, texts...)
}

// seeIn waits until the part of the screen shows each of the texts.
func (s *screen) seeIn(part image.Rectangle, texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		s.locate(part, text)
	}
}

// gone waits until the screen shows the text no more.
func (s *screen) gone(text string) {
	s.t.Helper()
	deadline := time.Now().Add(patience)
	for len(s.find(everywhere, text)) > 0 {
		if time.Now().After(deadline) {
			s.t.Fatalf("the screen still shows %q", text)
		}
	}
}

// click presses the text where the screen first shows it.
func (s *screen) click(text string) {
	s.t.Helper()
	s.press(s.locate(everywhere, text))
}

// clickIn presses the text where the part of the screen first shows it.
func (s *screen) clickIn(part image.Rectangle, text string) {
	s.t.Helper()
	s.press(s.locate(part, text))
}
