package views

import (
	"fyne.io/fyne/v2"

	"attain/views/widgets"
)

// newButton makes a button of a word that hands the window the keys it has no
// use for, so that Escape closes what it stands on.
func newButton(label string, tapped func()) *widgets.Button { return newIconButton(label, nil, tapped) }

// newIconButton is newButton with an icon; its word may be empty.
func newIconButton(label string, icon fyne.Resource, tapped func()) *widgets.Button {
	b := widgets.NewButtonWithIcon(label, icon, tapped)
	b.OnKey = func(key *fyne.KeyEvent) { widgets.PassKey(b, key) }
	return b
}

// newCheck makes a box to tick that hands the window the keys it has no use
// for.
func newCheck(label string, changed func(bool)) *widgets.CheckBox {
	c := widgets.NewCheckBox(label, changed)
	c.OnKey = func(key *fyne.KeyEvent) { widgets.PassKey(c, key) }
	return c
}
