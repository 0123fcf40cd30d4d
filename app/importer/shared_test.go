package importer

import (
	"context"
	"strings"
	"testing"

	"attain/app/sales/salestest"
)

// readFile reads a file of public data.
func readFile(t *testing.T, name string, kind Kind, opts Options) ([]Draft, Report) {
	t.Helper()
	src, err := FileSource(salestest.PublicFile(t, name), nil)
	if err != nil {
		t.Fatal(err)
	}
	return readSource(t, src, kind, opts)
}

func readSource(t *testing.T, src Source, kind Kind, opts Options) ([]Draft, Report) {
	t.Helper()
	var drafts []Draft
	report, err := Read(context.Background(), src, kind, opts, Sink{Draft: func(d Draft) error {
		drafts = append(drafts, d)
		return nil
	}})
	if err != nil {
		t.Fatalf("read %s: %v", src.Name, err)
	}
	return drafts, report
}

// as is the draft as one of its kind.
func as[D Draft](t *testing.T, draft Draft) D {
	t.Helper()
	typed, ok := draft.(D)
	if !ok {
		t.Fatalf("got a %T", draft)
	}
	return typed
}

func readText(t *testing.T, content string, kind Kind, opts Options) ([]Draft, Report) {
	t.Helper()
	return readSource(t, BytesSource("table.csv", []byte(content)), kind, opts)
}

// TestSharedData reads every public table by the shortest options that work.
func TestSharedData(t *testing.T) {
	won := Options{Const: map[string]string{"outcome": "won"}}
	bank := Options{
		Map:    map[string]string{"name": "job", "status": "y", "touches": "campaign", "attr.job": "job"},
		Values: map[string]map[string]string{"status": {"yes": "qualified", "no": "disqualified"}},
	}
	for _, c := range []struct {
		file           string
		kind           Kind
		opts           Options
		read, rejected int
		fields         string
	}{
		{"maven_crm/sales_pipeline.csv", KindDeals, Options{}, 8800, 0, "external_id=opportunity_id rep=sales_agent product=product account=account stage=deal_stage created=engage_date closed=close_date amount=close_value"},
		{"maven_crm/sales_teams.csv", KindReps, Options{}, 35, 0, "name=sales_agent manager=manager"},
		{"maven_crm/accounts.csv", KindAccounts, Options{}, 85, 0, "name=account industry=sector region=office_location"},
		{"maven_crm/products.csv", KindProducts, Options{}, 7, 0, "name=product category=series price=sales_price"},
		{"skygeni_deals/sales_data.csv", KindDeals, Options{}, 5000, 0, "outcome=outcome stage=deal_stage rep=sales_rep_id created=created_date closed=closed_date"},
		{"adventureworks_targets/Sales.csv", KindDeals, won, 57851, 0, "external_id=SalesOrderNumber rep=EmployeeKey product=ProductKey account=ResellerKey units=Quantity amount=Sales closed=OrderDate"},
		{"adventureworks_targets/Targets.csv", KindQuotas, Options{}, 809, 0, "rep=EmployeeID period=TargetMonth amount=TargetAmount"},
		{"adventureworks_targets/Salesperson.csv", KindReps, Options{}, 18, 0, "external_id=EmployeeKey alias=EmployeeID name=Salesperson email=UPN"},
		{"adventureworks_targets/Product.csv", KindProducts, Options{}, 397, 0, "external_id=ProductKey name=Product"},
		{"adventureworks_targets/Reseller.csv", KindAccounts, Options{}, 701, 0, "external_id=ResellerKey name=Reseller"},
		{"uci_bank_marketing/bank-full.csv", KindLeads, bank, 45211, 0, "status=y"},
		{"uci_bank_marketing/bank.csv", KindLeads, bank, 4521, 0, "status=y"},
		{"format_samples/hubspot_fivetran_seeds/deal_data.csv", KindDeals, Options{}, 44, 0, "external_id=deal_id name=property_dealname created=property_createdate"},
		{"format_samples/hubspot_fivetran_seeds/deal_stage_data.csv", KindStageHistory, Options{}, 14, 0, "deal=deal_id stage=value at=date_entered"},
		{"format_samples/hubspot_fivetran_seeds/owner_data.csv", KindReps, Options{}, 100, 0, "external_id=owner_id email=email"},
		{"format_samples/hubspot_fivetran_seeds/contact_data.csv", KindContacts, Options{}, 22, 0, "external_id=id account=property_company"},
		{"format_samples/hubspot_fivetran_seeds/engagement_call_data.csv", KindActivities, Options{}, 1, 0, "at=property_hs_timestamp"},
		{"format_samples/hubspot_fivetran_seeds/engagement_meeting_data.csv", KindActivities, Options{}, 100, 0, "at=start_time"},
		{"format_samples/salesforce_fivetran_seeds/sf_opportunity_data.csv", KindDeals, Options{}, 10, 1, "external_id=id stage=stage_name is_won=is_won"},
		{"format_samples/salesforce_fivetran_seeds/sf_lead_data.csv", KindLeads, Options{}, 1, 0, "external_id=id status=status deal=converted_opportunity_id"},
		{"format_samples/salesforce_fivetran_seeds/sf_task_data.csv", KindActivities, Options{}, 10, 0, "external_id=id done=is_closed subtype=task_subtype"},
		{"format_samples/salesforce_fivetran_seeds/sf_event_data.csv", KindActivities, Options{}, 10, 0, "external_id=id duration=duration_in_minutes"},
		{"format_samples/salesforce_fivetran_seeds/sf_user_data.csv", KindReps, Options{}, 10, 0, "external_id=id manager=manager_id"},
	} {
		t.Run(c.file, func(t *testing.T) {
			drafts, report := readFile(t, c.file, c.kind, c.opts)
			if report.Read != c.read || report.Rejected != c.rejected || len(drafts) != c.read-c.rejected {
				t.Errorf("read %d, rejected %d: %+v", report.Read, report.Rejected, report.Rejections[:min(3, report.Rejected)])
			}
			mapped := report.Detection.Mapping()
			for pair := range strings.FieldsSeq(c.fields) {
				field, column, _ := strings.Cut(pair, "=")
				if mapped[field] != column {
					t.Errorf("%s is read from %q, want %q", field, mapped[field], column)
				}
			}
		})
	}
}

