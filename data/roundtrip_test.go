package data

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"attain/app/sales"
)

// allowed are the columns that take only some texts.
var allowed = map[string][]string{
	"stages.kind":          {"open", "won", "lost"},
	"leads.status":         {"new", "working", "qualified", "disqualified"},
	"activities.direction": {"outbound", "inbound"},
	"quotas.measure":       {"money", "units"},
}

func drawDay() *rapid.Generator[sales.Day] {
	return rapid.Map(rapid.IntRange(0, 40), func(n int) sales.Day {
		if n == 0 {
			return 0
		}
		return sales.DayOf(2026, time.January, n*7)
	})
}

// fill draws a value for every field of a record but its id and its links.
func fill(t *rapid.T, tb *table, r sales.Record) {
	for i, field := range tb.fields(r) {
		name := string(tb.kind) + "." + tb.columns[i]
		switch f := field.(type) {
		case *string:
			*f = drawText(t, name, i == 0)
		case *int:
			*f = rapid.IntRange(-5, 1000).Draw(t, name)
		case *int64:
			*f = rapid.Int64().Draw(t, name)
		case *bool:
			*f = rapid.Bool().Draw(t, name)
		case *float64:
			*f = rapid.Float64().Draw(t, name)
		case *sales.Amount:
			*f = sales.Amount(rapid.Int64().Draw(t, name))
		case *sales.Day:
			*f = drawDay().Draw(t, name)
		case *sales.Month:
			*f = sales.MonthOf(rapid.IntRange(1990, 2999).Draw(t, name), time.Month(rapid.IntRange(1, 12).Draw(t, name)))
		case *time.Time:
			*f = time.Unix(rapid.Int64Range(0, 4e9).Draw(t, name), 0).UTC()
		case *[]byte:
			*f = rapid.SliceOfN(rapid.ByteRange('a', 'z'), 1, 20).Draw(t, name)
		case structure:
			fillStructure(t, name, f)
		default:
			fillOptional(t, name, f)
		}
	}
}

func drawText(t *rapid.T, name string, key bool) string {
	if values, ok := allowed[name]; ok {
		return rapid.SampledFrom(values).Draw(t, name)
	}
	if key {
		return string(newID())
	}
	return rapid.String().Draw(t, name)
}

func fillOptional(t *rapid.T, name string, field any) {
	switch f := field.(type) {
	case **float64:
		*f = rapid.Ptr(rapid.Float64Range(0, 1), true).Draw(t, name)
	case **sales.Amount:
		*f = rapid.Ptr(rapid.Map(rapid.Int64Range(0, 9), func(v int64) sales.Amount { return sales.Amount(v) }), true).Draw(t, name)
	case link: // refers to nothing unless prepared says to what
	default:
		t.Fatalf("%s: no values are drawn for %T", name, f)
	}
}

func fillStructure(t *rapid.T, name string, s structure) {
	switch f := s.field.(type) {
	case *[]sales.Check:
		*f = rapid.SliceOfN(rapid.Map(rapid.String(), func(text string) sales.Check { return sales.Check{ID: "x", Text: text} }), 0, 3).Draw(t, name)
	case *[]int:
		*f = rapid.SliceOfN(rapid.IntRange(0, 100), 0, 4).Draw(t, name)
	case *[]sales.Absence:
		*f = rapid.SliceOfN(rapid.Map(drawDay(), func(d sales.Day) sales.Absence { return sales.Absence{From: d, To: d} }), 0, 2).Draw(t, name)
	case *[]string:
		*f = rapid.SliceOfN(rapid.String(), 0, 3).Draw(t, name)
	case *[]sales.ID:
		*f = rapid.SliceOfN(rapid.SampledFrom([]sales.ID{"a", "b"}), 0, 3).Draw(t, name)
	case *map[string]string:
		*f = rapid.MapOfN(rapid.StringN(1, 5, -1), rapid.String(), 0, 3).Draw(t, name)
	default:
		t.Fatalf("%s: no values are drawn for %T", name, f)
	}
}

// prepared returns what a drawn record refers to where it must refer.
func prepared(sc *scene, r sales.Record) {
	switch r := r.(type) {
	case *sales.Line:
		r.DealID = sc.deal.ID
	case *sales.Share:
		r.DealID, r.RepID = sc.deal.ID, sc.rep.ID
	case *sales.Value:
		r.DealID = sc.deal.ID
	case *sales.Move:
		r.DealID, r.StageID, r.Seq = sc.deal.ID, sc.stages[0].ID, 7
	}
}

