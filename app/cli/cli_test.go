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
	now := func() time.Time { return time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC) }
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
		Table:  func(w io.Writer, sheet string) (app.TableWriter, func() error) { return xlsx.NewTable(w, sheet) },
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

// metricNames are the keys that every M of the document holds (interface.md).
const metricNames = `quota team_quota credited attainment gap expected_to_date pace run_rate_projection pipeline_projection attain_probability
	won lost won_value lost_value win_rate value_win_rate hygiene_win_rate surplus quota_mismatch required_coverage average_won days_to_win
	days_to_lose velocity open open_value weighted coverage late_coverage load stuck neglected activities contact_rate follow_ups give_up
	lead_conversion activity_plan reasons movement fit warm_share effectiveness stages`

func TestMetricsHoldEveryName(t *testing.T) {
	c := newTerminal(t)
	c.good("demo", "--months", "4")
	var document struct {
		Period map[string]string
		AsOf   string `json:"as_of"`
		Team   map[string]any
		Reps   []map[string]any
		Trend  []map[string]any
	}
	if err := json.Unmarshal([]byte(c.good("metrics", "--month", "2026-10", "--as-of", "2026-10-31", "--json")), &document); err != nil {
		t.Fatal(err)
	}
	if document.Period["from"] != "2026-10-01" || document.Period["to"] != "2026-10-31" || document.AsOf != "2026-10-31" {
		t.Errorf("period %v as of %s", document.Period, document.AsOf)
	}
	if len(document.Reps) != 8 || len(document.Trend) != 13 {
		t.Errorf("%d reps, %d months of trend", len(document.Reps), len(document.Trend))
	}
	holdEveryName(t, append(document.Reps, document.Team))
}

// holdEveryName reports the names that a scope lacks.
func holdEveryName(t *testing.T, scopes []map[string]any) {
	t.Helper()
	for _, scope := range scopes {
		for name := range strings.FieldsSeq(metricNames) {
			if _, there := scope[name]; !there {
				t.Errorf("%v lacks %s", scope["rep"], name)
			}
		}
	}
}

// TestMetricsOfPublicDataHoldEveryName imports two sets that others made.
func TestMetricsOfPublicDataHoldEveryName(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the public data folder is absent: %v", err)
	}
	at := func(name string) string { return filepath.Join(folder, filepath.FromSlash(name)) }
	for period, imports := range map[string][][]string{
		"2017-Q1": {
			{at("maven_crm/products.csv"), "--kind", "products"},
			{at("maven_crm/sales_teams.csv"), "--kind", "reps"},
			{at("maven_crm/accounts.csv"), "--kind", "accounts"},
			{at("maven_crm/sales_pipeline.csv"), "--kind", "deals", "--create", "--stages", "Prospecting,Engaging", "--value", "product:GTXPro=GTX Pro"},
		},
		"2018-Q1": {
			{at("adventureworks_targets/Product.csv"), "--kind", "products"},
			{at("adventureworks_targets/Salesperson.csv"), "--kind", "reps", "--map", "external_id=EmployeeKey", "--map", "name=Salesperson", "--map", "alias=EmployeeID"},
			{at("adventureworks_targets/Targets.csv"), "--kind", "quotas", "--map", "rep=EmployeeID", "--map", "period=TargetMonth", "--map", "amount=TargetAmount"},
			{at("adventureworks_targets/Sales.csv"), "--kind", "deals", "--const", "outcome=won", "--map", "external_id=SalesOrderNumber", "--map", "rep=EmployeeKey", "--map", "product=ProductKey", "--map", "created=OrderDate", "--map", "closed=OrderDate", "--map", "amount=Sales", "--map", "units=Quantity"},
		},
	} {
		c := newTerminal(t)
		for _, args := range imports {
			c.good(append([]string{"import"}, args...)...)
		}
		var document struct {
			Team map[string]any
			Reps []map[string]any
		}
		if err := json.Unmarshal([]byte(c.good("metrics", "--quarter", period, "--as-of", "2018-12-31", "--json")), &document); err != nil {
			t.Fatal(err)
		}
		if document.Team["won"] == 0.0 {
			t.Errorf("%s: nothing was won", period)
		}
		holdEveryName(t, append(document.Reps, document.Team))
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
	for i, kind := range importer.Kinds()[:5] {
		path := filepath.Join(folder, files[i].Name())
		if content, err := os.ReadFile(path); err == nil && strings.Count(string(content), "\n") > 1 {
			again.good("import", path, "--kind", string(kind))
		}
	}
	if out := again.good("metrics", "--month", "2026-01", "--json"); !strings.Contains(out, `"credited": 100`) {
		t.Error("what came out did not come in again")
	}
}
