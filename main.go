// Attain is the desktop program with which a small sales team reaches its
// quota. This file only wires the rooms together.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"os/user"
	"path/filepath"
	"syscall"
	"time"

	"github.com/adrg/xdg"

	"attain/app"
	"attain/app/cli"
	"attain/app/importer"
	"attain/app/sales"
	"attain/assets"
	"attain/charts"
	"attain/data"
	"attain/data/xlsx"
)

// version is set by the Makefile.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	env, err := environment()
	if err != nil {
		fmt.Fprintln(os.Stderr, "attain: "+err.Error())
		os.Exit(1)
	}
	status := cli.Run(ctx, os.Args[1:], env)
	stop()
	os.Exit(status)
}

// environment gives the command line the rooms it may not know itself.
func environment() (cli.Env, error) {
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		return cli.Env{}, err
	}
	fonts, err := charts.ParseFonts(assets.FontRegular, assets.FontBold)
	if err != nil {
		return cli.Env{}, err
	}
	text := func(lang string) sales.Text { return catalogue.Text(lang) }
	program := &program{text: text, fonts: fonts}
	return cli.Env{
		Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv, Version: version, Text: text, Fonts: fonts,
		Path: defaultPath, Open: program.open, Restore: restore, Window: program.window,
		Workbook: func(ctx context.Context, path, sheet string) (importer.Rows, error) {
			return xlsx.OpenTable(ctx, path, sheet)
		},
		Table:  func(w io.Writer, sheet string) (app.TableWriter, func() error) { return xlsx.NewTable(w, sheet) },
		Review: xlsx.WriteReview,
	}, nil
}

// program holds what the window and the commands share.
type program struct {
	text  func(lang string) sales.Text
	fonts *charts.Fonts
}

// open opens or makes a database.
func (p *program) open(ctx context.Context, path string) (cli.Database, error) {
	store, err := data.Open(ctx, path, data.Options{Now: time.Now})
	if err != nil {
		return cli.Database{}, err
	}
	return cli.Database{Service: p.service(store), Close: store.Close}, nil
}

func (p *program) service(store *data.Store) *app.Service {
	return app.New(store, app.Options{Now: time.Now, Text: p.text, Who: userName()})
}

// defaultPath is attain.db in the user's data directory.
func defaultPath() (string, error) { return filepath.Join(xdg.DataHome, "attain", "attain.db"), nil }

func restore(ctx context.Context, from, path string) error {
	_, err := data.Restore(ctx, from, path, time.Now())
	return err
}

// userName is the name that stands in the change log.
func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "user"
}
