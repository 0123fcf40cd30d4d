package importer

import (
	"errors"
	"math/big"
	"strconv"
	"strings"
	"unicode"
)

var (
	errNotNumber = errors.New("not a number")
	errTooLarge  = errors.New("too large")
)

// number is a parsed number with what was written around it.
type number struct {
	Decimal
	currency string // ISO codes that the sign may stand for, joined by "|"
	percent  bool
	scaled   bool // with a multiplier of its own
}

// parseNumber reads a number as people write it: currency signs and codes,
// thousands separators (comma, point, space, apostrophe), a decimal sign, K,
// M and B, Korean 천, 만 and 억, per cent, a minus on either side or
// parentheses. decimal is '.' or ','. Separators must part groups of digits
// properly, so that "1,5" is no number where the decimal sign is a point.
func parseNumber(text string, decimal rune) (number, error) {
	body, negative := unsigned(strings.TrimSpace(text))
	var result number
	body, result.currency = splitCurrency(body)
	body, inner := unsigned(body)
	negative = negative != inner
	if rest, ok := strings.CutSuffix(body, "%"); ok {
		result.percent, body = true, strings.TrimSpace(rest)
	}
	if body == "" {
		return number{}, errNotNumber
	}
	value, err := parseScaled(body, decimal)
	if err != nil {
		return number{}, err
	}
	if negative {
		value.Unscaled = -value.Unscaled
	}
	result.Decimal = value
	result.scaled = strings.ContainsFunc(body, unicode.IsLetter) && exponentEnd(body) == 0
	return result, nil
}

