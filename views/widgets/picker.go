package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// PickerTexts are the words of a Picker: Hint stands in it while nothing is
// chosen, Search in its search line, None where nothing matches.
type PickerTexts struct{ Hint, Search, None string }

// Picker chooses one of few or thousands by typing: a click, Space, Enter,
// Down or the first letter opens a list that narrows with every letter. Enter
// takes the current line; in a form Tab does too and goes on to the next field.
type Picker struct {
	widget.BaseWidget
	// OnChosen is told the id of what the user chose.
	OnChosen func(id string)

	overlay          *Overlay
	rank             Rank
	options          []Option
	chosen           string
	texts            PickerTexts
	focused, hovered bool
	disabled         bool
	pop              *widget.PopUp
	list             *chooser
	submit, cancel   func()
	keyboard         *Keyboard
}

const pickerShown = 9

// NewPicker makes a picker with nothing chosen.
func NewPicker(overlay *Overlay, rank Rank, texts PickerTexts, options []Option) *Picker {
	p := &Picker{overlay: overlay, rank: rank, texts: texts, options: options}
	p.ExtendBaseWidget(p)
	return p
}

// SetOptions offers other things; the choice stays if it is still among them.
func (p *Picker) SetOptions(options []Option) {
	p.options = options
	if _, known := p.option(p.chosen); !known {
		p.chosen = ""
	}
	p.Refresh()
}

// SetChosen chooses by id without calling OnChosen; "" chooses nothing.
func (p *Picker) SetChosen(id string) {
	p.chosen = id
	p.Refresh()
}

// Chosen is the id of what is chosen, or "".
func (p *Picker) Chosen() string { return p.chosen }

func (p *Picker) filled() string { return p.chosen }

func (p *Picker) fill(id string) { p.SetChosen(id) }

// SetTexts changes the picker's words.
func (p *Picker) SetTexts(texts PickerTexts) {
	p.texts = texts
	p.Refresh()
}

func (p *Picker) option(id string) (Option, bool) {
	for _, option := range p.options {
		if option.ID == id {
			return option, true
		}
	}
	return Option{}, false
}

func (p *Picker) joinForm(submit, cancel func()) { p.submit, p.cancel = submit, cancel }

// Steer makes Tab in the open list take what was typed for and go on.
func (p *Picker) Steer(keyboard *Keyboard) { p.keyboard = keyboard }

// takeAndMove ends the list as Tab does: what the user searched or went to is
// chosen, a list only looked at leaves the choice as it was.
func (p *Picker) takeAndMove(back bool) fyne.Focusable {
	if p.pop != nil {
		if p.list.looked() {
			p.shut()
		} else {
			p.list.choose(p.list.current)
		}
	}
	return p.keyboard.Move(back)
}

// Disable keeps the choice as it is.
func (p *Picker) Disable() {
	p.disabled = true
	p.Refresh()
}

// Enable allows choosing again.
func (p *Picker) Enable() {
	p.disabled = false
	p.Refresh()
}

// Disabled reports whether choosing is off.
func (p *Picker) Disabled() bool { return p.disabled }

// open shows the list with what has been typed already.
func (p *Picker) open(typed string) {
	if p.disabled {
		return
	}
	p.list = newChooser(p.rank, p.texts.Search, p.texts.None, p.options, pickerShown)
	p.list.onCancel = p.shut
	if p.keyboard != nil {
		p.list.entry.Steer(&Keyboard{Runner: p.keyboard.Runner, Back: p.keyboard.Back, Move: p.takeAndMove})
	}
	p.list.refocus = func() { p.overlay.focus(p.list.entry) }
	p.list.onChoose = func(option Option) {
		p.shut()
		p.SetChosen(option.ID)
		if p.OnChosen != nil {
			p.OnChosen(option.ID)
		}
	}
	p.pop = p.overlay.popUp(p.list, p, p.Size().Width-Space, p.shut)
	if p.pop == nil {
		return
	}
	p.overlay.focus(p.list.entry)
	p.list.mark(p.chosen)
	for _, letter := range typed {
		p.list.entry.TypedRune(letter)
	}
}

func (p *Picker) shut() {
	if p.pop != nil {
		p.pop.Hide()
		p.pop = nil
		p.overlay.focus(p)
	}
}

// Tapped opens the list.
func (p *Picker) Tapped(*fyne.PointEvent) {
	p.overlay.focus(p)
	p.open("")
}

// Cursor is Fyne's.
func (*Picker) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained is Fyne's.
func (p *Picker) FocusGained() { p.light(p.hovered, true) }

// FocusLost is Fyne's.
func (p *Picker) FocusLost() { p.light(p.hovered, false) }

// MouseIn is Fyne's.
func (p *Picker) MouseIn(*desktop.MouseEvent) { p.light(true, p.focused) }

// MouseMoved is Fyne's.
func (*Picker) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is Fyne's.
func (p *Picker) MouseOut() { p.light(false, p.focused) }

func (p *Picker) light(hovered, focused bool) {
	p.hovered, p.focused = hovered, focused
	p.Refresh()
}

// TypedRune opens the list with the letter in its search line.
func (p *Picker) TypedRune(letter rune) {
	if letter != ' ' {
		p.open(string(letter))
	}
}

// TypedKey opens the list, or ends the form the picker is in.
func (p *Picker) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		p.open("")
	case fyne.KeyEscape:
		if p.cancel != nil {
			p.cancel()
			return
		}
		p.overlay.pass(p, key)
	default:
		p.overlay.pass(p, key)
	}
}

// TypedShortcut submits the form the picker is in on Ctrl+Enter.
func (p *Picker) TypedShortcut(shortcut fyne.Shortcut) {
	if submits(shortcut) && p.submit != nil {
		p.submit()
	}
}

// CreateRenderer is Fyne's.
func (p *Picker) CreateRenderer() fyne.WidgetRenderer {
	face, text := newFace(), newLine(false)
	arrow := canvas.NewImageFromResource(nil)
	arrow.FillMode = canvas.ImageFillContain
	r := &sketch{objects: []fyne.CanvasObject{face, text, arrow}}
	r.paint = func() {
		border := theme.ColorNameInputBorder
		switch {
		case p.focused:
			border = ColorAccent
		case p.hovered && !p.disabled:
			border = ColorMuted
		}
		dressFace(face, theme.ColorNameInputBackground, border, size(SizeRadius))
		if p.focused {
			face.StrokeWidth = 2
		}
		tintImage(arrow, theme.MenuDropDownIcon(), RoleMuted)
		option, known := p.option(p.chosen)
		dress(text, ColorText, SizeBody)
		if p.disabled {
			dress(text, theme.ColorNameDisabled, SizeBody)
		}
		label := option.Text
		if !known {
			dress(text, ColorMuted, SizeBody)
			label = p.texts.Hint
		}
		room := p.Size().Width - 4.5*Space
		if room <= 0 {
			room = 1e6
		}
		fit(text, label, room)
	}
	r.min = func() fyne.Size {
		return fyne.NewSize(96, lineHeight(SizeBody)+2*theme.InnerPadding())
	}
	r.place = func(area fyne.Size) {
		r.paint()
		face.Resize(area)
		high := lineHeight(SizeBody)
		put(text, Space, (area.Height-high)/2, area.Width-4*Space, high)
		put(arrow, area.Width-3*Space, (area.Height-18)/2, 18, 18)
	}
	return draw(r)
}
