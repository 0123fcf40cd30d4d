package sales

import (
	"math"
	"strconv"
	"strings"
)

// Short writes a value in minor units in few characters, as cards and axes
// need it: "$12.4K", "₩1,240만".
func (c Currency) Short(minor float64, lang string) string {
	major := minor / c.Scale()
	type step struct {
		from float64
		key  string
	}
	steps := []step{{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e3, "K"}}
	if lang == "ko" {
		steps = []step{{1e12, "조"}, {1e8, "억"}, {1e4, "만"}}
	}
	for _, s := range steps {
		if math.Abs(major) < s.from {
			continue
		}
		digits := 1
		if math.Abs(major) >= 100*s.from {
			digits = 0
		}
		short := strconv.FormatFloat(HalfUp(major/s.from, digits), 'f', digits, 64)
		short = strings.TrimSuffix(short, ".0")
		if digits := len(strings.TrimPrefix(short, "-")); digits == 4 && !strings.Contains(short, ".") {
			short = short[:len(short)-3] + "," + short[len(short)-3:]
		}
		return c.signed(short+s.key, lang)
	}
	return c.FormatRounded(minor, lang)
}

// HalfUp rounds to so many decimals, halves away from zero, as people and the
// currencies do: 140.5 is 141.
func HalfUp(v float64, digits int) float64 {
	shift := math.Pow10(digits)
	if rounded := math.Round(v*shift) / shift; !math.IsInf(rounded, 0) {
		return rounded
	}
	return v
}

// signed puts the currency's sign where the language has it.
func (c Currency) signed(number, lang string) string {
	pattern := c.Format(Amount(c.Scale()), lang)
	out := strings.Replace(pattern, "1", strings.TrimPrefix(number, "-"), 1)
	if strings.HasPrefix(number, "-") {
		return "-" + out
	}
	return out
}
