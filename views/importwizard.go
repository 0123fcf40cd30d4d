package views

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// The room the wizard takes, in logical pixels: it fits a window of 1280 by
// 720 and grows with a higher one.
const (
	wizardWide   float32 = 1080
	wizardAround float32 = 190 // title, steps and buttons
	wizardLeast  float32 = 300
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
	shell   *shell
	text    sales.Text
	slot    *Slot
	dialog  *widgets.Dialog
	body    *fyne.Container
	head    *widgets.Text
	problem *widgets.Paragraph
	foot    *fyne.Container
	back    *widgets.Button
	next    *widgets.Button
	busy    *fyne.Container
	told    *widgets.Text // rows read so far
	bar     *widget.ProgressBar

	place    *widgets.Input // the file's path
	step     int
	path     string
	kind     app.ImportKind
	form     app.ImportForm
	reading  app.ImportReading
	preview  app.ImportPreview
	names    []nameChoice
	present  []string        // the open stages here before the import
	replace  bool            // the file's stages replace them
	rejected *widgets.Table  // the rejected rows
	last     *widgets.Button // closes after the import
	saved    string          // the file that rejected rows were saved in
	result   app.ImportResult
}

// Import opens the wizard that brings a table in.
func (s *shell) Import() { openImportWizard(s) }

func openImportWizard(s *shell) *importWizard {
	w := &importWizard{shell: s, text: s.deps.Text, slot: NewSlot(s.options.Runner), body: container.NewStack()}
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
	content := container.NewBorder(
		container.New(layout.NewCustomPaddedLayout(0, widgets.Space, 0, 0), container.NewVBox(w.head, w.problem)),
		container.New(layout.NewCustomPaddedLayout(1.5*widgets.Space, 0, 0, 0), w.foot),
		nil, nil, container.NewStack(floor(wizardWide-4*widgets.Space, high), w.body))
	w.dialog = s.show(w.text("views.import.title"), content, wizardWide, nil)
	w.dialog.OnClosed(func() {
		w.slot.Cancel()
		s.forget(w.dialog)
	})
	w.show(stepFile)
	s.window.Canvas().Focus(w.place)
	return w
}

// progress shows that something is under way, how far it is, and a way out.
func (w *importWizard) progress() *fyne.Container {
	w.bar = widget.NewProgressBar()
	w.told = widgets.NewText("", widgets.SizeBody, widgets.RoleMuted).Shrink(160)
	stop := newButton(w.text("views.shell.cancel"), func() {
		w.slot.Cancel()
		w.wait("", 0)
		if w.step == stepImport {
			w.show(stepPreview)
		}
	})
	row := container.NewHBox(fixed(260, container.NewStack(w.bar)), fixed(320, w.told), stop)
	row.Hide()
	return row
}

// wait shows what is under way, of so many rows; "" ends it.
func (w *importWizard) wait(what string, rows int) {
	w.bar.Min, w.bar.Max = 0, float64(max(rows, 1))
	w.bar.SetValue(0)
	w.bar.Hidden = rows == 0
	w.told.Set(what, widgets.RoleMuted)
	w.busy.Hidden = what == ""
	if what == "" {
		w.back.Enable()
		w.next.Enable()
	} else {
		w.say("")
		w.back.Disable()
		w.next.Disable()
	}
	w.foot.Refresh()
	w.cover(what != "" && w.step != stepFile)
}

// cover keeps the step from being changed while it is worked on: what was
// chosen then would be for a step that is about to be replaced.
func (w *importWizard) cover(on bool) {
	if len(w.body.Objects) == 0 {
		return
	}
	w.body.Objects = w.body.Objects[:1]
	if on {
		w.body.Objects = append(w.body.Objects, newShield())
		w.shell.window.Canvas().Unfocus()
	}
	w.body.Refresh()
}

// tell is called off the window's thread with the rows read so far.
func (w *importWizard) tell(key string) func(rows int) {
	return func(rows int) {
		w.shell.options.Runner.Post(func() {
			if w.busy.Hidden {
				return
			}
			w.bar.SetValue(min(float64(rows), w.bar.Max))
			w.told.Set(w.text(key, "Count", w.shell.deps.Format.Count(rows)), widgets.RoleMuted)
		})
	}
}

