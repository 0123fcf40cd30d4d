package views

import (
	"maps"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"attain/views/widgets"
)

// typedLate lets the last Korean syllable arrive, which may come after the
// Enter that ends it.
const typedLate = 50 * time.Millisecond

// constants are values that all rows share, and a line for one more.
func (w *importWizard) constants() []fyne.CanvasObject {
	rows := []fyne.CanvasObject{
		widgets.NewTitle(w.text("views.import.constants")),
		widgets.NewParagraph(w.text("views.import.constantsWhy"), widgets.SizeCaption, widgets.RoleMuted),
	}
	for _, name := range slices.Sorted(maps.Keys(w.form.Options.Const)) {
		remove := newIconButton(w.text("views.import.remove"), theme.DeleteIcon(), func() { w.fix(name, "") })
		rows = append(rows, columns(inLine(widgets.NewText(fieldText(w.text, name), widgets.SizeBody, widgets.RoleNone).Bold()),
			inLine(widgets.NewText(w.inWords(name, w.form.Options.Const[name]), widgets.SizeBody, widgets.RoleNone).Shrink(80)), remove))
	}
	return append(rows, w.newConstant())
}

// newConstant is the line for one more: what is chosen counts at once, what is
// typed when Enter or the button says so.
func (w *importWizard) newConstant() fyne.CanvasObject {
	field, typed, place := w.shell.deps.picker(w.text("views.import.constantField"), w.fieldOptions()), textEntry(""), container.NewStack()
	typed.PlaceHolder = w.text("views.import.constantValue")
	typed.Steer(w.shell.deps.Keyboard)
	fix := func() {
		if field.Chosen() != "" && strings.TrimSpace(typed.Text) != "" {
			w.fix(field.Chosen(), strings.TrimSpace(typed.Text))
		}
	}
	typed.OnSubmitted = func(string) { w.shell.options.Runner.After(typedLate, fix) }
	add := newIconButton(w.text("views.import.constantAdd"), theme.ContentAddIcon(), fix)
	write := func() {
		place.Objects = []fyne.CanvasObject{typed}
		add.Show()
	}
	write()
	field.OnChosen = func(name string) {
		values := w.constantValues(name)
		write()
		if len(values) > 0 {
			choice := w.shell.deps.picker(w.text("views.import.constantValue"), values)
			choice.OnChosen = func(value string) {
				if value != chooseOther {
					w.fix(name, value)
					return
				}
				write()
				place.Refresh()
				w.shell.window.Canvas().Focus(typed)
			}
			place.Objects = []fyne.CanvasObject{choice}
			add.Hide()
		}
		place.Refresh()
	}
	return columns(field, place, add)
}

// fix gives all rows one value in a field; "" takes it away.
func (w *importWizard) fix(field, value string) {
	w.form.Options.Const, w.touched = withEntry(w.form.Options.Const, field, value), true
	w.detect()
}
