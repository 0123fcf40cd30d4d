package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"attain/assets"
	"attain/data"
	"attain/views"
)

// applicationID names the program among the user's.
const applicationID = "io.github.attain.Attain"

// errNoDisplay says what to do where no window can be shown.
var errNoDisplay = errors.New("there is no display to show the window on; the commands work without one, see attain --help")

// window opens the window on the database at path and returns when it is
// closed. lang, if given, overrides the language of the settings.
func (p *program) window(ctx context.Context, path, lang string) error {
	if !hasDisplay() {
		return errNoDisplay
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	store, err := data.Open(ctx, path, data.Options{Now: time.Now, Log: log})
	if err != nil {
		return err
	}
	return errors.Join(p.show(ctx, store, path, lang, log), store.Close())
}

// show runs the window on an open store until it is closed.
func (p *program) show(ctx context.Context, store *data.Store, path, lang string, log *slog.Logger) error {
	service := p.service(store)
	if err := service.Prepare(ctx); err != nil {
		return err
	}
	fyneapp.SetMetadata(fyne.AppMetadata{
		ID: applicationID, Name: "Attain", Version: version,
		Icon: fyne.NewStaticResource("icon.png", assets.Icon), Migrations: map[string]bool{"fyneDo": true},
	})
	application := fyneapp.NewWithID(applicationID)
	shown, err := views.Open(ctx, application, views.Options{
		Service: service, Runner: views.NewBackground(), Text: p.text, Fonts: p.fonts,
		Regular: assets.FontRegular, Bold: assets.FontBold, Path: path, Lang: lang, Log: log,
	})
	if err != nil {
		return err
	}
	shown.ShowAndRun()
	return nil
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
