package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attain/app"
	"attain/app/cli"
	"attain/app/importer"
	"attain/app/sales"
	"attain/assets"
	"attain/charts"
	"attain/data"
	"attain/data/xlsx"
)

// now is the clock of every test here: what the command line finds and prints
// must not depend on the day the tests are run.
func now() time.Time { return time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC) }

// terminal runs commands on one database and keeps what they print.
type terminal struct {
	t        *testing.T
	db       string
	folder   string
	out, err bytes.Buffer
	status   int
	ctx      context.Context    // nil: it never ends
	change   func(env *cli.Env) // what stands in for a part of the program; nil: nothing
}

func newTerminal(t *testing.T) *terminal {
	folder := t.TempDir()
	return &terminal{t: t, folder: folder, db: filepath.Join(folder, "attain.db")}
}

// run executes a command line and returns what it printed.
func (c *terminal) run(args ...string) string {
	c.t.Helper()
	c.out.Reset()
	c.err.Reset()
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		c.t.Fatal(err)
	}
	fonts, err := charts.ParseFonts(assets.FontRegular, assets.FontBold)
	if err != nil {
		c.t.Fatal(err)
	}
	text := func(lang string) sales.Text { return catalogue.Text(lang) }
	ctx := context.Background()
	if c.ctx != nil {
		ctx = c.ctx
	}
	env := cli.Env{
		Out: &c.out, Err: &c.err, Getenv: func(string) string { return "" }, Version: "test", Text: text, Fonts: fonts,
		Path: func() (string, error) { return c.db, nil },
		Open: func(ctx context.Context, path string) (cli.Database, error) {
			store, err := data.Open(ctx, path, data.Options{Now: now})
			if err != nil {
				return cli.Database{}, err
			}
			return cli.Database{Service: app.New(store, app.Options{Now: now, Text: text, Who: "test"}), Close: store.Close}, nil
		},
		Restore: func(ctx context.Context, from, path string) (string, error) {
			return data.Restore(ctx, from, path, now())
		},
		Recover: func(ctx context.Context, path, to string) (sales.Recovery, error) {
			return data.Recover(ctx, path, to, now())
		},
		Workbook: func(ctx context.Context, path, sheet string) (importer.Rows, error) {
			return xlsx.OpenTable(ctx, path, sheet)
		},
		Table:  func(w io.Writer, sheet string) (app.BookWriter, func() error) { return xlsx.NewTable(w, sheet) },
		Review: xlsx.WriteReview,
	}
	if c.change != nil {
		c.change(&env)
	}
	c.status = cli.Run(ctx, append(args, "--db", c.db), env)
	return c.out.String()
}

// good runs a command that must succeed.
func (c *terminal) good(args ...string) string {
	c.t.Helper()
	out := c.run(args...)
	if c.status != 0 || c.err.Len() > 0 {
		c.t.Fatalf("attain %s: status %d, %s", strings.Join(args, " "), c.status, c.err.String())
	}
	return out
}

// file writes a file into the terminal's folder and returns its path.
func (c *terminal) file(name string, lines ...string) string {
	c.t.Helper()
	path := filepath.Join(c.folder, name)
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		c.t.Fatal(err)
	}
	return path
}

func TestWrongCallsEndWithTwoAndErrorsWithOneInOneLine(t *testing.T) {
	c := newTerminal(t)
	empty := c.file("empty.csv")
	for _, call := range []struct {
		status int
		args   []string
	}{
		{2, []string{"metrics", "--nonsense"}},
		{2, []string{"nonsense"}},
		{2, []string{"metrics", "--month", "2026-13"}},
		{2, []string{"metrics", "--month", "2026-10", "--year", "2026"}},
		{2, []string{"metrics", "--from", "2026-01-01"}},
		{2, []string{"metrics", "--as-of", "yesterday"}},
		{2, []string{"report"}},
		{2, []string{"import", empty}},
		{2, []string{"chart", "nonsense", "-o", "x.png"}},
		{2, []string{"export", "deals", "-o", "x.doc"}},
		{2, []string{"metrics", "--lang", "fr"}},
		{2, []string{"import", empty, "--kind", "deals", "--map", "rep"}},
		{1, []string{"metrics", "--rep", "Nobody"}},
		{1, []string{"import", empty, "--kind", "deals"}},
		{1, []string{"import", "missing.csv", "--kind", "deals"}},
		{1, []string{"restore", "missing.db"}},
		{1, []string{"report", "-o", "no/such/folder/x.xlsx"}},
	} {
		c.run(call.args...)
		if said := c.err.String(); c.status != call.status || strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, "attain: ") {
			t.Errorf("%v: status %d, want %d; said %q", call.args, c.status, call.status, said)
		}
	}
}

