package charts

import (
	"math"
	"strconv"
)

// huge bounds what is drawn: beyond it differences drown in rounding, and
// sums of a few could overflow.
const huge = 1e18

// finite says whether a number is a value, and returns it within what can be
// drawn.
func finite(v float64) (float64, bool) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, false
	}
	return clamp(v, -huge, huge), true
}

// known says whether a number is a value.
func known(v float64) bool {
	_, ok := finite(v)
	return ok
}

// orZero is the number, 0 where it is no value.
func orZero(v float64) float64 {
	v, _ = finite(v)
	return v
}

// at is the i-th value of a series, no value beyond its ends.
func at(series []float64, i int) (float64, bool) {
	if i < 0 || i >= len(series) {
		return 0, false
	}
	return finite(series[i])
}

// noValue is how "no value" is written, everywhere.
const noValue = "–"

// of writes a number with a format; "–" where it is no value.
func of(format Format, v float64) string {
	v, ok := finite(v)
	if !ok {
		return noValue
	}
	if format == nil {
		return plain(v)
	}
	return clip(format(v))
}

// clip keeps a figure from filling the picture: no number a team has is
// longer than this.
func clip(figure string) string {
	const longest = 24
	if len(figure) <= longest {
		return figure
	}
	letters := []rune(figure)
	return string(letters[:min(longest, len(letters))])
}

// percent is the ratio format where the caller gives none.
func percent(format Format, v float64) string {
	if v, ok := finite(v); ok && format == nil {
		return plain(math.Round(v*100)) + "%"
	}
	return of(format, v)
}

// plain writes a number short: 1234567 is 1.2M.
func plain(v float64) string {
	switch {
	case v == 0:
		return "0"
	case math.Abs(v) >= 1e15 || math.Abs(v) < 1e-3:
		return strconv.FormatFloat(v, 'g', 3, 64)
	}
	for _, unit := range []struct {
		size float64
		name string
	}{{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e4, "k"}} {
		if math.Abs(v) >= unit.size {
			scale := unit.size
			if unit.name == "k" {
				scale = 1e3
			}
			return strconv.FormatFloat(round(v/scale, 1), 'f', -1, 64) + unit.name
		}
	}
	return strconv.FormatFloat(round(v, 3), 'f', -1, 64)
}

func round(v float64, digits int) float64 {
	shift := math.Pow10(digits)
	return math.Round(v*shift) / shift
}

// count writes a whole number in full.
func count(n int) string { return strconv.Itoa(n) }

// spread is the range of the values of some series; ok is false if there is
// not one value.
func spread(series ...[]float64) (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, values := range series {
		for _, v := range values {
			if v, isValue := finite(v); isValue {
				low, high, ok = math.Min(low, v), math.Max(high, v), true
			}
		}
	}
	return low, high, ok
}

// grouped is a count with commas between thousands, in both languages.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0 && digits[at-1] != '-'; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
