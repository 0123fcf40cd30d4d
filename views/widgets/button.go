package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Button is Fyne's, which Enter presses as well as the space bar. What else it
// has no use for, Escape above all, goes to OnKey: Fyne's own swallows it.
type Button struct {
	widget.Button
	OnKey func(*fyne.KeyEvent) // may be nil
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

// TypedKey presses the button or hands the key on.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeySpace:
		b.Button.TypedKey(key)
	default:
		if b.OnKey != nil {
			b.OnKey(key)
		}
	}
}

// joinForm makes Escape on the button cancel a form.
func (b *Button) joinForm(_, cancel func()) { b.OnKey = onEscape(cancel) }

// onEscape answers Escape alone.
func onEscape(cancel func()) func(*fyne.KeyEvent) {
	return func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyEscape {
			cancel()
		}
	}
}

// CheckBox is Fyne's, which hands the keys it has no use for to OnKey.
type CheckBox struct {
	widget.Check
	OnKey func(*fyne.KeyEvent) // may be nil
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
	if c.OnKey != nil {
		c.OnKey(key)
	}
}

// joinForm makes Escape on the box cancel a form.
func (c *CheckBox) joinForm(_, cancel func()) { c.OnKey = onEscape(cancel) }
