package widgets

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// sketch is the one renderer of this package: a list of objects with three
// functions. paint sets colours and texts from the widget's state, place puts
// the objects where they belong.
type sketch struct {
	objects []fyne.CanvasObject
	min     func() fyne.Size
	place   func(fyne.Size)
	paint   func()
}

// draw gives a widget its renderer and paints it for the first time.
func draw(s *sketch) fyne.WidgetRenderer {
	if s.paint != nil {
		s.paint()
	}
	return s
}

// Objects are what is drawn.
func (s *sketch) Objects() []fyne.CanvasObject { return s.objects }

// Layout gives everything its place.
func (s *sketch) Layout(size fyne.Size) {
	if s.place != nil {
		s.place(size)
	}
}

// MinSize is the least room it needs.
func (s *sketch) MinSize() fyne.Size { return s.min() }

// Refresh paints everything anew.
func (s *sketch) Refresh() {
	if s.paint != nil {
		s.paint()
	}
	for _, object := range s.objects {
		object.Refresh()
	}
}

// Destroy is Fyne's.
func (*sketch) Destroy() {}

func shade(name fyne.ThemeColorName) color.Color { return theme.Color(name) }

// size answers a name of the type scale, with a sane value where the theme
// in force does not know ours.
func size(name fyne.ThemeSizeName) float32 {
	if s := theme.Size(name); s > 0 {
		return s
	}
	switch name {
	case SizeDisplay:
		return 26
	case SizeRadius:
		return 6
	case SizeHairline:
		return 1
	default:
		return theme.Size(SizeBody)
	}
}

// newLine makes an empty line of text; dress gives it colour and size.
func newLine(bold bool) *canvas.Text {
	line := canvas.NewText("", color.Transparent)
	line.TextStyle.Bold = bold
	return line
}

func dress(line *canvas.Text, c fyne.ThemeColorName, s fyne.ThemeSizeName) {
	line.Color = shade(c)
	line.TextSize = size(s)
}

// newFace makes the rectangle a widget lies on; dressFace colours it.
func newFace() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }

func dressFace(face *canvas.Rectangle, fill, border fyne.ThemeColorName, radius float32) {
	face.FillColor = color.Transparent
	if fill != "" {
		face.FillColor = shade(fill)
	}
	face.StrokeWidth = 0
	if border != "" {
		face.StrokeColor = shade(border)
		face.StrokeWidth = size(SizeHairline)
	}
	face.CornerRadius = radius
}

func put(object fyne.CanvasObject, x, y, w, h float32) {
	object.Move(fyne.NewPos(x, y))
	object.Resize(fyne.NewSize(w, h))
}

// width is how wide a text is when drawn.
func width(text string, textSize float32, bold bool) float32 {
	return fyne.MeasureText(text, textSize, fyne.TextStyle{Bold: bold}).Width
}

func lineHeight(s fyne.ThemeSizeName) float32 {
	return fyne.MeasureText("Ag가", size(s), fyne.TextStyle{}).Height
}

// elide shortens text with an ellipsis until it is at most room wide.
func elide(text string, room, textSize float32, bold bool) string {
	if text == "" || width(text, textSize, bold) <= room {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high {
		middle := (low + high + 1) / 2
		if width(string(runes[:middle])+"…", textSize, bold) <= room {
			low = middle
		} else {
			high = middle - 1
		}
	}
	if low == 0 {
		return "…"
	}
	return string(runes[:low]) + "…"
}

// fit sets a line's text, elided to the room it has.
func fit(line *canvas.Text, text string, room float32) {
	line.Text = elide(text, room, line.TextSize, line.TextStyle.Bold)
}

// sizeFor is the body size, or the caption size for a number that would be cut
// at the body size: a number that is cut is a wrong number.
func sizeFor(number string, room float32, bold bool) float32 {
	if body := size(SizeBody); width(number, body, bold) <= room {
		return body
	}
	return size(SizeCaption)
}

// wrap breaks text into lines at most room wide: at line breaks, between
// words, and within a word that alone is too wide.
func wrap(text string, room, textSize float32) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		line := ""
		for _, word := range strings.Fields(paragraph) {
			candidate := strings.TrimSpace(line + " " + word)
			if width(candidate, textSize, false) <= room {
				line = candidate
				continue
			}
			if line != "" {
				lines = append(lines, line)
			}
			for line = word; width(line, textSize, false) > room; {
				head := elide(line, room, textSize, false)
				head = strings.TrimSuffix(head, "…")
				if head == "" {
					break
				}
				lines = append(lines, head)
				line = strings.TrimPrefix(line, head)
			}
		}
		lines = append(lines, line)
	}
	return lines
}
