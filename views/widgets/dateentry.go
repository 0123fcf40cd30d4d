package widgets

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// DateTexts are the words and forms of dates in one language.
type DateTexts struct {
	// Days are the short names of the days from Sunday on.
	Days [7]string
	// WeekStart is the first day of a week's row.
	WeekStart time.Weekday
	// Month writes the calendar's heading.
	Month func(year int, month time.Month) string
	// Layouts are Go layouts accepted beside 2006-01-02, as "2006. 1. 2.".
	Layouts []string
	// Hint stands in the empty entry, Invalid is the error for other text.
	Hint, Invalid string
	// Today is the day the calendar marks and opens at, as YYYY-MM-DD.
	Today string
}

const isoDate = "2006-01-02"

// DateEntry takes a day, typed or picked from a month. Empty is allowed. Up
// and Down go a day on or back, Page keys a month; Alt+Down and F4 open the
// month. Days are written YYYY-MM-DD, which every locale reads.
type DateEntry struct {
	Input
	// OnDate is told the day as YYYY-MM-DD, or "", when typing made one.
	OnDate func(date string)

	overlay *Overlay
	texts   DateTexts
	pop     *widget.PopUp
	month   *month
}

// NewDateEntry makes an empty entry.
func NewDateEntry(overlay *Overlay, texts DateTexts) *DateEntry {
	d := &DateEntry{overlay: overlay, texts: texts}
	d.ExtendBaseWidget(d)
	d.PlaceHolder = texts.Hint
	d.Scroll = fyne.ScrollHorizontalOnly
	d.Wrapping = fyne.TextWrapOff
	d.ActionItem = newIconTap(theme.CalendarIcon(), d.OpenMonth)
	d.OnKey = d.key
	d.OnChanged = func(string) {
		if date, ok := d.Date(); ok && d.OnDate != nil {
			d.OnDate(date)
		}
	}
	d.OnFocus = func(gained bool) {
		if date, ok := d.Date(); !gained && ok && d.Text != date {
			d.SetText(date)
		}
	}
	return d
}

// Date is the day in the entry as YYYY-MM-DD, "" where it is empty. ok is
// false for text that is no day.
func (d *DateEntry) Date() (date string, ok bool) {
	text := strings.TrimSpace(d.Text)
	if text == "" {
		return "", true
	}
	for _, layout := range append([]string{isoDate, "2006-1-2", "20060102"}, d.texts.Layouts...) {
		if day, err := time.Parse(layout, text); err == nil {
			return day.Format(isoDate), true
		}
	}
	return "", false
}

// SetDate writes a day given as YYYY-MM-DD, or empties the entry by "".
func (d *DateEntry) SetDate(date string) { d.SetText(date) }

// Problem is the error to show beside the entry, or "".
func (d *DateEntry) Problem() string {
	if _, ok := d.Date(); !ok {
		return d.texts.Invalid
	}
	return ""
}

// day is the day in the entry, today where there is none.
func (d *DateEntry) day() time.Time {
	date, _ := d.Date()
	for _, text := range []string{date, d.texts.Today} {
		if day, err := time.Parse(isoDate, text); err == nil {
			return day
		}
	}
	return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
}

func (d *DateEntry) key(key fyne.KeyName) bool {
	days, months := 0, 0
	switch key {
	case fyne.KeyUp:
		days = 1
	case fyne.KeyDown:
		days = -1
	case fyne.KeyPageUp:
		months = 1
	case fyne.KeyPageDown:
		months = -1
	case fyne.KeyF4:
		d.OpenMonth()
		return true
	default:
		return false
	}
	date, ok := d.Date()
	switch {
	case ok && date == "":
		d.SetText(d.day().Format(isoDate))
	case ok:
		d.SetText(stepMonth(d.day(), months).AddDate(0, 0, days).Format(isoDate))
	}
	return true
}

// stepMonth goes months on and stays within the month arrived at: a month
// after 31 January is the last day of February.
func stepMonth(day time.Time, months int) time.Time {
	first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day.Day(), last)-1)
}

// TypedShortcut opens the month on Alt+Down.
func (d *DateEntry) TypedShortcut(shortcut fyne.Shortcut) {
	if custom, ok := shortcut.(*desktop.CustomShortcut); ok &&
		custom.Modifier == fyne.KeyModifierAlt && custom.KeyName == fyne.KeyDown {
		d.OpenMonth()
		return
	}
	d.Input.TypedShortcut(shortcut)
}

// OpenMonth shows the month to pick a day from.
func (d *DateEntry) OpenMonth() {
	if d.Disabled() {
		return
	}
	d.month = newMonth(d.texts, d.day())
	d.month.onShut = d.shut
	d.month.onPick = func(day time.Time) {
		d.shut()
		d.SetText(day.Format(isoDate))
	}
	if d.pop = d.overlay.popUp(d.month, d, 0, d.shut); d.pop != nil {
		d.overlay.focus(d.month)
	}
}

func (d *DateEntry) shut() {
	if d.pop != nil {
		d.pop.Hide()
		d.pop = nil
		d.overlay.focus(d)
	}
}
