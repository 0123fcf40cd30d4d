package views

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// firstRunWide is the width of the first page, in logical pixels.
const firstRunWide float32 = 720

// firstRun is the one page that a new database opens with: four questions,
// then where to begin.
type firstRun struct {
	shell    *shell
	answers  app.FirstRun
	slot     *Slot
	object   fyne.CanvasObject
	name     *widgets.Input
	nameFld  *widgets.Field
	problem  *widgets.Paragraph
	busy     *widgets.Busy
	starts   []*widgets.Button
	cancel   *widgets.Button
	currency *widgets.Picker
	month    *widgets.Picker
}

// newFirstRun makes the page with the answers given so far.
func newFirstRun(s *shell) *firstRun {
	f := &firstRun{shell: s, slot: NewSlot(s.options.Runner)}
	f.answers = app.FirstRun{
		Language: s.settings.Language, Currency: s.settings.Currency, FiscalStart: int(s.settings.FiscalStart), Role: s.settings.Role, Name: s.memory["firstrun.name"],
	}
	f.object = f.build()
	return f
}

func (f *firstRun) build() fyne.CanvasObject {
	text := f.shell.deps.Text
	mark := canvas.NewImageFromResource(theme.NewColoredResource(markIcon(), widgets.ColorAccent))
	mark.SetMinSize(fyne.NewSquareSize(40))
	f.problem = widgets.NewParagraph("", widgets.SizeBody, widgets.RoleOffTrack)
	f.problem.Hide()
	f.busy = widgets.NewBusy(text("views.firstrun.busy"))
	f.cancel = newButton(text("views.shell.cancel"), f.stop)
	f.cancel.Hide()
	body := container.New(layout.NewCustomPaddedVBoxLayout(1.5*widgets.Space),
		container.NewHBox(container.NewCenter(mark), widgets.NewText(text("views.firstrun.title"), widgets.SizeDisplay, widgets.RoleNone).Bold()),
		widgets.NewParagraph(text("views.firstrun.intro"), widgets.SizeBody, widgets.RoleMuted),
		columns(widgets.NewField(text("views.firstrun.language"), f.languages()), widgets.NewField(text("views.firstrun.currency"), f.currencies())),
		columns(widgets.NewField(text("views.firstrun.fiscal"), f.months()), widgets.NewField(text("views.firstrun.who"), f.roles())),
		f.nameField(),
		f.problem,
		widgets.NewTitle(text("views.firstrun.begin")),
		columns(
			f.start(beginEmpty, text("views.firstrun.empty"), text("views.firstrun.emptyWhy"), theme.DocumentCreateIcon()),
			f.start(beginSample, text("views.firstrun.sample"), text("views.firstrun.sampleWhy"), theme.AccountIcon()),
			f.start(beginImport, text("views.firstrun.import"), text("views.firstrun.importWhy"), theme.DownloadIcon())),
		container.NewHBox(f.busy, f.cancel))
	card := widgets.NewCard("", container.New(layout.NewCustomPaddedLayout(widgets.Space, widgets.Space, widgets.Space, widgets.Space), body))
	return container.NewVScroll(container.NewCenter(container.NewPadded(container.NewStack(floor(firstRunWide, 0), card))))
}

// languages switches the page at once.
func (f *firstRun) languages() fyne.CanvasObject {
	picker := f.shell.deps.picker("", languageOptions())
	picker.SetChosen(f.answers.Language)
	picker.OnChosen = func(id string) {
		f.answers.Language = id
		f.again()
	}
	return picker
}

// again shows the page anew with the answers so far, in their language.
func (f *firstRun) again() {
	s := f.shell
	s.memory["firstrun.name"] = f.name.Text
	if err := s.apply(withAnswers(s.settings, f.answers)); err != nil {
		f.fail(err)
	}
}

func (f *firstRun) currencies() fyne.CanvasObject {
	f.currency = f.shell.deps.picker("", currencyOptions(f.answers.Language))
	f.currency.SetChosen(f.answers.Currency)
	f.currency.OnChosen = func(id string) { f.answers.Currency = id }
	return f.currency
}