// unsigned takes off one sign: a leading or trailing minus, a plus, or
// accountants' parentheses.
func unsigned(body string) (string, bool) {
	if strings.HasPrefix(body, "(") && strings.HasSuffix(body, ")") {
		return strings.TrimSpace(body[1 : len(body)-1]), true
	}
	for _, minus := range []string{"-", "\u2212", "\u2013"} {
		if rest, ok := strings.CutPrefix(body, minus); ok {
			return strings.TrimSpace(rest), true
		}
		if rest, ok := strings.CutSuffix(body, minus); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return strings.TrimSpace(strings.TrimPrefix(body, "+")), false
}

// multipliers are what may stand after a number, by powers of ten.
func multiplier(suffix string) (int, bool) {
	switch strings.ToLower(suffix) {
	case "":
		return 0, true
	case "k", "천", "千", "thousand", "tsd":
		return 3, true
	case "m", "mm", "mn", "mio", "mil", "백만", "百万", "million", "millionen", "millions":
		return 6, true
	case "b", "bn", "mrd", "billion":
		return 9, true
	case "만", "万":
		return 4, true
	case "천만", "千万":
		return 7, true
	case "억", "億":
		return 8, true
	case "조", "兆":
		return 12, true
	}
	return 0, false
}

// parseScaled reads digits with a multiplier, or a Korean sum of them such as
// "1억 2,000만".
func parseScaled(body string, decimal rune) (Decimal, error) {
	var sum Decimal
	for body != "" {
		end := strings.IndexFunc(body, unicode.IsLetter)
		if e := exponentEnd(body); e > 0 {
			end = e
		}
		if end < 0 {
			end = len(body)
		}
		rest := body[end:]
		next := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
		if next < 0 {
			next = len(rest)
		}
		power, ok := multiplier(rest[:next])
		if !ok {
			return Decimal{}, errNotNumber
		}
		part, err := parseDigits(strings.TrimSpace(body[:end]), decimal)
		if err != nil {
			return Decimal{}, err
		}
		if part, ok = part.times(power); !ok {
			return Decimal{}, errTooLarge
		}
		if sum, ok = sum.Add(part); !ok {
			return Decimal{}, errTooLarge
		}
		body = strings.TrimSpace(rest[next:])
	}
	return sum, nil
}

// exponentEnd returns the length of a number in scientific notation as
// spreadsheets write it ("1.5E+06"), 0 if body is none.
func exponentEnd(body string) int {
	at := strings.IndexAny(body, "eE")
	if at <= 0 || at+1 >= len(body) {
		return 0
	}
	if _, err := strconv.Atoi(body[at+1:]); err != nil {
		return 0
	}
	return len(body)
}

// parseDigits reads digits, separators and an exponent.
func parseDigits(body string, decimal rune) (Decimal, error) {
	exponent := 0
	if exponentEnd(body) > 0 {
		at := strings.IndexAny(body, "eE")
		exponent, _ = strconv.Atoi(body[at+1:])
		body = body[:at]
	}
	whole, fraction, found := strings.Cut(body, string(decimal))
	if found && !allDigits(fraction) {
		return Decimal{}, errNotNumber
	}
	whole, ok := joinGroups(whole)
	if !ok || (whole == "" && fraction == "") {
		return Decimal{}, errNotNumber
	}
	for len(whole)+len(fraction) > 18 && strings.HasSuffix(fraction, "0") {
		fraction = fraction[:len(fraction)-1]
	}
	unscaled, err := strconv.ParseInt(whole+fraction, 10, 64)
	if err != nil {
		return rounded(whole, fraction, exponent)
	}
	value, ok := Decimal{Unscaled: unscaled, Scale: len(fraction), Valid: true}.times(exponent)
	if !ok {
		return Decimal{}, errTooLarge
	}
	return value, nil
}

// rounded keeps 18 digits of a number whose fraction is longer than that, as
// binary fractions printed in full are.
func rounded(whole, fraction string, exponent int) (Decimal, error) {
	keep := 18 - len(strings.TrimLeft(whole, "0"))
	if keep < 0 || keep >= len(fraction) {
		return Decimal{}, errTooLarge
	}
	unscaled, err := strconv.ParseInt(whole+fraction[:keep], 10, 64)
	if err != nil {
		return Decimal{}, errTooLarge
	}
	if fraction[keep] >= '5' {
		unscaled++
	}
	value, ok := Decimal{Unscaled: unscaled, Scale: keep, Valid: true}.times(exponent)
	if !ok {
		return Decimal{}, errTooLarge
	}
	return value, nil
}

// times multiplies by a power of ten; false if it does not fit.
func (d Decimal) times(power int) (Decimal, bool) {
	if power > 40 || power < -40 {
		return d, d.Unscaled == 0
	}
	d.Scale -= power
	if d.Scale >= 0 {
		return d, true
	}
	factor := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-d.Scale)), nil)
	factor.Mul(factor, d.Big())
	if !factor.IsInt64() {
		return Decimal{}, false
	}
	return Decimal{Unscaled: factor.Int64(), Valid: true}, true
}

func allDigits(text string) bool {
	for _, r := range text {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// joinGroups removes thousands separators. They must be all the same and part
// groups of three, or of two before a last group of three as in India.
func joinGroups(whole string) (string, bool) {
	if allDigits(whole) {
		return whole, true
	}
	groups := strings.FieldsFunc(whole, isGroupSeparator)
	separators := strings.Map(func(r rune) rune {
		if isGroupSeparator(r) {
			return r
		}
		return -1
	}, whole)
	if len(groups) != len([]rune(separators))+1 || strings.Trim(separators, separators[:firstRune(separators)]) != "" {
		return "", false
	}
	for i, group := range groups {
		last := i == len(groups)-1
		switch {
		case !allDigits(group):
			return "", false
		case i == 0 && (len(group) > 3 || (strings.Trim(group, "0") == "")):
			return "", false
		case last && len(group) != 3, i > 0 && !last && len(group) != 3 && len(group) != 2:
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func firstRune(text string) int {
	for i := range text {
		if i > 0 {
			return i
		}
	}
	return len(text)
}

func isGroupSeparator(r rune) bool {
	switch r {
	case ',', '.', ' ', '\'', '\u2019', '\u00A0', '\u202F', '\u2009', '_':
		return true
	}
	return false
}
