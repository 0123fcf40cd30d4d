// Package cli is the command line over app.Service: it parses arguments,
// calls one command or query and prints the answer, as a table or as JSON. It
// needs no display.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
	"attain/charts"
)

// Exit statuses.
const (
	exitOK    = 0
	exitError = 1
	exitUsage = 2
)

// Database is an open database and its service.
type Database struct {
	Service *app.Service
	Close   func() error
}

// Env is what the command line needs from outside; main fills it.
type Env struct {
	Out, Err io.Writer
	Getenv   func(string) string
	Version  string
	// Log is told what kind of error a command ended with; nil: nobody.
	Log   *slog.Logger
	Text  func(lang string) sales.Text
	Fonts *charts.Fonts
	// Path is the database used where --db and ATTAIN_DB are not given.
	Path func() (string, error)
	// Open opens or makes a database.
	Open func(ctx context.Context, path string) (Database, error)
	// Restore puts the backup at from in the place of the database at path and
	// returns where the file that stood there is kept; "": there was none.
	Restore func(ctx context.Context, from, path string) (kept string, err error)
	// Recover reads what is left of the damaged database at path into a new one.
	Recover func(ctx context.Context, path, to string) (sales.Recovery, error)
	// Passphrase asks for a passphrase on the terminal, unseen; nil: there is
	// no terminal to ask on.
	Passphrase func(prompt string) (string, error)
	// Window opens the window and returns when it is closed.
	Window func(ctx context.Context, path, lang string) error
	// Workbook opens a sheet of a workbook for an import.
	Workbook importer.OpenWorkbook
	// Table writes the rows of an export as a workbook.
	Table func(w io.Writer, sheet string) (app.BookWriter, func() error)
	// Review writes the monthly workbook.
	Review func(ctx context.Context, w io.Writer, review *sales.Review, text sales.Text, tell func(done, all int)) error
}

// run is the state of one call.
type run struct {
	Env
	db   string
	lang string
	json bool
	text sales.Text
}

// usageError marks a wrong call, for the exit status.
type usageError struct{ err error }

// Error returns the wrapped error's words.
func (e usageError) Error() string { return e.err.Error() }

// Unwrap returns the wrapped error.
func (e usageError) Unwrap() error { return e.err }

// Run executes one command line and returns its exit status: 0, 1 for an
// error, 2 for a wrong call. Errors are one line on Err.
func Run(ctx context.Context, args []string, env Env) int {
	r := &run{Env: env}
	root := r.root()
	root.SetArgs(args)
	root.SetOut(env.Out)
	root.SetErr(env.Err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	if env.Log != nil {
		env.Log.ErrorContext(ctx, "command", "error", err)
	}
	if r.text == nil {
		r.text = env.Text("en")
	}
	_, _ = fmt.Fprintln(env.Err, "attain: "+strings.ReplaceAll(ErrorText(err, r.text), "\n", " "))
	var usage usageError
	var file *importer.FileError
	wrongOption := errors.As(err, &file) && (file.Kind == importer.ErrOption || file.Kind == importer.ErrField || file.Kind == importer.ErrEncoding)
	if errors.As(err, &usage) || wrongOption || strings.HasPrefix(err.Error(), "unknown command") || strings.HasPrefix(err.Error(), "required flag") {
		return exitUsage
	}
	return exitError
}

// ErrorText returns an error as a plain sentence in the user's language.
func ErrorText(err error, text sales.Text) string {
	var invalid *sales.Invalid
	var missing *sales.NotFound
	var conflict *sales.Conflict
	var used *sales.InUse
	var file *importer.FileError
	var hinted hintedError
	switch {
	case errors.As(err, &hinted):
		return ErrorText(hinted.error, text) + " " + hinted.hint
	case errors.As(err, &invalid):
		return invalid.Field + ": " + invalid.Localized(text)
	case errors.As(err, &missing):
		return text("cli.error.notFound", "Kind", string(missing.Kind), "Name", missing.Name)
	case errors.As(err, &conflict):
		return conflict.Localized(text)
	case errors.As(err, &used):
		return used.Localized(text)
	case errors.As(err, &file):
		return file.Localized(text)
	case errors.Is(err, context.Canceled):
		return text("cli.error.stopped")
	case errors.Is(err, syscall.ENOSPC):
		return text("cli.error.full", "Detail", err.Error())
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return text("cli.error.permission", "Detail", err.Error())
	}
	return err.Error()
}

func (r *run) root() *cobra.Command {
	root := &cobra.Command{
		Use: "attain [FILE]", Short: "Reach the sales quota: the window, or one of the commands",
		SilenceUsage: true, SilenceErrors: true,
		Args:              usage(database),
		PersistentPreRunE: func(*cobra.Command, []string) error { return r.prepare() },
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return r.Window(cmd.Context(), args[0], r.lang)
			}
			path, err := r.path()
			if err != nil {
				return err
			}
			return r.Window(cmd.Context(), path, r.lang)
		},
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	flags := root.PersistentFlags()
	flags.StringVar(&r.db, "db", "", "database file (default: attain.db in the user's data directory; env ATTAIN_DB)")
	flags.StringVar(&r.lang, "lang", "", "language: en or ko")
	flags.BoolVar(&r.json, "json", false, "print data as JSON")
	root.AddCommand(r.demo(), r.importTable(), r.metrics(), r.report(), r.chart(), r.export(), r.backup(), r.restore(), r.recover(), r.check(), r.person(), r.backtest(), r.version())
	offerChoices(root)
	return root
}

// database accepts the database to open in the window, which is how a file is
// opened from a folder; what is no file can only be meant as a command.
func database(cmd *cobra.Command, args []string) error {
	if len(args) == 1 {
		if info, err := os.Stat(args[0]); err == nil && info.Mode().IsRegular() {
			return nil
		}
	}
	return cobra.NoArgs(cmd, args)
}

// prepare checks the flags that all commands share.
func (r *run) prepare() error {
	if r.lang != "" && r.lang != "en" && r.lang != "ko" {
		return usageError{fmt.Errorf("--lang is en or ko, not %q", r.lang)}
	}
	r.text = r.Text(r.language())
	return nil
}

func (r *run) language() string {
	if r.lang != "" {
		return r.lang
	}
	return "en"
}

// named reports whether a file to write is given, with no extension but the
// one of what is written.
func named(file, extension string) bool {
	given := strings.ToLower(filepath.Ext(file))
	return file != "" && (given == "" || given == extension)
}

func (r *run) path() (string, error) {
	if r.db != "" {
		return r.db, nil
	}
	if path := r.Getenv("ATTAIN_DB"); path != "" {
		return path, nil
	}
	return r.Path()
}

// with opens the database, runs f on its service and closes it.
func (r *run) with(ctx context.Context, f func(*app.Service) error) (err error) {
	path, err := r.path()
	if err != nil {
		return err
	}
	database, err := r.Open(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, database.Close()) }()
	if err := database.Service.Prepare(ctx); err != nil {
		return err
	}
	if r.lang == "" {
		settings, err := database.Service.Settings(ctx)
		if err != nil {
			return err
		}
		r.lang = settings.Language
		r.text = r.Text(r.lang)
	}
	return f(database.Service)
}

// usage turns an argument check's error into a usage error.
func usage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}

// printf writes to the output; a broken pipe is no news.
func (r *run) printf(format string, args ...any) { _, _ = fmt.Fprintf(r.Out, format, args...) }
