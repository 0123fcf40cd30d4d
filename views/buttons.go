package views

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"attain/views/widgets"
)

// newButton makes a button of a word that hands the window the keys it has no
// use for, so that Escape closes what it stands on.
func newButton(label string, tapped func()) *widgets.Button { return newIconButton(label, nil, tapped) }

// newIconButton is newButton with an icon; its word may be empty.
func newIconButton(label string, icon fyne.Resource, tapped func()) *widgets.Button {
	b := widgets.NewButtonWithIcon(label, icon, tapped)
	b.OnSpareKey = passedFrom(b)
	return b
}

// newCheck makes a box to tick that hands the window the keys it has no use
// for.
func newCheck(label string, changed func(bool)) *widgets.CheckBox {
	c := widgets.NewCheckBox(label, changed)
	c.OnSpareKey = passedFrom(c)
	return c
}

// newTile makes a number that opens its records by tapped.
func newTile(stat widgets.Stat, tapped func()) *widgets.StatTile {
	t := widgets.NewStatTile(stat, tapped)
	t.OnSpareKey = passedFrom(t)
	return t
}

// newSegments makes choices of these words with the one at place chosen.
func newSegments(words []string, place int, then func(place int)) *widgets.Segments {
	s := widgets.NewSegments(words, place, then)
	s.OnSpareKey = passedFrom(s)
	return s
}

// remembered makes choices of these words of which the one chosen last still
// holds when the page is built anew.
func (d *Deps) remembered(key string, words []string, then func(place int)) *widgets.Segments {
	place, err := strconv.Atoi(d.Memory[key])
	if err != nil {
		place = 0 // nothing was chosen yet
	}
	return newSegments(words, place, func(place int) {
		d.Memory[key] = strconv.Itoa(place)
		then(place)
	})
}

// newSearch makes an entry for what to look for on a page.
func newSearch(d Deps, hint string, then func(text string)) *widgets.SearchEntry {
	s := widgets.NewSearchEntry(d.Runner, hint, then)
	s.Steer(d.Keyboard)
	s.OnSpareKey = passedFrom(s)
	return s
}

// keyboard moves between the places of the window.
func (s *shell) keyboard() *widgets.Keyboard {
	on := s.window.Canvas()
	return &widgets.Keyboard{
		Runner: s.options.Runner,
		Back: func() bool {
			driver, is := s.app.Driver().(desktop.Driver)
			return is && driver.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
		},
		Focus: on.Focus,
		Move: func(back bool) fyne.Focusable {
			if back {
				on.FocusPrevious()
			} else {
				on.FocusNext()
			}
			return on.Focused()
		},
	}
}

// passedFrom hands the window the keys that an object has no use for: while
// something has the keyboard, Fyne does not.
func passedFrom(from fyne.CanvasObject) func(*fyne.KeyEvent) {
	return func(key *fyne.KeyEvent) {
		if c := fyne.CurrentApp().Driver().CanvasForObject(from); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(key)
		}
	}
}

// newProgressBar is a bar without words on it: they would stand half on its
// light part, where they are faint.
func newProgressBar() *widget.ProgressBar {
	bar := widget.NewProgressBar()
	bar.TextFormatter = func() string { return "" }
	return bar
}
