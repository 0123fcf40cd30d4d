package data

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// newestVersion returns the schema's version that this program works with.
func newestVersion() (int64, error) {
	found, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return 0, fmt.Errorf("list the migrations: %w", err)
	}
	var newest int64
	for _, name := range found {
		version, err := goose.NumericComponent(name)
		if err != nil {
			return 0, fmt.Errorf("migration %s: %w", name, err)
		}
		newest = max(newest, version)
	}
	return newest, nil
}

// migrate brings the schema up to date, each migration and its record in one
// transaction. A file that holds something is copied beside itself first.
func (s *Store) migrate(ctx context.Context, found, target int64) error {
	if found == target {
		return nil
	}
	if found > 0 {
		kept := fmt.Sprintf("%s.v%d-%s.bak", s.path, found, s.now().UTC().Format("20060102T150405"))
		if err := s.Backup(ctx, kept); err != nil {
			return fmt.Errorf("back up before bringing the database up to date: %w", err)
		}
		s.log.InfoContext(ctx, "backed up before bringing the database up to date", "path", kept)
	}
	return s.bring(ctx, found, target)
}

// bring runs the migrations up to a version.
func (s *Store) bring(ctx context.Context, found, target int64) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("list the migrations: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, s.write, files,
		goose.WithDisableGlobalRegistry(true), goose.WithSlog(s.log))
	if err != nil {
		return fmt.Errorf("prepare the migrations: %w", err)
	}
	started := time.Now()
	if _, err := provider.UpTo(ctx, target); err != nil {
		var partial *goose.PartialError
		if errors.As(err, &partial) {
			err = partial.Err
		}
		return failure(fmt.Sprintf("bring %s from schema %d to %d", s.path, found, target), err)
	}
	s.log.InfoContext(ctx, "brought the database up to date", "from", found, "to", target, "took", time.Since(started))
	return nil
}
