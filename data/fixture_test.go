package data

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"attain/app/sales"
)

// clock is the time at which tests write.
var clock = time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)

func options() Options { return Options{Now: func() time.Time { return clock }} }

// openStore opens a new store in the test's own folder.
func openStore(t testing.TB) *Store {
	t.Helper()
	return reopen(t, filepath.Join(t.TempDir(), "attain.db"))
}

func reopen(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeStore(t, s) })
	return s
}

func closeStore(t testing.TB, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func newID() sales.ID { return sales.ID(uuid.Must(uuid.NewV7()).String()) }

// put writes records as one batch.
func put(t testing.TB, s *Store, records ...sales.Record) sales.Batch {
	t.Helper()
	batch, err := s.Write(context.Background(), "kim", "test.put", func(tx sales.Tx) error {
		return tx.Put(context.Background(), records...)
	})
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

func remove(t testing.TB, s *Store, kind sales.Kind, ids ...sales.ID) sales.Batch {
	t.Helper()
	batch, err := s.Write(context.Background(), "kim", "test.delete", func(tx sales.Tx) error {
		return tx.Delete(context.Background(), kind, ids...)
	})
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

// scene is a small team with one record of every kind.
type scene struct {
	stages  []*sales.Stage // four open, won, lost
	rep     *sales.Rep
	other   *sales.Rep
	product *sales.Product
	account *sales.Account
	deal    *sales.Deal
	lead    *sales.Lead
	call    *sales.Activity
	rest    []sales.Record
}

func day(text string) sales.Day {
	d, err := sales.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

func ptr[T any](v T) *T { return &v }

func newScene() *scene {
	s := &scene{
		rep:     &sales.Rep{ID: newID(), Name: "Kim", Ramp: []int{50, 75}, Absences: []sales.Absence{{From: day("2026-08-01"), To: day("2026-08-14")}}},
		other:   &sales.Rep{ID: newID(), Name: "Lee", IsManager: true, Started: day("2020-01-01")},
		product: &sales.Product{ID: newID(), Name: "GTX", Price: ptr(sales.Amount(0))},
		account: &sales.Account{ID: newID(), Name: "아크메 Acme", Industry: "retail"},
	}
	for i, kind := range []sales.StageKind{sales.StageOpen, sales.StageOpen, sales.StageOpen, sales.StageOpen, sales.StageWon, sales.StageLost} {
		s.stages = append(s.stages, &sales.Stage{
			ID: newID(), Name: fmt.Sprintf("stage %d", i+1), Position: i + 1, Kind: kind, Probability: 0.1 * float64(i+1),
			Criteria: []sales.Check{{ID: "c", Text: "asked"}},
		})
	}
	s.deal = &sales.Deal{
		ID: newID(), ExternalID: "D-1", Name: "Big deal", AccountID: s.account.ID, OwnerID: s.rep.ID, Amount: ptr(sales.Amount(1000)),
		Created: day("2026-10-01"), Probability: ptr(0.5), Checked: []sales.ID{"c"},
	}
	s.lead = &sales.Lead{ID: newID(), ExternalID: "L-1", Name: "Park", RepID: s.rep.ID, Status: sales.LeadQualified, DealID: s.deal.ID, Attributes: map[string]string{"size": "50"}}
	s.call = &sales.Activity{
		ID: newID(), ExternalID: "A-1", RepID: s.rep.ID, Type: sales.Call, Direction: sales.Outbound, Outcome: sales.Conversation,
		At: clock.AddDate(0, 0, -30), Day: day("2026-10-24"), DealID: s.deal.ID, AccountID: s.account.ID, Subject: "First call",
	}
	contact := &sales.Contact{ID: newID(), AccountID: s.account.ID, LeadID: s.lead.ID, DealID: s.deal.ID, Name: "Choi"}
	s.call.ContactID = contact.ID
	s.rest = []sales.Record{
		contact,
		&sales.Line{ID: newID(), DealID: s.deal.ID, ProductID: s.product.ID, Units: 2, Amount: 1000},
		&sales.Share{ID: newID(), DealID: s.deal.ID, RepID: s.rep.ID, Weight: 100},
		&sales.Value{ID: newID(), DealID: s.deal.ID, Until: day("2026-10-15"), Amount: 900},
		s.move(1, 0, "2026-10-01"),
		s.move(2, 1, "2026-10-10"),
		&sales.Adjustment{ID: newID(), DealID: s.deal.ID, Day: day("2026-11-01"), Amount: -5},
		&sales.Quota{ID: newID(), RepID: s.rep.ID, Month: sales.MonthOf(2026, 11), ProductID: s.product.ID, Measure: sales.MeasureMoney, Value: 5000},
		&sales.Goal{ID: newID(), RepID: s.rep.ID, Type: sales.Call, Count: 40, Connected: true},
		&sales.Criterion{ID: newID(), Attribute: "size", Operator: "at least", Value: "10", Weight: 1.5},
		&sales.Setting{Name: "settings", Value: `{"language":"ko"}`},
		&sales.Closing{Month: sales.MonthOf(2026, 9), ClosedAt: clock, Frozen: []byte(`{"won":1}`), Ledger: []byte("e30="), Facts: []byte("e30=")},
	}
	return s
}

func (s *scene) move(seq, stage int, date string) *sales.Move {
	return &sales.Move{ID: newID(), DealID: s.deal.ID, Seq: seq, StageID: s.stages[stage].ID, At: day(date).Time(), Day: day(date), OwnerID: s.rep.ID}
}

func (s *scene) records() []sales.Record {
	var all []sales.Record
	for _, stage := range s.stages {
		all = append(all, stage)
	}
	all = append(all, s.rep, s.other, s.product, s.account, s.deal, s.lead)
	return append(append(all, s.rest...), s.call)
}

// dump writes what every table of records holds, and what is folded from it.
func dump(t testing.TB, s *Store) string {
	t.Helper()
	var b strings.Builder
	for _, tb := range s.schema.tables {
		all := append(append([]string{}, tb.columns...), tb.derived...)
		dumpQuery(t, s.read, &b, "SELECT "+strings.Join(all, ", ")+" FROM "+string(tb.kind)+" ORDER BY "+tb.key())
	}
	dumpQuery(t, s.read, &b, "SELECT deal_id, seq, stage_id, kind, entered, left_on, owner_id, days FROM stays ORDER BY deal_id, seq")
	return b.String()
}

func dumpQuery(t testing.TB, db *sql.DB, b *strings.Builder, query string) {
	t.Helper()
	b.WriteString(query + "\n")
	rows, err := db.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		row := make([]any, len(columns))
		targets := make([]any, len(columns))
		for i := range row {
			targets[i] = &row[i]
		}
		if err := rows.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		for _, v := range row {
			fmt.Fprintf(b, "%#v|", v)
		}
		b.WriteString("\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

func checkClean(t testing.TB, s *Store) {
	t.Helper()
	result, err := s.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Problems) > 0 {
		t.Fatalf("the check finds %q", result.Problems)
	}
}
