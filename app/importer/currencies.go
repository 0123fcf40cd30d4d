package importer

import (
	"strings"
	"unicode"
)

// currencySign returns the ISO codes a sign before or after a number may
// stand for, joined by "|".
func currencySign(sign string) (string, bool) {
	sign = strings.ToUpper(sign)
	for _, known := range [][2]string{
		{"$", "USD|CAD|AUD|NZD|SGD|HKD|TWD|MXN|ARS|CLP|COP"},
		{"US$", "USD"},
		{"R$", "BRL"},
		{"€", "EUR"},
		{"£", "GBP|EGP"},
		{"¥ ￥ 円 元", "JPY|CNY"},
		{"₩ ￦ \\ 원 WON", "KRW"},
		{"₹ RS RS.", "INR|PKR|LKR"},
		{"KR KR.", "SEK|NOK|DKK|ISK"},
		{"FR FR. SFR", "CHF"},
		{"ZŁ", "PLN"},
		{"₽", "RUB"},
		{"₺", "TRY"},
		{"₫", "VND"},
		{"฿", "THB"},
	} {
		if means(sign, known[0]) {
			return known[1], true
		}
	}
	return "", false
}

// isCurrencyCode tells an ISO code from the letters that can follow a number.
func isCurrencyCode(word string) bool {
	switch word {
	case "USD", "EUR", "GBP", "KRW", "JPY", "CNY", "CHF", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD",
		"INR", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "BRL", "MXN", "ZAR", "TRY", "THB", "IDR",
		"MYR", "PHP", "VND", "AED", "SAR", "ILS", "RON", "RUB":
		return true
	}
	return false
}

// splitCurrency takes a currency sign or code off either end of a number.
func splitCurrency(body string) (rest, codes string) {
	first := strings.IndexFunc(body, isNumeral)
	last := strings.LastIndexFunc(body, isNumeral)
	if first < 0 {
		return body, ""
	}
	if codes, ok := currencyOf(body[:first]); ok && codes != "" {
		return strings.TrimSpace(body[first:]), codes
	}
	tail := body[last+1:]
	for cut := 0; cut <= len(tail); cut++ {
		if codes, ok := currencyOf(tail[cut:]); ok && codes != "" {
			return strings.TrimSpace(body[:last+1] + tail[:cut]), codes
		}
	}
	return body, ""
}

// isNumeral accepts what a number's digits begin with; signs and parentheses
// stay on the number's side.
func isNumeral(r rune) bool {
	return (r >= '0' && r <= '9') || r == '-' || r == '\u2212' || r == '('
}

func currencyOf(text string) (string, bool) {
	word := strings.TrimFunc(text, unicode.IsSpace)
	if word == "" {
		return "", true
	}
	if isCurrencyCode(strings.ToUpper(word)) {
		return strings.ToUpper(word), true
	}
	// "US Dollar (USD)", as some exports write it.
	if open := strings.LastIndexByte(word, '('); open > 0 && strings.HasSuffix(word, ")") {
		if code := strings.ToUpper(word[open+1 : len(word)-1]); isCurrencyCode(code) {
			return code, true
		}
	}
	return currencySign(word)
}

// otherCurrency reports whether the possible codes exclude the wanted one.
func otherCurrency(codes, want string) bool {
	if codes == "" || want == "" {
		return false
	}
	for code := range strings.SplitSeq(codes, "|") {
		if strings.EqualFold(code, want) {
			return false
		}
	}
	return true
}
