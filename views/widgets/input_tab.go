package widgets

import (
	"unicode"

	"fyne.io/fyne/v2"
)

// Keyboard moves the keyboard between the places of a window.
type Keyboard struct {
	Runner Runner
	// Back reports whether Tab goes backwards, because Shift is held.
	Back func() bool
	// Move gives the keyboard to the next place or the one before and answers
	// which that is.
	Move func(back bool) fyne.Focusable
	// Focus gives the keyboard to a place.
	Focus func(fyne.Focusable)
}

// Steer makes Tab leave the entry by a moment later than the key: on X11 the
// last Korean syllable comes after the key that ended it and would go to the
// next place. In an entry of several lines Fyne's Tab would never leave.
func (i *Input) Steer(keyboard *Keyboard) { i.keyboard = keyboard }

// AcceptsTab reports whether Tab is the entry's own.
func (i *Input) AcceptsTab() bool { return i.keyboard != nil || i.Entry.AcceptsTab() }

// tab waits for a last syllable before the keyboard moves on.
func (i *Input) tab() {
	i.back = i.keyboard.Back()
	i.stopTab = i.keyboard.Runner.After(submitDelay, func() { i.moveOn() })
}

// moveOn ends the wait and answers what has the keyboard then.
func (i *Input) moveOn() fyne.Focusable {
	i.stay()
	return i.keyboard.Move(i.back)
}

// stay forgets a Tab that waits.
func (i *Input) stay() {
	if i.stopTab != nil {
		i.stopTab()
		i.stopTab = nil
	}
}

// TypedRune takes what is typed; after a Tab only what an input method hands
// in late, and anything else goes where the Tab leads.
func (i *Input) TypedRune(r rune) {
	if i.stopTab == nil || unicode.In(r, unicode.Hangul, unicode.Han) {
		i.Entry.TypedRune(r)
		return
	}
	if next := i.moveOn(); next != nil {
		next.TypedRune(r)
	}
}

// tabbed answers keys that have to do with Tab and reports whether key was one.
func (i *Input) tabbed(key *fyne.KeyEvent) bool {
	switch tab := key.Name == fyne.KeyTab && i.keyboard != nil; {
	case i.stopTab != nil && tab:
		i.moveOn()
		i.keyboard.Move(i.keyboard.Back())
	case i.stopTab != nil:
		if next := i.moveOn(); next != nil {
			next.TypedKey(key)
		}
	case tab:
		i.tab()
	default:
		return false
	}
	return true
}
