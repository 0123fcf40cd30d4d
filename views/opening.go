package views

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// Opening is how the window's database comes to be open, which may take long
// (a check after an unclean end) or fail. Its functions run in the background.
type Opening struct {
	// Open opens the database, OpenReadOnly so that nothing is written.
	Open, OpenReadOnly func(ctx context.Context) (Opened, error)
	// Backups lists the backups, without opening the database.
	Backups func(ctx context.Context) ([]app.BackupFile, error)
	// Inspect reads what a backup holds.
	Inspect func(ctx context.Context, path string) (app.BackupContent, error)
	// Restore puts a backup in the place of the database and returns where
	// that is kept.
	Restore func(ctx context.Context, from string) (kept string, err error)
	// Recover reads what is left of the damaged database into a new file.
	Recover func(ctx context.Context) (sales.Recovery, error)
	// Asked reports whether another start of the program asked for this window
	// to come to the front; nil: none can.
	Asked func() bool
	// Closed is called when the window has been closed; nil: nobody asks.
	Closed func()
}

// Opened is a database that was opened.
type Opened struct {
	Service  *app.Service
	ReadOnly bool
	Network  string // kind of the network drive it lies on; "": none
	// QuickCheck reads the file once and says by an error that it is damaged;
	// nil: nobody asks.
	QuickCheck func(ctx context.Context) error

	begin entry
}

// opener is the window while no database is open.
type opener struct {
	ctx     context.Context
	window  fyne.Window
	options Options
	opening Opening
	shown   string // the page that was shown last
	text    sales.Text
	format  *Format
	overlay *widgets.Overlay
	slot    *Slot
	opened  func(Opened)
	busy    *widgets.Busy // what shows that something is under way; nil: nothing is
}

// newOpener prepares the window: its looks, in the language of the options or
// else English, until the settings are known.
func newOpener(ctx context.Context, application fyne.App, window fyne.Window, options Options, opening Opening) *opener {
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	lang := options.Lang
	if lang == "" {
		lang = "en"
	}
	preferences := application.Preferences()
	dress(application, options, Mode(preferences.Int(lastMode)))
	text := options.Text(lang)
	window.SetTitle(text("views.shell.program"))
	return &opener{
		ctx: ctx, window: window, options: options, opening: opening, shown: preferences.String(lastPage), text: text, format: NewFormat(lang, sales.Currency{}, text),
		overlay: widgets.NewOverlay(options.Runner, application.Driver()), slot: NewSlot(options.Runner),
	}
}

// answerTick is how often the window looks whether it is asked for.
const answerTick = 500 * time.Millisecond

// answer brings the window to the front whenever it is asked for, until stop
// is called.
func (o *opener) answer() (stop func()) {
	if o.opening.Asked == nil {
		return func() {}
	}
	return repeat(o.options.Runner, answerTick, func(again func()) {
		if o.opening.Asked() {
			o.window.RequestFocus()
		}
		again()
	})
}

// waitDelay is how long opening may take before the window says that it does.
const waitDelay = 300 * time.Millisecond

// open opens the database in the background, with what the window begins with,
// and shows that it does where that takes long.
func (o *opener) open(open func(context.Context) (Opened, error)) {
	stop := o.options.Runner.After(waitDelay, func() { o.wait("views.opening.wait") })
	Load(o.slot, o.ctx, func(ctx context.Context) (Opened, error) {
		opened, err := open(ctx)
		if err == nil {
			opened.begin, err = readEntry(ctx, opened.Service, o.shown)
		}
		return opened, err
	}, func(opened Opened, err error) {
		stop()
		if err != nil {
			o.options.Log.Error("open", "error", err)
			o.fail(err)
			return
		}
		o.rest()
		o.opened(opened)
	})
}

func (o *opener) wait(key string) {
	busy := widgets.NewBusy(o.text(key))
	o.show(container.NewCenter(busy))
	busy.Start()
	o.busy = busy
}

// rest ends the sign that something is under way.
func (o *opener) rest() {
	if o.busy != nil {
		o.busy.Stop()
		o.busy = nil
	}
}

func (o *opener) show(content fyne.CanvasObject) {
	o.rest()
	o.window.SetContent(container.NewStack(content, o.overlay))
}

// fail says why the database cannot be opened and what can be done.
func (o *opener) fail(err error) {
	var file *sales.FileError
	fault := sales.FileFault("")
	if errors.As(err, &file) {
		fault = file.Fault
	}
	again := newButton(o.text("views.opening.again"), func() { o.open(o.opening.Open) })
	quit := newButton(o.text("views.shell.menu.quit"), o.window.Close)
	buttons, first := []fyne.CanvasObject{again, quit}, again
	switch fault {
	case sales.FileNewer, sales.FileReadOnly:
		look := newButton(o.text("views.opening.readOnly"), func() { o.open(o.opening.OpenReadOnly) })
		look.Importance = widget.HighImportance
		buttons, first = append([]fyne.CanvasObject{look}, buttons...), look
	case sales.FileCorrupt:
		find := newButton(o.text("views.opening.recover"), o.recover)
		buttons = append([]fyne.CanvasObject{find}, buttons...)
	default: // nothing but to mend the cause and try again
	}
	words := ErrorText(o.text, err)
	if fault == sales.FileCorrupt {
		words = o.text("views.opening.corrupt")
	}
	o.page(words, container.NewHBox(buttons...), fault == sales.FileCorrupt)
	o.window.Canvas().Focus(first)
}

