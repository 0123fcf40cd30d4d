package data

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

// whole is what a walker needs for changes of many records at once.
type whole struct {
	folder  string
	backups []string
	n       int
}

// sampleTeam makes a backup of a small sample team.
func sampleTeam(t *testing.T, folder string) string {
	store := openStore(t)
	if err := serviceOf(store).FillDemo(t.Context(), app.Demo{Reps: 2, Months: 2, Seed: 1, Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	checkClean(t, store)
	path := filepath.Join(folder, "sample.db")
	if err := store.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	return path
}

func serviceOf(store *Store) *app.Service {
	return app.New(store, app.Options{
		Now: options().Now, Who: "kim",
		Text: func(string) sales.Text { return func(key string, _ ...any) string { return key } },
	})
}

// large adds the changes of many records.
func (w walker) large(steps map[string]func(), leads []sales.Lead) {
	service := serviceOf(w.store)
	steps["back up"] = func() {
		w.whole.n++
		path := filepath.Join(w.whole.folder, fmt.Sprintf("%s-%d.bak", filepath.Base(w.store.path), w.whole.n))
		w.require(w.store.Backup(w.Context(), path))
		w.whole.backups = append(w.whole.backups, path)
	}
	steps["restore"] = func() {
		w.require(w.store.Replace(w.Context(), rapid.SampledFrom(w.whole.backups).Draw(w.T, "backup")))
	}
	steps["import deals"] = func() { w.importTable(service, importer.KindDeals, w.dealRows()) }
	steps["import activities"] = func() { w.importTable(service, importer.KindActivities, w.activityRows()) }
	steps["merge"] = func() {
		kept, other := &sales.Contact{ID: newID(), Name: "Choi"}, &sales.Contact{ID: newID(), Name: "Choi", Phone: "010"}
		w.put(kept, other, &sales.Activity{
			ID: newID(), Type: sales.Call, Direction: sales.Outbound, RepID: w.rep("who called"), ContactID: other.ID, Day: sales.DayOf(2024, 3, 1).Add(w.near("called")),
		})
		w.require(service.MergeContacts(w.Context(), kept.ID, other.ID))
	}
	if len(leads) > 0 {
		steps["erase"] = func() {
			person := sales.Person{Leads: []sales.Lead{rapid.SampledFrom(leads).Draw(w.T, "person")}}
			_, err := w.store.Erase(w.Context(), "kim", person, "erased", func(packed []byte, _ func(string) string) ([]byte, error) { return packed, nil })
			w.require(err)
		}
	}
}

func (w walker) importTable(service *app.Service, kind importer.Kind, rows string) {
	result, err := service.Import(w.Context(), app.ImportForm{
		Source: importer.BytesSource("table.csv", []byte(rows)), Kind: kind, Create: true, Stages: []string{"Open"}, Conflict: app.ConflictTake,
	})
	var refused *sales.Invalid
	if errors.As(err, &refused) {
		return // the process has no open or no closed stage any more
	}
	w.require(err)
	if result.Rejected > 0 || !result.Accepted() {
		w.Fatalf("rejected of\n%s\n%+v", rows, result.Rejections)
	}
}

// dealRows is a table of deals, of which the next one holds some again.
func (w walker) dealRows() string {
	var b strings.Builder
	b.WriteString("id,name,rep,account,stage,created,closed,amount\n")
	first := rapid.IntRange(1, 5).Draw(w.T, "first deal")
	for i := range rapid.IntRange(1, 4).Draw(w.T, "deals") {
		created := sales.DayOf(2024, 3, 1).Add(w.near("created"))
		stage, closed := rapid.SampledFrom([]string{"Open", "Won", "Lost"}).Draw(w.T, "stage"), ""
		if stage != "Open" {
			closed = created.Add(rapid.IntRange(0, 40).Draw(w.T, "days open")).String()
		}
		fmt.Fprintf(&b, "D-%d,Deal,%s,Acme,%s,%s,%s,%d\n", first+i, rapid.SampledFrom([]string{"Ann", "Bob"}).Draw(w.T, "rep"), stage, created, closed, w.near("amount")+50)
	}
	return b.String()
}

func (w walker) activityRows() string {
	var b strings.Builder
	b.WriteString("id,type,direction,outcome,rep,date,deal,subject\n")
	first := rapid.IntRange(1, 5).Draw(w.T, "first activity")
	for i := range rapid.IntRange(1, 4).Draw(w.T, "activities") {
		fmt.Fprintf(&b, "A-%d,%s,outbound,%s,Ann,%s,D-%d,Offer\n", first+i, rapid.SampledFrom([]string{"call", "mail", "meeting"}).Draw(w.T, "type"),
			rapid.SampledFrom([]string{"conversation", "reply", ""}).Draw(w.T, "outcome"), sales.DayOf(2024, 3, 1).Add(w.near("day")), rapid.IntRange(1, 6).Draw(w.T, "deal"))
	}
	return b.String()
}
