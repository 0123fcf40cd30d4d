package views

import (
	"cmp"
	"slices"
	"strings"

	"attain/app/sales"
)

// phoneAddress is a number as tel: wants it, without spaces and brackets.
func phoneAddress(phone string) string {
	return "tel:" + strings.Map(func(r rune) rune {
		if strings.ContainsRune("+*#0123456789", r) {
			return r
		}
		return -1
	}, phone)
}

// mailAddress is an address as mailto: wants it.
func mailAddress(email string) string { return "mailto:" + email }

// attemptWith is the activity that reaching for a person is logged as: about
// the same deal or lead, with the person's name for its words.
func attemptWith(about sales.Activity, person sales.Contact, kind sales.ActivityType) sales.Activity {
	about.Type, about.ContactID, about.Subject = kind, person.ID, person.Name
	return about
}

// keptOf are, by the place of a person who is likely listed twice, who of the
// list they are merged into: the one who was noted first, as ids tell.
func keptOf(people []sales.Contact) map[int]sales.Contact {
	places := make([]int, len(people))
	for i := range places {
		places[i] = i
	}
	slices.SortFunc(places, func(a, b int) int { return cmp.Compare(people[a].ID, people[b].ID) })
	noted := make([]sales.Contact, len(people))
	for i, place := range places {
		noted[i] = people[place]
	}
	kept := map[int]sales.Contact{}
	for later, first := range sales.LikelyDuplicates(noted) {
		kept[places[later]] = noted[first]
	}
	return kept
}
