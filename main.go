// Attain is the desktop program with which a small sales team reaches its
// quota. This file only wires the rooms together.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	stdlog "log"
	"log/slog"
	"os"
	"os/signal"
	"os/user"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver"
	fynelang "fyne.io/fyne/v2/lang"
	"github.com/DeRuina/timberjack"
	"github.com/adrg/xdg"
	"golang.org/x/term"

	"attain/app"
	"attain/app/cli"
	"attain/app/importer"
	"attain/app/sales"
	"attain/assets"
	"attain/charts"
	"attain/data"
	"attain/data/xlsx"
	"attain/docs/guide"
	"attain/views"
)

// version is set by the Makefile.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	log, file := openLog()
	defer func() {
		if fault := recover(); fault != nil {
			app.LogPanic(log, fault)
			panic(fault)
		}
	}()
	env, err := environment(log, file)
	if err != nil {
		fmt.Fprintln(os.Stderr, "attain: "+err.Error())
		os.Exit(1)
	}
	status := cli.Run(ctx, os.Args[1:], env)
	stop()
	os.Exit(status)
}

// environment gives the command line the rooms it may not know itself.
func environment(log *slog.Logger, logFile string) (cli.Env, error) {
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		return cli.Env{}, err
	}
	fonts, err := charts.ParseFonts(assets.FontRegular, assets.FontBold)
	if err != nil {
		return cli.Env{}, err
	}
	text := func(lang string) sales.Text { return catalogue.Text(lang) }
	program := &program{text: text, fonts: fonts, log: log, logFile: logFile}
	return cli.Env{
		Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv, Version: version, Log: log, Text: text, Fonts: fonts,
		Path: defaultPath, Open: program.open, Restore: restore, Recover: recoverFile, Passphrase: terminalPassphrase(), Window: program.window,
		Workbook: openWorkbook, Table: newTable, Review: xlsx.WriteReview,
	}, nil
}

func openWorkbook(ctx context.Context, path, sheet string) (importer.Rows, error) {
	return xlsx.OpenTable(ctx, path, sheet)
}

func newTable(w io.Writer, sheet string) (app.BookWriter, func() error) {
	return xlsx.NewTable(w, sheet)
}

// program holds what the window and the commands share.
type program struct {
	text    func(lang string) sales.Text
	fonts   *charts.Fonts
	log     *slog.Logger
	logFile string
}

// openLog returns the log, and its file in the user's folder for such things:
// a megabyte, and the one before it. It takes no names, amounts or paths, see
// app.NewLog; standard error tells more while the window is open.
func openLog() (*slog.Logger, string) {
	path := filepath.Join(xdg.StateHome, "attain", "attain.log")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return slog.New(slog.DiscardHandler), "" // the program works without
	}
	file := &timberjack.Logger{Filename: path, MaxSize: 1, MaxBackups: 1, FileMode: 0o600}
	return app.NewLog(file, logLevel(slog.LevelInfo)), path
}

// logLevel is the level from which on is logged.
func logLevel(level slog.Level) slog.Level {
	if os.Getenv(debugVar) != "" {
		return slog.LevelDebug
	}
	return level
}

// open opens or makes a database.
func (p *program) open(ctx context.Context, path string) (cli.Database, error) {
	store, err := data.Open(ctx, path, data.Options{Now: time.Now, Log: p.log})
	if err != nil {
		return cli.Database{}, err
	}
	service := p.service(store)
	// For the backup before an import; the window makes the others.
	if err := schedule(ctx, service, path); err != nil {
		return cli.Database{}, errors.Join(err, store.Close())
	}
	return cli.Database{Service: service, Close: store.Close}, nil
}

func (p *program) service(store *data.Store) *app.Service {
	app.SweepTemporary(os.TempDir(), time.Now())
	return app.New(store, app.Options{Now: time.Now, Text: p.text, Who: userName(), OpenWorkbook: openWorkbook, Table: newTable})
}

