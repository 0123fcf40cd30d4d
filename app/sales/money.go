package sales

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"github.com/bojanz/currency"
)

// Amount is a sum of money in minor units (cents, won) of the database's one
// currency. Arithmetic on amounts never rounds; see AddAmounts for overflow.
type Amount int64

// MaxAmount is the largest amount the program accepts in one field: 2^53
// minor units, above which a workbook or a JSON reader would lose digits.
const MaxAmount Amount = 1 << 53

// Number is an exact decimal text in a cell of a table, "1054.50".
type Number string

// AddAmounts sums amounts and fails instead of overflowing.
func AddAmounts(amounts ...Amount) (Amount, error) {
	var sum Amount
	for _, a := range amounts {
		if (a > 0 && sum > math.MaxInt64-a) || (a < 0 && sum < math.MinInt64-a) {
			return 0, fmt.Errorf("add amounts: the sum exceeds %d minor units", int64(math.MaxInt64))
		}
		sum += a
	}
	return sum, nil
}

// Apportion splits total by weights with the largest remainder method: the
// parts differ from the exact shares by less than one unit and always add up
// to total. Equal remainders go to the earlier part. All weights zero or none
// given: even parts. Negative weights count as zero.
// Source: Hamilton's method, https://en.wikipedia.org/wiki/Largest_remainders_method
func Apportion(total int64, weights []int64) []int64 {
	parts := make([]int64, len(weights))
	if len(weights) == 0 {
		return parts
	}
	clean, sum := cleanWeights(weights)
	sign, whole := int64(1), uint64(total)
	if total < 0 {
		sign, whole = -1, -whole
	}
	rest, remainders := whole, make([]uint64, len(weights))
	for i, w := range clean {
		high, low := bits.Mul64(whole, w)
		quotient, remainder := bits.Div64(high, low, sum) // w is at most sum, so the quotient at most whole
		parts[i], remainders[i] = sign*int64(quotient), remainder
		rest -= quotient
	}
	order := make([]int, len(weights))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(remainders[j], remainders[i]) })
	for i := range rest {
		parts[order[i]] += sign
	}
	return parts
}

// cleanWeights returns weights that are not negative, all 1 where none is
// above 0, and their sum. Weights whose sum is beyond 64 bits are halved
// together until it is not.
func cleanWeights(weights []int64) (clean []uint64, sum uint64) {
	clean = make([]uint64, len(weights))
	for i, w := range weights {
		clean[i] = uint64(max(w, 0))
	}
	for {
		var over uint64
		sum = 0
		for _, w := range clean {
			var carry uint64
			sum, carry = bits.Add64(sum, w, 0)
			over += carry
		}
		if over == 0 {
			break
		}
		for i := range clean {
			clean[i] /= 2
		}
	}
	if sum == 0 {
		for i := range clean {
			clean[i] = 1
		}
		sum = uint64(len(clean))
	}
	return clean, sum
}

// Currency is the one currency of a database.
type Currency struct {
	Code   string // ISO 4217, "USD"
	Digits int    // decimals of the minor unit: 2 for USD, 0 for KRW and JPY
}

// NewCurrency returns the currency of an ISO 4217 code, or Invalid.
func NewCurrency(code string) (Currency, error) {
	code = strings.ToUpper(strings.TrimSpace(code))
	digits, ok := currency.GetDigits(code)
	if !ok {
		return Currency{}, &Invalid{Field: "currency", Reason: "sales.error.currency", Args: []any{"Code", code}}
	}
	return Currency{Code: code, Digits: int(digits)}, nil
}

// Scale returns the number of minor units in one major unit.
func (c Currency) Scale() float64 { return math.Pow10(c.Digits) }

// Major returns the amount in major units, for charts and ratios.
func (c Currency) Major(a Amount) float64 { return float64(a) / c.Scale() }

// Decimal returns the exact decimal text in major units, "1054.50".
func (c Currency) Decimal(a Amount) string {
	if c.Digits == 0 {
		return strconv.FormatInt(int64(a), 10)
	}
	sign, v := "", uint64(a)
	if a < 0 {
		sign, v = "-", uint64(-a)
	}
	scale := uint64(c.Scale())
	return fmt.Sprintf("%s%d.%0*d", sign, v/scale, c.Digits, v%scale)
}

// Round returns the amount nearest to unscaled × 10^-scale major units, half
// away from zero, and whether digits were lost. It is Invalid beyond MaxAmount.
func (c Currency) Round(unscaled *big.Int, scale int) (Amount, bool, error) {
	v := new(big.Int).Set(unscaled)
	rounded := false
	for ; scale < c.Digits; scale++ {
		v.Mul(v, big.NewInt(10))
	}
	if scale > c.Digits {
		power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale-c.Digits)), nil)
		quotient, remainder := new(big.Int).QuoRem(v, power, new(big.Int))
		rounded = remainder.Sign() != 0
		if remainder.Abs(remainder).Lsh(remainder, 1).Cmp(power) >= 0 {
			quotient.Add(quotient, big.NewInt(int64(v.Sign())))
		}
		v = quotient
	}
	if v.CmpAbs(big.NewInt(int64(MaxAmount))) > 0 {
		return 0, false, &Invalid{Field: "amount", Reason: "app.error.tooLarge"}
	}
	return Amount(v.Int64()), rounded, nil
}

// ParseAmount reads a plain decimal in major units ("1054.5"), as the window's
// entries give it after removing the locale's separators.
func (c Currency) ParseAmount(text string) (Amount, error) {
	text = strings.TrimSpace(text)
	whole, fraction, _ := strings.Cut(text, ".")
	unscaled, ok := new(big.Int).SetString(whole+fraction, 10)
	if !ok || whole+fraction == "" {
		return 0, &Invalid{Field: "amount", Reason: "sales.error.amount", Args: []any{"Text", text}}
	}
	amount, _, err := c.Round(unscaled, len(fraction))
	return amount, err
}

// Format returns the amount as people read it in a language ("en", "ko"):
// "$1,054.50", "₩1,054". Whole amounts are shown without decimals.
func (c Currency) Format(a Amount, lang string) string {
	return c.format(a, lang, c.Digits)
}

// FormatRounded is Format for a computed value in minor units, rounded to
// major units, as tiles and charts show it.
func (c Currency) FormatRounded(minor float64, lang string) string {
	scale := c.Scale()
	return c.format(Amount(math.Round(minor/scale)*scale), lang, 0)
}

func (c Currency) format(a Amount, lang string, digits int) string {
	amount, err := currency.NewAmount(c.Decimal(a), c.Code)
	if err != nil {
		return c.Decimal(a)
	}
	locale := currency.NewLocale(lang)
	if lang == "en" {
		locale = currency.NewLocale("en-US")
	}
	if lang == "ko" {
		locale = currency.NewLocale("ko-KR")
	}
	formatter := currency.NewFormatter(locale)
	formatter.MaxDigits, formatter.MinDigits = uint8(digits), uint8(digits)
	if c.Digits > 0 && int64(a)%int64(c.Scale()) == 0 {
		formatter.MinDigits, formatter.MaxDigits = 0, 0
	}
	return formatter.Format(amount)
}
