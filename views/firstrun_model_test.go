package views

import (
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

func TestTheFirstPageAfterTheFirstRun(t *testing.T) {
	for _, c := range []struct {
		role         string
		rep          sales.ID
		way          string
		page, inView string
	}{
		{"team", "", beginSample, PageDashboard, ""},
		{"team", "", beginImport, PageDashboard, ""},
		{"team", "", beginEmpty, PageSettings, ""},
		{"rep", "x", beginSample, PageToday, "x"},
		{"rep", "x", beginImport, PageToday, "x"},
		{"rep", "x", beginEmpty, PageSettings, "x"},
	} {
		page, inView := firstPage(sales.Settings{Role: c.role, RepID: c.rep}, c.way)
		if page != c.page || string(inView) != c.inView {
			t.Errorf("%s who begins with %s sees %s of %q, want %s of %q", c.role, c.way, page, inView, c.page, c.inView)
		}
	}
	if asksName("team") || !asksName("rep") {
		t.Error("a name is asked of the wrong one")
	}
}

func TestWhoSellsBecomesASellerOfTheSample(t *testing.T) {
	reps := []sales.Rep{{ID: "m", IsManager: true}, {ID: "gone", Left: 9}, {ID: "x"}, {ID: "y"}}
	if got := sampleSeller(reps); got != "x" {
		t.Errorf("it is %q", got)
	}
	if got := sampleSeller(reps[:2]); got != "" {
		t.Errorf("of nobody it is %q", got)
	}
}

func TestAnswersStandInTheSettings(t *testing.T) {
	got := withAnswers(sales.DefaultSettings(), app.FirstRun{Language: "ko", Currency: "KRW", FiscalStart: 4, Role: "rep"})
	if got.Language != "ko" || got.Currency != "KRW" || got.FiscalStart != 4 || got.Role != "rep" {
		t.Errorf("the settings are %+v", got)
	}
}

func TestTheFirstRunOffersWhatIsSaidInEachLanguage(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		for _, options := range [][]widgets.Option{languageOptions(), monthOptions(d.Text), roleOptions(d.Text), currencyOptions(d.Format.Lang)} {
			for _, option := range options {
				named(t, option.Text)
			}
		}
		months, currencies := monthOptions(d.Text), currencyOptions(d.Format.Lang)
		if len(months) != 12 || months[3].ID != "4" || months[3].Text != map[string]string{"en": "April", "ko": "4월"}[d.Format.Lang] {
			t.Errorf("the months are %+v", months)
		}
		won := slices.IndexFunc(currencies, func(o widgets.Option) bool { return o.ID == "KRW" })
		if won < 0 || !strings.Contains(currencies[won].Detail, "1,000") {
			t.Errorf("the currencies are %+v", currencies)
		}
	})
	if languages := languageOptions(); languages[1].Text != "한국어" || languages[1].Also != "Korean" {
		t.Errorf("the languages are %+v", languages)
	}
}

func TestTheFirstRunBeginsInTheSystemsLanguage(t *testing.T) {
	for locale, want := range map[string]string{"ko-KR": "ko", "ko": "ko", "ko-Kore-KR": "ko", "en-GB": "en", "de-DE": "en", "C": "en", "": "en", "kok-IN": "en"} {
		if got := firstLanguage(locale, "en"); got != want {
			t.Errorf("in %q it begins in %q, want %q", locale, got, want)
		}
	}
}