// schedule begins automatic backups of the database at path.
func schedule(ctx context.Context, service *app.Service, path string) error {
	return service.StartSchedule(ctx, app.ScheduleOptions{
		Path: path, Inspect: inspect,
	})
}

// inspect reads what a backup holds.
func inspect(ctx context.Context, path string) (app.BackupContent, error) {
	content, err := data.Inspect(ctx, path)
	return app.BackupContent(content), err
}

// defaultPath is attain.db in the user's data directory.
func defaultPath() (string, error) { return filepath.Join(xdg.DataHome, "attain", "attain.db"), nil }

func restore(ctx context.Context, from, path string) (kept string, err error) {
	return data.Restore(ctx, from, path, time.Now())
}

func recoverFile(ctx context.Context, path, to string) (sales.Recovery, error) {
	return data.Recover(ctx, path, to, time.Now())
}

// terminalPassphrase returns what asks for a passphrase unseen, or nil where
// no person sits at a terminal.
func terminalPassphrase() func(prompt string) (string, error) {
	file := int(os.Stdin.Fd())
	if !term.IsTerminal(file) {
		return nil
	}
	return func(prompt string) (string, error) {
		fmt.Fprint(os.Stderr, prompt)
		typed, err := term.ReadPassword(file)
		fmt.Fprintln(os.Stderr)
		return string(typed), err
	}
}

// userName is the name that stands in the change log.
func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "user"
}

// applicationID names the program among the user's.
const applicationID = "io.github.attain.Attain"

// errNoDisplay says what to do where no window can be shown.
var errNoDisplay = errors.New("there is no display to show the window on; the commands work without one, see attain --help")

// debugVar names the environment variable that, when set, has the window tell
// on standard error of slow questions to the database and slow handlers.
const debugVar = "ATTAIN_DEBUG"

// window opens the window on the database at path and returns when it is
// closed. lang, if given, overrides the language of the settings.
func (p *program) window(ctx context.Context, path, lang string) error {
	if !hasDisplay() {
		return errNoDisplay
	}
	log := slog.New(slog.NewMultiHandler(p.log.Handler(),
		slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: logLevel(slog.LevelWarn)})))
	log.InfoContext(ctx, "window", "version", version, "system", runtime.GOOS+"/"+runtime.GOARCH)
	release, asked, err := claim(ctx, log, path)
	if asked || err != nil {
		return err
	}
	o := &opening{program: p, path: path, log: log}
	err = p.show(ctx, o, lang)
	// The window is closed, however it came to that: the last backup is made
	// even when the program was told to end.
	return errors.Join(err, o.close(context.WithoutCancel(ctx)), release())
}

// closingTime is how long a window that closes may still answer that it is
// there.
const closingTime = time.Second

// claim makes sure that one window at a time shows the database; asked tells
// that another one does, and was asked to come to the front. In a place that
// cannot be written nobody can claim it, and the window says what is wrong.
func claim(ctx context.Context, log *slog.Logger, path string) (release func() error, asked bool, err error) {
	release, err = data.ClaimWindow(ctx, path)
	var fault *sales.FileError
	if errors.As(err, &fault) && fault.Fault == sales.FileLocked {
		asked = data.AskForWindow(ctx, path) == nil
		if asked {
			select { // it may have answered with its last breath
			case <-time.After(closingTime):
			case <-ctx.Done():
			}
		}
		if release, err = data.ClaimWindow(ctx, path); err == nil { // it was about to end
			return release, false, nil
		}
		if asked {
			err = nil
		}
		return nil, asked, err
	}
	if err != nil {
		log.WarnContext(ctx, "the window cannot be claimed", "error", err)
		return func() error { return nil }, false, nil
	}
	return release, false, nil
}

// noWindowError says that the display there is can show no window, and why.
type noWindowError struct{ cause string }

