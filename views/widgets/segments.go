package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Segments shows a few choices side by side in one frame, one of which always
// holds. A click or the keys Left, Right, Home and End choose; Fyne's radio
// group swallows Escape and spreads its choices as wide as the widest.
type Segments struct {
	widget.BaseWidget
	spare
	// OnChosen is told the place of what the user chose.
	OnChosen func(place int)

	chosen  int
	focused bool
	parts   []*segment
}

// NewSegments makes choices of these words with the one at place chosen.
func NewSegments(words []string, place int, onChosen func(place int)) *Segments {
	s := &Segments{OnChosen: onChosen, chosen: place}
	for i, word := range words {
		s.parts = append(s.parts, newSegment(s, i, word))
	}
	s.ExtendBaseWidget(s)
	return s
}

// Chosen is the place of what holds.
func (s *Segments) Chosen() int { return s.chosen }

// Choose makes the choice at place hold, as a click does.
func (s *Segments) Choose(place int) {
	if place < 0 || place >= len(s.parts) || place == s.chosen {
		return
	}
	s.chosen = place
	s.Refresh()
	if s.OnChosen != nil {
		s.OnChosen(place)
	}
}

// FocusGained shows the keyboard's place.
func (s *Segments) FocusGained() {
	s.focused = true
	s.Refresh()
}

// FocusLost is Fyne's.
func (s *Segments) FocusLost() {
	s.focused = false
	s.Refresh()
}

// TypedRune is Fyne's; the space bar goes round.
func (s *Segments) TypedRune(r rune) {
	if r == ' ' && len(s.parts) > 0 {
		s.Choose((s.chosen + 1) % len(s.parts))
	}
}

// TypedKey chooses or hands the key on.
func (s *Segments) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.Choose(s.chosen - 1)
	case fyne.KeyRight, fyne.KeyDown:
		s.Choose(s.chosen + 1)
	case fyne.KeyHome:
		s.Choose(0)
	case fyne.KeyEnd:
		s.Choose(len(s.parts) - 1)
	default:
		s.passKey(key)
	}
}

// segmentInset is the frame around the choices.
const segmentInset float32 = 3

// CreateRenderer is Fyne's.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	face := newFace()
	r := &sketch{objects: []fyne.CanvasObject{face}}
	for _, part := range s.parts {
		r.objects = append(r.objects, part)
	}
	r.paint = func() {
		border := fyne.ThemeColorName("")
		if s.focused {
			border = ColorAccent
		}
		dressFace(face, ColorSunken, border, size(SizeRadius))
		if s.focused {
			face.StrokeWidth = 2
		}
	}
	r.min = func() fyne.Size {
		least := fyne.NewSize(2*segmentInset, 0)
		for _, part := range s.parts {
			want := part.MinSize()
			least.Width += want.Width
			least.Height = max(least.Height, want.Height+2*segmentInset)
		}
		return least
	}
	r.place = func(area fyne.Size) {
		high := min(area.Height, r.min().Height)
		top := (area.Height - high) / 2
		put(face, 0, top, r.min().Width, high)
		x := segmentInset
		for _, part := range s.parts {
			wide := part.MinSize().Width
			put(part, x, top+segmentInset, wide, high-2*segmentInset)
			x += wide
		}
	}
	return draw(r)
}

// segment is one of the choices.
type segment struct {
	widget.BaseWidget
	of      *Segments
	place   int
	word    string
	hovered bool
}

func newSegment(of *Segments, place int, word string) *segment {
	s := &segment{of: of, place: place, word: word}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped answers a click.
func (s *segment) Tapped(*fyne.PointEvent) { s.of.Choose(s.place) }

// Cursor is what the pointer looks like here.
func (*segment) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn hears the pointer come.
func (s *segment) MouseIn(*desktop.MouseEvent) { s.hover(true) }

// MouseMoved hears the pointer move.
func (*segment) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hears the pointer leave.
func (s *segment) MouseOut() { s.hover(false) }

func (s *segment) hover(on bool) {
	s.hovered = on
	s.Refresh()
}

// CreateRenderer is Fyne's.
func (s *segment) CreateRenderer() fyne.WidgetRenderer {
	face, text := newFace(), newLine(false)
	return draw(&sketch{
		objects: []fyne.CanvasObject{face, text},
		paint: func() {
			s.paintFace(face)
			text.Text = s.word
			dress(text, ColorMuted, SizeBody)
			if s.place == s.of.chosen {
				dress(text, ColorAccent, SizeBody)
			}
		},
		min: func() fyne.Size {
			return fyne.NewSize(width(s.word, size(SizeBody), false)+3*Space, lineHeight(SizeBody)+1.5*Space)
		},
		place: func(area fyne.Size) {
			face.Resize(area)
			want := text.MinSize()
			put(text, (area.Width-want.Width)/2, (area.Height-want.Height)/2, want.Width, want.Height)
		},
	})
}

func (s *segment) paintFace(face *canvas.Rectangle) {
	radius := size(SizeRadius) - 1
	switch {
	case s.place == s.of.chosen:
		dressFace(face, ColorCard, ColorBorder, radius)
	case s.hovered:
		dressFace(face, ColorHover, "", radius)
	default:
		dressFace(face, "", "", radius)
	}
}
