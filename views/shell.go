package views

import (
	"context"
	"log/slog"
	"net/url"
	"os"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/app/sales"
	"attain/charts"
	"attain/views/widgets"
)

// Options are what the window needs from outside.
type Options struct {
	Service *app.Service
	Runner  Runner
	Text    func(lang string) sales.Text
	Fonts   *charts.Fonts // of the charts
	Regular []byte        // the window's fonts, TrueType
	Bold    []byte
	Path    string // the database, for Settings and backups
	// WriteReview writes a review as a workbook, whole or not at all.
	WriteReview func(ctx context.Context, path string, review *sales.Review, lang string, tell func(done, all int)) error
	Documents   string                   // folder for what is saved quickly
	Guide       func(lang string) string // the user guide as Markdown; nil: there is none
	Version     string
	LogFile     string // where the log is kept, for About
	Lang        string // overrides the language of the settings; empty: it does not
	Locale      string // of the system, such as ko-KR: the first run begins in its language
	Log         *slog.Logger
	// Notify shows a notification on the desktop, OpenURL opens the program
	// for an address (tel:, mailto:); nil: Fyne's.
	Notify  func(*fyne.Notification)
	OpenURL func(*url.URL) error
	// CopyPicture puts a PNG picture on the clipboard; nil: by a program of
	// the system.
	CopyPicture func(ctx context.Context, picture []byte) error
	Rest        func() // called in the background when work has ended for a while; nil: nothing is
	ReadOnly    bool   // nothing can be written
	Network     string // kind of the network drive the database lies on; "": none
}

// shell is the window around the pages: side bar, top bar, panel, dialogs and
// messages. It is built anew whenever the language or the settings change;
// what the user was looking at stays.
type shell struct {
	ctx     context.Context
	app     fyne.App
	window  fyne.Window
	options Options

	settings sales.Settings // in the language that is spoken
	stored   string         // the language that the database says
	deps     Deps
	scope    app.Scope
	kind     periodKind
	reps     []sales.Rep

	overlay *widgets.Overlay
	nav     *widgets.Nav
	bar     *topBar
	banner  *widgets.Banner
	strip   *workStrip
	area    *fyne.Container // the page shown
	pages   map[string]Page // those built so far
	stale   map[string]bool // those to load before they are shown
	shown   string
	memory  map[string]string
	drafts  map[string]*draft
	first   bool        // there is nothing yet: ask the four questions
	day     *app.Agenda // what Today shows at once when it is first opened
	side    *side
	dialogs []*widgets.Dialog
	files   *dialog.FileDialog // open over them
	redoing bool               // the last step through the changes went forward
	quiet   bool               // a dialog says itself what was done
	held    *app.Event         // what was done meanwhile
	refresh *Debounce
	counted *widgets.Banner // says to which day figures count that is not today
	countTo sales.Day       // 0: today
	toToday bool            // the user wants today all the same
	loadBar *Slot
	loadDay *Slot
	load    *Slot
}

// newShell builds the window's content for what it begins with.
func newShell(ctx context.Context, application fyne.App, window fyne.Window, options Options, begin entry) (*shell, error) {
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	if options.Notify == nil {
		options.Notify = asMarkup(runtime.GOOS, application.SendNotification)
	}
	if options.OpenURL == nil {
		options.OpenURL = application.OpenURL
	}
	if options.CopyPicture == nil {
		options.CopyPicture = func(ctx context.Context, picture []byte) error {
			return copyPicture(ctx, pictureCopiers(runtime.GOOS, os.Getenv), picture)
		}
	}
	s := &shell{
		ctx: ctx, app: application, window: window, options: options, scope: begin.scope, kind: kindMonth, shown: begin.page,
		first: begin.first, day: begin.day, memory: map[string]string{}, drafts: map[string]*draft{},
	}
	if begin.first {
		begin.settings.Language = firstLanguage(options.Locale, begin.settings.Language)
	}
	settings := s.spoken(begin.settings)
	s.loadBar, s.loadDay, s.load = NewSlot(options.Runner), NewSlot(options.Runner), NewSlot(options.Runner)
	s.refresh = NewDebounce(options.Runner, refreshDelay)
	s.restAfterWork()
	options.Runner.OnBusy(func(works int) {
		if s.bar != nil {
			s.bar.setBusy(works)
		}
	})
	return s, s.apply(settings)
}