// Error says what may help, too.
func (e noWindowError) Error() string {
	return "the window cannot be shown on this display: " + e.cause +
		"; a virtual or remote one may need the package libgl1-mesa-dri, and the commands work without one, see attain --help"
}

// errWindow says that the window ended by a fault of the program.
var errWindow = errors.New("the window ended by a fault of the program; what was saved is safe")

// show runs the window until it is closed. A panic on its thread is logged and
// does not keep the last backup from being made. The window library panics
// when the pointer moves over a window that was closed a moment ago (Fyne
// 2.7.1): after the closing that is no news to the user.
func (p *program) show(ctx context.Context, o *opening, lang string) (err error) {
	closed := false
	defer func() {
		if fault := recover(); fault != nil {
			app.LogPanic(o.log, fault)
			if !closed {
				err = errWindow
			}
		}
	}()
	fyneapp.SetMetadata(fyne.AppMetadata{
		ID: applicationID, Name: "Attain", Version: version,
		Icon: fyne.NewStaticResource("icon.png", assets.Icon), Migrations: map[string]bool{"fyneDo": true},
	})
	dropEmptyPreferences()
	application := fyneapp.NewWithID(applicationID)
	save := takeStopped(application.Lifecycle())
	defer save()
	runner := views.NewBackground()
	runner.Panicked = func(fault any) { app.LogPanic(o.log, fault) }
	// The library ends by itself, too, once its loop runs.
	defer context.AfterFunc(ctx, func() { runner.End(application.Quit) })()
	if o.log.Enabled(ctx, slog.LevelDebug) {
		application.Lifecycle().SetOnStarted(func() { runner.Watch(ctx, o.log) })
	}
	options := views.Options{
		Runner: runner, Text: p.text, Fonts: p.fonts,
		Regular: assets.FontRegular, Bold: assets.FontBold, Path: o.path, Lang: lang, Log: o.log,
		Locale: fynelang.SystemLocale().String(),
		// Reading a month of a large team takes twice the memory of what is kept of it.
		Rest:  debug.FreeOSMemory,
		Guide: guide.Text, Version: version, LogFile: p.logFile,
		WriteReview: p.writeReview, Documents: filepath.Join(xdg.UserDirs.Documents, "Attain"),
	}
	doors := views.Opening{
		Open:         func(ctx context.Context) (views.Opened, error) { return o.open(ctx, false) },
		OpenReadOnly: func(ctx context.Context) (views.Opened, error) { return o.open(ctx, true) },
		Backups:      func(context.Context) ([]app.BackupFile, error) { return app.BackupsOf(o.path, time.Local) },
		Inspect:      inspect,
		Restore:      func(ctx context.Context, from string) (string, error) { return restore(ctx, from, o.path) },
		Recover: func(ctx context.Context) (sales.Recovery, error) {
			return recoverFile(ctx, o.path, o.path+".recovered-"+time.Now().UTC().Format("20060102T150405"))
		},
		Asked:  func() bool { return data.WindowAsked(o.path) },
		Closed: func() { closed = true; runner.End(func() {}) },
	}
	if err := appear(func() fyne.Window { return views.Open(ctx, application, options, doors) }); err != nil {
		return err
	}
	application.Run()
	return nil
}

// appear makes the window and shows it. Where the display is none, the library
// (Fyne 2.7.1) panics; where it has no OpenGL, the library only logs that and
// would then wait for ever without a window.
func appear(open func() fyne.Window) (err error) {
	var said bytes.Buffer
	before := stdlog.Writer()
	stdlog.SetOutput(&said)
	defer func() {
		stdlog.SetOutput(before)
		var bug runtime.Error
		if refused, is := recover().(error); is {
			if errors.As(refused, &bug) {
				panic(bug)
			}
			err = noWindowError{cause: causeOf(said.String(), refused.Error())}
		}
		if err == nil {
			_, err = before.Write(said.Bytes())
		}
	}()
	window := open()
	window.Show()
	if !made(window) {
		return noWindowError{cause: causeOf(said.String(), "no OpenGL")}
	}
	return nil
}

