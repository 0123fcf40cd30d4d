package sales_test

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"attain/app/sales"
)

func currencyOf(t *testing.T, code string) sales.Currency {
	t.Helper()
	c, err := sales.NewCurrency(code)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCurrencyHasItsDecimals(t *testing.T) {
	for code, digits := range map[string]int{"usd": 2, "KRW": 0, " JPY ": 0, "KWD": 3} {
		if c := currencyOf(t, code); c.Digits != digits {
			t.Errorf("%q has %d decimals, want %d", code, c.Digits, digits)
		}
	}
	if _, err := sales.NewCurrency("coins"); err == nil {
		t.Error("coins are a currency")
	}
}

func TestAmountIsWrittenAsItIsRead(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := currencyOf(t, rapid.SampledFrom([]string{"USD", "KRW", "KWD"}).Draw(rt, "currency"))
		a := sales.Amount(rapid.Int64Range(-int64(sales.MaxAmount), int64(sales.MaxAmount)).Draw(rt, "amount"))
		back, err := c.ParseAmount(c.Decimal(a))
		if err != nil || back != a {
			rt.Fatalf("%d is written %s and read %d (%v)", a, c.Decimal(a), back, err)
		}
	})
}

func TestRoundingIsHalfUpAndSaid(t *testing.T) {
	usd := currencyOf(t, "USD")
	for _, c := range []struct {
		unscaled int64
		scale    int
		want     sales.Amount
		rounded  bool
	}{{12345, 3, 1235, true}, {12344, 3, 1234, true}, {-12345, 3, -1235, true}, {5, 0, 500, false}, {1250, 3, 125, false}, {4, 3, 0, true}, {5, 3, 1, true}} {
		got, rounded, err := usd.Round(big.NewInt(c.unscaled), c.scale)
		if err != nil || got != c.want || rounded != c.rounded {
			t.Errorf("%d × 10^-%d: %d, rounded %v (%v), want %d, %v", c.unscaled, c.scale, got, rounded, err, c.want, c.rounded)
		}
	}
	if _, _, err := usd.Round(big.NewInt(math.MaxInt64), 0); err == nil {
		t.Error("an amount beyond what is kept exactly was taken")
	}
	for _, text := range []string{"", "x", "1.2.3", "1,5"} {
		var invalid *sales.Invalid
		if _, err := usd.ParseAmount(text); !errors.As(err, &invalid) || invalid.Error() == "" {
			t.Errorf("%q: %v, want Invalid", text, err)
		}
	}
}

func TestMoneyIsShownAsPeopleReadIt(t *testing.T) {
	usd, krw := currencyOf(t, "USD"), currencyOf(t, "KRW")
	for _, c := range []struct{ got, want string }{
		{usd.Format(105450, "en"), "$1,054.50"},
		{usd.Format(100000, "en"), "$1,000"},
		{krw.Format(1054, "ko"), "₩1,054"},
		{usd.Format(-500, "en"), "-$5"},
		{usd.FormatRounded(105450.7, "en"), "$1,055"},
		{usd.Short(1240000, "en"), "$12.4K"},
		{usd.Short(123456700, "en"), "$1.2M"},
		{krw.Short(12400000, "ko"), "₩1,240만"},
		{krw.Short(-99990000, "ko"), "-₩9,999만"},
		{usd.Short(1.236e17, "en"), "$1,236T"},
		{krw.Short(340000000, "ko"), "₩3.4억"},
		{usd.Short(-1240000, "en"), "-$12.4K"},
		{usd.Short(98000, "en"), "$980"},
		{usd.Short(14050000, "en"), "$141K"},
		{usd.Short(14050000, "ko"), "US$14.1만"},
		{usd.Short(-225000, "en"), "-$2.3K"},
		{krw.Short(9800, "ko"), "₩9,800"},
	} {
		if c.got != c.want {
			t.Errorf("shown %q, want %q", c.got, c.want)
		}
	}
	if usd.Major(150) != 1.5 {
		t.Errorf("150 cents are %v", usd.Major(150))
	}
}

func TestSumsFailRatherThanOverflow(t *testing.T) {
	if sum, err := sales.AddAmounts(1, 2, -4); err != nil || sum != -1 {
		t.Errorf("1+2-4 = %d (%v)", sum, err)
	}
	for _, pair := range [][2]sales.Amount{{math.MaxInt64, 1}, {math.MinInt64, -1}} {
		if _, err := sales.AddAmounts(pair[0], pair[1]); err == nil {
			t.Errorf("%v were added", pair)
		}
	}
}

// TestPartsAddUp holds the largest remainder method: the parts add up and
// differ from the exact shares by less than one.
func TestPartsAddUp(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		total := rapid.Int64Range(-1<<53, 1<<53).Draw(rt, "total")
		weights := rapid.SliceOfN(rapid.Int64Range(0, 1_000_000), 1, 12).Draw(rt, "weights")
		var sum, all int64
		for _, w := range weights {
			all += w
		}
		for i, part := range sales.Apportion(total, weights) {
			sum += part
			if exact := float64(total) * float64(weights[i]) / float64(all); all > 0 && math.Abs(float64(part)-exact) > 1+math.Abs(exact)*1e-12 {
				rt.Fatalf("part %d is %d, exactly %f", i, part, exact)
			}
		}
		if sum != total {
			rt.Fatalf("the parts of %d add up to %d", total, sum)
		}
	})
	if parts := sales.Apportion(100, []int64{0, 0, 0}); parts[0] != 34 || parts[1] != 33 || parts[2] != 33 {
		t.Errorf("100 in three even parts: %v", parts)
	}
	if parts := sales.Apportion(7, nil); len(parts) != 0 {
		t.Errorf("no parts: %v", parts)
	}
}
