package views

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/views/widgets"
)

// The room the wizard takes, in logical pixels: it fits a window of 1280 by
// 720 and grows with a higher one.
const (
	wizardWide   float32 = 1080
	wizardAround float32 = 114 // title and edges
	wizardLeast  float32 = 376
)

// The steps of the wizard.
const (
	stepFile = iota
	stepReading
	stepPreview
	stepImport
)

// importWizard brings a table in, in four steps: the file, how it was
// understood, what it would become, and the import itself. All work happens
// in the background; leaving a step ends it.
type importWizard struct {
	importModel
	shell   *shell
	slot    *Slot
	dialog  *widgets.Dialog
	body    *fyne.Container
	head    *widgets.Text
	problem *widgets.Paragraph
	foot    *fyne.Container
	back    *widgets.Button
	next    *widgets.Button
	busy    *fyne.Container
	told    *widgets.Text // what is under way
	bar     *widget.ProgressBar
	unsure  *widget.ProgressBarInfinite // in its place where nobody knows how far it is
	later   *Debounce

	place    *widgets.Input // the file's path
	step     int
	path     string
	rejected *widgets.Table  // the rejected rows
	last     *widgets.Button // closes after the import
	saved    string          // the file that rejected rows were saved in
	result   app.ImportResult
	touched  bool               // something was mapped or chosen by hand since the file was read
	trying   bool               // the import is being tried out
	propose  bool               // names that are near misses are yet to be taken for others
	bringing bool               // the import is under way
	callOff  context.CancelFunc // ends it
	works    int                // works begun; what tells of an earlier one is not shown
}

// mayLeave reports whether leaving loses nothing; else it asks.
func (w *importWizard) mayLeave() bool {
	if !w.touched && !w.bringing {
		return true
	}
	why, stay := "views.import.leaveWhy", "views.shell.leaveNo"
	if w.bringing {
		why, stay = "views.import.leaveRunning", "views.import.goOn"
	}
	w.shell.AskForm(FormDialog{
		Title: w.text("views.import.leave"), Submit: w.text("views.import.leaveYes"), Cancel: w.text(stay), Loses: true,
		Rows: []fyne.CanvasObject{widgets.NewParagraph(w.text(why), widgets.SizeBody, widgets.RoleNone)},
		Read: func() (Command, error) { return nil, nil },
		Done: w.dialog.Close,
	})
	return false
}

// Import opens the wizard that brings a table in.
func (s *shell) Import() { openImportWizard(s) }

func openImportWizard(s *shell) *importWizard {
	w := &importWizard{importModel: importModel{deps: &s.deps, text: s.deps.Text}, shell: s, slot: NewSlot(s.options.Runner), body: container.NewStack()}
	w.later = NewDebounce(s.options.Runner, trySoon)
	w.form.Create = true
	w.head = widgets.NewText("", widgets.SizeCaption, widgets.RoleMuted)
	w.problem = widgets.NewParagraph("", widgets.SizeBody, widgets.RoleOffTrack)
	w.problem.Hide()
	w.back = newButton(w.text("views.import.back"), func() { w.show(w.step - 1) })
	w.next = newButton("", nil)
	w.next.Importance = widget.HighImportance
	w.busy = w.progress()
	high := max(wizardLeast, s.window.Canvas().Size().Height-wizardAround)
	w.foot = container.NewBorder(nil, nil, w.busy, container.NewHBox(w.back, w.next))
	content := container.NewStack(floor(wizardWide-4*widgets.Space, high), container.NewBorder(
		container.New(layout.NewCustomPaddedLayout(0, widgets.Space, 0, 0), container.NewVBox(w.head, w.problem)),
		container.New(layout.NewCustomPaddedLayout(1.5*widgets.Space, 0, 0, 0), w.foot),
		nil, nil, w.body)) // what is said above the step takes room from it
	w.dialog = s.show(w.text("views.import.title"), content, wizardWide, nil)
	w.dialog.OnClosed(func() {
		w.halt()
		s.forget(w.dialog)
		s.hush(false)
	}).OnLeave(w.mayLeave)
	s.hush(true)
	w.show(stepFile)
	return w
}

// show builds a step.
func (w *importWizard) show(step int) {
	var place fyne.Position // the same step again, after a choice on it, stays where it is
	if shown, ok := w.shown(); ok && step == w.step {
		place = shown.Offset
	}
	w.step = step
	w.wait("")
	w.say("")
	w.back.Hidden = step == stepFile || step == stepImport
	w.head.Set(w.text("views.import.step", "Number", step+1, "Name", w.text("views.import.step."+strconv.Itoa(step+1))), widgets.RoleMuted)
	w.next.Hidden = step == stepImport
	var object fyne.CanvasObject
	switch step {
	case stepFile:
		w.forward("views.import.read", w.read)
		object = w.fileStep()
	case stepReading:
		w.forward("views.import.look", func() { w.try(true) })
		object = w.readingStep()
	case stepPreview:
		w.forward("views.import.go", w.bring)
		object = w.previewStep()
		if !w.preview.Result.Accepted() {
			w.next.Disable()
		}
	default:
		object = w.doneStep()
	}
	scroll := container.NewVScroll(object)
	w.body.Objects = []fyne.CanvasObject{scroll}
	w.body.Refresh()
	scroll.ScrollToOffset(place)
	w.foot.Refresh()
	w.focus()
}

// shown is the scroll of the step that is shown.
func (w *importWizard) shown() (*container.Scroll, bool) {
	if len(w.body.Objects) == 0 {
		return nil, false
	}
	scroll, ok := w.body.Objects[0].(*container.Scroll)
	return scroll, ok
}

// focus gives the keyboard to what goes on; the step before is gone, and what
// had it there with it. On the first step that is the file's path.
func (w *importWizard) focus() {
	switch c := w.shell.window.Canvas(); {
	case w.step == stepFile:
		c.Focus(w.place)
	case w.step == stepImport:
		c.Focus(w.last)
	case w.next.Hidden || w.next.Disabled():
		c.Unfocus()
	default:
		c.Focus(w.next)
	}
}

// stepBody puts the rows of a step under each other, clear of the scroll bar.
func stepBody(rows []fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(0, widgets.Space, 2, 2*widgets.Space), container.New(layout.NewCustomPaddedVBoxLayout(1.25*widgets.Space), rows...))
}

// forward names the button that goes on.
func (w *importWizard) forward(key string, action func()) {
	w.next.OnTapped = action
	w.next.SetText(w.text(key))
}

// say shows a fault above the step; "" takes it away.
func (w *importWizard) say(problem string) { w.above(problem, widgets.RoleOffTrack) }

// above shows a line above the step.
func (w *importWizard) above(line string, role widgets.Role) {
	w.problem.Set(line, role)
	w.problem.Hidden = line == ""
	w.problem.Refresh()
}

// fail says why something did not work.
func (w *importWizard) fail(err error) {
	w.shell.options.Log.Error("import", "error", err)
	var unfit *app.ImportFileError
	if errors.As(err, &unfit) && unfit.Kind == "noStage" { // its own text speaks of the command line
		w.say(w.text("views.import.noStage", "Column", unfit.Detail, "Fields", unfit.Examples))
		return
	}
	w.say(ErrorText(w.text, err))
}
