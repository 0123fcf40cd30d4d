package importer

import "strings"

// Guard makes a text safe in a CSV that a spreadsheet opens: one that would be
// taken for a formula gets an apostrophe in front. Plain numbers stay as they
// are. Unguard takes it off again: Unguard(Guard(s)) == s for every s.
func Guard(text string) string {
	if risky(strings.TrimLeft(text, "'")) {
		return "'" + text
	}
	return text
}

// Unguard removes the apostrophe that Guard put in front.
func Unguard(text string) string {
	if rest, ok := strings.CutPrefix(text, "'"); ok && risky(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return text
}

// risky reports a text that a spreadsheet takes for a formula.
func risky(text string) bool {
	if text == "" || !strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return false
	}
	number := strings.TrimLeft(text, "+-")
	return len(text)-len(number) != 1 || number == "" || strings.Trim(number, "0123456789.,") != ""
}
