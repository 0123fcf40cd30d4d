package app_test

import (
	"context"
	"testing"
	"time"

	"attain/app"
	"attain/app/sales"
	"attain/assets"
	"attain/data"
)

// TestProposalOfTheRunningMonthIsForAllOfIt asks for the running month's
// quotas on its last day, when nothing is left of it to be won.
func TestProposalOfTheRunningMonthIsForAllOfIt(t *testing.T) {
	ctx := context.Background()
	day := time.Date(2026, time.September, 30, 10, 0, 0, 0, time.UTC)
	store, err := data.Open(ctx, t.TempDir()+"/attain.db", data.Options{Now: func() time.Time { return day }})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close() //nolint:errcheck // a test's store
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	service := app.New(store, app.Options{Now: func() time.Time { return day }, Who: "test", Text: func(lang string) sales.Text { return catalogue.Text(lang) }})
	if err := service.FillDemo(ctx, app.Demo{Reps: 4, Months: 14, Seed: 1, Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	september := sales.MonthOf(2026, time.September)
	deals, err := service.Deals(ctx, sales.DealQuery{Kind: sales.StageWon, From: september.First(), To: september.Last()})
	if err != nil {
		t.Fatal(err)
	}
	var ids []sales.ID
	for _, d := range deals {
		ids = append(ids, d.ID)
	}
	if err := service.DeleteDeals(ctx, ids...); err != nil { // a month in which nobody won
		t.Fatal(err)
	}
	basis, err := service.QuotaBasis(ctx, 2026, []sales.Month{september, september + 1})
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, p := range basis.Proposals {
		if p.Value <= 0 {
			t.Errorf("%s proposes %d", p.Month, p.Value)
		}
		if p.Month == september {
			seen++
		}
	}
	if seen != 4 || len(basis.Proposals) != 8 {
		t.Errorf("%d proposals, %d of September", len(basis.Proposals), seen)
	}
}
