package views

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/views/widgets"
)

// trySoon is how long a choice waits for another where the last one is still
// being tried out, and a result for a list that is open.
const trySoon = 250 * time.Millisecond

// progress shows that something is under way, how far it is, and a way out.
func (w *importWizard) progress() *fyne.Container {
	w.bar, w.unsure = newProgressBar(), widget.NewProgressBarInfinite()
	w.told = widgets.NewText("", widgets.SizeBody, widgets.RoleMuted).Shrink(160)
	stop := newButton(w.text("views.shell.cancel"), w.stop)
	row := container.NewHBox(fixed(260, container.NewStack(w.bar, w.unsure)), fixed(320, inLine(w.told)), stop)
	row.Hide()
	w.unsure.Stop()
	return row
}

// halt ends what is under way without a word.
func (w *importWizard) halt() {
	w.later.Cancel()
	w.slot.Cancel()
	w.trying, w.bringing = false, false
}

// settle calls f now, or when the list that is open has been shut: it is not
// taken from under the pointer.
func (w *importWizard) settle(f func()) {
	if !w.shell.overlay.ListOpen() {
		f()
		return
	}
	w.later.Call(func() { w.settle(f) })
}

// stop ends what is under way. What was chosen for the preview stays chosen,
// and is not to be imported without having been seen: the step before leads
// to a preview of it.
func (w *importWizard) stop() {
	if w.bringing { // it may be done already: what became of it is said
		w.callOff()
		w.works++ // how far it was is told no more
		w.told.Set(w.text("views.import.cancelling"), widgets.RoleMuted)
		return
	}
	tried := w.trying && w.step == stepPreview
	w.halt()
	w.wait("")
	if tried {
		w.show(stepReading)
	}
}

// wait shows what is under way; "" ends it.
func (w *importWizard) wait(what string) {
	w.bar.SetValue(0)
	w.bar.Hide()
	w.told.Set(what, widgets.RoleMuted)
	w.busy.Hidden = what == ""
	if what == "" {
		w.unsure.Stop()
		w.back.Enable()
		w.next.Enable()
	} else {
		w.say("")
		w.unsure.Show()
		w.unsure.Start()
		w.back.Disable()
		w.next.Disable()
	}
	w.foot.Refresh()
}

// tell shows how far the work under a name is; the function is called off the
// window's thread. What comes late, of a work that has ended, is not shown.
func (w *importWizard) tell(key string) func(app.ImportProgress) {
	w.works++
	work := w.works
	return newest(w.shell.options.Runner, func(p app.ImportProgress) {
		if !w.busy.Hidden && work == w.works {
			w.advance(key, p)
		}
	})
}

func (w *importWizard) advance(key string, p app.ImportProgress) {
	count := w.shell.deps.Format.Count
	switch {
	case p.Applying:
		w.told.Set(w.text("views.import.applying", "Count", count(p.Rows)), widgets.RoleMuted)
	case p.Rows > 0:
		w.told.Set(w.text(key, "Count", count(p.Rows)), widgets.RoleMuted)
	}
	all, done := p.All, p.Done
	if all == 0 { // a workbook, of which only the rows may be known
		all, done = int64(w.rows()), int64(p.Rows)
	}
	if all == 0 {
		return
	}
	w.unsure.Stop()
	w.unsure.Hide()
	w.bar.Show()
	w.bar.SetValue(min(1, float64(done)/float64(all)))
}

// rows is how many rows the file has, 0 where that is not known.
func (w *importWizard) rows() int {
	if w.bringing {
		return w.preview.Result.Read
	}
	if d := w.reading.Detection; d != nil && d.Whole {
		return d.Sampled
	}
	return 0
}

// read looks at the file and shows how it is understood.
func (w *importWizard) read() {
	w.form = app.ImportForm{Create: true}
	w.names, w.saved, w.touched, w.ended, w.past = nil, "", false, false, false
	w.detect()
}

// detect understands the file by the options so far and shows how.
func (w *importWizard) detect() { w.understand(func() { w.show(stepReading) }) }

// errKindUnknown says that nothing in a file tells what its rows are.
var errKindUnknown = errors.New("nothing says what the rows of this file are")

// understood is what looking at a file brings.
type understood struct {
	app.ImportReading
	known map[string][]string
	form  app.ImportForm
}

// understand looks at the file by the options so far, then goes on. What its
// rows are is guessed where the user left it open. A choice made meanwhile
// ends it and looks anew.
func (w *importWizard) understand(then func()) {
	form, path, service := w.form, w.path, w.shell.deps.Service
	form.Kind, form.Progress = w.kind, w.tell("views.import.reading")
	w.halt()
	w.wait(w.text("views.import.reading"))
	Load(w.slot, w.shell.ctx, func(ctx context.Context) (understood, error) { return lookAt(ctx, service, form, path) },
		func(found understood, err error) { w.settle(func() { w.takeIn(found, err, then) }) })
}

// takeIn keeps how a file is understood, or says why it is not.
func (w *importWizard) takeIn(found understood, err error, then func()) {
	w.wait("")
	switch {
	case errors.Is(err, errKindUnknown):
		w.say(w.text("views.import.kindUnknown", "Kinds", strings.Join(kindTexts(w.text), ", ")))
	case err != nil:
		w.fail(err)
	default:
		w.form, w.reading, w.kind, w.known = found.form, found.ImportReading, found.form.Kind, found.known
		then()
	}
}

