package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Palette is the command palette: one search line over pages, records and
// commands. Up, Down and Enter choose, Escape closes.
type Palette struct {
	// OnChosen is told the id of what the user chose.
	OnChosen func(id string)
	// OnTyped, if set, is told what is typed, to look records up and to add
	// them by SetOptions.
	OnTyped func(text string)

	overlay *Overlay
	list    *chooser
	pop     *widget.PopUp
	before  fyne.Focusable
}

const (
	paletteWidth float32 = 600
	paletteShown float32 = 11
)

// NewPalette makes a palette for the window the overlay is in. hint stands in
// the empty search line, none where nothing matches.
func NewPalette(overlay *Overlay, rank Rank, hint, none string) *Palette {
	p := &Palette{overlay: overlay}
	p.list = newChooser(rank, hint, none, nil, int(paletteShown))
	p.list.onCancel = p.Hide
	p.list.onChoose = func(option Option) {
		p.Hide()
		if p.OnChosen != nil {
			p.OnChosen(option.ID)
		}
	}
	filter := p.list.entry.OnChanged
	p.list.entry.OnChanged = func(text string) {
		filter(text)
		if p.OnTyped != nil {
			p.OnTyped(text)
		}
	}
	return p
}

// SetOptions offers these, keeping what is typed.
func (p *Palette) SetOptions(options []Option) { p.list.setOptions(options) }

// Show opens the palette, empty.
func (p *Palette) Show() {
	c := p.overlay.canvasOf(p.overlay)
	if c == nil || p.Visible() {
		return
	}
	p.before = c.Focused()
	p.list.entry.SetText("")
	p.pop = widget.NewPopUp(p.list, c)
	want := fyne.NewSize(min(paletteWidth, c.Size().Width-4*Space), p.list.entry.MinSize().Height+2*Space+chooseHeight*paletteShown)
	p.pop.ShowAtPosition(fyne.NewPos((c.Size().Width-want.Width)/2, max(Space, c.Size().Height*0.12)))
	p.pop.Resize(want)
	c.Focus(p.list.entry)
}

// Hide closes the palette and gives the keyboard back.
func (p *Palette) Hide() {
	if !p.Visible() {
		return
	}
	p.pop.Hide()
	if c := p.overlay.canvasOf(p.overlay); c != nil && p.before != nil {
		c.Focus(p.before)
	}
}

// Visible reports whether the palette is open.
func (p *Palette) Visible() bool { return p.pop != nil && p.pop.Visible() }
