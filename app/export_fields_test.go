package app_test

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
	"attain/data"
)

// notCarried are the fields that an export leaves out on purpose, with why.
func notCarried() map[string]string {
	return map[string]string{
		"Deal.Deleted":          "the trash stays behind",
		"Lead.DealRef":          "is the deal itself once that is there",
		"Activity.DealRef":      "is the deal itself once that is there",
		"Activity.LeadRef":      "is the lead itself once that is there",
		"Move.Implied":          "an imported history is never implied",
		"Adjustment.ExternalID": "adjustments come with their deal",
	}
}

// TestEveryFieldComesOutAndInAgain fills records of each kind in every field,
// exports all and imports it into an empty database, as CSV and as workbooks,
// and compares every field; references by what they name.
func TestEveryFieldComesOutAndInAgain(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "attain.db")
	from := serviceOn(t, path, today)
	fillEveryField(t, path)
	want := everyRecord(t, path)
	for _, extension := range []string{".csv", ".xlsx"} {
		copied := filepath.Join(t.TempDir(), "attain.db")
		to := serviceOn(t, copied, today)
		paths, err := from.ExportAll(ctx, t.TempDir(), extension, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, kind := range importer.Kinds() {
			source, err := to.ImportFile(paths[i])
			if err != nil {
				t.Fatal(err)
			}
			if result := take(t, to, app.ImportForm{Source: source, Kind: kind}); result.Rejected > 0 {
				t.Errorf("%s: %+v", source.Name, result.Rejections[0])
			}
		}
		got := everyRecord(t, copied)
		for _, kind := range slices.Sorted(mapKeys(want)) {
			if !slices.Equal(want[kind], got[kind]) {
				t.Errorf("%s through %s\nout %s\nin  %s", kind, extension, strings.Join(want[kind], "\n    "), strings.Join(got[kind], "\n    "))
			}
		}
	}
}

func mapKeys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}

