package views

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"attain/app/sales"
	"attain/views/widgets"
)

// ranked are the words of choices in the order that the palette shows them for
// what was typed.
func ranked(typed string, options []widgets.Option) []string {
	words := make([]string, len(options))
	for i, option := range options {
		words[i] = option.Text
	}
	found := []string{}
	for _, i := range Rank(typed, words) {
		found = append(found, words[i])
	}
	return found
}

func TestThePaletteHasPagesCommandsAndReps(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		options := paletteOptions(d.Text, []sales.Rep{{ID: "x", Name: "Ann"}})
		if len(options) != len(PageNames())+len(commandsOf(d.Text))+1 {
			t.Errorf("there are %d", len(options))
		}
		ids := map[string]bool{}
		for _, option := range options {
			named(t, option.Text, option.Section)
			if ids[option.ID] {
				t.Errorf("%s is there twice", option.ID)
			}
			ids[option.ID] = true
		}
		first, last := options[0], options[len(options)-1]
		if first.ID != "page:today" || first.Keys != "Ctrl+1" || first.Text != d.Text("views.nav.today") || last.ID != "rep:x" || last.Detail != d.Text("views.palette.rep") {
			t.Errorf("the first is %+v, the last %+v", first, last)
		}
	})
}

// TestThePaletteFindsByAFewLetters in either language, the closest match first.
func TestThePaletteFindsByAFewLetters(t *testing.T) {
	for lang, cases := range map[string]map[string]string{
		"en": {"pipe": "views.nav.pipeline", "sett": "views.nav.settings", "QUOTAS": "views.nav.quotas", "trsh": "views.trash.menu"},
		"ko": {"파이프": "views.nav.pipeline", "설정": "views.nav.settings", "휴지": "views.trash.menu"},
	} {
		options := paletteOptions(wordsIn(lang), nil)
		for typed, want := range cases {
			if got := ranked(typed, options); len(got) == 0 || got[0] != wordsIn(lang)(want) {
				t.Errorf("%s: %q finds %q, want %q first", lang, typed, got, wordsIn(lang)(want))
			}
		}
		if got := ranked("zzqq", options); len(got) != 0 {
			t.Errorf("%s: nonsense finds %q", lang, got)
		}
	}
}

func TestARecordIsFoundWithWhatTellsItFromOthers(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		found := paletteFinds{
			typed:    "ext-7",
			deals:    []sales.Deal{{ID: "1", Name: "Cranes", AccountID: "a", ExternalID: "EXT-77", Amount: amount(500_00)}, {ID: "2", Name: "Ext-7 lifts", ExternalID: "ext-7"}},
			leads:    []sales.Lead{{ID: "l", Name: "Park", Company: "Able"}},
			accounts: []sales.Account{{ID: "a", Name: "Hansung", Industry: "Steel", Region: "Seoul"}, {ID: "b", Name: "Other", ExternalID: "ext-7"}},
		}
		got := found.options(d.Text, d.Format)
		want := []widgets.Option{
			{ID: "deal:1", Text: "Cranes", Section: d.Text("views.log.deals"), Detail: "EXT-77 · Hansung · " + d.Format.Money(500_00)},
			{ID: "deal:2", Text: "Ext-7 lifts", Section: d.Text("views.log.deals"), Detail: "ext-7"},
			{ID: "lead:l", Text: "Park", Section: d.Text("views.log.leads"), Detail: "Able"},
			{ID: "account:b", Text: "Other", Section: d.Text("views.palette.accounts"), Detail: "ext-7 · " + d.Text("views.palette.account")},
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("found are %+v, want %+v", got, want)
		}
		found.typed = "hans"
		if got := found.options(d.Text, d.Format); got[3].Detail != d.Text("views.palette.account")+" · Steel · Seoul" || got[0].Detail != "Hansung · "+d.Format.Money(500_00) {
			t.Errorf("by its name it is %+v", got)
		}
	})
}

func TestOnlySoManyAccountsAreOffered(t *testing.T) {
	var accounts []sales.Account
	for i := range mostFound + 5 {
		accounts = append(accounts, sales.Account{ID: sales.ID(fmt.Sprint(i)), Name: fmt.Sprintf("Able %d", i)})
	}
	if got := accountOptions(wordsIn("en"), accounts, "able"); len(got) != mostFound {
		t.Errorf("%d are offered", len(got))
	}
}

func TestTheSheetOfKeysHasEveryKeyOfAPageAndACommand(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		var keys []string
		for _, group := range shortcutGroups(d.Text) {
			named(t, group.Title)
			for _, item := range group.Items {
				named(t, item.Text, item.Keys)
				keys = append(keys, item.Keys)
			}
		}
		for _, option := range paletteOptions(d.Text, nil) {
			if option.Keys != "" && !strings.HasPrefix(option.Keys, "Alt+") && !slices.Contains(keys, option.Keys) {
				t.Errorf("the sheet lacks %s, %s", option.Keys, option.Text)
			}
		}
	})
}