// show builds a step.
func (w *importWizard) show(step int) {
	var place fyne.Position // the same step again, after a choice on it, stays where it is
	if shown, ok := w.shown(); ok && step == w.step {
		place = shown.Offset
	}
	w.step = step
	w.wait("", 0)
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
// had it there with it. The first step's path takes it by itself.
func (w *importWizard) focus() {
	switch c := w.shell.window.Canvas(); {
	case w.step == stepFile:
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
func (w *importWizard) say(problem string) {
	w.problem.Set(problem, widgets.RoleOffTrack)
	w.problem.Hidden = problem == ""
	w.problem.Refresh()
}

// fail says why something did not work.
func (w *importWizard) fail(err error) {
	w.shell.options.Log.Error("import", "error", err)
	w.say(ErrorText(w.text, err))
}

// read looks at the file and shows how it is understood.
func (w *importWizard) read() {
	w.form = app.ImportForm{Create: true}
	w.names, w.saved = nil, ""
	w.detect()
}

// detect understands the file by the options so far and shows how.
func (w *importWizard) detect() { w.understand(func() { w.show(stepReading) }) }

// errKindUnknown says that nothing in a file tells what its rows are.
var errKindUnknown = errors.New("nothing says what the rows of this file are")

// understand looks at the file by the options so far, then goes on. What its
// rows are is guessed where the user left it open.
func (w *importWizard) understand(then func()) {
	w.wait(w.text("views.import.reading"), 0)
	form, path, service := w.form, w.path, w.shell.deps.Service
	form.Kind = w.kind
	Load(w.slot, w.shell.ctx, func(ctx context.Context) (app.ImportReading, error) {
		var err error
		if form.Source, err = service.ImportFile(path); err != nil {
			return app.ImportReading{}, err
		}
		if form.Kind == "" {
			kind, ok, err := service.GuessImport(ctx, form)
			if err != nil {
				return app.ImportReading{}, err
			}
			if !ok {
				return app.ImportReading{}, errKindUnknown
			}
			form.Kind = kind
		}
		return service.DetectImport(ctx, form)
	}, func(reading app.ImportReading, err error) {
		w.wait("", 0)
		switch {
		case errors.Is(err, errKindUnknown):
			w.say(w.text("views.import.kindUnknown", "Kinds", strings.Join(kindTexts(w.text), ", ")))
			return
		case err != nil:
			w.fail(err)
			return
		}
		form.Options, form.Key = reading.Options, reading.Key
		w.form, w.reading, w.kind = form, reading, form.Kind
		then()
	})
}

// try tries the import out and shows what it would do. propose takes near
// misses of names for the names they most likely mean.
func (w *importWizard) try(propose bool) {
	w.wait(w.text("views.import.trying", "Count", "0"), w.rows())
	form, service := w.form, w.shell.deps.Service
	form.Options.Values = w.values()
	form.Progress = w.tell("views.import.trying")
	Load(w.slot, w.shell.ctx, func(ctx context.Context) (app.ImportPreview, error) {
		return service.PreviewImport(ctx, form)
	}, func(preview app.ImportPreview, err error) {
		w.wait("", 0)
		if err != nil {
			w.fail(err)
			return
		}
		w.preview = preview
		proposed := w.learn(preview, propose)
		if w.arrange(preview) || proposed {
			w.try(false)
			return
		}
		w.show(stepPreview)
	})
}

// rows is how many rows the file has, 0 where that is not known.
func (w *importWizard) rows() int {
	if d := w.reading.Detection; d != nil && d.Whole {
		return d.Sampled
	}
	return 0
}

// bring imports.
func (w *importWizard) bring() {
	form, service := w.form, w.shell.deps.Service
	form.Options.Values = w.values()
	form.Progress = w.tell("views.import.importing")
	w.wait(w.text("views.import.importing", "Count", "0"), w.preview.Result.Read)
	Load(w.slot, w.shell.ctx, func(ctx context.Context) (app.ImportResult, error) {
		return service.Import(ctx, form)
	}, func(result app.ImportResult, err error) {
		w.wait("", 0)
		if err != nil {
			w.fail(err)
			return
		}
		w.result = result
		w.show(stepImport)
	})
}
