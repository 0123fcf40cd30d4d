package data

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"attain/app/sales"
)

func TestZZFolds(t *testing.T) {
	path := os.Getenv("ATTAIN_LARGE")
	if path == "" {
		t.Skip("no")
	}
	s, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx := context.Background()
	for _, q := range []sales.FactsQuery{
		{Period: sales.MonthPeriod(sales.MonthOf(2026, 11)), AsOf: day("2026-11-25"), History: day("2025-11-01")},
		{Period: sales.Period{From: day("2025-12-01"), To: day("2026-11-25")}, AsOf: day("2026-11-25"), History: day("2024-12-01")},
	} {
		f := folding{reader: s.reader, facts: &sales.Facts{AsOf: q.AsOf, Period: q.Period, History: q.History}}
		if err := f.plainFacts(ctx, f.facts); err != nil {
			t.Fatal(err)
		}
		f.args = factArgs(f.facts)
		for range 2 {
			for _, fold := range []struct {
				name string
				f    func(context.Context) error
			}{{"deals", f.deals}, {"stays", f.stays}, {"histogram", f.histogram}, {"adjustments", f.adjustments}, {"activities", f.activities}, {"leads", f.leads}, {"effects", f.effects}, {"moves", f.moves}, {"trend", f.trend}} {
				b := time.Now()
				if err := fold.f(ctx); err != nil {
					t.Fatal(err)
				}
				fmt.Printf("%-14s %v\n", fold.name, time.Since(b))
			}
			f.facts.Deals, f.facts.Leads = nil, nil
			fmt.Println()
		}
	}
}
