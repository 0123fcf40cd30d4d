package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"attain/app/sales"
)

// ExportFile writes every record of a kind into a .csv or .xlsx file, whole
// or not at all. Errors: another extension, and what Export and WriteFile
// return.
func (s *Service) ExportFile(ctx context.Context, kind ImportKind, path string) error {
	return s.ExportSealed(ctx, kind, path, "")
}

// ExportSealed is ExportFile with a passphrase that seals the file, whose name
// may end in .csv.age or .xlsx.age; none leaves it as it is.
func (s *Service) ExportSealed(ctx context.Context, kind ImportKind, path, passphrase string) error {
	extension := strings.ToLower(filepath.Ext(unsealedName(path)))
	if extension != ".csv" && (extension != ".xlsx" || s.opts.Table == nil) {
		return &sales.Invalid{Field: "path", Reason: "app.error.exportFile"}
	}
	return s.out.sealed(path, passphrase, func(w io.Writer) error {
		if extension == ".csv" {
			table := NewCSV(w)
			if err := s.Export(ctx, kind, checked{ctx, table}); err != nil {
				return err
			}
			return table.Flush()
		}
		table, finish := s.opts.Table(w, string(kind))
		if err := s.Export(ctx, kind, checked{ctx, table}); err != nil {
			return errors.Join(err, finish())
		}
		return finish()
	})
}

// ExportAll writes a file for each kind into a folder, in the order in which
// they are imported again; extension is ".csv" or ".xlsx". done, if not nil,
// is told each file that is complete. A passphrase, if any, seals each file. It
// returns the paths.
func (s *Service) ExportAll(ctx context.Context, folder, extension, passphrase string, done func(path string)) ([]string, error) {
	sealed := ""
	if passphrase != "" {
		sealed = SealedExtension
	}
	var paths []string
	for i, kind := range ImportKinds() {
		path := filepath.Join(folder, fmt.Sprintf("%02d-%s%s", i+1, kind, extension+sealed))
		if err := s.ExportSealed(ctx, kind, path, passphrase); err != nil {
			return paths, err
		}
		paths = append(paths, path)
		if done != nil {
			done(path)
		}
	}
	return paths, nil
}

// ExportBook writes one workbook with a sheet for each kind, in the order in
// which they are imported again, whole or not at all. A passphrase, if any,
// seals it.
func (s *Service) ExportBook(ctx context.Context, path, passphrase string) error {
	if s.opts.Table == nil {
		return &sales.Invalid{Field: "path", Reason: "app.error.exportFile"}
	}
	return s.out.sealed(path, passphrase, func(w io.Writer) error {
		kinds := ImportKinds()
		book, finish := s.opts.Table(w, string(kinds[0]))
		for i, kind := range kinds {
			if i > 0 {
				if err := book.Sheet(string(kind)); err != nil {
					return errors.Join(err, finish())
				}
			}
			if err := s.Export(ctx, kind, checked{ctx, book}); err != nil {
				return errors.Join(err, finish())
			}
		}
		return finish()
	})
}

// checked is a table that ends with its context.
type checked struct {
	ctx   context.Context
	table TableWriter
}

// Header writes the names of the columns.
func (c checked) Header(names []string) error { return errors.Join(c.ctx.Err(), c.table.Header(names)) }

// Row writes one row, unless the context has ended.
func (c checked) Row(cells []any) error {
	if err := c.ctx.Err(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return c.table.Row(cells)
}
