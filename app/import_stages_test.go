package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

// pipelineStages is the list of stages as HubSpot's database has it: in no order,
// of two pipelines, with ids by which the deals name them.
const pipelineStages = `stage_id,label,pipeline_id,display_order,probability,is_closed,closed_won,active
p3,Closed won,default,3,1.0,TRUE,TRUE,TRUE
p1,Qualified,default,0,0.2,FALSE,FALSE,TRUE
p0,Never,default,0,0.2,FALSE,FALSE,FALSE
p2,Contract sent,default,1,0.9,FALSE,FALSE,TRUE
p4,Closed lost,default,4,0.0,TRUE,FALSE,TRUE
r1,Qualified,renewal,0,0.4,FALSE,FALSE,TRUE
r2,Renewal talk,renewal,1,0.6,FALSE,FALSE,TRUE
r3,Renewed,renewal,2,1.0,TRUE,TRUE,TRUE
`

func importText(t *testing.T, service *app.Service, kind importer.Kind, content string) app.ImportResult {
	t.Helper()
	return take(t, service, app.ImportForm{Source: importer.BytesSource(string(kind)+".csv", []byte(content)), Kind: kind})
}

// TestAListOfStagesGivesOrderAndNames imports the stages of another system and
// then deals and a history that name them by their ids.
func TestAListOfStagesGivesOrderAndNames(t *testing.T) {
	service, ctx := newService(t), context.Background()
	result := importText(t, service, importer.KindStages, pipelineStages)
	if result.Rejected != 0 || result.Merged != 2 {
		t.Fatalf("%+v", result)
	}
	stages, err := service.Stages(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, stage := range stages {
		names = append(names, stage.Name+" "+string(stage.Kind))
	}
	want := []string{"Qualified open", "Contract sent open", "Renewal talk open", "Closed won won", "Closed lost lost"}
	if !slices.Equal(names, want) || stages[0].Probability != 0.2 || stages[0].DayLimit != 30 {
		t.Fatalf("%q, %+v", names, stages[0])
	}
	if result = importText(t, service, importer.KindStages, pipelineStages); result.Created+result.Updated != 0 {
		t.Errorf("once more: %+v", result)
	}
	result = importText(t, service, importer.KindDeals, "deal_id,property_dealname,deal_pipeline_stage_id,property_closedate\n1,A,p1,2026-03-03\n2,B,p3,2026-01-03\n3,C,p4,2026-01-04\n4,D,r2,\n5,E,r3,2026-01-05\n")
	if result.Created != 5 {
		t.Fatalf("deals: %+v", result)
	}
	got := []string{}
	for _, id := range []string{"1", "2", "3", "4", "5"} {
		got = append(got, standing(t, service, stages, id))
	}
	if !slices.Equal(got, []string{"Qualified", "Closed won", "Closed lost", "Renewal talk", "Closed won"}) {
		t.Errorf("the deals stand in %q", got)
	}
	result = importText(t, service, importer.KindStageHistory, "deal_id,value,date_entered\n4,r1,2026-01-05\n4,p2,2026-01-09\n")
	if result.Created != 2 || standing(t, service, stages, "4") != "Contract sent" {
		t.Errorf("history: %+v, %s", result, standing(t, service, stages, "4"))
	}
}

// standing is the name of the stage in which the deal of an external id stands.
func standing(t *testing.T, service *app.Service, stages []sales.Stage, externalID string) string {
	t.Helper()
	deals, err := service.Deals(context.Background(), sales.DealQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, deal := range deals {
		if deal.ExternalID != externalID {
			continue
		}
		detail, err := service.Deal(context.Background(), deal.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, stage := range stages {
			if stage.ID == detail.Moves[len(detail.Moves)-1].StageID {
				return stage.Name
			}
		}
	}
	return ""
}

// TestAListOfStagesByHand takes names alone: the order is the file's, the chances
// rise, and those that say won or lost close the deals.
func TestAListOfStagesByHand(t *testing.T) {
	service := newService(t)
	importText(t, service, importer.KindStages, "단계명\n발굴\n제안\n수주\n실주\n")
	stages, err := service.Stages(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, stage := range stages {
		names = append(names, stage.Name+" "+string(stage.Kind))
	}
	if strings.Join(names, ", ") != "발굴 open, 제안 open, 수주 won, 실주 lost" || stages[0].Probability >= stages[1].Probability || stages[0].Probability <= 0 {
		t.Errorf("%q, %+v", names, stages)
	}
}

// TestChancesOfStagesInPerCent reads Salesforce's list of stages.
func TestChancesOfStagesInPerCent(t *testing.T) {
	service := newService(t)
	importText(t, service, importer.KindStages, "MasterLabel,SortOrder,IsActive,IsClosed,IsWon,DefaultProbability\nProposal,2,true,false,false,65\nProspecting,1,true,false,false,10\nClosed Won,3,true,true,true,100\nClosed Lost,4,true,true,false,0\n")
	stages, err := service.Stages(context.Background())
	if err != nil || len(stages) != 4 || stages[0].Name != "Prospecting" || stages[0].Probability != 0.1 || stages[1].Probability != 0.65 || stages[2].Probability != 1 {
		t.Errorf("%+v, %v", stages, err)
	}
}
