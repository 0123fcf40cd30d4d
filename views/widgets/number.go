package widgets

import (
	"math"
	"strings"
)

// NumberFormat says how numbers are written. Places is the number of decimals
// kept: an entry with two places holds hundredths. Multipliers are suffixes
// that stand for a factor ("k": 1000, "만": 10000), matched without case.
type NumberFormat struct {
	Decimal, Group string
	Places         int
	Multipliers    map[string]int64
	// Invalid is the error shown for text that is no number.
	Invalid string
}

// NumberEntry takes a whole number of the smallest unit the format keeps.
// Empty is allowed and is not zero. Groups are set when the keyboard leaves.
type NumberEntry struct {
	Input
	// OnNumber is told whenever the number changed by typing; ok is false
	// while the text is no number.
	OnNumber func(n int64, filled, ok bool)

	format NumberFormat
}

// NewNumberEntry makes an empty entry.
func NewNumberEntry(format NumberFormat) *NumberEntry {
	n := &NumberEntry{format: format}
	n.ExtendBaseWidget(n)
	n.OnChanged = func(string) {
		if n.OnNumber != nil {
			n.OnNumber(n.Number())
		}
	}
	n.OnFocus = func(gained bool) {
		if number, filled, ok := n.Number(); !gained && filled && ok {
			n.SetNumber(number)
		}
	}
	return n
}

// NewMoneyEntry makes an entry for an amount in minor units, with the
// currency's sign inside it.
func NewMoneyEntry(format NumberFormat, sign string) *NumberEntry {
	n := NewNumberEntry(format)
	n.ActionItem = NewText(sign+" ", SizeBody, RoleMuted)
	return n
}

// Number is what stands in the entry in the smallest unit; filled is false for
// empty text, ok is false for text that is no number.
func (n *NumberEntry) Number() (number int64, filled, ok bool) {
	text := strings.TrimSpace(n.Text)
	if text == "" {
		return 0, false, true
	}
	number, ok = n.format.Parse(text)
	return number, true, ok
}

// SetNumber writes a number, with groups.
func (n *NumberEntry) SetNumber(number int64) { n.SetText(n.format.Format(number)) }

// Problem is the error to show beside the entry, or "".
func (n *NumberEntry) Problem() string {
	if _, _, ok := n.Number(); !ok {
		return n.format.Invalid
	}
	return ""
}

// Format writes n of the smallest unit with groups and decimals; decimals
// that are all zero are left out.
func (f NumberFormat) Format(n int64) string {
	sign, rest := "", uint64(n)
	if n < 0 {
		sign, rest = "-", -uint64(n)
	}
	digits := []byte(strings.Repeat("0", f.Places+1))
	for i := len(digits) - 1; rest > 0; i-- {
		if i < 0 {
			digits, i = append([]byte{'0'}, digits...), 0
		}
		digits[i] = byte('0' + rest%10)
		rest /= 10
	}
	whole, fraction := string(digits[:len(digits)-f.Places]), string(digits[len(digits)-f.Places:])
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + f.Group + whole[i:]
	}
	if strings.Trim(fraction, "0") != "" {
		whole += f.Decimal + fraction
	}
	return sign + whole
}

// Parse reads a number with or without groups, with a multiplier after it or
// not, into the smallest unit. It fails on anything else, on decimals the
// format does not keep and on overflow.
func (f NumberFormat) Parse(text string) (int64, bool) {
	text = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "−", "-").Replace(strings.ToLower(text))
	factor := int64(1)
	for suffix, times := range f.Multipliers {
		if head, cut := strings.CutSuffix(text, strings.ToLower(suffix)); cut && suffix != "" {
			text, factor = head, times
			break
		}
	}
	negative := strings.HasPrefix(text, "-")
	text = strings.TrimPrefix(text, "-")
	text = f.plain(text)
	whole, fraction, _ := strings.Cut(text, f.Decimal)
	if whole+fraction == "" {
		return 0, false
	}
	scale := math.Pow10(f.Places)
	number, ok := digitsTimes(whole, factor*int64(scale))
	if !ok {
		return 0, false
	}
	part, ok := fractionTimes(fraction, factor, f.Places)
	if !ok || number > math.MaxInt64-part {
		return 0, false
	}
	number += part
	if negative {
		number = -number
	}
	return number, true
}

// plain takes the groups out of a number. Spreadsheets of other countries
// write decimals after the sign that groups here: "1.234,50". Groups hold
// three digits, so that one or two after the last such sign are decimals; to
// take them for a group would make the number a hundred times as large.
func (f NumberFormat) plain(text string) string {
	if f.Group == "" {
		return text
	}
	at := strings.LastIndex(text, f.Group)
	after := len(text) - at - len(f.Group)
	if f.Decimal != "" && at >= 0 && strings.Count(text, f.Group) == 1 && (after == 1 || after == 2) && !strings.Contains(text[at:], f.Decimal) {
		return strings.ReplaceAll(text[:at], f.Decimal, "") + f.Decimal + text[at+len(f.Group):]
	}
	if !grouped(text, f.Group, f.Decimal) {
		return text // which no digit can be read from
	}
	return strings.ReplaceAll(text, f.Group, "")
}

func digitsTimes(digits string, factor int64) (int64, bool) {
	var n int64
	for _, digit := range digits {
		if digit < '0' || digit > '9' || n > (math.MaxInt64-9)/10 {
			return 0, false
		}
		n = n*10 + int64(digit-'0')
	}
	if factor > 0 && n > math.MaxInt64/factor {
		return 0, false
	}
	return n * factor, true
}

// fractionTimes is 0.digits × factor in units of 10^-places, which must come
// out whole.
func fractionTimes(digits string, factor int64, places int) (int64, bool) {
	digits = strings.TrimRight(digits, "0")
	if len(digits) > 12 {
		return 0, false
	}
	n, ok := digitsTimes(digits, factor)
	if !ok {
		return 0, false
	}
	for range places {
		if n > math.MaxInt64/10 {
			return 0, false
		}
		n *= 10
	}
	for range digits {
		if n%10 != 0 {
			return 0, false
		}
		n /= 10
	}
	return n, true
}

// grouped reports whether several groups of a number are such as somewhere are
// written: two to four digits each. "12,,5" is a slip of the finger.
func grouped(text, group, decimal string) bool {
	if decimal != "" {
		text, _, _ = strings.Cut(text, decimal)
	}
	groups := strings.Split(text, group)
	if len(groups) < 3 {
		return true
	}
	for _, digits := range groups[1:] {
		if len(digits) < 2 || len(digits) > 4 {
			return false
		}
	}
	return true
}
