package app_test

import (
	"context"
	"encoding/csv"
	"math/big"
	"os"
	"strings"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
	"attain/app/sales/salestest"
)

// publicRows reads a table by nothing but encoding/csv, as rows by column.
func publicRows(t *testing.T, name string, comma rune) []map[string]string {
	t.Helper()
	file, err := os.Open(salestest.PublicFile(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	reader := csv.NewReader(file)
	reader.Comma, reader.LazyQuotes = comma, true
	lines, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]map[string]string, 0, len(lines))
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[strings.TrimPrefix(name, "\uFEFF")] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// bring imports a public file by its name and kind with options that are
// "const field=value", and returns what became of it.
func bring(t *testing.T, service *app.Service, name string, kind importer.Kind, opts importer.Options) app.ImportResult {
	t.Helper()
	source, err := service.ImportFile(salestest.PublicFile(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return take(t, service, app.ImportForm{Source: source, Kind: kind, Options: opts, Create: true})
}

// clean fails unless every row of an import was taken.
func clean(t *testing.T, result app.ImportResult, read int) {
	t.Helper()
	if result.Read != read || result.Rejected != 0 || !result.Accepted() {
		t.Errorf("read %d, rejected %d, want %d and 0: %+v", result.Read, result.Rejected, read, result.Rejections[:min(2, len(result.Rejections))])
	}
}

// sumOf adds decimal texts exactly.
type sumOf map[string]*big.Rat

func (s sumOf) add(t *testing.T, key, text string) {
	t.Helper()
	if text == "" {
		text = "0"
	}
	value, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%q is no number", text)
	}
	if s[key] == nil {
		s[key] = new(big.Rat)
	}
	s[key].Add(s[key], value)
}

// minor is a sum in cents; nothing is 0.
func (s sumOf) minor(key string) float64 {
	if s[key] == nil {
		return 0
	}
	cents, _ := new(big.Rat).Mul(s[key], big.NewRat(100, 1)).Float64()
	return cents
}

// maven brings the four tables of maven_crm in.
func maven(t *testing.T) *app.Service {
	t.Helper()
	service := newService(t)
	clean(t, bring(t, service, "maven_crm/sales_teams.csv", importer.KindReps, importer.Options{}), 35)
	clean(t, bring(t, service, "maven_crm/products.csv", importer.KindProducts, importer.Options{}), 7)
	clean(t, bring(t, service, "maven_crm/accounts.csv", importer.KindAccounts, importer.Options{}), 85)
	near := importer.Options{Values: map[string]map[string]string{"product": {"GTXPro": "GTX Pro"}}}
	clean(t, bring(t, service, "maven_crm/sales_pipeline.csv", importer.KindDeals, near), 8800)
	return service
}

// TestMavenCountsPerRep holds a quarter's won, lost and credited of every rep
// against a count of the file itself.
func TestMavenCountsPerRep(t *testing.T) {
	service := maven(t)
	won, lost, value := map[string]int{}, map[string]int{}, sumOf{}
	for _, row := range publicRows(t, "maven_crm/sales_pipeline.csv", ',') {
		if date := row["close_date"]; date < "2017-01-01" || date > "2017-03-31" {
			continue
		}
		switch row["deal_stage"] {
		case "Won":
			won[row["sales_agent"]]++
			value.add(t, row["sales_agent"], row["close_value"])
		case "Lost":
			lost[row["sales_agent"]]++
		}
	}
	if len(won) == 0 {
		t.Fatal("the file has no deal of the quarter")
	}
	report := figures(t, service, "2017-Q1", "")
	for _, rep := range publicRows(t, "maven_crm/sales_teams.csv", ',') {
		name := rep["sales_agent"]
		m := repMetrics(t, report, name)
		if m.Won != won[name] || m.Lost != lost[name] || float64(m.Credited) != value.minor(name) {
			t.Errorf("%s: won %d lost %d credited %d, want %d %d %v", name, m.Won, m.Lost, m.Credited, won[name], lost[name], value.minor(name))
		}
	}
	products, err := service.Products(context.Background())
	if err != nil || len(products) != 7 {
		t.Errorf("%d products, want 7: GTXPro is GTX Pro (%v)", len(products), err)
	}
}

// TestMavenPreviewProposesTheNearMiss proves that the wizard's preview finds
// GTXPro, proposes GTX Pro and writes nothing.
func TestMavenPreviewProposesTheNearMiss(t *testing.T) {
	ctx := context.Background()
	service := newService(t)
	bring(t, service, "maven_crm/products.csv", importer.KindProducts, importer.Options{})
	source, err := service.ImportFile(salestest.PublicFile(t, "maven_crm/sales_pipeline.csv"))
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	preview, err := service.PreviewImport(ctx, app.ImportForm{Source: source, Kind: importer.KindDeals, Create: true, Progress: func(p app.ImportProgress) { told = max(told, p.Rows) }})
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, name := range preview.Unknown {
		found = found || name == app.UnknownName{Field: "product", Value: "GTXPro", Rows: 1480, Nearest: "GTX Pro"}
	}
	if !found || told == 0 || preview.Result.Created != 8800 || preview.Rows[0][0] != "1C1I7A6R" {
		t.Errorf("near miss %v, told %d, created %d, first row %q", found, told, preview.Result.Created, preview.Rows[0])
	}
	if deals, err := service.Deals(ctx, sales.DealQuery{Limit: 1}); err != nil || len(deals) != 0 {
		t.Errorf("the preview wrote deals: %v", err)
	}
}

// TestPublicDataComesOutAndInAgain holds every metric of public data sets
// equal after an export and an import into an empty database: one as CSV; in
// the soak three, as workbooks too.
func TestPublicDataComesOutAndInAgain(t *testing.T) {
	long := os.Getenv("ATTAIN_SOAK") != ""
	extensions := []string{".csv"}
	if long {
		extensions = append(extensions, ".xlsx")
	}
	comesOutAndInAgain(t, maven(t), extensions, asked{"2017-Q1", "2017-02-15"}, asked{"2017-12", "2017-12-31"}, asked{"2017", ""})
	if !long {
		return
	}
	comesOutAndInAgain(t, adventureWorks(t), extensions, asked{"2018-12", ""}, asked{"2019-Q2", "2019-05-15"}, asked{"2019", ""})
	skygeni := newService(t)
	clean(t, bring(t, skygeni, "skygeni_deals/sales_data.csv", importer.KindDeals, importer.Options{}), 5000)
	comesOutAndInAgain(t, skygeni, extensions, asked{"2023-06", "2023-06-20"}, asked{"2023-Q4", ""}, asked{"2024", "2024-07-31"})
}

// adventureWorks brings the five tables of adventureworks_targets in.
func adventureWorks(t *testing.T) *app.Service {
	t.Helper()
	service := newService(t)
	const folder = "adventureworks_targets/"
	clean(t, bring(t, service, folder+"Salesperson.csv", importer.KindReps, importer.Options{}), 18)
	clean(t, bring(t, service, folder+"Product.csv", importer.KindProducts, importer.Options{}), 397)
	clean(t, bring(t, service, folder+"Reseller.csv", importer.KindAccounts, importer.Options{}), 701)
	clean(t, bring(t, service, folder+"Targets.csv", importer.KindQuotas, importer.Options{}), 809)
	clean(t, bring(t, service, folder+"Sales.csv", importer.KindDeals, importer.Options{Const: map[string]string{"outcome": "won"}}), 57851)
	return service
}

// TestAdventureWorksPerSalespersonAndMonth holds credited and quota of every
// salesperson against the files.
func TestAdventureWorksPerSalespersonAndMonth(t *testing.T) {
	const folder = "adventureworks_targets/"
	service := adventureWorks(t)
	sold, target := sumOf{}, sumOf{}
	for _, row := range publicRows(t, folder+"Sales.csv", '|') {
		sold.add(t, row["EmployeeKey"]+" "+row["OrderDate"][:7], row["Sales"])
	}
	for _, row := range publicRows(t, folder+"Targets.csv", '|') {
		target.add(t, row["EmployeeID"]+" "+row["TargetMonth"][:7], row["TargetAmount"])
	}
	checked := 0
	for _, month := range []string{"2017-08", "2018-12", "2020-05"} {
		report, slashed := figures(t, service, month, ""), strings.ReplaceAll(month, "-", "/")
		for _, rep := range publicRows(t, folder+"Salesperson.csv", '|') {
			m := repMetrics(t, report, rep["Salesperson"])
			wantSold, wantTarget := sold.minor(rep["EmployeeKey"]+" "+slashed), target.minor(rep["EmployeeID"]+" "+slashed)
			quota := 0.0
			if m.Quota != nil {
				quota = float64(*m.Quota)
			}
			if float64(m.Credited) != wantSold || quota != wantTarget {
				t.Errorf("%s %s: credited %d quota %v, want %v and %v", month, rep["Salesperson"], m.Credited, quota, wantSold, wantTarget)
			}
			if wantSold > 0 {
				checked++
			}
		}
	}
	if checked < 20 {
		t.Errorf("only %d salespeople and months with sales were compared", checked)
	}
}

// TestSkygeniOutcomesGoByTheOutcome holds won and lost against the file,
// whose stages contradict the outcomes.
func TestSkygeniOutcomesGoByTheOutcome(t *testing.T) {
	service := newService(t)
	clean(t, bring(t, service, "skygeni_deals/sales_data.csv", importer.KindDeals, importer.Options{}), 5000)
	won, lost, value := map[string]int{}, map[string]int{}, sumOf{}
	for _, row := range publicRows(t, "skygeni_deals/sales_data.csv", ',') {
		if !strings.HasPrefix(row["closed_date"], "2023") {
			continue
		}
		if row["outcome"] == "Won" {
			won[row["sales_rep_id"]]++
			value.add(t, row["sales_rep_id"], row["deal_amount"])
		} else {
			lost[row["sales_rep_id"]]++
		}
	}
	report := figures(t, service, "2023", "")
	if len(report.Reps) != 25 || len(won) != 25 {
		t.Fatalf("%d reps, the file has %d", len(report.Reps), len(won))
	}
	for _, rep := range report.Reps {
		name, m := rep.Rep.Name, rep.Metrics
		if m.Won != won[name] || m.Lost != lost[name] || float64(m.Credited) != value.minor(name) {
			t.Errorf("%s: won %d lost %d credited %d, want %d %d %v", name, m.Won, m.Lost, m.Credited, won[name], lost[name], value.minor(name))
		}
	}
}

// TestBankCampaignBecomesLeads brings the phone campaign in as leads.
func TestBankCampaignBecomesLeads(t *testing.T) {
	service := newService(t)
	result := bring(t, service, "uci_bank_marketing/bank.csv", importer.KindLeads, importer.Options{
		Map:    map[string]string{"name": "job", "status": "y", "touches": "campaign", "attr.job": "job"}, // the file names nobody
		Values: map[string]map[string]string{"status": {"yes": "qualified", "no": "disqualified"}},
	})
	rows, qualified := publicRows(t, "uci_bank_marketing/bank.csv", ';'), 0
	for _, row := range rows {
		if row["y"] == "yes" {
			qualified++
		}
	}
	clean(t, result, len(rows))
	leads, err := service.Leads(context.Background(), sales.LeadQuery{Status: sales.LeadQualified})
	if err != nil || len(leads) != qualified {
		t.Errorf("%d leads qualified, want %d (%v)", len(leads), qualified, err)
	}
}
