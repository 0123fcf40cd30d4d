package widgets

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// TimeTexts are the words of a TimeEntry: Hint stands in it while it is
// empty, Invalid is the error for text that is no time; Morning and Afternoon
// are the words of the halves of the day, beside am and pm.
type TimeTexts struct{ Hint, Invalid, Morning, Afternoon string }

// TimeEntry takes a time of day; empty is none. It reads 9, 930, 9:30, 14:30,
// 2pm and the language's own halves of the day, and writes 14:30.
type TimeEntry struct {
	Input
	texts TimeTexts
}

// NewTimeEntry makes an empty entry.
func NewTimeEntry(texts TimeTexts) *TimeEntry {
	e := &TimeEntry{texts: texts}
	e.ExtendBaseWidget(e)
	e.PlaceHolder = texts.Hint
	e.OnFocus = func(gained bool) {
		if minutes, filled, ok := e.Minutes(); !gained && filled && ok {
			e.SetMinutes(minutes)
		}
	}
	return e
}

// Minutes is the time in the entry in minutes after midnight. filled is false
// where it is empty, ok for text that is no time.
func (e *TimeEntry) Minutes() (minutes int, filled, ok bool) {
	text := strings.ToLower(strings.TrimSpace(e.Text))
	if text == "" {
		return 0, false, true
	}
	minutes, ok = e.parse(text)
	return minutes, true, ok
}

// SetMinutes writes a time given in minutes after midnight.
func (e *TimeEntry) SetMinutes(minutes int) {
	e.SetText(fmt.Sprintf("%02d:%02d", minutes/60, minutes%60))
}

// Problem is the error to show beside the entry, or "".
func (e *TimeEntry) Problem() string {
	if _, _, ok := e.Minutes(); !ok {
		return e.texts.Invalid
	}
	return ""
}

func (e *TimeEntry) parse(text string) (minutes int, ok bool) {
	half := -1
	for _, word := range []struct {
		text string
		half int
	}{{"am", 0}, {"pm", 12}, {e.texts.Morning, 0}, {e.texts.Afternoon, 12}} {
		if rest := strings.Replace(text, word.text, "", 1); word.text != "" && rest != text {
			text, half = rest, word.half
		}
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
	hour, minute, ok := hourMinute(parts)
	if half >= 0 {
		if !ok || hour < 1 || hour > 12 {
			return 0, false
		}
		hour = hour%12 + half
	}
	return 60*hour + minute, ok && hour < 24 && minute < 60
}

// hourMinute reads "9", "930", "1430" or "9" and "30".
func hourMinute(parts []string) (hour, minute int, ok bool) {
	if len(parts) == 0 || len(parts) > 2 {
		return 0, 0, false
	}
	if digits := parts[0]; len(parts) == 1 && len(digits) > 2 {
		parts = []string{digits[:len(digits)-2], digits[len(digits)-2:]}
	}
	hour, err := strconv.Atoi(parts[0])
	if err != nil || len(parts) == 1 {
		return hour, 0, err == nil
	}
	minute, err = strconv.Atoi(parts[1])
	return hour, minute, err == nil
}