// made reports whether the display has the window.
func made(window fyne.Window) bool {
	native, ok := window.(driver.NativeWindow)
	there := true
	if ok {
		native.RunNative(func(context any) {
			switch handle := context.(type) {
			case driver.X11WindowContext:
				there = handle.WindowHandle != 0
			case driver.WaylandWindowContext:
				there = handle.WaylandSurface != 0
			case driver.WindowsWindowContext:
				there = handle.HWND != 0
			case driver.MacWindowContext:
				there = handle.NSWindow != 0
			}
		})
	}
	return there
}

// logged finds what the window library logs of an error: its cause, or alone.
var logged = regexp.MustCompile(`(?m)Cause: (.+)$|^[\d/]+ [\d:]+ (\w+Error: .+)$`)

// causeOf is the first cause among what the library logs, or else the fallback.
func causeOf(log, fallback string) string {
	if found := logged.FindStringSubmatch(log); found != nil {
		return found[1] + found[2]
	}
	return fallback
}

// takeStopped takes from the window library what it does when its loop has
// ended, and returns it to be called after that: it saves the preferences. The
// library (Fyne 2.7.1) hands it to a loop that is ending, which waits for it
// for ever if it comes a moment late, and forgets it if it comes in time.
func takeStopped(lifecycle fyne.Lifecycle) (save func()) {
	l, ok := lifecycle.(interface {
		OnStopped() func()
		SetOnStoppedHookExecuted(f func())
	})
	if !ok || l.OnStopped() == nil {
		return func() {}
	}
	save = l.OnStopped()
	l.SetOnStoppedHookExecuted(nil)
	return save
}

// opening is the window's database, which is opened while the window stands
// there already.
type opening struct {
	program *program
	path    string
	log     *slog.Logger
	mu      sync.Mutex
	store   *data.Store
	service *app.Service
}

// open opens the database and prepares it.
func (o *opening) open(ctx context.Context, readOnly bool) (opened views.Opened, err error) {
	store, err := data.Open(ctx, o.path, data.Options{Now: time.Now, Log: o.log, ReadOnly: readOnly})
	if err != nil {
		return opened, err
	}
	service := o.program.service(store)
	if !readOnly {
		err = errors.Join(service.Prepare(ctx), schedule(ctx, service, o.path))
	}
	if err == nil && !readOnly {
		_, err = service.PurgeTrash(ctx)
	}
	if err != nil {
		return opened, errors.Join(err, store.Close())
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.store, o.service = store, service
	return views.Opened{Service: service, ReadOnly: readOnly, Network: store.Network(), QuickCheck: store.QuickCheck}, nil
}

// close makes the last backup and closes what was opened.
func (o *opening) close(ctx context.Context) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.store == nil {
		return nil
	}
	return errors.Join(o.service.StopSchedule(ctx), o.store.Close())
}

// writeReview writes a monthly review as a workbook, whole or not at all.
func (p *program) writeReview(ctx context.Context, path string, review *sales.Review, lang string, tell func(done, all int)) error {
	return app.WriteFile(path, func(w io.Writer) error { return xlsx.WriteReview(ctx, w, review, p.text(lang), tell) })
}

// dropEmptyPreferences removes the window library's preferences (size and
// last page) where a kill in the middle of writing left an empty file, which
// it would complain about at every start.
func dropEmptyPreferences() {
	folder, err := os.UserConfigDir()
	if err != nil {
		return
	}
	path := filepath.Join(folder, "fyne", applicationID, "preferences.json")
	if info, err := os.Stat(path); err == nil && info.Size() == 0 {
		_ = os.Remove(path) // at worst the complaint stays
	}
}

// hasDisplay reports whether a window can be shown: on X11 and Wayland the
// environment says so, elsewhere there always is one.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	default:
		return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
	}
}