func TestMavenDeals(t *testing.T) {
	drafts, _ := readFile(t, "maven_crm/sales_pipeline.csv", KindDeals, Options{})
	count, noAccount, noCreated := map[Outcome]int{}, 0, 0
	var sum Decimal
	for _, draft := range drafts {
		d := as[*DealDraft](t, draft)
		count[d.Outcome]++
		if d.Outcome == OutcomeOpen && d.Account == "" {
			noAccount++
		}
		if !d.Created.Known() {
			noCreated++
		}
		if d.Outcome == OutcomeWon {
			sum, _ = sum.Add(d.Amount)
		}
	}
	if count[OutcomeWon] != 4238 || count[OutcomeLost] != 2473 || count[OutcomeOpen] != 2089 || noAccount != 1425 || noCreated != 500 || sum.String() != "10005534" {
		t.Errorf("%v, %d without account, %d without date, won %s", count, noAccount, noCreated, sum)
	}
}

func TestAdventureWorksOrders(t *testing.T) {
	drafts, _ := readFile(t, "adventureworks_targets/Sales.csv", KindDeals, Options{Const: map[string]string{"outcome": "won"}})
	deals := map[string]bool{}
	var sum Decimal
	for _, d := range drafts {
		deal := as[*DealDraft](t, d)
		deals[deal.ExternalID] = true
		sum, _ = sum.Add(deal.Amount)
	}
	if len(drafts) != 57851 || len(deals) != 3616 || !sum.Valid {
		t.Errorf("%d rows of %d deals, %s", len(drafts), len(deals), sum)
	}
}
