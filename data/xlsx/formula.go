package xlsx

import (
	"math"
	"strconv"
	"strings"

	"attain/app/sales"
)

// quotient is a formula that divides, or shows that there is no value.
func quotient(numerator, denominator string) string {
	return `IF(` + denominator + `=0,"` + noValue + `",` + numerator + `/` + denominator + `)`
}

// ratio is a quotient of two cells with the value it has now.
func ratio(numerator, denominator string, r sales.Ratio) cell {
	return percent(r).calc(quotient(numerator, denominator))
}

// ifNumber is a formula that holds only where a cell is a number, as a quota
// that may not be set.
func ifNumber(cell, formula string) string {
	return `IF(ISNUMBER(` + cell + `),` + formula + `,"` + noValue + `")`
}

// least is the smallest change that a per cent of one decimal shows.
const least = 0.0005

// visible is a change, or 0 where it is too small to be shown: "+0.0%" and "-0.0%"
// would say that something rose or fell.
func visible(change float64) float64 {
	if math.Abs(change) < least {
		return 0
	}
	return change
}

// ifVisible is visible of an expression.
func ifVisible(expression string) string {
	return "IF(ABS(" + expression + ")<0.0005,0," + expression + ")"
}

// near is a condition that two expressions are equal but for rounding.
func near(a, b string) string { return "ABS(" + a + "-(" + b + "))<0.005" }

// and joins conditions.
func and(conditions ...string) string {
	if len(conditions) == 1 {
		return conditions[0]
	}
	return "AND(" + strings.Join(conditions, ",") + ")"
}

// literal is a number as formulas write it.
func literal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// exact is an amount in major units as formulas write it.
func (b *book) exact(a sales.Amount) string { return b.review.Currency.Decimal(a) }

// agrees puts the check row into a sheet: whether its numbers are those of
// the data sheets and those that the program computed.
func (s *sheet) agrees(condition string, now bool) {
	b := s.book
	yes, no := b.text("xlsx.yes"), b.text("xlsx.no")
	col := 2
	for s.hidden[col] {
		col++
	}
	s.put(1, 3, styled(b.text("xlsx.agrees"), lookSub()))
	s.put(col, 3, b.verdict(now).calc(`IF(`+condition+`,"`+yes+`","`+no+`")`))
	b.checks = append(b.checks, check{sheet: s, at: s.ref(col, 3), agrees: now})
}
