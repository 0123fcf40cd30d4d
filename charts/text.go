package charts

import (
	"strings"
	"unicode"

	"github.com/wcharczuk/go-chart/v2/drawing"
	"golang.org/x/text/unicode/norm"
)

// face is a text style; size is in logical pixels.
type face struct {
	size float64
	bold bool
}

// The type scale: few sizes, so that all charts look like one hand.
func faceTitle() face  { return face{15, true} }
func faceSub() face    { return face{12, false} }
func faceLabel() face  { return face{12, false} }
func faceStrong() face { return face{12, true} }
func faceAxis() face   { return face{11, false} }
func faceSmall() face  { return face{10.5, false} }

// align is where a text lies relative to its x.
type align int

const (
	alignLeft align = iota
	alignCentre
	alignRight
)

// clean makes a label drawable on one line: composed Hangul (file names from
// macOS come decomposed), no line breaks, no control characters.
func clean(s string) string {
	const longest = 300 // runes; no picture is wider, and names can be anything
	if len(s) > 4*longest {
		s = string([]rune(s)[:min(longest, len([]rune(s)))])
	}
	s = norm.NFC.String(strings.ToValidUTF8(s, "?"))
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) {
			return -1
		}
		return r
	}, s))
}

// measure returns a text's width in logical pixels, the same at every scale.
func (c *Canvas) measure(s string, f face) float64 {
	width := 0.0
	for _, r := range c.runs(clean(s), f.bold) {
		width += advance(r) * f.size
	}
	return width
}

// write draws a text on a baseline and returns its width.
func (c *Canvas) write(s string, x, baseline float64, f face, a align, colour drawing.Color) float64 {
	s = clean(s)
	width := c.measure(s, f)
	switch a {
	case alignCentre:
		x -= width / 2
	case alignRight:
		x -= width
	case alignLeft:
	}
	c.gc.SetFillColor(colour)
	c.gc.SetFontSize(f.size * c.k)
	pen, y := c.safe(x), c.safe(c.snap(baseline))
	for _, r := range c.runs(s, f.bold) {
		c.gc.SetFont(r.font)
		if _, err := c.gc.CreateStringPath(r.text, pen, y); err != nil {
			break // a broken glyph: draw what there is
		}
		pen += advance(r) * f.size * c.k
	}
	c.gc.Fill()
	return width
}

// writeMid draws a text vertically centred on y.
func (c *Canvas) writeMid(s string, x, y float64, f face, a align, colour drawing.Color) float64 {
	return c.write(s, x, y+f.size*0.36, f, a, colour)
}

// elide shortens a text with "…" to fit a width; nothing fits: "".
func (c *Canvas) elide(s string, f face, width float64) string {
	s = clean(s)
	if c.measure(s, f) <= width {
		return s
	}
	letters := []rune(s)
	low, high := 0, len(letters) // longest prefix that fits
	for low < high {
		mid := (low + high + 1) / 2
		if c.measure(strings.TrimSpace(string(letters[:mid]))+"…", f) <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	if low == 0 {
		return ""
	}
	return strings.TrimSpace(string(letters[:low])) + "…"
}

// wrap breaks a text at spaces into at most n lines of a width; what does
// not fit is elided.
func (c *Canvas) wrap(s string, f face, width float64, n int) []string {
	words := strings.Fields(clean(s))
	var lines []string
	for len(words) > 0 && len(lines) < n {
		take := 1
		for take < len(words) && c.measure(strings.Join(words[:take+1], " "), f) <= width {
			take++
		}
		if len(lines) == n-1 {
			take = len(words)
		}
		if line := c.elide(strings.Join(words[:take], " "), f, width); line != "" {
			lines = append(lines, line)
		}
		words = words[take:]
	}
	return lines
}

// widest is the width of the widest of some texts, at most limit.
func (c *Canvas) widest(f face, limit float64, texts ...string) float64 {
	width := 0.0
	for _, text := range texts {
		width = max(width, c.measure(text, f))
	}
	return min(width, limit)
}
