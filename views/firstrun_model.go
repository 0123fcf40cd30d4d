package views

import (
	"slices"
	"strconv"
	"strings"

	"attain/app"
	"attain/app/sales"
	"attain/assets"
	"attain/views/widgets"
)

// The ways to begin.
const (
	beginEmpty  = "empty"
	beginSample = "sample"
	beginImport = "import"
)

// The size of the sample team.
const sampleReps, sampleMonths = 8, 18

// languageOptions names each language in itself; it is found by its name in the other, too.
func languageOptions() []widgets.Option {
	return []widgets.Option{{ID: "en", Text: "English", Also: "영어"}, {ID: "ko", Text: "한국어", Also: "Korean"}}
}

// currencyOptions are the currencies that forms offer, each with a thousand
// of it as the language writes it.
func currencyOptions(lang string) []widgets.Option {
	options := []widgets.Option{}
	for _, code := range []string{
		"USD", "KRW", "EUR", "JPY", "GBP", "CNY", "AUD", "BRL", "CAD", "CHF", "CZK", "DKK", "HKD", "IDR", "ILS", "INR",
		"MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "SEK", "SGD", "THB", "TRY", "TWD", "VND", "ZAR", "AED",
	} {
		option := widgets.Option{ID: code, Text: code}
		if currency, err := sales.NewCurrency(code); err == nil {
			option.Detail = currency.Format(sales.Amount(1000*currency.Scale()), lang)
		}
		options = append(options, option)
	}
	return options
}

// monthOptions are the months of a year, by number.
func monthOptions(text sales.Text) []widgets.Option {
	options := []widgets.Option{}
	for month := 1; month <= 12; month++ {
		options = append(options, widgets.Option{ID: strconv.Itoa(month), Text: text("views.shell.month." + strconv.Itoa(month))})
	}
	return options
}

// roleOptions tells the manager of a team from a rep on their own.
func roleOptions(text sales.Text) []widgets.Option {
	return []widgets.Option{{ID: "team", Text: text("views.firstrun.team")}, {ID: "rep", Text: text("views.firstrun.rep")}}
}

// firstLanguage is the language that the first run begins in: that of the
// system's locale (such as ko-KR) where it is one of ours, else the fallback.
func firstLanguage(locale, fallback string) string {
	language, _, _ := strings.Cut(locale, "-")
	if slices.Contains(assets.Languages, language) {
		return language
	}
	return fallback
}

// asksName reports whether somebody is asked for their name: a rep is, a
// manager needs none.
func asksName(role string) bool { return role == "rep" }

// withAnswers are the settings with the answers given so far.
func withAnswers(settings sales.Settings, answers app.FirstRun) sales.Settings {
	settings.Language, settings.Currency, settings.Role = answers.Language, answers.Currency, answers.Role
	settings.FiscalStart = sales.MonthOf(1, 1).Add(answers.FiscalStart - 1).Calendar()
	return settings
}

// sampleSeller is the rep of the sample team that a user who sells becomes:
// the first who sells and has not left; "" if there is none.
func sampleSeller(reps []sales.Rep) sales.ID {
	for _, rep := range reps {
		if !rep.IsManager && rep.Left == 0 {
			return rep.ID
		}
	}
	return ""
}

// firstPage is the page that the window opens with after the first run, and
// the rep in view on it: their own day for a rep, the team's standing for a
// manager, and the settings where there is nothing to look at yet.
func firstPage(settings sales.Settings, way string) (page string, inView sales.ID) {
	page = PageDashboard
	if settings.Role == "rep" {
		page, inView = PageToday, settings.RepID
	}
	if way == beginEmpty {
		page = PageSettings
	}
	return page, inView
}
