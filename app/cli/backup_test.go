package cli_test

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attain/app"
	"attain/app/cli"
	"attain/app/sales"
	"attain/assets"
	"attain/data"
)

// newEnv returns the command line's surroundings with a real store and what
// is printed.
func newEnv(t *testing.T) (cli.Env, *bytes.Buffer, *bytes.Buffer) {
	t.Helper()
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	text := func(lang string) sales.Text { return catalogue.Text(lang) }
	var out, problems bytes.Buffer
	return cli.Env{
		Out: &out, Err: &problems, Getenv: func(string) string { return "" }, Version: "test", Text: text,
		Open: func(ctx context.Context, path string) (cli.Database, error) {
			store, err := data.Open(ctx, path, data.Options{Now: time.Now})
			if err != nil {
				return cli.Database{}, err
			}
			service := app.New(store, app.Options{Now: time.Now, Text: text, Who: "somebody"})
			return cli.Database{Service: service, Close: store.Close}, nil
		},
	}, &out, &problems
}

// TestBackupNeedsNoName proves that a backup without a given file lands in
// the folder of backups beside the database, which is made for the first.
func TestBackupNeedsNoName(t *testing.T) {
	env, out, problems := newEnv(t)
	place := t.TempDir()
	status := cli.Run(t.Context(), []string{"backup", "--db", filepath.Join(place, "mine.db")}, env)
	if status != 0 {
		t.Fatalf("backup ended with %d: %s", status, problems)
	}
	files, err := filepath.Glob(filepath.Join(place, "backups", "mine-*.db"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%d backups beside the database (%v), want one", len(files), err)
	}
	if !strings.Contains(out.String(), files[0]) {
		t.Errorf("it says %q, want the place %s", out, files[0])
	}
}
