package xlsx

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// longestText is how many characters a cell holds, in Excel's counting.
const longestText = 32767

// noValue is shown where a figure has no value.
const noValue = "–"

// cell is what stands in one place of a sheet: a value, or a formula with the
// value it has now.
type cell struct {
	value   any // nil, string, int, float64, bool, sales.Day, sales.Month, time.Time
	formula string
	look    look
}

func text(s string) cell           { return cell{value: s} }
func styled(s string, l look) cell { return cell{value: s, look: l} }
func count(n int) cell             { return cell{value: n, look: look{kind: kindCount}} }
func date(d sales.Day) cell        { return cell{value: d, look: look{kind: kindDate}} }
func percent(r sales.Ratio) cell {
	return cell{value: ratioValue(r), look: look{kind: kindPercent, align: "right"}}
}

func number(v *float64) cell {
	return cell{value: orNone(v), look: look{kind: kindNumber, align: "right"}}
}
func (c cell) with(l look) cell       { l.kind = c.look.kind; c.look = l; return c }
func (c cell) calc(f string) cell     { c.formula = f; return c }
func (c cell) totalled() cell         { c.look = c.look.total(); return c }
func (c cell) coloured(s string) cell { c.look.ink = s; return c }

func orNone(v *float64) any {
	if v == nil || math.IsNaN(*v) || math.IsInf(*v, 0) {
		return noValue
	}
	return *v
}

func ratioValue(r sales.Ratio) any { return orNone(r.Value()) }

// money is an exact amount in major units; excess notes an amount that a
// workbook would round.
func (b *book) money(a sales.Amount) cell {
	b.checkAmount(a)
	return cell{value: b.review.Currency.Major(a), look: look{kind: kindMoney}}
}

func (b *book) moneyOr(a *sales.Amount, none string) cell {
	if a == nil {
		return cell{value: none, look: look{kind: kindMoney, align: "right", ink: colourMuted}}
	}
	return b.money(*a)
}

// minor is a computed sum in minor units, shown in major ones.
func (b *book) minor(v float64) cell {
	return cell{value: v / b.review.Currency.Scale(), look: look{kind: kindRounded}}
}

func (b *book) minorOr(v *float64) cell {
	if v == nil || math.IsNaN(*v) || math.IsInf(*v, 0) {
		return cell{value: noValue, look: look{kind: kindRounded, align: "right", ink: colourMuted}}
	}
	return b.minor(*v)
}

// checkAmount refuses what a number of a workbook cannot hold: beyond 2^53
// minor units, or with more than the 15 digits that are written.
func (b *book) checkAmount(a sales.Amount) {
	size := max(a, -a)
	exact := size <= 999_999_999_999_999 || b.review.Currency.Digits == 0
	for trimmed := size; !exact && trimmed%10 == 0; {
		trimmed /= 10
		exact = trimmed <= 999_999_999_999_999
	}
	if (size > sales.MaxAmount || size < 0 || !exact) && b.err == nil {
		b.err = &sales.Invalid{Field: "amount", Reason: "sales.error.workbookAmount", Args: []any{"Amount", b.review.Currency.Decimal(a)}}
	}
}

// stream returns the cell as the stream writer takes it.
func (c cell) stream(b *book) (any, error) {
	style, err := b.style(c.look)
	if err != nil {
		return nil, fmt.Errorf("style a cell: %w", err)
	}
	return excelize.Cell{StyleID: style, Formula: c.formula, Value: plainValue(c.value)}, nil
}

// plainValue turns a value into what a workbook holds: dates are days since
// 1899-12-30, texts are cleaned.
func plainValue(value any) any {
	switch v := value.(type) {
	case string:
		return cleanText(v)
	case sales.Day:
		if !v.Known() {
			return nil
		}
		return serial(v)
	case sales.Month:
		return serial(v.First())
	case time.Time:
		if v.IsZero() {
			return nil
		}
		day := float64(serial(sales.DayOfTime(v)))
		return day + float64(v.Hour()*3600+v.Minute()*60+v.Second())/86400
	case sales.ActivityType:
		return cleanText(string(v))
	default:
		return value
	}
}

// serial is the number a workbook keeps for a date. Dates before 1 March 1900
// are a day off in Excel, which believes in a 29 February 1900.
func serial(d sales.Day) int { return d.Sub(sales.DayOf(1899, time.December, 30)) }

// cleanText makes a text fit for a cell: no control characters but line
// breaks, no invalid UTF-8; and where it is longer than a cell holds, cut with
// a mark that says so.
func cleanText(s string) string {
	s = printable(s)
	if len(s) <= longestText || units(s) <= longestText {
		return s
	}
	const mark = " […]"
	length := 0
	for i, r := range s {
		length += utf16.RuneLen(r)
		if length > longestText-len([]rune(mark)) {
			return s[:i] + mark
		}
	}
	return s
}

// printable leaves control characters but line breaks out of a text.
func printable(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF:
			return -1
		}
		return r
	}, s)
}

// units counts a text as Excel does, in UTF-16.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// displayWidth is roughly how many characters wide a text is drawn: Hangul,
// Han and emoji count two.
func displayWidth(s string) float64 {
	width := 0.0
	for _, r := range s {
		switch {
		case r >= 0x1100 && r <= 0x11FF, r >= 0x2E80 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3,
			r >= 0xF900 && r <= 0xFAFF, r >= 0xFF00 && r <= 0xFF60, r >= 0x1F300:
			width += 2
		case unicode.Is(unicode.Mn, r):
		default:
			width++
		}
	}
	return width
}
