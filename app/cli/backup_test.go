package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

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
			store, err := data.Open(ctx, path, data.Options{Now: now})
			if err != nil {
				return cli.Database{}, err
			}
			service := app.New(store, app.Options{Now: now, Text: text, Who: "somebody"})
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

// TestSealedBackupIsRestored walks a sealed backup there and back: without the
// passphrase, or with a wrong one, nothing is replaced.
func TestSealedBackupIsRestored(t *testing.T) {
	env, out, problems := newEnv(t)
	env.Restore = func(ctx context.Context, from, path string) (string, error) {
		return data.Restore(ctx, from, path, now())
	}
	place := t.TempDir()
	db, copied := filepath.Join(place, "mine.db"), filepath.Join(place, "copy.db.age")
	right, wrong := filepath.Join(place, "right"), filepath.Join(place, "wrong")
	for file, passphrase := range map[string]string{right: "열려라 참깨\n", wrong: "sesame"} {
		if err := os.WriteFile(file, []byte(passphrase), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(want int, args ...string) {
		t.Helper()
		problems.Reset()
		if status := cli.Run(t.Context(), append(args, "--db", db), env); status != want {
			t.Fatalf("%v ended with %d: %s", args, status, problems)
		}
	}
	run(0, "backup", "-o", copied, "--passphrase-file", right)
	run(1, "restore", copied)
	run(1, "restore", copied, "--passphrase-file", wrong)
	if !strings.Contains(problems.String(), "passphrase does not open") {
		t.Errorf("a wrong passphrase is told as %q", problems)
	}
	run(0, "restore", copied, "--passphrase-file", right)
	if !strings.Contains(out.String(), "replaced-") {
		t.Errorf("it says %q, not where the former file is", out)
	}
	run(0, "check")
	left, err := filepath.Glob(filepath.Join(place, ".*"))
	if err != nil || len(left) != 0 {
		t.Errorf("temporary copies are left: %v (%v)", left, err)
	}
}

// TestDamagedFileIsRecovered damages a database, is told so by check, recovers
// it and puts what was recovered in its place.
func TestDamagedFileIsRecovered(t *testing.T) {
	env, out, problems := newEnv(t)
	env.Restore = func(ctx context.Context, from, path string) (string, error) {
		return data.Restore(ctx, from, path, now())
	}
	env.Recover = func(ctx context.Context, path, to string) (sales.Recovery, error) {
		return data.Recover(ctx, path, to, now())
	}
	db := filepath.Join(t.TempDir(), "mine.db")
	run := func(want int, args ...string) {
		t.Helper()
		out.Reset()
		problems.Reset()
		if status := cli.Run(t.Context(), append(args, "--db", db), env); status != want {
			t.Fatalf("%v ended with %d: %s", args, status, problems)
		}
	}
	run(0, "demo", "--reps", "3", "--months", "4", "--deals", "60", "--activities", "300")
	content, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	clear(content[:100]) // the head of the file
	clear(content[len(content)/2 : len(content)/2+8192])
	if err := os.WriteFile(db, content, 0o600); err != nil {
		t.Fatal(err)
	}
	run(1, "check")
	if !strings.Contains(problems.String(), "attain recover") {
		t.Errorf("check says %q, not what to do", problems)
	}
	found := db + ".found"
	run(0, "recover", "-o", found)
	if !regexp.MustCompile(`of \d+ pages [1-9]\d* that should hold records (is|are) damaged`).MatchString(out.String()) || !strings.Contains(out.String(), found) {
		t.Errorf("recover says %q", out)
	}
	run(0, "restore", found)
	run(0, "check")
}
