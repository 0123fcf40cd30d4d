package importer

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// unit is what the numbers of a column are counted in, as its header or a
// title says: thousands, a currency, or both ("천원").
type unit struct {
	power    int    // of ten
	currency string // ISO codes that its sign may stand for, joined by "|"
}

var (
	// unitAtEnd is a unit behind a column's name: "Amount (USD)", "금액(천원)".
	unitAtEnd = regexp.MustCompile(`^(.+?)\s*[(\[（]\s*([^()\[\]（）]+?)\s*[)\]）]$`)
	// unitInTitle is a unit that a title names for the whole sheet.
	unitInTitle = regexp.MustCompile(`단위\s*[:：]?\s*([^\s()\[\]（）,]+)|(?i:\b(?:in|units?:)\s+((?:[A-Z]{3}|[$€£])?\s*(?:thousands?|millions?|000s?)))\b`)
)

// headerUnit takes the unit off a column's name; ok is false if it has none.
func headerUnit(header string) (name string, u unit, ok bool) {
	name, inner, ok := headerParts(header)
	if !ok {
		return header, unit{}, false
	}
	u, ok = unitNamed(inner)
	return name, u, ok
}

// headerParts parts a column's name from what stands in brackets behind it: a
// unit, a format, or the name in another language.
func headerParts(header string) (name, inner string, ok bool) {
	found := unitAtEnd.FindStringSubmatch(strings.Join(strings.Fields(header), " "))
	if found == nil {
		return header, "", false
	}
	return found[1], found[2], true
}

// titleUnit is the unit that one of the rows above a header names.
func titleUnit(above []tableRow) unit {
	for _, row := range above {
		for _, cell := range row.cells {
			found := unitInTitle.FindStringSubmatch(cell)
			if found == nil {
				continue
			}
			if u, ok := unitNamed(found[1] + found[2]); ok {
				return u
			}
		}
	}
	return unit{}
}

// unitNamed reads a multiplier and a currency, in either order, or a word that
// changes nothing ("개", "VAT별도").
func unitNamed(text string) (unit, bool) {
	for _, word := range []string{"단위", ":", "in ", "In "} {
		text = strings.TrimSpace(strings.TrimPrefix(text, word))
	}
	if means(fold(text), "개 건 대 명 ea pcs pieces units 수량 vat포함 vat별도 vat제외 부가세포함 부가세별도 부가세제외") {
		return unit{}, true
	}
	body := strings.Join(strings.Fields(text), "")
	for cut := 0; cut <= len(body) && body != ""; cut++ {
		if cut < len(body) && !utf8.RuneStart(body[cut]) {
			continue
		}
		for _, parts := range [][2]string{{body[:cut], body[cut:]}, {body[cut:], body[:cut]}} {
			power, scaled := unitPower(parts[0])
			codes, known := currencyOf(parts[1])
			if scaled && known {
				return unit{power: power, currency: codes}, true
			}
		}
	}
	return unit{}, false
}

// givenUnit reads in what money is counted: 1, 1000, 천, million ...
func givenUnit(text string) (power int, ok bool) {
	text = strings.TrimSpace(text)
	if zeros, isTen := strings.CutPrefix(text, "1"); isTen && len(zeros) <= 12 && strings.Trim(zeros, "0") == "" {
		return len(zeros), true
	}
	if text == "" {
		return 0, false
	}
	return unitPower(text)
}

func unitPower(word string) (int, bool) {
	switch strings.ToLower(strings.Trim(word, "'\u2019")) {
	case "000", "000s", "thousands":
		return 3, true
	case "millions":
		return 6, true
	}
	return multiplier(word)
}
