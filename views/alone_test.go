package views

import (
	"testing"
	"time"

	"attain/app"
	"attain/app/sales"
)

// alone are what a model is made with by no window and on no database: the
// texts and formats of a language, the settings of a new file, and a service
// that knows what day it is.
func alone(t testing.TB, lang string) Deps {
	t.Helper()
	text := texts(t, lang)
	settings := sales.DefaultSettings()
	settings.Language = lang
	service := app.New(nil, app.Options{Now: func() time.Time { return thatDay }, Text: func(lang string) sales.Text { return texts(t, lang) }})
	return Deps{Service: service, Text: text, Format: NewFormat(lang, ok(sales.NewCurrency("USD")), text), Settings: settings}
}
