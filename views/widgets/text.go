package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Text is one line that is elided when it gets less room than it wants.
type Text struct {
	widget.BaseWidget
	text  string
	role  Role
	size  fyne.ThemeSizeName
	bold  bool
	align fyne.TextAlign
	floor float32
	line  *canvas.Text
}

// NewText shows text in the role at the size of the scale. Its minimum width
// is that of the whole text; use Shrink to let a layout cut it.
func NewText(text string, s fyne.ThemeSizeName, role Role) *Text {
	t := &Text{text: text, role: role, size: s, floor: -1}
	t.ExtendBaseWidget(t)
	return t
}

// NewTitle is a bold Text in the size of a card's title.
func NewTitle(text string) *Text { return NewText(text, SizeTitle, RoleNone).Bold() }

// Bold makes the text bold and returns it.
func (t *Text) Bold() *Text {
	t.bold = true
	t.Refresh()
	return t
}

// Align sets leading, centred or trailing text and returns it.
func (t *Text) Align(align fyne.TextAlign) *Text {
	t.align = align
	t.Refresh()
	return t
}

// Shrink allows the text to be elided down to the given width.
func (t *Text) Shrink(floor float32) *Text {
	t.floor = floor
	t.Refresh()
	return t
}

// Text is the whole text, elided or not.
func (t *Text) Text() string { return t.text }

// Set shows another text in another role.
func (t *Text) Set(text string, role Role) {
	if t.text == text && t.role == role {
		return
	}
	t.text, t.role = text, role
	t.Refresh()
}

// CreateRenderer is Fyne's.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.line = newLine(t.bold)
	paint := func() {
		t.line.TextStyle.Bold = t.bold
		t.line.Alignment = t.align
		dress(t.line, t.role.Color(), t.size)
		room := t.Size().Width
		if room == 0 {
			room = 1e6
		}
		// The half pixel lets a text that got exactly its own width stand.
		fit(t.line, t.text, room+0.5)
	}
	return draw(&sketch{
		objects: []fyne.CanvasObject{t.line},
		min: func() fyne.Size {
			full := fyne.MeasureText(t.text, size(t.size), fyne.TextStyle{Bold: t.bold})
			if t.floor >= 0 {
				full.Width = min(full.Width, t.floor)
			}
			full.Height = max(full.Height, lineHeight(t.size))
			return full
		},
		place: func(area fyne.Size) {
			paint()
			t.line.Move(fyne.NewPos(0, 0))
			t.line.Resize(area)
		},
		paint: paint,
	})
}

// NewParagraph shows text over as many lines as its width asks for.
func NewParagraph(text string, s fyne.ThemeSizeName, role Role) *Paragraph {
	p := &Paragraph{segment: &widget.TextSegment{Text: text, Style: widget.RichTextStyle{ColorName: role.Color(), SizeName: s}}}
	p.rich = widget.NewRichText(p.segment)
	p.rich.Wrapping = fyne.TextWrapWord
	p.ExtendBaseWidget(p)
	return p
}

// Paragraph is wrapped text without the padding of Fyne's label.
type Paragraph struct {
	widget.BaseWidget
	rich    *widget.RichText
	segment *widget.TextSegment
}

// Set shows another text in another role.
func (p *Paragraph) Set(text string, role Role) {
	p.segment.Text, p.segment.Style.ColorName = text, role.Color()
	p.rich.Refresh()
	p.Refresh()
}

// Center centres the lines and returns the paragraph.
func (p *Paragraph) Center() *Paragraph {
	p.segment.Style.Alignment = fyne.TextAlignCenter
	p.rich.Refresh()
	return p
}

// Bold makes the text bold and returns the paragraph.
func (p *Paragraph) Bold() *Paragraph {
	p.segment.Style.TextStyle.Bold = true
	p.rich.Refresh()
	return p
}

// Text is what the paragraph says.
func (p *Paragraph) Text() string { return p.segment.Text }

// CreateRenderer is Fyne's.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	return draw(&sketch{
		objects: []fyne.CanvasObject{p.rich},
		min: func() fyne.Size {
			inset := 2 * theme.InnerPadding()
			return p.rich.MinSize().Subtract(fyne.NewSize(inset, inset))
		},
		place: func(area fyne.Size) {
			inset := theme.InnerPadding()
			put(p.rich, -inset, -inset, area.Width+2*inset, area.Height+2*inset)
		},
	})
}