func (f *firstRun) months() fyne.CanvasObject {
	f.month = f.shell.deps.picker("", monthOptions(f.shell.deps.Text))
	f.month.SetChosen(strconv.Itoa(f.answers.FiscalStart))
	f.month.OnChosen = func(id string) {
		if month, err := strconv.Atoi(id); err == nil {
			f.answers.FiscalStart = month
		}
	}
	return f.month
}

func (f *firstRun) roles() fyne.CanvasObject {
	picker := f.shell.deps.picker("", roleOptions(f.shell.deps.Text))
	picker.SetChosen(f.answers.Role)
	picker.OnChosen = func(id string) {
		f.answers.Role = id
		f.showName()
	}
	return picker
}

// nameField asks a rep's name; a manager needs none.
func (f *firstRun) nameField() fyne.CanvasObject {
	f.name = textEntry(f.answers.Name)
	f.name.Steer(f.shell.deps.Keyboard)
	f.nameFld = widgets.NewField(f.shell.deps.Text("views.firstrun.name"), f.name).Require()
	f.showName()
	return f.nameFld
}

func (f *firstRun) showName() {
	if f.nameFld == nil {
		return
	}
	f.nameFld.Hidden = !asksName(f.answers.Role)
	f.nameFld.Refresh()
	if f.object != nil {
		f.object.Refresh()
	}
}

// start is a card with a way to begin.
func (f *firstRun) start(way, word, why string, icon fyne.Resource) fyne.CanvasObject {
	button := newIconButton(word, icon, func() { f.begin(way) })
	if way == beginSample {
		button.Importance = widget.HighImportance
	}
	f.starts = append(f.starts, button)
	return container.NewBorder(button, nil, nil, nil, widgets.NewParagraph(why, widgets.SizeCaption, widgets.RoleMuted))
}

// begin keeps the answers and makes what the way asks for.
func (f *firstRun) begin(way string) {
	answers, service := f.answers, f.shell.deps.Service
	answers.Name = f.name.Text
	f.wait(true)
	Load(f.slot, f.shell.ctx, func(ctx context.Context) (sales.Settings, error) {
		if err := beginWith(ctx, service, answers, way); err != nil {
			return sales.Settings{}, err
		}
		return service.Settings(ctx)
	}, func(settings sales.Settings, err error) {
		f.wait(false)
		if err != nil {
			f.fail(err)
			return
		}
		f.finish(settings, way)
	})
}

// beginWith completes the first run; the sample team comes with a rep to be
// for a user who sells.
func beginWith(ctx context.Context, service *app.Service, answers app.FirstRun, way string) error {
	if way != beginSample {
		return service.CompleteFirstRun(ctx, answers)
	}
	team := answers
	team.Role = "team"
	if err := service.CompleteFirstRun(ctx, team); err != nil {
		return err
	}
	if err := service.FillDemo(ctx, app.Demo{Reps: sampleReps, Months: sampleMonths, Seed: 1, Lang: answers.Language}); err != nil || answers.Role == "team" {
		return err
	}
	reps, err := service.Reps(ctx)
	if err != nil {
		return err
	}
	settings, err := service.Settings(ctx)
	if err != nil {
		return err
	}
	if seller := sampleSeller(reps); seller != "" {
		settings.Role, settings.RepID = answers.Role, seller
	}
	return service.SaveSettings(ctx, settings)
}

// finish opens the window proper.
func (f *firstRun) finish(settings sales.Settings, way string) {
	s := f.shell
	s.first, s.options.Lang = false, ""
	page, inView := firstPage(settings, way)
	if s.shown = page; inView != "" {
		s.scope.RepID = inView
	}
	if err := s.apply(settings); err != nil {
		s.Fail(err)
		return
	}
	if way == beginImport {
		s.Import()
	}
}

func (f *firstRun) wait(on bool) {
	for _, button := range f.starts {
		if on {
			button.Disable()
		} else {
			button.Enable()
		}
	}
	f.cancel.Hidden = !on
	if on {
		f.problem.Hide()
		f.busy.Start()
	} else {
		f.busy.Stop()
	}
}

// stop ends what is under way; nothing of it stays.
func (f *firstRun) stop() {
	f.slot.Cancel()
	f.wait(false)
}

func (f *firstRun) fail(err error) {
	words := ErrorText(f.shell.deps.Text, err)
	f.problem.Set(words, widgets.RoleOffTrack)
	f.problem.Hidden = words == ""
	f.object.Refresh()
}
