package importer

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func describe(p Period) string {
	switch {
	case p.Month != 0:
		return fmt.Sprintf("%s %s", p.Length, p.Month)
	case p.Quarter != 0:
		return fmt.Sprintf("%s %d %d", p.Length, p.Year, p.Quarter)
	}
	return fmt.Sprintf("%s %d", p.Length, p.Year)
}

func TestNumberForms(t *testing.T) {
	for _, c := range []struct {
		text string
		sign rune
		want string
	}{
		{"1054", '.', "1054"},
		{"-1", '.', "-1"},
		{"1,234.56", '.', "1234.56"},
		{"1.234,56", ',', "1234.56"},
		{"1 234,5", ',', "1234.5"},
		{"1\u00a0234\u00a0567", '.', "1234567"},
		{"1'234.50", '.', "1234.50"},
		{"12,34,567", '.', "1234567"},
		{"$342.09K", '.', "342090"},
		{"$1.2M", '.', "1200000"},
		{"€ 1.234", ',', "1234"},
		{"1.234 €", ',', "1234"},
		{"₩1,000,000", '.', "1000000"},
		{"3,500만원", '.', "35000000"},
		{"1억 2,000만", '.', "120000000"},
		{"(123)", '.', "-123"},
		{"($1,234.50)", '.', "-1234.50"},
		{"123-", '.', "-123"},
		{"-$5", '.', "-5"},
		{"$-5", '.', "-5"},
		{"USD 1,000", '.', "1000"},
		{"1000 usd", '.', "1000"},
		{"45%", '.', "45"},
		{"1.5E+06", '.', "1500000"},
		{"0.1", '.', "0.1"},
		{".5", '.', "0.5"},
		{"5.", '.', "5"},
		{"+7", '.', "7"},
		{"1,234", ',', "1.234"},
		{"0.30000000000000004441", '.', "0.300000000000000044"},
		{"−12", '.', "-12"},
		{"1.5B", '.', "1500000000"},
	} {
		got, err := parseNumber(c.text, c.sign)
		if err != nil || got.String() != c.want {
			t.Errorf("%q: %s, %v; want %s", c.text, got.Decimal, err, c.want)
		}
	}
	for _, text := range []string{"", "abc", "1,5", "1.2.3", "12,34", "--", "$", "%", "1-2", "2021-03-04", "12abc", "1,,234", "0,123.5", "99999999999999999999"} {
		if got, err := parseNumber(text, '.'); err == nil {
			t.Errorf("%q was read as %s", text, got.Decimal)
		}
	}
}

func TestNumberRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := Decimal{
			Unscaled: rapid.Int64Range(-1e17, 1e17).Draw(t, "unscaled"),
			Scale:    rapid.IntRange(0, 6).Draw(t, "scale"), Valid: true,
		}
		sign := rapid.SampledFrom([]rune{'.', ','}).Draw(t, "sign")
		group := rapid.SampledFrom([]string{"", " ", "'", "\u00a0", map[rune]string{'.': ",", ',': "."}[sign]}).Draw(t, "group")
		written := grouped(want.String(), group, sign)
		got, err := parseNumber(written, sign)
		if err != nil || got.Decimal != want {
			t.Fatalf("%q: %v, %v; want %v", written, got.Decimal, err, want)
		}
	})
}

// grouped writes a plain decimal with separators.
func grouped(plain, group string, sign rune) string {
	minus := ""
	if strings.HasPrefix(plain, "-") {
		minus, plain = "-", plain[1:]
	}
	whole, fraction, found := strings.Cut(plain, ".")
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + group + whole[at:]
	}
	if found {
		return minus + whole + string(sign) + fraction
	}
	return minus + whole
}

func TestDecimal(t *testing.T) {
	for _, c := range []struct {
		d       Decimal
		whole   int64
		rounded bool
	}{
		{Decimal{Unscaled: 25, Scale: 1, Valid: true}, 3, true},
		{Decimal{Unscaled: -25, Scale: 1, Valid: true}, -3, true},
		{Decimal{Unscaled: 249, Scale: 2, Valid: true}, 2, true},
		{Decimal{Unscaled: 300, Scale: 2, Valid: true}, 3, false},
	} {
		if whole, rounded := c.d.Whole(); whole != c.whole || rounded != c.rounded {
			t.Errorf("%s: %d %v", c.d, whole, rounded)
		}
	}
	sum, ok := Decimal{Unscaled: 105, Scale: 1, Valid: true}.Add(Decimal{Unscaled: 255, Scale: 2, Valid: true})
	if !ok || sum.String() != "13.05" {
		t.Errorf("10.5 + 2.55 = %s", sum)
	}
	if _, ok := (Decimal{Unscaled: 1 << 62, Valid: true}).Add(Decimal{Unscaled: 1 << 62, Valid: true}); ok {
		t.Error("an overflow was not seen")
	}
}

func TestGuardRoundTrip(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+82-10": "'+82-10", "-5.20": "-5.20", "@x": "'@x", "'=x": "''=x", "Kim": "Kim", "'tis": "'tis", "\tx": "'\tx", "-": "'-",
	} {
		if got := Guard(text); got != want {
			t.Errorf("Guard(%q) = %q, want %q", text, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("'=+-@\t\r1.x가"))).Draw(t, "text")
		guarded := Guard(text)
		if got := Unguard(guarded); got != text {
			t.Fatalf("%q became %q", text, got)
		}
		if risky(guarded) {
			t.Fatalf("%q is still a formula", guarded)
		}
	})
}

func TestTuplesRoundTrip(t *testing.T) {
	got := ParseTuples("Kim=60; Lee = 40 ;")
	if fmt.Sprint(got) != "[[Kim 60] [Lee 40]]" {
		t.Errorf("%v", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.StringMatching(`[a-z;=\\가]{1,6}`)
		items := rapid.SliceOfN(rapid.SliceOfN(part, 1, 4), 1, 4).Draw(t, "items")
		if got := ParseTuples(FormatTuples(items)); fmt.Sprint(got) != fmt.Sprint(items) {
			t.Fatalf("%q became %q", items, got)
		}
	})
}

func TestNearest(t *testing.T) {
	products := []string{"GTX Basic", "GTX Pro", "GTX Plus Pro", "MG Special", "MG Advanced", "GTK 500"}
	for name, want := range map[string]string{"GTXPro": "GTX Pro", "gtx basic": "GTX Basic", "MG Specail": "MG Special", "Shoes": "", "": ""} {
		if got, ok := Nearest(name, products); got != want || ok != (want != "") {
			t.Errorf("Nearest(%q) = %q, %v", name, got, ok)
		}
	}
	for _, apart := range [][2]string{
		{"rep_23", "rep_22"}, {"Team B", "Team A"}, {"0011G00000jWVWsQAO", "0011G00000vvDWsQAO"}, {"김민수", "김민호"}, {"GTK 600", "GTK 500"},
	} {
		if _, ok := Nearest(apart[0], apart[1:]); ok {
			t.Errorf("%q is taken for a misspelt %q", apart[0], apart[1])
		}
	}
	if got, ok := Nearest("A B Motors", []string{"AB Motors"}); !ok {
		t.Errorf("the same but for spaces is not near: %q", got)
	}
	if got, ok := Nearest("abcd", []string{"abce", "abcf"}); ok {
		t.Errorf("of two equally near %q was chosen", got)
	}
}
