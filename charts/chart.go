// Package charts turns plain series into pictures: one file per chart, drawn
// with go-chart's renderer, ranges and drawing context in one visual language
// (light and dark, any scale, any language). It knows no records: callers
// hand it labels and numbers, and get an image plus the regions behind which
// a number can be pointed at or opened.
//
// Numbers are float64 in whatever unit the caller formats; NaN and infinities
// mean "no value" and are drawn as such. Every input is drawn without error:
// series of different length are read to their own ends, and a chart without
// one usable value draws the empty state.
package charts

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"attain/app/sales"
)

// Chart is anything that can draw itself on a canvas.
type Chart interface {
	// Draw paints the chart on c and records the regions a pointer can hit.
	Draw(c *Canvas)
}

// Format writes a finite number the way the user reads it (money, count,
// ratio as per cent ...). A nil Format writes plain abbreviated numbers.
type Format func(value float64) string

// Fonts are the two faces every text is drawn with. Reading is safe from
// several goroutines, so one value serves the whole program.
type Fonts struct {
	regular, bold          *truetype.Font
	fallback, fallbackBold *truetype.Font
}

// ParseFonts reads a regular and a bold TrueType font file. It fails on
// anything that is not a single TrueType font (CFF outlines and collections
// are not supported by the rasterizer). What these fonts lack (NanumSquare has
// no € and no Cyrillic) is taken from the Go fonts.
func ParseFonts(regular, bold []byte) (*Fonts, error) {
	r, err := truetype.Parse(regular)
	if err != nil {
		return nil, fmt.Errorf("parse the regular chart font: %w", err)
	}
	b, err := truetype.Parse(bold)
	if err != nil {
		return nil, fmt.Errorf("parse the bold chart font: %w", err)
	}
	fallback, err := truetype.Parse(goregular.TTF)
	if err != nil {
		return nil, fmt.Errorf("parse the regular fallback font: %w", err)
	}
	fallbackBold, err := truetype.Parse(gobold.TTF)
	if err != nil {
		return nil, fmt.Errorf("parse the bold fallback font: %w", err)
	}
	return &Fonts{regular: r, bold: b, fallback: fallback, fallbackBold: fallbackBold}, nil
}

// Options say how a chart is rendered, independent of its data.
type Options struct {
	Width, Height int         // logical pixels
	Scale         float64     // device pixels per logical pixel; 0 means 1
	Dark          bool        // dark palette instead of the light one
	Background    color.Color // the palette's own where nil
	Text          sales.Text  // the catalogue; keys are shown where nil
	Fonts         *Fonts      // required
	Title         string      // drawn at the top left; none where empty
	Subtitle      string      // drawn muted beneath the title, such as the period
}

// Rect is a rectangle in logical pixels, measured from the top left corner.
type Rect struct{ X, Y, W, H float64 }

// Contains says whether the point lies in the rectangle.
func (r Rect) Contains(x, y float64) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

// Region is a part of a picture that stands for one number: the ID given by
// the caller with the datum (empty if none), what it is and its value as
// text for a tooltip.
type Region struct {
	Rect  Rect
	ID    string
	Label string
	Value string
}

// Picture is a rendered chart.
type Picture struct {
	Image   image.Image // Width*Scale by Height*Scale device pixels
	Regions []Region    // in drawing order: a later one lies on top
}

// At returns the topmost region at a point in logical pixels.
func (p *Picture) At(x, y float64) (Region, bool) {
	for i := len(p.Regions) - 1; i >= 0; i-- {
		if p.Regions[i].Rect.Contains(x, y) {
			return p.Regions[i], true
		}
	}
	return Region{}, false
}

// PNG writes the picture as a PNG file.
func (p *Picture) PNG(w io.Writer) error {
	if err := png.Encode(w, p.Image); err != nil {
		return fmt.Errorf("write chart as png: %w", err)
	}
	return nil
}

// Limits of what Render accepts: beneath the first no text fits, above the
// second a single picture would take more than 256 MB.
const (
	minSide       = 16
	maxPixels     = 64 << 20
	maxScale      = 16.0
	devicePerInch = 64 // makes a font size of n mean n device pixels in go-chart
)

// ErrOptions says that a picture cannot be made with these options.
var ErrOptions = errors.New("unusable chart options")

// Render draws a chart. It fails with ErrOptions if the size or scale is not
// usable or fonts are missing; the data of a chart never make it fail.
func Render(chart Chart, options Options) (picture *Picture, err error) {
	if options, err = checked(options); err != nil {
		return nil, err
	}
	// Last defence: a picture that cannot be drawn must not take the window
	// down with it. Charts check their input, so this is not expected.
	defer func() {
		if cause := recover(); cause != nil {
			picture, err = nil, fmt.Errorf("draw chart %T: %v", chart, cause)
		}
	}()
	canvas, err := newCanvas(options)
	if err != nil {
		return nil, err
	}
	chart.Draw(canvas)
	return &Picture{Image: canvas.img, Regions: canvas.regions}, nil
}

// checked fills in defaults and refuses what cannot be rendered.
func checked(o Options) (Options, error) {
	if o.Scale == 0 {
		o.Scale = 1
	}
	if math.IsNaN(o.Scale) || o.Scale < 0.1 || o.Scale > maxScale {
		return o, fmt.Errorf("%w: scale %v", ErrOptions, o.Scale)
	}
	if o.Width < minSide || o.Height < minSide {
		return o, fmt.Errorf("%w: %d by %d logical pixels is too small", ErrOptions, o.Width, o.Height)
	}
	if float64(o.Width)*float64(o.Height)*o.Scale*o.Scale > maxPixels {
		return o, fmt.Errorf("%w: %d by %d at scale %v is too large", ErrOptions, o.Width, o.Height, o.Scale)
	}
	if o.Fonts == nil || o.Fonts.regular == nil || o.Fonts.bold == nil {
		return o, fmt.Errorf("%w: no fonts given", ErrOptions)
	}
	if o.Text == nil {
		o.Text = func(key string, _ ...any) string { return key }
	}
	return o, nil
}
