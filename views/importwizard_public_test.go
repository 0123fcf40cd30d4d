package views

import (
	"encoding/json"
	"slices"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/app/sales/salestest"
)

// publicTable is a file, how the shortest command of the guide reads it, and
// what has to be chosen in the wizard for it.
type publicTable struct {
	file    string
	kind    app.ImportKind
	create  bool
	stages  []string
	options app.ImportOptions
	columns map[string]string // header -> field
	means   map[string]string // value -> what it is taken for
}

type (
	words       = map[string]string
	wordsByName = map[string]map[string]string
)

// publicSets are the public data as the guide brings them in.
func publicSets() map[string][]publicTable {
	fivetran, salesforce := "format_samples/hubspot_fivetran_seeds/", "format_samples/salesforce_fivetran_seeds/"
	return map[string][]publicTable{
		"maven": {
			{file: "maven_crm/products.csv", kind: "products"},
			{file: "maven_crm/sales_teams.csv", kind: "reps"},
			{file: "maven_crm/accounts.csv", kind: "accounts"},
			{file: "maven_crm/sales_pipeline.csv", kind: "deals", stages: []string{"Prospecting", "Engaging"}, options: app.ImportOptions{Values: wordsByName{"product": {"GTXPro": "GTX Pro"}}}},
		},
		"adventure works": {
			{file: "adventureworks_targets/Product.csv", kind: "products"},
			{file: "adventureworks_targets/Salesperson.csv", kind: "reps"},
			{file: "adventureworks_targets/Reseller.csv", kind: "accounts"},
			{file: "adventureworks_targets/Targets.csv", kind: "quotas"},
			{file: "adventureworks_targets/Sales.csv", kind: "deals", options: app.ImportOptions{Const: words{"outcome": "won"}}},
		},
		"skygeni": {{file: "skygeni_deals/sales_data.csv", kind: "deals", create: true, stages: []string{"Qualified", "Demo", "Proposal", "Negotiation"}}},
		"uci": {{
			file: "uci_bank_marketing/bank.csv", kind: "leads", columns: words{"job": "name", "y": "status", "campaign": "touches"}, means: words{"yes": "qualified", "no": "disqualified"},
			options: app.ImportOptions{Map: words{"name": "job", "status": "y", "touches": "campaign"}, Values: wordsByName{"status": {"yes": "qualified", "no": "disqualified"}}},
		}},
		"hubspot": {
			{file: fivetran + "owner_data.csv", kind: "reps"},
			{file: fivetran + "deal_data.csv", kind: "deals", create: true},
			{file: fivetran + "contact_data.csv", kind: "contacts", create: true},
			{file: fivetran + "engagement_meeting_data.csv", kind: "activities"},
			{file: fivetran + "engagement_call_data.csv", kind: "activities"},
			{file: fivetran + "engagement_task_data.csv", kind: "activities", create: true},
		},
		"salesforce": {
			{file: salesforce + "sf_user_data.csv", kind: "reps"},
			{file: salesforce + "sf_opportunity_data.csv", kind: "deals", create: true},
			{file: salesforce + "sf_lead_data.csv", kind: "leads", create: true},
			{file: salesforce + "sf_event_data.csv", kind: "activities", create: true},
			{file: salesforce + "sf_task_data.csv", kind: "activities", create: true},
		},
	}
}

// TestTheWizardComesToTheFiguresOfTheCommand brings every public data set into
// an empty database by the wizard, choosing only what the data leave open, and
// into another as the guide's command does: every figure is the same.
func TestTheWizardComesToTheFiguresOfTheCommand(t *testing.T) {
	for name, tables := range publicSets() {
		t.Run(name, func(t *testing.T) {
			byHand, byCommand := open(t, newService(t, founded("en")), "light", PageDashboard), newService(t, founded("en"))
			for _, table := range tables {
				byHand.bringPublic(table)
				source := ok(byCommand.ImportFile(salestest.PublicFile(t, table.file)))
				if result := ok(byCommand.Import(ctx, app.ImportForm{Source: source, Kind: table.kind, Options: table.options, Create: table.create, Stages: table.stages})); !result.Accepted() {
					t.Fatalf("%s: %+v", table.file, result)
				}
			}
			for _, year := range []int{2017, 2019, 2020, 2021, 2023} {
				period := sales.Calendar{}.Year(year)
				if hand, command := printed(t, byHand.service, period), printed(t, byCommand, period); hand != command {
					at := 0
					for at < min(len(hand), len(command)) && hand[at] == command[at] {
						at++
					}
					from := max(0, at-200)
					t.Errorf("%d: by hand …%s\nby command …%s", year, hand[from:min(len(hand), at+100)], command[from:min(len(command), at+100)])
				}
			}
		})
	}
}

// bringPublic brings a table in by the wizard.
func (s *stand) bringPublic(table publicTable) {
	s.t.Helper()
	w := s.guessing(salestest.PublicFile(s.t, table.file))
	if w.step == stepFile && len(table.columns) > 0 { // nothing says what its rows are
		w.kind = table.kind
		w.read()
		s.settle()
	}
	if w.kind != table.kind {
		s.t.Fatalf("%s is taken for %q", table.file, w.kind)
	}
	for header, field := range table.columns {
		at := slices.IndexFunc(w.reading.Detection.Columns, func(c app.ImportColumn) bool { return c.Header == header })
		w.mapColumn(w.reading.Detection.Columns[at], field)
		s.settle()
	}
	s.press("Preview")
	for i := range w.names {
		if means := table.means[w.names[i].Value]; means != "" {
			w.names[i].means = means
		}
	}
	if len(table.means) > 0 {
		w.chosen()
		s.settle()
	}
	s.press("Import")
	if w.step != stepImport {
		s.t.Fatalf("%s: step %d, %s", table.file, w.step, w.problem.Text())
	}
	w.dialog.Close()
}

// printed are the figures of a period as attain metrics --json prints them.
func printed(t *testing.T, service *app.Service, period sales.Period) string {
	t.Helper()
	content, err := json.Marshal(ok(service.Metrics(ctx, period, period.To)).Report.Document())
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
