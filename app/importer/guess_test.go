package importer

import (
	"context"
	"io/fs"
	"path/filepath"
	"slices"
	"testing"

	"attain/app/sales/salestest"
)

// TestGuessKnowsWhatRowsAre asks for the kind of tables by their headers
// alone, and of the public data by name and header.
func TestGuessKnowsWhatRowsAre(t *testing.T) {
	for header, want := range map[string]Kind{
		"Record ID,Deal Name,Deal Stage,Close Date,Create Date,Deal owner,Amount,Pipeline":          KindDeals,
		"Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Close Date,Created Date,Type": KindDeals,
		"Deal - Title,Deal - Value,Deal - Owner,Deal - Stage,Deal - Status,Deal - Creation date":    KindDeals,
		"번호,고객사명,담당자,영업단계,금액,등록일,마감일,비고":                                                            KindDeals,
		"Opportunity ID,From Stage,To Stage,Last Modified,Edited By":                                KindStageHistory,
		"deal,stage,at": KindStageHistory,
		"Activity - ID,Activity - Type,Activity - Subject,Activity - Due date,Activity - Assigned to user,Activity - Done": KindActivities,
		"date,rep,type,outcome,deal": KindActivities,
		"Lead ID,First Name,Last Name,Company / Account,Lead Owner,Lead Source,Lead Status,Created Date": KindLeads,
		"담당자,1월,2월,3월":                         KindQuotas,
		"Rep,Jan 2026,Feb 2026,Mar 2026,Total": KindQuotas,
		"rep,period,amount":                    KindQuotas,
		"name,email,manager,started":           KindReps,
		"product,series,sales_price":           KindProducts,
		"account,sector,year_established":      KindAccounts,
		"Name,Email,Phone,Company,Job title":   KindContacts,
		"type,count":                           KindGoals,
	} {
		got, ok, err := Guess(context.Background(), BytesSource("Sheet1.csv", []byte(header+"\n")), Options{})
		if err != nil || !ok || got != want {
			t.Errorf("%s: %q, %v, %v, want %s", header, got, ok, err, want)
		}
	}
	for _, header := range []string{"colour,shade", "a,b,c", "x"} {
		if got, ok, err := Guess(context.Background(), BytesSource("Sheet1.csv", []byte(header+"\n")), Options{}); ok || err != nil {
			t.Errorf("%s is taken for %s, %v", header, got, err)
		}
	}
}

// publicKinds is what every table of the public data is; empty is none of the
// tables that are kept here.
func publicKinds() map[string]Kind {
	return map[string]Kind{
		"maven_crm/sales_pipeline.csv": KindDeals, "maven_crm/sales_teams.csv": KindReps,
		"maven_crm/products.csv": KindProducts, "maven_crm/accounts.csv": KindAccounts, "maven_crm/data_dictionary.csv": "",
		"adventureworks_targets/Product.csv": KindProducts, "adventureworks_targets/Reseller.csv": KindAccounts,
		"adventureworks_targets/Sales.csv": KindDeals, "adventureworks_targets/Salesperson.csv": KindReps,
		"adventureworks_targets/Targets.csv": KindQuotas, "adventureworks_targets/Region.csv": "",
		"adventureworks_targets/SalespersonRegion.csv":                             "",
		"skygeni_deals/sales_data.csv":                                             KindDeals,
		"uci_bank_marketing/bank.csv":                                              "",
		"uci_bank_marketing/bank-full.csv":                                         "",
		"uci_bank_marketing/bank-names.txt":                                        "",
		"format_samples/hubspot_fivetran_seeds/deal_data.csv":                      KindDeals,
		"format_samples/hubspot_fivetran_seeds/deal_stage_data.csv":                KindStageHistory,
		"format_samples/hubspot_fivetran_seeds/deal_property_history_data.csv":     KindStageHistory,
		"format_samples/hubspot_fivetran_seeds/deal_pipeline_stage_data.csv":       KindStages,
		"format_samples/hubspot_fivetran_seeds/deal_pipeline_data.csv":             "",
		"format_samples/hubspot_fivetran_seeds/owner_data.csv":                     KindReps,
		"format_samples/hubspot_fivetran_seeds/contact_data.csv":                   KindContacts,
		"format_samples/hubspot_fivetran_seeds/engagement_meeting_data.csv":        KindActivities,
		"format_samples/hubspot_fivetran_seeds/engagement_task_data.csv":           KindActivities,
		"format_samples/hubspot_fivetran_seeds/engagement_call_data.csv":           KindActivities,
		"format_samples/salesforce_fivetran_seeds/sf_event_data.csv":               KindActivities,
		"format_samples/salesforce_fivetran_seeds/sf_task_data.csv":                KindActivities,
		"format_samples/salesforce_fivetran_seeds/sf_lead_data.csv":                KindLeads,
		"format_samples/salesforce_fivetran_seeds/sf_user_data.csv":                KindReps,
		"format_samples/salesforce_fivetran_seeds/sf_opportunity_data.csv":         KindDeals,
		"format_samples/salesforce_fivetran_seeds/sf_opportunity_history_data.csv": KindStageHistory,
	}
}

