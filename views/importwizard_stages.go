package views

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"attain/views/widgets"
)

// stageOrder shows the stages that the import makes, to be moved.
func (w *importWizard) stageOrder() []fyne.CanvasObject {
	if len(w.form.Stages) == 0 || !w.preview.Result.Accepted() {
		return nil
	}
	rows := []fyne.CanvasObject{
		widgets.NewTitle(w.text("views.import.stages")), widgets.NewParagraph(w.text("views.import.stagesWhy"), widgets.SizeCaption, widgets.RoleMuted),
	}
	if w.preview.Unused && len(w.present) > 0 {
		leave := newCheck(w.text("views.import.stagesLeave", "Names", strings.Join(w.stagesLeft(), ", ")), nil)
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
	w.exchange(from, to)
	w.touched = true
	w.again()
}
