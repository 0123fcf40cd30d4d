package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Run is words in one style.
type Run struct {
	Text string
	Bold bool
}

// Passage is a paragraph of a Prose. Mark is what stands before it, such as a
// dash or a number; its lines hang behind that. Fixed keeps its lines as they
// are, on a ground of their own.
type Passage struct {
	Mark    string
	Runs    []Run
	Heading bool
	Fixed   bool
}

// Prose is paragraphs of words in two weights, wrapped between words. Fyne's
// rich text also breaks a line where the weight changes, between letters.
type Prose struct {
	widget.BaseWidget
	passages []Passage
	wide     float32
	high     float32
	lines    []*canvas.Text
	grounds  []*canvas.Rectangle
}

// NewProse shows passages in the width they get, about wide logical pixels.
func NewProse(passages []Passage, wide float32) *Prose {
	f := &Prose{passages: passages, wide: wide}
	f.ExtendBaseWidget(f)
	return f
}

// Text is all that the passages say, a line each.
func (f *Prose) Text() string {
	var all strings.Builder
	for _, p := range f.passages {
		all.WriteString(p.Mark)
		for _, run := range p.Runs {
			all.WriteString(run.Text)
		}
		all.WriteString("\n")
	}
	return all.String()
}

// CreateRenderer is Fyne's.
func (f *Prose) CreateRenderer() fyne.WidgetRenderer {
	s := &sketch{}
	set := func() {
		f.set()
		s.objects = make([]fyne.CanvasObject, 0, len(f.lines)+len(f.grounds))
		for _, ground := range f.grounds {
			s.objects = append(s.objects, ground)
		}
		for _, line := range f.lines {
			s.objects = append(s.objects, line)
		}
	}
	s.min = func() fyne.Size { return fyne.NewSize(10*Space, f.high) }
	s.place = func(area fyne.Size) {
		if area.Width > 0 && area.Width != f.wide {
			f.wide = area.Width
			set()
			f.Refresh() // its height has changed, which whoever holds it must know
		}
	}
	s.paint = set
	return draw(s)
}

// set breaks every passage into lines and places them.
func (f *Prose) set() {
	f.lines, f.grounds = nil, nil
	y := float32(0)
	for i, p := range f.passages {
		if i > 0 {
			y += Space
		}
		if p.Heading && i > 0 {
			y += Space
		}
		y = f.setPassage(p, y)
	}
	f.high = y
}

func (f *Prose) setPassage(p Passage, y float32) float32 {
	scale, step := SizeBody, lineHeight(SizeBody)
	if p.Heading {
		scale, step = SizeTitle, lineHeight(SizeTitle)
	}
	if p.Fixed {
		return f.setFixed(p, y)
	}
	hang := float32(0)
	if p.Mark != "" {
		hang = width(p.Mark+" ", size(scale), false)
		f.line(Run{Text: p.Mark}, scale, 0, y)
	}
	for _, line := range wrapRuns(wordsOf(p.Runs), f.wide-hang, size(scale)) {
		x := hang
		for _, run := range line {
			run.Bold = run.Bold || p.Heading
			x += f.line(run, scale, x, y)
		}
		y += step
	}
	return y
}

// setFixed keeps the breaks of the text, and breaks what is too long too.
func (f *Prose) setFixed(p Passage, y float32) float32 {
	ground := newFace()
	dressFace(ground, ColorSunken, "", size(SizeRadius))
	top := y
	y += Space / 2
	for _, run := range p.Runs {
		for text := range strings.SplitSeq(run.Text, "\n") {
			for _, line := range wrapRuns(wordsOf([]Run{{Text: text}}), f.wide-2*Space, size(SizeBody)) {
				x := Space
				for _, part := range line {
					x += f.line(part, SizeBody, x, y)
				}
				y += lineHeight(SizeBody)
			}
		}
	}
	y += Space / 2
	put(ground, 0, top, f.wide, y-top)
	f.grounds = append(f.grounds, ground)
	return y
}

// line adds a piece of text at a place and answers how wide it is.
func (f *Prose) line(run Run, s fyne.ThemeSizeName, x, y float32) float32 {
	text := newLine(run.Bold)
	dress(text, ColorText, s)
	text.Text = run.Text
	wide := width(run.Text, size(s), run.Bold)
	put(text, x, y, wide, lineHeight(s))
	f.lines = append(f.lines, text)
	return wide
}

// word is pieces that are not to be parted, such as a bold key and the comma
// behind it.
type word []Run

// wordsOf takes runs apart at their spaces.
func wordsOf(runs []Run) []word {
	var words []word
	open := false // whether the next piece belongs to the last word
	for _, run := range runs {
		for i, part := range strings.Split(run.Text, " ") {
			open = open && i == 0
			if part == "" {
				continue
			}
			piece := Run{Text: part, Bold: run.Bold}
			if open {
				words[len(words)-1] = append(words[len(words)-1], piece)
			} else {
				words = append(words, word{piece})
			}
			open = true
		}
		open = open && !strings.HasSuffix(run.Text, " ")
	}
	return words
}

// wrapRuns fills lines of at most room with words; only a word that is wider than
// a line is broken. Neighbours of one weight are one run.
func wrapRuns(words []word, room, textSize float32) [][]Run {
	var lines [][]Run
	var line []Run
	used := float32(0)
	space := width(" ", textSize, false)
	for _, w := range words {
		for _, piece := range broken(w, room, textSize) {
			wide := float32(0)
			for _, run := range piece {
				wide += width(run.Text, textSize, run.Bold)
			}
			if line != nil && used+space+wide > room {
				lines, line, used = append(lines, line), nil, 0
			}
			if line != nil {
				line[len(line)-1].Text += " "
				used += space
			}
			for _, run := range piece {
				if last := len(line) - 1; last >= 0 && line[last].Bold == run.Bold {
					line[last].Text += run.Text
				} else {
					line = append(line, run)
				}
			}
			used += wide
		}
	}
	return append(lines, line)
}

// broken is a word in pieces no wider than room.
func broken(w word, room, textSize float32) []word {
	wide := float32(0)
	for _, run := range w {
		wide += width(run.Text, textSize, run.Bold)
	}
	if wide <= room {
		return []word{w}
	}
	var pieces []word
	for _, run := range w {
		piece := ""
		for _, letter := range run.Text {
			if piece != "" && width(piece+string(letter), textSize, run.Bold) > room {
				pieces, piece = append(pieces, word{{Text: piece, Bold: run.Bold}}), ""
			}
			piece += string(letter)
		}
		pieces = append(pieces, word{{Text: piece, Bold: run.Bold}})
	}
	return pieces
}