func TestDemoRefusesADatabaseWithRecords(t *testing.T) {
	c := newTerminal(t)
	c.good("demo", "--months", "2", "--reps", "2")
	if c.run("demo"); c.status != 1 {
		t.Errorf("a second demo: status %d", c.status)
	}
	if out := c.good("check"); !strings.Contains(out, "all is well") {
		t.Errorf("check says %q", out)
	}
}

func TestEveryChartIsAPicture(t *testing.T) {
	c := newTerminal(t)
	c.good("demo", "--months", "3", "--reps", "3")
	for _, name := range charts.Names() {
		path := filepath.Join(c.folder, name+".png")
		c.good("chart", name, "-o", path, "--width", "320", "--height", "200", "--scale", "1", "--lang", "ko")
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.Decode(file)
		if err := errorsOf(err, file.Close()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if size := picture.Bounds(); size.Dx() != 320 || size.Dy() != 200 {
			t.Errorf("%s is %v", name, size)
		}
	}
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestImportPrintsCountsAndKeepsRejectedRows(t *testing.T) {
	c := newTerminal(t)
	deals := c.file("deals.csv", "id;name;owner;stage;amount;created;closed", "1;One;Ann;Won;1.000,50;01.10.2026;20.10.2026", "2;Two;Ann;Won;much;01.10.2026;21.10.2026")
	rejected := filepath.Join(c.folder, "rejected.csv")
	out := c.good("import", deals, "--kind", "deals", "--create", "--reject", rejected)
	if !strings.Contains(out, "read 2, created 1, updated 0, unchanged 0, rejected 1") {
		t.Errorf("import says %q", out)
	}
	kept, err := os.ReadFile(rejected)
	if err != nil || !strings.Contains(string(kept), "much") || !strings.Contains(string(kept), "3") {
		t.Errorf("rejected rows: %q (%v)", kept, err)
	}
	var document struct{ Team map[string]any }
	if err := json.Unmarshal([]byte(c.good("metrics", "--month", "2026-10", "--json")), &document); err != nil {
		t.Fatal(err)
	}
	if document.Team["credited"] != 1000.5 {
		t.Errorf("credited %v, want 1000.5", document.Team["credited"])
	}
}

func TestBackupAndRestore(t *testing.T) {
	c := newTerminal(t)
	c.good("demo", "--months", "2", "--reps", "2")
	before := c.good("metrics", "--json")
	copied := filepath.Join(c.folder, "copy.db")
	c.good("backup", "-o", copied)
	c.good("import", c.file("d.csv", "name,stage,amount,created,closed", "X,Won,5,2026-11-01,2026-11-02"), "--kind", "deals")
	if c.good("metrics", "--json") == before {
		t.Fatal("the import changed nothing")
	}
	c.good("restore", copied)
	if c.good("metrics", "--json") != before {
		t.Error("the restored database gives other figures")
	}
}

func TestReportIsWrittenWholeOrNotAtAll(t *testing.T) {
	c := newTerminal(t)
	c.good("demo", "--months", "3", "--reps", "2")
	path := filepath.Join(c.folder, "october.xlsx")
	c.good("report", "--month", "2026-10", "-o", path)
	content, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(content, []byte("PK")) {
		t.Fatalf("the workbook is none: %v", err)
	}
	if c.run("report", "--month", "2026-10", "--rep", "Nobody", "-o", path); c.status != 1 {
		t.Errorf("a report of nobody: status %d", c.status)
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(content, after) {
		t.Error("a failed report touched the old file")
	}
}

func TestExportAllWritesAFileForEachKind(t *testing.T) {
	c := newTerminal(t)
	c.good("import", c.file("d.csv", "external_id,name,rep,amount,created,closed,outcome", "1,A,Ann,100,2026-01-02,2026-01-20,won"), "--kind", "deals", "--create")
	folder := filepath.Join(c.folder, "out")
	c.good("export", "all", "-o", folder)
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != len(importer.Kinds()) {
		t.Fatalf("%d files, %v", len(files), err)
	}
	again := newTerminal(t)
	for i, kind := range importer.Kinds() {
		path := filepath.Join(folder, files[i].Name())
		if content, err := os.ReadFile(path); err == nil && strings.Count(string(content), "\n") > 1 {
			again.good("import", path, "--kind", string(kind))
		}
	}
	if out := again.good("metrics", "--month", "2026-01", "--json"); !strings.Contains(out, `"credited": 100`) {
		t.Error("what came out did not come in again")
	}
}