// page shows a sentence, what can be done and, if asked to, the backups.
func (o *opener) page(words string, actions fyne.CanvasObject, withBackups bool) {
	backups := container.NewStack()
	head := container.New(layout.NewCustomPaddedVBoxLayout(widgets.Space),
		container.NewHBox(widgets.NewIcon(theme.WarningIcon(), widgets.RoleBehind), widgets.NewTitle(o.text("views.opening.title"))),
		widgets.NewText(o.options.Path, widgets.SizeCaption, widgets.RoleMuted).Shrink(120),
		widgets.NewParagraph(words, widgets.SizeBody, widgets.RoleNone),
		container.New(layout.NewCustomPaddedLayout(widgets.Space, widgets.Space, 0, 0), actions))
	wide := openingWide
	if withBackups {
		wide = backupsWide
	}
	whole := container.New(wide, widgets.NewCard("", container.NewBorder(head, nil, nil, nil, backups)))
	o.show(whole)
	if !withBackups {
		return
	}
	Load(o.slot, o.ctx, o.opening.Backups, func(files []app.BackupFile, err error) {
		if err != nil || len(files) == 0 {
			backups.Objects = []fyne.CanvasObject{widgets.NewEmptyState(theme.StorageIcon(), o.text("views.settings.noBackups"), o.text("views.opening.noBackups"), "", nil)}
		} else {
			backups.Objects = []fyne.CanvasObject{o.backups(files)}
		}
		whole.Refresh()
	})
}

// How wide what the window says before it opens stands in its middle, alone and
// with backups to choose from, in logical pixels.
const (
	openingWide midst = 620
	backupsWide midst = 900
)

// midst puts one object in the middle: as wide as it says where there is room,
// and as high as it needs at that width.
type midst float32

// MinSize is Fyne's.
func (midst) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout is Fyne's.
func (m midst) Layout(objects []fyne.CanvasObject, area fyne.Size) {
	object, wide := objects[0], min(float32(m), area.Width-4*widgets.Space)
	object.Resize(fyne.NewSize(wide, object.Size().Height)) // text that wraps knows its height only now
	high := min(object.MinSize().Height, area.Height-4*widgets.Space)
	object.Resize(fyne.NewSize(wide, high))
	object.Move(fyne.NewPos((area.Width-wide)/2, (area.Height-high)/2))
}

// mostOffered is how many backups are offered for a restore.
const mostOffered = 8

func (o *opener) backups(files []app.BackupFile) fyne.CanvasObject {
	list := container.NewVBox(widgets.NewTitle(o.text("views.settings.backups")))
	for _, file := range files[:min(len(files), mostOffered)] {
		if file.Sealed || file.Kept {
			continue
		}
		said := widgets.NewText(file.At.Format("2006-01-02 15:04"), widgets.SizeBody, widgets.RoleMuted)
		restore := newButton(o.text("views.settings.restore.word"), func() { o.restore(file.Path) })
		list.Add(container.NewBorder(nil, nil, nil, restore, said))
		Load(NewSlot(o.options.Runner), o.ctx, func(ctx context.Context) (app.BackupContent, error) {
			return o.opening.Inspect(ctx, file.Path)
		}, func(content app.BackupContent, err error) {
			if err != nil {
				said.Set(o.text("views.opening.badBackup", "When", file.At.Format("2006-01-02 15:04")), widgets.RoleOffTrack)
				restore.Disable()
				return
			}
			said.Set(contentText(o.text, o.format, "views.settings.restore.holds", file.At, content), widgets.RoleNone)
		})
	}
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(fyne.NewSize(1, 280))
	return scroll
}

// restore puts a backup in place and opens it.
func (o *opener) restore(from string) {
	o.wait("views.opening.restoring")
	Load(o.slot, o.ctx, func(ctx context.Context) (string, error) { return o.opening.Restore(ctx, from) }, func(_ string, err error) {
		if err != nil {
			o.options.Log.Error("restore", "error", err)
			o.fail(err)
			return
		}
		o.open(o.opening.Open)
	})
}

// recover reads what is left and asks whether it is to be put in place.
func (o *opener) recover() {
	o.wait("views.opening.recovering")
	Load(o.slot, o.ctx, o.opening.Recover, func(found sales.Recovery, err error) {
		if err != nil {
			o.options.Log.Error("recover", "error", err)
			o.page(o.text("views.opening.nothing"), newButton(o.text("views.shell.menu.quit"), o.window.Close), true)
			return
		}
		content := app.BackupContent{Records: found.Records}
		words := contentText(o.text, o.format, "views.opening.found", time.Time{}, content) + " "
		if found.Whole() {
			words += o.text("views.opening.whole")
		} else {
			words += o.text("views.opening.lost", "Damaged", found.Damaged, "Pages", found.Pages, "Lost", found.Unread+found.Refused+found.Dropped)
		}
		use := newButton(o.text("views.opening.use"), func() { o.restore(found.Path) })
		use.Importance = widget.HighImportance
		o.page(words+" "+o.text("views.opening.kept", "Path", filepath.Base(found.Path)),
			container.NewHBox(use, newButton(o.text("views.shell.menu.quit"), o.window.Close)), true)
	})
}
