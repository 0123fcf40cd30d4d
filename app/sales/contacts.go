package sales

import (
	"strings"
	"unicode"
)

// leastDigits is how many digits two phone numbers must share from the end to
// be the same one, whatever country code or zero stands before.
const leastDigits = 8

// LikelySame reports whether two contacts are probably one person: the same
// mail address, the same phone number, or the same name where neither has the
// other's mail and phone to tell them apart.
func LikelySame(a, b Contact) bool {
	if sameText(a.Email, b.Email) || samePhone(a.Phone, b.Phone) {
		return true
	}
	return sameText(a.Name, b.Name) && (a.Email == "" || b.Email == "") && (a.Phone == "" || b.Phone == "")
}

// LikelyDuplicates pairs the contacts that are probably one person: the later
// by the earlier one's index. Each contact is the duplicate of one at most.
func LikelyDuplicates(contacts []Contact) map[int]int {
	pairs := map[int]int{}
	for i := range contacts {
		for j := range i {
			if _, paired := pairs[j]; !paired && LikelySame(contacts[j], contacts[i]) {
				pairs[i] = j
				break
			}
		}
	}
	return pairs
}

// sameText compares two texts that are not empty, without case and spaces.
func sameText(a, b string) bool {
	plain := func(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), "")) }
	return plain(a) != "" && plain(a) == plain(b)
}

func samePhone(a, b string) bool {
	digits := func(text string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return r
			}
			return -1
		}, text)
	}
	x, y := digits(a), digits(b)
	if len(x) < leastDigits || len(y) < leastDigits {
		return false
	}
	return x[len(x)-leastDigits:] == y[len(y)-leastDigits:]
}
