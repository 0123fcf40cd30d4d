package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// FocusGained shows the keyboard's place, on the first card if on none.
func (b *Board) FocusGained() {
	b.focused = true
	b.selectFirst()
	b.Refresh()
}

// selectFirst puts the keyboard's place on the first card, if it is on none.
func (b *Board) selectFirst() {
	for _, column := range b.columns {
		if b.selected == "" && len(column.Cards) > 0 {
			b.selected = column.Cards[0].ID
		}
	}
}

// FocusLost is Fyne's.
func (b *Board) FocusLost() {
	b.focused, b.shift = false, false
	if b.told {
		b.hideTip()
	}
	b.Refresh()
}

// TypedRune shows the definition of the card's stage on i, also with a Korean
// keyboard, and hides it on the next one.
func (b *Board) TypedRune(letter rune) {
	if !slices.Contains([]rune{'i', 'I', 'ㅑ'}, letter) {
		return
	}
	column, _, found := b.find(b.selected)
	if !found {
		return
	}
	if b.told {
		b.hideTip()
		return
	}
	head := b.views[column].head
	b.tip.cancel()
	b.told = true
	b.overlay.ShowTip(head.hint(), b.overlay.driver.AbsolutePositionForObject(head).AddXY(2*Space, boardHead))
}

// KeyDown notes the Shift key for Shift+F10.
func (b *Board) KeyDown(key *fyne.KeyEvent) { b.holdShift(key, true) }

// KeyUp is Fyne's.
func (b *Board) KeyUp(key *fyne.KeyEvent) { b.holdShift(key, false) }

func (b *Board) holdShift(key *fyne.KeyEvent, down bool) {
	if isShift(key) {
		b.shift = down
	}
}

func isShift(key *fyne.KeyEvent) bool {
	return key.Name == desktop.KeyShiftLeft || key.Name == desktop.KeyShiftRight
}

// TypedKey moves between cards, opens them and ends a drag.
func (b *Board) TypedKey(key *fyne.KeyEvent) {
	if b.told {
		b.hideTip()
	}
	if key.Name == fyne.KeyEscape && b.drag != nil {
		b.endDrag()
		b.Refresh()
		return
	}
	column, index, found := b.find(b.selected)
	if !found {
		b.overlay.pass(b, key)
		return
	}
	if to, moves := b.along(key.Name, column, index); moves {
		b.selectAt(column, to)
		return
	}
	switch key.Name {
	case fyne.KeyRight, fyne.KeyLeft:
		b.selectBeside(column, index, key.Name == fyne.KeyRight)
	case fyne.KeyReturn, fyne.KeyEnter:
		b.open(b.selected)
	case desktop.KeyMenu:
		b.menuAt(column, index)
	case fyne.KeyF10:
		if b.shift {
			b.menuAt(column, index)
		}
	default:
		b.overlay.pass(b, key)
	}
}

// along is the card of a column that a key goes to from another one of it;
// moves is false for keys that go elsewhere.
func (b *Board) along(key fyne.KeyName, column, index int) (to int, moves bool) {
	last := len(b.columns[column].Cards) - 1
	page := b.views[column].cards.page()
	switch key {
	case fyne.KeyDown:
		return min(index+1, last), true
	case fyne.KeyUp:
		return max(index-1, 0), true
	case fyne.KeyHome:
		return 0, true
	case fyne.KeyEnd:
		return last, true
	case fyne.KeyPageDown:
		return min(index+page, last), true
	case fyne.KeyPageUp:
		return max(index-page, 0), true
	default:
		return 0, false
	}
}

func (b *Board) selectAt(column, index int) { b.Select(b.columns[column].Cards[index].ID) }

// selectBeside goes to the next column that has cards, to the card at about
// the same height on the screen.
func (b *Board) selectBeside(column, index int, right bool) {
	step := -1
	if right {
		step = 1
	}
	y := b.views[column].cards.top(index) + 1
	for c := column + step; c >= 0 && c < len(b.columns); c += step {
		if n := len(b.columns[c].Cards); n > 0 {
			b.selectAt(c, max(0, min(b.views[c].cards.rowAt(y), n-1)))
			return
		}
	}
}

func (b *Board) menuAt(column, index int) {
	at := b.overlay.driver.AbsolutePositionForObject(b.views[column].cards)
	b.menu(b.selected, at.AddXY(2*Space, b.views[column].cards.top(index)+b.views[column].cards.rowHeight(index)/2))
}

// TypedShortcut moves the card by Ctrl or Alt with Left and Right.
func (b *Board) TypedShortcut(shortcut fyne.Shortcut) {
	custom, ok := shortcut.(*desktop.CustomShortcut)
	if !ok || custom.Modifier != fyne.KeyModifierControl && custom.Modifier != fyne.KeyModifierAlt {
		return
	}
	column, index, found := b.find(b.selected)
	if !found || b.pending != "" {
		return
	}
	switch custom.KeyName {
	case fyne.KeyRight:
		b.move(b.selected, column, column+1, index)
	case fyne.KeyLeft:
		b.move(b.selected, column, column-1, index)
	default: // other keys mean nothing here
	}
}

// revealColumn scrolls sideways just as far as it takes to see the column.
func (b *Board) revealColumn(column int) {
	wide := b.columnWide()
	left := float32(column) * (wide + boardGap)
	x, view := b.scroll.Offset.X, b.scroll.Size().Width
	switch {
	case left < x:
		x = left
	case left+wide > x+view:
		x = left + wide - view
	default:
		return
	}
	b.scroll.ScrollToOffset(fyne.NewPos(max(0, x), 0))
}
