package importer

import (
	"math/big"
	"strconv"
	"strings"
)

// Decimal is an exact decimal number: Unscaled × 10^-Scale. The zero value is
// no number at all.
type Decimal struct {
	Unscaled int64
	Scale    int
	// Valid tells a number, zero too, from none.
	Valid bool
}

// Big returns the unscaled value for sales.Currency.Round(d.Big(), d.Scale).
func (d Decimal) Big() *big.Int { return big.NewInt(d.Unscaled) }

// Float returns the nearest float64, 0 for no number.
func (d Decimal) Float() float64 {
	value, err := strconv.ParseFloat(d.String(), 64)
	if err != nil {
		return 0
	}
	return value
}

// Whole returns the number rounded half away from zero and whether digits
// were lost.
func (d Decimal) Whole() (value int64, rounded bool) {
	value = d.Unscaled
	last := int64(0)
	for i := 0; i < d.Scale; i++ {
		rounded = rounded || value%10 != 0
		last = value % 10
		value /= 10
	}
	switch {
	case last >= 5:
		value++
	case last <= -5:
		value--
	}
	return value, rounded
}

// String returns the plain decimal text ("-1054.50"), empty for no number.
func (d Decimal) String() string {
	if !d.Valid {
		return ""
	}
	digits := strconv.FormatInt(d.Unscaled, 10)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	if d.Scale <= 0 {
		return sign + digits
	}
	if len(digits) <= d.Scale {
		digits = strings.Repeat("0", d.Scale-len(digits)+1) + digits
	}
	point := len(digits) - d.Scale
	return sign + digits[:point] + "." + digits[point:]
}

// Add returns the exact sum, no number plus d being d. ok is false if it does
// not fit.
func (d Decimal) Add(other Decimal) (sum Decimal, ok bool) {
	switch {
	case !other.Valid:
		return d, true
	case !d.Valid:
		return other, true
	}
	scale := max(d.Scale, other.Scale)
	total := new(big.Int).Add(d.raised(scale), other.raised(scale))
	if !total.IsInt64() {
		return Decimal{}, false
	}
	return Decimal{Unscaled: total.Int64(), Scale: scale, Valid: true}, true
}

// raised returns the unscaled value at a larger scale.
func (d Decimal) raised(scale int) *big.Int {
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale-d.Scale)), nil)
	return power.Mul(power, d.Big())
}
