package widgets

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Input is Fyne's entry with the keys a form needs: Enter on a single line
// and Ctrl+Enter anywhere submit, Escape cancels. Keys that OnKey takes (by
// answering true) go no further.
type Input struct {
	widget.Entry
	spare
	// OnKey sees every key before the entry does.
	OnKey func(key fyne.KeyName) bool
	// OnFocus is told when the keyboard comes and goes.
	OnFocus func(gained bool)

	submit, cancel func()
	offered        func() // opens what the field offers
	keyboard       *Keyboard
	back           bool
	stopTab        func() // not nil while a Tab waits
}

// NewInput makes an entry of one line.
func NewInput() *Input {
	i := &Input{}
	i.ExtendBaseWidget(i)
	i.Wrapping = fyne.TextWrapOff
	i.Scroll = fyne.ScrollHorizontalOnly
	return i
}

// NewNotes makes an entry of several lines that shows so many rows.
func NewNotes(rows int) *Input {
	i := &Input{}
	i.MultiLine = true
	i.Wrapping = fyne.TextWrapWord
	i.ExtendBaseWidget(i)
	i.SetMinRowsVisible(rows)
	return i
}

// joinForm gives the entry's Enter and Escape to a form.
func (i *Input) joinForm(submit, cancel func()) { i.submit, i.cancel = submit, cancel }

func (i *Input) filled() string { return i.Text }

func (i *Input) fill(text string) { i.SetText(text) }

// SetText writes a text and puts the cursor behind it, where one types on.
func (i *Input) SetText(text string) {
	i.Entry.SetText(text)
	if i.MultiLine {
		i.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
		return
	}
	if end := utf8.RuneCountInString(i.Text); i.CursorColumn != end {
		i.CursorColumn = end
		i.Refresh()
	}
}

func (i *Input) offer(open func()) { i.offered = open }

// TypedKey is Fyne's.
func (i *Input) TypedKey(key *fyne.KeyEvent) {
	if i.tabbed(key) || i.OnKey != nil && i.OnKey(key.Name) {
		return
	}
	switch key.Name {
	case fyne.KeyEscape:
		if i.cancel != nil {
			i.cancel()
		} else {
			i.passKey(key)
		}
		return
	case fyne.KeyF1, fyne.KeyF5:
		i.passKey(key)
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		if !i.MultiLine && i.submit != nil {
			i.submit()
			return
		}
	default: // the entry knows what to do
	}
	i.Entry.TypedKey(key)
}

// TypedShortcut is Fyne's.
func (i *Input) TypedShortcut(shortcut fyne.Shortcut) {
	if i.stopTab != nil {
		if next, takes := i.moveOn().(fyne.Shortcutable); takes {
			next.TypedShortcut(shortcut)
		}
		return
	}
	if submits(shortcut) && i.submit != nil {
		i.submit()
		return
	}
	if custom, is := shortcut.(*desktop.CustomShortcut); is && i.offered != nil &&
		custom.Modifier == fyne.KeyModifierAlt && custom.KeyName == fyne.KeyReturn {
		i.offered()
		return
	}
	i.Entry.TypedShortcut(shortcut)
}

// spare is where a widget's keys go that it has no use for: the canvas hears
// keys by itself only while nothing has the keyboard.
type spare struct {
	// OnSpareKey is told keys that mean nothing to the widget; it may be nil.
	OnSpareKey func(*fyne.KeyEvent)
}

func (s *spare) passKey(key *fyne.KeyEvent) {
	if s.OnSpareKey != nil {
		s.OnSpareKey(key)
	}
}

// submits reports whether a shortcut is Ctrl+Enter.
func submits(shortcut fyne.Shortcut) bool {
	custom, ok := shortcut.(*desktop.CustomShortcut)
	return ok && custom.Modifier == fyne.KeyModifierControl && (custom.KeyName == fyne.KeyReturn || custom.KeyName == fyne.KeyEnter)
}

// FocusGained is Fyne's.
func (i *Input) FocusGained() {
	i.Entry.FocusGained()
	if i.OnFocus != nil {
		i.OnFocus(true)
	}
}

// FocusLost is Fyne's.
func (i *Input) FocusLost() {
	i.stay()
	i.Entry.FocusLost()
	if i.OnFocus != nil {
		i.OnFocus(false)
	}
}

// iconTap is an icon to click that the Tab key passes by.
type iconTap struct {
	widget.BaseWidget
	icon  *Icon
	onTap func()
}

func newIconTap(icon fyne.Resource, onTap func()) *iconTap {
	i := &iconTap{icon: NewIcon(icon, RoleMuted), onTap: onTap}
	i.ExtendBaseWidget(i)
	return i
}

// Tapped answers a click.
func (i *iconTap) Tapped(*fyne.PointEvent) { i.onTap() }

// Cursor is what the pointer looks like here.
func (*iconTap) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is Fyne's.
func (i *iconTap) CreateRenderer() fyne.WidgetRenderer {
	return draw(&sketch{
		objects: []fyne.CanvasObject{i.icon},
		min:     func() fyne.Size { return fyne.NewSquareSize(28) },
		place: func(area fyne.Size) {
			put(i.icon, (area.Width-16)/2, (area.Height-16)/2, 16, 16)
		},
	})
}