// TestGuessKnowsThePublicData asks for the kind of every table there is.
func TestGuessKnowsThePublicData(t *testing.T) {
	root := filepath.Dir(salestest.PublicFile(t, "README.md"))
	kinds, found := publicKinds(), 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) == ".md" {
			return err
		}
		name, _ := filepath.Rel(root, path)
		want, listed := kinds[filepath.ToSlash(name)]
		if found++; !listed {
			t.Errorf("nobody has said what %s is", name)
		}
		src, err := FileSource(path, nil)
		if err != nil {
			return err
		}
		if got, ok, err := Guess(context.Background(), src, Options{}); err != nil || ok != (want != "") || got != want {
			t.Errorf("%s: %q, %v, %v, want %q", name, got, ok, err, want)
		}
		return nil
	})
	if err != nil || found < len(kinds) {
		t.Errorf("%d tables of %d: %v", found, len(kinds), err)
	}
}

// TestGuessByNameAndHeader asks for what columns alone do not say, and for the
// tables that are taken for something they are not.
func TestGuessByNameAndHeader(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          Kind
	}{
		{"deal_stage_data.csv", "_fivetran_start,deal_id,_fivetran_end,date_entered,source,source_id,value\n", KindStageHistory},
		{"deal_property_history_data.csv", "deal_id,timestamp,source,name,source_id,value\n", KindStageHistory},
		{"OpportunityFieldHistory.csv", "Id,IsDeleted,OpportunityId,CreatedById,CreatedDate,Field,DataType,OldValue,NewValue\n", KindStageHistory},
		{"sf_opportunity_history_data.csv", "_fivetran_start,account_id,amount,close_date,created_date,id,is_closed,is_won,name,probability,stage_name,type,owner_id,lead_source\n", KindStageHistory},
		{"deal_pipeline_stage_data.csv", "active,closed_won,is_closed,display_order,probability,stage_id,label,pipeline_id,created_at,updated_at\n", KindStages},
		{"OpportunityStage.csv", "Id,MasterLabel,ApiName,IsActive,SortOrder,IsClosed,IsWon,DefaultProbability\n", KindStages},
		{"deal_pipeline_data.csv", "pipeline_id,active,display_order,label,created_at,updated_at\n", ""},
		{"data_dictionary.csv", "Table,Field,Description\naccounts,account,Company name\naccounts,sector,Industry\n", ""},
		{"SalespersonRegion.csv", "EmployeeKey|SalesTerritoryKey\n272|1\n", ""},
		{"Region.csv", "SalesTerritoryKey|Region|Country|Group\n1|Northwest|United States|North America\n", ""},
		{"단계 이력.csv", "거래명,단계,변경일\n", KindStageHistory},
		{"deals by stage.csv", "Deal name,Stage,Amount,Owner,Close date\n", KindDeals},
		{"reps.csv", "name\nAnn\n", KindReps},
		{"report1700.csv", "Opportunity Name,Account Name,Opportunity Owner,From Stage,To Stage,Amount,Probability (%),Close Date,Last Modified,Last Modified By\n", KindStageHistory},
		{"organizations-1.csv", "Organization - ID,Organization - Name,Organization - Label,Organization - Address,Organization - Owner,Organization - Open deals\n", KindAccounts},
		{"people-1.csv", "Person - Name,Person - Organization,Person - Email - Work,Person - Phone - Work,Person - Owner\n", KindContacts},
		{"Calls.csv", "Record Id,Call Owner,Subject,Call Type,Contact Name,Related To,Call Start Time,Call Duration (in seconds),Call Result\n", KindActivities},
		{"Events.csv", "Record Id,Event Owner.id,Host,Title,From,To,All day,Location,Related To\n", KindActivities},
		{"Sheet1.csv", "2026년 개인별 매출목표,,,(단위: 천원)\n담당자,1월,2월,3월\n김영업,1,2,3\n", KindQuotas},
		{"Sheet1.csv", "고객사 (Customer),담당자 (Owner),금액 (Amount),단계 (Stage)\n", KindDeals},
	} {
		got, ok, err := Guess(context.Background(), BytesSource(c.name, []byte(c.content)), Options{})
		if err != nil || ok != (c.want != "") || got != c.want {
			t.Errorf("%s: %q, %v, %v, want %q", c.name, got, ok, err, c.want)
		}
	}
}

func TestStageOrderFollowsTheWayOfADeal(t *testing.T) {
	for _, want := range [][]string{
		{"Prospecting", "Engaging"},
		{"Prospecting", "Qualification", "Needs Analysis", "Value Proposition", "Id. Decision Makers", "Negotiation/Review"},
		{"Appointment Scheduled", "Qualified To Buy", "Presentation Scheduled", "Decision Maker Bought-In", "Contract Sent"},
		{"신규 발굴", "니즈 파악", "제안", "협상", "계약서 송부"},
		{"Lead", "Qualified", "Demo", "Proposal", "Negotiation"},
		{"B", "A"},
	} {
		mixed := slices.Clone(want)
		if len(want) > 2 || want[0] != "B" {
			slices.Sort(mixed)
		}
		if got := StageOrder(mixed); !slices.Equal(got, want) {
			t.Errorf("%q became %q, want %q", mixed, got, want)
		}
	}
}
