package sample

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"attain/app/sales"
)

// options are a small company that ends on a fixed day.
func options(seed uint64) Options {
	day := time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
	stages := sales.DefaultProcess(func(key string, _ ...any) string { return key })
	for i := range stages {
		stages[i].ID = sales.ID(stages[i].Name)
	}
	money, _ := sales.NewCurrency("USD")
	return Options{
		Reps: 4, Months: 6, Seed: seed, Today: sales.DayOfTime(day), Now: day, Lang: "en", Currency: money,
		Calendar: sales.DefaultSettings().Calendar(), Stages: stages,
	}
}

// company is all that Generate puts.
func company(t *testing.T, o Options) []sales.Record {
	t.Helper()
	var records []sales.Record
	err := Generate(context.Background(), o, func(_ context.Context, batch ...sales.Record) error {
		records = append(records, batch...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func TestTheSameSeedMakesTheSameCompany(t *testing.T) {
	text := func(seed uint64) string {
		out, err := json.Marshal(company(t, options(seed)))
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	first := text(1)
	if first != text(1) {
		t.Error("two companies of one seed differ")
	}
	if first == text(2) {
		t.Error("two seeds made the same company")
	}
}

// TestRecordsComeAfterWhatTheyReferTo also holds that nothing lies after
// today but plans, quotas and expected closes.
func TestRecordsComeAfterWhatTheyReferTo(t *testing.T) {
	o := options(1)
	known := map[sales.ID]bool{"": true}
	for _, stage := range o.Stages {
		known[stage.ID] = true
	}
	need := func(record sales.Record, ids ...sales.ID) {
		for _, id := range ids {
			if !known[id] {
				t.Fatalf("%s %s refers to %s, which has not come yet", record.RecordKind(), record.RecordID(), id)
			}
		}
	}
	for _, record := range company(t, o) {
		switch r := record.(type) {
		case *sales.Deal:
			need(r, r.AccountID, r.OwnerID)
		case *sales.Move:
			need(r, r.DealID, r.StageID, r.OwnerID)
			if r.Day > o.Today {
				t.Errorf("a move on %s lies after today", r.Day)
			}
		case *sales.Line:
			need(r, r.DealID, r.ProductID)
		case *sales.Share:
			need(r, r.DealID, r.RepID)
		case *sales.Lead:
			need(r, r.RepID, r.DealID)
		case *sales.Activity:
			need(r, r.RepID, r.DealID, r.LeadID, r.AccountID)
			if !r.Planned && r.Day > o.Today {
				t.Errorf("an activity done on %s lies after today", r.Day)
			}
		}
		if known[record.RecordID()] {
			t.Fatalf("the id %s comes twice", record.RecordID())
		}
		known[record.RecordID()] = true
	}
}

func TestTheCompanyIsAsLargeAsAskedFor(t *testing.T) {
	o := options(1)
	o.Deals, o.Activities = 600, 8000
	count := map[sales.Kind]int{}
	for _, record := range company(t, o) {
		count[record.RecordKind()]++
	}
	if n := count[sales.KindDeal]; n < 400 || n > 900 {
		t.Errorf("%d deals, asked for about 600", n)
	}
	if n := count[sales.KindActivity]; n < 5000 || n > 12000 {
		t.Errorf("%d activities, asked for about 8000", n)
	}
	if count[sales.KindRep] != 4 || count[sales.KindQuota] == 0 {
		t.Errorf("%d reps, %d quotas", count[sales.KindRep], count[sales.KindQuota])
	}
}

func TestImpossibleSizesAreRefused(t *testing.T) {
	for _, size := range [][2]int{{0, 6}, {4, 0}, {501, 6}, {4, 241}} {
		o := options(1)
		o.Reps, o.Months = size[0], size[1]
		err := Generate(context.Background(), o, func(context.Context, ...sales.Record) error { return nil })
		var invalid *sales.Invalid
		if !errors.As(err, &invalid) {
			t.Errorf("%v: %v, want Invalid", size, err)
		}
	}
}