// restDelay is how long nothing may be under way before the window rests.
const restDelay = 5 * time.Second

// restAfterWork lets the program give back what its work took, once it is over.
func (s *shell) restAfterWork() {
	if s.options.Rest == nil {
		return
	}
	rest := NewDebounce(s.options.Runner, restDelay)
	s.options.Runner.OnBusy(func(works int) {
		if works > 0 {
			rest.Cancel()
			return
		}
		rest.Call(func() { s.options.Runner.Aside(s.options.Rest, func() {}) })
	})
}

// apply builds the content for settings.
func (s *shell) apply(settings sales.Settings) error {
	currency, err := sales.NewCurrency(settings.Currency)
	if err != nil {
		return err
	}
	s.settings = settings
	text := s.options.Text(settings.Language)
	dress(s.app, s.options, modeOf(settings.Theme))
	speakFyne(text)
	s.overlay = widgets.NewOverlay(s.options.Runner, s.app.Driver())
	s.deps = Deps{
		Context: s.ctx, Service: s.options.Service, Runner: s.options.Runner, Shell: s, Overlay: s.overlay, Keyboard: s.keyboard(), Text: text,
		Format: NewFormat(settings.Language, currency, text), Settings: settings, Fonts: s.options.Fonts,
		Path: s.options.Path, Memory: s.memory, Drafts: s.drafts, WriteReview: s.options.WriteReview, Documents: s.options.Documents,
		OpenURL: s.options.OpenURL, CopyPicture: s.options.CopyPicture, Day: s.day,
	}
	s.day = nil // it is true now, not when the window is built anew
	s.renewStrip()
	s.pages, s.stale = map[string]Page{}, map[string]bool{} // a dialog stays open: importing can change the currency
	s.build()
	return nil
}

// dress gives the window its looks. A theme that is there already stays, since
// the library reads the fonts anew for each.
func dress(application fyne.App, options Options, mode Mode) {
	if present, ok := application.Settings().Theme().(*Theme); ok && present.mode == mode {
		return
	}
	application.Settings().SetTheme(NewTheme(
		fyne.NewStaticResource("regular.ttf", options.Regular), fyne.NewStaticResource("bold.ttf", options.Bold), mode))
	application.Preferences().SetInt(lastMode, int(mode))
}

// modeOf is the theme's mode by its name in the settings.
func modeOf(name string) Mode {
	switch name {
	case "light":
		return ModeLight
	case "dark":
		return ModeDark
	default:
		return ModeSystem
	}
}

// build makes the first run's page, or the bars and the page that was shown.
func (s *shell) build() {
	s.window.SetTitle(s.deps.Text("views.shell.program"))
	if s.first {
		s.bar, s.nav = nil, nil
		s.window.SetMainMenu(nil)
		s.setContent(newFirstRun(s).object)
		return
	}
	s.nav = widgets.NewNav(nil, s.Open)
	s.nav.OnSpareKey = passedFrom(s.nav)
	s.nav.SetHead(s.head())
	items := []widgets.NavItem{}
	for _, name := range PageNames() {
		items = append(items, widgets.NavItem{ID: name, Text: s.deps.Text("views.nav." + name), Icon: pageIcon(name)})
	}
	s.nav.SetItems(items)
	s.bar = newTopBar(&s.deps, s.scope, s.kind, s.setScope, s.openPalette)
	s.banner, s.counted = widgets.NewBanner(), widgets.NewBanner()
	s.area = container.NewStack()
	body := container.NewBorder(container.New(layout.NewCustomPaddedLayout(0, 0, 2*widgets.Space, 2*widgets.Space), container.NewVBox(s.notice(), s.counted, s.banner)), nil, nil, nil,
		container.New(layout.NewCustomPaddedLayout(0, 2*widgets.Space, 2*widgets.Space, 2*widgets.Space), s.area))
	s.side = newSide(s, body)
	page := container.NewBorder(s.bar.object, nil, nil, nil, s.side.slide)
	s.setContent(container.NewBorder(nil, nil, s.nav, nil, page))
	s.window.SetMainMenu(s.menu())
	s.loadReps()
	s.Open(s.shown)
	s.loadAsOf()
}

