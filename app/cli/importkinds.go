package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"attain/app"
	"attain/app/importer"
)

// hintedError is a failure of a whole file with what else the file may be.
type hintedError struct {
	error
	hint string
}

// Unwrap returns the failure.
func (e hintedError) Unwrap() error { return e.error }

// hint says of a file that is no table of the given kind of which it is one, or
// that it is of none.
func (r *run) hint(ctx context.Context, service *app.Service, form app.ImportForm, err error) error {
	var failure *importer.FileError
	unfit := []importer.FailureKind{importer.ErrNoHeader, importer.ErrMissing, importer.ErrNoStage}
	if !errors.As(err, &failure) || !slices.Contains(unfit, failure.Kind) {
		return err
	}
	form.Options.Map = nil
	kind, ok, fault := service.GuessImport(ctx, form)
	switch {
	case fault != nil || ok && kind == form.Kind:
		return err
	case ok:
		return hintedError{err, r.text("cli.import.otherKind", "Kind", string(kind))}
	default:
		return hintedError{err, r.text("cli.import.noKind", "Kinds", kindNames())}
	}
}

// kindNames lists the kinds of tables that other programs have.
func kindNames() string {
	var names []string
	for _, kind := range importer.Kinds() {
		if !app.OnlyExported(kind) {
			names = append(names, string(kind))
		}
	}
	return strings.Join(names, ", ")
}

// likelyKind is the kind that a file's columns speak for, deals where none.
func (r *run) likelyKind(path string) string {
	source, err := importer.FileSource(path, r.Workbook)
	if err != nil {
		return string(importer.KindDeals)
	}
	kind, ok, err := importer.Guess(context.Background(), source, importer.Options{})
	if err != nil || !ok {
		return string(importer.KindDeals)
	}
	return string(kind)
}
