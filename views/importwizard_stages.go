package views

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"attain/views/widgets"
)

// arrange puts the stages that the import makes into an order, keeping what
// the user moved. In a database without deals they are the whole process:
// those of the file alone where it uses none that is here or nobody has changed
// the process that every database begins with, else behind those that are. It reports whether the import has to be tried out anew: where no
// stage is made any more.
func (w *importWizard) arrange() (anew bool) {
	preview := w.preview
	if w.form.Stages == nil {
		w.present = preview.Known["stage"]
	}
	here := func(name string) bool { return hasName(w.present, name) }
	made := slices.DeleteFunc(slices.Clone(preview.Stages), here)
	if !w.form.Create || len(made) == 0 {
		anew = len(w.form.Stages) > 0
		w.form.Stages = nil
		return anew
	}
	if w.form.Stages == nil {
		w.replace = preview.Unused && (preview.AsFirst || !slices.ContainsFunc(preview.Stages, here))
	}
	wanted := made
	switch {
	case preview.Unused && w.replace: // those that are here too, where a name was taken for one of them
		wanted = preview.Stages
	case preview.Unused:
		wanted = append(slices.Clone(w.present), made...)
	}
	order := slices.DeleteFunc(slices.Clone(w.form.Stages), func(name string) bool { return !hasName(wanted, name) })
	for _, name := range wanted {
		if !hasName(order, name) {
			order = append(order, name)
		}
	}
	w.form.Stages = order
	w.preview.Known = maps.Clone(preview.Known)
	w.preview.Known["stage"] = slices.Clone(w.present)
	for _, name := range order { // other names may be taken for them
		if !here(name) {
			w.preview.Known["stage"] = append(w.preview.Known["stage"], name)
		}
	}
	return false
}

// hasName reports a name among others, in any case.
func hasName(names []string, name string) bool {
	return slices.ContainsFunc(names, func(other string) bool { return strings.EqualFold(other, name) })
}

// stageOrder shows the stages that the import makes, to be moved.
func (w *importWizard) stageOrder() []fyne.CanvasObject {
	if len(w.form.Stages) == 0 || !w.preview.Result.Accepted() {
		return nil
	}
	rows := []fyne.CanvasObject{
		widgets.NewTitle(w.text("views.import.stages")), widgets.NewParagraph(w.text("views.import.stagesWhy"), widgets.SizeCaption, widgets.RoleMuted),
	}
	if w.preview.Unused && len(w.present) > 0 {
		left := slices.DeleteFunc(slices.Clone(w.present), func(name string) bool { return hasName(w.preview.Stages, name) })
		leave := newCheck(w.text("views.import.stagesLeave", "Names", strings.Join(left, ", ")), nil)
		leave.SetChecked(w.replace)
		leave.OnChanged = func(on bool) {
			w.replace, w.touched = on, true
			w.arrange()
			w.again()
		}
		rows = append(rows, leave)
	}
	for i, name := range w.form.Stages {
		up := newIconButton("", theme.MoveUpIcon(), func() { w.moveStage(i, i-1) })
		down := newIconButton("", theme.MoveDownIcon(), func() { w.moveStage(i, i+1) })
		if i == 0 {
			up.Disable()
		}
		if i == len(w.form.Stages)-1 {
			down.Disable()
		}
		rows = append(rows, container.NewBorder(nil, nil, container.NewHBox(up, down),
			nil, inLine(widgets.NewText(strconv.Itoa(i+1)+". "+name, widgets.SizeBody, widgets.RoleNone).Bold().Shrink(80))))
	}
	return rows
}

// moveStage changes places of two stages; what the import does stays.
func (w *importWizard) moveStage(from, to int) {
	w.form.Stages = slices.Clone(w.form.Stages)
	w.form.Stages[from], w.form.Stages[to] = w.form.Stages[to], w.form.Stages[from]
	w.touched = true
	w.again()
}
