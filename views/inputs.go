package views

import (
	"image/color"
	"strconv"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"attain/app/sales"
	"attain/views/widgets"
)

// Dates are the words and forms of date entries in the language.
func (f *Format) Dates(today sales.Day) widgets.DateTexts {
	texts := widgets.DateTexts{
		WeekStart: time.Monday, Hint: f.text("views.shell.date.hint"), Invalid: f.text("views.shell.date.invalid"),
		Today: today.String(), Layouts: []string{"1/2/2006", "Jan 2, 2006", "2006.1.2"},
		Month: func(year int, month time.Month) string { return f.Month(sales.MonthOf(year, month)) },
	}
	if f.Lang == "ko" {
		texts.WeekStart = time.Sunday
		texts.Layouts = []string{"2006. 1. 2.", "2006.1.2", "2006년 1월 2일"}
	}
	copy(texts.Days[:], strings.Fields(f.text("views.shell.date.days")))
	return texts
}

// MoneyInput is how amounts are typed, and the currency's sign.
func (f *Format) MoneyInput() (widgets.NumberFormat, string) {
	format := f.DecimalInput(f.Currency.Digits)
	format.Invalid = f.text("views.shell.amount.invalid")
	sign := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsSpace(r) || r == '.' || r == ',' {
			return -1
		}
		return r
	}, f.Currency.Format(sales.Amount(f.Currency.Scale()), f.Lang))
	return format, sign
}

// DecimalInput is how numbers of so many decimals are typed.
func (f *Format) DecimalInput(places int) widgets.NumberFormat {
	return widgets.NumberFormat{
		Decimal: ".", Group: ",", Places: places, Invalid: f.text("views.shell.number.invalid"),
		Multipliers: map[string]int64{"k": 1_000, "m": 1_000_000, "천": 1_000, "만": 10_000, "억": 100_000_000},
	}
}

// pickerTexts are a picker's words; hint stands in it while nothing is chosen.
func (d *Deps) pickerTexts(hint string) widgets.PickerTexts {
	return widgets.PickerTexts{Hint: hint, Search: d.Text("views.shell.picker.search"), None: d.Text("views.shell.picker.none")}
}

// picker makes a picker of options, ranked by how well they match.
func (d *Deps) picker(hint string, options []widgets.Option) *widgets.Picker {
	return widgets.NewPicker(d.Overlay, Rank, d.pickerTexts(hint), options)
}

// choice makes a picker over a few texts known by their places, with one of
// them chosen; then is told the place of what the user chose.
func (d *Deps) choice(texts []string, chosen int, then func(place int)) *widgets.Picker {
	p := d.picker("", placesOf(texts))
	p.SetChosen(strconv.Itoa(chosen))
	p.OnChosen = func(id string) {
		if place, err := strconv.Atoi(id); err == nil {
			then(place)
		}
	}
	return p
}

// placesOf are options whose ids are their places.
func placesOf(texts []string) []widgets.Option {
	options := make([]widgets.Option, len(texts))
	for i, text := range texts {
		options[i] = widgets.Option{ID: strconv.Itoa(i), Text: text}
	}
	return options
}

// dateEntry makes an entry for a day.
func (d *Deps) dateEntry(day sales.Day) *widgets.DateEntry {
	entry := widgets.NewDateEntry(d.Overlay, d.Format.Dates(d.Service.Today()))
	entry.OnSpareKey = passedFrom(entry)
	entry.SetDate(day.String())
	return entry
}

// moneyEntry makes an entry for an amount; nil leaves it empty.
func (d *Deps) moneyEntry(amount *sales.Amount) *widgets.NumberEntry {
	entry := widgets.NewMoneyEntry(d.Format.MoneyInput())
	entry.OnSpareKey = passedFrom(entry)
	if amount != nil {
		entry.SetNumber(int64(*amount))
	}
	return entry
}

// numberEntry makes an entry for a number of so many decimals, given in the
// smallest of them.
func (d *Deps) numberEntry(n int64, places int) *widgets.NumberEntry {
	entry := widgets.NewNumberEntry(d.Format.DecimalInput(places))
	entry.OnSpareKey = passedFrom(entry)
	entry.SetNumber(n)
	return entry
}

// textEntry makes an entry of one line.
func textEntry(text string) *widgets.Input {
	entry := widgets.NewInput()
	entry.OnSpareKey = passedFrom(entry)
	entry.SetText(text)
	return entry
}

// dayIn is the day in an entry; text that is no day counts as none, because a
// form does not submit while it shows.
func dayIn(entry *widgets.DateEntry) sales.Day {
	date, ok := entry.Date()
	if !ok {
		return 0
	}
	day, err := sales.ParseDay(date)
	if err != nil {
		return 0
	}
	return day
}

// amountIn is the amount in an entry, nil where it is empty.
func amountIn(entry *widgets.NumberEntry) *sales.Amount {
	n, filled, ok := entry.Number()
	if !filled || !ok {
		return nil
	}
	amount := sales.Amount(n)
	return &amount
}

// numberIn is the number in an entry, 0 where it is empty.
func numberIn(entry *widgets.NumberEntry) int64 {
	n, _, _ := entry.Number()
	return n
}

// framed lays out as container.NewBorder does, which hands the keyboard to the
// centre before all else; here Tab goes as the eye does. Any part but the
// centre may be nil.
func framed(top, bottom, left, right, centre fyne.CanvasObject) *fyne.Container {
	var parts []fyne.CanvasObject
	for _, part := range []fyne.CanvasObject{top, left, centre, right, bottom} {
		if part != nil {
			parts = append(parts, part)
		}
	}
	return container.New(layout.NewBorderLayout(top, bottom, left, right), parts...)
}

// columns puts objects side by side in equal widths, tops aligned.
func columns(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(sideBySide{}, objects...)
}

// sideBySide shares the width evenly, with a gap between.
type sideBySide struct{}

const columnGap = 1.5 * widgets.Space

// MinSize is Fyne's.
func (sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var each fyne.Size
	for _, object := range objects {
		each = each.Max(object.MinSize())
	}
	n := float32(len(objects))
	return fyne.NewSize(each.Width*n+columnGap*(n-1), each.Height)
}

// Layout is Fyne's.
func (sideBySide) Layout(objects []fyne.CanvasObject, area fyne.Size) {
	n := float32(len(objects))
	wide := (area.Width - columnGap*(n-1)) / n
	for i, object := range objects {
		object.Move(fyne.NewPos(float32(i)*(wide+columnGap), 0))
		object.Resize(fyne.NewSize(wide, min(area.Height, object.MinSize().Height)))
	}
}

// floor takes up room without being seen.
func floor(wide, high float32) fyne.CanvasObject {
	room := canvas.NewRectangle(color.Transparent)
	room.SetMinSize(fyne.NewSize(wide, high))
	return room
}

// fixed gives an object a width of its own.
func fixed(wide float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(fixedWidth(wide), object)
}

// fixedWidth is a width in logical pixels, at the height there is.
type fixedWidth float32

// MinSize is Fyne's.
func (w fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(w), objects[0].MinSize().Height)
}

// Layout is Fyne's.
func (fixedWidth) Layout(objects []fyne.CanvasObject, area fyne.Size) { objects[0].Resize(area) }
