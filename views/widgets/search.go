package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// searchDelay is how long a pause in typing must be to start the search.
const searchDelay = 200 * time.Millisecond

// SearchEntry tells what to look for once typing pauses, at once on Enter and
// when it is emptied by Escape or its cross.
type SearchEntry struct {
	Input
	// OnSearch is told the text to look for.
	OnSearch func(text string)

	wait debounce
	said string
}

// NewSearchEntry makes an empty search entry with the hint in it.
func NewSearchEntry(runner Runner, hint string, onSearch func(text string)) *SearchEntry {
	s := &SearchEntry{OnSearch: onSearch, wait: debounce{runner: runner, d: searchDelay}}
	s.ExtendBaseWidget(s)
	s.Icon = theme.SearchIcon()
	s.PlaceHolder = hint
	s.Scroll = fyne.ScrollHorizontalOnly
	s.Wrapping = fyne.TextWrapOff
	s.OnChanged = func(string) { s.wait.call(s.search) }
	s.OnKey = s.key
	return s
}

// Clear empties the entry and says so at once.
func (s *SearchEntry) Clear() {
	s.SetText("")
	s.search()
}

func (s *SearchEntry) key(key fyne.KeyName) bool {
	switch {
	case key == fyne.KeyReturn || key == fyne.KeyEnter:
		s.search()
	case key == fyne.KeyEscape && s.Text != "":
		s.Clear()
	default:
		return false
	}
	return true
}

func (s *SearchEntry) search() {
	s.wait.cancel()
	if s.Text == s.said {
		return
	}
	s.said = s.Text
	if s.OnSearch != nil {
		s.OnSearch(s.Text)
	}
}
