package xlsx_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"attain/app"
	"attain/app/cli"
	"attain/app/importer"
	"attain/app/sales"
	"attain/app/sales/salestest"
	"attain/assets"
	"attain/data"
	"attain/data/xlsx"
)

// company is a database that is filled and asked by the command line.
type company struct {
	t  *testing.T
	db string
}

func newCompany(t *testing.T) company {
	return company{t, filepath.Join(t.TempDir(), "company.db")}
}

// run executes a command that must succeed, and returns what it printed.
func (c company) run(args ...string) []byte {
	c.t.Helper()
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		c.t.Fatal(err)
	}
	var out, failed bytes.Buffer
	now := func() time.Time { return time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC) }
	text := func(lang string) sales.Text { return catalogue.Text(lang) }
	status := cli.Run(c.t.Context(), append(args, "--db", c.db), cli.Env{
		Out: &out, Err: &failed, Getenv: func(string) string { return "" }, Text: text,
		Open: func(ctx context.Context, path string) (cli.Database, error) {
			store, err := data.Open(ctx, path, data.Options{Now: now})
			if err != nil {
				return cli.Database{}, err
			}
			return cli.Database{Service: app.New(store, app.Options{Now: now, Text: text, Who: "test"}), Close: store.Close}, nil
		},
		Workbook: func(ctx context.Context, path, sheet string) (importer.Rows, error) {
			return xlsx.OpenTable(ctx, path, sheet)
		},
		Table:  func(w io.Writer, sheet string) (app.BookWriter, func() error) { return xlsx.NewTable(w, sheet) },
		Review: xlsx.WriteReview,
	})
	if status != 0 {
		c.t.Fatalf("attain %q: status %d: %s", args, status, failed.String())
	}
	return out.Bytes()
}

// maven brings the public data of maven_crm in, as the README shows.
func (c company) maven() {
	c.t.Helper()
	at := func(name string) string { return salestest.PublicFile(c.t, "maven_crm/"+name) }
	c.run("import", at("products.csv"), "--kind", "products")
	c.run("import", at("sales_teams.csv"), "--kind", "reps")
	c.run("import", at("accounts.csv"), "--kind", "accounts")
	c.run("import", at("sales_pipeline.csv"), "--kind", "deals", "--map", "external_id=opportunity_id", "--map", "rep=sales_agent",
		"--map", "product=product", "--map", "account=account", "--map", "stage=deal_stage", "--map", "created=engage_date",
		"--map", "closed=close_date", "--map", "amount=close_value", "--value", "product:GTXPro=GTX Pro", "--create", "--stages", "Prospecting,Engaging")
}

// TestCompaniesRecalculate writes the workbook of the sample team and of
// public data, lets another program calculate every formula, and holds the
// totals that this program reads against `attain metrics`.
func TestCompaniesRecalculate(t *testing.T) {
	office(t)
	for _, c := range []struct {
		name, month, lang string
		asOf              string
	}{{"sample", "2026-11", "ko", "2026-11-23"}, {"maven", "2017-06", "en", "2017-06-30"}} {
		t.Run(c.name+" "+c.month+" "+c.lang, func(t *testing.T) {
			company := newCompany(t)
			if c.name == "maven" {
				company.maven()
			} else {
				company.run("demo", "--lang", c.lang)
			}
			path := filepath.Join(t.TempDir(), "month.xlsx")
			company.run("report", "--month", c.month, "--as-of", c.asOf, "--lang", c.lang, "-o", path)
			compareRecalculated(t, path)
			company.compareTotals(path, c.lang, company.run("metrics", "--month", c.month, "--as-of", c.asOf, "--json"))
		})
	}
}

// compareTotals reads the summary as LibreOffice's CSV and compares it with
// the metrics of the command line.
func (c company) compareTotals(path, lang string, printed []byte) {
	c.t.Helper()
	var metrics struct{ Team map[string]any }
	if err := json.Unmarshal(printed, &metrics); err != nil {
		c.t.Fatal(err)
	}
	text := textOf(c.t, lang)
	shown := map[string]string{}
	for _, row := range sheetAsCSV(c.t, path) {
		if len(row) > 1 && shown[row[0]] == "" {
			shown[row[0]] = row[1]
		}
	}
	for _, key := range []string{
		"quota", "credited", "attainment", "gap", "expected_to_date", "pace", "won", "lost", "win_rate", "average_won", "open", "open_value", "weighted",
	} {
		value, given := shown[text("definitions."+key+".title")]
		if !given {
			c.t.Errorf("the summary does not show %s", key)
			continue
		}
		want, is := metrics.Team[key].(float64)
		number, isPercent := strings.CutSuffix(value, "%")
		got, err := strconv.ParseFloat(number, 64)
		if isPercent {
			got /= 100
		}
		if is != (err == nil) || is && math.Abs(got-want) > 1e-6*math.Max(1, math.Abs(want)) {
			c.t.Errorf("%s: the summary shows %q, metrics say %v", key, value, metrics.Team[key])
		}
	}
}

// sheetAsCSV returns the first sheet's cells, unformatted, as LibreOffice
// reads them.
func sheetAsCSV(t *testing.T, path string) [][]string {
	t.Helper()
	folder := t.TempDir()
	alwaysCalculate(t, filepath.Join(folder, "profile", "user"))
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	// Comma, quotes, UTF-8, from the first row, values as they are.
	run := exec.CommandContext(ctx, office(t), "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false", "--outdir", folder, path)
	if said, err := run.CombinedOutput(); err != nil {
		t.Fatalf("convert %s: %v\n%s", path, err, said)
	}
	content, err := os.ReadFile(filepath.Join(folder, strings.TrimSuffix(filepath.Base(path), ".xlsx")+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	reader := csv.NewReader(bytes.NewReader(content))
	reader.FieldsPerRecord = -1
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
