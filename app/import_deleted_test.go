package app_test

import (
	"context"
	"strings"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

// TestRowsMarkedAsDeletedAreLeftOut imports exports in which a column marks what
// the source has deleted.
func TestRowsMarkedAsDeletedAreLeftOut(t *testing.T) {
	for name, x := range map[string]struct {
		kind    importer.Kind
		content string
	}{
		"fivetran deals":      {importer.KindDeals, "deal_id,property_dealname,is_deleted\n1,A,FALSE\n2,B,TRUE\n"},
		"both marks":          {importer.KindDeals, "Opportunity ID,Opportunity Name,IsDeleted,_fivetran_deleted\n1,A,false,\n2,B,false,true\n"},
		"archived":            {importer.KindDeals, "Record ID,Deal Name,archived\n1,A,false\n2,B,true\n"},
		"leads":               {importer.KindLeads, "id,name,company,is_deleted\n1,A,X,0\n2,B,Y,1\n"},
		"activities":          {importer.KindActivities, "id,type,date,_fivetran_deleted\n1,call,2026-01-05,f\n2,call,2026-01-05,t\n"},
		"accounts":            {importer.KindAccounts, "id,name,isDeleted\n1,A,false\n2,B,true\n"},
		"contacts":            {importer.KindContacts, "id,name,email,_fivetran_deleted\n1,A,a@x.com,false\n2,B,b@x.com,true\n"},
		"products":            {importer.KindProducts, "id,name,price,삭제여부\n1,A,3,N\n2,B,3,Y\n"},
		"faulty but deleted":  {importer.KindDeals, "deal_id,name,created,is_deleted\n1,A,2026-01-01,no\n2,B,never,yes\n"},
		"the rows of a deal":  {importer.KindDeals, "deal_id,name,product,amount,is_deleted\n1,A,X,3,no\n1,A,Y,4,yes\n"},
		"archived activities": {importer.KindActivities, "id,type,date,is_archived,is_deleted\n1,call,2026-01-05,true,false\n2,call,2026-01-05,false,true\n"},
	} {
		result := into(t, newService(t), x.kind, x.content)
		if result.Created != 1 || result.Rejected != 0 || result.Report.Deleted != 1 || result.Report.DeletedLines[0] != 3 || result.Trashed != 0 {
			t.Errorf("%s: %+v", name, result)
		}
	}
}

// TestADeletionInTheSourceReachesTheTrash deletes in the source what was imported
// before; what was edited here stays, and a mapping by hand takes all.
func TestADeletionInTheSourceReachesTheTrash(t *testing.T) {
	service, ctx := newService(t), context.Background()
	into(t, service, importer.KindDeals, "deal_id,name,amount,is_deleted\n1,A,1,no\n2,B,2,no\n3,C,3,no\n4,D,4,no\n")
	into(t, service, importer.KindLeads, "id,name,company,is_deleted\n1,A,X,0\n2,B,Y,0\n")
	into(t, service, importer.KindActivities, "id,type,date,is_deleted\n1,call,2026-01-05,0\n2,call,2026-01-05,0\n")
	deals := dealsByExternal(t, service)
	edited := deals["3"]
	edited.Name = "mine"
	if err := service.UpdateDeal(ctx, app.DealForm{Deal: edited}); err != nil {
		t.Fatal(err)
	}
	result := into(t, service, importer.KindDeals, "deal_id,name,amount,is_deleted\n1,A,1,yes\n2,B,2,no\n3,C,3,yes\n4,D,4,yes\n4,D,5,no\n")
	if result.Trashed != 1 || result.Conflicts != 1 {
		t.Errorf("%+v", result)
	}
	trash, err := service.Trash(ctx)
	if err != nil || len(trash) != 1 || trash[0].ExternalID != "1" {
		t.Errorf("trash: %+v, %v", trash, err)
	}
	result = into(t, service, importer.KindLeads, "id,name,company,is_deleted\n1,A,X,1\n2,B,Y,0\n")
	leads, err := service.Leads(ctx, sales.LeadQuery{})
	if err != nil || result.Trashed != 1 || len(leads) != 1 {
		t.Errorf("leads: %+v, %d, %v", result, len(leads), err)
	}
	if result = into(t, service, importer.KindActivities, "id,type,date,is_deleted\n1,call,2026-01-05,1\n2,call,2026-01-05,0\n"); result.Trashed != 1 || !result.Accepted() || !result.Changed() {
		t.Errorf("activities: %+v", result)
	}
	if result = into(t, service, importer.KindActivities, "id,type,date,is_deleted\n1,call,2026-01-05,1\n2,call,2026-01-05,0\n"); result.Trashed != 0 || result.Changed() {
		t.Errorf("once more: %+v", result)
	}
	form := app.ImportForm{Source: importer.BytesSource("t.csv", []byte("deal_id,name,is_deleted\n7,A,yes\n8,B,no\n")), Kind: importer.KindDeals, Options: importer.Options{Const: map[string]string{"deleted": "no"}}}
	if result = take(t, service, form); result.Created != 2 {
		t.Errorf("by hand: %+v", result)
	}
}

func dealsByExternal(t *testing.T, service *app.Service) map[string]sales.Deal {
	t.Helper()
	list, err := service.Deals(context.Background(), sales.DealQuery{})
	if err != nil {
		t.Fatal(err)
	}
	deals := map[string]sales.Deal{}
	for _, deal := range list {
		deals[deal.ExternalID] = deal
	}
	return deals
}

// TestATableOfDeletedRowsIsRead reads a table whose every row is marked as
// deleted, however long it is: a mark that leaves nothing is followed by hand only.
func TestATableOfDeletedRowsIsRead(t *testing.T) {
	const head = "deal_id,name,is_deleted,_fivetran_deleted\n"
	all := head + strings.Repeat("1,A,true,false\n2,B,TRUE,\n", 3000)
	for name, x := range map[string]struct {
		content          string
		options          importer.Options
		created, deleted int
	}{
		"all":          {all, importer.Options{}, 2, 0},
		"all but one":  {all + "3,C,false,\n", importer.Options{}, 1, 6000},
		"the other":    {all + "4,D,true,true\n", importer.Options{}, 2, 1},
		"mapped":       {all, importer.Options{Map: map[string]string{"external_id": "deal_id", "deleted": "is_deleted"}}, 0, 6000},
		"said for all": {all, importer.Options{Const: map[string]string{"deleted": "yes"}}, 0, 6000},
	} {
		form := app.ImportForm{Source: importer.BytesSource("t.csv", []byte(x.content)), Kind: importer.KindDeals, Options: x.options}
		result := take(t, newService(t), form)
		if result.Created != x.created || result.Report.Deleted != x.deleted || result.Report.AllDeleted != (name == "all" || name == "the other") {
			t.Errorf("%s: created %d, deleted %d, all %t", name, result.Created, result.Report.Deleted, result.Report.AllDeleted)
		}
	}
}
