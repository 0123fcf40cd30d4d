package app_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

// TestContactsAreFoundByTheirExternalID imports people twice, the second time with
// other names and places, and the export again.
func TestContactsAreFoundByTheirExternalID(t *testing.T) {
	service, ctx := newService(t), context.Background()
	into(t, service, importer.KindContacts, "Contact ID,Name,Email,Phone,Company\nc1,Ann Lee,ann@x.com,1,Acme\nc2,Ann Lee,other@x.com,2,Acme\n,No Id,n@x.com,3,Acme\n")
	result := into(t, service, importer.KindContacts, "Contact ID,Name,Company\nc1,Ann Park,Beta\nc2,Ann Lee,Acme\n,No Id,Acme\n")
	if result.Created != 0 || result.Updated != 1 || result.Unchanged != 2 {
		t.Errorf("once more: %+v", result)
	}
	people := contacts(t, service)
	if c := people["c1"]; len(people) != 3 || c.Name != "Ann Park" || c.Email != "ann@x.com" || c.Phone != "1" {
		t.Errorf("%+v", people)
	}
	exported := exportedText(t, service, importer.KindContacts)
	if !strings.Contains(exported, "c1,Ann Park,") {
		t.Errorf("exported: %s", exported)
	}
	if result = into(t, service, importer.KindContacts, exported); result.Created+result.Updated != 0 || result.Unchanged != 3 {
		t.Errorf("own export: %+v", result)
	}
	if result = into(t, service, importer.KindContacts, "Contact ID,Name,Company,is_deleted\nc1,Ann Park,Beta,yes\n,No Id,Acme,\n"); result.Trashed != 1 || len(contacts(t, service)) != 2 {
		t.Errorf("deleted: %+v", result)
	}
	if _, err := service.Undo(ctx); err != nil || contacts(t, service)["c1"].Name != "Ann Park" {
		t.Errorf("undone: %v", err)
	}
	fresh := newService(t)
	into(t, fresh, importer.KindContacts, exported)
	if again := exportedText(t, fresh, importer.KindContacts); !strings.Contains(again, "c1,Ann Park,") || strings.Count(again, "\n") != 4 {
		t.Errorf("in a new database: %s", again)
	}
}

// TestEveryExportIsFoundAgain imports what the program exports of every kind with
// external ids into the same database: nothing is made and nothing changes.
func TestEveryExportIsFoundAgain(t *testing.T) {
	service := newService(t)
	texts := map[importer.Kind]string{
		importer.KindReps:       "rep id,name,email\nr1,Kim,k@x.com\n",
		importer.KindProducts:   "sku,product,price\np1,Box,9\n",
		importer.KindAccounts:   "account id,name,industry\na1,Acme,Steel\n",
		importer.KindDeals:      "deal id,name,account,rep,product,amount,stage,created\nd1,Big,Acme,Kim,Box,9,Proposal,2026-01-02\n",
		importer.KindLeads:      "lead id,name,company,rep,created\nl1,Lee,Beta,Kim,2026-01-02\n",
		importer.KindContacts:   "contact id,name,account\nc1,Ann,Acme\n",
		importer.KindActivities: "activity id,type,date,rep,deal\nx1,call,2026-01-03,Kim,d1\n",
		importer.KindQuotas:     "rep,period,amount\nKim,2026-01,100\n",
	}
	ids := map[importer.Kind]string{
		importer.KindReps: "r1", importer.KindProducts: "p1", importer.KindAccounts: "a1", importer.KindDeals: "d1",
		importer.KindLeads: "l1", importer.KindContacts: "c1", importer.KindActivities: "x1", importer.KindQuotas: "Kim",
	}
	for _, kind := range importer.Kinds() {
		if text := texts[kind]; text != "" {
			if result := into(t, service, kind, text); result.Created != 1 {
				t.Fatalf("%s: %+v", kind, result)
			}
		}
	}
	for kind, id := range ids {
		exported := exportedText(t, service, kind)
		rows, err := csv.NewReader(strings.NewReader(exported)).ReadAll()
		if err != nil || len(rows) != 2 || rows[1][0] != id {
			t.Errorf("%s: %q, %v", kind, rows, err)
		}
		if result := into(t, service, kind, exported); result.Created+result.Updated+result.Rejected != 0 || result.Unchanged != 1 {
			t.Errorf("%s again: %+v", kind, result)
		}
	}
}

func contacts(t *testing.T, service *app.Service) map[string]sales.Contact {
	t.Helper()
	list, err := service.Contacts(context.Background(), sales.ContactQuery{})
	if err != nil {
		t.Fatal(err)
	}
	people := map[string]sales.Contact{}
	for _, c := range list {
		people[c.ExternalID] = c
	}
	return people
}

func exportedText(t *testing.T, service *app.Service, kind importer.Kind) string {
	t.Helper()
	var out bytes.Buffer
	w := app.NewCSV(&out)
	if err := errors.Join(service.Export(context.Background(), kind, w), w.Flush()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
