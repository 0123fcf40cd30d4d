package views

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/views/widgets"
)

// otherCurrency offers to count in the currency of the file, where rows were
// rejected for it and no deal is here yet: the first run's answer was wrong.
func (w *importWizard) otherCurrency() []fyne.CanvasObject {
	here := w.shell.settings.Currency
	code := w.otherCurrencyOf(here)
	if code == "" {
		return nil
	}
	change := newButton(w.text("views.import.currencyTake", "Code", code), func() { w.countIn(code) })
	return []fyne.CanvasObject{container.NewBorder(nil, nil, nil, change,
		inLine(widgets.NewText(w.text("views.import.currency", "Code", code, "Here", here), widgets.SizeBody, widgets.RoleNone).Shrink(80)))}
}

// countIn changes the currency of the database, and tries the import out anew.
func (w *importWizard) countIn(code string) {
	service := w.shell.deps.Service
	w.shell.Do(func(ctx context.Context) error {
		settings, err := service.Settings(ctx)
		if err != nil {
			return err
		}
		settings.Currency = code
		return service.SaveSettings(ctx, settings)
	}, w.chosen)
}