// TestEveryKindRoundTrips writes arbitrary records and reads them back, from
// the table and from the change log's image.
func TestEveryKindRoundTrips(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	for _, tb := range s.schema.tables {
		t.Run(string(tb.kind), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				record := tb.fresh()
				fill(t, tb, record)
				prepared(sc, record)
				want, err := tb.row(record)
				if err != nil {
					t.Fatal(err)
				}
				image, err := tb.image(want)
				if err != nil {
					t.Fatal(err)
				}
				restored, err := tb.restored(fmt.Sprint(image))
				if err != nil {
					t.Fatal(err)
				}
				requireRow(t, tb, restored, want)

				_, err = s.Write(context.Background(), "kim", "test", func(tx sales.Tx) error {
					if err := tx.Put(context.Background(), record); err != nil {
						t.Fatalf("put %+v: %v", record, err)
					}
					read, err := readRow(tx, tb, record.RecordID())
					if err != nil {
						t.Fatal(err)
					}
					again, err := tb.record(read)
					if err != nil {
						t.Fatal(err)
					}
					requireRow(t, tb, again, want)
					return errRollBack("rolled back on purpose")
				})
				if err == nil {
					t.Fatal("not rolled back")
				}
			})
		})
	}
}

func readRow(tx sales.Tx, tb *table, id sales.ID) ([]any, error) {
	running, ok := tx.(*transaction)
	if !ok {
		return nil, fmt.Errorf("the transaction is a %T", tx)
	}
	return running.row(context.Background(), tb, id)
}

type errRollBack string

func (e errRollBack) Error() string { return string(e) }

func requireRow(t *rapid.T, tb *table, r sales.Record, want []any) {
	got, err := tb.row(r)
	if err != nil {
		t.Fatal(err)
	}
	if !equalRows(got, want) {
		t.Fatalf("came back as\n%#v\nwant\n%#v", got, want)
	}
}

// TestSceneRoundTripsThroughTheReader compares the records that lists give
// with those that were written, field by field.
func TestSceneRoundTripsThroughTheReader(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	ctx := t.Context()
	requireSame(t, "rep", first(s.Reps(ctx)), *sc.rep)
	requireSame(t, "product", first(s.Products(ctx)), *sc.product)
	requireSame(t, "account", first(s.Accounts(ctx)), *sc.account)
	requireSame(t, "deal", first(s.Deals(ctx, sales.DealQuery{})), *sc.deal)
	requireSame(t, "lead", first(s.Leads(ctx, sales.LeadQuery{})), *sc.lead)
	requireSame(t, "activity", first(s.Activities(ctx, sales.ActivityQuery{})), *sc.call)
	requireSame(t, "stage", first(s.Stages(ctx)), *sc.stages[0])
	for _, want := range sc.rest {
		got := readBack(t, s, sc, want)
		if got == nil {
			continue
		}
		requireSame(t, string(want.RecordKind()), got, reflect.ValueOf(want).Elem().Interface())
	}
	settings, err := s.Settings(ctx)
	if err != nil || settings.Language != "ko" || settings.Currency != "USD" {
		t.Errorf("settings %+v, %v: want Korean over the defaults", settings, err)
	}
	moves, err := s.Moves(ctx, sc.deal.ID)
	if err != nil || len(moves) != 2 || !slices.IsSortedFunc(moves, func(a, b sales.Move) int { return a.Seq - b.Seq }) {
		t.Errorf("moves %+v, %v", moves, err)
	}
}

// readBack asks the reader for the one record of a kind; nil for kinds that
// are asked for otherwise.
func readBack(t *testing.T, s *Store, sc *scene, r sales.Record) any {
	t.Helper()
	ctx := t.Context()
	switch r := r.(type) {
	case *sales.Contact:
		return first(s.Contacts(ctx, sales.ContactQuery{Text: "cho"}))
	case *sales.Line:
		return first(s.Lines(ctx, sc.deal.ID))
	case *sales.Share:
		return first(s.Shares(ctx))
	case *sales.Value:
		return first(s.Values(ctx, sc.deal.ID))
	case *sales.Adjustment:
		return first(s.Adjustments(ctx))
	case *sales.Quota:
		return first(s.Quotas(ctx, r.Month, r.Month))
	case *sales.Goal:
		return first(s.Goals(ctx))
	case *sales.Criterion:
		return first(s.Profile(ctx))
	case *sales.Closing:
		closing, err := s.Closing(ctx, r.Month)
		return first([]sales.Closing{closing}, err)
	}
	return nil
}

func first[T any](list []T, err error) T {
	if err != nil || len(list) == 0 {
		return *new(T)
	}
	return list[0]
}

func requireSame(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s came back as\n%+v\nwant\n%+v", what, got, want)
	}
}
