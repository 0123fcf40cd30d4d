package importer

import (
	"context"
	"slices"
	"testing"
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

func TestGuessKnowsThePublicData(t *testing.T) {
	for name, want := range map[string]Kind{
		"maven_crm/sales_pipeline.csv": KindDeals, "maven_crm/sales_teams.csv": KindReps,
		"maven_crm/products.csv": KindProducts, "maven_crm/accounts.csv": KindAccounts,
		"adventureworks_targets/Product.csv": KindProducts, "adventureworks_targets/Reseller.csv": KindAccounts,
		"adventureworks_targets/Sales.csv": KindDeals, "adventureworks_targets/Salesperson.csv": KindReps,
		"adventureworks_targets/Targets.csv":                                       KindQuotas,
		"skygeni_deals/sales_data.csv":                                             KindDeals,
		"format_samples/hubspot_fivetran_seeds/deal_data.csv":                      KindDeals,
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
		"format_samples/salesforce_fivetran_seeds/sf_opportunity_history_data.csv": KindDeals,
	} {
		src, err := FileSource(sharedData(t, name), nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok, err := Guess(context.Background(), src, Options{}); err != nil || !ok || got != want {
			t.Errorf("%s: %q, %v, %v, want %s", name, got, ok, err, want)
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