// onFile runs f on the database at a path, in one transaction.
func onFile(t *testing.T, path string, f func(ctx context.Context, tx sales.Tx) error) {
	t.Helper()
	ctx := context.Background()
	store, err := data.Open(ctx, path, data.Options{Now: func() time.Time { return today }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Write(ctx, "test", "test", func(tx sales.Tx) error { return f(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

// fillEveryField writes records with a value in every field that is carried.
func fillEveryField(t *testing.T, path string) {
	t.Helper()
	day := func(month, day int) sales.Day { return sales.DayOf(2026, time.Month(month), day) }
	amount, price, chance := sales.Amount(123450), sales.Amount(4990), 0.35
	at := time.Date(2026, 3, 5, 9, 30, 0, 0, time.UTC)
	onFile(t, path, func(ctx context.Context, tx sales.Tx) error {
		stages, err := tx.Stages(ctx)
		if err != nil {
			return err
		}
		open, won := stages[0], stages[len(stages)-2]
		if won.Kind != sales.StageWon {
			t.Fatalf("the stage before the last is %s", won.Kind)
		}
		open.Name, open.Definition, open.Probability, open.DayLimit, open.QuietDays, open.Late = "Erstgespräch", "what it means", 0.15, 5, 3, true
		open.Criteria = []sales.Check{{ID: "c1", Text: "budget; agreed"}}
		records := []sales.Record{
			&open,
			&sales.Rep{ID: "r1", ExternalID: "R1", Name: "Ann, \"A\"", Email: "ann@example.com", Manager: "Bob", IsManager: true, Started: day(1, 2), Left: day(11, 1), Capacity: 12, Ramp: []int{25, 50}, Absences: []sales.Absence{{From: day(2, 2), To: day(2, 6)}}, Aliases: []string{"E17"}},
			&sales.Rep{ID: "r2", ExternalID: "R2", Name: "Bob"},
			&sales.Product{ID: "p1", ExternalID: "P1", Name: "=Widget", Price: &price, Category: "Tools", Archived: true},
			&sales.Account{ID: "a1", ExternalID: "A1", Name: "Acme\nLtd", Industry: "Retail", Region: "EU"},
			&sales.Criterion{ID: "k1", Attribute: "employees", Operator: "at most", Value: "80", Weight: 1.5},
			&sales.Goal{ID: "g1", RepID: "r1", Type: "site visit", Count: 4, Connected: true},
			&sales.Quota{ID: "q1", RepID: "r1", Month: sales.MonthOf(2026, 3), ProductID: "p1", Measure: sales.MeasureUnits, Value: 7},
			&sales.Quota{ID: "q2", Month: sales.MonthOf(2026, 3), Measure: sales.MeasureMoney, Value: 100050},
			&sales.Deal{ID: "d1", ExternalID: "D1", Name: "+1 deal", AccountID: "a1", OwnerID: "r1", Amount: &amount, Units: 3, Created: day(1, 5), ExpectedClose: day(4, 1), Probability: &chance, Source: "Web", Reason: "Price", NextStep: "Call", NextStepDue: day(4, 2), Checked: []sales.ID{"c1"}, Notes: "two\nlines"},
			&sales.Deal{ID: "d2", ExternalID: "D2", Name: "Open one", AccountID: "a1", OwnerID: "r2", Amount: &amount, Created: day(1, 5)},
			&sales.Line{ID: "l1", DealID: "d1", ProductID: "p1", Units: 3, Amount: 123450},
			&sales.Share{ID: "s1", DealID: "d1", RepID: "r1", Weight: 2}, &sales.Share{ID: "s2", DealID: "d1", RepID: "r2", Weight: 1},
			&sales.Value{ID: "v1", DealID: "d1", Until: day(2, 1), Amount: 99900},
			&sales.Move{ID: "m1", DealID: "d1", Seq: 1, StageID: open.ID, At: at.AddDate(0, -2, 0), Day: day(1, 5), OwnerID: "r2"},
			&sales.Move{ID: "m2", DealID: "d1", Seq: 2, StageID: won.ID, At: at, Day: day(3, 5), OwnerID: "r1"},
			&sales.Move{ID: "m3", DealID: "d2", Seq: 1, StageID: open.ID, At: at.AddDate(0, -2, 0), Day: day(1, 5), OwnerID: "r2"},
			&sales.Adjustment{ID: "j1", DealID: "d1", RepID: "r2", Day: day(3, 9), Amount: -1000, Units: -1, Reason: "returned; broken"},
			&sales.Lead{ID: "e1", ExternalID: "L1", Name: "Jo", Company: "Acme", RepID: "r1", Source: "Fair", Created: day(1, 3), Status: sales.LeadQualified, Decided: day(1, 5), DealID: "d1", Reason: "fits", Touches: 2, Attributes: map[string]string{"employees": "40"}, Notes: "met"},
			&sales.Contact{ID: "n1", ExternalID: "N1", AccountID: "a1", LeadID: "e1", DealID: "d1", Name: "Kim", Title: "CEO", Phone: "+82 2 555", Email: "kim@example.com"},
			&sales.Activity{ID: "y1", ExternalID: "Y1", RepID: "r1", Type: sales.Call, Direction: sales.Outbound, Outcome: sales.Conversation, At: at, Day: day(3, 5), PlannedOn: day(3, 1), DealID: "d1", LeadID: "e1", AccountID: "a1", ContactID: "n1", Subject: "-hello", Notes: "said yes", Minutes: 25},
			&sales.Activity{ID: "y2", ExternalID: "Y2", RepID: "r1", Type: "site visit", Direction: sales.Outbound, At: at.AddDate(1, 0, 0), Day: sales.DayOf(2027, 3, 5), Planned: true, PlannedOn: day(3, 1), DealID: "d1", AccountID: "a1", Repeat: sales.RepeatWeekly, RemindAt: at.AddDate(1, 0, -1)},
		}
		for _, record := range records {
			if err := tx.Put(ctx, record); err != nil {
				return fmt.Errorf("%T: %w", record, err)
			}
		}
		filled(t, records)
		return nil
	})
}

// filled holds that every field is filled in one record of its kind.
func filled(t *testing.T, records []sales.Record) {
	t.Helper()
	seen := map[string]bool{}
	for _, record := range records {
		value := reflect.ValueOf(record).Elem()
		for i := range value.NumField() {
			name := value.Type().Name() + "." + value.Type().Field(i).Name
			seen[name] = seen[name] || !value.Field(i).IsZero()
		}
	}
	for name, full := range seen {
		if _, left := notCarried()[name]; !full && !left && name != "Stage.Archived" {
			t.Errorf("%s has a value in no record", name)
		}
	}
}

// everyRecord is every record of a database in words, by kind, references by
// what they name.
func everyRecord(t *testing.T, path string) map[string][]string {
	t.Helper()
	var records []any
	onFile(t, path, func(ctx context.Context, tx sales.Tx) error {
		records = append(records, ok(tx.Settings(ctx)))
		all(&records, ok(tx.Stages(ctx)))
		all(&records, ok(tx.Reps(ctx)))
		all(&records, ok(tx.Products(ctx)))
		all(&records, ok(tx.Accounts(ctx)))
		all(&records, ok(tx.Profile(ctx)))
		all(&records, ok(tx.Goals(ctx)))
		all(&records, ok(tx.Quotas(ctx, sales.MonthOf(2020, 1), sales.MonthOf(2030, 1))))
		all(&records, ok(tx.Deals(ctx, sales.DealQuery{})))
		all(&records, ok(tx.Lines(ctx)))
		all(&records, ok(tx.Shares(ctx)))
		all(&records, ok(tx.Values(ctx)))
		all(&records, ok(tx.Moves(ctx)))
		all(&records, ok(tx.Adjustments(ctx)))
		all(&records, ok(tx.Leads(ctx, sales.LeadQuery{})))
		all(&records, ok(tx.Contacts(ctx, sales.ContactQuery{})))
		all(&records, ok(tx.Activities(ctx, sales.ActivityQuery{})))
		return nil
	})
	names := map[sales.ID]string{}
	for _, record := range records {
		value := reflect.ValueOf(record)
		id, name := value.FieldByName("ID"), value.FieldByName("Name")
		if id.IsValid() && name.IsValid() {
			names[sales.ID(id.String())] = name.String()
		}
	}
	out := map[string][]string{}
	for _, record := range records {
		value := reflect.ValueOf(record)
		out[value.Type().Name()] = append(out[value.Type().Name()], inWords(value, names))
	}
	for _, list := range out {
		slices.Sort(list)
	}
	return out
}

func all[R any](to *[]any, records []R) {
	for _, record := range records {
		*to = append(*to, record)
	}
}

// inWords is a record as text: its fields without its id, other ids as the
// names of what they are of.
func inWords(record reflect.Value, names map[sales.ID]string) string {
	var words []string
	for i := range record.NumField() {
		field := record.Type().Field(i)
		if _, left := notCarried()[record.Type().Name()+"."+field.Name]; left || field.Name == "ID" {
			continue
		}
		value := record.Field(i)
		if value.Kind() == reflect.Pointer && !value.IsNil() {
			value = value.Elem()
		}
		text := fmt.Sprintf("%+v", value.Interface())
		if id, is := value.Interface().(sales.ID); is {
			text = cmp.Or(names[id], string(id))
		}
		words = append(words, field.Name+"="+text)
	}
	return strings.Join(words, " ")
}