// lookAt understands a file.
func lookAt(ctx context.Context, service *app.Service, form app.ImportForm, path string) (found understood, err error) {
	if form.Source.Name == "" { // else it is the file that was read before, kept since
		if form.Source, err = service.ImportFile(path); err != nil {
			return found, err
		}
	}
	if form, err = placed(ctx, service, form); err != nil {
		return found, err
	}
	if found.ImportReading, err = service.DetectImport(ctx, form); err != nil {
		return found, err
	}
	form.Options, form.Key, form.Progress = found.Options, found.Key, nil
	found.form = form
	found.known, err = service.ImportNames(ctx)
	return found, err
}

// placed chooses the sheet of a workbook and what its rows are, where that is
// left open: the first sheet that is a table of the kind.
func placed(ctx context.Context, service *app.Service, form app.ImportForm) (app.ImportForm, error) {
	if form.Options.Sheet == "" {
		sheet, kind, err := service.GuessImportSheet(ctx, form)
		if err != nil {
			return form, err
		}
		if form.Options.Sheet = sheet; sheet != "" {
			form.Kind = kind
		}
	}
	if form.Kind != "" {
		return form, nil
	}
	kind, ok, err := service.GuessImport(ctx, form)
	if err == nil && !ok {
		err = errKindUnknown
	}
	form.Kind = kind
	return form, err
}

// turnTo reads another sheet, which may be a table of another kind.
func (w *importWizard) turnTo(sheet string) {
	w.form.Options.Sheet = sheet
	form, service := w.form, w.shell.deps.Service
	w.kind = ""
	Load(w.slot, w.shell.ctx, func(ctx context.Context) (app.ImportKind, error) {
		kind, ok, err := service.GuessImport(ctx, form)
		if err != nil || !ok {
			kind = form.Kind
		}
		return kind, nil
	}, func(kind app.ImportKind, _ error) {
		w.kind = kind
		w.unmap()
	})
}

// chosen tries a choice out that was made by hand on the preview.
func (w *importWizard) chosen() {
	if w.bringing { // by a key: what is imported is as it was shown
		return
	}
	w.touched = true
	w.try(false)
}

// try tries the import out and shows what it would do. propose takes near
// misses of names for the names they most likely mean. Where the choice
// before is still being tried, that ends, and the newest waits a moment for
// another.
func (w *importWizard) try(propose bool) {
	w.propose = w.propose || propose
	if !w.trying {
		w.start()
		return
	}
	w.slot.Cancel()
	w.later.Call(w.start)
}

// again shows the step anew; what is being tried out goes on being so.
func (w *importWizard) again() {
	if w.bringing {
		return
	}
	trying := w.trying
	w.show(w.step)
	if trying {
		w.try(false)
	}
}

// start tries the import out.
func (w *importWizard) start() {
	form, service := w.form, w.shell.deps.Service
	form.Options.Values, form.Options.Detected = w.values(), w.reading.Detection
	form.Progress = w.tell("views.import.trying")
	w.trying = true
	w.wait(w.text("views.import.trying", "Count", "0"))
	Load(w.slot, w.shell.ctx, func(ctx context.Context) (app.ImportPreview, error) {
		return service.PreviewImport(ctx, form)
	}, func(preview app.ImportPreview, err error) { w.settle(func() { w.tried(preview, err) }) })
}

// tried takes in what an import would do.
func (w *importWizard) tried(preview app.ImportPreview, err error) {
	w.trying = false
	w.wait("")
	if err != nil {
		w.fail(err)
		return
	}
	w.preview = preview
	w.learn(preview)
	anew := w.proposeNames()
	anew = w.propose && w.proposeEnding() || anew
	w.propose = false
	if w.arrange() || anew {
		w.start()
		return
	}
	w.show(stepPreview)
}

// bring imports.
func (w *importWizard) bring() {
	form, service := w.form, w.shell.deps.Service
	form.Options.Values, form.Options.Detected = w.values(), w.reading.Detection
	form.Progress = w.tell("views.import.importing")
	w.halt()
	w.bringing = true
	w.wait(w.text("views.import.importing", "Count", "0"))
	w.cover()
	var ctx context.Context
	ctx, w.callOff = context.WithCancel(w.shell.ctx)
	Load(w.slot, ctx, func(ctx context.Context) (app.ImportResult, error) {
		return service.Import(ctx, form)
	}, w.brought)
}

// brought says what became of the import.
func (w *importWizard) brought(result app.ImportResult, err error) {
	w.callOff()
	w.bringing = false
	w.wait("")
	if err == nil {
		w.result, w.touched = result, false
		w.show(stepImport)
		return
	}
	w.show(stepPreview)
	if errors.Is(err, context.Canceled) {
		w.above(w.text("views.import.cancelled"), widgets.RoleNone)
		return
	}
	w.fail(err)
}

// cover keeps the preview from being changed while it is imported.
func (w *importWizard) cover() {
	w.body.Objects = append(w.body.Objects[:1], newShield())
	w.body.Refresh()
	w.shell.window.Canvas().Unfocus()
}