// notice says for as long as the window is open what is special about the
// database: that it can only be read, or that it lies on a network drive.
func (s *shell) notice() fyne.CanvasObject {
	banner := widgets.NewBanner()
	switch {
	case s.options.ReadOnly:
		banner.Say(widgets.RoleOffTrack, s.deps.Text("views.opening.isReadOnly"), "", nil)
	case s.options.Network != "":
		banner.Say(widgets.RoleOffTrack, s.deps.Text("views.opening.network", "Kind", s.options.Network), "", nil)
	}
	return banner
}

// head is the program's name above the pages.
func (s *shell) head() fyne.CanvasObject {
	icon := canvas.NewImageFromResource(theme.NewThemedResource(markIcon()))
	icon.SetMinSize(fyne.NewSquareSize(22))
	return container.NewHBox(container.NewCenter(icon), widgets.NewTitle(s.deps.Text("views.shell.program")))
}

// setContent puts the content under the overlay.
func (s *shell) setContent(content fyne.CanvasObject) {
	s.window.SetContent(container.NewStack(content, s.overlay, s.strip.window()))
}

// loadReps fetches the reps that the top bar offers.
func (s *shell) loadReps() {
	Load(s.loadBar, s.ctx, s.deps.Service.Reps, func(reps []sales.Rep, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		s.reps = reps
		s.bar.setReps(reps)
	})
}

// setScope shows another period or rep on every page.
func (s *shell) setScope(scope app.Scope) {
	scope.AsOf = s.asOf(scope.Period)
	s.scope, s.kind = scope, s.bar.kind
	s.sayAsOf()
	for name := range s.pages {
		s.stale[name] = true
	}
	s.reload()
}

// Scope is the period and the rep in view.
func (s *shell) Scope() app.Scope { return s.scope }

// ShowMonth puts a month in view, on every page.
func (s *shell) ShowMonth(month sales.Month) { s.bar.showMonth(month) }

// Open shows a page by its name, loading it where it is new or stale.
func (s *shell) Open(name string) {
	s.overlay.HideTip()
	if s.nav == nil {
		return // the first run's page is all there is
	}
	page, built := s.pages[name]
	if !built {
		if page = newPage(name, s.deps); page == nil {
			return
		}
		s.pages[name], s.stale[name] = page, true
	}
	if s.shown != name {
		s.side.close()
		s.banner.Dismiss()
		if on := s.window.Canvas(); on.Focused() != fyne.Focusable(s.nav) {
			on.Unfocus() // what is not seen any more must answer no key
		}
	}
	s.shown = name
	s.app.Preferences().SetString(lastPage, name)
	s.nav.Select(name)
	s.bar.title.Set(s.deps.Text("views.nav."+name), widgets.RoleNone)
	s.area.Objects = []fyne.CanvasObject{page.Object()}
	s.area.Refresh()
	s.reload()
	s.focusPage()
}

// focusPage gives the keyboard to the page in view, where it has a place for
// it.
func (s *shell) focusPage() {
	if focuser, ok := s.pages[s.shown].(Focuser); ok {
		if target := focuser.Focus(); target != nil {
			s.window.Canvas().Focus(target)
		}
	}
}

// reload loads the visible page where it is stale.
func (s *shell) reload() {
	if page := s.pages[s.shown]; page != nil && s.stale[s.shown] {
		s.stale[s.shown] = false
		page.Load(s.scope)
	}
}

// Window is the window, for file dialogs and the clipboard.
func (s *shell) Window() fyne.Window { return s.window }
