package app_test

import (
	"context"
	"slices"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

// TestRecordsNamedByAnID says which of the records that were made have an id for
// a name, and gives them their names when their own tables come.
func TestRecordsNamedByAnID(t *testing.T) {
	service := newService(t)
	form := app.ImportForm{
		Source: importer.BytesSource("sales.csv", []byte("external_id,rep,product,account,amount,outcome,closed\nA1,272,P-1,Acme,5,won,2026-01-05\nA2,277,P-1,701,5,won,2026-01-05\n")),
		Kind:   importer.KindDeals, Create: true,
	}
	result := take(t, service, form)
	if !slices.Equal(result.Nameless[sales.KindRep], []string{"272", "277"}) || !slices.Equal(result.Nameless[sales.KindAccount], []string{"701"}) || len(result.Nameless[sales.KindProduct]) != 0 {
		t.Errorf("named by an id: %v", result.Nameless)
	}
	if preview, err := service.PreviewImport(context.Background(), form); err != nil || len(preview.Result.Nameless) != 0 {
		t.Errorf("once more: %v, %v", preview.Result.Nameless, err)
	}
	result = importText(t, service, importer.KindReps, "EmployeeKey,Salesperson\n272,Ann Lee\n277,Bob Ray\n")
	if result.Updated != 2 || result.Created != 0 {
		t.Errorf("their own table: %+v", result)
	}
	result = importText(t, service, importer.KindReps, "EmployeeKey,SalesTerritoryKey\n300,1\n300,2\n")
	if !slices.Equal(result.Nameless[sales.KindRep], []string{"300"}) {
		t.Errorf("a table of ids alone: %v", result.Nameless)
	}
}

// TestNewTypesOfActivitiesAreNamed names those that nobody here has used.
func TestNewTypesOfActivitiesAreNamed(t *testing.T) {
	service := newService(t)
	result := importText(t, service, importer.KindActivities, "type,date\ncall,2026-01-05\nsite tour,2026-01-05\nsite tour,2026-01-06\ntask,2026-01-07\n")
	if !slices.Equal(result.NewTypes, []string{"site tour", "task"}) {
		t.Errorf("new are %q", result.NewTypes)
	}
	if result = importText(t, service, importer.KindActivities, "type,date\nsite tour,2026-01-08\n"); len(result.NewTypes) != 0 {
		t.Errorf("new once more: %q", result.NewTypes)
	}
}

// TestStagesNamedByAnIDTakeTheirNames imports deals before the list of stages.
func TestStagesNamedByAnIDTakeTheirNames(t *testing.T) {
	service := newService(t)
	result := take(t, service, app.ImportForm{Source: importer.BytesSource("deals.csv", []byte("deal_id,name,stage\n1,A,1234567\n")), Kind: importer.KindDeals, Create: true})
	if !slices.Equal(result.Nameless[sales.KindStage], []string{"1234567"}) {
		t.Errorf("named by an id: %v", result.Nameless)
	}
	importText(t, service, importer.KindStages, "stage_id,label,display_order,probability\n1234567,Offer sent,1,0.5\n")
	stages, err := service.Stages(context.Background())
	if err != nil || standing(t, service, stages, "1") != "Offer sent" {
		t.Errorf("the deal stands in %q, %v", standing(t, service, stages, "1"), err)
	}
}

// TestNextMonthsSheetIsOfOtherDeals imports two sheets that count their rows from
// 1: the second's are new deals, and those of the first stay. A sheet that goes on
// with a row in front knows the rows behind it again.
func TestNextMonthsSheetIsOfOtherDeals(t *testing.T) {
	service := newService(t)
	head := "번호,거래명,금액,영업단계,등록일\n"
	result := importText(t, service, importer.KindDeals, head+"1,가나상사,100,수주,2026-01-05\n2,다라전자,200,수주,2026-01-06\n")
	if result.Created != 2 {
		t.Fatalf("January: %+v", result)
	}
	result = importText(t, service, importer.KindDeals, head+"1,마바식품,300,수주,2026-02-05\n2,사아건설,400,수주,2026-02-06\n")
	if result.Created != 2 || result.Updated != 0 {
		t.Errorf("February: %+v", result)
	}
	result = importText(t, service, importer.KindDeals, head+"1,자차물산,500,수주,2026-03-05\n2,마바식품,300,수주,2026-02-05\n3,사아건설,400,수주,2026-02-06\n")
	if result.Created != 1 || result.Unchanged != 2 || result.Updated != 0 {
		t.Errorf("a row in front: %+v", result)
	}
	deals, err := service.Deals(context.Background(), sales.DealQuery{})
	if err != nil || len(deals) != 5 {
		t.Errorf("%d deals, want 5; %v", len(deals), err)
	}
}
