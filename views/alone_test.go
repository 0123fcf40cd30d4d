package views

import (
	"strings"
	"testing"
	"time"

	"attain/app"
	"attain/app/sales"
	"attain/assets"
)

// alone are what a model is made with by no window and on no database: the
// texts and formats of a language, the settings of a new file, and a service
// that knows what day it is.
func alone(t testing.TB, lang string) Deps {
	t.Helper()
	text := wordsIn(lang)
	settings := sales.DefaultSettings()
	settings.Language = lang
	service := app.New(nil, app.Options{Now: func() time.Time { return thatDay }, Text: func(lang string) sales.Text { return wordsIn(lang) }})
	return Deps{Service: service, Text: text, Format: NewFormat(lang, ok(sales.NewCurrency("USD")), text), Settings: settings}
}

// inEach runs a test of a model in each language.
func inEach(t *testing.T, f func(t *testing.T, d Deps)) {
	t.Helper()
	for _, lang := range assets.Languages {
		t.Run(lang, func(t *testing.T) { f(t, alone(t, lang)) })
	}
}

// named fails where some of the words to be shown are none, or a key of the
// catalogue instead of what it stands for.
func named(t *testing.T, words ...string) {
	t.Helper()
	for _, word := range words {
		if word == "" || strings.HasPrefix(word, "views.") || strings.Contains(word, "{{") {
			t.Errorf("among %q is %q", words, word)
		}
	}
}
