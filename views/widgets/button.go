package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Button is Fyne's, which Enter presses as well as the space bar. What else it
// has no use for, Escape above all, goes to OnSpareKey: Fyne's own swallows it.
type Button struct {
	widget.Button
	spare

	submit  func()
	focused bool
	ring    *canvas.Rectangle
}

// NewButton makes a button of a word.
func NewButton(label string, tapped func()) *Button { return NewButtonWithIcon(label, nil, tapped) }

// NewButtonWithIcon makes a button of a word, which may be empty, and an icon.
func NewButtonWithIcon(label string, icon fyne.Resource, tapped func()) *Button {
	b := &Button{}
	b.Text, b.Icon, b.OnTapped = label, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// FocusGained draws a ring: Fyne shades a button that has the keyboard, which
// on one in the main colour cannot be seen.
func (b *Button) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
}

// FocusLost takes the ring away.
func (b *Button) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

// CreateRenderer is Fyne's, with the ring over it.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ring = newFace()
	return &ringed{WidgetRenderer: b.Button.CreateRenderer(), button: b}
}

// ringed draws Fyne's button and the ring of the keyboard.
type ringed struct {
	fyne.WidgetRenderer
	button *Button
}

// Objects are the button's and the ring.
func (r *ringed) Objects() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{}, r.WidgetRenderer.Objects()...), r.button.ring)
}

// Layout puts the ring just within the button.
func (r *ringed) Layout(area fyne.Size) {
	r.WidgetRenderer.Layout(area)
	const inset = 2
	put(r.button.ring, inset, inset, area.Width-2*inset, area.Height-2*inset)
}

// Refresh shows the ring while the button has the keyboard.
func (r *ringed) Refresh() {
	r.WidgetRenderer.Refresh()
	stroke := ColorAccent
	if r.button.Importance == widget.HighImportance {
		stroke = theme.ColorNameForegroundOnPrimary
	}
	dressFace(r.button.ring, "", stroke, size(SizeRadius)-1)
	r.button.ring.StrokeWidth = 2
	r.button.ring.Hidden = !r.button.focused
	r.button.ring.Refresh()
}

// TypedKey presses the button or hands the key on.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeySpace:
		b.Button.TypedKey(key)
	default:
		b.passKey(key)
	}
}

// joinForm gives the button's Ctrl+Enter and Escape to a form.
func (b *Button) joinForm(submit, cancel func()) { b.submit, b.OnSpareKey = submit, onEscape(cancel) }

// TypedShortcut submits the form the button is in.
func (b *Button) TypedShortcut(shortcut fyne.Shortcut) {
	if submits(shortcut) && b.submit != nil {
		b.submit()
	}
}

// onEscape answers Escape alone.
func onEscape(cancel func()) func(*fyne.KeyEvent) {
	return func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyEscape {
			cancel()
		}
	}
}

// CheckBox is Fyne's, which hands the keys it has no use for to
// OnSpareKey.
type CheckBox struct {
	widget.Check
	spare

	submit func()
}

// NewCheckBox makes a box to tick beside a label.
func NewCheckBox(label string, changed func(bool)) *CheckBox {
	c := &CheckBox{}
	c.Text, c.OnChanged = label, changed
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey hands the key on; the space bar is heard as a letter.
func (c *CheckBox) TypedKey(key *fyne.KeyEvent) {
	c.passKey(key)
}

// joinForm gives the box's Ctrl+Enter and Escape to a form.
func (c *CheckBox) filled() string { return strconv.FormatBool(c.Checked) }

func (c *CheckBox) fill(text string) { c.SetChecked(text == strconv.FormatBool(true)) }

func (c *CheckBox) joinForm(submit, cancel func()) { c.submit, c.OnSpareKey = submit, onEscape(cancel) }

// TypedShortcut submits the form the box is in.
func (c *CheckBox) TypedShortcut(shortcut fyne.Shortcut) {
	if submits(shortcut) && c.submit != nil {
		c.submit()
	}
}
