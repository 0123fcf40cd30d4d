package views

import (
	"math"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"attain/app"
	"attain/app/sales"
)

// none is shown where a number has no value.
const none = "–"

// Format writes numbers, money and dates as a language reads them.
type Format struct {
	Lang     string // "en" or "ko"
	Currency sales.Currency
	printer  *message.Printer
	text     sales.Text
}

// NewFormat returns the formats of a language and a currency.
func NewFormat(lang string, currency sales.Currency, text sales.Text) *Format {
	tag := language.AmericanEnglish
	if lang == "ko" {
		tag = language.Korean
	}
	return &Format{Lang: lang, Currency: currency, printer: message.NewPrinter(tag), text: text}
}

// Money writes an amount, "$1,054.50".
func (f *Format) Money(a sales.Amount) string { return f.Currency.Format(a, f.Lang) }

// MoneyOr writes an amount, or fallback where there is none.
func (f *Format) MoneyOr(a *sales.Amount, fallback string) string {
	if a == nil {
		return fallback
	}
	return f.Money(*a)
}

// wholeFrom is from how many major units on a sum is written without minor ones.
const wholeFrom = 10_000

// Sum writes what many amounts come to. Of a large sum the minor units say
// nothing; the records behind it hold them.
func (f *Format) Sum(a sales.Amount) string {
	if math.Abs(float64(a)) >= wholeFrom*f.Currency.Scale() {
		return f.Rounded(float64(a))
	}
	return f.Money(a)
}

// SumOr writes a sum, or fallback where there is none.
func (f *Format) SumOr(a *sales.Amount, fallback string) string {
	if a == nil {
		return fallback
	}
	return f.Sum(*a)
}

// Rounded writes a computed value in minor units, rounded to major units.
func (f *Format) Rounded(minor float64) string { return f.Currency.FormatRounded(minor, f.Lang) }

// RoundedOr writes a computed value, or "–" where there is none.
func (f *Format) RoundedOr(minor *float64) string {
	if minor == nil {
		return none
	}
	return f.Rounded(*minor)
}

// Short writes a value in minor units shortly, for cards and axes.
func (f *Format) Short(minor float64) string { return f.Currency.Short(minor, f.Lang) }

// ShortBare is Short without the currency's sign, for a second amount beside one
// that has it.
func (f *Format) ShortBare(minor float64) string {
	_, sign := f.MoneyInput()
	return strings.TrimSpace(strings.Replace(f.Short(minor), sign, "", 1))
}

// Count writes a whole number with separators.
func (f *Format) Count(n int) string { return f.printer.Sprint(number.Decimal(n)) }

// Number writes a number with at most digits decimals, halves rounded up.
func (f *Format) Number(v float64, digits int) string {
	return f.printer.Sprint(number.Decimal(sales.HalfUp(v, digits), number.MaxFractionDigits(digits)))
}

// Percent writes a share of 1 as per cent without decimals, "63%".
func (f *Format) Percent(v *float64) string {
	if v == nil {
		return none
	}
	return f.Number(math.Round(*v*100), 0) + "%"
}

// Ratio writes a ratio as per cent, or as the fraction where the sample is
// small ("2 of 3").
func (f *Format) Ratio(r sales.Ratio) string {
	if r.Den == 0 {
		return none
	}
	if r.Den < 5 && r.Den == math.Trunc(r.Den) && r.Num == math.Trunc(r.Num) {
		return f.text("views.ratio", "Num", int(r.Num), "Den", int(r.Den))
	}
	return f.Percent(r.Value())
}

// Day writes a date, "Oct 31" or "10월 31일"; with the year where it is not
// the year of today.
func (f *Format) Day(d, today sales.Day) string {
	if !d.Known() {
		return none
	}
	t := d.Time()
	withYear := d.Time().Year() != today.Time().Year()
	switch {
	case f.Lang == "ko" && withYear:
		return t.Format("2006년 1월 2일")
	case f.Lang == "ko":
		return t.Format("1월 2일")
	case withYear:
		return t.Format("Jan 2, 2006")
	}
	return t.Format("Jan 2")
}

// Month writes a month, "October 2026" or "2026년 10월".
func (f *Format) Month(m sales.Month) string {
	if f.Lang == "ko" {
		return m.First().Time().Format("2006년 1월")
	}
	return m.First().Time().Format("January 2006")
}

// Label writes what a change did, such as "Closed October 2026".
func (f *Format) Label(label string) string { return app.LabelText(f.text, f.Month, label) }

// Period writes a period by its label: a month, a quarter, a year or a range.
func (f *Format) Period(p sales.Period) string {
	if m, err := sales.ParseMonth(p.Label); err == nil {
		return f.Month(m)
	}
	if year, quarter, found := strings.Cut(p.Label, "-Q"); found {
		return f.text("views.period.quarter", "Year", year, "Quarter", quarter)
	}
	if len(p.Label) == len("2026") {
		return f.text("views.period.year", "Year", p.Label)
	}
	return p.From.String() + " – " + p.To.String()
}
